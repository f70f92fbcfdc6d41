// Keys of ssh as its files have them (ssh-ed25519): the public part is a random number, the private file carries it along.
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '../../kernel/bytes.ts';
import type { RandomStream } from '../../kernel/random.ts';
import { encodeBase64 } from '../../kernel/base64.ts';
import { fromBase64 } from '../programs/base64.ts';

const field = (bytes: Uint8Array): Uint8Array => concatBytes([Uint8Array.of(0, 0, 0, bytes.length), bytes]);

/** A new public key: `ssh-ed25519 AAAA…`. */
export function newKey(random: RandomStream): string {
  const number = Uint8Array.from(random.hex(64).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const blob = concatBytes([field(new TextEncoder().encode('ssh-ed25519')), field(number)]);
  return `ssh-ed25519 ${encodeBase64(blob)}`;
}

/** The private file of a key. */
export function privateKeyFile(key: string): string {
  const lines = encodeBase64(new TextEncoder().encode(`openssh-key-v1 ${key}`)).match(/.{1,70}/g) ?? [];
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

/** The public key in a private file; undefined when it is none. */
export function keyOfFile(text: string): string | undefined {
  const body = /^-----BEGIN OPENSSH PRIVATE KEY-----\n([\s\S]*?)\n-----END/.exec(text)?.[1];
  if (body === undefined) return undefined;
  const [magic, ...key] = new TextDecoder().decode(fromBase64(body.replaceAll('\n', ''))).split(' ');
  return magic === 'openssh-key-v1' ? key.join(' ') : undefined;
}

/** `SHA256:…`, as ssh shows a key. */
export function fingerprint(key: string): string {
  const blob = fromBase64(key.split(' ')[1] ?? '');
  return `SHA256:${encodeBase64(sha256(blob)).replace(/=+$/, '')}`;
}
