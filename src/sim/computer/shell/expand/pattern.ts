// Shell patterns (POSIX XCU 2.13): `*`, `?`, `[…]` with classes, and bash's extended ones, as regular expressions. In a
// pattern's text a backslash takes the meaning from the character after it.

const classes: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\r\\f\\v',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  print: ' -~',
  graph: '!-~',
  cntrl: '\\x00-\\x1f\\x7f',
  xdigit: '0-9A-Fa-f',
  word: 'A-Za-z0-9_',
};

const escapeForRegExp = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

/** Takes the meaning from every special character of a text, so that as a pattern it matches only itself. */
export const quotePattern = (text: string): string => text.replace(/[\\*?[\]()|@!+]/g, '\\$&');

/** Whether a pattern has anything special in it. */
export function isPattern(pattern: string): boolean {
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern.charAt(i);
    if (character === '\\') i++;
    else if (character === '*' || character === '?') return true;
    else if (character === '[' && bracketEnd(pattern, i) > 0) return true;
    else if (/[@!+]/.test(character) && pattern.charAt(i + 1) === '(') return true;
  }
  return false;
}

/** A pattern without its backslashes: what stays when it matches no file. */
export const unquotePattern = (pattern: string): string => pattern.replace(/\\(.)/gs, '$1');

/** How a pattern is turned into a regular expression. */
export interface PatternOptions {
  /** `*`, `?` and brackets do not match a slash (file names). */
  readonly path?: boolean;
  /** `*` takes as little as possible (`#` and `%`). */
  readonly shortest?: boolean;
  /** Letters match in both cases. */
  readonly ignoreCase?: boolean;
}

const cache = new Map<string, RegExp>();

/** The regular expression for a whole text. */
export function patternToRegExp(pattern: string, options: PatternOptions = {}): RegExp {
  const key = `${options.path ? 1 : 0}${options.shortest ? 1 : 0}${options.ignoreCase ? 1 : 0}${pattern}`;
  let compiled = cache.get(key);
  if (!compiled) {
    if (cache.size > 500) cache.clear();
    compiled = new RegExp(`^(?:${patternSource(pattern, options)})$`, options.ignoreCase ? 'sui' : 'su');
    cache.set(key, compiled);
  }
  return compiled;
}

/** Whether a pattern matches a whole text. */
export const matches = (pattern: string, text: string): boolean => patternToRegExp(pattern).test(text);

/** The regular expression's source, without anchors. */
export function patternSource(pattern: string, options: PatternOptions = {}): string {
  const any = options.path ? '[^/]' : '.';
  let source = '';
  for (let i = 0; i < pattern.length;) {
    const character = String.fromCodePoint(pattern.codePointAt(i) ?? 0);
    if (character === '\\' && i + 1 < pattern.length) {
      const next = String.fromCodePoint(pattern.codePointAt(i + 1) ?? 0);
      source += escapeForRegExp(next);
      i += 1 + next.length;
      continue;
    }
    if (/[?*+@!]/.test(character) && pattern.charAt(i + 1) === '(') {
      const end = groupEnd(pattern, i + 1);
      if (end > 0) {
        source += group(character, pattern.slice(i + 2, end), options);
        i = end + 1;
        continue;
      }
    }
    if (character === '*') {
      source += `${any}*${options.shortest ? '?' : ''}`;
      i++;
      continue;
    }
    if (character === '?') {
      source += any;
      i++;
      continue;
    }
    const end = character === '[' ? bracketEnd(pattern, i) : 0;
    if (end > 0) {
      source += bracket(pattern.slice(i + 1, end), options);
      i = end + 1;
      continue;
    }
    source += escapeForRegExp(character);
    i += character.length;
  }
  return source;
}

function bracketEnd(pattern: string, start: number): number {
  let i = start + 1;
  if (pattern.charAt(i) === '!' || pattern.charAt(i) === '^') i++;
  if (pattern.charAt(i) === ']') i++;
  for (; i < pattern.length; i++) {
    const character = pattern.charAt(i);
    if (character === '\\') i++;
    else if (character === '[' && pattern.charAt(i + 1) === ':') {
      const close = pattern.indexOf(':]', i + 2);
      if (close > 0) i = close + 1;
    } else if (character === ']') return i;
  }
  return 0;
}

function bracket(body: string, options: PatternOptions): string {
  let i = 0;
  let set = '';
  const negated = body.startsWith('!') || body.startsWith('^');
  if (negated) i++;
  for (; i < body.length; i++) {
    const named = /^\[:([a-z]+):\]/.exec(body.slice(i));
    const members = named?.[1] === undefined ? undefined : classes[named[1]];
    if (named && members !== undefined) {
      set += members;
      i += named[0].length - 1;
      continue;
    }
    let character = body.charAt(i);
    if (character === '\\' && i + 1 < body.length) {
      character = body.charAt(++i);
      set += /[\\\]^[-]/.test(character) ? `\\${character}` : escapeInSet(character);
      continue;
    }
    if (character === '-' && (set === '' || i === body.length - 1)) set += '\\-';
    else set += character === '-' ? '-' : escapeInSet(character);
  }
  const source = negated ? `[^${options.path ? '/' : ''}${set}]` : `[${set}]`;
  try {
    new RegExp(source, 'u').test('');
    return source;
  } catch {
    // A range from a later to an earlier character matches nothing.
    return '(?!)';
  }
}

const escapeInSet = (character: string): string => (/[\\\]^[/]/.test(character) ? `\\${character}` : character);

function groupEnd(pattern: string, open: number): number {
  let depth = 0;
  for (let i = open; i < pattern.length; i++) {
    const character = pattern.charAt(i);
    if (character === '\\') i++;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return i;
  }
  return 0;
}

function group(operator: string, body: string, options: PatternOptions): string {
  const alternatives: string[] = [];
  let start = 0;
  let depth = 0;
  for (let i = 0; i <= body.length; i++) {
    const character = body.charAt(i);
    if (character === '\\') i++;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if ((character === '|' && depth === 0) || i === body.length) {
      alternatives.push(patternSource(body.slice(start, i), options));
      start = i + 1;
    }
  }
  const inner = alternatives.join('|');
  if (operator === '!') return `(?:(?!(?:${inner})$)${options.path ? '[^/]' : '.'}*)`;
  return `(?:${inner})${operator === '@' ? '' : operator}`;
}
