// Snapshots in Redis' own format (RDB, version 10): keys in its plain encodings, without compression. A stream has no plain
// encoding; it is kept as a string of its own type number, which a real server would refuse.
import { fromBytes } from './reply.ts';
import type { Database } from './database.ts';
import { Stream, type Group, type StreamId } from './stream.ts';
import { SortedSet, type Value } from './value.ts';

const [expiryMs, selectDatabase, resizeDatabase, auxiliary, end] = [0xfc, 0xfe, 0xfb, 0xfa, 0xff];
const types = { string: 0, list: 1, set: 2, hash: 4, zset: 5, stream: 250 } as const;

/** What a snapshot says about itself. */
export interface SnapshotHead {
  readonly version: string;
  /** Seconds since 1970. */
  readonly madeAt: number;
  readonly memory: number;
}

/** A snapshot of all databases, as bytes in a text. */
export function writeSnapshot(databases: readonly Database[], head: SnapshotHead, base = false): string {
  const parts = ['REDIS0010'];
  const aux = (name: string, value: string): void => void parts.push(byte(auxiliary), text(name), text(value));
  aux('redis-ver', head.version);
  aux('redis-bits', '64');
  aux('ctime', String(head.madeAt));
  aux('used-mem', String(head.memory));
  aux('aof-base', base ? '1' : '0');
  for (const { index, entries } of databases) {
    if (entries.size === 0) continue;
    const expiring = [...entries.values()].filter(({ expiresAt }) => expiresAt !== undefined).length;
    parts.push(byte(selectDatabase), length(index), byte(resizeDatabase), length(entries.size), length(expiring));
    for (const [key, { value, expiresAt }] of entries) {
      if (expiresAt !== undefined) parts.push(byte(expiryMs), little(BigInt(Math.floor(expiresAt)), 8));
      parts.push(byte(types[value.type]), text(key), body(value));
    }
  }
  // Eight zeros: no checksum.
  parts.push(byte(end), '\0'.repeat(8));
  return parts.join('');
}

const byte = (value: number): string => String.fromCharCode(value);

function little(value: bigint, size: number): string {
  let bytes = '';
  for (let shift = 0n; shift < BigInt(size) * 8n; shift += 8n) bytes += byte(Number((value >> shift) & 0xffn));
  return bytes;
}

function length(value: number): string {
  if (value < 64) return byte(value);
  if (value < 16384) return byte(0x40 | (value >> 8)) + byte(value & 0xff);
  return byte(0x80) + byte(value >>> 24) + byte((value >> 16) & 0xff) + byte((value >> 8) & 0xff) + byte(value & 0xff);
}

const text = (value: string): string => length(value.length) + value;

function double(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return fromBytes(new Uint8Array(view.buffer));
}

function body(value: Value): string {
  switch (value.type) {
    case 'string':
      return text(value.text);
    case 'list':
      return length(value.items.length) + value.items.map(text).join('');
    case 'set':
      return length(value.members.size) + [...value.members].map(text).join('');
    case 'hash':
      return length(value.fields.size) + [...value.fields].flat().map(text).join('');
    case 'zset':
      return (
        length(value.members.size) +
        value.members.sorted.map(({ member, score }) => text(member) + double(score)).join('')
      );
    case 'stream':
      return text(streamText(value.stream));
  }
}

interface KeptGroup extends Omit<Group, 'pending' | 'consumers'> {
  readonly pending: [string, unknown][];
  readonly consumers: [string, unknown][];
}

const withIds = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? { big: String(value) } : value);
const fromIds = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'big' in value ? BigInt(String(value.big)) : value;

function streamText({ entries, last, added, groups }: Stream): string {
  const kept = [...groups].map(([name, group]) => [
    name,
    { last: group.last, pending: [...group.pending], consumers: [...group.consumers] },
  ]);
  return JSON.stringify({ entries, last, added, groups: kept }, withIds);
}

function readStream(kept: string): Stream {
  const parsed = JSON.parse(kept, fromIds) as {
    entries: Stream['entries'];
    last: StreamId;
    added: number;
    groups: [string, KeptGroup][];
  };
  const stream = new Stream();
  stream.entries = parsed.entries;
  stream.last = parsed.last;
  stream.added = parsed.added;
  for (const [name, { last, pending, consumers }] of parsed.groups)
    stream.groups.set(name, {
      last,
      pending: new Map(pending) as Group['pending'],
      consumers: new Map(consumers) as Group['consumers'],
    });
  return stream;
}

/** What was read from a snapshot. */
export interface Loaded {
  readonly head: SnapshotHead;
  readonly loaded: number;
  readonly expired: number;
  /** Where it ends. */
  readonly end: number;
}

/** Puts the keys of a snapshot into databases; a text that says why it cannot be read. */
export function readSnapshot(bytes: string, databases: readonly Database[], now: number): Loaded | string {
  if (!bytes.startsWith('REDIS')) return 'Wrong signature trying to load DB from file';
  const reader = new SnapshotReader(bytes);
  try {
    return reader.read(databases, now);
  } catch (problem) {
    if (problem instanceof Unreadable) return problem.message;
    throw problem;
  }
}

/** The bytes are no snapshot that can be read. */
class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

class SnapshotReader {
  readonly #bytes: string;
  #at = 9;

  constructor(bytes: string) {
    this.#bytes = bytes;
  }

  read(databases: readonly Database[], now: number): Loaded {
    const aux = new Map<string, string>();
    let database = databases[0];
    let expiresAt: number | undefined;
    let [loaded, expired] = [0, 0];
    for (;;) {
      const code = this.#byte();
      if (code === end) break;
      if (code === auxiliary) aux.set(this.#text(), this.#text());
      else if (code === selectDatabase) database = databases[this.#length()];
      else if (code === resizeDatabase) {
        this.#length();
        this.#length();
      } else if (code === expiryMs) expiresAt = Number(this.#little(8));
      else {
        const key = this.#text();
        const value = this.#value(code);
        if (expiresAt !== undefined && expiresAt <= now) expired++;
        else if (database) {
          database.put(key, value);
          const entry = database.entries.get(key);
          if (entry && expiresAt !== undefined) {
            entry.expiresAt = expiresAt;
            database.touch(key);
          }
          loaded++;
        }
        expiresAt = undefined;
      }
    }
    const head = {
      version: aux.get('redis-ver') ?? '',
      madeAt: Number(aux.get('ctime') ?? 0),
      memory: Number(aux.get('used-mem') ?? 0),
    };
    return { head, loaded, expired, end: this.#at + 8 };
  }

  #byte(): number {
    if (this.#at >= this.#bytes.length) throw new Unreadable('Unexpected EOF reading RDB file');
    return this.#bytes.charCodeAt(this.#at++);
  }

  #little(size: number): bigint {
    let value = 0n;
    for (let index = 0; index < size; index++) value |= BigInt(this.#byte()) << BigInt(8 * index);
    return value;
  }

  #length(): number {
    const first = this.#byte();
    if (first < 64) return first;
    if (first < 128) return ((first & 0x3f) << 8) | this.#byte();
    if (first !== 0x80) throw new Unreadable('not simulated: compressed or packed values in an RDB file');
    let value = 0;
    for (let index = 0; index < 4; index++) value = value * 256 + this.#byte();
    return value;
  }

  #text(): string {
    // A real server writes short integers as numbers.
    const first = this.#bytes.charCodeAt(this.#at);
    const size = { 0xc0: 1, 0xc1: 2, 0xc2: 4 }[first];
    if (size !== undefined) {
      this.#at++;
      return String(BigInt.asIntN(8 * size, this.#little(size)));
    }
    const count = this.#length();
    if (this.#at + count > this.#bytes.length) throw new Unreadable('Unexpected EOF reading RDB file');
    this.#at += count;
    return this.#bytes.slice(this.#at - count, this.#at);
  }

  #texts(count: number): string[] {
    return Array.from({ length: count }, () => this.#text());
  }

  #value(type: number): Value {
    if (type === types.string) return { type: 'string', text: this.#text() };
    if (type === types.stream) return { type: 'stream', stream: readStream(this.#text()) };
    const known: readonly number[] = [types.list, types.set, types.hash, types.zset];
    if (!known.includes(type)) throw new Unreadable('not simulated: compressed or packed values in an RDB file');
    const count = this.#length();
    if (type === types.list) return { type: 'list', items: this.#texts(count) };
    if (type === types.set) return { type: 'set', members: new Set(this.#texts(count)) };
    if (type === types.hash)
      return { type: 'hash', fields: new Map(Array.from({ length: count }, () => [this.#text(), this.#text()])) };
    const scores = Array.from({ length: count }, (): [string, number] => [this.#text(), this.#double()]);
    return { type: 'zset', members: new SortedSet(scores) };
  }

  #double(): number {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, this.#little(8), true);
    return view.getFloat64(0, true);
  }
}
