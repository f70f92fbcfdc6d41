// What is made anew for every frame and is the same as before stays the same object, so that nothing of it is drawn again.

/** Whether two values say the same: plain data, compared as deep as it goes. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    return a.every((value, index) => sameValue(value, b[index]));
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

/** Keeps the last list of some kind, and the objects in it. */
export class KeptList<T extends object> {
  readonly #keyOf: (item: T) => string;
  #given: readonly T[] | undefined;
  #items: readonly T[] = [];
  #byKey = new Map<string, T>();

  constructor(keyOf: (item: T) => string) {
    this.#keyOf = keyOf;
  }

  /** The same list, with the objects that the last one had where they say the same; the last list itself where all do. */
  of(items: readonly T[]): readonly T[] {
    const before = this.#items;
    if (items === this.#given) return before;
    this.#given = items;
    let same = items.length === before.length;
    const byKey = new Map<string, T>();
    const kept = items.map((item, index) => {
      const key = this.#keyOf(item);
      const known = this.#byKey.get(key);
      const it = known !== undefined && sameValue(known, item) ? known : item;
      byKey.set(key, it);
      same &&= it === before[index];
      return it;
    });
    if (same) return before;
    this.#items = kept;
    this.#byKey = byKey;
    return kept;
  }
}

/** Keeps the last value of some kind. */
export class KeptValue<T> {
  #value: T | undefined;

  /** The last value where it says the same as this one. */
  of(value: T): T {
    if (this.#value !== undefined && sameValue(this.#value, value)) return this.#value;
    this.#value = value;
    return value;
  }
}

/** Keeps what was made last, and what it was made from. Records are replaced and never changed, so that the same ones say the same. */
export class KeptWork<T> {
  #from: readonly unknown[] | undefined;
  #made: T | undefined;

  /** What `make` gives, made anew when something of what it is made from is another object. `keep`: whether it holds at another time. */
  of(from: readonly unknown[], make: () => T, keep: (made: T) => boolean = () => true): T {
    const before = this.#from;
    if (before?.length === from.length && before.every((one, index) => one === from[index])) return this.#made as T;
    const made = make();
    const kept = keep(made);
    this.#from = kept ? from : undefined;
    this.#made = kept ? made : undefined;
    return made;
  }
}
