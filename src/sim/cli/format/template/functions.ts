// The functions that templates may call: Go's own and the ones Docker adds.
import { toJson } from '../json.ts';
import { sprint, sprintf, sprintln } from '../print.ts';
import {
  compareText,
  GoError,
  GoFloat,
  GoNil,
  isMap,
  isSlice,
  mapEntries,
  mapGet,
  typeName,
  withType,
  type GoValue,
} from '../value.ts';

/** What a parameter takes; `any` takes everything, nil too. */
export type Parameter = 'string' | 'int' | '[]string' | 'any' | 'value';

/** A function: fixed parameters, and the type of further ones if it takes any number. */
export interface TemplateFunction {
  readonly parameters: readonly Parameter[];
  readonly rest?: Parameter;
  readonly call: (...args: readonly GoValue[]) => GoValue | GoError;
}

/** Functions by name. */
export type FunctionTable = Readonly<Record<string, TemplateFunction>>;

const anyNumber = (call: (...args: readonly GoValue[]) => GoValue | GoError): TemplateFunction => ({
  parameters: [],
  rest: 'any',
  call,
});

const integer = (value: GoValue): number | undefined => {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
};

/** A subscript: a number in range, or Go's complaint. */
function subscript(index: GoValue, length: number): number | GoError {
  if (index === null) return new GoError('cannot index slice/array with nil');
  const at = integer(index);
  if (at === undefined) return new GoError(`cannot index slice/array with type ${typeName(index)}`);
  return at < 0 || at >= length ? new GoError(`index out of range: ${String(at)}`) : at;
}

/** What a map without the key gives: the zero value of what it holds. */
function zeroOf(map: GoValue): GoValue {
  const element = typeName(map).replace(/^map\[[^\]]*\]/, '');
  if (element === 'string') return '';
  return element.startsWith('*') || element.startsWith('[]') || element.startsWith('map[') ? new GoNil(element) : null;
}

function index(item: GoValue, ...indices: readonly GoValue[]): GoValue | GoError {
  let value = item;
  for (const key of indices) {
    if (value === null) return new GoError('index of untyped nil');
    if (value instanceof GoNil) {
      if (value.type.startsWith('*')) return new GoError('index of nil pointer');
      value = value.type.startsWith('[]') ? [] : withType({}, value.type);
    }
    if (isSlice(value) || typeof value === 'string') {
      const units: readonly GoValue[] = isSlice(value) ? value : [...new TextEncoder().encode(value)];
      const at = subscript(key, units.length + 1);
      if (at instanceof GoError) return at;
      // Go's bound is that of slices, so the length itself comes as far as the reflection.
      if (at === units.length)
        return new GoError(`reflect: ${typeof value === 'string' ? 'string' : 'slice'} index out of range`);
      value = units[at] ?? null;
    } else if (isMap(value)) {
      if (typeof key !== 'string') {
        return new GoError(
          key === null ? 'value is nil; should be of type string' : `value has type ${typeName(key)}; should be string`,
        );
      }
      const found: GoValue | undefined = mapGet(value, key);
      value = found === undefined ? zeroOf(value) : found;
    } else {
      return new GoError(`can't index item of type ${typeName(value)}`);
    }
  }
  return item === null && indices.length === 0 ? new GoError('index of untyped nil') : value;
}

function slice(item: GoValue, ...bounds: readonly GoValue[]): GoValue | GoError {
  if (item === null) return new GoError('slice of untyped nil');
  if (bounds.length > 3) return new GoError(`too many slice indexes: ${String(bounds.length)}`);
  if (typeof item !== 'string' && !isSlice(item)) return new GoError(`can't slice item of type ${typeName(item)}`);
  if (typeof item === 'string' && bounds.length === 3) return new GoError('cannot slice string with 3 indexes');
  const bytes = typeof item === 'string' ? new TextEncoder().encode(item) : undefined;
  const length = bytes ? bytes.length : item.length;
  const range: number[] = [];
  for (const bound of bounds) {
    const at = subscript(bound, length + 1);
    if (at instanceof GoError) return at;
    range.push(at);
  }
  const [start = 0, end = length] = range;
  if (start > end) return new GoError(`invalid slice index: ${String(start)} > ${String(end)}`);
  return bytes ? new TextDecoder().decode(bytes.slice(start, end)) : (item as readonly GoValue[]).slice(start, end);
}

function length(item: GoValue): GoValue | GoError {
  if (item === null) return new GoError('reflect: call of reflect.Value.Type on zero Value');
  if (item instanceof GoNil) return item.type.startsWith('*') ? new GoError('len of nil pointer') : 0;
  if (typeof item === 'string') return new TextEncoder().encode(item).length;
  if (isSlice(item)) return item.length;
  return isMap(item) ? mapEntries(item).length : new GoError(`len of type ${typeName(item)}`);
}

type BasicKind = 'bool' | 'int' | 'float' | 'string' | 'nil' | 'other';

const kindOf = (value: GoValue): BasicKind => {
  if (value === null || value instanceof GoNil) return 'nil';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (value instanceof GoFloat) return 'float';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return 'other';
};

const numeric = (value: GoValue): number => (value instanceof GoFloat ? value.value : Number(value));

function equal(first: GoValue, second: GoValue): boolean | GoError {
  const [one, two] = [kindOf(first), kindOf(second)];
  if (one === 'nil' || two === 'nil') return one === two;
  if (one === 'other' || two === 'other') {
    const culprit = one === 'other' ? first : second;
    return new GoError(`non-comparable type ${sprint([culprit])}: ${typeName(culprit)}`);
  }
  if (one !== two) return new GoError(`incompatible types for comparison: ${typeName(first)} and ${typeName(second)}`);
  return one === 'int' || one === 'float' ? numeric(first) === numeric(second) : first === second;
}

function less(first: GoValue, second: GoValue): boolean | GoError {
  const [one, two] = [kindOf(first), kindOf(second)];
  if (one === 'nil' || two === 'nil' || one === 'other' || two === 'other' || one === 'bool' || two === 'bool') {
    return new GoError('invalid type for comparison');
  }
  if (one !== two) return new GoError(`incompatible types for comparison: ${typeName(first)} and ${typeName(second)}`);
  return one === 'string' ? compareText(first as string, second as string) < 0 : numeric(first) < numeric(second);
}

const not = (result: boolean | GoError): boolean | GoError => (result instanceof GoError ? result : !result);

const either = (one: boolean | GoError, two: () => boolean | GoError): boolean | GoError =>
  one instanceof GoError || one ? one : two();

const comparison = (call: (first: GoValue, second: GoValue) => boolean | GoError): TemplateFunction => ({
  parameters: ['any', 'any'],
  call: (first = null, second = null) => call(first, second),
});

const htmlEscapes: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

const jsEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
};

const escapeJs = (text: string): string =>
  text.replace(/[\\'"<>&=\p{Cc}]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return jsEscapes[character] ?? `\\u${code}`;
  });

const escapeQuery = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** The functions of every Go template; `and` and `or` are the evaluator's own. */
export const goFunctions: FunctionTable = {
  and: { parameters: ['any'], rest: 'any', call: (...args) => args.at(-1) ?? null },
  or: { parameters: ['any'], rest: 'any', call: (...args) => args.at(-1) ?? null },
  // No value that docker hands to a template is a function: the evaluator says so, citing the argument.
  call: { parameters: ['any'], rest: 'any', call: () => new GoError('call of nil') },
  html: anyNumber((...args) => sprint(args).replace(/[\0"'&<>]/g, (character) => htmlEscapes[character] ?? '')),
  js: anyNumber((...args) => escapeJs(sprint(args))),
  urlquery: anyNumber((...args) => escapeQuery(sprint(args))),
  index: { parameters: ['value'], rest: 'any', call: (item = null, ...indices) => index(item, ...indices) },
  slice: { parameters: ['value'], rest: 'any', call: (item = null, ...bounds) => slice(item, ...bounds) },
  len: { parameters: ['value'], call: (item = null) => length(item) },
  not: { parameters: ['any'], call: (value = null) => value },
  print: anyNumber((...args) => sprint(args)),
  printf: {
    parameters: ['string'],
    rest: 'any',
    call: (format = '', ...args) => sprintf(typeof format === 'string' ? format : '', args),
  },
  println: anyNumber((...args) => sprintln(args)),
  eq: {
    parameters: ['any'],
    rest: 'any',
    call: (first = null, ...others) => {
      if (others.length === 0) return new GoError('missing argument for comparison');
      let same: boolean | GoError = false;
      for (const other of others) {
        same = equal(first, other);
        if (same instanceof GoError || same) return same;
      }
      return same;
    },
  },
  ne: comparison((first, second) => not(equal(first, second))),
  lt: comparison(less),
  le: comparison((first, second) => either(less(first, second), () => equal(first, second))),
  gt: comparison((first, second) => not(either(less(first, second), () => equal(first, second)))),
  ge: comparison((first, second) => not(less(first, second))),
};

const text = (value: GoValue | undefined): string => (typeof value === 'string' ? value : '');
const count = (value: GoValue | undefined): number => Number(value ?? 0);

const words = (call: (value: string) => string): TemplateFunction => ({
  parameters: ['string'],
  call: (value) => call(text(value)),
});

const pad = (value: string, before: number, after: number): string =>
  value === '' ? value : ' '.repeat(Math.max(before, 0)) + value + ' '.repeat(Math.max(after, 0));

const firstOf = (value: string, characters: number): string =>
  characters < 0 || value.length <= characters
    ? value
    : new TextDecoder().decode(new TextEncoder().encode(value).slice(0, characters));

/** The functions that Docker adds for `--format`. */
export const dockerFunctions: FunctionTable = {
  json: { parameters: ['any'], call: (value = null) => toJson(value, false) },
  split: { parameters: ['string', 'string'], call: (value, separator) => splitText(text(value), text(separator)) },
  join: {
    parameters: ['[]string', 'string'],
    call: (list = null, separator) => (isSlice(list) ? list.map(text).join(text(separator)) : ''),
  },
  title: words((value) =>
    value.replace(/(^|[^\p{L}\p{Nd}_'])(\p{L})/gu, (_, lead: string, letter: string) => lead + letter.toUpperCase()),
  ),
  lower: words((value) => value.toLowerCase()),
  upper: words((value) => value.toUpperCase()),
  pad: {
    parameters: ['string', 'int', 'int'],
    call: (value, before, after) => pad(text(value), count(before), count(after)),
  },
  truncate: { parameters: ['string', 'int'], call: (value, characters) => firstOf(text(value), count(characters)) },
};

const splitText = (value: string, separator: string): string[] =>
  separator === '' ? Array.from(value) : value.split(separator);

/** What the same functions do while the header row is made: they leave the column's title alone. */
export const headerFunctions: FunctionTable = Object.fromEntries(
  Object.entries(dockerFunctions).map(([name, fn]) => [name, { ...fn, call: (value: GoValue = null) => value }]),
);
