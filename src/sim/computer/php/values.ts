// PHP's values. A string holds one byte in each of its characters, as PHP's do; an integer is a number while that is exact.
import type { ClassInfo, FunctionInfo } from './run/class-info.ts';

/** A floating point number, which is not an integer even when it is whole. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export type Value = null | boolean | number | bigint | string | Float | PhpArray | PhpObject;
export type Key = number | string;

/** A variable, or an element that a reference points to. */
export class Ref {
  value: Value;

  constructor(value: Value = null) {
    this.value = value;
  }
}

interface Storage {
  readonly map: Map<Key, Value | Ref>;
  next: number;
  owners: number;
}

/** An ordered map. Copies share their elements until one of them is written to. */
export class PhpArray {
  #storage: Storage;
  /** Where `current()` is. */
  position = 0;

  constructor(storage: Storage = { map: new Map(), next: 0, owners: 1 }) {
    this.#storage = storage;
  }

  static list(values: Iterable<Value>): PhpArray {
    const made = new PhpArray();
    for (const value of values) made.push(value);
    return made;
  }

  static of(entries: Iterable<readonly [Key, Value]>): PhpArray {
    const made = new PhpArray();
    for (const [key, value] of entries) made.set(key, value);
    return made;
  }

  /** Another array with the same elements. */
  copy(): PhpArray {
    this.#storage.owners++;
    const made = new PhpArray(this.#storage);
    made.position = this.position;
    return made;
  }

  #own(): Storage {
    if (this.#storage.owners > 1) {
      this.#storage.owners--;
      this.#storage = { map: new Map(this.#storage.map), next: this.#storage.next, owners: 1 };
      for (const [key, value] of this.#storage.map)
        if (value instanceof PhpArray) this.#storage.map.set(key, value.copy());
    }
    return this.#storage;
  }

  get size(): number {
    return this.#storage.map.size;
  }

  /** The key that an append gets. */
  get next(): number {
    return this.#storage.next;
  }

  has(key: Key): boolean {
    return this.#storage.map.has(key);
  }

  /** The element; undefined when there is none. */
  get(key: Key): Value | undefined {
    const found = this.#storage.map.get(key);
    return found instanceof Ref ? found.value : found;
  }

  /** Writes an element, through the reference if it is one. */
  set(key: Key, value: Value): void {
    const storage = this.#own();
    const held = storage.map.get(key);
    if (held instanceof Ref) held.value = value;
    else storage.map.set(key, value);
    if (typeof key === 'number' && key >= storage.next) storage.next = key + 1;
  }

  push(value: Value | Ref): void {
    const storage = this.#own();
    storage.map.set(storage.next++, value);
  }

  /** Binds an element to a reference. */
  bind(key: Key, ref: Ref): void {
    const storage = this.#own();
    storage.map.set(key, ref);
    if (typeof key === 'number' && key >= storage.next) storage.next = key + 1;
  }

  /** The reference of an element, which becomes one. */
  ref(key: Key): Ref {
    const storage = this.#own();
    const held = storage.map.get(key);
    if (held instanceof Ref) return held;
    const made = new Ref(held ?? null);
    this.bind(key, made);
    return made;
  }

  /** The array in an element that is about to be written to; undefined when there is something else. */
  ownArray(key: Key): PhpArray | undefined {
    this.#own();
    const value = this.get(key);
    return value instanceof PhpArray ? value : undefined;
  }

  delete(key: Key): void {
    this.#own().map.delete(key);
  }

  clear(): void {
    this.#storage.owners--;
    this.#storage = { map: new Map(), next: 0, owners: 1 };
    this.position = 0;
  }

  keys(): Key[] {
    return [...this.#storage.map.keys()];
  }

  values(): Value[] {
    return [...this.#storage.map.values()].map((value) => (value instanceof Ref ? value.value : value));
  }

  entries(): [Key, Value][] {
    return [...this.#storage.map].map(([key, value]) => [key, value instanceof Ref ? value.value : value]);
  }

  isReference(key: Key): boolean {
    return this.#storage.map.get(key) instanceof Ref;
  }

  /** Elements as they are kept. */
  raw(): [Key, Value | Ref][] {
    return [...this.#storage.map];
  }

  /** Whether the keys are 0, 1, 2, … */
  get isList(): boolean {
    let expected = 0;
    for (const key of this.#storage.map.keys()) if (key !== expected++) return false;
    return true;
  }

  /** Takes over the elements of another array. */
  become(entries: Iterable<readonly [Key, Value | Ref]>): void {
    this.clear();
    for (const [key, value] of entries)
      if (value instanceof Ref) this.bind(key, value);
      else this.set(key, value);
  }
}

/** An instance of a class. */
export class PhpObject {
  readonly cls: ClassInfo;
  readonly id: number;
  readonly props = new Map<string, Value | Ref>();
  /** What a built-in class keeps. */
  native: unknown;
  /** Properties that are set for good. */
  frozen: Set<string> | undefined;
  destroyed = false;

  constructor(cls: ClassInfo, id: number) {
    this.cls = cls;
    this.id = id;
  }

  get(name: string): Value | undefined {
    const found = this.props.get(name);
    return found instanceof Ref ? found.value : found;
  }

  set(name: string, value: Value): void {
    const held = this.props.get(name);
    if (held instanceof Ref) held.value = value;
    else this.props.set(name, value);
  }

  ref(name: string): Ref {
    const held = this.props.get(name);
    if (held instanceof Ref) return held;
    const made = new Ref(held ?? null);
    this.props.set(name, made);
    return made;
  }
}

/** What an object of class Closure keeps. */
export interface ClosureData {
  readonly info: FunctionInfo;
  readonly self: PhpObject | undefined;
  readonly scope: ClassInfo | undefined;
  readonly called: ClassInfo | undefined;
  readonly bound: readonly (readonly [string, Ref])[];
}

/** A value as it goes into another variable: arrays are copied. */
export const copied = (value: Value): Value => (value instanceof PhpArray ? value.copy() : value);

export const isInt = (value: unknown): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint';

const most = 2n ** 63n;

/** An integer in the form that values have; a float when it needs more than 64 bits. */
export function int(value: number | bigint): number | bigint | Float {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
    if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 63) return new Float(value);
    return BigInt(value);
  }
  if (value >= most || value < -most) return new Float(Number(value));
  return value >= -0x1f_ffff_ffff_ffffn && value <= 0x1f_ffff_ffff_ffffn ? Number(value) : value;
}

/** The lowest 64 bits as an integer. */
export const wrapped = (value: bigint): number | bigint => int(BigInt.asIntN(64, value)) as number | bigint;

/** A text, or a number as one; nothing for what has no text of its own. */
export const plainText = (value: Value | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
