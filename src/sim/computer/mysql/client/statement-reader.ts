// Cuts lines into statements as the mysql client does: `;`, `\g` and `\G` end them, DELIMITER changes the first.

/** A statement, and whether `\G` ended it. */
export interface Statement {
  readonly sql: string;
  readonly vertical: boolean;
}

export class StatementReader {
  #buffer = '';
  #quote = '';
  #delimiter = ';';

  /** What the prompt shows for an open statement: `    -`, `    '`; empty when none is open. */
  get pending(): string {
    if (this.#buffer.trim() === '' && this.#quote === '') return '';
    return this.#quote === '' ? '-' : this.#quote;
  }

  /** Takes what is left. */
  rest(): string {
    const sql = this.#buffer.trim();
    this.#buffer = '';
    this.#quote = '';
    return sql;
  }

  /** Reads a line without its end. */
  *line(text: string): Generator<Statement> {
    const delimiter = /^\s*delimiter\s+(\S+)/i.exec(text)?.[1];
    if (delimiter !== undefined && this.pending === '') {
      this.#delimiter = delimiter;
      return;
    }
    for (let at = 0; at < text.length; at++) {
      const character = text.charAt(at);
      if (this.#quote !== '') {
        const escaped = character === '\\' && this.#quote !== '`';
        this.#buffer += escaped ? text.slice(at, at + 2) : character;
        if (escaped) at++;
        else if (character === this.#quote) this.#quote = '';
        continue;
      }
      if (/^(?:--(?:\s|$)|#)/.test(text.slice(at))) break;
      const ending = text.startsWith(this.#delimiter, at)
        ? this.#delimiter.length
        : /^\\[gGc]/.test(text.slice(at))
          ? 2
          : 0;
      if (ending > 0) {
        const sql = this.rest();
        if (text.charAt(at + 1) !== 'c' && sql !== '') yield { sql, vertical: text.startsWith('\\G', at) };
        at += ending - 1;
        continue;
      }
      if (/['"`]/.test(character)) this.#quote = character;
      this.#buffer += character;
    }
    if (this.#buffer !== '') this.#buffer += '\n';
  }
}
