// Functions on arrays that call nothing back.
import { copied, Float, PhpArray, PhpObject, Ref, type Key, type Value, plainText } from '../values.ts';
import { compare, equal, identical, keyOf, toStr } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import { operatorOf } from '../run/operators.ts';
import { caselessOrder, naturalOrder, span } from './strings.ts';
import type { Library } from './native.ts';

/** An array behind a reference, to be changed. */
export function behind(php: Engine, name: string, ref: Ref): PhpArray {
  if (ref.value instanceof PhpArray) return ref.value;
  throw php.error('TypeError', `${name}(): Argument #1 ($array) must be of type array, ${php.typeOf(ref.value)} given`);
}

/** Elements with numbers for keys get new ones. */
export function renumbered(entries: Iterable<readonly [Key, Value | Ref]>): [Key, Value | Ref][] {
  let next = 0;
  return [...entries].map(([key, value]) => [typeof key === 'number' ? next++ : key, value]);
}

type Order = (php: Engine, one: Value, two: Value) => number;

/** How the flags of sort order values. */
export function orderOf(flags: number): Order {
  const text = (php: Engine, value: Value): string => toStr(php, value);
  switch (flags & 7) {
    case 1:
      return (php, one, two) => compare(php, toNumber(one), toNumber(two));
    case 2:
    case 5:
      return (flags & 8) !== 0
        ? (php, one, two) => caselessOrder(php, text(php, one), text(php, two))
        : (php, one, two) => (text(php, one) < text(php, two) ? -1 : text(php, one) > text(php, two) ? 1 : 0);
    case 6:
      return (php, one, two) =>
        (flags & 8) !== 0
          ? naturalOrder(text(php, one).toLowerCase(), text(php, two).toLowerCase())
          : naturalOrder(text(php, one), text(php, two));
    default:
      return compare;
  }
}

const toNumber = (value: Value): Value =>
  typeof value === 'string' ? new Float(Number.parseFloat(value) || 0) : value;

const sorter =
  (name: string, by: 'value' | 'key', direction: 1 | -1, keep: boolean) =>
  (php: Engine, [ref, flags = 0]: [Ref, number?]): Value => {
    const array = behind(php, name, ref);
    const order = orderOf(flags);
    const sorted = array.raw().sort((one, two) => {
      const pair: [Value, Value] = by === 'key' ? [one[0], two[0]] : [valueOf(one[1]), valueOf(two[1])];
      return direction * order(php, ...pair);
    });
    array.become(keep ? sorted : sorted.map(([, value], at): [Key, Value | Ref] => [at, value]));
    return true;
  };

const valueOf = (held: Value | Ref): Value => (held instanceof Ref ? held.value : held);

type Same = (php: Engine, one: readonly [Key, Value], two: readonly [Key, Value]) => boolean;
const sameText = (php: Engine, one: Value, two: Value): boolean => toStr(php, one) === toStr(php, two);

/** array_diff and array_intersect: which elements of the first array are in all others, or in none. */
const compared =
  (wanted: 'diff' | 'intersect', how: 'value' | 'key' | 'assoc') =>
  (php: Engine, [first, ...others]: readonly PhpArray[]): Value => {
    const made = new PhpArray();
    if (!first) return made;
    const same: Same =
      how === 'key'
        ? (_php, one, two) => one[0] === two[0]
        : how === 'value'
          ? (_php, one, two) => sameText(php, one[1], two[1])
          : (_php, one, two) => one[0] === two[0] && sameText(php, one[1], two[1]);
    const sets = others.map(
      (other) => new Set(other.values().map((value) => (how === 'value' ? toStr(php, value) : ''))),
    );
    const isIn = (entry: [Key, Value], other: PhpArray, at: number): boolean => {
      if (how === 'value') return sets[at]?.has(toStr(php, entry[1])) ?? false;
      const there = other.get(entry[0]);
      return there !== undefined && same(php, entry, [entry[0], there]);
    };
    for (const entry of first.entries()) {
      const found =
        wanted === 'diff'
          ? !others.some((other, at) => isIn(entry, other, at))
          : others.every((other, at) => isIn(entry, other, at));
      if (found) made.set(entry[0], copied(entry[1]));
    }
    return made;
  };

function merge(arrays: readonly PhpArray[]): PhpArray {
  const made = new PhpArray();
  for (const array of arrays)
    for (const [key, value] of array.entries()) {
      if (typeof key === 'number') made.push(copied(value));
      else made.set(key, copied(value));
    }
  return made;
}

function mergeDeep(arrays: readonly PhpArray[]): PhpArray {
  const made = new PhpArray();
  for (const array of arrays)
    for (const [key, value] of array.entries()) {
      const held = typeof key === 'number' ? undefined : made.get(key);
      if (typeof key === 'number') made.push(copied(value));
      else if (held === undefined) made.set(key, copied(value));
      else
        made.set(
          key,
          mergeDeep([
            held instanceof PhpArray ? held : PhpArray.list([held]),
            value instanceof PhpArray ? value : PhpArray.list([value]),
          ]),
        );
    }
  return made;
}

function replaceDeep(base: PhpArray, by: PhpArray): PhpArray {
  const made = base.copy();
  for (const [key, value] of by.entries()) {
    const held = made.get(key);
    made.set(key, held instanceof PhpArray && value instanceof PhpArray ? replaceDeep(held, value) : copied(value));
  }
  return made;
}

/** An element's column, of an array or an object. */
const column = (row: Value, name: Value): Value | undefined =>
  row instanceof PhpArray ? row.get(name as Key) : row instanceof PhpObject ? row.get(plainText(name)) : undefined;

const countDeep = (array: PhpArray): number =>
  array.values().reduce<number>((sum, value) => sum + 1 + (value instanceof PhpArray ? countDeep(value) : 0), 0);

/** The entry at the inner pointer. */
const current = (array: PhpArray): [Key, Value] | undefined => array.entries()[array.position];

const atPointer = (php: Engine, name: string, ref: Ref, move: (array: PhpArray) => void): Value => {
  const array = behind(php, name, ref);
  move(array);
  return current(array)?.[1] ?? false;
};

function letterRange(from: string, to: string, by: number): PhpArray {
  const [start, end] = [from.charCodeAt(0), to.charCodeAt(0)];
  const made = new PhpArray();
  if (start <= end) for (let code = start; code <= end; code += by) made.push(String.fromCharCode(code));
  else for (let code = start; code >= end; code -= by) made.push(String.fromCharCode(code));
  return made;
}

function range(php: Engine, from: Value, to: Value, given: Value): PhpArray {
  const letters = (value: Value): value is string =>
    typeof value === 'string' && value !== '' && Number.isNaN(Number(value));
  const isFloat =
    [from, to, given].some((value) => value instanceof Float && !Number.isInteger(value.value)) ||
    [from, to].some((value) => typeof value === 'string' && /[.eE]/.test(value) && !Number.isNaN(Number(value)));
  const plain = (value: Value): number => (value instanceof Float ? value.value : Number(value));
  const step = Math.abs(plain(given));
  if (step === 0 || Number.isNaN(step)) throw php.error('ValueError', 'range(): Argument #3 ($step) cannot be 0');
  if (letters(from) && letters(to)) return letterRange(from, to, step);
  const [start, end] = [letters(from) ? 0 : plain(from), letters(to) ? 0 : plain(to)];
  const count = Math.floor(Math.abs(end - start) / step + 1e-9);
  if (count > 5_000_000)
    throw php.fatalError(`Allowed memory size of 134217728 bytes exhausted (tried to allocate ${count * 16} bytes)`);
  const made = new PhpArray();
  for (let at = 0; at <= count; at++) {
    const value = start + (start <= end ? at : -at) * step;
    made.push(isFloat ? new Float(value) : value);
  }
  return made;
}

const random = (php: Engine): (() => number) => {
  const stream = php.process.machine.kernel.random('php');
  return () => stream.next();
};

export const arrays: Library = {
  'count(Countable|array $value, int $mode = 0)': (php, [value, mode = 0]: [Value, number?]) => {
    if (value instanceof PhpArray) return mode === 1 ? countDeep(value) : value.size;
    const method = php.findMethod((value as PhpObject).cls, 'count');
    return method ? php.callMethodNow(value as PhpObject, method, []) : 1;
  },
  'sizeof(Countable|array $value, int $mode = 0)': (_php, [value]: [Value]) =>
    value instanceof PhpArray ? value.size : 1,
  'in_array(mixed $needle, array $haystack, bool $strict = false)': (
    php,
    [needle, array, strict = false]: [Value, PhpArray, boolean?],
  ) => array.values().some((value) => (strict ? identical(value, needle) : equal(php, value, needle))),
  'array_search(mixed $needle, array $haystack, bool $strict = false)': (
    php,
    [needle, array, strict = false]: [Value, PhpArray, boolean?],
  ) =>
    array.entries().find(([, value]) => (strict ? identical(value, needle) : equal(php, value, needle)))?.[0] ?? false,
  'array_keys(array $array, mixed $filter_value = 0, bool $strict = false)': (
    php,
    [array, wanted, strict = false]: [PhpArray, Value?, boolean?],
  ) =>
    PhpArray.list(
      wanted === undefined
        ? array.keys()
        : array
            .entries()
            .filter(([, value]) => (strict ? identical(value, wanted) : equal(php, value, wanted)))
            .map(([key]) => key),
    ),
  'array_values(array $array)': (_php, [array]: [PhpArray]) => PhpArray.list(array.values().map(copied)),
  'array_merge(array ...$arrays)': (_php, given: readonly PhpArray[]) => merge(given),
  'array_merge_recursive(array ...$arrays)': (_php, given: readonly PhpArray[]) => mergeDeep(given),
  'array_replace(array $array, array ...$replacements)': (_php, [first, ...others]: readonly PhpArray[]) => {
    const made = first?.copy() ?? new PhpArray();
    for (const other of others) for (const [key, value] of other.entries()) made.set(key, copied(value));
    return made;
  },
  'array_replace_recursive(array $array, array ...$replacements)': (_php, [first, ...others]: readonly PhpArray[]) =>
    others.reduce((base, by) => replaceDeep(base, by), first ?? new PhpArray()),
  'array_combine(array $keys, array $values)': (php, [keys, values]: [PhpArray, PhpArray]) => {
    if (keys.size !== values.size)
      throw php.error(
        'ValueError',
        'array_combine(): Argument #1 ($keys) and argument #2 ($values) must have the same number of elements',
      );
    const list = values.values();
    return PhpArray.of(keys.values().map((key, at): [Key, Value] => [keyOf(php, key) ?? '', copied(list[at] ?? null)]));
  },
  'array_flip(array $array)': (php, [array]: [PhpArray]) =>
    PhpArray.of(array.entries().map(([key, value]): [Key, Value] => [keyOf(php, value) ?? '', key])),
  'array_fill(int $start_index, int $count, mixed $value)': (_php, [start, count, value]: [number, number, Value]) =>
    PhpArray.of(Array.from({ length: count }, (_, at): [Key, Value] => [start + at, copied(value)])),
  'array_fill_keys(array $keys, mixed $value)': (php, [keys, value]: [PhpArray, Value]) =>
    PhpArray.of(keys.values().map((key): [Key, Value] => [keyOf(php, toStr(php, key)) ?? '', copied(value)])),
  'array_pad(array $array, int $length, mixed $value)': (_php, [array, length, value]: [PhpArray, number, Value]) => {
    const missing = Array.from({ length: Math.max(0, Math.abs(length) - array.size) }, () => copied(value));
    const entries = renumbered([
      ...(length < 0 ? missing.map((one): [Key, Value] => [0, one]) : []),
      ...array.entries(),
      ...(length > 0 ? missing.map((one): [Key, Value] => [0, one]) : []),
    ]);
    const made = new PhpArray();
    made.become(entries);
    return made;
  },
  'array_key_exists(mixed $key, array $array)': (php, [key, array]: [Value, PhpArray]) =>
    array.has(keyOf(php, key) ?? ''),
  'key_exists(mixed $key, array $array)': (php, [key, array]: [Value, PhpArray]) => array.has(keyOf(php, key) ?? ''),
  'array_key_first(array $array)': (_php, [array]: [PhpArray]) => array.keys()[0] ?? null,
  'array_key_last(array $array)': (_php, [array]: [PhpArray]) => array.keys().at(-1) ?? null,
  'array_first(array $array)': (_php, [array]: [PhpArray]) => array.values()[0] ?? null,
  'array_last(array $array)': (_php, [array]: [PhpArray]) => array.values().at(-1) ?? null,
  'array_is_list(array $array)': (_php, [array]: [PhpArray]) => array.isList,
  'array_push(&$array, mixed ...$values)': (php, [ref, ...values]: [Ref, ...Value[]]) => {
    const array = behind(php, 'array_push', ref);
    for (const value of values) array.push(copied(value));
    return array.size;
  },
  'array_pop(&$array)': (php, [ref]: [Ref]) => {
    const array = behind(php, 'array_pop', ref);
    const entries = array.raw();
    const last = entries.pop();
    array.become(entries);
    return last ? valueOf(last[1]) : null;
  },
  'array_shift(&$array)': (php, [ref]: [Ref]) => {
    const array = behind(php, 'array_shift', ref);
    const [first, ...rest] = array.raw();
    array.become(renumbered(rest));
    return first ? valueOf(first[1]) : null;
  },
  'array_unshift(&$array, mixed ...$values)': (php, [ref, ...values]: [Ref, ...Value[]]) => {
    const array = behind(php, 'array_unshift', ref);
    array.become(renumbered([...values.map((value): [Key, Value] => [0, copied(value)]), ...array.raw()]));
    return array.size;
  },
  'array_slice(array $array, int $offset, ?int $length = null, bool $preserve_keys = false)': (
    _php,
    [array, offset, length, keep = false]: [PhpArray, number, (number | null)?, boolean?],
  ) => {
    const entries = array.entries().slice(...span(array.size, offset, length));
    const made = new PhpArray();
    made.become(
      (keep ? entries : renumbered(entries)).map(([key, value]) => [key, value instanceof Ref ? value : copied(value)]),
    );
    return made;
  },
  'array_splice(&$array, int $offset, ?int $length = null, mixed $replacement = 0)': (
    php,
    [ref, offset, length, by]: [Ref, number, (number | null)?, Value?],
  ) => {
    const array = behind(php, 'array_splice', ref);
    const entries = array.raw();
    const [start, end] = span(entries.length, offset, length);
    const inserted = by === undefined ? [] : by instanceof PhpArray ? by.values() : [by];
    const removed = entries.splice(start, end - start, ...inserted.map((value): [Key, Value] => [0, copied(value)]));
    array.become(renumbered(entries));
    return PhpArray.list(removed.map(([, value]) => valueOf(value)));
  },
  'array_reverse(array $array, bool $preserve_keys = false)': (_php, [array, keep = false]: [PhpArray, boolean?]) => {
    const entries = array.raw().reverse();
    const made = new PhpArray();
    made.become(keep ? entries : renumbered(entries));
    return made;
  },
  'array_unique(array $array, int $flags = 2)': (php, [array, flags = 2]: [PhpArray, number?]) => {
    const made = new PhpArray();
    const seen = new Set<string>();
    for (const [key, value] of array.entries()) {
      if (flags === 2) {
        const text = toStr(php, value);
        if (seen.has(text)) continue;
        seen.add(text);
      } else if (made.values().some((one) => equal(php, one, value))) continue;
      made.set(key, copied(value));
    }
    return made;
  },
  'array_count_values(array $array)': (php, [array]: [PhpArray]) => {
    const made = new PhpArray();
    for (const value of array.values()) {
      const key = keyOf(php, value) ?? '';
      made.set(key, Number(made.get(key) ?? 0) + 1);
    }
    return made;
  },
  'array_sum(array $array)': (php, [array]: [PhpArray]) =>
    array.values().reduce<Value>((sum, value) => operatorOf('+')?.(php, sum, value) ?? null, 0),
  'array_product(array $array)': (php, [array]: [PhpArray]) =>
    array.values().reduce<Value>((product, value) => operatorOf('*')?.(php, product, value) ?? null, 1),
  'array_column(array $array, int|string|null $column_key, int|string|null $index_key = null)': (
    php,
    [array, name, index]: [PhpArray, Value, Value?],
  ) => {
    const made = new PhpArray();
    for (const row of array.values()) {
      const value = name === null ? row : column(row, name);
      if (value === undefined) continue;
      const key = index === null || index === undefined ? undefined : column(row, index);
      if (key === undefined) made.push(copied(value));
      else made.set(keyOf(php, key) ?? '', copied(value));
    }
    return made;
  },
  'array_chunk(array $array, int $length, bool $preserve_keys = false)': (
    _php,
    [array, length, keep = false]: [PhpArray, number, boolean?],
  ) => {
    const entries = array.entries();
    const made = new PhpArray();
    for (let at = 0; at < entries.length; at += length) {
      const part = entries.slice(at, at + length);
      made.push(keep ? PhpArray.of(part) : PhpArray.list(part.map(([, value]) => copied(value))));
    }
    return made;
  },
  'array_change_key_case(array $array, int $case = 0)': (_php, [array, how = 0]: [PhpArray, number?]) =>
    PhpArray.of(
      array
        .entries()
        .map(([key, value]): [Key, Value] => [
          typeof key === 'number' ? key : how === 1 ? key.toUpperCase() : key.toLowerCase(),
          value,
        ]),
    ),
  'array_diff(array $array, array ...$arrays)': compared('diff', 'value'),
  'array_diff_key(array $array, array ...$arrays)': compared('diff', 'key'),
  'array_diff_assoc(array $array, array ...$arrays)': compared('diff', 'assoc'),
  'array_intersect(array $array, array ...$arrays)': compared('intersect', 'value'),
  'array_intersect_key(array $array, array ...$arrays)': compared('intersect', 'key'),
  'array_intersect_assoc(array $array, array ...$arrays)': compared('intersect', 'assoc'),
  'array_rand(array $array, int $num = 1)': (php, [array, count = 1]: [PhpArray, number?]) => {
    const next = random(php);
    const keys = array.keys();
    if (keys.length === 0)
      throw php.error(
        'ValueError',
        `array_rand(): Argument #1 ($array) ${php.around.version >= '8.4' ? 'must not' : 'cannot'} be empty`,
      );
    if (count === 1) return keys[Math.floor(next() * keys.length)] ?? null;
    const chosen = new Set<number>();
    while (chosen.size < Math.min(count, keys.length)) chosen.add(Math.floor(next() * keys.length));
    return PhpArray.list([...chosen].sort((one, two) => one - two).map((at) => keys[at] ?? null));
  },
  'shuffle(&$array)': (php, [ref]: [Ref]) => {
    const array = behind(php, 'shuffle', ref);
    const next = random(php);
    const values = array.values();
    for (let at = values.length - 1; at > 0; at--) {
      const other = Math.floor(next() * (at + 1));
      [values[at], values[other]] = [values[other] ?? null, values[at] ?? null];
    }
    array.become(values.map((value, at) => [at, value]));
    return true;
  },
  'range(mixed $start, mixed $end, mixed $step = 1)': (php, [from, to, step = 1]: [Value, Value, Value?]) =>
    range(php, from, to, step),
  'sort(&$array, int $flags = 0)': sorter('sort', 'value', 1, false),
  'rsort(&$array, int $flags = 0)': sorter('rsort', 'value', -1, false),
  'asort(&$array, int $flags = 0)': sorter('asort', 'value', 1, true),
  'arsort(&$array, int $flags = 0)': sorter('arsort', 'value', -1, true),
  'ksort(&$array, int $flags = 0)': sorter('ksort', 'key', 1, true),
  'krsort(&$array, int $flags = 0)': sorter('krsort', 'key', -1, true),
  'natsort(&$array)': (php, [ref]: [Ref]) => sorter('natsort', 'value', 1, true)(php, [ref, 6]),
  'natcasesort(&$array)': (php, [ref]: [Ref]) => sorter('natcasesort', 'value', 1, true)(php, [ref, 14]),
  'compact(mixed ...$names)': (php, names: readonly Value[], frame) => {
    const made = new PhpArray();
    const take = (name: Value): void => {
      if (name instanceof PhpArray) for (const one of name.values()) take(one);
      else {
        const text = toStr(php, name);
        const held = text === 'this' && frame?.self ? frame.self : frame?.lookup(text)?.value;
        if (held === undefined) php.warn(`compact(): Undefined variable $${text}`);
        else made.set(text, copied(held));
      }
    };
    for (const name of names) take(name);
    return made;
  },
  'extract(array $array, int $flags = 0, string $prefix = "")': (
    _php,
    [array, flags = 0, prefix = '']: [PhpArray, number?, string?],
    frame,
  ) => {
    let count = 0;
    for (const [key, value] of array.entries()) {
      const given = String(key);
      const exists = frame?.vars.has(given) ?? false;
      const name = (flags & 7) === 3 || ((flags & 7) === 2 && exists) ? `${prefix}_${given}` : given;
      if (!/^[A-Za-z_]\w*$/.test(name) || name === 'this' || ((flags & 7) === 1 && exists)) continue;
      const ref = frame?.ref(name);
      if (ref) ref.value = copied(value);
      count++;
    }
    return count;
  },
  'current(&$array)': (php, [ref]: [Ref]) => atPointer(php, 'current', ref, () => undefined),
  'pos(&$array)': (php, [ref]: [Ref]) => atPointer(php, 'pos', ref, () => undefined),
  'key(&$array)': (php, [ref]: [Ref]) => current(behind(php, 'key', ref))?.[0] ?? null,
  'next(&$array)': (php, [ref]: [Ref]) => atPointer(php, 'next', ref, (array) => { array.position++; }), // prettier-ignore
  'prev(&$array)': (php, [ref]: [Ref]) => atPointer(php, 'prev', ref, (array) => { array.position = array.position > 0 ? array.position - 1 : array.size; }), // prettier-ignore
  'reset(&$array)': (php, [ref]: [Ref]) => atPointer(php, 'reset', ref, (array) => { array.position = 0; }), // prettier-ignore
  'end(&$array)': (php, [ref]: [Ref]) => atPointer(php, 'end', ref, (array) => { array.position = Math.max(0, array.size - 1); }), // prettier-ignore
  'max(mixed $value, mixed ...$values)': (php, values: readonly Value[]) =>
    extreme(php, 'max', values, (one, two) => compare(php, one, two) > 0),
  'min(mixed $value, mixed ...$values)': (php, values: readonly Value[]) =>
    extreme(php, 'min', values, (one, two) => compare(php, one, two) < 0),
};

function extreme(
  php: Engine,
  name: string,
  given: readonly Value[],
  better: (one: Value, two: Value) => boolean,
): Value {
  const [first = null] = given;
  const values = given.length === 1 && first instanceof PhpArray ? first.values() : given;
  if (given.length === 1 && !(first instanceof PhpArray))
    throw php.error('TypeError', `${name}(): Argument #1 ($value) must be of type array, ${php.typeOf(first)} given`);
  if (values.length === 0)
    throw php.error('ValueError', `${name}(): Argument #1 ($value) must contain at least one element`);
  return values.reduce((best, value) => (better(value, best) ? value : best));
}
