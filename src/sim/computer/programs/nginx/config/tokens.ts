// The words of an nginx configuration: `word word … ;`, `word … {`, `}`; quotes, escapes, comments, `${name}`.

/** A simple or block directive before it is understood, or the end of a block or of the file. */
export type Statement =
  | { readonly kind: 'simple' | 'block'; readonly words: readonly string[]; readonly line: number }
  | { readonly kind: 'close' | 'end'; readonly line: number }
  | { readonly kind: 'error'; readonly message: string; readonly line: number };

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };

/** Reads a configuration statement by statement. */
export class Tokens {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next statement. After `end` or `error` there is no next. */
  next(): Statement {
    const words: string[] = [];
    for (;;) {
      this.#skipBlanks();
      const character = this.#text[this.#at];
      const line = this.#line;
      if (character === undefined) {
        if (words.length === 0) return { kind: 'end', line };
        return { kind: 'error', message: 'unexpected end of file, expecting ";" or "}"', line };
      }
      if (character === ';' || character === '{' || character === '}') {
        this.#at++;
        if (character === '}')
          return words.length > 0 ? { kind: 'error', message: 'unexpected "}"', line } : { kind: 'close', line };
        if (words.length === 0) return { kind: 'error', message: `unexpected "${character}"`, line };
        return { kind: character === ';' ? 'simple' : 'block', words, line };
      }
      const word = character === '"' || character === "'" ? this.#quoted(character) : this.#bare();
      if (typeof word !== 'string') return word;
      words.push(word);
    }
  }

  #skipBlanks(): void {
    for (let character = this.#text[this.#at]; character !== undefined; character = this.#text[this.#at]) {
      if (character === '#') while (this.#at < this.#text.length && this.#text[this.#at] !== '\n') this.#at++;
      else if (/\s/.test(character)) this.#step();
      else return;
    }
  }

  #step(): void {
    if (this.#text[this.#at] === '\n') this.#line++;
    this.#at++;
  }

  #quoted(quote: string): string | Statement {
    this.#at++;
    let word = '';
    for (let character = this.#text[this.#at]; character !== quote; character = this.#text[this.#at]) {
      if (character === undefined)
        return { kind: 'error', message: 'unexpected end of file, expecting ";" or "}"', line: this.#line };
      word += this.#character(character);
    }
    this.#at++;
    const next = this.#text[this.#at];
    if (next !== undefined && !/[\s;{)]/.test(next))
      return { kind: 'error', message: `unexpected "${next}"`, line: this.#line };
    return word;
  }

  #bare(): string {
    let word = '';
    for (let character = this.#text[this.#at]; character !== undefined; character = this.#text[this.#at]) {
      if (character === '{' && word.endsWith('$')) {
        const end = this.#text.indexOf('}', this.#at);
        if (end < 0) return word;
        word += this.#text.slice(this.#at, end + 1);
        this.#at = end + 1;
        continue;
      }
      if (/[\s;{]/.test(character)) return word;
      word += this.#character(character);
    }
    return word;
  }

  #character(character: string): string {
    this.#step();
    if (character !== '\\') return character;
    const next = this.#text[this.#at];
    if (next === undefined) return character;
    this.#step();
    return escapes[next] ?? character + next;
  }
}
