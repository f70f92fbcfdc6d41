// Values as jq prints them: indented or on one line, with colours on a terminal.
import { isArray, isObject, quoted, sortedKeys, toJson, type Value } from './value.ts';

/** How to print. */
export interface Style {
  /** What one level is indented by; undefined: everything on one line. */
  readonly indent: string | undefined;
  readonly sorted: boolean;
  readonly ascii: boolean;
  readonly colours: Colours | undefined;
}

/** Escape sequences by what they colour. */
export interface Colours {
  readonly null: string;
  readonly false: string;
  readonly true: string;
  readonly number: string;
  readonly string: string;
  readonly array: string;
  readonly object: string;
  readonly key: string;
}

const reset = '\x1b[0m';

/** jq's colours, changed by the variable JQ_COLORS (`null:false:true:numbers:strings:arrays:objects:keys`). */
export function coloursOf(variable: string | undefined): Colours {
  const usual = ['1;30', '0;39', '0;39', '0;39', '0;32', '1;39', '1;39', '34;1'];
  const given = variable !== undefined && /^[\d;]*(?::[\d;]*)*$/.test(variable) ? variable.split(':') : [];
  const code = (at: number): string => `\x1b[${given[at] ?? usual[at] ?? ''}m`;
  return {
    null: code(0),
    false: code(1),
    true: code(2),
    number: code(3),
    string: code(4),
    array: code(5),
    object: code(6),
    key: code(7),
  };
}

/** The text of a value, without a newline at its end. */
export function shown(value: Value, style: Style): string {
  if (style.colours) return coloured(value, style, style.colours, '\n');
  if (style.indent === undefined) return toJson(value, style.sorted, style.ascii);
  return plain(value, style, '\n');
}

function plain(value: Value, style: Style, newline: string): string {
  const inner = `${newline}${style.indent ?? ''}`;
  if (isArray(value) && value.length > 0)
    return `[${inner}${value.map((item) => plain(item, style, inner)).join(`,${inner}`)}${newline}]`;
  if (isObject(value) && value.size > 0) {
    const names = style.sorted ? sortedKeys(value) : [...value.keys()];
    const members = names.map(
      (name) => `${quoted(name, style.ascii)}: ${plain(value.get(name) ?? null, style, inner)}`,
    );
    return `{${inner}${members.join(`,${inner}`)}${newline}}`;
  }
  return toJson(value, style.sorted, style.ascii);
}

function coloured(value: Value, style: Style, colours: Colours, newline: string): string {
  const pretty = style.indent !== undefined;
  const inner = pretty ? `${newline}${style.indent}` : '';
  const outer = pretty ? newline : '';
  if (isArray(value)) {
    const start = colours.array;
    if (value.length === 0) return `${start}[]${reset}`;
    const items = value.map((item) => `${inner}${coloured(item, style, colours, `${newline}${style.indent ?? ''}`)}`);
    return `${start}[${items.join(`${start},`)}${start}${outer}${start}]${reset}`;
  }
  if (isObject(value)) {
    const start = colours.object;
    if (value.size === 0) return `${start}{}${reset}`;
    const names = style.sorted ? sortedKeys(value) : [...value.keys()];
    const members = names.map((name) => {
      const text = coloured(value.get(name) ?? null, style, colours, `${newline}${style.indent ?? ''}`);
      return `${inner}${reset}${colours.key}${quoted(name, style.ascii)}${reset}${start}:${pretty ? ' ' : ''}${reset}${text}`;
    });
    return `${start}{${members.join(`${start},`)}${start}${outer}${start}}${reset}`;
  }
  const kind =
    value === null
      ? 'null'
      : typeof value === 'boolean'
        ? value
          ? 'true'
          : 'false'
        : typeof value === 'number'
          ? 'number'
          : 'string';
  return `${colours[kind]}${toJson(value, false, style.ascii)}${reset}`;
}
