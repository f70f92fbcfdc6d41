// Python's regular expressions in JavaScript's syntax (the `re` chapter of Python's library reference).

/** Bits of `re`'s flags. */
export const Flag = {
  ignoreCase: 2,
  locale: 4,
  multiline: 8,
  dotAll: 16,
  unicode: 32,
  verbose: 64,
  ascii: 256,
} as const;

/** A pattern as JavaScript takes it, with the flags that it sets itself. */
export interface Translated {
  readonly source: string;
  readonly flags: number;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** A pattern that is wrong: `re.error`'s message and position. */
export class PatternError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const flagLetters: Readonly<Record<string, number>> = {
  a: Flag.ascii,
  i: Flag.ignoreCase,
  L: Flag.locale,
  m: Flag.multiline,
  s: Flag.dotAll,
  u: Flag.unicode,
  x: Flag.verbose,
};
const controls: Readonly<Record<string, string>> = { a: '\\x07', f: '\\f', n: '\\n', r: '\\r', t: '\\t', v: '\\v' };
const special = /[\\^$.*+?()[\]{}|/-]/;
const start = '(?<![\\s\\S])';
const end = '(?![\\s\\S])';

/** Translates a pattern; throws PatternError. */
export function translate(pattern: string, given: number): Translated {
  let flags = given;
  let at = 0;
  let groups = 0;
  let out = '';
  const names = new Map<string, number>();
  const open: { at: number; flags: number }[] = [];
  /** Whether what was just written can be repeated. */
  let atom = false;
  const leading = /^\(\?([aiLmsux]+)\)/.exec(pattern);
  if (leading) {
    for (const letter of leading[1] ?? '') flags |= flagLetters[letter] ?? 0;
    at = leading[0].length;
  }
  const has = (flag: number): boolean => (flags & flag) !== 0;
  const classOf = (letter: string): string | undefined => {
    const ascii = has(Flag.ascii);
    switch (letter) {
      case 'd':
        return ascii ? '0-9' : '\\p{Nd}';
      case 'w':
        return ascii ? 'a-zA-Z0-9_' : '\\p{L}\\p{N}_';
      case 's':
        return ascii ? ' \\t\\n\\r\\f\\v' : '\\s\\x1c-\\x1f';
      default:
        return undefined;
    }
  };
  const literal = (char: string, inSet = false): string =>
    special.test(char) && (inSet || char !== '-') ? `\\${char}` : char;

  /** An escape; inside a set, what is not a character alone is written without brackets. */
  const escape = (inSet: boolean): string => {
    const char = pattern[at + 1];
    if (char === undefined) throw new PatternError('bad escape (end of pattern)', at);
    const from = at;
    at += 2;
    const plain = classOf(char);
    if (plain !== undefined) return inSet ? plain : `[${plain}]`;
    const negated = classOf(char.toLowerCase());
    if (negated !== undefined && 'DWS'.includes(char)) {
      if (!inSet) return `[^${negated}]`;
      return char === 'D' ? '\\P{Nd}' : char === 'S' ? '\\S' : '\\W';
    }
    if (char === 'b')
      return inSet
        ? '\\x08'
        : has(Flag.ascii)
          ? '\\b'
          : '(?:(?<=[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_])|(?<![\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_]))';
    if (!inSet) {
      if (char === 'B')
        return has(Flag.ascii)
          ? '\\B'
          : '(?:(?<=[\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_])|(?<![\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_]))';
      if (char === 'A') return start;
      if (char === 'Z') return end;
    }
    if (controls[char] !== undefined) return controls[char];
    const hex = char === 'x' ? 2 : char === 'u' ? 4 : char === 'U' ? 8 : 0;
    if (hex > 0) {
      const digits = pattern.slice(at, at + hex);
      if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length < hex)
        throw new PatternError(`incomplete escape \\${char}${digits}`, from);
      at += hex;
      return `\\u{${digits}}`;
    }
    if (/\d/.test(char)) {
      const octal = /^(?:0[0-7]{0,2}|[1-3][0-7]{2})/.exec(pattern.slice(from + 1))?.[0];
      if (octal !== undefined || inSet) {
        at = from + 1 + (octal ?? char).length;
        return `\\u{${Number.parseInt(octal ?? char, 8).toString(16)}}`;
      }
      const digits = /^\d{1,2}/.exec(pattern.slice(from + 1))?.[0] ?? char;
      if (Number(digits) > groups) throw new PatternError(`invalid group reference ${digits}`, from + 1);
      at = from + 1 + digits.length;
      return `\\${digits}(?:)`;
    }
    if (/[a-zA-Z]/.test(char)) throw new PatternError(`bad escape \\${char}`, from);
    return literal(char, inSet);
  };

  const set = (): string => {
    const from = at++;
    let text = '[';
    if (pattern[at] === '^') {
      text += '^';
      at++;
    }
    for (let first = true; ; first = false) {
      const char = pattern[at];
      if (char === undefined) throw new PatternError('unterminated character set', from);
      if (char === ']' && !first) {
        at++;
        return text === '[' ? '(?!)' : `${text}]`;
      }
      if (char === '\\') text += escape(true);
      else if (char === '-' && !first && pattern[at + 1] !== ']' && !text.endsWith('-')) {
        text += '-';
        at++;
      } else {
        const point = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
        text += literal(point, true);
        at += point.length;
      }
    }
  };

  const group = (): void => {
    const from = at;
    open.push({ at: from, flags });
    const rest = pattern.slice(at);
    const named = /^\(\?P<([^>]*)>/.exec(rest);
    const scoped = /^\(\?([aiLmsux]*)(?:-([imsx]+))?:/.exec(rest);
    const look = /^\(\?(?:=|!|<=|<!)/.exec(rest);
    const back = /^\(\?P=([^)]*)\)/.exec(rest);
    const comment = /^\(\?#[^)]*\)/.exec(rest);
    if (named) {
      const name = named[1] ?? '';
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
        throw new PatternError(name === '' ? 'missing group name' : `bad character in group name '${name}'`, from + 4);
      if (names.has(name))
        throw new PatternError(
          `redefinition of group name '${name}' as group ${groups + 1}; was group ${names.get(name) ?? 0}`,
          from + 4,
        );
      names.set(name, ++groups);
      out += '(';
      at += named[0].length;
    } else if (back) {
      const known = names.get(back[1] ?? '');
      if (known === undefined) throw new PatternError(`unknown group name '${back[1]}'`, from + 4);
      open.pop();
      out += `\\${known}(?:)`;
      at += back[0].length;
      atom = true;
      return;
    } else if (comment) {
      open.pop();
      at += comment[0].length;
      return;
    } else if (look) {
      out += look[0];
      at += look[0].length;
    } else if (scoped) {
      for (const letter of scoped[1] ?? '') flags |= flagLetters[letter] ?? 0;
      for (const letter of scoped[2] ?? '') flags &= ~(flagLetters[letter] ?? 0);
      out += '(?:';
      at += scoped[0].length;
    } else if (rest.startsWith('(?')) {
      if (/^\(\?[>(]/.test(rest)) throw new PatternError('not simulated: atomic and conditional groups', from);
      throw new PatternError(`unknown extension ?${rest[2] ?? ''}`, from + 1);
    } else {
      groups++;
      out += '(';
      at++;
    }
    atom = false;
  };

  while (at < pattern.length) {
    const char = pattern[at] as string;
    if (has(Flag.verbose)) {
      if (/\s/.test(char)) {
        at++;
        continue;
      }
      if (char === '#') {
        while (at < pattern.length && pattern[at] !== '\n') at++;
        continue;
      }
    }
    switch (char) {
      case '\\':
        out += escape(false);
        atom = true;
        break;
      case '[':
        out += set();
        atom = true;
        break;
      case '(':
        group();
        break;
      case ')': {
        const known = open.pop();
        if (!known) throw new PatternError('unbalanced parenthesis', at);
        ({ flags } = known);
        out += ')';
        at++;
        atom = true;
        break;
      }
      case '.':
        out += has(Flag.dotAll) ? '[\\s\\S]' : '[^\\n]';
        at++;
        atom = true;
        break;
      case '^':
        out += has(Flag.multiline) ? '(?<![^\\n])' : start;
        at++;
        atom = true;
        break;
      case '$':
        out += has(Flag.multiline) ? '(?![^\\n])' : `(?=\\n?${end})`;
        at++;
        atom = true;
        break;
      case '|':
        out += '|';
        at++;
        atom = false;
        break;
      case '*':
      case '+':
      case '?':
      case '{': {
        const found = char === '{' ? /^\{(\d*)(?:,(\d*))?\}/.exec(pattern.slice(at)) : undefined;
        if (char === '{' && (!found || found[0] === '{}' || found[0] === '{,}')) {
          out += found?.[0] === '{,}' ? '*' : '\\{';
          at += found?.[0] === '{,}' ? 3 : 1;
          atom = true;
          break;
        }
        if (!atom)
          throw new PatternError(
            /[*+?}]$/.test(out) && out !== '' && !out.endsWith('(?') ? 'multiple repeat' : 'nothing to repeat',
            at,
          );
        const text = found ? (found[1] === '' ? `{0${found[0].slice(1)}` : found[0]) : char;
        at += found ? found[0].length : 1;
        out += text;
        if (pattern[at] === '?') {
          out += '?';
          at++;
        } else if (pattern[at] === '+') throw new PatternError('not simulated: possessive quantifiers', at);
        atom = false;
        break;
      }
      default: {
        const point = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
        out += literal(point);
        at += point.length;
        atom = true;
      }
    }
  }
  const unclosed = open.pop();
  if (unclosed) throw new PatternError('missing ), unterminated subpattern', unclosed.at);
  return { source: out, flags: leading ? flags : given, groups, names };
}
