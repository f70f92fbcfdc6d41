// Equality, and the keys that values have in dictionaries and sets.
import { compareFast } from '../run/fast.ts';
import type { Thread } from '../run/thread.ts';
import { typeName } from './types.ts';
import {
  PyBoxed,
  PyBytes,
  PyDict,
  PyFloat,
  PyList,
  PyObject,
  PyRange,
  PySet,
  PySlice,
  PyTuple,
  type Value,
} from './values.ts';

const identities = new WeakMap<object, number>();

let count = 0;

/** A number for an object, within one run of the page: never shown. */
function identity(value: object): number {
  const known = identities.get(value);
  if (known !== undefined) return known;
  identities.set(value, ++count);
  return count;
}

/** Whether two values are equal by `==`, for built-in classes; instances by identity. */
export function equal(thread: Thread, left: Value, right: Value): boolean {
  if (left === right) return true;
  const a = left instanceof PyBoxed ? left.value : left;
  const b = right instanceof PyBoxed ? right.value : right;
  const quick = compareFast(0, a, b);
  if (quick !== undefined) return quick;
  if (a instanceof PyTuple && b instanceof PyTuple) return all(thread, a.items, b.items);
  if (a instanceof PyList && b instanceof PyList) return all(thread, a.items, b.items);
  if (a instanceof PyDict && b instanceof PyDict) {
    if (a.map.size !== b.map.size) return false;
    for (const [key, { value }] of a.map) {
      const other = b.map.get(key);
      if (!other || !same(thread, value, other.value)) return false;
    }
    return true;
  }
  if (a instanceof PySet && b instanceof PySet)
    return a.map.size === b.map.size && [...a.map.keys()].every((key) => b.map.has(key));
  if (a instanceof PyBytes && b instanceof PyBytes)
    return a.bytes.length === b.bytes.length && a.bytes.every((byte, index) => byte === b.bytes[index]);
  if (a instanceof PyRange && b instanceof PyRange)
    return a.length === b.length && (a.length === 0 || (a.start === b.start && (a.length === 1 || a.step === b.step)));
  if (a instanceof PySlice && b instanceof PySlice)
    return all(thread, [a.start, a.stop, a.step], [b.start, b.stop, b.step]);
  return false;
}

/** Equal by whatever their classes say. */
export const same = (thread: Thread, left: Value, right: Value): boolean =>
  left === right || (compareFast(0, left, right) ?? thread.areEqual(left, right));

const all = (thread: Thread, a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((item, index) => same(thread, item, b[index]));

/** Whether a class has a hash of its own making. */
const customHash = (value: PyObject): Value => {
  const { cls } = value;
  if (!cls.heap) return undefined;
  for (const one of cls.mro) {
    if (!one.heap) break;
    if (one.dict.has('__hash__')) return one.dict.get('__hash__');
    if (one.dict.has('__eq__')) return null;
  }
  return undefined;
};

/** What a value is filed under in a Map: equal values have the same. Raises TypeError for one that cannot be hashed. */
export function hashKey(thread: Thread, value: Value, map: ReadonlyMap<Value, unknown>): Value {
  if (typeof value === 'string') return value.charCodeAt(0) === 0 ? `\0s${value}` : value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof PyFloat) return value.value;
  if (!(value instanceof PyObject)) return value;
  const custom = customHash(value);
  if (custom === null) throw unhashable(thread, value);
  if (custom !== undefined) {
    const hash = thread.sync(thread.call(custom, [value]));
    for (let probe = 0; ; probe++) {
      const key = `\0h${String(hash)}#${probe}`;
      const there = map.get(key);
      if (there === undefined) return key;
      const other = there instanceof PyObject ? there : (there as { key: Value }).key;
      if (same(thread, other, value)) return key;
    }
  }
  if (value instanceof PyBoxed) return hashKey(thread, value.value, map);
  if (
    value instanceof PyTuple ||
    (value instanceof PySet && value.cls.name === 'frozenset') ||
    (value instanceof PyBytes && value.cls.name === 'bytes') ||
    value instanceof PyRange
  )
    return `\0t${encode(thread, value)}`;
  if (
    value instanceof PyList ||
    value instanceof PyDict ||
    value instanceof PySet ||
    value instanceof PyBytes ||
    value instanceof PySlice
  )
    throw unhashable(thread, value);
  return value;
}

const unhashable = (thread: Thread, value: Value): Error =>
  thread.error('TypeError', `unhashable type: '${typeName(value)}'`);

/** A text that equal immutable values share. */
function encode(thread: Thread, value: Value): string {
  if (typeof value === 'string') return `s${value.length}:${value}`;
  if (typeof value === 'boolean') return value ? 'n1' : 'n0';
  if (typeof value === 'number' || typeof value === 'bigint') return `n${value}`;
  if (value instanceof PyFloat) return `n${value.value}`;
  if (value === null) return 'N';
  if (value instanceof PyTuple) return `(${value.items.map((item) => encode(thread, item)).join(',')})`;
  if (value instanceof PyBytes && value.cls.name === 'bytes') return `b${value.bytes.join('.')}`;
  if (value instanceof PyRange) return `r${value.start},${value.stop},${value.step}`;
  if (value instanceof PySet && value.cls.name === 'frozenset')
    return `{${[...value.map.values()]
      .map((item) => encode(thread, item))
      .sort()
      .join(',')}}`;
  if (value instanceof PyObject) {
    const key = hashKey(thread, value, new Map());
    if (typeof key === 'string') return `h${key}`;
    if (key !== value) return encode(thread, key);
    return `i${identity(value)}`;
  }
  return `o${identity(value as object)}`;
}

/** `hash(value)` */
export function hash(thread: Thread, value: Value): number | bigint {
  if (value instanceof PyObject) {
    const custom = customHash(value);
    if (custom === null) throw unhashable(thread, value);
    if (custom !== undefined) return thread.sync(thread.call(custom, [value])) as number;
  }
  if (value instanceof PyBoxed) return hash(thread, value.value);
  const key = hashKey(thread, value, new Map());
  if (typeof key === 'number' && Number.isInteger(key)) return key === -1 ? -2 : key;
  if (typeof key === 'bigint') return key < 0n ? -(-key % 2305843009213693951n) : key % 2305843009213693951n;
  const text = typeof key === 'object' && key !== null ? `i${identity(key)}` : encode(thread, value);
  let result = 5381n;
  for (let index = 0; index < text.length; index++) result = (result * 1000003n) ^ BigInt(text.charCodeAt(index));
  return BigInt.asIntN(61, result);
}

/** Bytes as a text of their values, one character a byte. */
export function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
