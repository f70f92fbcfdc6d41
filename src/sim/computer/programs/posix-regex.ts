// POSIX regular expressions, basic and extended, with GNU's additions, as JavaScript's (XBD 9). One difference stays: among
// alternatives the first that fits is taken, not the longest.
import { mayNeverEnd, mayNeverEndText } from './regex-cost.ts';

/** Which grammar a pattern is written in. */
export type Grammar = 'basic' | 'extended';

/** A pattern that is wrong, in the C library's words. */
export interface BadPattern {
  readonly wrong: string;
}

const classes: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '0-9',
  alnum: '\\p{L}0-9',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: ' \\t\\n\\r\\f\\v',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~',
  print: ' -~\\u00a0-\\u{10ffff}',
  graph: '!-~\\u00a1-\\u{10ffff}',
  cntrl: '\\x00-\\x1f\\x7f',
  xdigit: '0-9A-Fa-f',
};

class Wrong extends Error {}

/** The JavaScript source of a pattern. */
export function regexSource(pattern: string, grammar: Grammar): string | BadPattern {
  try {
    return new Translator(pattern, grammar).run();
  } catch (error) {
    if (error instanceof Wrong) return { wrong: error.message };
    throw error;
  }
}

/** Compiles a pattern; `flags` as RegExp takes them, `u` is added. */
export function compileRegex(pattern: string, grammar: Grammar, flags = ''): RegExp | BadPattern {
  const source = regexSource(pattern, grammar);
  if (typeof source !== 'string') return source;
  if (mayNeverEnd(source, `${flags}u`)) return { wrong: mayNeverEndText };
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    return { wrong: 'Invalid preceding regular expression' };
  }
}

/** A text as a pattern that matches only itself. */
export const literalSource = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

class Translator {
  readonly #pattern: string;
  readonly #extended: boolean;
  #at = 0;
  #groups = 0;
  readonly #open: number[] = [];
  readonly #closed = new Set<number>();
  #out = '';
  /** Whether something stands before that `*` could repeat. */
  #atom = false;

  constructor(pattern: string, grammar: Grammar) {
    this.#pattern = pattern;
    this.#extended = grammar === 'extended';
  }

  run(): string {
    while (this.#at < this.#pattern.length) this.#step();
    if (this.#open.length > 0) throw new Wrong(this.#extended ? 'Unmatched ( or \\(' : 'Unmatched ( or \\(');
    return this.#out;
  }

  #emit(source: string, atom = true): void {
    this.#out += source;
    this.#atom = atom;
  }

  #step(): void {
    const pattern = this.#pattern;
    const character = String.fromCodePoint(pattern.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    if (character === '\\') {
      this.#escape();
      return;
    }
    const extended = this.#extended;
    switch (character) {
      case '[':
        this.#emit(this.#bracket());
        return;
      case '.':
        this.#emit('[^]');
        return;
      case '*':
        if (this.#atom) this.#repeat('*');
        else if (!extended) this.#emit('\\*');
        else if (this.#out !== '') return;
        else this.#emit('\\*');
        return;
      case '^':
        if (extended || this.#startsHere()) this.#emit('^', false);
        else this.#emit('\\^');
        return;
      case '$':
        if (extended || this.#endsHere()) this.#emit('$', false);
        else this.#emit('\\$');
        return;
      case '+':
      case '?':
        if (extended && this.#atom) this.#repeat(character);
        else this.#emit(`\\${character}`);
        return;
      case '{':
        if (extended && this.#atom && /^\d*(?:,\d*)?\}/.test(pattern.slice(this.#at))) this.#interval('}');
        else this.#emit('\\{');
        return;
      case '(':
        if (extended) this.#group();
        else this.#emit('\\(');
        return;
      case ')':
        if (extended && this.#open.length > 0) this.#close();
        else if (extended) throw new Wrong('Unmatched ) or \\)');
        else this.#emit('\\)');
        return;
      case '|':
        if (extended) this.#emit('|', false);
        else this.#emit('\\|');
        return;
      default:
        this.#emit(literalSource(character));
    }
  }

  #startsHere(): boolean {
    const before = this.#pattern.slice(0, this.#at - 1);
    return before === '' || /\\[(|]$/.test(before) || before.endsWith('\n');
  }

  #endsHere(): boolean {
    const after = this.#pattern.slice(this.#at);
    return after === '' || /^\\[)|]/.test(after) || after.startsWith('\n');
  }

  #repeat(operator: string): void {
    // A second repetition applies to the first as a whole.
    if (/(?:[^\\]|\\\\)[*+?}]$/.test(this.#out) && this.#repeated) this.#out = `(?:${this.#out})`;
    this.#out += operator;
    this.#repeated = true;
  }

  #repeated = false;

  #interval(end: string): void {
    const close = this.#pattern.indexOf(end, this.#at);
    const body = close < 0 ? '' : this.#pattern.slice(this.#at, close);
    const match = /^(\d*)(,?)(\d*)$/.exec(body);
    if (close < 0) throw new Wrong('Unmatched { or \\{');
    if (!match || body === '') throw new Wrong('Invalid content of \\{\\}');
    const [, low = '', comma, high = ''] = match;
    if (high !== '' && Number(low || 0) > Number(high)) throw new Wrong('Invalid content of \\{\\}');
    this.#at = close + end.length;
    this.#repeat(`{${low || '0'}${comma ?? ''}${high}}`);
  }

  #group(): void {
    this.#groups++;
    this.#open.push(this.#groups);
    this.#emit('(', false);
  }

  #close(): void {
    const group = this.#open.pop();
    if (group !== undefined) this.#closed.add(group);
    this.#emit(')');
    this.#repeated = false;
  }

  #escape(): void {
    const pattern = this.#pattern;
    if (this.#at >= pattern.length) throw new Wrong('Trailing backslash');
    const character = String.fromCodePoint(pattern.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    const basic = !this.#extended;
    if (basic && character === '(') this.#group();
    else if (basic && character === ')') {
      if (this.#open.length === 0) throw new Wrong('Unmatched ) or \\)');
      this.#close();
    } else if (basic && character === '{') {
      if (this.#atom) this.#interval('\\}');
      else throw new Wrong('Invalid preceding regular expression');
    } else if (basic && character === '|') this.#emit('|', false);
    else if (basic && (character === '+' || character === '?')) {
      if (this.#atom) this.#repeat(character);
      else this.#emit(`\\${character}`);
    } else if (/[1-9]/.test(character)) {
      if (!this.#closed.has(Number(character))) throw new Wrong('Invalid back reference');
      this.#emit(`(?:\\${character})`);
    } else if (character === 'w') this.#emit('[\\p{L}\\p{N}_]');
    else if (character === 'W') this.#emit('[^\\p{L}\\p{N}_]');
    else if (character === 's') this.#emit('[ \\t\\n\\r\\f\\v]');
    else if (character === 'S') this.#emit('[^ \\t\\n\\r\\f\\v]');
    else if (character === 'b') this.#emit('\\b', false);
    else if (character === 'B') this.#emit('\\B', false);
    else if (character === '<') this.#emit('\\b(?=[\\p{L}\\p{N}_])', false);
    else if (character === '>') this.#emit('\\b(?<=[\\p{L}\\p{N}_])', false);
    else if (character === '`') this.#emit('(?<![^])', false);
    else if (character === "'") this.#emit('(?![^])', false);
    else this.#emit(literalSource(character));
  }

  #bracket(): string {
    const pattern = this.#pattern;
    let at = this.#at;
    let set = '';
    const negated = pattern.charAt(at) === '^';
    if (negated) at++;
    let first = true;
    for (;;) {
      if (at >= pattern.length) throw new Wrong('Unmatched [, [^, [:, [., or [=');
      const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
      if (character === ']' && !first) break;
      first = false;
      const named = /^\[([:.=])(.*?)\1\]/s.exec(pattern.slice(at));
      if (named) {
        const [whole, kind, name = ''] = named;
        const members = kind === ':' ? classes[name] : literalInSet(name);
        if (members === undefined) throw new Wrong('Invalid character class name');
        set += members;
        at += whole.length;
        continue;
      }
      at += character.length;
      if (pattern.charAt(at) === '-' && pattern.charAt(at + 1) !== ']' && at + 1 < pattern.length) {
        const last = String.fromCodePoint(pattern.codePointAt(at + 1) ?? 0);
        if ((last.codePointAt(0) ?? 0) < (character.codePointAt(0) ?? 0)) throw new Wrong('Invalid range end');
        set += `${literalInSet(character)}-${literalInSet(last)}`;
        at += 1 + last.length;
        continue;
      }
      set += literalInSet(character);
    }
    this.#at = at + 1;
    this.#repeated = false;
    return negated ? `[^${set}]` : `[${set}]`;
  }
}

const literalInSet = (text: string): string => text.replace(/[\\\]^[-]/g, '\\$&').replaceAll('\n', '\\n');
