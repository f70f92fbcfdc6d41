// A copy of the shell in a process of its own.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { strerror, type Errno } from '../../filesystem/errno.ts';
import { Jump } from '../jump.ts';
import type { Shell } from '../shell.ts';
import { resetSignals, runExitTrap } from './traps.ts';

/** The body of a fork: runs `body` in a copy of the shell; the exit status is that of the subshell. */
export function* inSubshell(parent: Shell, process: Process, body: (shell: Shell) => Task<number>): Task<number> {
  const shell = parent.fork(process);
  resetSignals(shell);
  return yield* runToEnd(shell, body(shell));
}

/** Runs commands until they end or leave by a jump, then the EXIT trap. The result is the status to exit with. */
export function* runToEnd(shell: Shell, commands: Task<number>): Task<number> {
  let status: number;
  try {
    status = yield* commands;
  } catch (error) {
    if (!(error instanceof Jump)) throw error;
    status = error.status;
  }
  shell.status = status;
  try {
    yield* runExitTrap(shell);
  } catch (error) {
    if (!(error instanceof Jump)) throw error;
    shell.status = error.status;
  }
  return shell.status & 255;
}

/** What happens when no process can be made: the command is given up. */
export function* forkFailed(shell: Shell, errno: Errno): Task<never> {
  const text = strerror(errno);
  yield* shell.complain({ bash: `fork: ${text}`, dash: 'Cannot fork', ash: `can't fork: ${text}` }[shell.dialect]);
  throw shell.fatal(shell.dialect === 'bash' ? 254 : 2);
}
