// What the client writes: standard output and standard error as text, to a terminal or not.
import type { Descriptor, Process, Terminal } from '../computer/contract.ts';
import type { Task } from '../kernel/task.ts';

/** Standard output or standard error of a process. */
export class Output {
  readonly #process: Process;
  readonly #number: 1 | 2;

  constructor(process: Process, number: 1 | 2) {
    this.#process = process;
    this.#number = number;
  }

  /** The terminal behind it; undefined for a pipe or a file. */
  get terminal(): Terminal | undefined {
    return this.#descriptor?.terminal;
  }

  /** Columns of the terminal; 0 without one. */
  get columns(): number {
    return this.terminal?.columns ?? 0;
  }

  /** Writes text as it is. */
  *print(text: string): Task {
    if (text !== '') yield* this.write(new TextEncoder().encode(text));
  }

  /** Writes text and a newline. */
  *line(text: string): Task {
    yield* this.print(`${text}\n`);
  }

  /** Writes bytes. Who reads no more is told by SIGPIPE, which ends the process. */
  *write(bytes: Uint8Array): Task {
    yield* this.#descriptor?.write(bytes) ?? nothing();
  }

  get #descriptor(): Descriptor | undefined {
    return this.#process.descriptors.get(this.#number);
  }
}

function* nothing(): Task<undefined> {
  return undefined;
}
