// Passwords as /etc/shadow keeps them: SHA-512 crypt, `$6$salt$hash` (crypt(5)).
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '../../../kernel/bytes.ts';
import type { Process } from '../../contract.ts';

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const rounds = 5000;

/** The hash of a password with a salt of up to 16 characters. */
export function sha512Crypt(password: string, salt: string): string {
  const key = new TextEncoder().encode(password);
  const grain = new TextEncoder().encode(salt.slice(0, 16));
  const repeated = (bytes: Uint8Array, length: number): Uint8Array =>
    Uint8Array.from({ length }, (_, index) => bytes[index % bytes.length] ?? 0);
  const mixed = sha512(concatBytes([key, grain, key]));
  const parts = [key, grain, repeated(mixed, key.length)];
  for (let bits = key.length; bits > 0; bits >>= 1) parts.push((bits & 1) === 1 ? mixed : key);
  let digest = sha512(concatBytes(parts));
  const p = repeated(sha512(concatBytes(Array.from({ length: key.length }, () => key))), key.length);
  const s = repeated(sha512(concatBytes(Array.from({ length: 16 + (digest[0] ?? 0) }, () => grain))), grain.length);
  for (let round = 0; round < rounds; round++) {
    const odd = (round & 1) === 1;
    const next = [odd ? p : digest];
    if (round % 3 !== 0) next.push(s);
    if (round % 7 !== 0) next.push(p);
    next.push(odd ? digest : p);
    digest = sha512(concatBytes(next));
  }
  let text = '';
  const encode = (value: number, characters: number): void => {
    for (let rest = value, left = characters; left > 0; left--, rest >>= 6) text += alphabet.charAt(rest & 63);
  };
  for (let turn = 0, [a, b, c] = [0, 21, 42]; turn < 21; turn++) {
    encode(((digest[a] ?? 0) << 16) | ((digest[b] ?? 0) << 8) | (digest[c] ?? 0), 4);
    [a, b, c] = [b + 1, c + 1, a + 1];
  }
  encode(digest[63] ?? 0, 2);
  return `$6$${salt.slice(0, 16)}$${text}`;
}

/** Characters for a salt, by chance. */
export function newSalt(process: Process, length = 16): string {
  const stream = process.machine.kernel.random('salt');
  return Array.from({ length }, () => alphabet.charAt(Math.floor(stream.next() * 64))).join('');
}

/** Whether a password fits what /etc/shadow says. Only SHA-512 is understood; everything else fits nothing. */
export function passwordFits(password: string, stored: string): boolean {
  if (stored === '') return true;
  const salt = /^\$6\$([^$]*)\$/.exec(stored)?.[1];
  return salt !== undefined && sha512Crypt(password, salt) === stored;
}
