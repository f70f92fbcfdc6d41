// join(1).
import type { Task } from '../../kernel/task.ts';
import { applet, type Invocation } from './invocation.ts';
import { LineReader } from './text.ts';

interface Row {
  readonly fields: readonly string[];
  readonly key: string;
  readonly line: string;
}

function* rowsOf(run: Invocation, path: string, field: number, separator: string | undefined): Task<Row[]> {
  const input = yield* run.open(path);
  if (!input) return yield* run.end(1);
  const reader = new LineReader(input, undefined, run.process);
  const rows: Row[] = [];
  for (let line = yield* reader.next(); line; line = yield* reader.next()) {
    const fields =
      separator === undefined ? line.text.split(/[ \t]+/).filter((text) => text !== '') : line.text.split(separator);
    const key = fields[field - 1] ?? '';
    rows.push({ fields, key: run.options.has('i') ? key.toLowerCase() : key, line: line.text });
  }
  input.release();
  return rows;
}

/** `join` */
export const join = applet(
  {
    name: 'join',
    short: '1:2:a:e:ij:o:t:v:',
    long: { 'ignore-case': 'i', header: 'header', 'check-order': 'check', 'nocheck-order': 'nocheck' },
    unsimulated: ['z', 'zero-terminated'],
    usage: '[OPTION]... FILE1 FILE2',
    about: 'For each pair of input lines with identical join fields, write a line to standard output.',
  },
  function* (run) {
    const { options } = run;
    const [one, two, extra] = run.operands;
    if (one === undefined) return yield* run.misuse('missing operand');
    if (two === undefined) return yield* run.misuse(`missing operand after ${run.quote(one)}`);
    if (extra !== undefined) return yield* run.misuse(`extra operand ${run.quote(extra)}`);
    const fields = ['1', '2'].map((side) => options.value(side) ?? options.value('j') ?? '1');
    for (const field of fields)
      if (!/^[1-9]\d*$/.test(field)) return yield* run.die(`invalid field number: ${run.quote(field)}`);
    const separator = options.value('t');
    const between = separator ?? ' ';
    const [left, right] = [
      yield* rowsOf(run, one, Number(fields[0]), separator),
      yield* rowsOf(run, two, Number(fields[1]), separator),
    ];
    const columns = (options.value('o') ?? '').split(/[, ]+/).filter((word) => word !== '');
    const filler = options.value('e') ?? '';
    const text = (a: Row | undefined, b: Row | undefined): string => {
      const rest = (row: Row | undefined, side: number): string[] =>
        row ? row.fields.filter((_, index) => index !== Number(fields[side]) - 1) : [];
      const key = (a ?? b)?.fields[Number(fields[a ? 0 : 1]) - 1] ?? '';
      const found =
        columns.length > 0
          ? columns.map((column) => {
              if (column === '0') return key;
              const [side, field] = column.split('.');
              return (side === '1' ? a : b)?.fields[Number(field) - 1] ?? '';
            })
          : [key, ...rest(a, 0), ...rest(b, 1)];
      return `${found.map((field) => (field === '' ? filler : field)).join(between)}\n`;
    };
    const shows = (side: string): boolean => options.values('a').includes(side) || options.values('v').includes(side);
    const pairs = !options.has('v');
    if (options.has('header')) yield* run.print(text(left.shift(), right.shift()));
    let [i, j] = [0, 0];
    let unpaired = false;
    while (i < left.length || j < right.length) {
      const [a, b] = [left[i], right[j]];
      yield* run.step();
      if (a && a.key === b?.key) {
        const [endA, endB] = [endOf(left, i), endOf(right, j)];
        if (pairs)
          for (const x of left.slice(i, endA)) for (const y of right.slice(j, endB)) yield* run.print(text(x, y));
        [i, j] = [endA, endB];
      } else if (a && (!b || a.key < b.key)) {
        unpaired = true;
        if (shows('1')) yield* run.print(text(a, undefined));
        i++;
      } else {
        unpaired = true;
        if (shows('2')) yield* run.print(text(undefined, b));
        j++;
      }
    }
    if (unpaired && !options.has('nocheck')) yield* checkOrder(run, [one, two], [left, right]);
    return run.status;
  },
);

const endOf = (rows: readonly Row[], from: number): number => {
  let end = from;
  while (rows[end]?.key === rows[from]?.key && end < rows.length) end++;
  return end;
};

/** Says which line of a file is out of order: what was joined cannot be trusted then. */
function* checkOrder(run: Invocation, paths: readonly string[], sides: readonly (readonly Row[])[]): Task {
  for (const [side, rows] of sides.entries()) {
    const at = rows.findIndex((row, index) => index > 0 && row.key < (rows[index - 1]?.key ?? ''));
    if (at > 0) yield* run.complain(`${paths[side] ?? ''}:${at + 1}: is not sorted: ${rows[at]?.line ?? ''}`);
  }
  if (run.status !== 0) yield* run.complain('input is not in sorted order');
}
