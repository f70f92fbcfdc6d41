// Standard output as Python buffers it: by lines on a terminal, in blocks into a pipe, not at all with -u.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { encodeText } from '../../programs/text.ts';

/** Bytes that are kept before they are written. */
const bufferSize = 8192;

export class TextOutput {
  readonly #process: Process;
  readonly #number: number;
  readonly #unbuffered: boolean;
  #pending: string[] = [];
  #size = 0;

  constructor(process: Process, number: number, unbuffered: boolean) {
    this.#process = process;
    this.#number = number;
    this.#unbuffered = unbuffered;
  }

  get isTerminal(): boolean {
    return this.#process.descriptors.get(this.#number)?.terminal !== undefined;
  }

  /** Keeps a text, and says whether it is time to flush. */
  add(text: string): boolean {
    this.#pending.push(text);
    this.#size += text.length;
    return this.#size >= bufferSize || this.#unbuffered || (this.isTerminal && text.includes('\n'));
  }

  /** Writes what is kept. The errno of a write that failed. */
  *flush(): Task<'EBADF' | 'EPIPE' | undefined> {
    if (this.#size === 0) return undefined;
    const text = this.#pending.join('');
    this.#pending = [];
    this.#size = 0;
    const descriptor = this.#process.descriptors.get(this.#number);
    const errno = descriptor ? yield* descriptor.write(encodeText(text)) : 'EBADF';
    return errno === undefined ? undefined : errno === 'EBADF' ? 'EBADF' : 'EPIPE';
  }
}
