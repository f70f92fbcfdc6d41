// A persistent sorted map: a treap whose priorities are a hash of the key, so that equal contents have equal shape.
// Every operation copies O(log n) nodes and shares the rest.

/** A node of the map, or the whole map as seen from its root; `null` is the empty map. */
interface Entry<K extends string | number, V> {
  readonly key: K;
  readonly value: V;
  readonly priority: number;
  readonly size: number;
  readonly left: SortedMap<K, V>;
  readonly right: SortedMap<K, V>;
}

/** An immutable map in ascending order of its keys (strings by UTF-16 code unit). */
export type SortedMap<K extends string | number, V> = Entry<K, V> | null;

function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) >>> 0;
}

function priorityOf(key: string | number): number {
  if (typeof key === 'number') return mix(key + 0x9e3779b9);
  let h = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) h = Math.imul(h ^ key.charCodeAt(i), 0x01000193);
  return mix(h);
}

function entry<K extends string | number, V>(
  key: K,
  value: V,
  priority: number,
  left: SortedMap<K, V>,
  right: SortedMap<K, V>,
): Entry<K, V> {
  return { key, value, priority, left, right, size: 1 + (left?.size ?? 0) + (right?.size ?? 0) };
}

/** How many entries the map has. */
export const sizeOf = <K extends string | number, V>(map: SortedMap<K, V>): number => map?.size ?? 0;

/** The value of a key; undefined if there is none. */
export function getKey<K extends string | number, V>(map: SortedMap<K, V>, key: K): V | undefined {
  let at = map;
  while (at) {
    if (key === at.key) return at.value;
    at = key < at.key ? at.left : at.right;
  }
  return undefined;
}

function split<K extends string | number, V>(
  map: SortedMap<K, V>,
  key: K,
): { before: SortedMap<K, V>; after: SortedMap<K, V> } {
  if (!map) return { before: null, after: null };
  if (map.key < key) {
    const { before, after } = split(map.right, key);
    return { before: entry(map.key, map.value, map.priority, map.left, before), after };
  }
  const { before, after } = split(map.left, key);
  return { before, after: entry(map.key, map.value, map.priority, after, map.right) };
}

function insert<K extends string | number, V>(map: SortedMap<K, V>, key: K, value: V, priority: number): Entry<K, V> {
  if (!map) return entry(key, value, priority, null, null);
  if (map.key === key) return entry(key, value, priority, map.left, map.right);
  if (priority > map.priority || (priority === map.priority && key < map.key)) {
    const { before, after } = split(map, key);
    return entry(key, value, priority, before, after);
  }
  return key < map.key
    ? entry(map.key, map.value, map.priority, insert(map.left, key, value, priority), map.right)
    : entry(map.key, map.value, map.priority, map.left, insert(map.right, key, value, priority));
}

/** The map with a key set. */
export function setKey<K extends string | number, V>(map: SortedMap<K, V>, key: K, value: V): SortedMap<K, V> {
  return insert(map, key, value, priorityOf(key));
}

function join<K extends string | number, V>(left: SortedMap<K, V>, right: SortedMap<K, V>): SortedMap<K, V> {
  if (!left) return right;
  if (!right) return left;
  if (left.priority > right.priority || (left.priority === right.priority && left.key < right.key))
    return entry(left.key, left.value, left.priority, left.left, join(left.right, right));
  return entry(right.key, right.value, right.priority, join(left, right.left), right.right);
}

/** The map without a key; the very same map if it was not there. */
export function removeKey<K extends string | number, V>(map: SortedMap<K, V>, key: K): SortedMap<K, V> {
  if (!map) return null;
  if (map.key === key) return join(map.left, map.right);
  if (key < map.key) {
    const left = removeKey(map.left, key);
    return left === map.left ? map : entry(map.key, map.value, map.priority, left, map.right);
  }
  const right = removeKey(map.right, key);
  return right === map.right ? map : entry(map.key, map.value, map.priority, map.left, right);
}

/** The entries in order. */
export function* entriesOf<K extends string | number, V>(map: SortedMap<K, V>): Generator<[K, V], void> {
  const path: Entry<K, V>[] = [];
  let at = map;
  while (at || path.length > 0) {
    while (at) {
      path.push(at);
      at = at.left;
    }
    const next = path.pop();
    if (!next) return;
    yield [next.key, next.value];
    at = next.right;
  }
}
