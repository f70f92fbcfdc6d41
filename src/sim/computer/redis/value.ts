// What a key can hold, and the encoding that Redis would keep it in.
import { parseWide } from './numbers.ts';
import type { Stream } from './stream.ts';

/** A string. `raw`: it was changed in place, after which Redis no longer keeps it in a compact form. */
export interface StringValue {
  readonly type: 'string';
  readonly text: string;
  readonly raw?: boolean;
}

export interface ListValue {
  readonly type: 'list';
  readonly items: string[];
}

export interface SetValue {
  readonly type: 'set';
  readonly members: Set<string>;
}

export interface HashValue {
  readonly type: 'hash';
  readonly fields: Map<string, string>;
}

export interface SortedSetValue {
  readonly type: 'zset';
  readonly members: SortedSet;
}

export interface StreamValue {
  readonly type: 'stream';
  readonly stream: Stream;
}

export type Value = StringValue | ListValue | SetValue | HashValue | SortedSetValue | StreamValue;

export interface ScoredMember {
  readonly member: string;
  readonly score: number;
}

/** Members with scores, in order of score and then of bytes. */
export class SortedSet {
  readonly #scores: Map<string, number>;
  #sorted: readonly ScoredMember[] | undefined;

  constructor(scores: Iterable<readonly [string, number]> = []) {
    this.#scores = new Map(scores);
  }

  get size(): number {
    return this.#scores.size;
  }

  get(member: string): number | undefined {
    return this.#scores.get(member);
  }

  set(member: string, score: number): void {
    this.#scores.set(member, score);
    this.#sorted = undefined;
  }

  delete(member: string): boolean {
    this.#sorted = undefined;
    return this.#scores.delete(member);
  }

  get sorted(): readonly ScoredMember[] {
    this.#sorted ??= [...this.#scores]
      .map(([member, score]) => ({ member, score }))
      .sort((one, two) => one.score - two.score || (one.member < two.member ? -1 : 1));
    return this.#sorted;
  }
}

const short = 64;
const largestCompactString = 44;

/** What OBJECT ENCODING says. */
export function encodingOf(value: Value): string {
  switch (value.type) {
    case 'string':
      if (value.raw) return 'raw';
      if (parseWide(value.text) !== undefined) return 'int';
      return value.text.length <= largestCompactString ? 'embstr' : 'raw';
    case 'list':
      return sizeOf(value) <= 8192 && value.items.every((item) => item.length < 8000) ? 'listpack' : 'quicklist';
    case 'set': {
      const members = [...value.members];
      if (members.length <= 512 && members.every((member) => parseWide(member) !== undefined)) return 'intset';
      return members.length <= 128 && members.every((member) => member.length <= short) ? 'listpack' : 'hashtable';
    }
    case 'hash':
      return value.fields.size <= 512 && [...value.fields].flat().every((text) => text.length <= short)
        ? 'listpack'
        : 'hashtable';
    case 'zset':
      return value.members.size <= 128 && value.members.sorted.every(({ member }) => member.length <= short)
        ? 'listpack'
        : 'skiplist';
    case 'stream':
      return 'stream';
  }
}

/** Members of a set as a listing has them: integers in order while there are only such, else as they came. */
export function listMembers(members: ReadonlySet<string>): string[] {
  const all = [...members];
  return all.every((member) => parseWide(member) !== undefined)
    ? all.sort((one, two) => (BigInt(one) < BigInt(two) ? -1 : 1))
    : all;
}

/** Bytes that the parts of a value take, without what a server spends around them. */
export function sizeOf(value: Value): number {
  const sum = (texts: Iterable<string>, around: number): number => {
    let bytes = 0;
    for (const text of texts) bytes += text.length + around;
    return bytes;
  };
  switch (value.type) {
    case 'string':
      return value.text.length;
    case 'list':
      return sum(value.items, 2);
    case 'set':
      return sum(value.members, 16);
    case 'hash':
      return sum([...value.fields].flat(), 8);
    case 'zset':
      return sum(value.members.sorted.map(({ member }) => member), 24); // prettier-ignore
    case 'stream':
      return sum(value.stream.entries.flatMap(({ fields }) => fields), 4); // prettier-ignore
  }
}
