// Tables as buildx prints them: columns three blanks apart, at least ten wide.

/** Rows in columns; the first `padded` columns are filled up, the last one of each row with them if it is one of these. */
export function columns(rows: readonly (readonly string[])[], padded: number): string {
  const widths = Array.from({ length: padded }, (_, column) =>
    Math.max(10, Math.max(...rows.map((row) => (row[column] ?? '').length)) + 3),
  );
  return rows.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('')}\n`).join('');
}
