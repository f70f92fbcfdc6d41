// A container's streams joined to the client's: input up, output down, a raw terminal meanwhile, the detach keys.
import type { Pipe } from '../../kernel/pipe.ts';
import { spawn, type Task, type TaskHandle } from '../../kernel/task.ts';
import { Latch } from '../../kernel/trigger.ts';
import { stdin, type Client } from '../client.ts';
import { copyFrames } from './frames.ts';
import { DetachFilter } from './detach-keys.ts';

/** How the streams are joined. */
export interface Attachment {
  /** What the container writes. */
  readonly frames: Pipe<unknown>;
  /** Where standard input goes; undefined when it is not attached. */
  readonly upload: Pipe<Uint8Array> | undefined;
  /** The container has a terminal: ours becomes raw. */
  readonly tty: boolean;
  readonly detachKeys: readonly number[];
}

/** How it came to an end: the output ended, or the user pressed the detach keys. */
export type AttachEnd = 'ended' | 'detached';

/** An attachment at work. */
export interface Attached {
  readonly end: Latch<AttachEnd>;
  /** Lets go: stops the copying and gives the terminal back its mode. */
  readonly release: () => void;
}

/** Joins the streams and comes back at once; whoever calls it must `release` in a `finally`. */
export function* attachStreams(client: Client, attachment: Attachment): Task<Attached> {
  const end = new Latch<AttachEnd>();
  const { terminal } = stdin(client);
  const raw = attachment.tty && attachment.upload !== undefined ? terminal : undefined;
  const before = raw && { mode: raw.mode, echo: raw.echo };
  if (raw) {
    raw.mode = 'raw';
    raw.echo = false;
  }
  const threads: TaskHandle[] = [yield* spawn('attached output', copyOutput(client, attachment, end))];
  if (attachment.upload)
    threads.push(yield* spawn('attached input', copyInput(client, attachment.upload, attachment, end)));
  let released = false;
  return {
    end,
    release: () => {
      if (released) return;
      released = true;
      for (const thread of threads) thread.cancel();
      attachment.frames.closeReader();
      attachment.upload?.close();
      if (raw && before) {
        raw.mode = before.mode;
        raw.echo = before.echo;
      }
    },
  };
}

function* copyOutput(client: Client, { frames, tty }: Attachment, end: Latch<AttachEnd>): Task {
  yield* copyFrames(client, frames, tty);
  end.open('ended');
}

function* copyInput(
  client: Client,
  upload: Pipe<Uint8Array>,
  { tty, detachKeys }: Attachment,
  end: Latch<AttachEnd>,
): Task {
  const { descriptor } = stdin(client);
  const filter = new DetachFilter(tty ? detachKeys : []);
  for (;;) {
    const bytes = descriptor && (yield* descriptor.read());
    if (!bytes) break;
    const { passed, detached } = tty ? filter.feed(bytes) : { passed: bytes, detached: false };
    if (passed.length > 0 && !(yield* upload.write(passed))) return;
    if (detached) {
      end.open('detached');
      return;
    }
  }
  upload.close();
}
