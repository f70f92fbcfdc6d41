// jq's functions: those in TypeScript, and those that are best said in jq itself.
import { dateBuiltins } from './dates.ts';
import type { Closure, Evaluator, Result } from './evaluate.ts';
import { Halt } from './halt.ts';
import { plus } from './operators.ts';
import { Parser } from './parse.ts';
import { deletePaths, getPath, indexValue, indicesOf, setPath } from './paths.ts';
import { regexBuiltins } from './regex.ts';
import { parseJson, JsonProblem } from './read-json.ts';
import type { Definition } from './syntax.ts';
import { textOf } from './formats.ts';
import {
  compare,
  described,
  equal,
  isArray,
  isObject,
  isTrue,
  JqError,
  sortedKeys,
  toJson,
  typeOf,
  type Value,
} from './value.ts';

/** A function: the evaluator, its input with the path to it, its arguments. */
export type Native = (evaluator: Evaluator, input: Result, args: readonly Closure[]) => Generator<Result, void>;

const source = `
def map(f): [.[] | f];
def map_values(f): .[] |= f;
def recurse(f): def r: ., (f | r); r;
def recurse(f; cond): def r: ., (f | select(cond) | r); r;
def recurse: recurse(.[]?);
def values: select(. != null);
def nulls: select(. == null);
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type == "array" or type == "object");
def scalars: select(type != "array" and type != "object");
def to_entries: [keys_unsorted[] as $k | {key: $k, value: .[$k]}];
def from_entries: reduce .[] as $e ({}; . + {($e | if type == "object" then (if has("key") then .key elif has("k") then .k elif has("name") then .name elif has("Name") then .Name elif has("Key") then .Key elif has("K") then .K else null end) else . end | if type == "string" then . elif type == "null" then "null" else tojson end): ($e | if type == "object" then (if has("value") then .value elif has("v") then .v elif has("Value") then .Value elif has("V") then .V else null end) else null end)});
def with_entries(f): to_entries | map(f) | from_entries;
def paths: path(..) | select(length > 0);
def paths(f): . as $in | paths | select(. as $p | $in | getpath($p) | f);
def leaf_paths: paths(scalars);
def del(f): delpaths([path(f)]);
def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
def todateiso8601: todate;
def fromdate: fromdateiso8601;
def date: todate;
def any: reduce .[] as $x (false; . or $x);
def all: reduce .[] as $x (true; . and $x);
def any(f): any(.[]; f);
def all(f): all(.[]; f);
def in(xs): . as $x | xs | has($x);
def inside(xs): . as $x | xs | contains($x);
def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $w | [$x] + $w end;
def combinations(n): . as $dot | [range(n)] | map($dot) | combinations;
def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
def first: .[0];
def last: .[-1];
def nth($n): .[$n];
def nth($n; f): if $n < 0 then error("Out of bounds negative array index") else last(limit($n + 1; f)) end;
def isempty(g): label $go | (g | false, break $go), true;
def index($i): indices($i) | .[0];
def rindex($i): indices($i) | .[-1:][0];
def ascii_downcase: explode | map(if 65 <= . and . <= 90 then . + 32 else . end) | implode;
def ascii_upcase: explode | map(if 97 <= . and . <= 122 then . - 32 else . end) | implode;
def finites: select(isinfinite or isnan | not);
def normals: select(isnormal);
def tostream: path(def r: (.[]? | r), .; r) as $p | getpath($p) | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
def fromstream(f): foreach f as $i ({x: null, e: false}; if .e then {x: null, e: false} else . end | if $i | length == 2 then setpath(["e"]; $i[0] | length == 0) | setpath(["x"] + $i[0]; $i[1]) else setpath(["e"]; $i[0] | length == 1) end; if .e then .x else empty end);
def truncate_stream(s): . as $n | null | s | if (.[0] | length) > $n then .[0] |= .[$n:] else empty end;
def env: $ENV;
def halt_error: halt_error(5);
def match(re): match(re; null);
def test(re): test(re; null);
def capture(re): capture(re; null);
def capture(re; flags): match(re; flags) | [.captures | .[] | select(.name != null) | {key: .name, value: .string}] | from_entries;
def scan(re): scan(re; null);
def scan(re; flags): match(re; "g" + flags) | if (.captures | length) > 0 then [.captures | .[] | .string] else .string end;
def split(re; flags): . as $s | [foreach (match(re; flags + "g"), null) as $m ({at: 0, out: null}; .out = $s[.at:(if $m then $m.offset else ($s | length) end)] | .at = (if $m then $m.offset + $m.length else .at end); .out)];
def splits(re): splits(re; null);
def splits(re; flags): split(re; flags) | .[];
def sub(re; f): sub(re; f; "");
def gsub(re; f): sub(re; f; "g");
def gsub(re; f; flags): sub(re; f; flags + "g");
def pick(f): . as $top | reduce path(f) as $p (null; setpath($p; $top | getpath($p)));
def debug(f): (f | debug | empty), .;
def abs: if type == "number" and . < 0 then -. else . end;
def toarray: if type == "array" then . else [.] end;
def have_literal_numbers: true;
def have_decnum: false;
def add(f): reduce f as $x (null; . + $x);
def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] |= $row);
def INDEX(f): INDEX(.[]; f);
def IN(s): any(s == .; .);
def IN(src; s): any(src == s; .);
`;

let library: ReadonlyMap<string, Definition> | undefined;

/** The functions in jq, by name and number of arguments. Read once. */
export function prelude(): ReadonlyMap<string, Definition> {
  library ??= new Map(new Parser(source).definitions().map((one) => [`${one.name}/${one.parameters.length}`, one]));
  return library;
}

const result = (input: Result, value: Value): Result => ({
  value,
  path: input.path === undefined ? undefined : 'none',
});

/** A function of its input alone. */
const simple = (body: (value: Value, evaluator: Evaluator) => Value): Native =>
  function* (evaluator, input) {
    yield result(input, body(input.value, evaluator));
  };

/** A function of its input and the values of its arguments, for each combination. */
const valued = (body: (value: Value, args: readonly Value[], evaluator: Evaluator) => Value): Native =>
  function* (evaluator, input, args) {
    for (const values of combinations(evaluator, args, input.value))
      yield result(input, body(input.value, values, evaluator));
  };

/** Sorts by what a filter gives for each item, jq's way: stable, by all its results. */
function sortedBy(evaluator: Evaluator, items: readonly Value[], closure: Closure): { item: Value; key: Value }[] {
  return items
    .map((item) => ({ item, key: [...evaluator.call(closure, item)] as Value }))
    .sort((a, b) => compare(a.key, b.key));
}

function* combinations(evaluator: Evaluator, args: readonly Closure[], value: Value): Generator<Value[], void> {
  const last = args.at(-1);
  if (!last) {
    yield [];
    return;
  }
  for (const one of evaluator.call(last, value))
    for (const before of combinations(evaluator, args.slice(0, -1), value)) yield [...before, one];
}

const mathematics = (body: (number: number) => number): Native =>
  simple((value) => {
    if (typeof value !== 'number') throw new JqError(`${described(value)} number required`);
    return body(value);
  });

function arrayOf(value: Value): readonly Value[] {
  if (isArray(value)) return value;
  if (isObject(value)) return [...value.values()];
  throw new JqError(`Cannot iterate over ${described(value)}`);
}

function sortable(value: Value, what: string): readonly Value[] {
  if (isArray(value)) return value;
  throw new JqError(`${described(value)} cannot be ${what}, as it is not an array`);
}

function lengthOf(value: Value): Value {
  if (value === null) return 0;
  if (typeof value === 'boolean') throw new JqError(`${described(value)} has no length`);
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'string') return [...value].length;
  return isArray(value) ? value.length : isObject(value) ? value.size : 0;
}

function keysOf(value: Value, sorted: boolean): Value {
  if (isObject(value)) return sorted ? sortedKeys(value) : [...value.keys()];
  if (isArray(value)) return value.map((_, index) => index);
  throw new JqError(`${described(value)} has no keys`);
}

function contains(value: Value, part: Value): boolean {
  if (isObject(value) && isObject(part))
    return [...part].every(([name, inner]) => value.has(name) && contains(value.get(name) ?? null, inner));
  if (isArray(value) && isArray(part))
    return part.every((inner) => value.some((one) => typeOf(one) === typeOf(inner) && contains(one, inner)));
  if (typeof value === 'string' && typeof part === 'string') return value.includes(part);
  if (typeOf(value) === typeOf(part)) return equal(value, part);
  throw new JqError(`${described(value)} and ${described(part)} cannot have their containment checked`);
}

function flatten(items: readonly Value[], depth: number): Value[] {
  return items.flatMap((item) => (isArray(item) && depth > 0 ? flatten(item, depth - 1) : [item]));
}

function numberOf(value: Value): Value {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') throw new JqError(`${described(value)} cannot be parsed as a number`);
  if (/^\s*-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(value)) return Number(value);
  if (value === 'nan') return NaN;
  throw new JqError(`${described(value)} cannot be parsed as a number`);
}

function fromJson(value: Value): Value {
  if (typeof value !== 'string') throw new JqError(`${described(value)} cannot be parsed as JSON`);
  try {
    return parseJson(value);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    throw new JqError(`${error.message} (while parsing '${value}')`);
  }
}

function indices(value: Value, part: Value): Value {
  if (value === null) return null;
  if (typeof value === 'string' && typeof part === 'string') {
    const found: Value[] = [];
    if (part === '') return null;
    for (let at = value.indexOf(part); at >= 0; at = value.indexOf(part, at + 1))
      found.push([...value.slice(0, at)].length);
    return found;
  }
  if (isArray(value)) return isArray(part) ? indicesOf(value, part) : indicesOf(value, [part]);
  return indexValue(value, part);
}

function grouped(evaluator: Evaluator, value: Value, by: Closure): { item: Value; key: Value }[][] {
  const groups: { item: Value; key: Value }[][] = [];
  for (const entry of sortedBy(evaluator, sortable(value, 'grouped'), by)) {
    const last = groups.at(-1);
    if (last?.[0] && equal(last[0].key, entry.key)) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

const byKey = (body: (evaluator: Evaluator, value: Value, by: Closure) => Value): Native =>
  function* (evaluator, input, [by]) {
    if (by) yield result(input, body(evaluator, input.value, by));
  };

function extreme(entries: readonly { item: Value; key: Value }[], sign: 1 | -1): Value {
  let best: { item: Value; key: Value } | undefined;
  for (const entry of entries) {
    const order = best ? compare(entry.key, best.key) : 1;
    if (!best || (sign > 0 ? order >= 0 : order < 0)) best = entry;
  }
  return best?.item ?? null;
}

const plainEntries = (value: Value, what: string): { item: Value; key: Value }[] =>
  sortable(value, what).map((item) => ({ item, key: item }));

const keyedEntries = (evaluator: Evaluator, value: Value, by: Closure, what: string): { item: Value; key: Value }[] =>
  sortable(value, what).map((item) => ({ item, key: [...evaluator.call(by, item)] }));

function implode(value: Value): Value {
  if (!isArray(value)) throw new JqError('implode input must be an array');
  return value.map((code) => (typeof code === 'number' ? String.fromCodePoint(code) : '')).join('');
}

function trimmed(which: 'both' | 'left' | 'right'): Native {
  return simple((value) => {
    if (typeof value !== 'string') throw new JqError(`${described(value)} cannot be trimmed`);
    return which === 'both' ? value.trim() : which === 'left' ? value.trimStart() : value.trimEnd();
  });
}

/** Functions by name and number of arguments. */
export const natives: Readonly<Record<string, Native>> = {
  ...regexBuiltins(result),
  ...dateBuiltins(simple, valued),
  *'empty/0'() {
    // Nothing comes of it.
  },
  'not/0': simple((value) => !isTrue(value)),
  'length/0': simple(lengthOf),
  'utf8bytelength/0': simple((value) => {
    if (typeof value !== 'string') throw new JqError(`${described(value)} only strings have UTF-8 byte length`);
    return new TextEncoder().encode(value).length;
  }),
  'type/0': simple(typeOf),
  'keys/0': simple((value) => keysOf(value, true)),
  'keys_unsorted/0': simple((value) => keysOf(value, false)),
  'tostring/0': simple(textOf),
  'tojson/0': simple((value) => toJson(value)),
  'fromjson/0': simple(fromJson),
  'tonumber/0': simple(numberOf),
  'add/0': simple((value) => arrayOf(value).reduce<Value>(plus, null)),
  'reverse/0': simple((value) =>
    typeof value === 'string'
      ? [...value].reverse().join('')
      : value === null
        ? []
        : [...sortable(value, 'reversed')].reverse(),
  ),
  'sort/0': simple((value) => [...sortable(value, 'sorted')].sort(compare)),
  'sort_by/1': byKey((evaluator, value, by) =>
    sortedBy(evaluator, sortable(value, 'sorted'), by).map(({ item }) => item),
  ),
  'group_by/1': byKey((evaluator, value, by) =>
    grouped(evaluator, value, by).map((group) => group.map(({ item }) => item)),
  ),
  'unique_by/1': byKey((evaluator, value, by) => grouped(evaluator, value, by).map((group) => group[0]?.item ?? null)),
  'unique/0': simple((value) => {
    const items = [...sortable(value, 'sorted')].sort(compare);
    return items.filter((item, index) => index === 0 || !equal(item, items[index - 1] ?? null));
  }),
  'min/0': simple((value) => extreme(plainEntries(value, 'iterated over'), -1)),
  'max/0': simple((value) => extreme(plainEntries(value, 'iterated over'), 1)),
  'min_by/1': byKey((evaluator, value, by) => extreme(keyedEntries(evaluator, value, by, 'iterated over'), -1)),
  'max_by/1': byKey((evaluator, value, by) => extreme(keyedEntries(evaluator, value, by, 'iterated over'), 1)),
  'flatten/0': simple((value) => flatten(arrayOf(value), Infinity)),
  'flatten/1': valued((value, [depth = null]) => {
    if (typeof depth !== 'number') throw new JqError('flatten depth must be a number');
    if (depth < 0) throw new JqError('flatten depth must not be negative');
    return flatten(arrayOf(value), depth);
  }),
  'has/1': valued((value, [key = null]) => {
    if (isObject(value) && typeof key === 'string') return value.has(key);
    if (isArray(value) && typeof key === 'number') return key >= 0 && key < value.length;
    throw new JqError(`Cannot check whether ${typeOf(value)} has a ${typeOf(key)} key`);
  }),
  'contains/1': valued((value, [part = null]) => contains(value, part)),
  'startswith/1': valued((value, [part = null]) => {
    if (typeof value !== 'string' || typeof part !== 'string') throw new JqError('startswith() requires string inputs');
    return value.startsWith(part);
  }),
  'endswith/1': valued((value, [part = null]) => {
    if (typeof value !== 'string' || typeof part !== 'string') throw new JqError('endswith() requires string inputs');
    return value.endsWith(part);
  }),
  'ltrimstr/1': valued((value, [part = null]) =>
    typeof value === 'string' && typeof part === 'string' && value.startsWith(part) ? value.slice(part.length) : value,
  ),
  'rtrimstr/1': valued((value, [part = null]) =>
    typeof value === 'string' && typeof part === 'string' && part !== '' && value.endsWith(part)
      ? value.slice(0, value.length - part.length)
      : value,
  ),
  'trim/0': trimmed('both'),
  'ltrim/0': trimmed('left'),
  'rtrim/0': trimmed('right'),
  'explode/0': simple((value) => {
    if (typeof value !== 'string') throw new JqError('explode input must be a string');
    return [...value].map((character) => character.codePointAt(0) ?? 0);
  }),
  'implode/0': simple(implode),
  'split/1': valued((value, [separator = null]) => {
    if (typeof value !== 'string' || typeof separator !== 'string')
      throw new JqError('split input and separator must be strings');
    return value === '' ? [] : separator === '' ? [...value] : value.split(separator);
  }),
  'join/1': valued((value, [separator = null]) => {
    const items = arrayOf(value);
    if (items.length === 0) return '';
    if (typeof separator !== 'string' && items.length > 1)
      throw new JqError(`${described('')} and ${described(separator)} cannot be added`);
    return items.reduce<Value>((text, item, index) => {
      const shown = item === null ? '' : typeof item === 'number' || typeof item === 'boolean' ? toJson(item) : item;
      return plus(index === 0 ? '' : plus(text, separator), shown);
    }, '');
  }),
  'indices/1': valued((value, [part = null]) => indices(value, part)),
  '_indices/1': valued((value, [part = null]) => indices(value, part)),
  'transpose/0': simple((value) => {
    const rows = arrayOf(value).map(arrayOf);
    return Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, at) =>
      rows.map((row) => row[at] ?? null),
    );
  }),
  'bsearch/1': valued((value, [wanted = null]) => {
    const items = value === null ? [] : sortable(value, 'searched from');
    let [low, high] = [0, items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compare(items[middle] ?? null, wanted);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return -1 - low;
  }),
  'infinite/0': simple(() => Infinity),
  'nan/0': simple(() => NaN),
  'isinfinite/0': simple((value) => typeof value === 'number' && Math.abs(value) === Infinity),
  'isnan/0': simple((value) => typeof value === 'number' && Number.isNaN(value)),
  'isnormal/0': simple((value) => typeof value === 'number' && Number.isFinite(value) && value !== 0),
  'floor/0': mathematics(Math.floor),
  'ceil/0': mathematics(Math.ceil),
  'round/0': mathematics((number) => Math.sign(number) * Math.round(Math.abs(number))),
  'trunc/0': mathematics(Math.trunc),
  'sqrt/0': mathematics(Math.sqrt),
  'fabs/0': mathematics(Math.abs),
  'exp/0': mathematics(Math.exp),
  'exp2/0': mathematics((number) => 2 ** number),
  'exp10/0': mathematics((number) => 10 ** number),
  'log/0': mathematics(Math.log),
  'log2/0': mathematics(Math.log2),
  'log10/0': mathematics(Math.log10),
  'sin/0': mathematics(Math.sin),
  'cos/0': mathematics(Math.cos),
  'tan/0': mathematics(Math.tan),
  'pow/2': valued((_, [base = null, power = null]) => {
    if (typeof base !== 'number' || typeof power !== 'number') throw new JqError(`${described(base)} number required`);
    return base ** power;
  }),
  *'error/0'(_, { value }) {
    yield* [];
    throw new JqError(value);
  },
  *'error/1'(evaluator, input, [message]) {
    if (message) for (const value of evaluator.call(message, input.value)) throw new JqError(value);
    yield* [];
  },
  *'halt/0'() {
    yield* [];
    throw new Halt(0);
  },
  *'halt_error/1'(evaluator, input, [status]) {
    yield* [];
    if (status)
      for (const value of evaluator.call(status, input.value))
        throw new Halt(typeof value === 'number' ? value : 5, input.value);
  },
  *'select/1'(evaluator, input, [condition]) {
    if (condition) for (const value of evaluator.call(condition, input.value)) if (isTrue(value)) yield input;
  },
  *'path/1'(evaluator, input, [filter]) {
    if (filter) for (const path of evaluator.pathsOf(filter, input.value)) yield result(input, path);
  },
  *'getpath/1'(evaluator, input, [wanted]) {
    if (!wanted) return;
    for (const path of evaluator.call(wanted, input.value)) {
      if (!isArray(path)) throw new JqError('Path must be specified as an array');
      const value = getPath(input.value, path);
      yield { value, path: input.path === undefined || input.path === 'none' ? input.path : [...input.path, ...path] };
    }
  },
  'setpath/2': valued((value, [path = null, to = null]) => {
    if (!isArray(path)) throw new JqError('Path must be specified as an array');
    return setPath(value, path, to);
  }),
  'delpaths/1': valued((value, [paths = null]) => {
    if (!isArray(paths)) throw new JqError('Paths must be specified as an array');
    if (paths.some((path) => !isArray(path))) throw new JqError('Path must be specified as an array');
    return deletePaths(value, paths);
  }),
  *'range/1'(evaluator, input, [end]) {
    if (end) for (const limit of evaluator.call(end, input.value)) yield* counted(evaluator, input, 0, limit, 1);
  },
  *'range/2'(evaluator, input, args) {
    for (const [from = null, end = null] of combinations(evaluator, args, input.value))
      yield* counted(evaluator, input, from, end, 1);
  },
  *'range/3'(evaluator, input, args) {
    for (const [from = null, end = null, by = null] of combinations(evaluator, args, input.value))
      yield* counted(evaluator, input, from, end, by);
  },
  *'limit/2'(evaluator, input, [count, filter]) {
    if (!count || !filter) return;
    for (const limit of evaluator.call(count, input.value)) {
      let left = typeof limit === 'number' ? limit : 0;
      if (left <= 0) continue;
      for (const one of evaluator.callWithPaths(filter, input)) {
        yield one;
        if (--left <= 0) break;
      }
    }
  },
  *'first/1'(evaluator, input, [filter]) {
    if (filter)
      for (const one of evaluator.callWithPaths(filter, input)) {
        yield one;
        return;
      }
  },
  *'last/1'(evaluator, input, [filter]) {
    let last: Result | undefined;
    if (filter) for (const one of evaluator.callWithPaths(filter, input)) last = one;
    if (last) yield last;
  },
  *'until/2'(evaluator, input, [condition, update]) {
    if (!condition || !update) return;
    let at = input.value;
    while (!isTrue(evaluator.call(condition, at).next().value ?? null)) {
      const next = evaluator.call(update, at).next();
      if (next.done) return;
      at = next.value;
    }
    yield result(input, at);
  },
  *'while/2'(evaluator, input, [condition, update]) {
    if (!condition || !update) return;
    let at = input.value;
    while (isTrue(evaluator.call(condition, at).next().value ?? null)) {
      yield result(input, at);
      const next = evaluator.call(update, at).next();
      if (next.done) return;
      at = next.value;
    }
  },
  *'repeat/1'(evaluator, input, [filter]) {
    if (!filter) return;
    let at = input.value;
    for (;;) {
      yield result(input, at);
      const next = evaluator.call(filter, at).next();
      if (next.done) return;
      at = next.value;
    }
  },
  *'any/2'(evaluator, input, [items, condition]) {
    yield result(input, some(evaluator, input.value, items, condition, true));
  },
  *'all/2'(evaluator, input, [items, condition]) {
    yield result(input, !some(evaluator, input.value, items, condition, false));
  },
  *'input/0'(evaluator, input) {
    const value = evaluator.surroundings.input();
    if (value === undefined) throw new JqError('No more inputs');
    yield result(input, value);
  },
  *'inputs/0'(evaluator, input) {
    for (let value = evaluator.surroundings.input(); value !== undefined; value = evaluator.surroundings.input())
      yield result(input, value);
  },
  *'debug/0'(evaluator, input) {
    evaluator.surroundings.debug(`${toJson(['DEBUG:', input.value])}\n`);
    yield input;
  },
  *'stderr/0'(evaluator, input) {
    evaluator.surroundings.debug(textOf(input.value));
    yield input;
  },
  'input_filename/0': simple((_, evaluator) => evaluator.surroundings.fileName()),
  'input_line_number/0': simple((_, evaluator) => evaluator.surroundings.lineNumber()),
  'builtins/0': simple(() => [...Object.keys(natives), ...prelude().keys()]),
};

function some(
  evaluator: Evaluator,
  value: Value,
  items: Closure | undefined,
  condition: Closure | undefined,
  wanted: boolean,
): boolean {
  if (items && condition)
    for (const item of evaluator.call(items, value))
      for (const one of evaluator.call(condition, item)) if (isTrue(one) === wanted) return true;
  return false;
}

function* counted(evaluator: Evaluator, input: Result, from: Value, end: Value, by: Value): Generator<Result, void> {
  if (typeof from !== 'number' || typeof end !== 'number' || typeof by !== 'number')
    throw new JqError('Range bounds must be numeric');
  if (by === 0) return;
  for (let at = from; by > 0 ? at < end : at > end; at += by) {
    evaluator.steps++;
    yield result(input, at);
  }
}
