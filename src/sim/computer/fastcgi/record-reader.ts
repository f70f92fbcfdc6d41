// Reads records of FastCGI from a connection, one after the other.
import type { Task } from '../../kernel/task.ts';
import type { ByteSource } from '../http/message-reader.ts';
import type { FastCgiRecord } from './record.ts';

/** Why no record came: the connection ended, or what came is of another protocol, whose first byte is told. */
export type RecordFailure = 'ended' | { readonly version: number };

export class RecordReader {
  readonly #source: ByteSource;
  #buffer = new Uint8Array(0);

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** The next record. */
  *next(): Task<FastCgiRecord | RecordFailure> {
    if (!(yield* this.#fill(1))) return 'ended';
    const [version = 0] = this.#buffer;
    if (version !== 1) return { version };
    if (!(yield* this.#fill(8))) return 'ended';
    const [, kind = 0, high = 0, low = 0, sizeHigh = 0, sizeLow = 0, padding = 0] = this.#buffer;
    const size = (sizeHigh << 8) | sizeLow;
    if (!(yield* this.#fill(8 + size + padding))) return 'ended';
    const content = this.#buffer.slice(8, 8 + size);
    this.#buffer = this.#buffer.slice(8 + size + padding);
    return { kind, request: (high << 8) | low, content };
  }

  *#fill(wanted: number): Task<boolean> {
    while (this.#buffer.length < wanted) {
      const bytes = yield* this.#source.read();
      if (!bytes) return false;
      const joined = new Uint8Array(this.#buffer.length + bytes.length);
      joined.set(this.#buffer);
      joined.set(bytes, this.#buffer.length);
      this.#buffer = joined;
    }
    return true;
  }
}
