// One connection of the server: the handshake, then a command after another (MySQL documentation, "Client/Server Protocol").
import { race, sleep, type Task } from '../../../kernel/task.ts';
import type { Trigger } from '../../../kernel/trigger.ts';
import type { Connection, Process } from '../../contract.ts';
import { notSimulated, Problem } from '../dialect/problem.ts';
import { fits } from '../wire/native-password.ts';
import { PacketStream, Payload, PayloadReader } from '../wire/packet.ts';
import type { Answer, Shared } from './answer.ts';
import { Executor } from './executor.ts';

/** What connections share beyond the databases. */
export interface ServerState {
  readonly shared: Shared;
  /** Fires when a statement is over. */
  readonly freed: Trigger;
  nextId: number;
}

/** Protocol 4.1, secure connection, database at the handshake, transactions, plugin names, several statements. */
const capabilities = 0x0008_a20d | 0x0001_0000 | 0x0002_0000;
const utf8 = 45;
const lockTimeout = 50_000;
const cost = 0.4;

/** Serves a connection until it ends. */
export function* serveConnection(process: Process, connection: Connection, server: ServerState): Task {
  const stream = new PacketStream(connection);
  let executor: Executor | undefined;
  try {
    executor = yield* greet(process, connection, stream, server);
    if (executor) yield* converse(process, stream, server, executor);
  } finally {
    executor?.end();
    connection.close();
    server.freed.fire();
  }
}

function* greet(
  process: Process,
  connection: Connection,
  stream: PacketStream,
  server: ServerState,
): Task<Executor | undefined> {
  const { shared } = server;
  const random = process.machine.kernel.random('mysql');
  const salt = Uint8Array.from({ length: 20 }, () => 33 + random.integer(90));
  const id = server.nextId++;
  const version = shared.product === 'MariaDB' ? `5.5.5-${shared.version}` : shared.version;
  const hello = new Payload().int(10, 1).text(version).int(0, 1).int(id, 4).bytes(salt.subarray(0, 8)).int(0, 1);
  hello
    .int(capabilities & 0xffff, 2)
    .int(utf8, 1)
    .int(2, 2)
    .int(capabilities >>> 16, 2)
    .int(21, 1)
    .bytes(new Uint8Array(10));
  yield* stream.write(hello.bytes(salt.subarray(8)).int(0, 1).text('mysql_native_password').int(0, 1).done);
  const answer = yield* stream.read();
  if (!answer) return undefined;
  const reader = new PayloadReader(answer);
  const flags = reader.int(4);
  reader.take(28);
  const user = reader.text();
  const proof = reader.take(reader.length());
  const database = flags & 8 ? reader.text() : '';
  const { address } = connection.remote;
  const from = address === '' || address === '127.0.0.1' ? 'localhost' : address;
  const account =
    shared.instance.accounts.find(({ name, host }) => name === user && host === from) ??
    shared.instance.accounts.find(({ name, host }) => name === user && matchesHost(host, from));
  if (!account || !fits(salt, proof, account.secret)) {
    const using = proof.length > 0 ? 'YES' : 'NO';
    yield* fail(
      stream,
      new Problem(1045, '28000', `Access denied for user '${user}'@'${from}' (using password: ${using})`),
    );
    return undefined;
  }
  const executor = new Executor(shared, user, account.host, id);
  if (database !== '') {
    const used = executor.use(database);
    if (used instanceof Problem) {
      yield* fail(stream, used);
      return undefined;
    }
  }
  yield* succeed(stream, executor, 0, 0, '');
  return executor;
}

const matchesHost = (pattern: string, host: string): boolean =>
  pattern === '%' || new RegExp(`^${pattern.replace(/[.+^$(){}|[\]\\]/g, '\\$&').replaceAll('%', '.*')}$`).test(host);

function* converse(process: Process, stream: PacketStream, server: ServerState, executor: Executor): Task {
  for (;;) {
    const command = yield* stream.read();
    if (!command) return;
    const reader = new PayloadReader(command);
    const code = reader.int(1);
    switch (code) {
      case 1:
        return;
      case 2: {
        const used = executor.use(reader.rest());
        if (used instanceof Problem) yield* fail(stream, used);
        else yield* succeed(stream, executor, 0, 0, '');
        break;
      }
      case 3: {
        const sql = reader.rest();
        const free = yield* race([untilFree(server, executor, sql), after(lockTimeout)]);
        yield* process.compute(cost + sql.length * 0.0005);
        const answer = free
          ? executor.execute(sql)
          : new Problem(1205, 'HY000', 'Lock wait timeout exceeded; try restarting transaction');
        if (answer instanceof Problem) yield* fail(stream, answer);
        else yield* send(stream, executor, answer);
        server.freed.fire();
        break;
      }
      case 14:
        yield* succeed(stream, executor, 0, 0, '');
        break;
      case 4:
        yield* stream.write(endOfRows(executor));
        break;
      default:
        yield* fail(
          stream,
          code === 22 ? notSimulated('prepared statements') : notSimulated(`command ${code} of the protocol`),
        );
    }
  }
}

function* untilFree(server: ServerState, executor: Executor, sql: string): Task<boolean> {
  while (executor.blocked(sql)) yield* server.freed.next();
  return true;
}

function* after(limit: number): Task<boolean> {
  yield* sleep(limit);
  return false;
}

const status = (executor: Executor): number => (executor.inTransaction ? 3 : 2);
const endOfRows = (executor: Executor): Uint8Array =>
  new Payload().int(0xfe, 1).int(0, 2).int(status(executor), 2).done;

function* succeed(stream: PacketStream, executor: Executor, affected: number, insertId: number, info: string): Task {
  yield* stream.write(
    new Payload().int(0, 1).length(affected).length(insertId).int(status(executor), 2).int(0, 2).text(info).done,
  );
}

function* fail(stream: PacketStream, { number, state, text }: Problem): Task {
  yield* stream.write(new Payload().int(0xff, 1).int(number, 2).text(`#${state}`).text(text).done);
}

function* send(stream: PacketStream, executor: Executor, answer: Answer): Task {
  if (answer.kind === 'done') {
    yield* succeed(stream, executor, answer.affected, answer.insertId, answer.info);
    return;
  }
  const columns = answer.columns.map(({ name, numeric, code }) => {
    const payload = new Payload()
      .counted('def')
      .counted(executor.database ?? '')
      .counted('')
      .counted('')
      .counted(name)
      .counted(name);
    return payload
      .int(12, 1)
      .int(utf8, 2)
      .int(1024, 4)
      .int(code, 1)
      .int(numeric ? 0x8000 : 0, 2)
      .int(31, 1)
      .int(0, 2).done;
  });
  const rows = answer.rows.map((row) => {
    const payload = new Payload();
    for (const value of row) payload.counted(value);
    return payload.done;
  });
  const end = endOfRows(executor);
  yield* stream.write(new Payload().length(columns.length).done, ...columns, end, ...rows, end);
}
