// Rows of cells as aligned lines, for the commands that print columns without `--format` (docker top).
import { alignTabs } from './tabwriter.ts';

/** One line a row; columns at least `minimum` wide with three blanks between, the last one as it is. */
export const alignColumns = (rows: readonly (readonly string[])[], minimum = 10): string =>
  alignTabs(rows.map((row) => `${row.join('\t')}\n`).join(''), minimum, 3);
