// One direction of a connection: bytes that take time to travel, with a window that makes a fast sender wait (TCP).
import { microseconds, type Kernel } from '../../kernel/kernel.ts';
import type { Link } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import { Trigger } from '../../kernel/trigger.ts';
import type { Errno } from '../filesystem/errno.ts';

const window = 65536;
const segment = 16384;

/** Called for what is sent, with the virtual time (ms) of its arrival. */
export type Observer = (bytes: Uint8Array, arrives: number) => void;

export class Flow {
  readonly #kernel: Kernel;
  readonly #link: Link;
  readonly #observe: Observer;
  readonly #chunks: Uint8Array[] = [];
  readonly #changed = new Trigger();
  #sender: 'sending' | 'closed' = 'sending';
  #reader: 'reading' | 'gone' = 'reading';
  #end: 'open' | 'closed' | 'reset' = 'open';
  #unread = 0;
  #freeAt = 0;

  constructor(kernel: Kernel, link: Link, observe: Observer) {
    this.#kernel = kernel;
    this.#link = link;
    this.#observe = observe;
  }

  /** True when the sender cut it off rather than closing it. */
  get reset(): boolean {
    return this.#end === 'reset';
  }

  /** Whether the sender's end has arrived. */
  get ended(): boolean {
    return this.#end !== 'open';
  }

  /** Whether both sides are done with it. */
  get over(): boolean {
    return this.#sender === 'closed' || this.#reader === 'gone';
  }

  *write(bytes: Uint8Array): Task<Errno | undefined> {
    for (let start = 0; start < bytes.length; start += segment) {
      while (this.#unread >= window && !this.over) yield* this.#changed.next();
      if (this.over) return 'EPIPE';
      const part = bytes.slice(start, start + segment);
      this.#unread += part.length;
      const arrives = this.#arrival(part.length);
      this.#observe(part, arrives);
      this.#kernel.at(arrives, () => {
        this.#chunks.push(part);
        this.#changed.fire();
      });
    }
    return undefined;
  }

  *read(limit: number): Task<Uint8Array | undefined> {
    for (;;) {
      const [chunk] = this.#chunks;
      if (chunk && this.#end !== 'reset') {
        if (chunk.length > limit) this.#chunks[0] = chunk.subarray(limit);
        else this.#chunks.shift();
        const part = chunk.subarray(0, limit);
        this.#unread -= part.length;
        this.#changed.fire();
        return part;
      }
      if (this.#end !== 'open' || this.#reader === 'gone') return undefined;
      yield* this.#changed.next();
    }
  }

  /** The sender is done; the reader sees the end when all has arrived. */
  close(how: 'closed' | 'reset' = 'closed'): void {
    if (this.#sender === 'closed') return;
    this.#sender = 'closed';
    this.#changed.fire();
    this.#kernel.at(this.#arrival(0), () => {
      this.#end = how;
      this.#changed.fire();
    });
  }

  /** The reader goes away: the sender learns of it with the next answer. */
  abandon(): void {
    this.#kernel.at(this.#kernel.now + this.#link.latency, () => {
      this.#reader = 'gone';
      this.#changed.fire();
    });
  }

  #arrival(size: number): number {
    this.#freeAt = Math.max(this.#kernel.now, this.#freeAt) + size / this.#link.bandwidth;
    return microseconds(this.#freeAt + this.#link.latency);
  }
}
