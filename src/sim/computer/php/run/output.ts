// What a script writes: through the buffers of ob_start to wherever it runs.

/** One ob_start. */
export interface Buffer {
  text: string;
  readonly filter: ((text: string) => string) | undefined;
}

export class Output {
  readonly buffers: Buffer[] = [];
  /** What has left the buffers and has not been taken yet. */
  #ready: string[] = [];
  readySize = 0;
  #told = false;
  /** Told of the first text that leaves the buffers. */
  readonly #first: () => void;

  constructor(first: () => void) {
    this.#first = first;
  }

  write(text: string): void {
    if (text === '') return;
    const top = this.buffers.at(-1);
    if (top) {
      top.text += text;
      return;
    }
    if (!this.#told) {
      this.#told = true;
      this.#first();
    }
    this.#ready.push(text);
    this.readySize += text.length;
  }

  /** Takes what is ready. */
  take(): string {
    const text = this.#ready.join('');
    this.#ready = [];
    this.readySize = 0;
    return text;
  }

  /** Ends the innermost buffer: its text after its filter; undefined when there is none. */
  pop(): string | undefined {
    const top = this.buffers.pop();
    return top && (top.filter ? top.filter(top.text) : top.text);
  }

  /** Ends all buffers and writes what is in them. */
  end(): void {
    for (let text = this.pop(); text !== undefined; text = this.pop()) this.write(text);
  }
}
