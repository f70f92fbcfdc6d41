// Tables as psql prints them: aligned, expanded, unaligned, CSV (its print.c).

/** A result to be printed. */
export interface Table {
  readonly title?: string | undefined;
  readonly headers: readonly string[];
  /** Columns whose values stand at the right. */
  readonly right: readonly boolean[];
  /** Values; null is NULL. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Lines below; undefined: how many rows there are. */
  readonly footers?: readonly string[] | undefined;
}

/** How to print (`\pset`). */
export interface Format {
  readonly format: 'aligned' | 'unaligned' | 'csv' | 'wrapped';
  readonly expanded: 'on' | 'off' | 'auto';
  readonly tuplesOnly: boolean;
  readonly footer: boolean;
  readonly null: string;
  readonly fieldSeparator: string;
  readonly recordSeparator: string;
  readonly border: number;
}

export const usualFormat: Format = {
  format: 'aligned',
  expanded: 'off',
  tuplesOnly: false,
  footer: true,
  null: '',
  fieldSeparator: '|',
  recordSeparator: '\n',
  border: 1,
};

/** The text of a table. `columns`: width of the screen, for `\x auto`. */
export function printTable(table: Table, format: Format, columns = 80): string {
  if (format.format === 'csv') return csv(table, format);
  if (format.format === 'unaligned') return unaligned(table, format);
  if (format.expanded === 'on') return expanded(table, format);
  const text = aligned(table, format);
  if (format.expanded === 'auto' && text.split('\n').some((line) => width(line) > columns))
    return expanded(table, format);
  return text;
}

/** Columns that a text takes on a screen. */
export function width(text: string): number {
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x300 && code <= 0x36f) continue;
    sum += (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0x1f300 && code <= 0x1faff) ? 2 : 1; // prettier-ignore
  }
  return sum;
}

const shownValue = (value: string | null, format: Format): string => value ?? format.null;

function count(table: Table): string {
  return `(${table.rows.length} ${table.rows.length === 1 ? 'row' : 'rows'})`;
}

function footersOf(table: Table, format: Format): readonly string[] {
  if (format.tuplesOnly) return [];
  return table.footers ?? (format.footer ? [count(table)] : []);
}

function aligned(table: Table, format: Format): string {
  const { headers, right } = table;
  if (headers.length === 0)
    return `${format.tuplesOnly ? '' : '--\n'}${footersOf(table, format)
      .map((footer) => `${footer}\n`)
      .join('')}\n`;
  const cells = table.rows.map((row) => row.map((value) => shownValue(value, format).split('\n')));
  const heads = headers.map((header) => header.split('\n'));
  const widths = headers.map((_, column) =>
    Math.max(
      ...(format.tuplesOnly ? [0] : (heads[column] ?? []).map(width)),
      ...cells.map((row) => Math.max(0, ...(row[column] ?? []).map(width))),
    ),
  );
  let text = '';
  if (!format.tuplesOnly) {
    if (table.title !== undefined) {
      const total = widths.reduce((sum, one) => sum + one + 3, -1);
      const gap = total - width(table.title);
      text += `${gap > 0 ? ' '.repeat(Math.floor(gap / 2)) : ''}${table.title}\n`;
    }
    const depth = Math.max(1, ...heads.map((lines) => lines.length));
    for (let line = 0; line < depth; line++) {
      text += widths
        .map((size, column) => {
          const part = heads[column]?.[line] ?? '';
          const gap = size - width(part);
          const left = Math.floor(gap / 2);
          const more = line + 1 < (heads[column]?.length ?? 1);
          return ` ${' '.repeat(left)}${part}${' '.repeat(gap - left)}${more ? '+' : ' '}`;
        })
        .join('|');
      text += '\n';
    }
    text += `${widths.map((size) => '-'.repeat(size + 2)).join('+')}\n`;
  }
  for (const row of cells) {
    const depth = Math.max(1, ...row.map((lines) => lines.length));
    for (let line = 0; line < depth; line++) {
      text += row
        .map((lines, column) => {
          const last = column === row.length - 1;
          if (last && line >= lines.length) return ' ';
          const part = lines[line] ?? '';
          const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(part)));
          const more = line + 1 < lines.length;
          if (right[column]) return ` ${gap}${part}${more ? '+' : last ? '' : ' '}`;
          return last && !more ? ` ${part}` : ` ${part}${gap}${more ? '+' : ' '}`;
        })
        .join('|');
      text += '\n';
    }
  }
  for (const footer of footersOf(table, format)) text += `${footer}\n`;
  return `${text}\n`;
}

function expanded(table: Table, format: Format): string {
  const { headers } = table;
  if (table.rows.length === 0) {
    const footers = footersOf(table, format);
    return format.tuplesOnly ? '' : `${footers.map((footer) => `${footer}\n`).join('')}${table.footers ? '\n' : ''}`;
  }
  const headWidth = Math.max(...headers.map(width));
  const lines = table.rows.map((row) => row.map((value) => shownValue(value, format).split('\n')));
  const dataWidth = Math.max(0, ...lines.flat(2).map(width));
  let text = format.tuplesOnly || table.title === undefined ? '' : `${table.title}\n`;
  for (const [index, row] of lines.entries()) {
    if (!format.tuplesOnly) text += recordLine(index + 1, headWidth, dataWidth);
    else if (index > 0) text += '\n';
    for (const [column, parts] of row.entries()) {
      const header = headers[column] ?? '';
      for (const [line, part] of parts.entries()) {
        const label = line === 0 ? header + ' '.repeat(headWidth - width(header)) : ' '.repeat(headWidth);
        const more = line + 1 < parts.length ? `${' '.repeat(dataWidth - width(part))}+` : '';
        text += `${label} | ${part}${more}\n`;
      }
    }
  }
  if (!format.tuplesOnly && table.footers) for (const footer of table.footers) text += `${footer}\n`;
  return `${text}\n`;
}

function recordLine(record: number, headWidth: number, dataWidth: number): string {
  let text = `-[ RECORD ${record} ]`;
  let room = text.length;
  text += '-'.repeat(Math.max(0, headWidth - room));
  room -= headWidth;
  for (const rule of ['-', '+', '-']) if (room-- <= 0) text += rule;
  return `${text}${'-'.repeat(Math.max(0, dataWidth - Math.max(0, room)))}\n`;
}

function unaligned(table: Table, format: Format): string {
  const { fieldSeparator: field, recordSeparator: record } = format;
  const lines: string[] = [];
  if (format.expanded === 'on') {
    const records = table.rows.map((row) =>
      row.map((value, column) => `${table.headers[column] ?? ''}${field}${shownValue(value, format)}`).join(record),
    );
    return records.length === 0 ? '' : `${records.join(`${record}${record}`)}\n`;
  }
  if (!format.tuplesOnly) {
    if (table.title !== undefined) lines.push(table.title);
    lines.push(table.headers.join(field));
  }
  for (const row of table.rows) lines.push(row.map((value) => shownValue(value, format)).join(field));
  lines.push(...footersOf(table, format));
  return lines.length === 0 ? '' : `${lines.join(record)}\n`;
}

function csv(table: Table, format: Format): string {
  const quote = (value: string): string => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = table.rows.map((row) => row.map((value) => quote(shownValue(value, format))).join(','));
  if (!format.tuplesOnly) lines.unshift(table.headers.map(quote).join(','));
  return lines.map((line) => `${line}\n`).join('');
}
