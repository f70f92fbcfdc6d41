// The one engine that all connections of a server share: they take turns, and between transactions it changes hands.
import { external, race, sleep, type Task } from '../../../kernel/task.ts';
import { Trigger } from '../../../kernel/trigger.ts';
import type { Backend } from '../engine/backend.ts';
import { query } from '../wire/bytes.ts';
import { splitMessages, type Message } from '../wire/message.ts';
import { readRows, type Row } from '../wire/rows.ts';

/** What a connection leaves behind in the engine when another takes its place. */
export interface Tenant {
  readonly database: string;
  readonly user: string;
  /** Settings (name, value) that it made. */
  settings: readonly (readonly [string, string])[];
  /** It may have changed settings since they were noted. */
  dirty: boolean;
  /** Its transaction was set aside because it had changed nothing yet; it begins anew with the next statement. */
  parked: 'no' | 'open' | 'failed';
}

/** Answer to messages: `waited` ms that its statements took beyond computing. */
export interface Answer {
  readonly messages: readonly Message[];
  readonly waited: number;
}

/** ms that a connection waits for another's open transaction. */
const patience = 10_000;

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export class Cluster {
  readonly #start: (database: string) => Promise<Backend>;
  #backend: Backend | undefined;
  #tenant: Tenant | undefined;
  /** Whose transaction is open. */
  #holder: Tenant | undefined;
  #busy = false;
  readonly #free = new Trigger();

  constructor(start: (database: string) => Promise<Backend>) {
    this.#start = start;
  }

  /** Starts the engine, which recovers what a crash has left; false when it cannot. */
  *start(): Task<boolean> {
    return (yield* this.#open('postgres')) !== undefined;
  }

  /** Carries out messages for a connection; `blocked` when another's transaction does not end. */
  *execute(tenant: Tenant, messages: Uint8Array, unfinished = false): Task<Answer | 'blocked' | 'no-database'> {
    if (!(yield* this.#take(tenant))) return 'blocked';
    try {
      const backend = yield* this.#switchTo(tenant);
      if (!backend) return 'no-database';
      const { answer, waited } = backend.execute(messages);
      const replies = splitMessages(answer);
      const status = replies.findLast(({ type }) => type === 'Z')?.body[0];
      this.#holder = unfinished || (status !== undefined && status !== 73) ? tenant : undefined;
      return { messages: replies, waited };
    } finally {
      this.#release();
    }
  }

  /** Asks the catalogue, as the superuser, in whatever database is at hand. */
  *ask(sql: string, database = 'template1'): Task<readonly Row[]> {
    const asker: Tenant = { database: '', user: '', settings: [], dirty: false, parked: 'no' };
    if (!(yield* this.#take(asker))) return [];
    try {
      const backend = yield* this.#open(this.#backend?.database ?? database);
      if (!backend) return [];
      yield* this.#leave(backend);
      return readRows(splitMessages(backend.execute(query(`RESET SESSION AUTHORIZATION; RESET ALL; ${sql}`)).answer));
    } finally {
      this.#release();
    }
  }

  /** A connection has ended: its transaction is rolled back. */
  *forget(tenant: Tenant): Task {
    if (this.#holder === tenant && this.#backend) {
      while (this.#busy) yield* this.#free.next();
      this.#backend.execute(query('ROLLBACK'));
      this.#holder = undefined;
      this.#free.fire();
    }
    if (this.#tenant === tenant) {
      this.#backend?.execute(query('RESET SESSION AUTHORIZATION; DISCARD ALL'));
      this.#tenant = undefined;
    }
  }

  /** Writes a checkpoint and ends. */
  *stop(): Task {
    while (this.#busy) yield* this.#free.next();
    const backend = this.#backend;
    this.#backend = undefined;
    if (backend) yield* external(backend.stop());
  }

  *#take(tenant: Tenant): Task<boolean> {
    const freed = this.#waitFor(tenant);
    const mine = yield* race([freed, after(patience)]);
    return mine;
  }

  *#waitFor(tenant: Tenant): Task<true> {
    for (;;) {
      if (!this.#busy && this.#holder && this.#holder !== tenant) this.#park(this.#holder);
      if (!this.#busy && (!this.#holder || this.#holder === tenant)) {
        this.#busy = true;
        return true;
      }
      yield* this.#free.next();
    }
  }

  #release(): void {
    this.#busy = false;
    this.#free.fire();
  }

  /** Sets a transaction aside that has not written anything: for read committed nobody can tell the difference. */
  #park(holder: Tenant): void {
    const backend = this.#backend;
    if (!backend) return;
    const state = readRows(
      splitMessages(
        backend.execute(
          query(
            "SELECT pg_current_xact_id_if_assigned() IS NULL AND current_setting('transaction_isolation') = 'read committed'",
          ),
        ).answer,
      ),
    )[0]?.[0];
    if (state === 'f') return;
    // Without an answer the transaction has failed already.
    holder.parked = state === undefined ? 'failed' : 'open';
    backend.execute(query(state === undefined ? 'ROLLBACK' : 'COMMIT'));
    this.#holder = undefined;
  }

  *#switchTo(tenant: Tenant): Task<Backend | undefined> {
    const backend = yield* this.#open(tenant.database);
    if (!backend) return undefined;
    if (this.#tenant !== tenant) {
      yield* this.#leave(backend);
      const settings = tenant.settings.map(
        ([name, value]) => `SELECT set_config(${literal(name)}, ${literal(value)}, false);`,
      );
      backend.execute(
        query(`RESET SESSION AUTHORIZATION; RESET ALL; SET SESSION AUTHORIZATION ${identifier(tenant.user)};`),
      );
      if (settings.length > 0) backend.execute(query(settings.join(' ')));
      this.#tenant = tenant;
    }
    if (tenant.parked !== 'no') {
      backend.execute(query('BEGIN'));
      if (tenant.parked === 'failed') backend.execute(query('SELECT 1/0'));
      tenant.parked = 'no';
    }
    return backend;
  }

  /** Notes what the one who has the engine has set. */
  *#leave(backend: Backend): Task {
    const tenant = this.#tenant;
    this.#tenant = undefined;
    if (!tenant?.dirty) return;
    tenant.dirty = false;
    const rows = readRows(
      splitMessages(
        backend.execute(
          query(
            "SELECT name, setting FROM pg_settings WHERE source IN ('session', 'client') AND name <> 'session_authorization'",
          ),
        ).answer,
      ),
    );
    tenant.settings = rows.map(([name, value]) => [name ?? '', value ?? '']);
    yield* [];
  }

  *#open(database: string): Task<Backend | undefined> {
    if (this.#backend?.database === database) return this.#backend;
    const before = this.#backend;
    if (before) {
      yield* this.#leave(before);
      this.#backend = undefined;
      yield* external(before.stop());
    }
    try {
      this.#backend = yield* external(this.#start(database));
    } catch {
      return undefined;
    }
    return this.#backend;
  }
}

function* after(limit: number): Task<boolean> {
  yield* sleep(limit);
  return false;
}
