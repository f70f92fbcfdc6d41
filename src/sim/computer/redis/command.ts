// What a command is to the server, and what it is given.
import type { Client } from './client.ts';
import type { Database } from './database.ts';
import type { Reply } from './reply.ts';
import type { Server } from './server.ts';

/** One run of a command. */
export interface Call {
  readonly server: Server;
  readonly client: Client;
  readonly db: Database;
  /** The name as it was typed, and the arguments. */
  readonly argv: readonly string[];
  /** Replaces what the append-only file gets: commands that do the same whenever they are run. */
  rewrite(...commands: readonly (readonly string[])[]): void;
}

/** A command that waits until one of its keys is ready. */
export interface Waiting {
  readonly waitsFor: readonly string[];
  /** ms; 0: for ever. */
  readonly timeout: number;
  /** Tries again; undefined when it has to go on waiting. */
  attempt(call: Call): Reply | undefined;
  /** The reply when time is up, and inside of a transaction. */
  readonly late: Reply;
}

/** Undefined: no reply, or it has been sent already. */
export type Answer = Reply | Waiting | undefined;

/**
 * `write` changes keys; `grows` may need memory; `early` is allowed without a password; `listening` while subscribed;
 * `hidden` is not shown by MONITOR; `apart` runs at once inside of MULTI.
 */
export type Flag = 'write' | 'grows' | 'early' | 'listening' | 'hidden' | 'apart';

export interface Command {
  readonly name: string;
  /** Number of words with the name; negative: at least so many. */
  readonly arity: number;
  readonly flags: ReadonlySet<Flag>;
  run(call: Call): Answer;
}

/** A row of the table of commands. */
export const command = (name: string, arity: number, flags: string, run: (call: Call) => Answer): Command => ({
  name,
  arity,
  flags: new Set(flags.split(' ').filter((flag) => flag !== '') as Flag[]),
  run,
});

export const isWaiting = (answer: Answer): answer is Waiting =>
  typeof answer === 'object' && answer !== null && 'waitsFor' in answer;
