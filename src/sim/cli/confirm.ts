// The question before something is removed for good.
import type { Task } from '../kernel/task.ts';
import { ask } from './ask.ts';
import type { Client } from './client.ts';

/** Asks on standard output; true only for `y` or `yes`. Without an answer (end of input) it is a no. */
export function* confirm(client: Client, warning: string): Task<boolean> {
  return /^(?:y|yes)$/i.test(yield* ask(client, `${warning}\nAre you sure you want to continue? [y/N] `, 'shown'));
}
