// The functions that expressions may call (Bake's standard library).
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { formatDate, timeAdd } from './dates.ts';
import { equals, keysOf, textOf, toBoolean, toNumber, type HclValue } from './value.ts';

/** What a function gives, or why it cannot. */
export class Problem {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Result = HclValue | Problem;
type BuiltIn = (args: readonly HclValue[]) => Result;

const text = (value: HclValue | undefined): string => (value === undefined ? '' : (textOf(value) ?? ''));
const number = (value: HclValue | undefined): number => (value === undefined ? 0 : (toNumber(value) ?? 0));
const list = (value: HclValue | undefined): readonly HclValue[] =>
  Array.isArray(value) ? (value as readonly HclValue[]) : [];
const object = (value: HclValue | undefined): Readonly<Record<string, HclValue>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, HclValue>>)
    : {};

const unary =
  (change: (value: string) => Result): BuiltIn =>
  ([value]) =>
    change(text(value));
const numeric =
  (change: (a: number, b: number) => Result): BuiltIn =>
  ([a, b]) =>
    change(number(a), number(b));

const distinct = (items: readonly HclValue[]): HclValue[] =>
  items.filter((item, at) => items.findIndex((other) => equals(other, item)) === at);

const flatten = (items: readonly HclValue[]): HclValue[] =>
  items.flatMap((item) => (Array.isArray(item) ? flatten(item as readonly HclValue[]) : [item]));

/** Go's regular expressions, as far as they are JavaScript's. */
function regexp(pattern: string, flags: string): RegExp | Problem {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return new Problem('invalid regexp pattern');
  }
}

const dated: BuiltIn = ([pattern, time]) =>
  formatDate(text(pattern), text(time)) ?? new Problem('not a valid format or RFC3339 timestamp');

/** `%s`, `%d`, `%v`, `%q`, `%%` with widths. */
function format([pattern, ...values]: readonly HclValue[]): string {
  let next = 0;
  return text(pattern).replace(
    /%(-?)(0?)(\d*)([sdvqf%])/g,
    (_, left: string, zero: string, width: string, verb: string) => {
      if (verb === '%') return '%';
      const value = values[next++] ?? '';
      const shown = verb === 'q' ? JSON.stringify(text(value)) : (textOf(value) ?? JSON.stringify(value));
      const size = Number(width || 0);
      return left === '-' ? shown.padEnd(size) : shown.padStart(size, zero === '0' ? '0' : ' ');
    },
  );
}

/** Functions by name. */
export const builtIns: Readonly<Record<string, BuiltIn>> = {
  absolute: numeric(Math.abs),
  add: numeric((a, b) => a + b),
  and: ([a = false, b = false]) => toBoolean(a) && toBoolean(b),
  basename: unary((path) => path.replace(/\/+$/, '').split('/').at(-1) ?? ''),
  ceil: numeric(Math.ceil),
  chomp: unary((value) => value.replace(/\n+$/, '')),
  chunklist: ([items, size]) => {
    const step = Math.max(1, number(size));
    const all = list(items);
    return Array.from({ length: Math.ceil(all.length / step) }, (_, at) => all.slice(at * step, (at + 1) * step));
  },
  coalesce: (args) => args.find((value) => value !== null && value !== '') ?? new Problem('no non-null arguments'),
  coalescelist: (args) => args.find((value) => list(value).length > 0) ?? [],
  compact: ([items]) => list(items).filter((value) => value !== '' && value !== null),
  concat: (args) => args.flatMap((value) => [...list(value)]),
  contains: ([items, value = null]) => list(items).some((item) => equals(item, value)),
  dirname: unary((path) => path.replace(/\/+[^/]*$/, '') || '.'),
  distinct: ([items]) => distinct(list(items)),
  divide: numeric((a, b) => (b === 0 ? new Problem('divide by zero') : a / b)),
  element: ([items, at]) => list(items)[number(at) % Math.max(1, list(items).length)] ?? null,
  equal: ([a = null, b = null]) => equals(a, b),
  flatten: ([items]) => flatten(list(items)),
  floor: numeric(Math.floor),
  format,
  formatlist: ([pattern, ...values]) => {
    const length = Math.max(0, ...values.map((value) => list(value).length));
    return Array.from({ length }, (_, at) =>
      format([pattern ?? '', ...values.map((value) => (Array.isArray(value) ? (list(value)[at] ?? '') : value))]),
    );
  },
  greaterthan: numeric((a, b) => a > b),
  greaterthanorequalto: numeric((a, b) => a >= b),
  hasindex: ([of = null, key = null]) =>
    Array.isArray(of) ? number(key) < list(of).length && number(key) >= 0 : text(key) in object(of),
  indent: ([size, value]) => text(value).replaceAll('\n', `\n${' '.repeat(number(size))}`),
  index: ([of = null, key = null]) =>
    (Array.isArray(of) ? list(of)[number(key)] : object(of)[text(key)]) ?? new Problem('invalid index'),
  indexof: ([items, value = null]) => {
    const at = list(items).findIndex((item) => equals(item, value));
    return at < 0 ? new Problem('item not found') : at;
  },
  int: numeric(Math.trunc),
  join: ([separator, ...lists]) => lists.flatMap((items) => list(items).map(text)).join(text(separator)),
  jsondecode: unary((value) => {
    try {
      return JSON.parse(value) as HclValue;
    } catch {
      return new Problem('invalid JSON');
    }
  }),
  jsonencode: ([value = null]) => JSON.stringify(value),
  keys: ([of]) => Object.keys(object(of)).sort(),
  length: ([of = null]) => (typeof of === 'object' && of !== null ? keysOf(of).length : text(of).length),
  lessthan: numeric((a, b) => a < b),
  lessthanorequalto: numeric((a, b) => a <= b),
  lookup: ([of, key, fallback = null]) => object(of)[text(key)] ?? fallback,
  formatdate: dated,
  formattimestamp: dated,
  sha256: unary((value) => bytesToHex(sha256(new TextEncoder().encode(value)))),
  timeadd: ([time, span]) =>
    timeAdd(text(time), text(span)) ?? new Problem('not a valid RFC3339 timestamp or duration'),
  urlencode: unary((value) => encodeURIComponent(value).replaceAll('%20', '+')),
  lower: unary((value) => value.toLowerCase()),
  max: (args) => Math.max(...args.map(number)),
  merge: (args) => Object.assign({}, ...args.map(object)) as HclValue,
  min: (args) => Math.min(...args.map(number)),
  modulo: numeric((a, b) => a % b),
  multiply: numeric((a, b) => a * b),
  negate: numeric((a) => -a),
  not: ([value = false]) => !toBoolean(value),
  notequal: ([a = null, b = null]) => !equals(a, b),
  or: ([a = false, b = false]) => toBoolean(a) || toBoolean(b),
  pow: numeric((a, b) => a ** b),
  range: ([a, b, c]) => {
    const [from, to] = b === undefined ? [0, number(a)] : [number(a), number(b)];
    const step = c === undefined ? (from <= to ? 1 : -1) : number(c);
    if (step === 0) return new Problem('step must not be zero');
    return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, at) => from + at * step);
  },
  regex: ([pattern, value]) => {
    const found = regexp(text(pattern), 'u');
    if (found instanceof Problem) return found;
    const match = found.exec(text(value));
    if (!match) return new Problem('pattern did not match any part of the given string');
    return match.length > 1 ? match.slice(1) : match[0];
  },
  regex_replace: ([value, pattern, replacement]) => {
    const found = regexp(text(pattern), 'gu');
    return found instanceof Problem
      ? found
      : text(value).replace(found, text(replacement).replace(/\$\{(\w+)\}/g, '$$$1'));
  },
  replace: ([value, from, to]) => text(value).replaceAll(text(from), () => text(to)),
  reverse: unary((value) => [...value].reverse().join('')),
  reverselist: ([items]) => [...list(items)].reverse(),
  sanitize: unary((value) => value.replace(/[^a-zA-Z0-9_-]+/g, '_')),
  setintersection: ([first, ...rest]) =>
    distinct(list(first).filter((item) => rest.every((other) => list(other).some((each) => equals(each, item))))),
  setsubtract: ([first, second]) => list(first).filter((item) => !list(second).some((other) => equals(other, item))),
  setunion: (args) => distinct(args.flatMap((value) => [...list(value)])),
  signum: numeric(Math.sign),
  slice: ([items, from, to]) => list(items).slice(number(from), number(to)),
  sort: ([items]) => list(items).map(text).sort(),
  split: ([separator, value]) => text(value).split(text(separator)),
  strlen: unary((value) => [...value].length),
  substr: ([value, from, length]) => {
    const start = number(from) < 0 ? text(value).length + number(from) : number(from);
    return number(length) < 0 ? text(value).slice(start) : text(value).slice(start, start + number(length));
  },
  subtract: numeric((a, b) => a - b),
  title: unary((value) => value.replace(/\b[a-z]/g, (char) => char.toUpperCase())),
  trim: ([value, characters]) => trimmed(text(value), text(characters)),
  trimprefix: ([value, prefix]) =>
    text(value).startsWith(text(prefix)) ? text(value).slice(text(prefix).length) : text(value),
  trimspace: unary((value) => value.trim()),
  trimsuffix: ([value, suffix]) =>
    text(suffix) !== '' && text(value).endsWith(text(suffix))
      ? text(value).slice(0, -text(suffix).length)
      : text(value),
  upper: unary((value) => value.toUpperCase()),
  values: ([of]) => keysOf(object(of)).map(([, value]) => value),
  zipmap: ([keys, values]) => Object.fromEntries(list(keys).map((key, at) => [text(key), list(values)[at] ?? null])),
};

function trimmed(value: string, characters: string): string {
  const inside = (char: string): boolean => characters.includes(char);
  let [from, to] = [0, value.length];
  while (from < to && inside(value.charAt(from))) from++;
  while (to > from && inside(value.charAt(to - 1))) to--;
  return value.slice(from, to);
}
