// The tar format as tar(1) writes and reads it: ustar headers, GNU's long names, pax headers on reading (POSIX XCU pax).
import { concatBytes } from '../../../kernel/bytes.ts';
import { decodeText, encodeText } from '../text.ts';

/** One entry of an archive. */
export interface ArchiveEntry {
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'character' | 'block' | 'fifo';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly group: string;
  /** ms since 1970-01-01T00:00Z. */
  readonly mtime: number;
  readonly linkTarget: string;
  readonly major: number;
  readonly minor: number;
  readonly content: Uint8Array;
}

const block = 512;
const types: Readonly<Record<ArchiveEntry['type'], string>> = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  character: '3',
  block: '4',
  directory: '5',
  fifo: '6',
};
const letters = new Map(Object.entries(types).map(([type, letter]) => [letter, type as ArchiveEntry['type']]));

function header(name: Uint8Array, link: Uint8Array, type: string, size: number, entry: ArchiveEntry): Uint8Array {
  const bytes = new Uint8Array(block);
  const put = (at: number, text: string): void => bytes.set(encodeText(text), at);
  const octal = (at: number, width: number, value: number): void => {
    put(
      at,
      `${value
        .toString(8)
        .padStart(width - 1, '0')
        .slice(-(width - 1))}\0`,
    );
  };
  bytes.set(name.subarray(0, 100), 0);
  octal(100, 8, entry.mode);
  octal(108, 8, entry.uid);
  octal(116, 8, entry.gid);
  octal(124, 12, size);
  octal(136, 12, Math.floor(entry.mtime / 1000));
  put(148, '        ');
  put(156, type);
  bytes.set(link.subarray(0, 100), 157);
  put(257, 'ustar  \0');
  put(265, entry.user.slice(0, 31));
  put(297, entry.group.slice(0, 31));
  if (type === '3' || type === '4') {
    octal(329, 8, entry.major);
    octal(337, 8, entry.minor);
  }
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return bytes;
}

const padding = (size: number): Uint8Array => new Uint8Array((block - (size % block)) % block);

/** The bytes of an entry: headers and content, in whole blocks. */
export function encodeEntry(entry: ArchiveEntry): Uint8Array {
  const name = encodeText(entry.path);
  const link = encodeText(entry.linkTarget);
  const parts: Uint8Array[] = [];
  for (const [text, type] of [
    [link, 'K'],
    [name, 'L'],
  ] as const)
    if (text.length > 100) {
      const long = concatBytes([text, new Uint8Array(1)]);
      parts.push(
        header(encodeText('././@LongLink'), new Uint8Array(0), type, long.length, {
          ...entry,
          mode: 0o644,
          uid: 0,
          gid: 0,
          mtime: 0,
        }),
        long,
        padding(long.length),
      );
    }
  const { content } = entry;
  parts.push(header(name, link, types[entry.type], content.length, entry), content, padding(content.length));
  return concatBytes(parts);
}

/** What stands at the end of an archive: zeros up to a record of 20 blocks. */
export const archiveEnd = (size: number): Uint8Array => {
  const record = block * 20;
  return new Uint8Array(2 * block + ((record - ((size + 2 * block) % record)) % record));
};

/** The entries of an archive; `damaged` when it is none, or breaks off. */
export function* decodeArchive(bytes: Uint8Array): Generator<ArchiveEntry, 'whole' | 'damaged' | 'cut off'> {
  let longName: string | undefined;
  let longLink: string | undefined;
  let pax = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const head = bytes.subarray(at, at + block);
    if (head.length < block) return at === 0 ? 'damaged' : 'cut off';
    if (head.every((byte) => byte === 0)) return 'whole';
    const text = (from: number, length: number): string => {
      const part = head.subarray(from, from + length);
      const end = part.indexOf(0);
      return decodeText(end < 0 ? part : part.subarray(0, end));
    };
    const number = (from: number, length: number): number => {
      if (((head[from] ?? 0) & 0x80) !== 0)
        return head.subarray(from + 1, from + length).reduce((value, byte) => value * 256 + byte, 0);
      return Number.parseInt(text(from, length).trim() || '0', 8);
    };
    const sum = head.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
    if (number(148, 8) !== sum) return 'damaged';
    const size = Number(pax.get('size') ?? number(124, 12));
    const content = bytes.subarray(at + block, at + block + size);
    at += block + Math.ceil(size / block) * block;
    const type = text(156, 1) || '0';
    if (content.length < size) return 'cut off';
    if (type === 'L') longName = decodeText(content).replace(/\0.*$/s, '');
    else if (type === 'K') longLink = decodeText(content).replace(/\0.*$/s, '');
    else if (type === 'x' || type === 'g') {
      const records = new Map<string, string>();
      for (let rest = decodeText(content); rest !== '';) {
        const match = /^(\d+) ([^=]+)=/.exec(rest);
        if (!match) break;
        const length = Number(match[1]);
        const record = decodeText(encodeText(rest).subarray(0, length));
        records.set(match[2] ?? '', record.slice(match[0].length).replace(/\n$/, ''));
        rest = rest.slice(record.length);
      }
      if (type === 'x') pax = records;
    } else {
      const prefix = text(257, 6) === 'ustar' && text(263, 2) === '00' ? text(345, 155) : '';
      const kind = letters.get(type === '\0' || type === '7' ? '0' : type);
      const path = longName ?? pax.get('path') ?? (prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`);
      yield {
        path,
        type: kind === 'file' && path.endsWith('/') ? 'directory' : (kind ?? 'file'),
        mode: number(100, 8) & 0o7777,
        uid: Number(pax.get('uid') ?? number(108, 8)),
        gid: Number(pax.get('gid') ?? number(116, 8)),
        user: text(265, 32),
        group: text(297, 32),
        mtime: Number(pax.get('mtime') ?? number(136, 12)) * 1000,
        linkTarget: longLink ?? pax.get('linkpath') ?? text(157, 100),
        major: number(329, 8),
        minor: number(337, 8),
        content,
      };
      longName = undefined;
      longLink = undefined;
      pax = new Map();
    }
  }
  return bytes.length === 0 ? 'damaged' : 'whole';
}
