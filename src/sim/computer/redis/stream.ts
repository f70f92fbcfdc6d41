// A stream: entries by id, and groups of consumers that share them.

/** Milliseconds and a number within them. */
export interface StreamId {
  readonly ms: bigint;
  readonly sequence: bigint;
}

export interface StreamEntry {
  readonly id: StreamId;
  /** Fields and values in turn. */
  readonly fields: readonly string[];
}

/** An entry that was given to a consumer and not acknowledged. */
export interface Pending {
  readonly id: StreamId;
  consumer: string;
  deliveredAt: number;
  deliveries: number;
}

export interface Consumer {
  seenAt: number;
}

export interface Group {
  last: StreamId;
  /** By the id as a text, in order of delivery. */
  readonly pending: Map<string, Pending>;
  readonly consumers: Map<string, Consumer>;
}

export const firstId: StreamId = { ms: 0n, sequence: 0n };
const largest = 2n ** 64n - 1n;
export const lastId: StreamId = { ms: largest, sequence: largest };

export const formatId = ({ ms, sequence }: StreamId): string => `${ms}-${sequence}`;

export const compareIds = (one: StreamId, two: StreamId): number =>
  one.ms === two.ms
    ? one.sequence < two.sequence
      ? -1
      : Number(one.sequence > two.sequence)
    : one.ms < two.ms
      ? -1
      : 1;

/** An id such as `1700000000000-0`; without the second number it is `sequence`. Undefined for anything else. */
export function parseId(text: string, sequence = 0n): StreamId | undefined {
  const match = /^(\d{1,20})(?:-(\d{1,20}))?$/.exec(text);
  if (!match) return undefined;
  const id = { ms: BigInt(match[1] ?? 0), sequence: match[2] === undefined ? sequence : BigInt(match[2]) };
  return id.ms <= largest && id.sequence <= largest ? id : undefined;
}

/** The id that follows; undefined after the last. */
export function nextId({ ms, sequence }: StreamId): StreamId | undefined {
  if (sequence < largest) return { ms, sequence: sequence + 1n };
  return ms < largest ? { ms: ms + 1n, sequence: 0n } : undefined;
}

export class Stream {
  entries: StreamEntry[] = [];
  last: StreamId = firstId;
  added = 0;
  readonly groups = new Map<string, Group>();

  add(id: StreamId, fields: readonly string[]): void {
    this.entries.push({ id, fields });
    this.last = id;
    this.added++;
  }

  /** Entries from one id to another, both included. */
  range(from: StreamId, to: StreamId): readonly StreamEntry[] {
    return this.entries.filter(({ id }) => compareIds(id, from) >= 0 && compareIds(id, to) <= 0);
  }

  after(id: StreamId): readonly StreamEntry[] {
    return this.entries.filter((entry) => compareIds(entry.id, id) > 0);
  }
}
