// Messages in a byte stream: a letter for the kind, the length in four bytes, the content.
import { concatBytes } from '../kernel/bytes.ts';
import type { Task } from '../kernel/task.ts';
import type { Errno } from './filesystem/errno.ts';

/** A message. */
export interface Frame {
  /** One letter. */
  readonly kind: string;
  readonly content: Uint8Array;
}

const head = 5;

/** Most bytes of one message that a reader takes. */
const limit = 1 << 24;

/** The bytes of a message; what is no bytes goes as JSON. */
export function frameOf(kind: string, content: unknown): Uint8Array {
  const bytes = content instanceof Uint8Array ? content : new TextEncoder().encode(JSON.stringify(content));
  const { length } = bytes;
  const first = [kind.charCodeAt(0), length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255];
  return concatBytes([Uint8Array.from(first), bytes]);
}

/** The JSON of a message; undefined when it is none. */
export function jsonOf(frame: Frame | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(frame?.content));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads messages one after the other. */
export class FrameReader {
  readonly #source: { read(limit?: number): Task<Uint8Array | undefined> };
  #buffer = new Uint8Array(0);

  constructor(source: { read(limit?: number): Task<Uint8Array | undefined> }) {
    this.#source = source;
  }

  /** What has been read and is no message yet. */
  get rest(): Uint8Array {
    return this.#buffer;
  }

  /** Waits until there is a byte; undefined at the end. */
  *peek(): Task<number | undefined> {
    return (yield* this.#has(1)) ? this.#buffer[0] : undefined;
  }

  /** The next message; undefined at the end, and for what is none. */
  *next(): Task<Frame | undefined> {
    if (!(yield* this.#has(head))) return undefined;
    const [kind = 0, a = 0, b = 0, c = 0, d = 0] = this.#buffer;
    const length = a * 2 ** 24 + (b << 16) + (c << 8) + d;
    if (length > limit || !(yield* this.#has(head + length))) return undefined;
    const content = this.#buffer.slice(head, head + length);
    this.#buffer = this.#buffer.slice(head + length);
    return { kind: String.fromCharCode(kind), content };
  }

  *#has(length: number): Task<boolean> {
    while (this.#buffer.length < length) {
      const bytes = yield* this.#source.read();
      if (!bytes) return false;
      this.#buffer = concatBytes([this.#buffer, bytes]) as Uint8Array<ArrayBuffer>;
    }
    return true;
  }
}

/** Writes a message; an errno when it fails. */
export function* writeFrame(
  to: { write(bytes: Uint8Array): Task<Errno | undefined> },
  kind: string,
  content: unknown,
): Task<Errno | undefined> {
  return yield* to.write(frameOf(kind, content));
}
