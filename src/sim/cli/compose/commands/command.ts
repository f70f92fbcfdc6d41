// What a compose command is: data for the table, and how it runs.
import type { Task } from '../../../kernel/task.ts';
import type { Compose } from '../compose.ts';

/** One command below `docker compose`. */
export interface ComposeCommand {
  readonly name: string;
  /** Does it; returns the exit code. */
  readonly run: (compose: Compose) => Task<number>;
}
