// MD5 crypt, `$1$salt$hash`, and Apache's variant `$apr1$…`: what `openssl passwd` makes when nothing else is asked for.
import { md5 } from '@noble/hashes/legacy.js';
import { concatBytes } from '../../../kernel/bytes.ts';
import { cryptLetters } from '../accounts/password-hash.ts';

/** The hash of a password with a salt of up to 8 characters. */
export function md5Crypt(password: string, salt: string, mark: '1' | 'apr1'): string {
  const encoder = new TextEncoder();
  const [key, grain] = [encoder.encode(password), encoder.encode(salt.slice(0, 8))];
  const mixed = md5(concatBytes([key, grain, key]));
  const parts: Uint8Array[] = [key, encoder.encode(`$${mark}$`), grain];
  for (let left = key.length; left > 0; left -= 16) parts.push(mixed.subarray(0, Math.min(16, left)));
  for (let bits = key.length; bits > 0; bits >>= 1)
    parts.push((bits & 1) === 1 ? new Uint8Array(1) : key.subarray(0, 1));
  let digest = md5(concatBytes(parts));
  for (let round = 0; round < 1000; round++) {
    const odd = (round & 1) === 1;
    const next = [odd ? key : digest];
    if (round % 3 !== 0) next.push(grain);
    if (round % 7 !== 0) next.push(key);
    next.push(odd ? digest : key);
    digest = md5(concatBytes(next));
  }
  const byte = (index: number): number => digest[index] ?? 0;
  let text = '';
  for (const [a, b, c] of [
    [0, 6, 12],
    [1, 7, 13],
    [2, 8, 14],
    [3, 9, 15],
    [4, 10, 5],
  ] as const)
    // prettier-ignore
    text += cryptLetters((byte(a) << 16) | (byte(b) << 8) | byte(c), 4);
  return `$${mark}$${salt.slice(0, 8)}$${text}${cryptLetters(byte(11), 2)}`;
}
