// The objects that a pull, push, load or build streams to the client (moby's jsonmessage).
import { Pipe } from '../../kernel/pipe.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { ApiError } from '../errors.ts';

/** One line of progress. */
export interface Progress {
  readonly status?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  readonly id?: string;
  readonly stream?: string;
  readonly error?: string;
  readonly errorDetail?: { readonly message: string };
  readonly aux?: unknown;
}

/** Where progress goes to. It is never waited for: a client that reads slowly does not slow a transfer down. */
export class ProgressOutput {
  readonly pipe = new Pipe<unknown>(() => 64);

  status(status: string, id?: string): void {
    this.pipe.offer(id === undefined ? { status } : { status, id });
  }

  /** A step of one layer. */
  layer(id: string, status: string, current?: number, total?: number): void {
    const progressDetail = current === undefined || total === undefined ? {} : { current, total };
    this.pipe.offer({ status, progressDetail, id } satisfies Progress);
  }

  aux(aux: unknown): void {
    this.pipe.offer({ progressDetail: {}, aux } satisfies Progress);
  }

  /** The transfer failed after it had begun. */
  fail(error: ApiError): void {
    this.pipe.offer({ errorDetail: { message: error.message }, error: error.message } satisfies Progress);
  }

  end(): void {
    this.pipe.close();
  }
}

/** Progress is told at most so often while something goes on (ms). */
const tick = 100;

/** Tells how far something is that runs evenly from now until `until` (virtual ms), and waits for its end. */
export function* tellProgress(from: number, until: number, total: number, tell: (current: number) => void): Task {
  const duration = until - from;
  const steps = Math.max(1, Math.min(20, Math.floor(duration / tick)));
  for (let step = 1; step <= steps; step++) {
    yield* sleep(duration / steps);
    tell(Math.round((total * step) / steps));
  }
}
