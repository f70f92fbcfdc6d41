// Files change many times an instant; the record that shows them changes once, when the instant ends.
import type { Kernel } from '../kernel/kernel.ts';

/** Calls `write` once at the end of every instant in which something changed. */
export class WriteBack {
  readonly #kernel: Kernel;
  readonly #write: () => void;
  #pending: 'no' | 'yes' = 'no';

  constructor(kernel: Kernel, write: () => void) {
    this.#kernel = kernel;
    this.#write = write;
  }

  /** Something changed now. */
  changed(): void {
    if (this.#pending === 'yes') return;
    this.#pending = 'yes';
    this.#kernel.at(this.#kernel.now, () => {
      this.flush();
    });
  }

  /** Writes what is pending at once: somebody is about to read the record. */
  flush(): void {
    if (this.#pending === 'no') return;
    this.#pending = 'no';
    this.#write();
  }
}
