// Writes a tar archive: ustar headers, PAX extended headers where ustar is too small (POSIX.1-2017, pax § ustar
// Interchange Format, § pax Extended Header). A declared size is a GNU sparse 0.1 member that is one hole.
import type { TarEntry, TarEntryType } from './tar-entry.ts';

/** The size of a tar record in bytes: headers and contents are padded to it. */
export const blockSize = 512;

/** The type flag of each kind of member. */
export const typeFlags: Readonly<Record<TarEntryType, string>> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  character: '3',
  block: '4',
  directory: '5',
  fifo: '6',
};

/** The vendor record that carries `TarEntry.program`. */
export const programRecord = 'DRYDOCK.program';

const encoder = new TextEncoder();

/** The archive of the entries in the order given; the same entries always give the same bytes. */
export function writeTar(entries: readonly TarEntry[]): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const entry of entries) {
    const size = entry.type === 'file' ? (entry.content?.length ?? 0) : 0;
    const name = headerName(entry);
    const records = extendedRecords(entry, name);
    if (records.length > 0) {
      const body = encoder.encode(records.join(''));
      const slash = entry.path.lastIndexOf('/') + 1;
      const paxName = ascii(`${entry.path.slice(0, slash)}PaxHeaders.0/${entry.path.slice(slash)}`).slice(0, 100);
      blocks.push(header({ name: paxName, flag: 'x', size: body.length }), pad(body));
    }
    blocks.push(header({ ...entry, ...name, flag: typeFlags[entry.type], size }));
    if (size > 0 && entry.content) blocks.push(pad(entry.content));
  }
  blocks.push(new Uint8Array(2 * blockSize));
  return concat(blocks);
}

/** The bytes of all parts, one after the other. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

interface HeaderName {
  readonly name: string;
  readonly prefix?: string;
  /** The whole path, when name and prefix cannot hold it. */
  readonly longPath?: string;
}

interface HeaderFields extends HeaderName {
  readonly flag: string;
  readonly size: number;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: number;
  readonly linkTarget?: string;
  readonly device?: { readonly major: number; readonly minor: number };
}

function headerName(entry: TarEntry): HeaderName {
  const path = entry.path === '' ? './' : entry.type === 'directory' ? `${entry.path}/` : entry.path;
  if (isAscii(path)) {
    if (path.length <= 100) return { name: path };
    // The earliest slash that leaves at most 100 bytes for the name and at most 155 for the prefix.
    const cut = path.indexOf('/', path.length - 101);
    if (cut > 0 && cut <= 155 && cut < path.length - 1)
      return { name: path.slice(cut + 1), prefix: path.slice(0, cut) };
  }
  return { name: ascii(path).slice(0, 100), longPath: path };
}

function extendedRecords(entry: TarEntry, { longPath }: HeaderName): string[] {
  const records: string[] = [];
  if (longPath !== undefined) records.push(record('path', longPath));
  const link = entry.linkTarget ?? '';
  if (!isAscii(link) || link.length > 100) records.push(record('linkpath', link));
  if (entry.uid > 0o7777777) records.push(record('uid', String(entry.uid)));
  if (entry.gid > 0o7777777) records.push(record('gid', String(entry.gid)));
  if (!fitsHeaderTime(entry.mtime)) records.push(record('mtime', decimalSeconds(entry.mtime)));
  if (entry.content === undefined && entry.declaredSize !== undefined) {
    const size = String(entry.declaredSize);
    records.push(record('GNU.sparse.major', '0'), record('GNU.sparse.minor', '1'), record('GNU.sparse.size', size));
    records.push(record('GNU.sparse.numblocks', '1'), record('GNU.sparse.map', `${size},0`));
  }
  if (entry.program !== undefined) records.push(record(programRecord, entry.program));
  return records;
}

/** `length key=value\n`, where the length counts its own digits and is in bytes. */
function record(key: string, value: string): string {
  const rest = encoder.encode(` ${key}=${value}\n`).length;
  let length = rest + String(rest).length;
  if (rest + String(length).length > length) length += 1;
  return `${length} ${key}=${value}\n`;
}

function header(fields: HeaderFields): Uint8Array {
  const block = new Uint8Array(blockSize);
  const text = (offset: number, value: string): void => {
    block.set(encoder.encode(value), offset);
  };
  const octal = (offset: number, width: number, value: number): void => {
    text(offset, value.toString(8).padStart(width - 1, '0'));
  };
  const mtime = fields.mtime ?? 0;
  text(0, fields.name);
  octal(100, 8, fields.mode ?? 0o644);
  octal(108, 8, Math.min(fields.uid ?? 0, 0o7777777));
  octal(116, 8, Math.min(fields.gid ?? 0, 0o7777777));
  octal(124, 12, fields.size);
  octal(136, 12, fitsHeaderTime(mtime) ? mtime / 1000 : Math.max(0, Math.floor(mtime / 1000)));
  text(148, '        ');
  text(156, fields.flag);
  text(157, ascii(fields.linkTarget ?? '').slice(0, 100));
  text(257, 'ustar\u000000');
  octal(329, 8, fields.device?.major ?? 0);
  octal(337, 8, fields.device?.minor ?? 0);
  text(345, fields.prefix ?? '');
  const sum = block.reduce((total, byte) => total + byte, 0);
  text(148, `${sum.toString(8).padStart(6, '0')}\u0000 `);
  return block;
}

function fitsHeaderTime(mtime: number): boolean {
  return mtime >= 0 && mtime % 1000 === 0;
}

function decimalSeconds(mtime: number): string {
  const sign = mtime < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(mtime) / 1000);
  const fraction = String(Math.abs(mtime) % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function isAscii(text: string): boolean {
  return /^[\x01-\x7f]*$/.test(text);
}

function ascii(text: string): string {
  return text.replace(/[^\x01-\x7f]/g, '');
}

function pad(content: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil(content.length / blockSize) * blockSize);
  padded.set(content);
  return padded;
}
