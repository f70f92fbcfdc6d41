// Reads commands as their bytes arrive: arrays of bulk strings, or lines that somebody types into nc.
import { splitArguments } from './split-arguments.ts';

/** A command, `more` while it is not complete, or what is wrong with it. */
export type Request = readonly string[] | 'more' | { readonly problem: string };

const longestInline = 65_536;

export class RequestReader {
  #text = '';

  feed(text: string): void {
    this.#text += text;
  }

  next(): Request {
    return this.#text.startsWith('*') ? this.#array() : this.#inline();
  }

  #inline(): Request {
    const end = this.#text.indexOf('\n');
    if (end < 0) return this.#text.length > longestInline ? { problem: 'too big inline request' } : 'more';
    const line = this.#text.slice(0, end).replace(/\r$/, '');
    this.#text = this.#text.slice(end + 1);
    return splitArguments(line) ?? { problem: 'unbalanced quotes in request' };
  }

  #array(): Request {
    let at = this.#text.indexOf('\r\n');
    if (at < 0) return 'more';
    const count = Number(this.#text.slice(1, at));
    if (!Number.isInteger(count) || count > 1_048_576) return { problem: 'invalid multibulk length' };
    at += 2;
    const argv: string[] = [];
    while (argv.length < count) {
      const end = this.#text.indexOf('\r\n', at);
      if (end < 0) return 'more';
      const kind = this.#text.charAt(at);
      if (kind !== '$') return { problem: `expected '$', got '${kind}'` };
      const length = Number(this.#text.slice(at + 1, end));
      if (!Number.isInteger(length) || length < 0) return { problem: 'invalid bulk length' };
      if (this.#text.length < end + 2 + length + 2) return 'more';
      argv.push(this.#text.slice(end + 2, end + 2 + length));
      at = end + 2 + length + 2;
    }
    this.#text = this.#text.slice(at);
    return argv;
  }
}
