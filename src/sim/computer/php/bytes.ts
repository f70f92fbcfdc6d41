// Strings whose characters are bytes, and what they are elsewhere.
import { decodeText, encodeText } from '../programs/text.ts';

/** Bytes as a string of PHP. */
export function fromBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** A string of PHP as bytes. */
export function toBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const beyondAscii = /[^\0-\x7f]/;

/** A string of ours as a string of PHP, in UTF-8. */
export const fromText = (text: string): string => (beyondAscii.test(text) ? fromBytes(encodeText(text)) : text);

/** A string of PHP in UTF-8 as a string of ours. */
export const toText = (text: string): string => (beyondAscii.test(text) ? decodeText(toBytes(text)) : text);

/** Whether it is well-formed UTF-8. */
export function isUtf8(text: string): boolean {
  if (!beyondAscii.test(text)) return true;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(toBytes(text));
    return true;
  } catch {
    return false;
  }
}
