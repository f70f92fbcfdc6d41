// Asks for a password at the terminal, without showing it.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';

/** The password; undefined when there is no terminal to ask at. */
export function* askPassword(process: Process, prompt: string): Task<string | undefined> {
  const { terminal } = process;
  if (!terminal) return undefined;
  const { descriptor } = terminal;
  yield* descriptor.write(new TextEncoder().encode(prompt));
  terminal.echo = false;
  try {
    const bytes = yield* descriptor.read();
    yield* descriptor.write(new TextEncoder().encode('\n'));
    return bytes ? new TextDecoder().decode(bytes).replace(/\r?\n$/, '') : undefined;
  } finally {
    terminal.echo = true;
  }
}
