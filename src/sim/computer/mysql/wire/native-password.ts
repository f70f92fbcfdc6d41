// mysql_native_password: SHA1(password) XOR SHA1(salt, SHA1(SHA1(password))).
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { concatBytes } from '../../../kernel/bytes.ts';

const xor = (left: Uint8Array, right: Uint8Array): Uint8Array => left.map((byte, at) => byte ^ (right[at] ?? 0));

/** What a client sends; nothing for an empty password. */
export function answerTo(salt: Uint8Array, password: string): Uint8Array {
  if (password === '') return new Uint8Array(0);
  const once = sha1(new TextEncoder().encode(password));
  return xor(once, sha1(concatBytes([salt, sha1(once)])));
}

/** Whether an answer fits what is kept of the password. */
export function fits(salt: Uint8Array, answer: Uint8Array, secret: string): boolean {
  if (secret === '' || answer.length === 0) return secret === '' && answer.length === 0;
  const once = xor(answer, sha1(concatBytes([salt, hexToBytes(secret)])));
  return bytesToHex(sha1(once)) === secret;
}
