// `_re`: compiled patterns and matches.
import type { Task } from '../../../kernel/task.ts';
import { repr, reprText, str } from '../objects/text.ts';
import { builtinClass, bytes, dict, list, tuple, typeName } from '../objects/types.ts';
import {
  PyBytes,
  PyIterator,
  PyNativeObject,
  plainNumber,
  plainText,
  type Keywords,
  type NativeCode,
  type Value,
} from '../objects/values.ts';
import { iteratorClasses } from '../objects/iterator-classes.ts';
import type { NativeModule } from '../run/interpreter.ts';
import type { Thread } from '../run/thread.ts';
import { addFunctions, define } from './native.ts';
import { Flag, PatternError, translate } from './regex-syntax.ts';
import { mayNeverEnd, mayNeverEndText } from '../../programs/regex-cost.ts';

interface Pattern {
  readonly source: string;
  readonly search: RegExp;
  readonly match: RegExp;
  readonly full: RegExp;
  readonly flags: number;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  readonly isBytes: boolean;
}

interface Match {
  readonly pattern: PyNativeObject<Pattern>;
  readonly string: Value;
  readonly groups: readonly (string | undefined)[];
  readonly spans: readonly (readonly [number, number] | undefined)[];
}

const patternType = builtinClass('Pattern');
const matchType = builtinClass('Match');
const patternOf = (value: Value): Pattern => (value as PyNativeObject<Pattern>).native;
const matchOf = (value: Value): Match => (value as PyNativeObject<Match>).native;

const latin = (content: Uint8Array): string => Array.from(content, (byte) => String.fromCharCode(byte)).join('');
const fromLatin = (text: string): Value => bytes(Uint8Array.from(text, (char) => char.charCodeAt(0)));

/** What a pattern gives back of a subject: text, or bytes when it is one of bytes. */
const part = (pattern: Pattern, text: string | undefined, otherwise: Value = null): Value =>
  text === undefined ? otherwise : pattern.isBytes ? fromLatin(text) : text;

/** The text that a pattern is to look at. */
function subject(thread: Thread, pattern: Pattern, value: Value): string {
  if (value instanceof PyBytes) {
    if (!pattern.isBytes) throw thread.error('TypeError', 'cannot use a string pattern on a bytes-like object');
    return latin(value.bytes);
  }
  const text = plainText(value, '\0none');
  if (text === '\0none')
    throw thread.error(
      'TypeError',
      `expected string or bytes-like object${thread.interpreter.series >= 11 ? `, got '${typeName(value)}'` : ''}`,
    );
  if (pattern.isBytes) throw thread.error('TypeError', 'cannot use a bytes pattern on a string-like object');
  return text;
}

function makeMatch(pattern: PyNativeObject<Pattern>, string: Value, found: RegExpExecArray): Value {
  const spans = (found.indices ?? []).map((span) => span as readonly [number, number] | undefined);
  return new PyNativeObject<Match>(matchType, { pattern, string, groups: [...found], spans });
}

const one =
  (kind: 'search' | 'match' | 'full'): NativeCode =>
  (thread, [self, string, from, to], kw) => {
    const pattern = patternOf(self);
    const value = string ?? kw?.get('string');
    const whole = subject(thread, pattern, value);
    const limit = to ?? kw?.get('endpos');
    const text = limit === undefined ? whole : whole.slice(0, Math.max(0, Number(limit)));
    const expression = pattern[kind];
    expression.lastIndex = Math.max(0, Number(from ?? kw?.get('pos') ?? 0));
    const found = expression.exec(text);
    return found ? makeMatch(self as PyNativeObject<Pattern>, value, found) : null;
  };

/** All matches, one after the other; an empty one may follow another but not overlap it. */
function* all(pattern: Pattern, text: string): Generator<RegExpExecArray, undefined> {
  const { search } = pattern;
  for (let at = 0; at <= text.length;) {
    search.lastIndex = at;
    const found = search.exec(text);
    if (!found) return undefined;
    at = found.index + found[0].length;
    yield found;
    if (found[0] === '') at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return undefined;
}

/** What a match stands for in a template: `\1`, `\g<name>`, `\n`. */
function fill(thread: Thread, pattern: Pattern, template: string, groups: readonly (string | undefined)[]): string {
  return template.replace(
    /\\(?:g<([^>]*)>|(\d{1,2})|([\s\S]))/g,
    (whole, name: string | undefined, digits: string | undefined, char: string | undefined) => {
      if (char !== undefined) {
        const plain = { n: '\n', t: '\t', r: '\r', a: '\x07', f: '\f', v: '\v', '\\': '\\' }[char];
        if (plain !== undefined) return plain;
        if (/[a-zA-Z]/.test(char)) throw new PatternError(`bad escape \\${char}`, template.indexOf(whole));
        return whole;
      }
      const key = name ?? digits ?? '0';
      const number = /^\d+$/.test(key) ? Number(key) : pattern.names.get(key);
      if (number === undefined) throw thread.error('IndexError', `unknown group name '${key}'`);
      if (number > pattern.groups)
        throw new PatternError(`invalid group reference ${number}`, template.indexOf(whole) + 1);
      return groups[number] ?? '';
    },
  );
}

function* substitute(
  thread: Thread,
  self: Value,
  args: readonly Value[],
  kw: Keywords,
): Task<{ text: string; count: number }> {
  const pattern = patternOf(self);
  const [replacement, string, limit] = [
    args[0] ?? kw?.get('repl'),
    args[1] ?? kw?.get('string'),
    args[2] ?? kw?.get('count') ?? 0,
  ];
  const text = subject(thread, pattern, string);
  const template = replacement instanceof PyBytes ? latin(replacement.bytes) : plainText(replacement, '\0call');
  let out = '';
  let last = 0;
  let count = 0;
  for (const found of all(pattern, text)) {
    if (Number(limit) > 0 && count >= Number(limit)) break;
    out += text.slice(last, found.index);
    if (template === '\0call') {
      const made = yield* thread.call(replacement, [makeMatch(self as PyNativeObject<Pattern>, string, found)]);
      out += made instanceof PyBytes ? latin(made.bytes) : yield* str(thread, made);
    } else out += fill(thread, pattern, template, found);
    last = found.index + found[0].length;
    count++;
  }
  return { text: out + text.slice(last), count };
}

/** The number of a group that an argument names. */
function groupNumber(thread: Thread, match: Match, value: Value): number {
  const plain = plainNumber(value);
  const number = typeof plain === 'number' ? plain : match.pattern.native.names.get(plainText(value));
  if (number === undefined || number < 0 || number > match.pattern.native.groups)
    throw thread.error('IndexError', 'no such group');
  return number;
}

define(patternType, 're', {
  search: one('search'),
  match: one('match'),
  fullmatch: one('full'),
  findall: (thread, [self, string]) => {
    const pattern = patternOf(self);
    const text = subject(thread, pattern, string);
    return list(
      Array.from(all(pattern, text), (found) => {
        if (pattern.groups === 0) return part(pattern, found[0]);
        const groups = found.slice(1).map((group) => part(pattern, group as string | undefined, part(pattern, '')));
        return groups.length === 1 ? groups[0] : tuple(groups);
      }),
    );
  },
  finditer: (thread, [self, string]) => {
    const source = all(patternOf(self), subject(thread, patternOf(self), string));
    // Found one by one: but the expression keeps its place between them.
    const found = [...source].map((one) => makeMatch(self as PyNativeObject<Pattern>, string, one));
    let at = 0;
    return new PyIterator(iteratorClasses.list, () => found[at++]);
  },
  split: (thread, [self, string, limit], kw) => {
    const pattern = patternOf(self);
    const text = subject(thread, pattern, string);
    const most = Number(limit ?? kw?.get('maxsplit') ?? 0);
    const parts: Value[] = [];
    let last = 0;
    let count = 0;
    for (const found of all(pattern, text)) {
      if (most > 0 && count >= most) break;
      parts.push(
        part(pattern, text.slice(last, found.index)),
        ...found.slice(1).map((group) => part(pattern, group as string | undefined)),
      );
      last = found.index + found[0].length;
      count++;
    }
    return list([...parts, part(pattern, text.slice(last))]);
  },
  *sub(thread, [self, ...args], kw) {
    return part(patternOf(self), (yield* substitute(thread, self, args, kw)).text);
  },
  *subn(thread, [self, ...args], kw) {
    const { text, count } = yield* substitute(thread, self, args, kw);
    return tuple([part(patternOf(self), text), count]);
  },
  __repr__: (_thread, [self]) => {
    const { source, flags } = patternOf(self);
    const names = Object.entries({
      IGNORECASE: Flag.ignoreCase,
      MULTILINE: Flag.multiline,
      DOTALL: Flag.dotAll,
      VERBOSE: Flag.verbose,
      ASCII: Flag.ascii,
    });
    const shown = names.filter(([, bit]) => flags & bit).map(([name]) => `re.${name}`);
    return `re.compile(${patternOf(self).isBytes ? 'b' : ''}${reprText(source)}${shown.length > 0 ? `, ${shown.join('|')}` : ''})`;
  },
  __hash__: (_thread, [self]) => patternOf(self).source.length,
  __eq__: (_thread, [self, other]) => self === other,
});

define(matchType, 're', {
  group: (thread, [self, ...wanted]) => {
    const match = matchOf(self);
    const { native: pattern } = match.pattern;
    const found = (wanted.length === 0 ? [0] : wanted).map((name) =>
      part(pattern, match.groups[groupNumber(thread, match, name)]),
    );
    return found.length === 1 ? found[0] : tuple(found);
  },
  groups: (_thread, [self, otherwise], kw) => {
    const { groups, pattern } = matchOf(self);
    return tuple(groups.slice(1).map((group) => part(pattern.native, group, otherwise ?? kw?.get('default') ?? null)));
  },
  groupdict: (_thread, [self, otherwise], kw) => {
    const { groups, pattern } = matchOf(self);
    const made = dict();
    for (const [name, number] of pattern.native.names)
      made.set(name, part(pattern.native, groups[number], otherwise ?? kw?.get('default') ?? null));
    return made;
  },
  start: (thread, [self, name = 0]) => matchOf(self).spans[groupNumber(thread, matchOf(self), name)]?.[0] ?? -1,
  end: (thread, [self, name = 0]) => matchOf(self).spans[groupNumber(thread, matchOf(self), name)]?.[1] ?? -1,
  span: (thread, [self, name = 0]) => tuple(matchOf(self).spans[groupNumber(thread, matchOf(self), name)] ?? [-1, -1]),
  expand: (thread, [self, template]) =>
    fill(thread, matchOf(self).pattern.native, plainText(template), matchOf(self).groups),
  __getitem__: (thread, [self, name]) =>
    part(matchOf(self).pattern.native, matchOf(self).groups[groupNumber(thread, matchOf(self), name)]),
  *__repr__(thread, [self]) {
    const { groups, spans, pattern } = matchOf(self);
    const [from, to] = spans[0] ?? [0, 0];
    return `<re.Match object; span=(${from}, ${to}), match=${yield* repr(thread, part(pattern.native, groups[0]))}>`;
  },
  __getattr__: (thread, [self, name]) => {
    const { spans, pattern, string } = matchOf(self);
    const last = spans.findLastIndex((span) => span !== undefined);
    if (name === 'lastindex') return last > 0 ? last : null;
    if (name === 'lastgroup') return [...pattern.native.names].find(([, number]) => number === last)?.[0] ?? null;
    if (name === 'string') return string;
    if (name === 're') return pattern;
    if (name === 'pos') return 0;
    if (name === 'endpos') return typeof string === 'string' ? string.length : 0;
    throw thread.error('AttributeError', `'re.Match' object has no attribute '${plainText(name)}'`);
  },
});

/** Fills `_re`. */
export const regex: NativeModule = (_interpreter, names) => {
  names.set('Pattern', patternType);
  names.set('Match', matchType);
  addFunctions(names, {
    *compile(thread, [source, flags, error]): Task<Value> {
      const isBytes = source instanceof PyBytes;
      const text = isBytes ? latin(source.bytes) : plainText(source, '\0none');
      if (text === '\0none') throw thread.error('TypeError', 'first argument must be string or compiled pattern');
      try {
        const found = translate(text, Number(plainNumber(flags)) | (isBytes ? Flag.ascii : 0));
        const more = `du${found.flags & Flag.ignoreCase ? 'i' : ''}`;
        if (mayNeverEnd(found.source, more)) throw thread.error('SystemError', mayNeverEndText);
        const pattern: Pattern = {
          source: text,
          search: new RegExp(found.source, `g${more}`),
          match: new RegExp(found.source, `y${more}`),
          full: new RegExp(`(?:${found.source})(?![\\s\\S])`, `y${more}`),
          flags: found.flags,
          groups: found.groups,
          names: found.names,
          isBytes,
        };
        const made = new PyNativeObject<Pattern>(patternType, pattern);
        const index = dict();
        for (const [name, number] of found.names) index.set(name, number);
        for (const [name, value] of Object.entries({
          pattern: source,
          flags: found.flags | (isBytes || found.flags & Flag.ascii ? 0 : Flag.unicode),
          groups: found.groups,
          groupindex: index,
        }))
          made.attrs.set(name, value);
        return made;
      } catch (failure) {
        if (failure instanceof PatternError) {
          const raised = yield* thread.call(error, [failure.message, source, failure.at]);
          throw thread.raise(raised);
        }
        throw failure;
      }
    },
  });
};
