// What a command of the client is: data for the table, and how it runs.
import type { Task } from '../../kernel/task.ts';
import type { Client } from '../client.ts';
import type { CommandCall } from '../flags/command-line.ts';

/** One command under its canonical name in the reference. */
export interface Command {
  /** For instance `container run`; `docker run` is the same command. */
  readonly name: string;
  /** Flags of the reference that are understood but not simulated: using one fails and says so. */
  readonly notSimulated?: readonly string[];
  /** Flags that only a daemon on Windows takes: the client refuses them for this one. */
  readonly windowsOnly?: readonly string[];
  /** True for commands that need no daemon: a context that leads nowhere does not stop them. */
  readonly offline?: boolean;
  /** Does it; returns the exit code. */
  readonly run: (client: Client, call: CommandCall) => Task<number>;
}
