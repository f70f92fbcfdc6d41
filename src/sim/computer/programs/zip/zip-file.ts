// The ZIP format (APPNOTE.TXT): entries stored or deflated, with Unix modes and times.
import { deflateSync } from 'fflate';
import { concatBytes } from '../../../kernel/bytes.ts';
import { crc32 } from '../../../kernel/crc32.ts';
import { expandDeflate } from '../../../kernel/expand.ts';
import { decodeText, encodeText } from '../text.ts';

/** One entry. A directory's name ends in a slash; the content of a symbolic link is its target. */
export interface ZipEntry {
  readonly name: string;
  /** Kind and permissions as stat(2) has them. */
  readonly mode: number;
  /** ms since 1970-01-01T00:00Z. */
  readonly mtime: number;
  readonly stored: boolean;
  readonly size: number;
  readonly crc: number;
  /** As it is in the archive. */
  readonly packed: Uint8Array;
}

/** Packs a file: stored where that is not longer. `level`: 0 (store) to 9. */
export function packEntry(name: string, mode: number, mtime: number, content: Uint8Array, level: number): ZipEntry {
  const deflated = level === 0 ? content : deflateSync(content, { level: level as 1 | 6 | 9 });
  const stored = level === 0 || deflated.length >= content.length;
  const packed = stored ? content : deflated;
  return { name, mode, mtime, stored, size: content.length, crc: crc32(content), packed };
}

/** The content of an entry; undefined when it is damaged. */
export function unpackEntry({ stored, packed, size, crc }: ZipEntry): Uint8Array | undefined {
  const content = stored ? packed : expandDeflate(packed, 'none');
  return typeof content !== 'string' && content.length === size && crc32(content) === crc ? content : undefined;
}

/** How much smaller an entry became, in percent as zip and unzip round it. */
export function savedPercent(size: number, packed: number): number {
  if (size === 0 || packed >= size) return 0;
  return Math.round(((size - packed) / size) * 100);
}

const time = (ms: number): { date: number; time: number } => {
  const at = new Date(ms);
  return {
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  };
};

/** Numbers as little-endian bytes: `[value, bytes]` each. */
function fields(...pairs: readonly (readonly [value: number, bytes: number])[]): Uint8Array {
  const out: number[] = [];
  for (const [value, bytes] of pairs) for (let at = 0; at < bytes; at++) out.push(Math.floor(value / 256 ** at) & 255);
  return Uint8Array.from(out);
}

/** An archive of these entries. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, mode, mtime, stored, size, crc, packed } of entries) {
    const bytes = encodeText(name);
    const at = time(mtime);
    const seconds = Math.floor(mtime / 1000);
    const isDirectory = name.endsWith('/');
    // "UT": the time in seconds since 1970.
    const extra = fields([0x5455, 2], [5, 2], [1, 1], [seconds, 4]);
    const shared = fields(
      [stored ? 10 : 20, 2],
      [0, 2],
      [stored ? 0 : 8, 2],
      [at.time, 2],
      [at.date, 2],
      [crc, 4],
      [packed.length, 4],
      [size, 4],
      [bytes.length, 2],
      [extra.length, 2],
    );
    parts.push(fields([0x04034b50, 4]), shared, bytes, extra, packed);
    const attributes = mode * 65_536 + (isDirectory ? 16 : 0);
    directory.push(fields([0x02014b50, 4], [0x031e, 2]), shared, fields([0, 2], [0, 2], [1, 2], [attributes, 4], [offset, 4]), bytes, extra); // prettier-ignore
    offset += 30 + bytes.length + extra.length + packed.length;
  }
  const central = concatBytes(directory);
  const count = entries.length;
  const end = fields([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [central.length, 4], [offset, 4], [0, 2]);
  return concatBytes([...parts, central, end]);
}

/** The entries of an archive, in its order; undefined when it is none. */
export function readZip(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) return undefined;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  try {
    for (let index = 0; index < count; index++) {
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
      const name = bytes.subarray(at + 46, at + 46 + (nameLength ?? 0));
      const extra = at + 46 + (nameLength ?? 0);
      const start = view.getUint32(at + 42, true);
      const content = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
      const attributes = view.getUint32(at + 38, true);
      const text = decodeText(name);
      entries.push({
        name: text,
        mode: attributes >>> 16 || (text.endsWith('/') ? 0o40755 : 0o100644),
        mtime: timeOf(view, extra, extraLength ?? 0) ?? dosTime(view.getUint16(at + 14, true), view.getUint16(at + 12, true)),
        stored: view.getUint16(at + 10, true) === 0,
        size: view.getUint32(at + 24, true),
        crc: view.getUint32(at + 16, true),
        packed: bytes.subarray(content, content + view.getUint32(at + 20, true)),
      }); // prettier-ignore
      at = extra + (extraLength ?? 0) + (commentLength ?? 0);
    }
  } catch (error) {
    // The directory points outside of the file.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return entries;
}

function timeOf(view: DataView, from: number, length: number): number | undefined {
  for (let at = from; at + 4 <= from + length;) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 0x5455 && size >= 5) return view.getInt32(at + 5, true) * 1000;
    at += 4 + size;
  }
  return undefined;
}

const dosTime = (date: number, clock: number): number =>
  Date.UTC((date >> 9) + 1980, ((date >> 5) & 15) - 1, date & 31, clock >> 11, (clock >> 5) & 63, (clock & 31) * 2);
