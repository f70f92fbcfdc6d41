// jq's text formats: @text, @json, @csv, @tsv, @html, @uri, @sh, @base64, @base64d, @base32, @base32d.
import { decodeLooseBase64, encodeBase64 } from '../../../kernel/base64.ts';
import { decodeText, encodeText } from '../text.ts';
import { described, isArray, JqError, toJson, typeOf, type Value } from './value.ts';

/** A text as it is, anything else as JSON. */
export const textOf = (value: Value): string => (typeof value === 'string' ? value : toJson(value));

/** A value in a format by its name without `@`. */
export function formatted(name: string, value: Value): string {
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (!format) throw new JqError(`${name} is not a valid format`);
  return format(value);
}

const formats: Readonly<Record<string, (value: Value) => string>> = {
  text: textOf,
  json: (value) => toJson(value),
  csv: (value) => row(value, 'csv', ',', (text) => `"${text.replaceAll('"', '""')}"`),
  tsv: (value) =>
    row(value, 'tsv', '\t', (text) =>
      text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r'),
    ),
  html: (value) =>
    textOf(value).replace(
      /[<>&'"]/g,
      (character) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&quot;' })[character] ?? '',
    ),
  uri: (value) =>
    [...encodeText(textOf(value))]
      .map((byte) => {
        const character = String.fromCharCode(byte);
        return /[A-Za-z0-9\-._~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
      })
      .join(''),
  sh: (value) =>
    (isArray(value) ? value : [value])
      .map((item) => {
        if (isArray(item) || item instanceof Map) throw new JqError(`${described(item)} can not be escaped for shell`);
        return typeof item === 'string' ? `'${item.replaceAll("'", "'\\''")}'` : toJson(item);
      })
      .join(' '),
  base64: (value) => encodeBase64(encodeText(textOf(value))),
  base64d: (value) => {
    const text = textOf(value);
    const digits = text.replace(/[^A-Za-z0-9+/]/g, '');
    if (digits === '' && text !== '') throw new JqError(`${described(value)} is not valid base64 data`);
    return decodeText(decodeLooseBase64(digits));
  },
  base32: (value) => encodeBase32(encodeText(textOf(value))),
  base32d: (value) => decodeText(decodeBase32(textOf(value).replace(/[^A-Z2-7]/g, ''))),
};

// RFC 4648 § 6
const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let [held, count] = [0, 0];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    count += 8;
    for (; count >= 5; count -= 5) text += base32Alphabet.charAt((held >> (count - 5)) & 31);
  }
  if (count > 0) text += base32Alphabet.charAt((held << (5 - count)) & 31);
  return text + '='.repeat((8 - (text.length % 8)) % 8);
}

function decodeBase32(text: string): Uint8Array {
  const bytes: number[] = [];
  let [held, count] = [0, 0];
  for (const character of text) {
    held = ((held << 5) | base32Alphabet.indexOf(character)) & 0xffff;
    count += 5;
    if (count < 8) continue;
    bytes.push((held >> (count - 8)) & 255);
    count -= 8;
  }
  return Uint8Array.from(bytes);
}

function row(value: Value, name: string, separator: string, quote: (text: string) => string): string {
  if (!isArray(value)) throw new JqError(`${described(value)} cannot be ${name}-formatted, only an array can be`);
  return value
    .map((item) => {
      if (item === null) return '';
      if (typeof item === 'string') return quote(item);
      if (typeof item === 'object') throw new JqError(`${typeOf(item)} (${toJson(item)}) is not valid in a csv row`);
      return toJson(item);
    })
    .join(separator);
}
