// Paths into values: reading, writing, deleting (jq's getpath, setpath, delpaths).
import { compare, described, isArray, isObject, JqError, quoted, typeOf, type Value } from './value.ts';

/** The key of a slice. */
export const sliceKey = (start: Value, end: Value): Value =>
  new Map([
    ['start', start],
    ['end', end],
  ]);

const isSlice = (key: Value): key is ReadonlyMap<string, Value> =>
  isObject(key) && (key.has('start') || key.has('end'));

/** Keys or indices of all that is in a value. */
export function eachPath(value: Value): Value[] {
  if (isArray(value)) return value.map((_, index) => index);
  if (isObject(value)) return [...value.keys()];
  throw new JqError(`Cannot iterate over ${described(value)}`);
}

function cannotIndex(value: Value, key: Value): never {
  const what = typeof key === 'string' ? `string ${quoted(key)}` : typeOf(key);
  throw new JqError(`Cannot index ${typeOf(value)} with ${what}`);
}

function bounds(length: number, key: ReadonlyMap<string, Value>): [number, number] {
  const [start, end] = [key.get('start') ?? null, key.get('end') ?? null];
  for (const edge of [start, end])
    if (edge !== null && typeof edge !== 'number')
      throw new JqError('Start and end indices of an array slice must be numbers');
  const clamp = (edge: number): number => Math.min(length, Math.max(0, edge < 0 ? edge + length : edge));
  const from = clamp(Math.floor(typeof start === 'number' ? start : 0));
  return [from, Math.max(from, clamp(Math.ceil(typeof end === 'number' ? end : length)))];
}

/** What stands at a key; null when nothing does. */
export function indexValue(value: Value, key: Value): Value {
  if (isObject(value) && typeof key === 'string') return value.get(key) ?? null;
  if (isArray(value) && typeof key === 'number') {
    const index = Math.floor(key);
    return value[index < 0 ? index + value.length : index] ?? null;
  }
  if (isSlice(key)) {
    if (value === null) return null;
    if (typeof value === 'string') return [...value].slice(...bounds([...value].length, key)).join('');
    if (isArray(value)) return value.slice(...bounds(value.length, key));
  }
  if (isArray(value) && isArray(key)) return indicesOf(value, key);
  if (value === null && (typeof key === 'string' || typeof key === 'number' || key === null)) return null;
  return cannotIndex(value, key);
}

/** Where an array begins in another. */
export function indicesOf(value: readonly Value[], part: readonly Value[]): Value[] {
  const found: Value[] = [];
  if (part.length === 0) return found;
  for (let at = 0; at + part.length <= value.length; at++)
    if (part.every((item, offset) => compare(item, value[at + offset] ?? null) === 0)) found.push(at);
  return found;
}

/** What stands at the end of a path. */
export function getPath(value: Value, path: readonly Value[]): Value {
  let at = value;
  for (const key of path) {
    if (at === null) return null;
    at = indexValue(at, key);
  }
  return at;
}

/** A copy with another value at the end of a path. */
export function setPath(value: Value, path: readonly Value[], to: Value): Value {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  return setKey(value, key, setPath(rest.length === 0 && value === null ? null : indexValue(value, key), rest, to));
}

function setKey(value: Value, key: Value, to: Value): Value {
  if (typeof key === 'string' && (value === null || isObject(value)))
    return new Map([...(value ?? new Map<string, Value>()), [key, to]]);
  if (typeof key === 'number' && (value === null || isArray(value))) {
    const items = [...(value ?? [])];
    const index = Math.floor(key) < 0 ? Math.floor(key) + items.length : Math.floor(key);
    if (index < 0) throw new JqError('Out of bounds negative array index');
    while (items.length < index) items.push(null);
    items[index] = to;
    return items;
  }
  if (isSlice(key) && (value === null || isArray(value))) {
    if (!isArray(to)) throw new JqError('A slice of an array can only be assigned another array');
    const items = value ?? [];
    const [from, end] = bounds(items.length, key);
    return [...items.slice(0, from), ...to, ...items.slice(end)];
  }
  return cannotIndex(value, key);
}

/** A copy without what stands at the ends of paths. */
export function deletePaths(value: Value, paths: readonly Value[]): Value {
  const sorted = [...paths].sort(compare).reverse();
  return sorted.reduce<Value>((at, path) => deletePath(at, isArray(path) ? path : []), value);
}

function deletePath(value: Value, path: readonly Value[]): Value {
  const [key, ...rest] = path;
  if (key === undefined) return null;
  if (value === null) return null;
  if (rest.length > 0) {
    const inner = indexValue(value, key);
    return inner === null ? value : setKey(value, key, deletePath(inner, rest));
  }
  if (isObject(value) && typeof key === 'string') return new Map([...value].filter(([name]) => name !== key));
  if (isArray(value) && typeof key === 'number') {
    const index = key < 0 ? key + value.length : key;
    return value.filter((_, at) => at !== index);
  }
  if (isArray(value) && isSlice(key)) {
    const [from, end] = bounds(value.length, key);
    return [...value.slice(0, from), ...value.slice(end)];
  }
  if (isArray(value)) throw new JqError('Cannot delete field at object index of array');
  if (isObject(value)) throw new JqError('Cannot delete field at array index of object');
  throw new JqError(`Cannot delete fields from ${typeOf(value)}`);
}
