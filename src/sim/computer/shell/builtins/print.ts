// What builtins print, and what each shell says when it cannot be written.
import type { Task } from '../../../kernel/task.ts';
import { strerror } from '../../filesystem/errno.ts';
import type { Shell } from '../shell.ts';

/** Writes to standard output; 1, with a message, if that fails. */
export function* print(shell: Shell, name: string, text: string): Task<number> {
  const errno = yield* shell.write(1, text);
  if (errno === undefined) return 0;
  if (shell.dialect === 'ash' && name === 'printf') return 1;
  const texts = {
    bash: `${name}: write error: ${strerror(errno)}`,
    dash: `${name}: ${name}: I/O error`,
    ash: `write error: ${strerror(errno)}`,
  };
  yield* shell.complain(texts[shell.dialect]);
  return 1;
}
