// wc(1).
import { concatBytes } from '../../kernel/bytes.ts';
import type { Task } from '../../kernel/task.ts';
import type { Descriptor } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { FileDescription } from '../processes/file-description.ts';
import { widthOfText } from '../terminal/character-width.ts';
import { applet, type Invocation } from './invocation.ts';
import { decodeText } from './text.ts';

interface Counts {
  l: number;
  w: number;
  m: number;
  c: number;
  L: number;
}

const zero: Readonly<Counts> = { l: 0, w: 0, m: 0, c: 0, L: 0 };

/** `wc` */
export const wc = applet(
  {
    name: 'wc',
    short: 'clLmw',
    long: { bytes: 'c', chars: 'm', lines: 'l', 'max-line-length': 'L', words: 'w' },
    unsimulated: ['files0-from', 'total'],
    usage: '[OPTION]... [FILE]...',
    about: 'Print newline, word, and byte counts for each FILE, and a total line if more than one FILE is specified.',
    busybox: { short: 'clwLm', long: {}, usage: '[-cmlwL] [FILE]...' },
  },
  function* (run) {
    const { options, operands, process } = run;
    const wanted = (['l', 'w', 'm', 'c', 'L'] as const).filter((letter) => options.has(letter));
    const columns = wanted.length > 0 ? wanted : (['l', 'w', 'c'] as const);
    const paths = operands.length > 0 ? operands : ['-'];
    let size = 0;
    let regular = true;
    for (const path of paths) {
      const input = path === '-' ? process.descriptors.get(0) : undefined;
      const inode = input instanceof FileDescription ? input.file.inode : undefined;
      const stat =
        inode && input instanceof FileDescription
          ? { kind: inode.kind, size: input.file.size }
          : path === '-'
            ? undefined
            : process.files.stat(path);
      if (stat && !failed(stat) && stat.kind === 'file') size += stat.size;
      else if (!stat || !failed(stat)) regular = false;
    }
    const single = paths.length === 1 && columns.length === 1;
    const width = !run.gnu ? (single ? 0 : 9) : single ? 1 : regular ? String(size).length : 7;
    const line = (counts: Counts, name: string): string =>
      `${columns
        .map((column) => String(counts[column]).padStart(width))
        .join(run.gnu || width === 0 ? ' ' : ' ')
        .replace(/^/, '')}${name === '' ? '' : ` ${name}`}\n`;
    let total = zero;
    for (const path of paths) {
      const input = yield* run.open(path);
      if (!input) continue;
      if (run.isDirectory(path)) {
        yield* run.complain(`${path}: Is a directory`);
        if (run.gnu) yield* run.print(line(zero, path));
        input.release();
        if (run.gnu) continue;
        yield* run.print(line(zero, path));
        continue;
      }
      const counts = yield* count(run, input, columns);
      input.release();
      total = {
        l: total.l + counts.l,
        w: total.w + counts.w,
        m: total.m + counts.m,
        c: total.c + counts.c,
        L: Math.max(total.L, counts.L),
      };
      yield* run.print(line(counts, operands.length > 0 ? path : ''));
    }
    if (paths.length > 1) yield* run.print(line(total, 'total'));
    return run.status;
  },
);

/** Counts what is asked for, as it arrives: a file may be large. The rest stays 0. */
function* count(run: Invocation, input: Descriptor, columns: readonly (keyof Counts)[]): Task<Counts> {
  const onlySize = columns.every((column) => column === 'c');
  const found = { ...zero };
  const kept: Uint8Array[] = [];
  let inside = false;
  for (let part = yield* input.read(); part; part = yield* input.read()) {
    yield* run.step(part.length * 0.000_005);
    found.c += part.length;
    if (onlySize) continue;
    if (columns.includes('L')) kept.push(part);
    for (const byte of part) {
      if (byte === 0x0a) found.l++;
      // What goes on with a character begins with the bits 10.
      if ((byte & 0xc0) !== 0x80) found.m++;
      const blank = byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
      if (inside === blank) {
        inside = !blank;
        if (inside) found.w++;
      }
    }
  }
  const lines = decodeText(concatBytes(kept)).split('\n');
  return { ...found, L: lines.reduce((most, line) => Math.max(most, lineWidth(line)), 0) };
}

/** Cells that a line takes, with tab stops every eight. */
function lineWidth(line: string): number {
  let width = 0;
  for (const [index, part] of line.split('\t').entries()) {
    if (index > 0) width += 8 - (width % 8);
    width += widthOfText(part);
  }
  return width;
}
