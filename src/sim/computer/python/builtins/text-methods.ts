// Methods of str.
import type { Task } from '../../../kernel/task.ts';
import { encodeText } from '../../programs/text.ts';
import { getItemOf, textLength } from '../objects/items.ts';
import { formatValue, repr, reprText, str } from '../objects/text.ts';
import { bytes, dict, list, methods, native, strType, tuple, typeName } from '../objects/types.ts';
import {
  isInt,
  type Keywords,
  type NativeCode,
  plainText,
  PyBoxed,
  PyBytes,
  PyDict,
  PyTuple,
  type Value,
} from '../objects/values.ts';
import { getAttribute } from '../run/attributes.ts';
import { collect, iterateFast, getItem, put } from '../run/containers.ts';
import type { Thread } from '../run/thread.ts';
import { percentFormat } from './percent-format.ts';

const plain = (value: Value): string => (value instanceof PyBoxed ? value.value : value) as string;

/** A text that an argument must be. */
function text(thread: Thread, value: Value, what: string): string {
  const own = value instanceof PyBoxed ? value.value : value;
  if (typeof own !== 'string') throw thread.error('TypeError', `${what} must be str, not ${typeName(value)}`);
  return own;
}

const space = /[\s\x1c-\x1f\x85]/;

function strip(value: string, chars: Value, left: boolean, right: boolean): string {
  const gone =
    chars === null || chars === undefined
      ? (char: string) => space.test(char)
      : (
          (set) => (char: string) =>
            set.has(char)
        )(new Set(plain(chars)));
  let from = 0;
  let to = value.length;
  while (left && from < to && gone(value[from] as string)) from++;
  while (right && to > from && gone(value[to - 1] as string)) to--;
  return value.slice(from, to);
}

function split(thread: Thread, value: string, separator: Value, limit: number): string[] {
  if (separator === null || separator === undefined) {
    const words: string[] = [];
    let rest = strip(value, null, true, false);
    while (rest !== '') {
      if (limit >= 0 && words.length === limit) {
        words.push(strip(rest, null, false, true));
        break;
      }
      const at = rest.search(space);
      if (at < 0) {
        words.push(rest);
        break;
      }
      words.push(rest.slice(0, at));
      rest = strip(rest.slice(at), null, true, false);
    }
    return words;
  }
  const by = text(thread, separator, 'sep');
  if (by === '') throw thread.error('ValueError', 'empty separator');
  const parts = value.split(by);
  return limit < 0 || parts.length <= limit + 1 ? parts : [...parts.slice(0, limit), parts.slice(limit).join(by)];
}

function rsplit(thread: Thread, value: string, separator: Value, limit: number): string[] {
  if (limit < 0) return split(thread, value, separator, -1);
  if (separator === null || separator === undefined) {
    const words: string[] = [];
    let rest = strip(value, null, false, true);
    while (rest !== '') {
      let at = rest.length;
      while (at > 0 && !space.test(rest[at - 1] as string)) at--;
      if (words.length === limit || at === 0) {
        words.unshift(strip(rest, null, true, false));
        break;
      }
      words.unshift(rest.slice(at));
      rest = strip(rest.slice(0, at), null, false, true);
    }
    return words;
  }
  const by = text(thread, separator, 'sep');
  const parts = value.split(by);
  const head = parts.splice(0, Math.max(1, parts.length - limit));
  return [head.join(by), ...parts];
}

const option = (args: readonly Value[], at: number, kw: Keywords, name: string): Value => args[at] ?? kw?.get(name);

const isCased = (value: string, test: (char: string) => boolean): boolean => {
  const letters = [...value].filter((char) => char.toLowerCase() !== char.toUpperCase());
  return letters.length > 0 && letters.every(test);
};

const capital = (value: string): string => value.charAt(0).toUpperCase() + value.slice(1).toLowerCase();

const matching =
  (pattern: RegExp): NativeCode =>
  (_thread, [self]) =>
    pattern.test(plain(self));

function range(thread: Thread, args: readonly Value[]): { value: string; sub: string; offset: number } {
  const value = plain(args[0]);
  const sub = text(thread, args[1], 'must');
  const clamp = (at: Value, otherwise: number): number =>
    isInt(at)
      ? Math.min(value.length, Math.max(0, Number(at) < 0 ? Number(at) + value.length : Number(at)))
      : otherwise;
  const from = clamp(args[2], 0);
  return { value: value.slice(from, clamp(args[3], value.length)), sub, offset: from };
}

const ends =
  (whole: (value: string, sub: string) => boolean): NativeCode =>
  (thread, args) => {
    const [, sub] = args;
    const options = sub instanceof PyTuple ? sub.items : [sub];
    return options.some((one) => {
      const { value, sub: part } = range(thread, [args[0], one, ...args.slice(2)]);
      return whole(value, part);
    });
  };

const pad =
  (left: (missing: number, width: number) => number): NativeCode =>
  (_thread, [self, width, fill = ' ']) => {
    const value = plain(self);
    const missing = Number(width) - textLength(value);
    if (missing <= 0) return value;
    const before = left(missing, Number(width));
    return (fill as string).repeat(before) + value + (fill as string).repeat(missing - before);
  };

methods(strType, {
  *__new__(thread, [cls, ...args], kw): Task<Value> {
    let made: string;
    const object = args.length > 0 ? args[0] : (kw?.get('object') ?? '');
    const encoding = args[1] ?? kw?.get('encoding');
    if (encoding !== undefined && object instanceof PyBytes)
      made = decode(thread, object.bytes, plainText(encoding), plainText(args[2] ?? kw?.get('errors'), 'strict'));
    else made = yield* str(thread, object);
    return cls === strType ? made : new PyBoxed(cls as typeof strType, made);
  },
  __len__: (_thread, [self]) => textLength(plain(self)),
  __iter__: (_thread, [self]) => iterateFast(plain(self)),
  __getitem__: (thread, [self, index]) => getItemOf(thread, plain(self), index),
  *__mod__(thread, [self, values]) {
    return yield* percentFormat(thread, plain(self), values);
  },
  __mul__: (thread, [self, times]) => {
    if (!isInt(times) && typeof times !== 'boolean')
      throw thread.error('TypeError', `can't multiply sequence by non-int of type '${typeName(times)}'`);
    return plain(self).repeat(Math.max(0, Number(times)));
  },
  __rmul__: (thread, [self, times]) => {
    if (!isInt(times) && typeof times !== 'boolean')
      throw thread.error('TypeError', `can't multiply sequence by non-int of type '${typeName(times)}'`);
    return plain(self).repeat(Math.max(0, Number(times)));
  },
  upper: (_thread, [self]) => plain(self).toUpperCase(),
  lower: (_thread, [self]) => plain(self).toLowerCase(),
  casefold: (_thread, [self]) => plain(self).replaceAll('ß', 'ss').toLowerCase(),
  capitalize: (_thread, [self]) => capital(plain(self)),
  title: (_thread, [self]) => plain(self).replace(/\p{L}+/gu, capital),
  swapcase: (_thread, [self]) =>
    [...plain(self)].map((char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase())).join(''),
  strip: (_thread, [self, chars]) => strip(plain(self), chars, true, true),
  lstrip: (_thread, [self, chars]) => strip(plain(self), chars, true, false),
  rstrip: (_thread, [self, chars]) => strip(plain(self), chars, false, true),
  removeprefix: (_thread, [self, part]) =>
    plain(self).startsWith(plain(part)) ? plain(self).slice(plain(part).length) : plain(self),
  removesuffix: (_thread, [self, part]) =>
    plain(part) !== '' && plain(self).endsWith(plain(part)) ? plain(self).slice(0, -plain(part).length) : plain(self),
  split: (thread, args, kw) =>
    list(split(thread, plain(args[0]), option(args, 1, kw, 'sep'), Number(option(args, 2, kw, 'maxsplit') ?? -1))),
  rsplit: (thread, args, kw) =>
    list(rsplit(thread, plain(args[0]), option(args, 1, kw, 'sep'), Number(option(args, 2, kw, 'maxsplit') ?? -1))),
  splitlines: (_thread, args, kw) => {
    const keep = option(args, 1, kw, 'keepends') === true;
    const lines =
      plain(args[0]).match(
        /[^\r\n\v\f\x85\u2028\u2029]*(?:\r\n|[\r\n\v\f\x85\u2028\u2029])|[^\r\n\v\f\x85\u2028\u2029]+$/g,
      ) ?? [];
    return list(keep ? [...lines] : lines.map((line) => line.replace(/(?:\r\n|[\r\n\v\f\x85\u2028\u2029])$/, '')));
  },
  *join(thread, [self, items]) {
    const parts = yield* collect(thread, items);
    for (const [index, part] of parts.entries())
      if (typeof part !== 'string' && !(part instanceof PyBoxed && typeof part.value === 'string'))
        throw thread.error('TypeError', `sequence item ${index}: expected str instance, ${typeName(part)} found`);
    return parts.map(plain).join(plain(self));
  },
  replace: (thread, args, kw) => {
    const value = plain(args[0]);
    const from = text(thread, args[1], 'replace() argument 1');
    const to = text(thread, args[2], 'replace() argument 2');
    const count = Number(option(args, 3, kw, 'count') ?? -1);
    if (count < 0) return value.replaceAll(from, () => to);
    const parts = split(thread, value, from, count);
    return parts.join(to);
  },
  startswith: ends((value, part) => value.startsWith(part)),
  endswith: ends((value, part) => value.endsWith(part)),
  find: (thread, args) => {
    const { value, sub, offset } = range(thread, args);
    const at = value.indexOf(sub);
    return at < 0 ? -1 : at + offset;
  },
  rfind: (thread, args) => {
    const { value, sub, offset } = range(thread, args);
    const at = value.lastIndexOf(sub);
    return at < 0 ? -1 : at + offset;
  },
  index: (thread, args) => {
    const { value, sub, offset } = range(thread, args);
    const at = value.indexOf(sub);
    if (at < 0) throw thread.error('ValueError', 'substring not found');
    return at + offset;
  },
  rindex: (thread, args) => {
    const { value, sub, offset } = range(thread, args);
    const at = value.lastIndexOf(sub);
    if (at < 0) throw thread.error('ValueError', 'substring not found');
    return at + offset;
  },
  count: (thread, args) => {
    const { value, sub } = range(thread, args);
    return sub === '' ? textLength(value) + 1 : value.split(sub).length - 1;
  },
  partition: (thread, [self, by]) => {
    const value = plain(self);
    const sep = text(thread, by, 'sep');
    const at = value.indexOf(sep);
    return tuple(at < 0 ? [value, '', ''] : [value.slice(0, at), sep, value.slice(at + sep.length)]);
  },
  rpartition: (thread, [self, by]) => {
    const value = plain(self);
    const sep = text(thread, by, 'sep');
    const at = value.lastIndexOf(sep);
    return tuple(at < 0 ? ['', '', value] : [value.slice(0, at), sep, value.slice(at + sep.length)]);
  },
  ljust: pad(() => 0),
  rjust: pad((missing) => missing),
  center: pad((missing, width) => Math.floor(missing / 2) + (missing & width & 1)),
  zfill: (_thread, [self, width]) => {
    const value = plain(self);
    const sign = /^[+-]/.exec(value)?.[0] ?? '';
    return sign + value.slice(sign.length).padStart(Number(width) - sign.length, '0');
  },
  expandtabs: (_thread, args, kw) => {
    const size = Number(option(args, 1, kw, 'tabsize') ?? 8);
    return plain(args[0])
      .split('\n')
      .map((line) => {
        let out = '';
        for (const char of line) out += char === '\t' ? ' '.repeat(size - (out.length % size)) : char;
        return out;
      })
      .join('\n');
  },
  isdigit: matching(/^[\p{Nd}²³¹]+$/u),
  isdecimal: matching(/^\p{Nd}+$/u),
  isnumeric: matching(/^\p{N}+$/u),
  isalpha: matching(/^\p{L}+$/u),
  isalnum: matching(/^[\p{L}\p{N}]+$/u),
  isspace: matching(/^[\s\x1c-\x1f\x85]+$/),
  isascii: matching(/^[\0-\x7f]*$/),
  isidentifier: matching(/^[\p{L}_][\p{L}\p{N}_]*$/u),
  isprintable: matching(/^[^\p{C}\p{Zl}\p{Zp}]*$/u),
  isupper: (_thread, [self]) => isCased(plain(self), (char) => char === char.toUpperCase()),
  islower: (_thread, [self]) => isCased(plain(self), (char) => char === char.toLowerCase()),
  istitle: (_thread, [self]) => /\p{L}/u.test(plain(self)) && plain(self) === plain(self).replace(/\p{L}+/gu, capital),
  encode: (thread, args, kw) =>
    bytes(
      encode(
        thread,
        plain(args[0]),
        plainText(option(args, 1, kw, 'encoding'), 'utf-8'),
        plainText(option(args, 2, kw, 'errors'), 'strict'),
      ),
    ),
  *format(thread, [self, ...args], kw) {
    return yield* formatText(thread, plain(self), args, kw ?? new Map<string, Value>());
  },
  *format_map(thread, [self, mapping]) {
    return yield* formatText(thread, plain(self), [], mapping as PyDict);
  },
  translate: (_thread, [self, table]) =>
    [...plain(self)]
      .map((char) => {
        const entry = (table as PyDict).map.get(char.codePointAt(0));
        if (!entry) return char;
        return entry.value === null
          ? ''
          : typeof entry.value === 'number'
            ? String.fromCodePoint(entry.value)
            : plain(entry.value);
      })
      .join(''),
});

strType.set(
  'maketrans',
  native('maketrans', (thread, [from, to, gone]) => {
    const table = dict();
    if (from instanceof PyDict)
      for (const { key, value } of from.map.values())
        put(thread, table, typeof key === 'string' ? key.codePointAt(0) : key, value);
    else {
      const target = [...plain(to)];
      for (const [index, char] of [...plain(from)].entries())
        put(thread, table, char.codePointAt(0), target[index]?.codePointAt(0));
      for (const char of gone === undefined ? '' : plain(gone)) put(thread, table, char.codePointAt(0), null);
    }
    return table;
  }),
);

/** `str.format` */
function* formatText(
  thread: Thread,
  template: string,
  args: readonly Value[],
  kw: ReadonlyMap<string, Value> | PyDict,
): Task<string> {
  let out = '';
  let auto = 0;
  for (let at = 0; at < template.length; at++) {
    const char = template[at] as string;
    if ((char === '{' || char === '}') && template[at + 1] === char) {
      out += char;
      at++;
      continue;
    }
    if (char === '}') throw thread.error('ValueError', "Single '}' encountered in format string");
    if (char !== '{') {
      out += char;
      continue;
    }
    let depth = 1;
    let end = at + 1;
    for (; end < template.length && depth > 0; end++)
      depth += template[end] === '{' ? 1 : template[end] === '}' ? -1 : 0;
    if (depth > 0)
      throw thread.error(
        'ValueError',
        at + 1 === template.length ? "Single '{' encountered in format string" : "expected '}' before end of string",
      );
    const match = /^([^!:[.]*)((?:\.[^.![:]+|\[[^\]]*\])*)(?:!([rsa]))?(?::([\s\S]*))?$/.exec(
      template.slice(at + 1, end - 1),
    );
    if (!match) throw thread.error('ValueError', 'invalid format string');
    const [, first = '', path = '', conversion, spec = ''] = match;
    let value: Value;
    if (first === '' || /^\d+$/.test(first)) {
      const index = first === '' ? auto++ : Number(first);
      if (index >= args.length)
        throw thread.error('IndexError', `Replacement index ${index} out of range for positional args tuple`);
      value = args[index];
    } else if (kw instanceof PyDict) value = yield* getItem(thread, kw, first);
    else {
      if (!kw.has(first)) throw thread.error('KeyError', first);
      value = kw.get(first);
    }
    for (const [part] of path.matchAll(/\.[^.[]+|\[[^\]]*\]/g))
      value = part.startsWith('.')
        ? yield* getAttribute(thread, value, part.slice(1))
        : yield* getItem(thread, value, /^\[\d+\]$/.test(part) ? Number(part.slice(1, -1)) : part.slice(1, -1));
    if (conversion === 'r') value = yield* repr(thread, value);
    else if (conversion === 's') value = yield* str(thread, value);
    else if (conversion === 'a') value = reprText(yield* repr(thread, value), true);
    let inner = '';
    let rest = spec;
    for (let brace = rest.indexOf('{'); brace >= 0; brace = rest.indexOf('{')) {
      const close = rest.indexOf('}', brace);
      const name = rest.slice(brace + 1, close);
      const item =
        name === ''
          ? args[auto++]
          : /^\d+$/.test(name)
            ? args[Number(name)]
            : kw instanceof PyDict
              ? kw.get(name)
              : kw.get(name);
      inner += rest.slice(0, brace) + (yield* str(thread, item));
      rest = rest.slice(close + 1);
    }
    out += yield* formatValue(thread, value, inner + rest);
    at = end - 1;
  }
  return out;
}

const encodingName = (name: string): string => name.toLowerCase().replace(/[_ ]/g, '-');

/** Text to bytes. */
export function encode(thread: Thread, value: string, encoding: string, errors: string): Uint8Array {
  const name = encodingName(encoding);
  if (name === 'utf-8' || name === 'utf8') return encodeText(value);
  const limit =
    name === 'ascii' || name === 'us-ascii'
      ? 128
      : name === 'latin-1' || name === 'latin1' || name === 'iso-8859-1'
        ? 256
        : 0;
  if (limit === 0) throw thread.error('LookupError', `unknown encoding: ${encoding}`);
  const out: number[] = [];
  for (const [index, char] of [...value].entries()) {
    const code = char.codePointAt(0) ?? 0;
    if (code < limit) out.push(code);
    else if (errors === 'replace') out.push(63);
    else if (errors !== 'ignore')
      throw thread.error(
        'UnicodeEncodeError',
        `'${limit === 128 ? 'ascii' : 'latin-1'}' codec can't encode character ${reprText(char, false).replace(/^'(.*)'$/s, (_whole, inner: string) => (inner.startsWith('\\') ? `'${inner}'` : `'\\${code < 256 ? `x${code.toString(16)}` : `u${code.toString(16).padStart(4, '0')}`}'`))} in position ${index}: ordinal not in range(${limit})`,
      );
  }
  return Uint8Array.from(out);
}

/** Bytes to text. */
export function decode(thread: Thread, value: Uint8Array, encoding: string, errors: string): string {
  const name = encodingName(encoding);
  if (name === 'utf-8' || name === 'utf8' || name === 'utf-8-sig') {
    try {
      return new TextDecoder('utf-8', { fatal: errors === 'strict', ignoreBOM: name !== 'utf-8-sig' }).decode(value);
    } catch {
      const at = firstWrong(value);
      throw thread.error(
        'UnicodeDecodeError',
        `'utf-8' codec can't decode byte 0x${(value[at] ?? 0).toString(16).padStart(2, '0')} in position ${at}: invalid start byte`,
      );
    }
  }
  let out = '';
  const limit = name === 'ascii' || name === 'us-ascii' ? 128 : 256;
  if (limit === 256 && !['latin-1', 'latin1', 'iso-8859-1'].includes(name))
    throw thread.error('LookupError', `unknown encoding: ${encoding}`);
  for (const [index, byte] of value.entries()) {
    if (byte < limit) out += String.fromCharCode(byte);
    else if (errors === 'replace') out += '\ufffd';
    else if (errors !== 'ignore')
      throw thread.error(
        'UnicodeDecodeError',
        `'ascii' codec can't decode byte 0x${byte.toString(16)} in position ${index}: ordinal not in range(128)`,
      );
  }
  return out;
}

function firstWrong(value: Uint8Array): number {
  let good = 0;
  for (let end = 1; end <= value.length; end++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(value.subarray(good, end));
      good = end;
    } catch {
      if (end - good >= 4) break;
    }
  }
  return good;
}
