// The answers of attach, exec and logs: frames of standard output and standard error, to where they belong.
import type { Pipe } from '../../kernel/pipe.ts';
import type { Task } from '../../kernel/task.ts';
import type { Client } from '../client.ts';

/** One piece of a container's output as the Engine API sends it. */
export interface Frame {
  readonly stream: 'stdout' | 'stderr';
  readonly data: Uint8Array;
}

const isFrame = (value: unknown): value is Frame =>
  typeof value === 'object' && value !== null && 'data' in value && value.data instanceof Uint8Array;

/** Copies frames to the client's own streams until they end. With a terminal inside everything is standard output. */
export function* copyFrames(client: Client, frames: Pipe<unknown>, tty: boolean): Task {
  for (;;) {
    const frame = yield* frames.read();
    if (frame === undefined) return;
    const data = frame instanceof Uint8Array ? frame : isFrame(frame) ? frame.data : undefined;
    if (!data) continue;
    const isError = !tty && isFrame(frame) && frame.stream === 'stderr';
    yield* (isError ? client.stderr : client.stdout).write(data);
  }
}
