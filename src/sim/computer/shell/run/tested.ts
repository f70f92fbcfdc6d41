// Commands that stand as a condition.
import type { CompoundList } from 'unbash';
import type { Task } from '../../../kernel/task.ts';
import type { Shell } from '../shell.ts';

/** Runs commands whose failure is asked for and does not end the shell. */
export function* runTested(shell: Shell, list: CompoundList): Task<number> {
  shell.tested++;
  try {
    return yield* shell.interpreter.runList(shell, list);
  } finally {
    shell.tested--;
  }
}
