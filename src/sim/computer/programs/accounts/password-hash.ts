// Passwords as /etc/shadow keeps them: SHA-512 crypt, `$6$salt$hash` (crypt(5)).
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '../../../kernel/bytes.ts';
import type { Process } from '../../contract.ts';

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const rounds = 5000;

/** A hash that crypt(5) builds on: how long it is, its mark, and the order in which its bytes are written. */
interface Kind {
  readonly digest: (bytes: Uint8Array) => Uint8Array;
  readonly size: number;
  readonly mark: string;
  readonly write: (encode: (a: number, b: number, c: number, characters: number) => void) => void;
}

const sha512Kind: Kind = {
  digest: sha512,
  size: 64,
  mark: '6',
  write(encode) {
    for (let turn = 0, [a, b, c] = [0, 21, 42]; turn < 21; turn++) {
      encode(a, b, c, 4);
      [a, b, c] = [b + 1, c + 1, a + 1];
    }
    encode(-1, -1, 63, 2);
  },
};

const sha256Kind: Kind = {
  digest: sha256,
  size: 32,
  mark: '5',
  write(encode) {
    for (let turn = 0, [a, b, c] = [0, 10, 20]; turn < 10; turn++) {
      encode(a, b, c, 4);
      [a, b, c] = [c + 1, a + 1, b + 1];
    }
    encode(-1, 31, 30, 3);
  },
};

/** SHA-512 crypt of a password with a salt of up to 16 characters. */
export const sha512Crypt = (password: string, salt: string): string => shaCrypt(sha512Kind, password, salt);
/** SHA-256 crypt, `$5$salt$hash`. */
export const sha256Crypt = (password: string, salt: string): string => shaCrypt(sha256Kind, password, salt);

function shaCrypt({ digest: hash, size, mark, write }: Kind, password: string, salt: string): string {
  const key = new TextEncoder().encode(password);
  const grain = new TextEncoder().encode(salt.slice(0, 16));
  const repeated = (bytes: Uint8Array, length: number): Uint8Array =>
    Uint8Array.from({ length }, (_, index) => bytes[index % bytes.length] ?? 0);
  const mixed = hash(concatBytes([key, grain, key]));
  const parts = [key, grain, repeated(mixed, key.length)];
  for (let bits = key.length; bits > 0; bits >>= 1) parts.push((bits & 1) === 1 ? mixed : key);
  let digest = hash(concatBytes(parts));
  const p = repeated(hash(concatBytes(Array.from({ length: key.length }, () => key))), key.length);
  const s = repeated(hash(concatBytes(Array.from({ length: 16 + (digest[0] ?? 0) }, () => grain))), grain.length);
  for (let round = 0; round < rounds; round++) {
    const odd = (round & 1) === 1;
    const next = [odd ? p : digest];
    if (round % 3 !== 0) next.push(s);
    if (round % 7 !== 0) next.push(p);
    next.push(odd ? digest : p);
    digest = hash(concatBytes(next));
  }
  let text = '';
  const byte = (index: number): number => (index < 0 || index >= size ? 0 : (digest[index] ?? 0));
  write((a, b, c, characters) => {
    text += cryptLetters((byte(a) << 16) | (byte(b) << 8) | byte(c), characters);
  });
  return `$${mark}$${salt.slice(0, 16)}$${text}`;
}

/** A number in the letters of crypt(5), the lowest six bits first. */
export function cryptLetters(value: number, characters: number): string {
  let text = '';
  for (let rest = value, left = characters; left > 0; left--, rest >>= 6) text += alphabet.charAt(rest & 63);
  return text;
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
