// Variables in the words of instructions: quotes, escapes, and the operators of `${name…}` (BuildKit's shell lexer).

/** Values by name; undefined: not set. */
export type Lookup = (name: string) => string | undefined;

/** How words are expanded. */
export interface Expansion {
  readonly escape: string;
  readonly lookup: Lookup;
  /** Quotes stay in the result (names of steps). */
  readonly rawQuotes?: boolean;
  /** Quotes mean nothing (here-documents). */
  readonly plainQuotes?: boolean;
  /** Variables that are not set stay as they are written. */
  readonly skipUnset?: boolean;
  /** Told of each variable that is not set. */
  readonly onUnset?: (name: string) => void;
}

/** Thrown within this module and caught in it: what is wrong with a word. */
class Malformed extends Error {}

/** A word, or why it cannot be expanded. */
export type Expanded = { readonly word: string } | { readonly problem: string };

/** Expands a text as one word. */
export function expandWord(text: string, expansion: Expansion): Expanded {
  try {
    return { word: new Lexer(text, expansion).all().join('') };
  } catch (error) {
    if (error instanceof Malformed) return { problem: `failed to process ${JSON.stringify(text)}: ${error.message}` };
    throw error;
  }
}

/** Expands a text and splits what is not quoted at blanks. */
export function expandWords(
  text: string,
  expansion: Expansion,
): { readonly words: string[] } | { readonly problem: string } {
  try {
    return { words: new Lexer(text, expansion).words() };
  } catch (error) {
    if (error instanceof Malformed) return { problem: `failed to process ${JSON.stringify(text)}: ${error.message}` };
    throw error;
  }
}

class Lexer {
  readonly #text: string;
  readonly #how: Expansion;
  #at = 0;

  constructor(text: string, how: Expansion) {
    this.#text = text;
    this.#how = how;
  }

  /** The pieces of the whole text. */
  all(): string[] {
    return this.#pieces().map(({ text }) => text);
  }

  words(): string[] {
    const words: string[] = [];
    let word: string | undefined;
    for (const { text, quoted } of this.#pieces()) {
      if (quoted) {
        word = (word ?? '') + text;
        continue;
      }
      for (const char of text) {
        if (/\s/.test(char)) {
          if (word !== undefined) words.push(word);
          word = undefined;
        } else word = (word ?? '') + char;
      }
    }
    if (word !== undefined) words.push(word);
    return words;
  }

  #pieces(): { text: string; quoted: boolean }[] {
    const pieces: { text: string; quoted: boolean }[] = [];
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      const quotes = !this.#how.plainQuotes;
      if (char === "'" && quotes) pieces.push({ text: this.#single(), quoted: true });
      else if (char === '"' && quotes) pieces.push({ text: this.#double(), quoted: true });
      else if (char === '$') pieces.push({ text: this.#dollar(), quoted: false });
      else if (char === this.#how.escape) {
        this.#at++;
        const next = this.#text.charAt(this.#at++);
        if (next !== '') pieces.push({ text: next, quoted: true });
      } else {
        pieces.push({ text: char, quoted: false });
        this.#at++;
      }
    }
    return pieces;
  }

  #single(): string {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end < 0) throw new Malformed('unexpected end of statement while looking for matching single-quote');
    const text = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return this.#how.rawQuotes ? `'${text}'` : text;
  }

  #double(): string {
    let text = '';
    this.#at++;
    for (;;) {
      const char = this.#text.charAt(this.#at);
      if (char === '') throw new Malformed('unexpected end of statement while looking for matching double-quote');
      if (char === '"') break;
      if (char === '$') {
        text += this.#dollar();
        continue;
      }
      this.#at++;
      if (char === this.#how.escape) {
        const next = this.#text.charAt(this.#at++);
        const special = next === '"' || next === '$' || next === this.#how.escape;
        text += special ? next : char + next;
      } else text += char;
    }
    this.#at++;
    return this.#how.rawQuotes ? `"${text}"` : text;
  }

  #dollar(): string {
    const start = this.#at++;
    if (this.#text.charAt(this.#at) === '{') {
      this.#at++;
      return this.#braced(start);
    }
    const name = this.#name();
    if (name === '') return '$';
    const value = this.#how.lookup(name);
    return value ?? this.#unset(name, start);
  }

  #name(): string {
    const match = /^(?:[a-zA-Z_]\w*|\d+|[@*#?!$-])/.exec(this.#text.slice(this.#at));
    const name = match?.[0] ?? '';
    this.#at += name.length;
    return name;
  }

  #unset(name: string, start: number): string {
    this.#how.onUnset?.(name);
    return this.#kept(start);
  }

  #kept(start: number): string {
    return this.#how.skipUnset ? this.#text.slice(start, this.#at) : '';
  }

  #braced(start: number): string {
    if (this.#text.charAt(this.#at) === '}') throw new Malformed('syntax error: bad substitution');
    const name = this.#name();
    const value = this.#how.lookup(name);
    const operator = this.#operator();
    if (operator === '}') return value ?? this.#unset(name, start);
    const word = this.#argument();
    if (value === undefined) this.#how.onUnset?.(name);
    if (value === undefined && this.#how.skipUnset && /[-+?]/.test(operator)) return `\${${name}${operator}${word}}`;
    const empty = value === undefined || (operator.startsWith(':') && value === '');
    switch (operator) {
      case ':-':
      case '-':
        return empty ? word : value;
      case ':+':
      case '+':
        return empty ? '' : word;
      case ':?':
      case '?':
        if (!empty) return value;
        throw new Malformed(
          `${name}: ${word === '' ? (value === undefined ? 'is not allowed to be unset' : 'is not allowed to be empty') : word}`,
        );
      case '#':
      case '##':
      case '%':
      case '%%':
        return value === undefined ? this.#kept(start) : trim(value, word, operator);
      default:
        return value === undefined ? this.#kept(start) : this.#replace(value, word, operator === '//');
    }
  }

  #operator(): string {
    const match = /^(?:\}|:[-+?]|[-+?]|##|#|%%|%|\/\/|\/)/.exec(this.#text.slice(this.#at));
    if (!match) {
      const next = this.#text.charAt(this.#at) || '\uFFFD';
      const shown = next === ':' ? next + (this.#text.charAt(this.#at + 1) || '\uFFFD') : next;
      throw new Malformed(`unsupported modifier (${shown}) in substitution`);
    }
    this.#at += match[0].length;
    return match[0];
  }

  /** The word of an operator, itself expanded, up to the closing brace. */
  #argument(): string {
    let word = '';
    for (;;) {
      const char = this.#text.charAt(this.#at);
      if (char === '') throw new Malformed("unexpected end of statement while looking for matching '}'");
      if (char === '}') break;
      if (char === "'") word += this.#single();
      else if (char === '"') word += this.#double();
      else if (char === '$') word += this.#dollar();
      else {
        word += char;
        this.#at++;
      }
    }
    this.#at++;
    return word;
  }

  #replace(value: string, word: string, all: boolean): string {
    const slash = word.search(/(?<!\\)\//);
    if (slash < 0) throw new Malformed('missing replacement in substitution');
    const pattern = new RegExp(globSource(word.slice(0, slash).replaceAll('\\/', '/'), true), all ? 'g' : '');
    return value.replace(pattern, () => word.slice(slash + 1).replaceAll('\\/', '/'));
  }
}

function globSource(pattern: string, greedy: boolean): string {
  return pattern.replace(/[.+^${}()|[\]*?]/g, (char) =>
    char === '*' ? (greedy ? '.*' : '.*?') : char === '?' ? '.' : `\\${char}`,
  );
}

function trim(value: string, pattern: string, operator: string): string {
  if (operator.startsWith('#')) return value.replace(new RegExp(`^${globSource(pattern, operator === '##')}`), '');
  const source = new RegExp(`^${globSource(pattern, true)}$`);
  const starts = Array.from({ length: value.length + 1 }, (_, index) => index);
  const found = (operator === '%%' ? starts : starts.reverse()).find((start) => source.test(value.slice(start)));
  return found === undefined ? value : value.slice(0, found);
}
