// wc(1).
import type { Task } from '../../kernel/task.ts';
import type { Descriptor } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { FileDescription } from '../processes/file-description.ts';
import { widthOfText } from '../terminal/character-width.ts';
import { applet, type Invocation } from './invocation.ts';
import { decodeText, readAll } from './text.ts';

interface Counts {
  readonly l: number;
  readonly w: number;
  readonly m: number;
  readonly c: number;
  readonly L: number;
}

const zero: Counts = { l: 0, w: 0, m: 0, c: 0, L: 0 };

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

/** Counts what is asked for; the rest stays 0. */
function* count(run: Invocation, input: Descriptor, columns: readonly (keyof Counts)[]): Task<Counts> {
  const bytes = yield* readAll(input);
  yield* run.step(bytes.length * 0.000_005);
  const c = bytes.length;
  if (columns.every((column) => column === 'c')) return { ...zero, c };
  const text = decodeText(bytes);
  const lines = text.split('\n');
  return {
    l: lines.length - 1,
    w: columns.includes('w') ? wordsIn(text) : 0,
    m: columns.includes('m') ? [...text].length : 0,
    c,
    L: columns.includes('L') ? lines.reduce((most, one) => Math.max(most, lineWidth(one)), 0) : 0,
  };
}

/** Words between blanks. An expression would need a stack as deep as the longest word, and binary files have long ones. */
function wordsIn(text: string): number {
  let words = 0;
  let inside = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const blank = code === 0x20 || (code >= 0x09 && code <= 0x0d);
    if (inside === blank) {
      inside = !blank;
      if (inside) words++;
    }
  }
  return words;
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
