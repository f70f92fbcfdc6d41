// How nsenter, unshare and prlimit end: by becoming the command that they were given, or by running it as a child.
import type { Task } from '../../kernel/task.ts';
import { strerror } from '../filesystem/errno.ts';
import { exitCode } from '../processes/signals.ts';
import type { Invocation } from './invocation.ts';

/** Becomes the command; comes back with a status only when it cannot be run. */
export function* become(run: Invocation, argv: readonly string[]): Task<number> {
  const errno = yield* run.process.exec({ argv });
  yield* run.complain(
    run.gnu
      ? `failed to execute ${argv[0] ?? ''}: ${strerror(errno)}`
      : `can't execute '${argv[0] ?? ''}': ${strerror(errno)}`,
  );
  return errno === 'ENOENT' ? 127 : 126;
}

/** Runs the command as a child (in the PID namespace that children get) and takes its status. */
export function* runChild(run: Invocation, argv: readonly string[]): Task<number> {
  const child = yield* run.process.spawn({ argv });
  if (typeof child === 'string') {
    yield* run.complain(
      run.gnu
        ? `failed to execute ${argv[0] ?? ''}: ${strerror(child)}`
        : `can't execute '${argv[0] ?? ''}': ${strerror(child)}`,
    );
    return child === 'ENOENT' ? 127 : 126;
  }
  const ended = yield* run.process.wait(child);
  return typeof ended === 'string' ? 1 : exitCode(ended.status);
}
