// file(1): what a file is, told from its kind and its first bytes.
import type { Task } from '../../kernel/task.ts';
import { failed } from '../filesystem/errno.ts';
import { hasMusl } from './flavour.ts';
import { applet, type Invocation } from './invocation.ts';
import { decodeText, encodeText, readAll } from './text.ts';

interface Finding {
  readonly text: string;
  readonly mime: string;
  readonly charset: string;
}

const binary = (text: string, mime: string): Finding => ({ text, mime, charset: 'binary' });

const word = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
const bigWord = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0;

/** Formats that begin with a mark. */
function marked(bytes: Uint8Array): Finding | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  if (head.startsWith('\u007fELF'))
    return binary(
      `ELF ${bytes[4] === 1 ? '32' : '64'}-bit LSB executable, ${word(bytes, 18) === 183 ? 'ARM aarch64' : 'x86-64'}, version 1 (SYSV)`,
      'application/x-executable',
    );
  if (head.startsWith('\x1f\x8b')) {
    const size = bytes.subarray(-4);
    const original = (word(size, 0) | (word(size, 2) << 16)) >>> 0;
    const end = bytes.indexOf(0, 10);
    const named = ((bytes[3] ?? 0) & 8) > 0 ? `, was "${decodeText(bytes.subarray(10, end))}"` : '';
    const system = bytes[9] === 3 ? ', from Unix' : '';
    return binary(`gzip compressed data${named}${system}, original size modulo 2^32 ${original}`, 'application/gzip');
  }
  if (head.startsWith('PK\x03\x04')) {
    const method = word(bytes, 8) === 8 ? 'deflate' : 'store';
    const version = bytes[4] ?? 20;
    return binary(
      `Zip archive data, at least v${Math.floor(version / 10)}.${version % 10} to extract, compression method=${method}`,
      'application/zip',
    );
  }
  if (head.startsWith('PK\x05\x06')) return binary('Zip archive data (empty)', 'application/zip');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) {
    const colours: Readonly<Record<number, string>> = { 0: ' grayscale', 2: '/color RGB', 3: ' colormap', 4: ' gray+alpha', 6: '/color RGBA' }; // prettier-ignore
    const depth = bytes[24] ?? 8;
    return binary(
      `PNG image data, ${bigWord(bytes, 16)} x ${bigWord(bytes, 20)}, ${depth}-bit${colours[bytes[25] ?? 2] ?? ''}, ${bytes[28] ? 'interlaced' : 'non-interlaced'}`,
      'image/png',
    );
  }
  if (head.startsWith('GIF8'))
    return binary(`GIF image data, version ${head.slice(3, 6)}, ${word(bytes, 6)} x ${word(bytes, 8)}`, 'image/gif');
  if (head.startsWith('\xff\xd8\xff')) return binary('JPEG image data', 'image/jpeg');
  if (head.startsWith('%PDF-')) return binary(`PDF document, version ${head.slice(5, 8)}`, 'application/pdf');
  if (head.startsWith('BZh')) return binary(`bzip2 compressed data, block size = ${head.charAt(3)}00k`, 'application/x-bzip2'); // prettier-ignore
  if (head.startsWith('\xfd7zXZ\0')) return binary('XZ compressed data, checksum CRC64', 'application/x-xz');
  if (head.startsWith('SQLite format 3\0')) return binary('SQLite 3.x database', 'application/vnd.sqlite3');
  const mark = String.fromCharCode(...bytes.subarray(257, 265));
  if (mark.startsWith('ustar'))
    return binary(mark === 'ustar  \0' ? 'POSIX tar archive (GNU)' : 'POSIX tar archive', 'application/x-tar');
  return undefined;
}

const interpreters: readonly (readonly [RegExp, string, string])[] = [
  [/(^|\/)bash$/, 'Bourne-Again shell script', 'text/x-shellscript'],
  [/(^|\/)(sh|dash|ash)$/, 'POSIX shell script', 'text/x-shellscript'],
  [/(^|\/)python[\d.]*$/, 'Python script', 'text/x-script.python'],
  [/(^|\/)node$/, 'Node.js script executable', 'application/javascript'],
  [/(^|\/)perl$/, 'Perl script text executable', 'text/x-perl'],
];

/** Kinds of text by what stands in it. */
function language(text: string): { text: string; mime: string; executable?: boolean } | undefined {
  const shebang = /^#!\s*(\S+)(?:\s+(\S+))?/.exec(text);
  if (shebang) {
    const program = shebang[1]?.endsWith('/env') ? (shebang[2] ?? '') : (shebang[1] ?? '');
    const found = interpreters.find(([pattern]) => pattern.test(program));
    return found
      ? { text: found[1], mime: found[2], executable: true }
      : { text: `a ${shebang[1] ?? ''} script`, mime: 'text/plain', executable: true };
  }
  if (/^\s*[[{]/.test(text)) {
    try {
      JSON.parse(text);
      return { text: 'JSON text data', mime: 'application/json' };
    } catch {
      // Text that only begins like JSON.
    }
  }
  const xml = /^<\?xml version="([\d.]+)"/.exec(text)?.[1];
  if (xml !== undefined) return { text: `XML ${xml} document`, mime: 'text/xml' };
  if (/^\s*<(!doctype html|html|head|title|body)\b/i.test(text)) return { text: 'HTML document', mime: 'text/html' };
  if (/^#include\s*[<"]/m.test(text)) return { text: 'C source', mime: 'text/x-c' };
  if (/^(import|from) \w[\w.]*( import .*)?\n/m.test(text) && /^(def|class) \w+.*:$/m.test(text))
    return { text: 'Python script', mime: 'text/x-script.python', executable: true };
  if (text.startsWith('-----BEGIN CERTIFICATE-----')) return { text: 'PEM certificate', mime: 'text/plain' };
  const rows = text
    .split('\n')
    .slice(0, 10)
    .filter((line) => line !== '');
  const commas = rows.map((row) => row.split(',').length - 1);
  if (rows.length > 2 && (commas[0] ?? 0) > 0 && commas.every((count) => count === commas[0]))
    return { text: 'CSV text', mime: 'text/csv' };
  if (/^(\.PHONY|all)\s*:/m.test(text)) return { text: 'makefile script', mime: 'text/x-makefile' };
  return undefined;
}

function textFinding(bytes: Uint8Array): Finding | undefined {
  const text = decodeText(bytes);
  if (/[\0-\x06\x0e-\x1a\x1c-\x1f\x7f]|[\udc80-\udcff](?<![\ud800-\udbff].)/.test(text)) return undefined;
  const ascii = /^[\0-\x7f]*$/.test(text);
  const kind = language(text);
  const marks: string[] = [];
  const longest = Math.max(...text.split('\n').map((line) => line.length));
  if (longest > 300) marks.push(`with very long lines (${longest})`);
  if (!text.includes('\n')) marks.push('with no line terminators');
  else if (text.includes('\r\n')) marks.push(/[^\r]\n/.test(text) ? 'with CRLF, LF line terminators' : 'with CRLF line terminators'); // prettier-ignore
  const [charset, name] = ascii ? ['us-ascii', 'ASCII text'] : ['utf-8', 'Unicode text, UTF-8 text'];
  if (kind?.text === 'JSON text data' || kind?.text === 'CSV text')
    return { text: kind.text, mime: kind.mime, charset };
  const shown = kind ? `${kind.text}, ${name}${kind.executable ? ' executable' : ''}` : name;
  return { text: [shown, ...marks].join(', '), mime: kind?.mime ?? 'text/plain', charset };
}

function* look(run: Invocation, path: string): Task<Finding> {
  const { files } = run.process;
  const stat = path === '-' ? undefined : run.options.has('L') ? files.stat(path) : files.lstat(path);
  let special = '';
  if (stat !== undefined && failed(stat))
    return binary(`cannot open \`${path}' (No such file or directory)`, `cannot open \`${path}' (No such file or directory)`); // prettier-ignore
  if (stat) {
    for (const [bit, name] of [
      [0o4000, 'setuid '],
      [0o2000, 'setgid '],
      [0o1000, stat.kind === 'directory' ? 'sticky, ' : 'sticky '],
    ] as const)
      // prettier-ignore
      if (stat.mode & bit) special += name;
    const { kind } = stat;
    if (kind === 'directory') return binary(`${special}directory`, 'inode/directory');
    if (kind === 'symlink') {
      const target = files.readlink(path);
      const to = failed(target) ? '' : target;
      return binary(`${files.exists(path) ? '' : 'broken '}symbolic link to ${to}`, 'inode/symlink');
    }
    if (kind === 'fifo') return binary('fifo (named pipe)', 'inode/fifo');
    if (kind === 'socket') return binary('socket', 'inode/socket');
    if (kind === 'character' || kind === 'block')
      return binary(
        `${kind} special (${stat.major}/${stat.minor})`,
        kind === 'block' ? 'inode/blockdevice' : 'inode/chardevice',
      );
    // Programs of images have a size, and no bytes.
    if (stat.program !== undefined)
      return binary(
        `${special}ELF 64-bit LSB pie executable, x86-64, version 1 (SYSV), dynamically linked, interpreter ${hasMusl(files) ? '/lib/ld-musl-x86_64.so.1' : '/lib64/ld-linux-x86-64.so.2'}, stripped`,
        'application/x-pie-executable',
      );
    if (stat.size === 0) return binary('empty', 'inode/x-empty');
  }
  const input = path === '-' ? run.process.descriptors.get(0)?.retain() : yield* run.process.open(path, 'read');
  if (typeof input === 'string' || !input) return binary('regular file, no read permission', 'regular file, no read permission'); // prettier-ignore
  const bytes = yield* readAll(input, run.process);
  input.release();
  if (bytes.length === 0) return binary('empty', 'inode/x-empty');
  const found = marked(bytes) ?? textFinding(bytes) ?? binary('data', 'application/octet-stream');
  return { ...found, text: special + found.text };
}

/** `file` */
export const file = applet(
  {
    name: 'file',
    short: 'bF:hiLN',
    long: {
      brief: 'b', separator: 'F:', dereference: 'L', 'no-dereference': 'h', mime: 'i', 'mime-type': 'mime-type',
      'mime-encoding': 'mime-encoding', 'no-pad': 'N', version: 'version',
    },
    unsimulated: ['c', 'C', 'd', 'e', 'E', 'f', 'k', 'l', 'm', 'n', 'p', 'P', 'r', 's', 'S', 'v', 'z', 'Z', '0', 'extension', 'apple', 'magic-file', 'files-from', 'keep-going', 'uncompress'],
    usage: '[-bchiLN] <file> ...',
    about: 'Determine type of FILEs.',
    usageWithHint: true,
  },
  function* (run) {
    const { options, operands } = run;
    if (options.has('version')) {
      yield* run.print('file-5.45\n');
      return 0;
    }
    if (operands.length === 0) return yield* run.misuse();
    const width = Math.max(...operands.map((name) => encodeText(name).length));
    for (const path of operands) {
      const found = yield* look(run, path);
      const shown = options.has('mime-type')
        ? found.mime
        : options.has('mime-encoding')
          ? found.charset
          : options.has('i')
            ? `${found.mime}; charset=${found.charset}`
            : found.text;
      const name = path === '-' ? '/dev/stdin' : path;
      const label = `${name}${options.value('F') ?? ':'}`;
      yield* run.print(
        options.has('b') ? `${shown}\n` : `${options.has('N') ? label : label.padEnd(width + 1)} ${shown}\n`,
      );
      yield* run.step(0.1);
    }
    return 0;
  },
); // prettier-ignore
