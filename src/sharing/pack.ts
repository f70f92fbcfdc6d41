// Text ⇄ a short piece of an address: deflate (RFC 1951) with a dictionary of what sessions say, a checksum, base64url (RFC 4648 § 5).
// What comes in is not trusted: it is unpacked no further than allowed.
import { deflateSync, Inflate } from 'fflate';
import { hexOf, sha256 } from '../sim/oci/digest.ts';
import { dictionary } from './dictionary.ts';

/** Bytes of a text's digest that stand before it. */
const checksumLength = 4;

/** Packed bytes that are unpacked at once: deflate makes at most 1,032 bytes of one. */
const piece = 512;

/** Packs a text. The same text gives the same characters, everywhere. */
export function pack(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const packed = deflateSync(bytes, { level: 9, mem: 9, dictionary });
  const whole = new Uint8Array(checksumLength + packed.length);
  whole.set(checksum(bytes));
  whole.set(packed, checksumLength);
  return toBase64Url(whole);
}

/** Unpacks what `pack` made; undefined when it is damaged, or when the text has more than `most` bytes. */
export function unpack(packed: string, most: number): string | undefined {
  const whole = fromBase64Url(packed);
  if (!whole || whole.length <= checksumLength) return undefined;
  const bytes = inflate(whole.subarray(checksumLength), most);
  if (!bytes || checksum(bytes).some((byte, index) => byte !== whole[index])) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function inflate(packed: Uint8Array, most: number): Uint8Array | undefined {
  const chunks: Uint8Array[] = [];
  const got = { length: 0, ended: false };
  const inflater = new Inflate({ dictionary }, (chunk, final) => {
    got.ended ||= final;
    got.length += chunk.length;
    if (got.length <= most) chunks.push(chunk);
  });
  try {
    for (let from = 0; from < packed.length && got.length <= most; from += piece)
      inflater.push(packed.subarray(from, from + piece), from + piece >= packed.length);
  } catch {
    return undefined;
  }
  if (!got.ended || got.length > most) return undefined;
  const bytes = new Uint8Array(got.length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function checksum(bytes: Uint8Array): Uint8Array {
  const hex = hexOf(sha256(bytes));
  return Uint8Array.from({ length: checksumLength }, (_, index) => parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
}
