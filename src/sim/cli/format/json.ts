// JSON as Go's encoding/json writes it: `<`, `>` and `&` escaped, map keys sorted, struct fields in their order.
import { formatFloat } from './number.ts';
import { GoFloat, GoNil, GoStruct, isSlice, isTrue, mapEntries, type GoValue } from './value.ts';

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A JSON string; with `html` false `<>&` stay as they are (SetEscapeHTML(false), as docker inspect prints documents). */
export function jsonString(text: string, html = true): string {
  const pattern = html ? /["\\\p{Cc}<>&\u2028\u2029]/gu : /["\\\p{Cc}\u2028\u2029]/gu;
  const escaped = text.replace(pattern, (character) => {
    const code = character.charCodeAt(0);
    // Delete and the controls above it are control characters to Unicode, but not to JSON.
    if (code >= 0x7f && code < 0x2028) return character;
    return escapes[character] ?? `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

function jsonFloat(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-6 || magnitude >= 1e21)) return formatFloat(value).replace(/e-0(\d)$/, 'e-$1');
  return magnitude !== 0 && magnitude < 1e-4 ? value.toFixed(20).replace(/0+$/, '') : formatFloat(value);
}

/** The fields of a struct under their JSON names, in order. */
export function structEntries(value: GoStruct): [string, GoValue][] {
  return Object.entries(value.fields)
    .filter(([name, field]) => value.json[name] !== '-' && !(value.omitEmpty.includes(name) && !isTrue(field)))
    .map(([name, field]) => [value.json[name] ?? name, field]);
}

/** Compact JSON of a value. */
export function toJson(value: GoValue, html = true): string {
  if (value === null || value instanceof GoNil) return 'null';
  if (typeof value === 'string') return jsonString(value, html);
  if (typeof value === 'number') return jsonFloat(value);
  if (value instanceof GoFloat) return jsonFloat(value.value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (isSlice(value)) return `[${value.map((item) => toJson(item, html)).join(',')}]`;
  // A type that writes its own JSON (MarshalJSON) escapes, whatever the caller asked for.
  if (value instanceof GoStruct && value.toJson) return toJson(value.toJson());
  const entries = value instanceof GoStruct ? structEntries(value) : mapEntries(value);
  return `{${entries.map(([key, item]) => `${jsonString(key, html)}:${toJson(item, html)}`).join(',')}}`;
}
