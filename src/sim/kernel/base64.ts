// Base64 (RFC 4648 § 4).

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes in Base64, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const word = (a << 16) | (b << 8) | c;
    for (const shift of [18, 12, 6, 0]) text += alphabet.charAt((word >> shift) & 63);
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - missing) + '='.repeat(missing);
}

/** The bytes behind Base64, padded or not; undefined when the text is none. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const isBase64 = /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.replace(/=+$/, '').length % 4 !== 1;
  return isBase64 ? decodeLooseBase64(text) : undefined;
}

/** The bytes behind all that is Base64 in a text; the rest of it is skipped. */
export function decodeLooseBase64(text: string): Uint8Array {
  const bytes: number[] = [];
  let word = 0;
  let bits = 0;
  for (const digit of text) {
    const value = alphabet.indexOf(digit);
    if (value < 0) continue;
    word = ((word << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((word >> bits) & 0xff);
  }
  return Uint8Array.from(bytes);
}
