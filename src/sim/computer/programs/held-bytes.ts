// What a program holds in memory while it reads, as the kernel counts it: without an end it would take all that there is.
import { sleep, type Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';

/** More bytes than this cannot be held; a real machine would be out of memory not much later. */
export const mostHeld = 1 << 26;
/** Bytes that a kept line needs beside its text. */
export const lineOverhead = 32;
/** In steps of so many bytes it is counted. */
const step = 1 << 20;

/** Counts bytes for a process; beyond the limit of its container, or of the machine, the kernel kills it. */
export class HeldBytes {
  readonly #process: Process;
  readonly #before: number;
  #held = 0;
  #counted = 0;

  constructor(process: Process) {
    this.#process = process;
    this.#before = process.info.memory;
  }

  /** So many bytes more are held, or less. A process that is killed for it ends here. */
  *add(bytes: number): Task {
    yield* this.set(this.#held + bytes);
  }

  /** So many bytes are held now. */
  *set(bytes: number): Task {
    this.#held = bytes;
    if (Math.abs(this.#held - this.#counted) < step) return;
    this.#counted = this.#held;
    const { machine } = this.#process;
    this.#process.useMemory(this.#held > mostHeld ? machine.memory + 1 : this.#before + this.#held);
    yield* sleep(0);
  }
}
