// One connection of the server: it proves who it is, then its statements are carried out until it ends.
import { concatBytes } from '../../../kernel/bytes.ts';
import { sleep, type Task } from '../../../kernel/task.ts';
import type { Connection, Process } from '../../contract.ts';
import type { Release } from '../release.ts';
import { Fields, FieldReader } from '../wire/bytes.ts';
import { MessageStream, type Message } from '../wire/message.ts';
import { failure, fatal, readReport, type Report } from '../wire/report.ts';
import { authenticate, type Identity } from './authenticate.ts';
import type { Cluster, Tenant } from './cluster.ts';
import { log, logReport } from './log.ts';
import { isOn, type Settings } from './settings.ts';

/** What all connections of a server share. */
export interface ServerState {
  readonly cluster: Cluster;
  readonly settings: Settings;
  readonly release: Release;
  readonly data: string;
  readonly sessions: Set<Session>;
  /** What a new connection is told when the server does not take any. */
  phase: 'starting' | 'running' | 'stopping';
}

const sslRequest = 80_877_103;
const encryptionRequest = 80_877_104;
const cancelRequest = 80_877_102;

/** CPU time (ms) of a batch of messages and of a byte of its answer. */
const batchCost = 0.3;
const byteCost = 0.000_02;

const dataChange = /\bset\b|set_config|\breset\b|\bdiscard\b/i;
const copyIn = /^\s*(?:--[^\n]*\n\s*)*copy\b[\s\S]*\bfrom\s+stdin\b/i;

export class Session {
  readonly #process: Process;
  readonly #connection: Connection;
  readonly #server: ServerState;
  readonly #stream: MessageStream;
  readonly #listens = new Set<string>();
  #tenant: Tenant | undefined;
  #identity: Identity = { user: '', database: '', application: '' };
  #statement: string | undefined;
  #skipping = false;

  constructor(process: Process, connection: Connection, server: ServerState) {
    this.#process = process;
    this.#connection = connection;
    this.#server = server;
    this.#stream = new MessageStream(connection);
  }

  /** Serves the connection until it ends. */
  *serve(): Task {
    try {
      const identity = yield* this.#open();
      if (!identity) return;
      this.#identity = identity;
      yield* this.#greet(identity);
      this.#server.sessions.add(this);
      yield* this.#converse();
      if (isOn(this.#server.settings.get('log_disconnections'))) yield* log(this.#process, 'LOG', 'disconnection');
    } finally {
      this.#server.sessions.delete(this);
      this.#connection.close();
    }
    if (this.#tenant) yield* this.#server.cluster.forget(this.#tenant);
  }

  /** Ends it because the server stops. */
  *dismiss(): Task {
    yield* this.#connection.write(fatal('57P01', 'terminating connection due to administrator command'));
    this.#connection.close();
  }

  /** Passes a notification on if it listens. */
  *notify(channel: string, message: Uint8Array): Task {
    if (this.#listens.has(channel)) yield* this.#connection.write(message);
  }

  *#open(): Task<Identity | undefined> {
    for (;;) {
      const opening = yield* this.#stream.opening();
      if (!opening) return undefined;
      const reader = new FieldReader(opening.body);
      const code = reader.int32();
      if (code === cancelRequest) return undefined;
      if (code === sslRequest || code === encryptionRequest) {
        yield* this.#connection.write(new TextEncoder().encode('N'));
        continue;
      }
      if (code >> 16 !== 3) {
        yield* this.#refuse(
          '0A000',
          `unsupported frontend protocol ${code >> 16}.${code & 0xffff}: server supports 3.0 to 3.2`,
        );
        return undefined;
      }
      const given = new Map<string, string>();
      while (!reader.ended) {
        const name = reader.text();
        if (name === '') break;
        given.set(name, reader.text());
      }
      return yield* this.#admit(given);
    }
  }

  *#admit(given: ReadonlyMap<string, string>): Task<Identity | undefined> {
    const user = given.get('user') ?? '';
    const database = given.get('database') ?? user;
    if (this.#server.phase !== 'running') {
      const stopping = this.#server.phase === 'stopping';
      yield* this.#refuse('57P03', `the database system is ${stopping ? 'shutting down' : 'starting up'}`);
      return undefined;
    }
    if (user === '') {
      yield* this.#refuse('28000', 'no PostgreSQL user name specified in startup packet');
      return undefined;
    }
    if (this.#server.sessions.size >= Number(this.#server.settings.get('max_connections'))) {
      yield* this.#refuse('53300', 'sorry, too many clients already');
      return undefined;
    }
    const { address } = this.#connection.remote;
    const candidate = { user, database, address: address === '' ? undefined : address };
    const refusal = yield* authenticate(this.#process, this.#connection, this.#stream, this.#server, candidate);
    if (refusal === 'gone') return undefined;
    if (refusal) {
      yield* this.#refuse(refusal.code, refusal.message, refusal.detail);
      return undefined;
    }
    const known = yield* this.#server.cluster.ask(
      `SELECT datallowconn FROM pg_database WHERE datname = '${database.replaceAll("'", "''")}'`,
    );
    if (known[0]?.[0] !== 't') {
      const message = known[0]
        ? `database "${database}" is not currently accepting connections`
        : `database "${database}" does not exist`;
      yield* this.#refuse(known[0] ? '55000' : '3D000', message);
      return undefined;
    }
    const settings = [...given].filter(([name]) => !['user', 'database', 'options', 'replication'].includes(name));
    for (const [, name = '', value = ''] of (given.get('options') ?? '').matchAll(/-c\s*([\w.]+)=(\S+)/g))
      settings.push([name, value]);
    this.#tenant = {
      user,
      database,
      settings: [...(yield* this.#ownSettings(user, database)), ...settings],
      dirty: false,
      parked: 'no',
    };
    return { user, database, application: given.get('application_name') ?? '' };
  }

  /** What ALTER ROLE … SET and ALTER DATABASE … SET have laid down. */
  *#ownSettings(user: string, database: string): Task<(readonly [string, string])[]> {
    const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
    const rows = yield* this.#server.cluster.ask(
      `SELECT unnest(setconfig) FROM pg_db_role_setting
       WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = ${quoted(database)}))
       AND setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = ${quoted(user)})) ORDER BY setrole, setdatabase`,
    );
    return rows.map(([entry]) => {
      const [name = '', ...value] = (entry ?? '').split('=');
      return [name, value.join('=')];
    });
  }

  *#refuse(code: string, message: string, detail?: string): Task {
    yield* log(this.#process, 'FATAL', message);
    if (detail !== undefined) yield* log(this.#process, 'DETAIL', detail);
    yield* this.#connection.write(fatal(code, message));
  }

  *#greet({ user, database, application }: Identity): Task {
    const { address, port } = this.#connection.remote;
    this.#process.setTitle([
      `postgres: ${user} ${database} ${address === '' ? '[local]' : `${address}(${port})`} idle`,
    ]);
    if (isOn(this.#server.settings.get('log_connections')))
      yield* log(this.#process, 'LOG', `connection authorized: user=${user} database=${database}`);
    const [role] = yield* this.#server.cluster.ask(
      `SELECT rolsuper FROM pg_roles WHERE rolname = '${user.replaceAll("'", "''")}'`,
    );
    const tenant = this.#tenant;
    const zone = tenant?.settings.find(([name]) => name.toLowerCase() === 'timezone')?.[1] ?? 'Etc/UTC';
    const status: Readonly<Record<string, string>> = {
      application_name: application,
      client_encoding: tenant?.settings.find(([name]) => name === 'client_encoding')?.[1] ?? 'UTF8',
      DateStyle: 'ISO, MDY',
      default_transaction_read_only: 'off',
      in_hot_standby: 'off',
      integer_datetimes: 'on',
      IntervalStyle: 'postgres',
      is_superuser: role?.[0] === 't' ? 'on' : 'off',
      scram_iterations: '4096',
      server_encoding: 'UTF8',
      server_version: this.#server.release.text,
      session_authorization: user,
      standard_conforming_strings: 'on',
      TimeZone: zone,
    };
    yield* this.#connection.write(
      concatBytes([
        ...Object.entries(status).map(([name, value]) => new Fields().text(name).text(value).message('S')),
        new Fields()
          .int32(this.#process.pid)
          .int32(this.#process.machine.kernel.random('postgres').integer(0x7fffffff))
          .message('K'),
        new TextEncoder().encode('Z\0\0\0\u0005I'),
      ]),
    );
  }

  *#converse(): Task {
    let batch: Uint8Array[] = [];
    for (;;) {
      const message = yield* this.#stream.next();
      if (!message || message.type === 'X') return;
      switch (message.type) {
        case 'Q':
          yield* this.#query(message);
          break;
        case 'S':
          yield* this.#run(concatBytes([...batch, message.whole]), false);
          batch = [];
          break;
        case 'H':
          yield* this.#run(concatBytes(batch), true);
          batch = [];
          break;
        case 'd':
        case 'c':
        case 'f':
          break;
        case 'F':
          yield* this.#run(message.whole, false);
          break;
        default:
          batch.push(this.#ownNames(message));
      }
    }
  }

  *#query(message: Message): Task {
    const sql = new FieldReader(message.body).text();
    this.#note(sql);
    if (/^(?:all|ddl|mod)$/.test(this.#server.settings.get('log_statement') ?? '')) yield* this.#logStatement(sql);
    if (copyIn.test(sql)) yield* this.#copyIn(message);
    else yield* this.#run(message.whole, false);
  }

  *#logStatement(sql: string): Task {
    const which = this.#server.settings.get('log_statement');
    const ddl = /^\s*(?:create|alter|drop|grant|revoke|comment)\b/i.test(sql);
    const change = /^\s*(?:insert|update|delete|truncate|copy|merge)\b/i.test(sql);
    if (which === 'all' || ddl || (which === 'mod' && change)) yield* log(this.#process, 'LOG', `statement: ${sql}`);
  }

  /** The client is told to send its rows; when they are there, all is carried out at once. */
  *#copyIn(message: Message): Task {
    yield* this.#connection.write(new Fields().byte(0).int16(0).message('G'));
    const parts = [message.whole];
    for (;;) {
      const part = yield* this.#stream.next();
      if (!part) return;
      if (part.type === 'd' || part.type === 'c' || part.type === 'f') parts.push(part.whole);
      if (part.type === 'c' || part.type === 'f') break;
    }
    yield* this.#run(concatBytes(parts), false, 'G');
  }

  /** Remembers what a statement may change beyond data. */
  #note(sql: string): void {
    this.#statement = sql;
    if (this.#tenant && dataChange.test(sql)) this.#tenant.dirty = true;
    for (const [, word = '', channel = ''] of sql.matchAll(/\b(listen|unlisten)\s+("[^"]+"|\w+|\*)/gi)) {
      const name = channel.startsWith('"') ? channel.slice(1, -1) : channel.toLowerCase();
      if (word.toLowerCase() === 'listen') this.#listens.add(name);
      else if (name === '*') this.#listens.clear();
      else this.#listens.delete(name);
    }
  }

  /** Prepared statements and portals live in the one engine: each connection has names of its own there. */
  #ownNames({ type, body, whole }: Message): Uint8Array {
    const reader = new FieldReader(body);
    const own = (name: string): string => (name === '' ? '' : `${this.#process.pid}.${name}`);
    switch (type) {
      case 'P': {
        const name = reader.text();
        const sql = reader.text();
        this.#note(sql);
        return new Fields().text(own(name)).text(sql).bytes(reader.rest()).message('P');
      }
      case 'B':
        return new Fields().text(own(reader.text())).text(own(reader.text())).bytes(reader.rest()).message('B');
      case 'D':
      case 'C':
        return new Fields().byte(reader.byte()).text(own(reader.text())).message(type);
      case 'E':
        return new Fields().text(own(reader.text())).bytes(reader.rest()).message('E');
      default:
        return whole;
    }
  }

  *#run(messages: Uint8Array, unfinished: boolean, without?: string): Task {
    const tenant = this.#tenant;
    if (!tenant || (unfinished && this.#skipping)) return;
    const title = `postgres: ${this.#identity.user} ${this.#identity.database}`;
    const result = yield* this.#server.cluster.execute(tenant, messages, unfinished);
    if (typeof result === 'string') {
      const text =
        result === 'blocked'
          ? 'not simulated: another connection has an open transaction that changed data, and transactions take turns'
          : `not simulated: the database "${tenant.database}" cannot be opened (${title})`;
      yield* this.#connection.write(concatBytes([failure('55P03', text), new TextEncoder().encode('Z\0\0\0\u0005I')]));
      return;
    }
    if (result.waited > 0) yield* sleep(result.waited);
    const size = result.messages.reduce((sum, { whole }) => sum + whole.length, 0);
    yield* this.#process.compute(batchCost + size * byteCost);
    const forClient: Uint8Array[] = [];
    for (const { type, body, whole } of result.messages) {
      if (type === without) continue;
      if (type === 'Z') {
        this.#skipping = false;
        if (unfinished) continue;
      }
      if (type === 'A') {
        const reader = new FieldReader(body);
        reader.int32();
        const channel = reader.text();
        for (const session of this.#server.sessions) if (session !== this) yield* session.notify(channel, whole);
        if (!this.#listens.has(channel)) continue;
      }
      if (type === 'E' || type === 'N') yield* this.#logReport(readReport(body));
      if (type === 'E' && unfinished) this.#skipping = true;
      forClient.push(whole);
    }
    yield* this.#connection.write(concatBytes(forClient));
  }

  *#logReport(report: Report): Task {
    const severity = report['V'] ?? report['S'];
    if (severity === 'ERROR' || severity === 'FATAL') yield* logReport(this.#process, report, this.#statement);
    else if (severity === 'WARNING') yield* logReport(this.#process, report, undefined);
  }
}
