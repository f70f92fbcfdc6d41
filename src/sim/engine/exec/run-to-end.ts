// Runs an exec instance and collects what it writes: health checks.
import { join, spawn, type Task } from '../../kernel/task.ts';
import { framePipe, type Frame } from '../containers/outputs.ts';
import { ApiError } from '../errors.ts';
import { concat } from '../../oci/tar-write.ts';
import type { Exec } from './exec.ts';

/** Exit code and output; when it could not be started, the runtime's error as output. */
export function* runToEnd(exec: Exec): Task<{ readonly code: number; readonly output: Uint8Array }> {
  const pipe = framePipe();
  exec.outputs.add({ pipe, stdout: true, stderr: true });
  const parts: Uint8Array[] = [];
  const collecting = yield* spawn(
    'collect',
    (function* (): Task {
      for (let frame = yield* pipe.read(); frame !== undefined; frame = yield* pipe.read())
        parts.push((frame as Frame).data);
    })(),
  );
  const failure = yield* exec.start();
  if (failure instanceof ApiError) {
    exec.outputs.closeAll();
    return { code: exec.exitCode ?? -1, output: new TextEncoder().encode(failure.message) };
  }
  const code = yield* exec.ended.wait();
  yield* join(collecting);
  return { code, output: concat(parts) };
}
