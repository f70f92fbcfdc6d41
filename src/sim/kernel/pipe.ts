// A bounded first-in first-out channel between tasks, with back-pressure.
import { Trigger } from './trigger.ts';
import type { Task } from './task.ts';

const capacity = 65536; // bytes, as Linux's pipe(7)

/** Chunks in order. `sizeOf` measures a chunk against the capacity; a chunk larger than it goes through alone. */
export class Pipe<T> {
  readonly #chunks: T[] = [];
  readonly #sizeOf: (chunk: T) => number;
  readonly #capacity: number;
  readonly #changed = new Trigger();
  readonly #ended = new Trigger();
  #size = 0;
  #writeEnd: 'open' | 'closed' = 'open';
  #readEnd: 'open' | 'closed' = 'open';

  constructor(sizeOf: (chunk: T) => number = () => 1024, limit = capacity) {
    this.#sizeOf = sizeOf;
    this.#capacity = limit;
  }

  /** True when a read would not have to wait. */
  get readable(): boolean {
    return this.#chunks.length > 0 || this.#writeEnd === 'closed';
  }

  /** True when the reader has gone: writes fail. */
  get broken(): boolean {
    return this.#readEnd === 'closed';
  }

  /** True when the writer has closed its end (there may be chunks left to read). */
  get closed(): boolean {
    return this.#writeEnd === 'closed';
  }

  /** Waits for room, then writes; false when the reader has gone (EPIPE). */
  *write(chunk: T): Task<boolean> {
    while (this.#size > 0 && this.#size + this.#sizeOf(chunk) > this.#capacity && !this.broken && !this.closed)
      yield* this.#changed.next();
    return this.offer(chunk);
  }

  /** Writes without waiting, beyond the capacity if need be; false when the reader, or this end, is closed. */
  offer(chunk: T): boolean {
    if (this.broken || this.closed) return false;
    this.#chunks.push(chunk);
    this.#size += this.#sizeOf(chunk);
    this.#changed.fire();
    return true;
  }

  /** Waits for a chunk; undefined at the end. */
  *read(): Task<T | undefined> {
    while (this.#chunks.length === 0) {
      if (this.#writeEnd === 'closed' || this.#readEnd === 'closed') return undefined;
      yield* this.#changed.next();
    }
    return this.take();
  }

  /** The next chunk if there is one, without waiting. */
  take(): T | undefined {
    const chunk = this.#chunks.shift();
    if (chunk === undefined) return undefined;
    this.#size -= this.#sizeOf(chunk);
    this.#changed.fire();
    return chunk;
  }

  /** Puts back the rest of a chunk that was read only in part. */
  putBack(chunk: T): void {
    this.#chunks.unshift(chunk);
    this.#size += this.#sizeOf(chunk);
  }

  /** Waits until the reader has gone or the writer has closed. */
  *end(): Task {
    if (!this.broken && !this.closed) yield* this.#ended.next();
  }

  /** The writer is done: the reader gets what is left, then the end. */
  close(): void {
    if (this.#writeEnd === 'closed') return;
    this.#writeEnd = 'closed';
    this.#changed.fire();
    this.#ended.fire();
  }

  /** The reader goes away: what is left is dropped and writers fail. */
  closeReader(): void {
    if (this.#readEnd === 'closed') return;
    this.#readEnd = 'closed';
    this.#chunks.length = 0;
    this.#size = 0;
    this.#changed.fire();
    this.#ended.fire();
  }
}

/** A pipe for bytes. */
export const bytePipe = (): Pipe<Uint8Array> => new Pipe<Uint8Array>((chunk) => chunk.length);
