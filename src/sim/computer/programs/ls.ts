// ls(1).
import type { Task } from '../../kernel/task.ts';
import { failed, type Failure } from '../filesystem/errno.ts';
import type { Stat } from '../filesystem/file-system.ts';
import { joinPath } from '../filesystem/path.ts';
import { widthOfText } from '../terminal/character-width.ts';
import { formatTime, fullTime, listedTime } from './calendar.ts';
import { modeText } from './file-mode.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { blocksOf, busyboxSize, humanSize } from './sizes.ts';
import { shellQuoted } from './text.ts';
import { Names } from './users.ts';

interface Entry {
  /** As it is shown. */
  readonly name: string;
  readonly path: string;
  readonly stat: Stat;
}

interface Style {
  readonly form: 'long' | 'columns' | 'across' | 'single' | 'commas';
  readonly width: number;
  readonly color: boolean;
  /** Names with blanks in quotes, as GNU shows them on a terminal. */
  readonly quotes: boolean;
  readonly names: Names;
  /** `reset` until the first colour was shown: GNU's ls resets the terminal before it. */
  colors: 'reset' | 'shown';
}

/** `ls` */
export const ls = applet(
  {
    name: 'ls',
    short: '1aACdfFgGhHiI:klLmnNopQrRsStUvw:xX',
    long: {
      all: 'a',
      'almost-all': 'A',
      color: 'color::',
      directory: 'd',
      classify: 'F',
      'file-type': 'p',
      'full-time': 'full-time',
      'group-directories-first': 'group-directories-first',
      'human-readable': 'h',
      si: 'si',
      dereference: 'L',
      inode: 'i',
      ignore: 'I:',
      literal: 'N',
      'no-group': 'G',
      'numeric-uid-gid': 'n',
      'quote-name': 'Q',
      reverse: 'r',
      recursive: 'R',
      size: 's',
      sort: 'sort:',
      'time-style': 'time-style:',
      width: 'w:',
    },
    usage: '[OPTION]... [FILE]...',
    about: 'List information about the FILEs (the current directory by default).',
    misuse: 2,
    unsimulated: [
      'b',
      'B',
      'c',
      'D',
      'q',
      'T',
      'u',
      'Z',
      'time',
      'escape',
      'ignore-backups',
      'context',
      'hyperlink',
      'zero',
      'indicator-style',
      'quoting-style',
      'block-size',
      'tabsize',
      'hide',
      'author',
      'dired',
    ],
    busybox: {
      short: '1AaCxdLHRFplinshrSXvtw:',
      long: { 'full-time': 'full-time', 'group-directories-first': 'group-directories-first', color: 'color::' },
      usage: '[-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...',
    },
  },
  function* (run) {
    const style = styleOf(run);
    const operands = run.operands.length > 0 ? run.operands : ['.'];
    const files: Entry[] = [];
    const directories: Entry[] = [];
    for (const path of operands) {
      yield* run.step();
      const stat = statOf(run, path);
      if (failed(stat)) {
        const text = run.gnu ? `cannot access ${shellQuoted(path)}: ${reason(stat)}` : `${path}: ${reason(stat)}`;
        yield* run.complain(text, run.gnu ? 2 : 1);
        continue;
      }
      const isListed = stat.kind === 'directory' && !run.options.has('d');
      (isListed ? directories : files).push({ name: path, path, stat });
    }
    yield* show(run, style, sorted(run, files));
    const titled = operands.length > 1 || run.options.has('R');
    let first = files.length === 0;
    for (const directory of sorted(run, directories)) {
      yield* list(run, style, directory.path, titled, first);
      first = false;
    }
    return run.status;
  },
);

function styleOf(run: Invocation): Style {
  const { options, process } = run;
  const terminal = process.descriptors.get(1)?.terminal;
  const given = options.last('l', 'n', 'g', 'o', 'C', 'x', '1', 'm', 'full-time');
  const long = options.has('l') || options.has('n') || options.has('g') || options.has('o') || options.has('full-time');
  const form =
    long && given !== 'C' && given !== 'x' && given !== 'm'
      ? 'long'
      : given === '1'
        ? 'single'
        : given === 'x'
          ? 'across'
          : given === 'm'
            ? 'commas'
            : given === 'C' || terminal
              ? 'columns'
              : 'single';
  const when = options.has('color') ? options.value('color') || 'always' : run.gnu ? 'never' : 'auto';
  const known = !run.gnu || knowsColors(process.env);
  const color =
    known && (/^(always|yes|force)$/.test(when) || (/^(auto|tty|if-tty)$/.test(when) && terminal !== undefined));
  const seen = run.gnu
    ? Number(process.env.get('COLUMNS') ?? 0) || terminal?.columns || 80
    : (terminal?.columns ?? 80) - 1;
  const columns = Number(options.value('w') ?? 0) || seen;
  const quotes = run.gnu && terminal !== undefined && !options.has('N');
  return { form, width: columns, color, quotes, names: new Names(process.files), colors: run.gnu ? 'reset' : 'shown' };
}

function statOf(run: Invocation, path: string): Stat | Failure {
  const { options, process } = run;
  const { files } = process;
  const has = (...names: string[]): boolean => names.some((name) => options.has(name));
  if (has('L')) return files.stat(path);
  if (!run.gnu) return has('H') || !has('l', 'i', 's', 'F') ? files.stat(path) : files.lstat(path);
  const followed = files.stat(path);
  if (has('H') && !failed(followed)) return followed;
  // A link to a directory is listed as one, unless the link itself is asked about.
  const listed = !has('d', 'l', 'n', 'g', 'o', 'full-time', 'F');
  return listed && !failed(followed) && followed.kind === 'directory' ? followed : files.lstat(path);
}

/** Whether GNU's ls shows colours: there are LS_COLORS, or the terminal is one that is known to have them. */
function knowsColors(env: ReadonlyMap<string, string>): boolean {
  if (env.has('LS_COLORS') || env.get('COLORTERM')) return true;
  return /color|^(?:ansi|con\d|cons25|console|cygwin|dtterm|dvtm|eterm|gnome|hurd|jfbterm|konsole|kterm|linux|mlterm|putty|rxvt|screen|st|terminator|tmux|vt100|vt220|xterm)/i.test(
    env.get('TERM') ?? '',
  );
}

function sorted(run: Invocation, entries: readonly Entry[]): Entry[] {
  const { options } = run;
  const last = options.last('t', 'S', 'X', 'v', 'U', 'f', 'sort');
  const words: Readonly<Record<string, string>> = { time: 't', size: 'S', extension: 'X', version: 'v', none: 'U' };
  const key = last === 'sort' ? (words[options.value('sort') ?? ''] ?? '') : last;
  if (key === 'U' || key === 'f') return [...entries];
  const byName = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const extension = (entry: Entry): string => /\.[^.]*$/.exec(entry.name.replace(/^\./, ''))?.[0] ?? '';
  const order = (a: Entry, b: Entry): number => {
    if (key === 't') return b.stat.mtime - a.stat.mtime || byName(a, b);
    if (key === 'S') return b.stat.size - a.stat.size || byName(a, b);
    if (key === 'X') return extension(a) < extension(b) ? -1 : extension(a) > extension(b) ? 1 : byName(a, b);
    if (key === 'v') return compareVersions(a.name, b.name) || byName(a, b);
    return byName(a, b);
  };
  const result = [...entries].sort(order);
  if (options.has('r')) result.reverse();
  if (options.has('group-directories-first'))
    result.sort((a, b) => Number(leadsToDirectory(run, b)) - Number(leadsToDirectory(run, a)));
  return result;
}

function leadsToDirectory(run: Invocation, { stat, path }: Entry): boolean {
  const followed = stat.kind === 'symlink' ? run.process.files.stat(path) : stat;
  return !failed(followed) && followed.kind === 'directory';
}

/** Compares names with the numbers in them by value, as `ls -v` and `sort -V`. */
export function compareVersions(a: string, b: string): number {
  const split = (text: string): string[] => text.match(/\d+|\D+/g) ?? [];
  const [left, right] = [split(a), split(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [one, two] = [left[at], right[at]];
    if (one === undefined) return -1;
    if (two === undefined) return 1;
    if (one === two) continue;
    const numbers = /^\d/.test(one) && /^\d/.test(two) ? Number(one) - Number(two) : 0;
    if (numbers !== 0) return numbers;
    return one < two ? -1 : 1;
  }
  return 0;
}

function* list(run: Invocation, style: Style, path: string, titled: boolean, first: boolean): Task {
  const { options, process } = run;
  const names = process.files.readdir(path);
  if (failed(names)) {
    const message = run.gnu
      ? `cannot open directory ${shellQuoted(path)}: ${reason(names)}`
      : `can't open '${path}': ${reason(names)}`;
    yield* run.complain(message, run.gnu ? 2 : 1);
    return;
  }
  if (titled) yield* run.print(`${first ? '' : '\n'}${style.quotes ? shellQuoted(path, 'needed') : path}:\n`);
  const hidden = options.has('a') || options.has('A') || options.has('f');
  const ignored = options.values('I').map((pattern) => globToRegExp(pattern));
  const shown = names.filter((name) => (hidden || !name.startsWith('.')) && !ignored.some((one) => one.test(name)));
  if (options.has('f') || options.last('a', 'A') === 'a') shown.unshift('.', '..');
  const entries: Entry[] = [];
  for (const name of shown) {
    yield* run.step();
    const below = joinPath(path, name);
    const stat = options.has('L') ? process.files.stat(below) : process.files.lstat(below);
    if (failed(stat)) {
      const text = run.gnu ? `cannot access ${shellQuoted(below)}: ${reason(stat)}` : `${below}: ${reason(stat)}`;
      yield* run.complain(text);
    } else entries.push({ name, path: below, stat });
  }
  if (style.form === 'long' || options.has('s')) {
    const blocks = entries.reduce((sum, { stat }) => sum + blocksOf(stat), 0) / 2;
    yield* run.print(`total ${total(run, blocks)}\n`);
  }
  const ordered = sorted(run, entries);
  yield* show(run, style, ordered);
  if (!options.has('R')) return;
  for (const entry of ordered)
    if (entry.stat.kind === 'directory' && entry.name !== '.' && entry.name !== '..')
      yield* list(run, style, entry.path, true, false);
}

const globToRegExp = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  );

function total(run: Invocation, kilobytes: number): string {
  if (!run.options.has('h') && !run.options.has('si')) return String(kilobytes);
  return run.gnu ? humanSize(kilobytes * 1024, run.options.has('si')) : busyboxSize(kilobytes * 1024).padEnd(7);
}

/** A name as it is printed, with the cells it takes. */
function label(run: Invocation, style: Style, entry: Entry): { text: string; width: number } {
  const { options } = run;
  let name = entry.name;
  if (options.has('Q')) name = `"${name.replace(/["\\]/g, '\\$&')}"`;
  else if (style.quotes) name = shellQuoted(name, 'needed');
  const mark = indicator(run, entry.stat);
  const color = style.color ? colorOf(run, entry) : '';
  const shown =
    !style.color || color === '' ? name : run.gnu ? `\x1b[${color}m${name}\x1b[0m` : `\x1b[${color}m${name}\x1b[m`;
  return { text: shown + mark, width: widthOfText(name) + mark.length };
}

function indicator(run: Invocation, stat: Stat): string {
  if (stat.kind === 'directory') return run.options.has('F') || run.options.has('p') ? '/' : '';
  if (!run.options.has('F')) return '';
  if (stat.kind === 'symlink') return '@';
  if (stat.kind === 'fifo') return '|';
  if (stat.kind === 'socket') return '=';
  return stat.kind === 'file' && (stat.mode & 0o111) !== 0 ? '*' : '';
}

function colorOf(run: Invocation, { stat, path }: Entry): string {
  const bold = run.gnu ? '01' : '1';
  switch (stat.kind) {
    case 'directory':
      if (run.gnu && (stat.mode & 0o1002) === 0o1002) return '30;42';
      if (run.gnu && (stat.mode & 0o002) !== 0) return '34;42';
      return `${bold};34`;
    case 'symlink':
      return run.process.files.exists(path) ? `${bold};36` : run.gnu ? '' : '1;31';
    case 'fifo':
      return run.gnu ? '40;33' : '1;33';
    case 'socket':
    case 'character':
    case 'block':
      return run.gnu ? (stat.kind === 'socket' ? '01;35' : '40;33;01') : stat.kind === 'socket' ? '1;35' : '1;33';
    case 'file':
      if (run.gnu && (stat.mode & 0o4000) !== 0) return '37;41';
      return (stat.mode & 0o111) !== 0 ? `${bold};32` : run.gnu ? '' : '0;0';
  }
}

function* emit(run: Invocation, style: Style, text: string): Task {
  if (style.colors === 'shown' || !text.includes('\x1b[')) {
    yield* run.print(text);
    return;
  }
  style.colors = 'shown';
  yield* run.print(text.replace('\x1b[', '\x1b[0m\x1b['));
}

function* show(run: Invocation, style: Style, entries: readonly Entry[]): Task {
  if (entries.length === 0) return;
  if (style.form === 'long') {
    yield* emit(run, style, longLines(run, style, entries).join(''));
    return;
  }
  const widest = (values: readonly string[]): number => Math.max(...values.map((value) => value.length));
  const inodes = run.options.has('i') ? entries.map(({ stat }) => String(stat.ino)) : [];
  const blocks = run.options.has('s') ? entries.map(({ stat }) => total(run, blocksOf(stat) / 2).trim()) : [];
  const single = style.form === 'single' || style.form === 'commas';
  const pad = (values: readonly string[], index: number, fixed: number): string =>
    values.length === 0
      ? ''
      : `${(values[index] ?? '').padStart(run.gnu ? (style.form === 'commas' ? 0 : widest(values)) : fixed)} `;
  const labels = entries.map((entry, index) => {
    const { text, width } = label(run, style, entry);
    const before = pad(inodes, index, 7) + pad(blocks, index, 6);
    return { text: before + text, width: before.length + width };
  });
  // A quoted name among others pushes those without quotes one to the right.
  if (style.quotes && !single && labels.some(({ text }) => /^['"$]/.test(text)))
    for (const [index, one] of labels.entries())
      if (!/^['"$]/.test(one.text)) labels[index] = { text: ` ${one.text}`, width: one.width + 1 };
  if (style.form === 'single') yield* emit(run, style, labels.map(({ text }) => `${text}\n`).join(''));
  else if (style.form === 'commas') yield* emit(run, style, `${commas(labels, style.width)}\n`);
  else yield* emit(run, style, run.gnu ? gnuColumns(labels, style) : busyboxColumns(labels, style));
}

interface Label {
  readonly text: string;
  readonly width: number;
}

function commas(labels: readonly Label[], width: number): string {
  let line = 0;
  let text = '';
  for (const [index, one] of labels.entries()) {
    if (index > 0) {
      text += ',';
      line++;
      if (line + 1 + one.width + 1 > width) {
        text += '\n';
        line = 0;
      } else {
        text += ' ';
        line++;
      }
    }
    text += one.text;
    line += one.width;
  }
  return text;
}

function gnuColumns(labels: readonly Label[], style: Style): string {
  const across = style.form === 'across';
  const most = Math.max(1, Math.min(labels.length, Math.floor(style.width / 3)));
  let widths: number[] = [];
  let columns = 1;
  for (let count = most; count >= 1; count--) {
    const rows = Math.ceil(labels.length / count);
    widths = Array.from({ length: count }, () => 3);
    for (const [index, { width }] of labels.entries()) {
      const column = across ? index % count : Math.floor(index / rows);
      const real = width + (column === count - 1 ? 0 : 2);
      widths[column] = Math.max(widths[column] ?? 3, real);
    }
    columns = count;
    if (widths.reduce((sum, one) => sum + one, 0) < style.width) break;
  }
  const rows = Math.ceil(labels.length / columns);
  return layOut(labels, rows, columns, across, (column) => widths[column] ?? 0, style.color ? 0 : 8);
}

function busyboxColumns(labels: readonly Label[], style: Style): string {
  const width = Math.max(...labels.map((one) => one.width)) + 2;
  const columns = Math.max(1, Math.floor(style.width / width));
  return layOut(labels, Math.ceil(labels.length / columns), columns, style.form === 'across', () => width, 0);
}

function layOut(
  labels: readonly Label[],
  rows: number,
  columns: number,
  across: boolean,
  widthOf: (column: number) => number,
  tab: number,
): string {
  let text = '';
  for (let row = 0; row < rows; row++) {
    let at = 0;
    let next = 0;
    for (let column = 0; column < columns; column++) {
      const one = labels[across ? row * columns + column : column * rows + row];
      if (!one) break;
      while (at < next)
        if (tab > 0 && Math.floor(next / tab) > Math.floor((at + 1) / tab)) {
          text += '\t';
          at += tab - (at % tab);
        } else {
          text += ' ';
          at++;
        }
      text += one.text;
      at += one.width;
      next += widthOf(column);
    }
    text += '\n';
  }
  return text;
}

function longLines(run: Invocation, style: Style, entries: readonly Entry[]): string[] {
  const { options, process } = run;
  const now = process.machine.kernel.clock;
  const numeric = options.has('n');
  const human = options.has('h') || options.has('si');
  const size = (bytes: number): string =>
    human ? (run.gnu ? humanSize(bytes, options.has('si')) : busyboxSize(bytes)) : String(bytes);
  const time = (mtime: number): string => {
    const named = options.value('time-style');
    if (named?.startsWith('+')) return formatTime(named.slice(1), mtime);
    if (named === 'long-iso') return formatTime('%Y-%m-%d %H:%M', mtime);
    if (!options.has('full-time') && named !== 'full-iso') return listedTime(mtime, now);
    return run.gnu ? fullTime(mtime) : formatTime('%Y-%m-%d %H:%M:%S %z', mtime);
  };
  const rows = entries.map((entry) => {
    const { stat } = entry;
    const device = stat.kind === 'character' || stat.kind === 'block';
    const target = stat.kind === 'symlink' ? process.files.readlink(entry.path) : undefined;
    const { text } = label(run, style, entry);
    const arrow = typeof target === 'string' ? ` -> ${style.quotes ? shellQuoted(target, 'needed') : target}` : '';
    const name = stat.kind === 'symlink' && text.endsWith('@') ? text.slice(0, -1) : text;
    return {
      inode: String(stat.ino),
      blocks: total(run, blocksOf(stat) / 2).trim(),
      mode: modeText(stat),
      links: String(stat.nlink),
      user: numeric ? String(stat.uid) : style.names.user(stat.uid),
      group: numeric ? String(stat.gid) : style.names.group(stat.gid),
      major: device ? String(stat.major) : undefined,
      minor: String(stat.minor),
      size: size(stat.size),
      time: time(stat.mtime),
      name: name + arrow,
    };
  });
  const wide = (pick: (row: (typeof rows)[number]) => string): number =>
    Math.max(...rows.map((row) => pick(row).length));
  if (!run.gnu)
    return rows.map((row) => {
      const inode = options.has('i') ? `${row.inode.padStart(7)} ` : '';
      const blocks = options.has('s') ? `${row.blocks.padStart(6)} ` : '';
      const owner = `${row.user.slice(0, 8).padEnd(8)} ${row.group.slice(0, 8).padEnd(8)} `;
      const amount =
        row.major === undefined
          ? row.size.padStart(human ? 7 : 9)
          : `${row.major.padStart(4)}, ${row.minor.padStart(3)}`;
      return `${inode}${blocks}${row.mode} ${row.links.padStart(4)} ${owner}${amount} ${row.time} ${row.name}\n`;
    });
  const majors = rows.some((row) => row.major !== undefined)
    ? Math.max(...rows.map((row) => row.major?.length ?? 0))
    : 0;
  const minors = majors > 0 ? Math.max(...rows.map((row) => (row.major === undefined ? 0 : row.minor.length))) : 0;
  const sizes = Math.max(
    ...rows.map((row) => (row.major === undefined ? row.size.length : 0)),
    majors > 0 ? majors + 2 + minors : 0,
  );
  const [inodes, blocks, links] = [wide((row) => row.inode), wide((row) => row.blocks), wide((row) => row.links)];
  const [owners, groups, times] = [wide((row) => row.user), wide((row) => row.group), wide((row) => row.time)];
  return rows.map((row) => {
    const amount =
      row.major === undefined
        ? row.size.padStart(sizes)
        : `${row.major.padStart(sizes - 2 - minors)}, ${row.minor.padStart(minors)}`;
    const align = numeric ? 'padStart' : 'padEnd';
    const owner = options.has('g') ? '' : `${row.user[align](owners)} `;
    const group = options.has('o') || options.has('G') ? '' : `${row.group[align](groups)} `;
    return `${options.has('i') ? `${row.inode.padStart(inodes)} ` : ''}${options.has('s') ? `${row.blocks.padStart(blocks)} ` : ''}${row.mode} ${row.links.padStart(links)} ${owner}${group}${amount} ${row.time.padEnd(times)} ${row.name}\n`;
  });
}
