// preg_*: PCRE's patterns as regular expressions of JavaScript, on bytes, or on characters with the modifier u.
import type { Task } from '../../../kernel/task.ts';
import { fromText, isUtf8, toText } from '../bytes.ts';
import type { Ref } from '../values.ts';
import { copied, PhpArray, type Key, type Value } from '../values.ts';
import { toStr } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import type { Library } from './native.ts';
import { mayNeverEnd, mayNeverEndText } from '../../programs/regex-cost.ts';

interface Pattern {
  readonly expression: RegExp;
  readonly unicode: boolean;
  /** Names of groups by their numbers. */
  readonly names: ReadonlyMap<number, string>;
}

const known = new Map<string, Pattern>();

/** A pattern with its delimiters and modifiers; undefined after a warning. */
function compile(php: Engine, name: string, given: string): Pattern | undefined {
  const found = known.get(given);
  if (found) return found;
  const text = given.replace(/^\s+/, '');
  const open = text.charAt(0);
  const fail = (why: string): undefined => {
    php.warn(`${name}(): ${why}`);
    return undefined;
  };
  if (open === '') {
    fail('Empty regular expression');
    return;
  }
  if (/[A-Za-z0-9\\\0]/.test(open)) {
    fail(open === '\0' ? 'NUL is not a valid delimiter' : 'Delimiter must not be alphanumeric, backslash, or NUL');
    return;
  }
  const close = { '(': ')', '[': ']', '{': '}', '<': '>' }[open] ?? open;
  const end = text.lastIndexOf(close);
  if (end < 1) {
    fail(close === open ? `No ending delimiter '${open}' found` : `No ending matching delimiter '${close}' found`);
    return;
  }
  const source = text.slice(1, end);
  const modifiers = text.slice(end + 1).trim() + (/^\(\?([imsx]+)\)/.exec(source)?.[1] ?? '');
  const odd = /[^imsxuUADSXJn]/.exec(modifiers)?.[0];
  if (odd !== undefined) {
    fail(`Unknown modifier '${odd}'`);
    return;
  }
  const names = new Map<number, string>();
  const unicode = modifiers.includes('u');
  const flags = `gd${/[im]/.test(modifiers) ? (modifiers.match(/[im]/g) ?? []).filter((one, at, all) => all.indexOf(one) === at).join('') : ''}${modifiers.includes('s') ? 's' : ''}${modifiers.includes('A') ? 'y' : ''}`;
  try {
    const translated = translate(unicode ? toText(source) : source, modifiers, names);
    if (mayNeverEnd(translated, flags + (unicode ? 'u' : '')))
      throw php.notSimulated(mayNeverEndText.replace('not simulated: ', ''));
    const made = { expression: new RegExp(translated, flags + (unicode ? 'u' : '')), unicode, names };
    if (known.size > 500) known.clear();
    known.set(given, made);
    return made;
  } catch (error) {
    if (error instanceof NotSimulated) throw php.notSimulated(`${error.message} in a pattern`);
    if (!(error instanceof SyntaxError)) throw error;
    php.kept.set('preg', 1);
    if (/unterminated group/i.test(error.message)) {
      fail(`Compilation failed: missing closing parenthesis at offset ${source.length}`);
      return;
    }
    fail(
      `Compilation failed: ${error.message.replace(/^Invalid regular expression: \/[^]*\/\w*: /, '').toLowerCase()} at offset ${Math.max(0, source.length - 1)}`,
    );
    return;
  }
}

class NotSimulated extends Error {}

const posix: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9', alpha: 'A-Za-z', digit: '0-9', lower: 'a-z', upper: 'A-Z', space: '\\s', punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f', word: '\\w', blank: ' \\t', cntrl: '\\x00-\\x1f\\x7f', print: '\\x20-\\x7e', graph: '\\x21-\\x7e',
}; // prettier-ignore

/** What PCRE writes differently. */
function translate(source: string, modifiers: string, names: Map<number, string>): string {
  const extended = modifiers.includes('x');
  const unicode = modifiers.includes('u');
  const lazy = modifiers.includes('U');
  let made = '';
  let group = 0;
  let inClass = false;
  for (let at = 0; at < source.length; at++) {
    const letter = source.charAt(at);
    if (letter === '\\') {
      const next = source.charAt(++at);
      const property = unicode ? /^[pP](?:\{\^?\w+\}|\w)/.exec(source.slice(at))?.[0] : undefined;
      if (property !== undefined) {
        made += `\\${property.replace(/^(.)(\w)$/, '$1{$2}')}`;
        at += property.length - 1;
        continue;
      }
      made += escape(next, inClass, unicode);
      continue;
    }
    if (inClass) {
      const named = /^\[:(\^?)(\w+):\]/.exec(source.slice(at));
      if (named) {
        if (named[1] === '^') throw new NotSimulated('[:^…:]');
        made += posix[named[2] ?? ''] ?? '';
        at += named[0].length - 1;
        continue;
      }
      if (letter === ']') inClass = false;
      made += letter === '[' ? '\\[' : letter;
      continue;
    }
    if (letter === '[') {
      inClass = true;
      made += '[';
      if (source.charAt(at + 1) === '^') {
        made += '^';
        at++;
      }
      if (source.charAt(at + 1) === ']') {
        made += '\\]';
        at++;
      }
      continue;
    }
    if (extended && /\s/.test(letter)) continue;
    if (extended && letter === '#') {
      while (at < source.length && source.charAt(at) !== '\n') at++;
      continue;
    }
    if (letter === '(') {
      const rest = source.slice(at);
      const name = /^\(\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/.exec(rest);
      if (name) {
        group++;
        names.set(group, name[1] ?? name[2] ?? '');
        made += `(?<${name[1] ?? name[2] ?? ''}>`;
        at += name[0].length - 1;
        continue;
      }
      const comment = /^\(\?#[^)]*\)/.exec(rest);
      if (comment) {
        at += comment[0].length - 1;
        continue;
      }
      const recalled = /^\(\?P([=>])(\w+)\)/.exec(rest);
      if (recalled?.[1] === '=') {
        made += `\\k<${recalled[2] ?? ''}>`;
        at += recalled[0].length - 1;
        continue;
      }
      if (/^\(\?(?:R|\d|[+-]\d|&|P>|\(|\|)/.test(rest)) throw new NotSimulated(`${rest.slice(0, 4)}…)`);
      const atomic = /^\(\?>/.exec(rest);
      if (atomic) {
        made += '(?:';
        at += 2;
        continue;
      }
      const inline = /^\(\?([imsxU]+)\)/.exec(rest);
      // At the beginning it holds for the whole pattern, which `compile` has seen to.
      if (inline && at === 0) {
        at += inline[0].length - 1;
        continue;
      }
      if (inline) throw new NotSimulated(inline[0]);
      if (rest.charAt(1) !== '?') group++;
      made += '(';
      continue;
    }
    if (letter === '$' && !modifiers.includes('m') && !modifiers.includes('D')) {
      made += '(?=\\n?(?![^]))';
      continue;
    }
    if (/[*+?}]/.test(letter) && source.charAt(at + 1) === '+') {
      made += letter;
      at++;
      continue;
    }
    if (lazy && /[*+?]/.test(letter) && !/[(?]$/.test(made)) {
      if (source.charAt(at + 1) === '?') {
        made += letter;
        at++;
      } else made += `${letter}?`;
      continue;
    }
    if (letter === '{' && !/^\{\d*,?\d*\}/.test(source.slice(at))) {
      made += '\\{';
      continue;
    }
    if (letter === '}' && !/\{\d*,?\d*$/.test(made)) {
      made += '\\}';
      continue;
    }
    made += letter === ']' ? '\\]' : letter;
  }
  return made;
}

function escape(next: string, inClass: boolean, unicode: boolean): string {
  switch (next) {
    case 'A':
      return '(?<![^])';
    case 'z':
      return '(?![^])';
    case 'Z':
      return '(?=\\n?(?![^]))';
    case 'h':
      return inClass ? ' \\t' : '[ \\t]';
    case 'H':
      return '[^ \\t]';
    case 'R':
      return '(?:\\r\\n|\\n|\\r|\\f|\\v)';
    case 'e':
      return '\\x1b';
    case 'a':
      return '\\x07';
    case 'Q':
    case 'E':
    case 'G':
    case 'K':
    case 'X':
      throw new NotSimulated(`\\${next}`);
    case 'p':
    case 'P':
      if (!unicode) throw new NotSimulated(`\\${next} without the modifier u`);
      return `\\${next}`;
    default:
      // With u, only signs may be escaped that have a meaning.
      return unicode && /[^\w^$\\.*+?()[\]{}|/-]/.test(next)
        ? next
        : unicode && next === '-' && !inClass
          ? '-'
          : `\\${next}`;
  }
}

interface Match {
  readonly texts: readonly (string | undefined)[];
  readonly starts: readonly number[];
}

/** All matches in a text, or the first. Positions are in bytes. */
function* matches(pattern: Pattern, subject: string, from = 0): Generator<Match, void> {
  const text = pattern.unicode ? toText(subject) : subject;
  const { expression } = pattern;
  expression.lastIndex = pattern.unicode ? toText(subject.slice(0, from)).length : from;
  for (let found = expression.exec(text); found; found = expression.exec(text)) {
    const after = expression.lastIndex;
    const starts = (found.indices ?? []).map((span) =>
      span ? (pattern.unicode ? fromText(text.slice(0, span[0])).length : span[0]) : -1,
    );
    const texts = [...found].map((one: string | undefined) =>
      one === undefined ? undefined : pattern.unicode ? fromText(one) : one,
    );
    yield { texts, starts };
    expression.lastIndex =
      found[0] === '' ? after + (pattern.unicode && (text.codePointAt(after) ?? 0) > 0xffff ? 2 : 1) : after;
  }
}

/** A match as PHP gives it: names before their numbers, empty groups at the end left out unless asked for. */
function groups({ names }: Pattern, { texts, starts }: Match, flags: number, all: boolean): PhpArray {
  const made = new PhpArray();
  const last = all ? texts.length : texts.findLastIndex((text) => text !== undefined) + 1;
  for (let at = 0; at < last; at++) {
    const text = texts[at];
    const plain: Value = text ?? ((flags & 512) !== 0 ? null : '');
    const value = (flags & 256) !== 0 ? PhpArray.list([plain, starts[at] ?? -1]) : plain;
    const name = names.get(at);
    if (name !== undefined) made.set(name, value);
    made.set(at, copied(value));
  }
  return made;
}

function check(php: Engine, pattern: Pattern, subject: string): boolean {
  const good = !pattern.unicode || isUtf8(subject);
  php.kept.set('preg', good ? 0 : 4);
  return good;
}

function match(
  php: Engine,
  [given, subject, ref, flags = 0, offset = 0]: [string, string, Ref?, number?, number?],
): Value {
  const pattern = compile(php, 'preg_match', given);
  if (!pattern || !check(php, pattern, subject)) return false;
  const found = matches(pattern, subject, offset < 0 ? Math.max(0, subject.length + offset) : offset).next().value;
  if (ref) ref.value = found ? groups(pattern, found, flags, (flags & 512) !== 0) : new PhpArray();
  return found ? 1 : 0;
}

function matchAll(
  php: Engine,
  [given, subject, ref, flags = 0, offset = 0]: [string, string, Ref?, number?, number?],
): Value {
  const pattern = compile(php, 'preg_match_all', given);
  if (!pattern || !check(php, pattern, subject)) return false;
  const found = [...matches(pattern, subject, offset)];
  if (ref) {
    if ((flags & 2) !== 0)
      ref.value = PhpArray.list(found.map((one) => groups(pattern, one, flags, (flags & 512) !== 0)));
    else {
      const made = new PhpArray();
      const count =
        found[0]?.texts.length ??
        new RegExp(`${pattern.expression.source}|`, pattern.expression.flags.replace(/[gdy]/g, '')).exec('')?.length ??
        1;
      for (let at = 0; at < count; at++) {
        const column = PhpArray.list(found.map((one) => groups(pattern, one, flags, true).get(at) ?? ''));
        const name = pattern.names.get(at);
        if (name !== undefined) made.set(name, column);
        made.set(at, column.copy());
      }
      ref.value = made;
    }
  }
  return found.length;
}

const listOf = (value: Value): readonly Value[] => (value instanceof PhpArray ? value.values() : [value]);

/** Replaces what matches by what a function makes of each match. */
function* substitute(
  php: Engine,
  name: string,
  given: string,
  subject: string,
  limit: number,
  count: { value: number },
  make: (groups: PhpArray, texts: readonly (string | undefined)[]) => Task<string>,
): Task<string | null> {
  const pattern = compile(php, name, given);
  if (!pattern || !check(php, pattern, subject)) return null;
  let made = '';
  let end = 0;
  let left = limit < 0 ? Infinity : limit;
  for (const found of [...matches(pattern, subject)]) {
    if (left-- <= 0) break;
    count.value++;
    const [start = 0] = found.starts;
    made += subject.slice(end, start) + (yield* make(groups(pattern, found, 0, false), found.texts));
    end = start + (found.texts[0] ?? '').length;
  }
  return made + subject.slice(end);
}

const expand = (by: string, texts: readonly (string | undefined)[]): string =>
  by.replace(
    /\\\\|(?:\\|\$)(\d{1,2})|\$\{(\d{1,2})\}/g,
    (whole: string, one: string | undefined, two: string | undefined) =>
      whole === '\\\\' ? '\\' : (texts[Number(one ?? two)] ?? ''),
  );

function* replaceAll(
  php: Engine,
  name: string,
  patterns: Value,
  subject: Value,
  limit: number,
  ref: Ref | undefined,
  make: (at: number) => (groups: PhpArray, texts: readonly (string | undefined)[]) => Task<string>,
): Task<Value> {
  const count = { value: 0 };
  const one = function* (text: string): Task<string | null> {
    let current: string | null = text;
    for (const [at, pattern] of listOf(patterns).entries()) {
      if (current === null) return null;
      current = yield* substitute(php, name, toStr(php, pattern), current, limit, count, make(at));
    }
    return current;
  };
  let result: Value;
  if (subject instanceof PhpArray) {
    const made = new PhpArray();
    for (const [key, value] of subject.entries()) made.set(key, yield* one(toStr(php, value)));
    result = made;
  } else result = yield* one(toStr(php, subject));
  if (ref) ref.value = count.value;
  return result;
}

function split(
  php: Engine,
  [given, subject, most = -1, flags = 0]: [string, string, (number | null)?, number?],
): Value {
  const pattern = compile(php, 'preg_split', given);
  if (!pattern || !check(php, pattern, subject)) return false;
  const made = new PhpArray();
  const limit = most === null || most <= 0 ? Infinity : most;
  const add = (text: string, at: number): void => {
    if ((flags & 1) !== 0 && text === '') return;
    made.push((flags & 4) !== 0 ? PhpArray.list([text, at]) : text);
  };
  let end = 0;
  for (const { texts, starts } of matches(pattern, subject)) {
    const [whole = '', ...inner] = texts;
    const [start = 0] = starts;
    if (whole === '' && (start === 0 || start >= subject.length)) continue;
    if (made.size >= limit - 1) break;
    if (whole === '' && start === end) continue;
    add(subject.slice(end, start), end);
    end = start + whole.length;
    if ((flags & 2) !== 0)
      for (const [at, text] of inner.entries()) if (text !== undefined && text !== '') add(text, starts[at + 1] ?? 0);
  }
  add(subject.slice(end), end);
  return made;
}

export const preg: Library = {
  'preg_match(string $pattern, string $subject, &$matches = null, int $flags = 0, int $offset = 0)': match,
  'preg_match_all(string $pattern, string $subject, &$matches = null, int $flags = 0, int $offset = 0)': matchAll,
  'preg_replace(array|string $pattern, array|string $replacement, array|string $subject, int $limit = -1, &$count = null)':
    (php, [patterns, by, subject, limit = -1, ref]: [Value, Value, Value, number?, Ref?]) =>
      php.atOnce(
        replaceAll(
          php,
          'preg_replace',
          patterns,
          subject,
          limit,
          ref,
          (at) =>
            function* (_groups, texts) {
              const text = by instanceof PhpArray ? (by.values()[at] ?? '') : by;
              return expand(toStr(php, text), texts);
            },
        ),
      ),
  *'preg_replace_callback(array|string $pattern, callable $callback, array|string $subject, int $limit = -1, &$count = null, int $flags = 0)'(
    php,
    [patterns, fn, subject, limit = -1, ref]: [Value, Value, Value, number?, Ref?],
  ) {
    return yield* replaceAll(
      php,
      'preg_replace_callback',
      patterns,
      subject,
      limit,
      ref,
      () =>
        function* (found) {
          return toStr(php, yield* php.call(fn, [found]));
        },
    );
  },
  *'preg_replace_callback_array(array $pattern, array|string $subject, int $limit = -1, &$count = null, int $flags = 0)'(
    php,
    [table, subject, limit = -1]: [PhpArray, Value, number?],
  ) {
    let current = subject;
    for (const [pattern, fn] of table.entries())
      current = yield* replaceAll(
        php,
        'preg_replace_callback_array',
        pattern,
        current,
        limit,
        undefined,
        () =>
          function* (found) {
            return toStr(php, yield* php.call(fn, [found]));
          },
      );
    return current;
  },
  'preg_split(string $pattern, string $subject, ?int $limit = -1, int $flags = 0)': split,
  'preg_quote(string $str, ?string $delimiter = null)': (_php, [text, delimiter]: [string, (string | null)?]) =>
    text
      .replace(/[.\\+*?[^\]$(){}=!<>|:\-#/]/g, (sign) => (sign === '/' && delimiter !== '/' ? sign : `\\${sign}`))
      .replaceAll('\0', '\\000'),
  'preg_grep(string $pattern, array $array, int $flags = 0)': (
    php,
    [given, array, flags = 0]: [string, PhpArray, number?],
  ) => {
    const pattern = compile(php, 'preg_grep', given);
    if (!pattern) return false;
    const fits = ([, value]: [Key, Value]): boolean => matches(pattern, toStr(php, value)).next().done !== true;
    return PhpArray.of(array.entries().filter((entry) => fits(entry) !== (flags === 1)));
  },
  'preg_last_error()': (php) => (php.kept.get('preg') as number | undefined) ?? 0,
  'preg_last_error_msg()': (php) =>
    ({ 1: 'Internal error', 4: 'Malformed UTF-8 characters, possibly incorrectly encoded' })[
      php.kept.get('preg') as number
    ] ?? 'No error',
};
