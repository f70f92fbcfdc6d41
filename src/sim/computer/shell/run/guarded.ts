// The edge of a command line: what gives it up ends here.
import type { Task } from '../../../kernel/task.ts';
import { Jump } from '../jump.ts';
import type { Shell } from '../shell.ts';

/** Runs commands; what gives up a line ends here, `exit` goes on. */
export function* guarded(shell: Shell, commands: Task<number>): Task {
  const { loops, returnable, tested } = shell;
  try {
    yield* commands;
  } catch (error) {
    if (!(error instanceof Jump) || error.kind === 'exit') throw error;
    shell.status = error.status;
    Object.assign(shell, { loops, returnable, tested });
    if (shell.interrupted) shell.interrupted = false;
  }
}
