// The options table of a help text: aligned names and types, wrapped descriptions; the layout of spf13/pflag.
import { quote } from '../format/quote.ts';
import type { FlagSpec } from '../reference/reference.ts';

/** One row of the table. */
export interface FlagRow {
  readonly flag: FlagSpec;
  readonly description: string;
}

/** Lines of the table joined by newlines, without a final one; `width` is the last usable column, 0 for no wrapping. */
export function flagUsages(rows: readonly FlagRow[], width: number): string {
  const sorted = [...rows].sort((a, b) => (a.flag.name < b.flag.name ? -1 : 1));
  const names = sorted.map(({ flag }) => {
    const name = flag.short === undefined ? `      --${flag.name}` : `  -${flag.short}, --${flag.name}`;
    return flag.type === 'bool' ? name : `${name} ${flag.type}`;
  });
  const column = Math.max(0, ...names.map((name) => name.length)) + 3;
  return sorted.map((row, at) => (names[at] ?? '').padEnd(column) + wrap(column, width, describe(row))).join('\n');
}

function describe({ flag, description }: FlagRow): string {
  if (flag.default === undefined) return description;
  return `${description} (default ${flag.type === 'string' ? quote(flag.default) : flag.default})`;
}

/** Wraps to `width` columns, of which the first `indent` are taken; lets the last word of a paragraph stand out a little. */
function wrap(indent: number, width: number, text: string): string {
  const newline = (at: number): string => `\n${' '.repeat(at)}`;
  if (width === 0) return text.replaceAll('\n', newline(indent));
  let at = indent;
  let room = width - at;
  let result = '';
  if (room < 24) {
    at = 16;
    room = width - at;
    result = newline(at);
  }
  if (room < 24) return text.replaceAll('\n', result);
  const slop = 5;
  let [line, rest] = split(text, room - slop, slop);
  result += line.replaceAll('\n', newline(at));
  while (rest !== '') {
    [line, rest] = split(rest, room - slop, slop);
    result += newline(at) + line.replaceAll('\n', newline(at));
  }
  return result;
}

function split(text: string, room: number, slop: number): [string, string] {
  if (room + slop > text.length) return [text, ''];
  const head = text.slice(0, room);
  const blank = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\t'), head.lastIndexOf('\n'));
  if (blank <= 0) return [text, ''];
  const newline = head.lastIndexOf('\n');
  const cut = newline > 0 && newline < blank ? newline : blank;
  return [text.slice(0, cut), text.slice(cut + 1)];
}
