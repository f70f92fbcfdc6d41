// Cuts what is typed into statements and backslash commands, as psql's own scanner does: quotes, comments, parentheses.

/** What a line has completed. */
export type Piece =
  { readonly kind: 'statement'; readonly sql: string } | { readonly kind: 'command'; readonly text: string };

/** Where the scanner stands; the character that the prompt shows for it. */
export type Standing = '=' | '-' | "'" | '"' | '$' | '*' | '(';

/** Looks up a variable for `:name`; undefined leaves the text as it is. */
export type Variables = (name: string) => string | undefined;

export class Scanner {
  #buffer = '';
  #quote: '' | "'" | '"' | "E'" | '*' | '$' = '';
  #tag = '';
  #depth = 0;
  #comments = 0;
  readonly #variables: Variables;

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  /** The statement so far. */
  get buffer(): string {
    return this.#buffer;
  }

  get standing(): Standing {
    if (this.#quote === "E'") return "'";
    if (this.#quote !== '') return this.#quote;
    if (this.#depth > 0) return '(';
    return this.#buffer.trim() === '' ? '=' : '-';
  }

  /** Forgets what was begun. */
  reset(): void {
    this.#buffer = '';
    this.#quote = '';
    this.#depth = 0;
    this.#comments = 0;
  }

  /** Takes the statement so far, for `\g`. */
  take(): string {
    const sql = this.#buffer;
    this.reset();
    return sql;
  }

  /** Puts a statement back, for what follows `\e` or `\p`. */
  put(sql: string): void {
    this.#buffer = sql;
  }

  /** Reads one line, without its end. Each piece must be dealt with before the next is asked for. */
  *line(text: string): Generator<Piece> {
    let at = 0;
    while (at < text.length) {
      const rest = text.slice(at);
      if (this.#quote !== '') {
        at += this.#inQuote(rest);
        continue;
      }
      const character = text.charAt(at);
      const dollar = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(rest)?.[0];
      if (character === '\\') {
        const end = commandEnd(rest);
        yield { kind: 'command', text: rest.slice(1, end) };
        at += end + (rest.startsWith('\\\\', end) ? 2 : 0);
        continue;
      }
      if (rest.startsWith('--')) {
        if (this.#buffer.trim() !== '') this.#buffer += rest;
        break;
      }
      if (rest.startsWith('/*')) {
        this.#quote = '*';
        this.#comments = 0;
        continue;
      }
      if (dollar !== undefined && !/[\w$]$/.test(this.#buffer)) {
        this.#quote = '$';
        this.#tag = dollar;
        this.#buffer += dollar;
        at += dollar.length;
        continue;
      }
      if (character === "'" || character === '"') {
        this.#quote = character === "'" && /(?:^|\W)[eE]$/.test(this.#buffer) ? "E'" : character;
        this.#buffer += character;
        at++;
        continue;
      }
      if (character === ':' && text.charAt(at + 1) !== ':' && !this.#buffer.endsWith(':')) {
        const variable = /^:(?:(\w+)|'(\w+)'|"(\w+)")/.exec(rest);
        const name = variable?.[1] ?? variable?.[2] ?? variable?.[3];
        const value = name === undefined ? undefined : this.#variables(name);
        if (variable && value !== undefined) {
          const [whole, , quoted, identifier] = variable;
          this.#buffer +=
            quoted !== undefined
              ? `'${value.replaceAll("'", "''")}'`
              : identifier !== undefined
                ? `"${value.replaceAll('"', '""')}"`
                : value;
          at += whole.length;
          continue;
        }
      }
      if (character === '(') this.#depth++;
      if (character === ')') this.#depth = Math.max(0, this.#depth - 1);
      if (this.#buffer !== '' || !/\s/.test(character)) this.#buffer += character;
      at++;
      if (character === ';' && this.#depth === 0) {
        const sql = this.take();
        if (sql.trim() !== ';') yield { kind: 'statement', sql };
      }
    }
    if (this.#buffer !== '') this.#buffer += '\n';
  }

  /** Reads on inside quotation marks or a comment; how many characters. */
  #inQuote(rest: string): number {
    const keep = (count: number, ends = false): number => {
      this.#buffer += rest.slice(0, count);
      if (ends) this.#quote = '';
      return count;
    };
    switch (this.#quote) {
      case '$': {
        const end = rest.indexOf(this.#tag);
        return end < 0 ? keep(rest.length) : keep(end + this.#tag.length, true);
      }
      case '*': {
        if (rest.startsWith('/*')) this.#comments++;
        if (!rest.startsWith('/*') && !rest.startsWith('*/')) return keep(1);
        if (rest.startsWith('*/')) this.#comments--;
        return keep(2, this.#comments === 0);
      }
      case "E'":
        if (rest.startsWith('\\')) return keep(Math.min(2, rest.length));
        return rest.startsWith("''") ? keep(2) : keep(1, rest.startsWith("'"));
      default:
        return rest.startsWith(this.#quote.repeat(2)) ? keep(2) : keep(1, rest.startsWith(this.#quote));
    }
  }
}

/** Where a backslash command ends: at `\\`, or at the end of the line; quotation marks protect. */
function commandEnd(text: string): number {
  let quote = '';
  for (let at = 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === "'" || character === '"' || character === '`') quote = character;
    else if (character === '\\') return at;
  }
  return text.length;
}
