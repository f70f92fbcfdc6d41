// Where a text stops being JSON, in the words of Go's encoding/json, for files that people write by hand.

/** The error that Go reports; a plain one when the place cannot be told. */
export function jsonProblem(text: string): string {
  const reader = new Reader(text);
  reader.blank();
  const problem = reader.value();
  if (problem !== undefined) return problem;
  reader.blank();
  return reader.done ? 'unexpected value' : reader.bad('after top-level value');
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  bad(where: string): string {
    const character = this.#text[this.#at];
    return character === undefined
      ? 'unexpected end of JSON input'
      : `invalid character '${character === '\n' ? '\\n' : character}' ${where}`;
  }

  blank(): void {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at++;
  }

  value(): string | undefined {
    const first = this.#text[this.#at];
    if (first === '{') return this.#list('}', () => this.#member());
    if (first === '[') return this.#list(']', () => this.value());
    if (first === '"') return this.#string();
    const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(
      this.#text.slice(this.#at),
    )?.[0];
    if (literal === undefined) return this.bad('looking for beginning of value');
    this.#at += literal.length;
    return undefined;
  }

  #list(close: string, item: () => string | undefined): string | undefined {
    this.#at++;
    this.blank();
    if (this.#text[this.#at] === close) {
      this.#at++;
      return undefined;
    }
    for (;;) {
      const problem = item();
      if (problem !== undefined) return problem;
      this.blank();
      const next = this.#text[this.#at];
      if (next !== ',' && next !== close)
        return this.bad(close === '}' ? 'after object key:value pair' : 'after array element');
      this.#at++;
      if (next === close) return undefined;
      this.blank();
    }
  }

  #member(): string | undefined {
    if (this.#text[this.#at] !== '"') return this.bad('looking for beginning of object key string');
    const problem = this.#string();
    if (problem !== undefined) return problem;
    this.blank();
    if (this.#text[this.#at] !== ':') return this.bad('after object key');
    this.#at++;
    this.blank();
    return this.value();
  }

  #string(): string | undefined {
    const match = /^"(?:[^"\\\n]|\\.)*"/.exec(this.#text.slice(this.#at))?.[0];
    if (match !== undefined) {
      this.#at += match.length;
      return undefined;
    }
    const newline = this.#text.indexOf('\n', this.#at);
    this.#at = newline < 0 ? this.#text.length : newline;
    return this.bad('in string literal');
  }
}
