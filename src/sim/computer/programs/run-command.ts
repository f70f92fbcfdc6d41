// Programs that are given a command: they become it, run it as a child, or take what it prints.
import type { Task } from '../../kernel/task.ts';
import { strerror } from '../filesystem/errno.ts';
import { exitCode } from '../processes/signals.ts';
import { reason, type Invocation } from './invocation.ts';
import { statusOf } from './sleep.ts';
import { decodeText } from './text.ts';

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

/** Runs the command as a child and takes what it prints, complaints among it, and its status; 127 when it cannot be run. */
export function* capture(run: Invocation, argv: readonly string[]): Task<{ text: string; status: number }> {
  const { process } = run;
  const { reader, writer } = process.pipe();
  const child = yield* process.spawn({
    argv,
    descriptors: new Map([
      [1, writer],
      [2, writer],
    ]),
  });
  writer.release();
  if (typeof child === 'string') {
    reader.release();
    return { text: `${argv[0] ?? ''}: ${reason(child)}\n`, status: 127 };
  }
  let text = '';
  for (let bytes = yield* reader.read(); bytes; bytes = yield* reader.read()) text += decodeText(bytes);
  reader.release();
  return { text, status: yield* statusOf(process, child) };
}
