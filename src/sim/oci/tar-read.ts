// Reads a tar archive: ustar, PAX extended headers, GNU long names, and members that are one hole of a declared size.
import { blockSize, programRecord, typeFlags } from './tar-write.ts';
import type { TarEntry, TarEntryType } from './tar-entry.ts';

/** The entries of an archive, or why it cannot be read, in the words of Go's tar reader (which Docker prints). */
export type TarReading =
  | { readonly ok: true; readonly entries: readonly TarEntry[] }
  | { readonly ok: false; readonly message: 'archive/tar: invalid tar header' | 'unexpected EOF' };

type Records = Readonly<Record<string, string>>;

const decoder = new TextDecoder();
const typesByFlag = new Map(Object.entries(typeFlags).map(([type, flag]) => [flag, type as TarEntryType]));

/** Reads an archive; an archive without its closing zero blocks is taken, as Go takes it. */
export function readTar(bytes: Uint8Array): TarReading {
  const entries: TarEntry[] = [];
  let global: Records = {};
  let extended: Records = {};
  for (let offset = 0; offset < bytes.length;) {
    const block = bytes.subarray(offset, offset + blockSize);
    if (block.length < blockSize) return { ok: false, message: 'unexpected EOF' };
    if (block.every((byte) => byte === 0)) break;
    const size = Number(extended['size'] ?? number(block, 124, 12));
    if (!checksumHolds(block) || !Number.isSafeInteger(size) || size < 0)
      return { ok: false, message: 'archive/tar: invalid tar header' };
    const start = offset + blockSize;
    if (start + size > bytes.length) return { ok: false, message: 'unexpected EOF' };
    const body = bytes.subarray(start, start + size);
    offset = start + Math.ceil(size / blockSize) * blockSize;

    const flag = text(block, 156, 1);
    if (flag === 'x' || flag === 'g') {
      const records = readRecords(body);
      if (!records) return { ok: false, message: 'archive/tar: invalid tar header' };
      if (flag === 'g') global = { ...global, ...records };
      else extended = { ...extended, ...records };
    } else if (flag === 'L' || flag === 'K') {
      extended = { ...extended, [flag === 'L' ? 'path' : 'linkpath']: text(body, 0, body.length) };
    } else {
      const entry = toEntry(block, body, flag, { ...global, ...extended });
      if (!entry) return { ok: false, message: 'archive/tar: invalid tar header' };
      entries.push(entry);
      extended = {};
    }
  }
  return { ok: true, entries };
}

function toEntry(block: Uint8Array, body: Uint8Array, flag: string, records: Records): TarEntry | undefined {
  const path = records['GNU.sparse.name'] ?? records['path'] ?? headerPath(block);
  // Archives older than POSIX mark a directory by the slash at its name's end alone.
  const type =
    flag === '' && path.endsWith('/') ? 'directory' : typesByFlag.get(flag === '' || flag === '7' ? '0' : flag);
  if (!type) return undefined;
  const link = records['linkpath'] ?? text(block, 157, 100);
  const program = records[programRecord];
  const declared = records['GNU.sparse.size'] ?? records['GNU.sparse.realsize'];
  // A sparse member with data would have to be put together from its map; none of ours has any.
  if (declared !== undefined && body.length > 0) return undefined;
  return {
    path: path
      .replace(/^(?:\.?\/)+/, '')
      .replace(/\/+$/, '')
      .replace(/^\.$/, ''),
    type,
    mode: number(block, 100, 8) & 0o7777,
    uid: Number(records['uid'] ?? number(block, 108, 8)),
    gid: Number(records['gid'] ?? number(block, 116, 8)),
    mtime: records['mtime'] === undefined ? number(block, 136, 12) * 1000 : Math.round(Number(records['mtime']) * 1000),
    ...(type === 'symlink' || type === 'hardlink' ? { linkTarget: link } : {}),
    ...(type === 'file' && declared !== undefined ? { declaredSize: Number(declared) } : {}),
    ...(type === 'file' && declared === undefined ? { content: body.slice() } : {}),
    ...(program === undefined ? {} : { program }),
    ...(type === 'character' || type === 'block'
      ? { device: { major: number(block, 329, 8), minor: number(block, 337, 8) } }
      : {}),
  };
}

function headerPath(block: Uint8Array): string {
  const name = text(block, 0, 100);
  const prefix = text(block, 257, 5) === 'ustar' ? text(block, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function text(bytes: Uint8Array, offset: number, length: number): string {
  const field = bytes.subarray(offset, offset + length);
  const end = field.indexOf(0);
  return decoder.decode(end < 0 ? field : field.subarray(0, end));
}

/** Octal digits, or GNU's base-256 with the first bit set for numbers that do not fit. */
function number(block: Uint8Array, offset: number, length: number): number {
  const first = block[offset] ?? 0;
  if (first & 0x80) {
    return block.subarray(offset + 1, offset + length).reduce((value, byte) => value * 256 + byte, first & 0x7f);
  }
  const digits = text(block, offset, length).trim();
  return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}

function checksumHolds(block: Uint8Array): boolean {
  const sum = block.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0);
  return sum === number(block, 148, 8);
}

function readRecords(body: Uint8Array): Records | undefined {
  const records: Record<string, string> = {};
  for (let offset = 0; offset < body.length;) {
    const space = body.indexOf(0x20, offset);
    const length = space < 0 ? Number.NaN : Number(decoder.decode(body.subarray(offset, space)));
    if (!Number.isSafeInteger(length) || length <= space - offset || offset + length > body.length) return undefined;
    const line = decoder.decode(body.subarray(space + 1, offset + length - 1));
    const equals = line.indexOf('=');
    if (equals < 1 || body[offset + length - 1] !== 0x0a) return undefined;
    records[line.slice(0, equals)] = line.slice(equals + 1);
    offset += length;
  }
  return records;
}
