// Base64 of bytes and back: credentials in the configuration and in the header X-Registry-Auth (RFC 4648).

const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Standard alphabet with padding; `url`: the alphabet that is safe in addresses. */
export function toBase64(data: string | Uint8Array, alphabet: 'standard' | 'url' = 'standard'): string {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  let result = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const word = (a << 16) | (b << 8) | c;
    const digits = [18, 12, 6, 0].map((shift) => standard.charAt((word >> shift) & 63));
    const missing = Math.max(0, at + 3 - bytes.length);
    result += digits.slice(0, 4 - missing).join('') + '='.repeat(missing);
  }
  return alphabet === 'url' ? result.replaceAll('+', '-').replaceAll('/', '_') : result;
}

/** The text behind standard base64; undefined when it is none. */
export function fromBase64(encoded: string): string | undefined {
  const digits = encoded.replace(/=+$/, '');
  if (!/^[A-Za-z0-9+/]*$/.test(digits)) return undefined;
  const bytes: number[] = [];
  let word = 0;
  let bits = 0;
  for (const digit of digits) {
    word = ((word << 6) | standard.indexOf(digit)) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((word >> bits) & 255);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
