// What a program reads from: let go of once, at the latest when the program ends, also when it is killed (close(2), exit(2)).
import type { Descriptor, Terminal } from '../contract.ts';
import type { Errno } from '../filesystem/errno.ts';
import type { Task } from '../../kernel/task.ts';

/** A reference to an open file that is released once, however often it is asked to. */
export class OpenedInput implements Descriptor {
  readonly kind: Descriptor['kind'];
  readonly terminal?: Terminal;
  readonly #descriptor: Descriptor;
  #held = true;

  /** Takes over one reference. */
  constructor(descriptor: Descriptor) {
    this.#descriptor = descriptor;
    this.kind = descriptor.kind;
    if (descriptor.terminal) this.terminal = descriptor.terminal;
  }

  read(limit?: number): Task<Uint8Array | undefined> {
    return this.#descriptor.read(limit);
  }

  write(bytes: Uint8Array): Task<Errno | undefined> {
    return this.#descriptor.write(bytes);
  }

  retain(): Descriptor {
    return this.#descriptor.retain();
  }

  release(): void {
    if (this.#held) this.#descriptor.release();
    this.#held = false;
  }
}
