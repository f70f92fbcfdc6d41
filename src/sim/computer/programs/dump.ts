// Bytes made visible: od(1), hexdump(1), xxd(1), strings(1).
import type { Task } from '../../kernel/task.ts';
import { applet, type Invocation } from './invocation.ts';
import { concatBytes } from '../../kernel/bytes.ts';
import { decodeText, readStream } from './text.ts';

/** The bytes of all files one after the other; undefined after a message. */
function* bytesOf(run: Invocation, paths: readonly string[]): Task<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  for (const path of paths.length > 0 ? paths : ['-']) {
    const input = yield* run.open(path);
    if (!input) continue;
    parts.push(yield* readStream(input, run.process));
    input.release();
  }
  const bytes = concatBytes(parts);
  yield* run.step(bytes.length * 0.000_02);
  return bytes;
}

const names: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};
const control =
  'nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp'.split(
    ' ',
  );

interface Format {
  readonly size: number;
  readonly width: number;
  readonly show: (bytes: Uint8Array) => string;
}

function number(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at--) value = value * 256n + BigInt(bytes[at] ?? 0);
  return value;
}

function formatOf(type: string): Format | undefined {
  const match = /^([acdouxX])(\d|[CSIL])?$/.exec(type);
  if (!match) return undefined;
  const [, letter = '', sizeText] = match;
  if (letter === 'c')
    return {
      size: 1,
      width: 3,
      show: ([byte = 0]) =>
        names[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0')),
    };
  if (letter === 'a')
    return {
      size: 1,
      width: 3,
      show: ([byte = 0]) => control[byte & 127] ?? ((byte & 127) === 127 ? 'del' : String.fromCharCode(byte & 127)),
    };
  const size = sizeText === undefined ? 4 : ({ C: 1, S: 2, I: 4, L: 8 }[sizeText] ?? Number(sizeText));
  const base = letter === 'o' ? 8 : letter === 'x' || letter === 'X' ? 16 : 10;
  const digits =
    base === 16 ? size * 2 : base === 8 ? Math.ceil((size * 8) / 3) : ({ 1: 3, 2: 5, 4: 10, 8: 20 }[size] ?? 10);
  const width = letter === 'd' ? digits + 1 : digits;
  return {
    size,
    width,
    show: (bytes) => {
      const value = number(bytes);
      if (letter === 'd') return BigInt.asIntN(size * 8, value).toString();
      return letter === 'u' ? value.toString() : value.toString(base).padStart(digits, '0');
    },
  };
}

/** `od` */
export const od = applet(
  {
    name: 'od',
    short: 'A:abcdj:lN:ost:vw::x',
    long: {
      'address-radix': 'A:',
      'skip-bytes': 'j:',
      'read-bytes': 'N:',
      format: 't:',
      'output-duplicates': 'v',
      width: 'w::',
    },
    unsimulated: ['endian', 'S', 'strings', 'traditional'],
    usage: '[OPTION]... [FILE]...',
    about: 'Write an unambiguous representation, octal bytes by default, of FILE to standard output.',
    busybox: {
      short: 'A:abcdj:lN:ost:vw::x',
      long: {},
      usage: '[-abcdfhilovxs] [-t TYPE] [-A RADIX] [-N SIZE] [-j SKIP] [FILE]...',
    },
  },
  function* (run) {
    const { options } = run;
    const short: Readonly<Record<string, string>> = {
      a: 'a',
      b: 'o1',
      c: 'c',
      d: 'u2',
      o: 'o2',
      s: 'd2',
      x: 'x2',
      l: 'd8',
    };
    const types = options.given.flatMap(({ name, value }) =>
      name === 't' ? (value.match(/[acdouxX][\dCSIL]?/g) ?? [value]) : (short[name] ?? []),
    );
    const formats: Format[] = [];
    for (const type of types.length > 0 ? types : ['o2']) {
      const format = formatOf(type);
      if (!format) return yield* run.die(`invalid type string ${run.quote(type)}`);
      formats.push(format);
    }
    const all = yield* bytesOf(run, run.operands);
    if (!all) return 1;
    const skip = Number(options.value('j') ?? 0);
    const bytes = all.subarray(skip, skip + Number(options.value('N') ?? Infinity));
    const row = Number(options.value('w') || 16);
    const radix = options.value('A') ?? 'o';
    const address = (at: number): string =>
      radix === 'n'
        ? ''
        : radix === 'd'
          ? String(at).padStart(7, '0')
          : radix === 'x'
            ? at.toString(16).padStart(6, '0')
            : at.toString(8).padStart(7, '0');
    const cell = Math.max(...formats.map(({ width, size }) => (width + 1) / size));
    let before = '';
    let skipped = 'no';
    for (let at = 0; at < bytes.length; at += row) {
      const part = bytes.subarray(at, at + row);
      const key = part.join();
      if (key === before && part.length === row && !options.has('v') && at > 0) {
        if (skipped === 'no') yield* run.print('*\n');
        skipped = 'yes';
        continue;
      }
      before = key;
      skipped = 'no';
      for (const [index, { size, show }] of formats.entries()) {
        let line = index === 0 ? address(skip + at) : ' '.repeat(address(0).length);
        for (let from = 0; from < part.length; from += size)
          line += show(part.subarray(from, from + size)).padStart(Math.round(cell * size));
        yield* run.print(`${line}\n`);
      }
    }
    if (radix !== 'n') yield* run.print(`${address(skip + bytes.length)}\n`);
    return run.status;
  },
);

const printable = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** `hexdump`: its default form and -C. */
export const hexdump = applet(
  {
    name: 'hexdump',
    short: 'Cn:s:v',
    unsimulated: ['b', 'c', 'd', 'e', 'f', 'o', 'x'],
    usage: '[options] <file>...',
    about: 'Display file contents in hexadecimal.',
  },
  function* (run) {
    const { options } = run;
    const all = yield* bytesOf(run, run.operands);
    if (!all) return 1;
    const skip = Number(options.value('s') ?? 0);
    const bytes = all.subarray(skip, skip + Number(options.value('n') ?? Infinity));
    const digits = options.has('C') ? 8 : 7;
    let before = '';
    let skipped = 'no';
    for (let at = 0; at < bytes.length; at += 16) {
      const part = bytes.subarray(at, at + 16);
      const key = part.join();
      if (key === before && part.length === 16 && !options.has('v') && at > 0) {
        if (skipped === 'no') yield* run.print('*\n');
        skipped = 'yes';
        continue;
      }
      before = key;
      skipped = 'no';
      const address = (skip + at).toString(16).padStart(digits, '0');
      if (options.has('C')) {
        const cells = Array.from({ length: 16 }, (_, index) => (index < part.length ? hex(part[index] ?? 0) : '  '));
        yield* run.print(
          `${address}  ${cells.slice(0, 8).join(' ')}  ${cells.slice(8).join(' ')}  |${printable(part)}|\n`,
        );
      } else {
        const cells = Array.from(
          { length: Math.ceil(part.length / 2) },
          (_, index) => `${hex(part[2 * index + 1] ?? 0)}${hex(part[2 * index] ?? 0)}`,
        );
        yield* run.print(`${`${address} ${cells.join(' ')}`.padEnd(run.gnu ? 47 : 0)}\n`);
      }
    }
    if (bytes.length > 0) yield* run.print(`${(skip + bytes.length).toString(16).padStart(digits, '0')}\n`);
    return run.status;
  },
);

/** `xxd`: dumps, -p, and -r of plain hexadecimal. */
export const xxd = applet(
  {
    name: 'xxd',
    short: 'c:g:l:prs:u',
    usage: '[options] [infile [outfile]]',
    about: 'Make a hexdump or do the reverse.',
    unsimulated: ['a', 'b', 'e', 'E', 'i'],
  },
  function* (run) {
    const { options } = run;
    const all = yield* bytesOf(run, run.operands.slice(0, 1));
    if (!all) return 1;
    if (options.has('r')) {
      const text = decodeText(all);
      const digits = options.has('p')
        ? text.replace(/[^0-9a-fA-F]/g, '')
        : text
            .split('\n')
            .map((line) => (/^[0-9a-f]+: ((?:[0-9a-f]{2,4} ?)+)/i.exec(line)?.[1] ?? '').replace(/\s/g, ''))
            .join('');
      yield* run.output.writeBytes(Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
      return run.status;
    }
    const skip = Number(options.value('s') ?? 0);
    const bytes = all.subarray(skip, skip + Number(options.value('l') ?? Infinity));
    const columns = Number(options.value('c') ?? (options.has('p') ? 30 : 16));
    const group = Number(options.value('g') ?? 2);
    for (let at = 0; at < bytes.length; at += columns) {
      const part = bytes.subarray(at, at + columns);
      const pairs = [...part].map((byte) => (options.has('u') ? hex(byte).toUpperCase() : hex(byte)));
      if (options.has('p')) yield* run.print(`${pairs.join('')}\n`);
      else {
        const width = columns * 2 + (group > 0 ? Math.ceil(columns / group) - 1 : 0);
        const cells = pairs
          .map((pair, index) => (group > 0 && index > 0 && index % group === 0 ? ` ${pair}` : pair))
          .join('');
        yield* run.print(`${(skip + at).toString(16).padStart(8, '0')}: ${cells.padEnd(width)}  ${printable(part)}\n`);
      }
    }
    return run.status;
  },
);

/** `strings` */
export const strings = applet(
  {
    name: 'strings',
    short: 'an:o',
    usage: '[option(s)] [file(s)]',
    about: 'Display printable strings in [file(s)] (stdin by default).',
  },
  function* (run) {
    const least = Number(run.options.value('n') ?? 4);
    const bytes = yield* bytesOf(run, run.operands);
    if (!bytes) return 1;
    let text = '';
    for (const byte of [...bytes, 0]) {
      if ((byte >= 32 && byte < 127) || byte === 9) {
        text += String.fromCharCode(byte);
        continue;
      }
      if (text.length >= least) yield* run.print(`${text}\n`);
      text = '';
    }
    return run.status;
  },
);
