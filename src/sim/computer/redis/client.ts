// One connection as the server sees it.
import { Trigger } from '../../kernel/trigger.ts';
import type { Task } from '../../kernel/task.ts';
import type { Connection } from '../contract.ts';
import type { Waiting } from './command.ts';
import { encodeReply, toBytes, type Reply } from './reply.ts';

export class Client {
  readonly id: number;
  readonly connection: Connection;
  readonly since: number;
  name = '';
  library = { name: '', version: '' };
  database = 0;
  authenticated: boolean;
  /** Commands that wait for EXEC; undefined outside of MULTI. */
  queued: (readonly string[])[] | undefined;
  /** A command that could not be queued: EXEC will refuse. */
  spoiled = false;
  readonly watched = new Set<string>();
  /** A watched key was changed. */
  overtaken = false;
  readonly channels = new Set<string>();
  readonly patterns = new Set<string>();
  monitors = false;
  lastCommand = '';
  lastAt: number;
  waiting: { readonly what: Waiting; readonly argv: readonly string[]; readonly until: number } | undefined;
  /** Whether replies are sent (CLIENT REPLY). */
  replies: 'on' | 'off' | 'skip' = 'on';
  /** It ends when all that it was told has been sent. */
  closing = false;
  readonly #stirred = new Trigger();
  #output = '';
  #stirs = 0;

  constructor(id: number, connection: Connection, now: number, authenticated: boolean) {
    this.id = id;
    this.connection = connection;
    this.since = now;
    this.lastAt = now;
    this.authenticated = authenticated;
  }

  get subscriptions(): number {
    return this.channels.size + this.patterns.size;
  }

  get address(): string {
    return `${this.connection.remote.address}:${this.connection.remote.port}`;
  }

  send(reply: Reply): void {
    if (this.replies === 'on') this.#output += encodeReply(reply);
    this.stir();
  }

  /** A message that is no reply to a command. */
  push(reply: Reply): void {
    this.#output += encodeReply(reply);
    this.stir();
  }

  /** There is something to do for the task that serves it. */
  stir(): void {
    this.#stirs++;
    this.#stirred.fire();
  }

  /** Waits until there is something to do; at once when there has been since it was last asked. */
  *stirring(): Task<'stirred'> {
    if (this.#stirs === 0) yield* this.#stirred.next();
    this.#stirs = 0;
    return 'stirred';
  }

  close(): void {
    this.closing = true;
    this.stir();
  }

  /** Ends it without what it has not been told yet. */
  abandon(): void {
    this.#output = '';
    this.close();
  }

  /** Sends what there is to send; false when the other side has gone. */
  *flush(): Task<boolean> {
    while (this.#output !== '') {
      const bytes = toBytes(this.#output);
      this.#output = '';
      if (yield* this.connection.write(bytes)) return false;
    }
    return true;
  }
}
