// column(1) of util-linux: entries in columns, or lines as a table.
import { applet } from './invocation.ts';

/** Cells of a table in columns as wide as the widest cell, two blanks (or the separator) between. */
function tableOf(rows: readonly (readonly string[])[], between: string, right: ReadonlySet<number>): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(0, ...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  return rows
    .map((row) => {
      const cells = Array.from({ length: count }, (_, column) => {
        const [text, width] = [row[column] ?? '', widths[column] ?? 0];
        if (right.has(column)) return text.padStart(width);
        return column === count - 1 ? text : text.padEnd(width);
      });
      return `${cells.join(between)}\n`;
    })
    .join('');
}

/** Entries below one another in as many columns as fit. Columns are a multiple of eight wide, filled with tabs. */
function filled(entries: readonly string[], width: number, rowsFirst: boolean): string {
  const longest = Math.max(0, ...entries.map((entry) => [...entry].length));
  const size = (Math.floor(longest / 8) + 1) * 8;
  const columns = Math.max(1, Math.floor(width / size));
  const rows = Math.ceil(entries.length / columns);
  let text = '';
  for (let row = 0; row < rows; row++) {
    const line: string[] = [];
    for (let column = 0; column < columns; column++) {
      const entry = entries[rowsFirst ? row * columns + column : column * rows + row];
      if (entry !== undefined) line.push(entry);
    }
    text += line
      .map((entry, index) =>
        index === line.length - 1 ? entry : entry + '\t'.repeat(Math.ceil((size - [...entry].length) / 8)),
      )
      .join('');
    text += '\n';
  }
  return text;
}

/** `column` */
export const column = applet(
  {
    name: 'column',
    short: 'c:eJN:o:R:s:tx',
    long: {
      'output-width': 'c:', 'keep-empty-lines': 'L', 'table-columns': 'N:', 'output-separator': 'o:', 'table-right': 'R:',
      separator: 's:', table: 't', fillrows: 'x',
    },
    unsimulated: ['J', 'd', 'E', 'H', 'O', 'T', 'W', 'r', 'i', 'p', 'n', 'l', 'json', 'tree', 'table-name', 'table-hide', 'table-order', 'table-truncate', 'table-wrap', 'table-noheadings'],
    usage: '[options] [<file>...]',
    about: 'Columnate lists.',
    version: 'util-linux) 2.38.1',
  },
  function* (run) {
    const { options } = run;
    if (options.has('J')) return yield* run.die('not simulated: -J');
    const lines: string[] = [];
    yield* run.eachLine(run.operands, function* ({ text }) {
      if (text.trim() !== '') lines.push(text);
      yield* run.step();
    });
    if (!options.has('t')) {
      const width = Number(options.value('c') ?? run.process.terminal?.columns ?? 80);
      yield* run.print(filled(lines.map((line) => line.trimStart()), width, options.has('x')));
      return run.status;
    }
    const separators = options.value('s');
    const rows = lines.map((line) =>
      separators === undefined
        ? line.split(/[ \t]+/).filter((word, at) => word !== '' || at > 0)
        : line.split(new RegExp(`[${separators.replace(/[\\\]^-]/g, '\\$&')}]`)),
    );
    const names = options.value('N')?.split(',');
    const given = (options.value('R') ?? '').split(',').filter((word) => word !== '');
    const right = new Set(given.map((word) => (/^\d+$/.test(word) ? Number(word) - 1 : (names?.indexOf(word) ?? -1))));
    yield* run.print(tableOf(names ? [names, ...rows] : rows, options.value('o') ?? '  ', right));
    return run.status;
  },
); // prettier-ignore
