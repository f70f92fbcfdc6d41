// One numbered database: keys with values and times at which they expire.
import { isError, type ErrorReply, error } from './reply.ts';
import { sizeOf, type Value } from './value.ts';

export const wrongType = error('WRONGTYPE Operation against a key holding the wrong kind of value');

export interface Entry {
  value: Value;
  /** ms since 1970-01-01T00:00Z. */
  expiresAt: number | undefined;
  /** When a command last looked at it, for OBJECT IDLETIME and eviction. */
  used: number;
  /** How often commands have looked at it. */
  uses: number;
  /** Number of its making, which SCAN goes by. */
  readonly serial: number;
}

/** What a database tells its server about. */
export interface Keeper {
  now(): number;
  /** A key was changed, or removed. */
  changed(database: Database, key: string): void;
  /** A read found a key, or did not. */
  read(found: boolean): void;
}

/** Bytes that a key takes besides its text and value. */
const overhead = 72;

export class Database {
  readonly index: number;
  readonly entries = new Map<string, Entry>();
  readonly #keeper: Keeper;
  #serial = 0;

  constructor(index: number, keeper: Keeper) {
    this.index = index;
    this.#keeper = keeper;
  }

  get size(): number {
    return this.entries.size;
  }

  /** The value of a key, for a command that changes it. */
  find(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (entry) {
      entry.used = this.#keeper.now();
      entry.uses++;
    }
    return entry?.value;
  }

  /** The value of a key, for a command that reads it: counted as a hit or a miss. */
  look(key: string): Value | undefined {
    const value = this.find(key);
    this.#keeper.read(value !== undefined);
    return value;
  }

  /** The value of a key if it is of this type; WRONGTYPE for another. */
  typed<T extends Value['type']>(
    key: string,
    type: T,
    reads = false,
  ): Extract<Value, { type: T }> | undefined | ErrorReply {
    const value = reads ? this.look(key) : this.find(key);
    if (value && value.type !== type) return wrongType;
    return value as Extract<Value, { type: T }> | undefined;
  }

  /** The value of a key; an empty one of this type is made and put there when there is none. */
  ensure<T extends Value>(key: string, fresh: T): T | ErrorReply {
    const found = this.typed(key, fresh.type);
    if (isError(found)) return found;
    if (found) return found as T;
    this.put(key, fresh);
    return fresh;
  }

  /** Sets a value; the time to live stays when `keep` is given, and goes otherwise. */
  put(key: string, value: Value, keep = false): void {
    const entry = this.entries.get(key);
    const now = this.#keeper.now();
    if (entry) {
      entry.value = value;
      entry.used = now;
      if (!keep) entry.expiresAt = undefined;
    } else this.entries.set(key, { value, expiresAt: undefined, used: now, uses: 0, serial: ++this.#serial });
    this.touch(key);
  }

  /** Says that a value was changed in place. */
  touch(key: string): void {
    this.#keeper.changed(this, key);
  }

  /** Removes a key; false when there is none. */
  remove(key: string): boolean {
    if (!this.entries.delete(key)) return false;
    this.#keeper.changed(this, key);
    return true;
  }

  /** Says that a collection was changed; removes it when nothing is left. */
  settle(key: string, size: number): void {
    if (size === 0) this.remove(key);
    else this.touch(key);
  }

  /** Keys that have expired by now. */
  expired(): string[] {
    const now = this.#keeper.now();
    return [...this.entries]
      .filter(([, { expiresAt }]) => expiresAt !== undefined && expiresAt <= now)
      .map(([key]) => key);
  }

  /** When the first of its keys expires. */
  nextExpiry(): number {
    let next = Infinity;
    for (const { expiresAt } of this.entries.values())
      if (expiresAt !== undefined && expiresAt < next) next = expiresAt;
    return next;
  }

  /** Removes everything; how many keys there were. */
  clear(): number {
    const keys = [...this.entries.keys()];
    for (const key of keys) this.remove(key);
    return keys.length;
  }

  /** Exchanges all keys with another database. */
  swap(other: Database): void {
    const [mine, theirs] = [[...this.entries], [...other.entries]];
    this.entries.clear();
    other.entries.clear();
    for (const [key, entry] of theirs) this.entries.set(key, entry);
    for (const [key, entry] of mine) other.entries.set(key, entry);
    for (const key of new Set([...this.entries.keys(), ...other.entries.keys()])) {
      this.touch(key);
      other.touch(key);
    }
  }

  /** Bytes that all keys take, as an estimate. */
  get bytes(): number {
    let bytes = 0;
    for (const [key, { value }] of this.entries) bytes += bytesOf(key, value);
    return bytes;
  }
}

/** Bytes that one key takes, as an estimate. */
export const bytesOf = (key: string, value: Value): number => overhead + key.length + sizeOf(value);
