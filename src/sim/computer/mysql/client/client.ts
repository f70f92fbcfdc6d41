// A client's connection to a MySQL server.
import type { Task } from '../../../kernel/task.ts';
import type { Connection, Process } from '../../contract.ts';
import { connectUnix } from '../../network/unix-sockets.ts';
import { numericCodes } from '../dialect/column.ts';
import { Problem } from '../dialect/problem.ts';
import type { Answer, ResultColumn } from '../server/answer.ts';
import { answerTo } from '../wire/native-password.ts';
import { PacketStream, Payload, PayloadReader } from '../wire/packet.ts';

/** Where to, and who. */
export interface Target {
  /** Undefined: the Unix socket. */
  readonly host: string | undefined;
  readonly port: number;
  readonly socket: string;
  readonly user: string;
  readonly password: string;
  readonly database: string | undefined;
}

/** A connection that is ready for commands. */
export class Client {
  version = '';
  id = 0;
  readonly #stream: PacketStream;
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#stream = new PacketStream(connection);
  }

  /** Connects and logs in. */
  static *connect(process: Process, target: Target): Task<Client | Problem> {
    const found = yield* reach(process, target);
    if (found instanceof Problem) return found;
    return yield* new Client(found).#login(target);
  }

  *#login({ user, password, database }: Target): Task<Client | Problem> {
    const hello = yield* this.#stream.read();
    if (!hello)
      return new Problem(
        2013,
        'HY000',
        "Lost connection to server at 'handshake: reading initial communication packet', system error: 11",
      );
    const reader = new PayloadReader(hello);
    reader.int(1);
    this.version = reader.text().replace(/^5\.5\.5-/, '');
    this.id = reader.int(4);
    const first = reader.take(8).slice();
    reader.take(1 + 2 + 1 + 2 + 2 + 1 + 10);
    const salt = Uint8Array.from([...first, ...reader.take(12)]);
    const proof = answerTo(salt, password);
    const flags = 0x0008_a205 | (database === undefined ? 0 : 8);
    const login = new Payload()
      .int(flags, 4)
      .int(16_777_216, 4)
      .int(45, 1)
      .bytes(new Uint8Array(23))
      .text(user)
      .int(0, 1);
    login.int(proof.length, 1).bytes(proof);
    if (database !== undefined) login.text(database).int(0, 1);
    yield* this.#stream.write(login.text('mysql_native_password').int(0, 1).done);
    const answer = yield* this.#answer();
    return answer instanceof Problem ? answer : this;
  }

  /** Runs one statement. */
  *query(sql: string): Task<Answer | Problem> {
    this.#stream.sequence = 0;
    if (!(yield* this.#stream.write(new Payload().int(3, 1).text(sql).done)))
      return new Problem(2006, 'HY000', 'Server has gone away');
    return yield* this.#answer();
  }

  *close(): Task {
    this.#stream.sequence = 0;
    yield* this.#stream.write(new Payload().int(1, 1).done);
    this.#connection.close();
  }

  *#answer(): Task<Answer | Problem> {
    const first = yield* this.#stream.read();
    if (!first) return new Problem(2013, 'HY000', 'Lost connection to server during query');
    const reader = new PayloadReader(first);
    if (first[0] === 0xff) {
      reader.int(1);
      const number = reader.int(2);
      const text = reader.rest();
      return new Problem(number, text.slice(1, 6), text.slice(6));
    }
    if (first[0] === 0) {
      reader.int(1);
      const affected = reader.length();
      const insertId = reader.length();
      reader.int(4);
      return { kind: 'done', affected, insertId, info: reader.rest() };
    }
    const columns: ResultColumn[] = [];
    for (let left = reader.length(); left > 0; left--) {
      const column = new PayloadReader((yield* this.#stream.read()) ?? new Uint8Array(0));
      for (let field = 0; field < 4; field++) column.counted();
      const name = column.counted() ?? '';
      column.counted();
      column.take(7);
      const code = column.int(1);
      columns.push({ name, numeric: code === 6 || numericCodes.has(code), code });
    }
    yield* this.#stream.read();
    const rows: (string | null)[][] = [];
    for (;;) {
      const row = yield* this.#stream.read();
      if (!row || (row[0] === 0xfe && row.length < 9)) return { kind: 'rows', columns, rows };
      const values = new PayloadReader(row);
      rows.push(columns.map(() => values.counted()));
    }
  }
}

function* reach(process: Process, { host, port, socket }: Target): Task<Connection | Problem> {
  if (host === undefined) {
    const connection = yield* connectUnix(process, socket);
    if (typeof connection !== 'string') return connection;
    const number = connection === 'ENOENT' ? 2 : connection === 'EACCES' ? 13 : 111;
    return new Problem(2002, 'HY000', `Can't connect to local server through socket '${socket}' (${number})`);
  }
  const addresses = yield* process.network.resolve(host, process.files);
  if (typeof addresses === 'string' || addresses.length === 0)
    return new Problem(2005, 'HY000', `Unknown server host '${host}' (-2)`);
  const connection = yield* process.network.connect(addresses[0] ?? '', port);
  if (typeof connection !== 'string') return connection;
  return new Problem(
    2002,
    'HY000',
    `Can't connect to server on '${host}' (${connection === 'ECONNREFUSED' ? 111 : connection === 'EHOSTUNREACH' ? 113 : 110})`,
  );
}
