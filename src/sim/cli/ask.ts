// One line of an answer from standard input, shown as it is typed or not.
import type { Task } from '../kernel/task.ts';
import { stdin, type Client } from './client.ts';

/** Asks on standard output; the answer without its newline, empty at the end of input. */
export function* ask(client: Client, question: string, typing: 'shown' | 'hidden'): Task<string> {
  yield* client.stdout.print(question);
  const { descriptor, terminal } = stdin(client);
  const echo = terminal?.echo ?? false;
  try {
    if (terminal && typing === 'hidden') terminal.echo = false;
    let answer = '';
    while (!answer.includes('\n')) {
      const bytes = descriptor && (yield* descriptor.read());
      if (!bytes) break;
      answer += new TextDecoder().decode(bytes);
    }
    if (typing === 'hidden') yield* client.stdout.print('\n');
    return (answer.split('\n')[0] ?? '').trim();
  } finally {
    if (terminal) terminal.echo = echo;
  }
}
