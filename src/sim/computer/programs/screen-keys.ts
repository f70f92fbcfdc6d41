// Keys for programs that take over the terminal: less, more, top. What was typed ahead and not used goes back.
import { concatBytes } from '../../kernel/bytes.ts';
import { race, sleep, type Task } from '../../kernel/task.ts';
import type { Process, Terminal } from '../contract.ts';
import { KeyParser } from '../terminal/keys.ts';

/** Reads keys from a terminal in raw mode between `open` and `close`. */
export class ScreenKeys {
  readonly #terminal: Terminal;
  readonly #parser = new KeyParser();
  /** What was typed at once after the letter that was handed out. */
  #letters: string[] = [];

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    terminal.mode = 'editing';
    terminal.echo = false;
  }

  /** Waits for a key: a character, or a name such as `up` and `page-down`; undefined at the end of input. */
  *next(): Task<string | undefined> {
    for (;;) {
      const letter = this.#letters.shift();
      if (letter !== undefined) return letter;
      const key = this.#parser.next();
      if (key) {
        if (key.kind === 'key') return key.name;
        this.#letters = [...key.text];
        continue;
      }
      const bytes = yield* this.#terminal.descriptor.read();
      if (!bytes) return undefined;
      this.#parser.feed(bytes);
    }
  }

  /** The same, for at most so many ms: then `timeout`. */
  *within(ms: number): Task<string | undefined> {
    function* late(): Task<string> {
      yield* sleep(ms);
      return 'timeout';
    }
    return yield* race([this.next(), late()]);
  }

  /** Gives the terminal back as it was. */
  close(): void {
    const letters = new TextEncoder().encode(this.#letters.splice(0).join(''));
    this.#terminal.putBack(concatBytes([letters, this.#parser.rest()]));
    this.#terminal.mode = 'cooked';
    this.#terminal.echo = true;
  }
}

/** The terminal that keys come from: standard input's, or the controlling one when that is a pipe. */
export const keyTerminal = (process: Process): Terminal | undefined =>
  process.descriptors.get(0)?.terminal ?? process.terminal;
