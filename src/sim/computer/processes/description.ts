// An open file description: what descriptors of one or several processes refer to, closed with the last of them (open(2)).
import type { Errno } from '../filesystem/errno.ts';
import type { Task } from '../../kernel/task.ts';
import type { Descriptor, Terminal } from '../contract.ts';

/** The part that all kinds of descriptor share: counting references. */
export abstract class Description implements Descriptor {
  abstract readonly kind: Descriptor['kind'];
  readonly terminal?: Terminal;
  #references = 1;

  abstract read(limit?: number): Task<Uint8Array | undefined>;
  abstract write(bytes: Uint8Array): Task<Errno | undefined>;

  /** Called once, with the last reference. */
  protected close(): void {
    // Most kinds have nothing to close.
  }

  retain(): this {
    this.#references++;
    return this;
  }

  release(): void {
    if (--this.#references === 0) this.close();
  }
}
