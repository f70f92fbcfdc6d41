// JSON over several lines as docker inspect prints it: four blanks a level, empty lists and objects on one line, keys in the
// order in which the engine sent them.
import { jsonString } from './json.ts';

/** Anything that JSON can hold, keys in order. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The text of a document, without a final newline; `html` escapes `<>&` as `\u003c…`. */
export function indentJson(value: Json, indent = '    ', html = false): string {
  const write = (item: Json, lead: string): string => {
    if (typeof item === 'string') return jsonString(item, html);
    if (item === null || typeof item !== 'object') return String(item);
    const inner = lead + indent;
    const block = (parts: readonly string[], open: string, close: string): string =>
      parts.length === 0 ? open + close : `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${lead}${close}`;
    if (Array.isArray(item))
      return block(
        (item as readonly Json[]).map((part) => write(part, inner)),
        '[',
        ']',
      );
    const entries = Object.entries(item as Readonly<Record<string, Json>>);
    return block(
      entries.map(([key, part]) => `${jsonString(key, html)}: ${write(part, inner)}`),
      '{',
      '}',
    );
  };
  return write(value, '');
}
