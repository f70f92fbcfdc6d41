// PID 1: the machine's own init, and the small init (tini) of `docker run --init`.
import type { Task } from '../../kernel/task.ts';
import { Trigger } from '../../kernel/trigger.ts';
import type { Process, Program } from '../contract.ts';
import { strerror } from '../filesystem/errno.ts';
import { exitCode, signals } from './signals.ts';

/** Reaps what is left to it, for ever. It does not ignore SIGCHLD: all that it starts would do so too. */
export const machineInit: Program = function* (process) {
  const ended = new Trigger();
  process.handle('CHLD', () => {
    ended.fire();
  });
  for (;;) {
    for (const child of process.children) if (child.exited.opened) yield* process.wait(child);
    yield* ended.next();
  }
};

/**
 * Runs a command as its child in a process group of its own, the terminal's foreground, hands every signal on to it, reaps orphans, and ends with the
 * child's status (128 + n for a signal). 127 or 126 when the command cannot be run.
 */
export const containerInit = (argv: readonly string[]): Program =>
  function* (process): Task<number> {
    const child = yield* process.spawn({ argv, group: process.terminal ? 'new' : process.group });
    if (typeof child === 'string') {
      const message = `[FATAL tini (${process.pid + 6})] exec ${argv[0] ?? ''} failed: ${strerror(child)}\n`;
      yield* process.descriptors.get(2)?.write(new TextEncoder().encode(message)) ?? nothing();
      return child === 'EACCES' || child === 'ENOEXEC' ? 126 : 127;
    }
    if (process.terminal) process.terminal.foreground = child.hostPid;
    forwardSignals(process, child);
    for (;;) {
      const ended = yield* process.wait();
      if (typeof ended === 'string') return 0;
      if (ended.child === child) return exitCode(ended.status);
    }
  };

function forwardSignals(process: Process, child: Process): void {
  for (const signal of signals) {
    if (signal === 'CHLD' || signal === 'KILL' || signal === 'STOP') continue;
    process.handle(signal, () => {
      process.kill(child.pid, signal);
    });
  }
}

function* nothing(): Task {
  return;
}
