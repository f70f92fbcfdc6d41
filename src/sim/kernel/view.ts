// The world at a moment: a cursor that folds the log forward and undoes it backward. What a screen shows is read from here.
import type { Entry, Log, MessageEntry } from './log.ts';
import type { Kinds } from './store.ts';

/** Records, messages and output as they were at virtual time `time`. Moving costs what lies between the two moments. */
export class View {
  readonly #log: Log;
  readonly #records = new Map<keyof Kinds, Map<string, object>>();
  /** The records of a kind in order of key, until one of them changes. */
  readonly #sorted = new Map<keyof Kinds, readonly object[]>();
  #position = 0;
  #time = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Virtual time in ms. */
  get time(): number {
    return this.#time;
  }

  /** How many log entries have happened. */
  get position(): number {
    return this.#position;
  }

  /** Goes to a moment: all entries with `t` up to and including `time` have happened. */
  moveTo(time: number): void {
    this.moveToPosition(this.#log.position(time));
    this.#time = time;
  }

  /** Goes to just after the first `position` entries. */
  moveToPosition(position: number): void {
    const { entries } = this.#log;
    while (this.#position < position) {
      const entry = entries[this.#position];
      if (!entry) break;
      if (entry.type === 'change') this.#set(entry.kind, entry.key, entry.after);
      this.#position++;
    }
    while (this.#position > position) {
      const entry = entries[--this.#position];
      if (entry?.type === 'change') this.#set(entry.kind, entry.key, entry.before);
    }
    this.#time = entries[this.#position - 1]?.t ?? 0;
  }

  get<K extends keyof Kinds>(kind: K, key: string): Kinds[K] | undefined {
    return this.#records.get(kind)?.get(key) as Kinds[K] | undefined;
  }

  /** All records of a kind, in order of key: the same however one came to this moment. */
  all<K extends keyof Kinds>(kind: K): readonly Kinds[K][] {
    let sorted = this.#sorted.get(kind);
    if (!sorted) {
      const records = [...(this.#records.get(kind) ?? new Map<string, object>())];
      sorted = records.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, record]) => record);
      this.#sorted.set(kind, sorted);
    }
    return sorted as readonly Kinds[K][];
  }

  /** The entries that have happened, latest first, until `visit` returns false. */
  back(visit: (entry: Entry) => boolean): void {
    for (let index = this.#position - 1; index >= 0; index--) {
      const entry = this.#log.entries[index];
      if (entry && !visit(entry)) return;
    }
  }

  /** Messages on their way at this moment, earliest first: sent, and neither received nor cut off. */
  inFlight(): MessageEntry[] {
    const found: MessageEntry[] = [];
    const ended = new Set<number>();
    this.back((entry) => {
      if (this.#time - entry.t > longestFlight) return false;
      if (entry.type !== 'message') return true;
      if (entry.role === 'end') ended.add(entry.exchange);
      else if (entry.received > this.#time && !ended.has(entry.exchange)) found.push(entry);
      return true;
    });
    return found.reverse();
  }

  /** Everything that a terminal has been sent between two positions of the log. */
  output(terminal: string, from = 0, to = this.#position): string {
    let text = '';
    for (let index = from; index < to; index++) {
      const entry = this.#log.entries[index];
      if (entry?.type === 'output' && entry.terminal === terminal) text += entry.data;
    }
    return text;
  }

  #set(kind: keyof Kinds, key: string, record: unknown): void {
    this.#sorted.delete(kind);
    let records = this.#records.get(kind);
    if (!records) this.#records.set(kind, (records = new Map<string, object>()));
    if (record === undefined) records.delete(key);
    else records.set(key, record as object);
  }
}

/** No message takes longer (ms): how far back to look for those on their way. */
const longestFlight = 600_000;
