// The record store: plain frozen records by kind and key. Every write is a `change` entry in the log.
import type { Log } from './log.ts';

/** The kinds of record and their types. The parts of the simulation that own a kind add it by declaration merging. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled in by declaration merging
export interface Kinds {}

export class Store {
  readonly #kinds = new Map<keyof Kinds, Map<string, object>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  get<K extends keyof Kinds>(kind: K, key: string): Kinds[K] | undefined {
    return this.#kinds.get(kind)?.get(key) as Kinds[K] | undefined;
  }

  /** All records of a kind in order of creation. */
  all<K extends keyof Kinds>(kind: K): IterableIterator<Kinds[K]> {
    return (this.#kinds.get(kind) ?? new Map<string, object>()).values() as IterableIterator<Kinds[K]>;
  }

  /** Makes or replaces a record. It is frozen, in depth; class instances inside it (file trees) are taken as immutable. */
  put<K extends keyof Kinds>(kind: K, key: string, record: Kinds[K]): void {
    let records = this.#kinds.get(kind);
    if (!records) this.#kinds.set(kind, (records = new Map<string, object>()));
    const before = records.get(key) as Kinds[K] | undefined;
    if (before === record) return;
    freeze(record);
    records.set(key, record);
    this.#log.append({ type: 'change', kind, key, before, after: record });
  }

  /** Replaces some fields of a record; throws if there is none, since only our own mistake can lead there. */
  update<K extends keyof Kinds>(kind: K, key: string, fields: Partial<Kinds[K]>): Kinds[K] {
    const before = this.get(kind, key);
    if (before === undefined) throw new Error(`no ${kind} ${key} to update`);
    const after = { ...(before as object), ...fields } as Kinds[K];
    this.put(kind, key, after);
    return after;
  }

  /** Removes a record; nothing happens when there is none. */
  delete(kind: keyof Kinds, key: string): void {
    const records = this.#kinds.get(kind);
    const before = records?.get(key);
    if (!records || before === undefined) return;
    records.delete(key);
    this.#log.append({ type: 'change', kind, key, before: before as never, after: undefined });
  }

  /** Removes all records of a kind whose keys begin so. */
  deleteBelow(kind: keyof Kinds, start: string): void {
    for (const key of [...(this.#kinds.get(kind)?.keys() ?? [])]) if (key.startsWith(start)) this.delete(kind, key);
  }
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return;
  Object.freeze(value);
  for (const name in value) freeze(value[name as keyof typeof value]);
}
