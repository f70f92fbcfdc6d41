// The question before something is removed for good.
import type { Task } from '../kernel/task.ts';
import { stdin, type Client } from './client.ts';

/** Asks on standard output; true only for `y` or `yes`. Without an answer (end of input) it is a no. */
export function* confirm(client: Client, warning: string): Task<boolean> {
  yield* client.stdout.print(`${warning}\nAre you sure you want to continue? [y/N] `);
  const { descriptor } = stdin(client);
  let answer = '';
  while (!answer.includes('\n')) {
    const bytes = descriptor && (yield* descriptor.read());
    if (!bytes) break;
    answer += new TextDecoder().decode(bytes);
  }
  return /^(?:y|yes)$/i.test((answer.split('\n')[0] ?? '').trim());
}
