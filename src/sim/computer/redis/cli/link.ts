// The connection of redis-cli to its server: opened when needed, with password and database.
import type { Task } from '../../../kernel/task.ts';
import type { Connection, Process } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { hasMusl } from '../../programs/flavour.ts';
import { warn } from '../../programs/net/say.ts';
import { encodeCommand, fromBinary, fromBytes, isArray, ReplyReader, toBinary, toBytes, type Reply } from '../reply.ts';
import type { CliOptions } from './options.ts';

export class Link {
  readonly options: CliOptions;
  /** The database that is selected. */
  database: number;
  readonly #process: Process;
  #connection: Connection | undefined;
  #reader = new ReplyReader();

  constructor(process: Process, options: CliOptions) {
    this.#process = process;
    this.options = options;
    this.database = options.database;
  }

  get connected(): boolean {
    return this.#connection !== undefined;
  }

  /** Connects unless it is; false when that fails, which is said. */
  *open(): Task<boolean> {
    if (this.#connection) return true;
    const { host, port } = this.options;
    const found = yield* this.#process.network.resolve(host, this.#process.files);
    const opened =
      typeof found === 'string'
        ? unresolved(found, hasMusl(this.#process.files))
        : yield* this.#process.network.connect(found.find((each) => !each.includes(':')) ?? found[0] ?? '', port);
    if (typeof opened === 'string' || 'words' in opened) {
      const why = typeof opened === 'string' ? strerror(opened) : opened.words;
      yield* warn(this.#process, `Could not connect to Redis at ${host}:${port}: ${why}\n`);
      return false;
    }
    this.#connection = opened;
    this.#reader = new ReplyReader();
    yield* this.#introduce();
    return true;
  }

  *#introduce(): Task {
    const { user, password } = this.options;
    if (password !== undefined) {
      const words = user === undefined ? [password] : [user, password];
      yield* this.#expect(['AUTH', ...words.map(toBinary)], 'AUTH failed');
    }
    if (this.database !== 0) yield* this.#expect(['SELECT', String(this.database)], `SELECT ${this.database} failed`);
  }

  *#expect(argv: readonly string[], failure: string): Task {
    yield* this.send(argv);
    const reply = yield* this.receive();
    if (typeof reply === 'object' && reply !== null && !isArray(reply) && 'error' in reply)
      yield* warn(this.#process, `${failure}: ${fromBinary(reply.error)}\n`);
  }

  /** Sends a command; false when the server has gone. */
  *send(argv: readonly string[]): Task<boolean> {
    return yield* this.sendText(encodeCommand(argv));
  }

  *sendText(text: string): Task<boolean> {
    return this.#connection !== undefined && (yield* this.#connection.write(toBytes(text))) === undefined;
  }

  /** The next reply; undefined when the server has closed the connection. */
  *receive(): Task<Reply | undefined> {
    for (;;) {
      const reply = this.#reader.next();
      if (reply !== undefined) return reply;
      const bytes = yield* this.#connection?.read() ?? ended();
      if (!bytes) {
        this.close();
        return undefined;
      }
      this.#reader.feed(fromBytes(bytes));
    }
  }

  close(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }
}

function* ended(): Task<undefined> {
  return undefined;
}

function unresolved(answer: 'NXDOMAIN' | 'SERVFAIL', musl: boolean): { readonly words: string } {
  if (answer === 'SERVFAIL') return { words: musl ? 'Try again' : 'Temporary failure in name resolution' };
  return { words: musl ? 'Name does not resolve' : 'Name or service not known' };
}
