// Go's text/tabwriter, as far as docker uses it: columns of tab-terminated cells padded with blanks; the last cell of a line
// belongs to no column. https://nickgravgaard.com/elastic-tabstops is the idea, Go's package the rules.

/** Aligns the cells of a text. Docker's tables are `alignTabs(text, 10, 3)`, top and compose ls `alignTabs(text, 20, 3)` and 20, 1. */
export function alignTabs(text: string, minimum: number, padding: number): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const widths: number[] = [];
  const result: string[] = [];

  const print = (from: number, to: number): void => {
    for (const cells of lines.slice(from, to)) {
      result.push(cells.map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - lengthOf(cell)))).join(''));
    }
  };

  // Column by column: a block is a run of lines that all have a terminated cell in the column.
  const format = (start: number, end: number): void => {
    const column = widths.length;
    const has = (line: number): boolean => line < end && column < (lines[line]?.length ?? 0) - 1;
    let printed = start;
    let line = start;
    while (line < end) {
      if (!has(line)) {
        line++;
        continue;
      }
      print(printed, line);
      printed = line;
      let width = minimum;
      while (has(line)) {
        width = Math.max(width, lengthOf(lines[line]?.[column] ?? '') + padding);
        line++;
      }
      widths.push(width);
      format(printed, line);
      widths.pop();
      printed = line;
    }
    print(printed, end);
  };

  format(0, lines.length);
  return result.join('\n');
}

/** Go counts runes. */
const lengthOf = (text: string): number => Array.from(text).length;
