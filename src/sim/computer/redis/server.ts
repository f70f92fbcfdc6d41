// The state of a Redis server, and how a command that has arrived is carried out (processCommand in server.c).
import type { RandomStream } from '../../kernel/random.ts';
import type { Task } from '../../kernel/task.ts';
import type { Client } from './client.ts';
import { isWaiting, type Answer, type Call, type Command } from './command.ts';
import { Database, type Keeper } from './database.ts';
import { wrongArguments, notSimulated } from './errors.ts';
import { evict } from './evict.ts';
import type { Persistence } from './persistence.ts';
import { PubSub } from './pubsub.ts';
import { error, isError, type ErrorReply, type Reply } from './reply.ts';
import type { Settings } from './settings.ts';
import { quoted } from './split-arguments.ts';

/** What a server is made of. */
export interface ServerParts {
  readonly version: string;
  readonly settings: Settings;
  readonly random: RandomStream;
  readonly processId: number;
  readonly executable: string;
  /** Commands by name, in lower case. */
  readonly commands: ReadonlyMap<string, Command>;
  /** Names of commands that Redis has and that are not simulated. */
  readonly others: ReadonlySet<string>;
  readonly persistence: Persistence;
  /** ms since 1970-01-01T00:00Z. */
  readonly clock: () => number;
  /** Writes a line of the log, of a child process when `pid` is given. */
  readonly log: (level: LogLevel, text: string, pid?: number) => void;
  /** Writes the lines that were noted. */
  readonly flushLog: () => Task;
  /** Total memory of the machine, bytes, and its kernel. */
  readonly machineMemory: number;
  readonly machineRelease: string;
  /** '' when there is none. */
  readonly configurationFile: string;
  /** ms of CPU used. */
  readonly cpuTime: () => number;
  readonly isDirectory: (path: string) => boolean;
}

/** Of a line in the log: debug, verbose, notice, warning. */
export type LogLevel = '.' | '-' | '*' | '#';

/** `save` and `rewrite` go on in the background; `end` says whether to save before (undefined: when save points are set). */
export type Order = 'save' | 'rewrite' | { readonly end: { readonly save: boolean | undefined } };

/** Bytes that a server without keys uses. */
const idleMemory = 876_032;
/** Bytes of the program itself. */
const programMemory = 11_300_000;

export class Server implements Keeper {
  readonly parts: ServerParts;
  readonly databases: readonly Database[];
  readonly clients = new Map<number, Client>();
  readonly pubsub = new PubSub();
  readonly runId: string;
  readonly startedAt: number;
  readonly stats = {
    connections: 0, commands: 0, hits: 0, misses: 0, expired: 0, evicted: 0, rejected: 0, input: 0, output: 0, peak: 0,
  }; // prettier-ignore
  readonly errors = new Map<string, number>();
  /** When it was last noted how much memory the keys take. */
  memoryNotedAt = 0;
  /** Changes since the last save. */
  dirty = 0;
  /** What it has been told to do: work that takes time and that its own process does. */
  readonly orders: Order[] = [];
  /** Called when there is an order, and after changes. */
  stir: () => void = () => undefined;
  #nextClient = 1;
  #nextExpiry = Infinity;
  #changes = 0;
  readonly #ready = new Set<string>();
  readonly #waiting: Client[] = [];

  constructor(parts: ServerParts) {
    this.parts = parts;
    const count = Number(parts.settings.get('databases'));
    this.databases = Array.from({ length: count }, (_, index) => new Database(index, this));
    this.runId = parts.random.hex(40);
    this.startedAt = parts.clock();
  }

  get settings(): Settings {
    return this.parts.settings;
  }

  readonly now = (): number => this.parts.clock();

  nextClientId(): number {
    return this.#nextClient++;
  }

  /** Bytes in use, as an estimate. */
  get memory(): number {
    const bytes = this.databases.reduce((sum, database) => sum + database.bytes, idleMemory);
    this.stats.peak = Math.max(this.stats.peak, bytes);
    return bytes;
  }

  /** Bytes that its process takes. */
  get residentMemory(): number {
    return this.memory + programMemory;
  }

  order(what: Order): void {
    this.orders.push(what);
    this.stir();
  }

  /** SHUTDOWN. */
  end(save: boolean | undefined): void {
    this.order({ end: { save } });
  }

  changed(database: Database, key: string): void {
    this.dirty++;
    this.#changes++;
    const name = `${database.index}:${key}`;
    this.#ready.add(name);
    for (const client of this.clients.values()) if (client.watched.has(name)) client.overtaken = true;
    const expiresAt = database.entries.get(key)?.expiresAt;
    if (expiresAt !== undefined) this.#nextExpiry = Math.min(this.#nextExpiry, expiresAt);
  }

  read(found: boolean): void {
    if (found) this.stats.hits++;
    else this.stats.misses++;
  }

  database(index: number): Database {
    const database = this.databases[index];
    if (!database) throw new Error(`no database ${index}`);
    return database;
  }

  /** Removes what has expired. */
  purge(): void {
    if (this.#nextExpiry > this.now()) return;
    for (const database of this.databases)
      for (const key of database.expired()) {
        database.remove(key);
        this.stats.expired++;
        this.parts.persistence.append(database.index, [['DEL', key]]);
      }
    this.#nextExpiry = Math.min(...this.databases.map((database) => database.nextExpiry()));
  }

  /** Carries out what a client has sent, and sends the reply; a client that has to wait is remembered. */
  handle(client: Client, argv: readonly string[]): void {
    client.lastAt = this.now();
    const answer = this.answer(client, argv);
    if (isWaiting(answer)) {
      client.waiting = { what: answer, argv, until: this.now() + answer.timeout };
      this.#waiting.push(client);
    } else if (answer !== undefined) this.reply(client, answer);
    this.serveWaiting();
    if (client.replies === 'skip') client.replies = 'on';
  }

  reply(client: Client, reply: Reply): void {
    if (isError(reply)) this.countError(reply);
    client.send(reply);
  }

  countError({ error: text }: ErrorReply): void {
    const [kind = 'ERR'] = text.split(' ');
    this.errors.set(kind, (this.errors.get(kind) ?? 0) + 1);
  }

  /** The answer to a command: what stands in its way, QUEUED, or what running it gives. */
  answer(client: Client, argv: readonly string[]): Answer {
    const [name = '', ...rest] = argv;
    this.purge();
    const refused = (reply: ErrorReply): ErrorReply => {
      if (client.queued) client.spoiled = true;
      return reply;
    };
    const lower = name.toLowerCase();
    const found = this.parts.commands.get(lower);
    if (!found) {
      if (this.parts.others.has(lower)) return refused(notSimulated(name.toUpperCase()));
      return refused(unknownCommand(name, rest));
    }
    client.lastCommand = lower;
    if (found.arity >= 0 ? argv.length !== found.arity : argv.length < -found.arity)
      return refused(wrongArguments(lower));
    if (!client.authenticated && !found.flags.has('early')) return refused(error('NOAUTH Authentication required.'));
    const writes = found.flags.has('write');
    const full = writes ? evict(this, found.flags.has('grows')) : undefined;
    if (full) return refused(full);
    if (writes && this.parts.persistence.broken && this.settings.yes('stop-writes-on-bgsave-error'))
      return refused(cannotPersist);
    if (client.subscriptions > 0 && !found.flags.has('listening')) return refused(onlyListening(lower));
    if (client.queued && !found.flags.has('apart')) {
      client.queued.push(argv);
      return { status: 'QUEUED' };
    }
    return this.run(client, found, argv);
  }

  /** Runs a command that nothing stands in the way of, and hands it on to monitors and to the append-only file. */
  run(client: Client, found: Command, argv: readonly string[], batch?: (readonly string[])[]): Answer {
    this.stats.commands++;
    if (!found.flags.has('hidden')) this.#tellMonitors(client, argv);
    const call = this.#call(client, argv);
    const before = this.#changes;
    const answer = found.run(call);
    if (this.#changes > before) this.#record(call, batch);
    return answer;
  }

  /** Clients whose keys have become ready get them, the one that has waited longest first. */
  serveWaiting(): void {
    while (this.#ready.size > 0) {
      const ready = new Set(this.#ready);
      this.#ready.clear();
      for (const client of [...this.#waiting]) {
        const { waiting } = client;
        if (!waiting?.what.waitsFor.some((key) => ready.has(`${client.database}:${key}`))) continue;
        const call = this.#call(client, waiting.argv);
        const before = this.#changes;
        const reply = waiting.what.attempt(call);
        if (this.#changes > before) this.#record(call);
        if (reply !== undefined) this.release(client, reply);
      }
    }
  }

  /** Ends the waiting of a client with a reply. */
  release(client: Client, reply: Reply): void {
    this.forgetWaiting(client);
    this.reply(client, reply);
  }

  forgetWaiting(client: Client): void {
    client.waiting = undefined;
    const at = this.#waiting.indexOf(client);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  /** How many clients wait for a key. */
  get waitingClients(): number {
    return this.#waiting.length;
  }

  #call(client: Client, argv: readonly string[]): RecordedCall {
    return new RecordedCall(this, client, argv);
  }

  #record(call: RecordedCall, batch?: (readonly string[])[]): void {
    if (batch) batch.push(...call.recorded);
    else this.parts.persistence.append(call.db.index, call.recorded);
    this.stir();
  }

  #tellMonitors(client: Client, argv: readonly string[]): void {
    const monitors = [...this.clients.values()].filter(({ monitors }) => monitors);
    if (monitors.length === 0) return;
    const time = (this.now() / 1000).toFixed(6);
    const line = `${time} [${client.database} ${client.address}] ${argv.map(quoted).join(' ')}`;
    for (const monitor of monitors) monitor.push({ status: line });
  }
}

class RecordedCall implements Call {
  readonly server: Server;
  readonly client: Client;
  readonly db: Database;
  readonly argv: readonly string[];
  recorded: readonly (readonly string[])[];

  constructor(server: Server, client: Client, argv: readonly string[]) {
    this.server = server;
    this.client = client;
    this.db = server.database(client.database);
    this.argv = argv;
    this.recorded = [argv];
  }

  rewrite(...commands: readonly (readonly string[])[]): void {
    this.recorded = commands;
  }
}

const longestArguments = 128;

function unknownCommand(name: string, rest: readonly string[]): ErrorReply {
  let shown = '';
  for (const word of rest) {
    if (shown.length >= longestArguments) break;
    shown += `'${word.slice(0, longestArguments - shown.length)}' `;
  }
  return error(`ERR unknown command '${name.slice(0, longestArguments)}', with args beginning with: ${shown}`);
}

const onlyListening = (name: string): ErrorReply =>
  error(
    `ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
  );

const cannotPersist = error(
  "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. Commands that may modify the data set are disabled, because this instance is configured to report errors during writes if RDB snapshotting fails (stop-writes-on-bgsave-error option). Please check the Redis logs for details about the RDB error.",
);
