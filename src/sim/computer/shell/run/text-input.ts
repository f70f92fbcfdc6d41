// The descriptor behind a here-document or here-string: a text that can be read once.
import type { Task } from '../../../kernel/task.ts';
import type { Descriptor } from '../../contract.ts';
import type { Errno } from '../../filesystem/errno.ts';
import { encodeText } from '../../programs/text.ts';

/** A text to read from. Copies of the descriptor share the place that was read up to. */
export class TextInput implements Descriptor {
  readonly kind = 'pipe';
  #rest: Uint8Array;

  constructor(text: string) {
    this.#rest = encodeText(text);
  }

  *read(limit = Infinity): Task<Uint8Array | undefined> {
    if (this.#rest.length === 0) return undefined;
    const chunk = this.#rest.subarray(0, limit);
    this.#rest = this.#rest.subarray(chunk.length);
    return chunk;
  }

  *write(): Task<Errno> {
    return 'EBADF';
  }

  retain(): this {
    return this;
  }

  release(): void {
    // Nothing to close: the text goes with its last reference.
  }
}
