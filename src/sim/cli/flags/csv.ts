// One record of Go's encoding/csv, by which flags such as --mount and --subnet split their value.
import type { Parsed } from '../format/duration.ts';

/** Splits `a,"b,c"` into fields; an empty text is Go's `EOF`. */
export function readCsv(text: string): Parsed<string[]> {
  if (text === '') return { error: 'EOF' };
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const quoted = readQuoted(text, at);
      if ('error' in quoted) return quoted;
      fields.push(quoted.value.field);
      at = quoted.value.end;
    } else {
      const comma = text.indexOf(',', at);
      const end = comma < 0 ? text.length : comma;
      const field = text.slice(at, end);
      const mark = field.indexOf('"');
      if (mark >= 0)
        return { error: `parse error on line 1, column ${String(at + mark + 1)}: bare " in non-quoted-field` };
      fields.push(field);
      at = end;
    }
    if (at >= text.length) return { value: fields };
    at++;
    if (at === text.length) {
      fields.push('');
      return { value: fields };
    }
  }
}

function readQuoted(text: string, start: number): Parsed<{ field: string; end: number }> {
  let field = '';
  let at = start + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0)
      return {
        error: `parse error on line 1, column ${String(text.length + 1)}: extraneous or missing " in quoted-field`,
      };
    field += text.slice(at, close);
    if (text[close + 1] !== '"') {
      if (close + 1 < text.length && text[close + 1] !== ',') {
        return { error: `parse error on line 1, column ${String(close + 1)}: extraneous or missing " in quoted-field` };
      }
      return { value: { field, end: close + 1 } };
    }
    field += '"';
    at = close + 2;
  }
}
