// Who is attached to a container: each gets every chunk that its processes write, and may make them wait.
import { Pipe } from '../../kernel/pipe.ts';
import type { Task } from '../../kernel/task.ts';

/** What flows to an attached client: one chunk of one stream (with a terminal all of it is `stdout`). */
export interface Frame {
  readonly stream: 'stdin' | 'stdout' | 'stderr';
  readonly data: Uint8Array;
}

/** A pipe of frames, as large as a connection's buffers. */
export const framePipe = (): Pipe<unknown> => new Pipe<unknown>((frame) => (frame as Frame).data.length);

/** One attached client. */
export interface Attachment {
  readonly pipe: Pipe<unknown>;
  readonly stdout: boolean;
  readonly stderr: boolean;
}

/** The attached clients of one container, or of one exec instance. */
export class Outputs {
  readonly #attachments = new Set<Attachment>();

  /** Attaches a client; it stays until `closeAll` or until it stops reading. */
  add(attachment: Attachment): void {
    this.#attachments.add(attachment);
  }

  /** Detaches one client. */
  remove(attachment: Attachment): void {
    this.#attachments.delete(attachment);
    attachment.pipe.close();
  }

  /** Sends a chunk to all; waits for the slow ones. */
  *write(stream: 'stdout' | 'stderr', data: Uint8Array): Task {
    for (const attachment of [...this.#attachments]) {
      if (!attachment[stream]) continue;
      if (!(yield* attachment.pipe.write({ stream, data } satisfies Frame))) this.#attachments.delete(attachment);
    }
  }

  /** Sends a chunk to all without waiting, for output that comes from a callback (a terminal). */
  offer(stream: 'stdout' | 'stderr', data: Uint8Array): void {
    for (const attachment of this.#attachments)
      if (attachment[stream] && !attachment.pipe.offer({ stream, data } satisfies Frame))
        this.#attachments.delete(attachment);
  }

  /** The processes have ended: every client reads what is left, then the end. */
  closeAll(): void {
    for (const attachment of this.#attachments) attachment.pipe.close();
    this.#attachments.clear();
  }
}
