// SCRAM-SHA-256 (RFC 5802, RFC 7677) and the older MD5 scheme, both sides.
import { hmac } from '@noble/hashes/hmac.js';
import { md5 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { concatBytes } from '../../../kernel/bytes.ts';
import { decodeLooseBase64, encodeBase64 } from '../../../kernel/base64.ts';

const encoder = new TextEncoder();
const xor = (left: Uint8Array, right: Uint8Array): Uint8Array => left.map((byte, at) => byte ^ (right[at] ?? 0));
const same = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, at) => byte === right[at]);

/** A password as the server keeps it: `SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>`. */
export interface Verifier {
  readonly iterations: number;
  readonly salt: string;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** Reads what pg_authid keeps; undefined if it is none of this kind. */
export function readVerifier(text: string): Verifier | undefined {
  const match = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):(.+)$/.exec(text);
  if (!match) return undefined;
  const [, iterations, salt = '', stored = '', server = ''] = match;
  return {
    iterations: Number(iterations),
    salt,
    storedKey: decodeLooseBase64(stored),
    serverKey: decodeLooseBase64(server),
  };
}

/** Whether a password in clear text is the one that is kept. */
export function passwordFits(password: string, kept: string, user: string): boolean {
  const verifier = readVerifier(kept);
  if (!verifier) return kept.startsWith('md5') ? kept === md5Secret(password, user) : kept === password;
  const { clientKey } = keysOf(password, verifier.salt, verifier.iterations);
  return same(sha256(clientKey), verifier.storedKey);
}

function keysOf(password: string, salt: string, iterations: number): { clientKey: Uint8Array; serverKey: Uint8Array } {
  const salted = pbkdf2(sha256, encoder.encode(password.normalize('NFKC')), decodeLooseBase64(salt), {
    c: iterations,
    dkLen: 32,
  });
  return {
    clientKey: hmac(sha256, salted, encoder.encode('Client Key')),
    serverKey: hmac(sha256, salted, encoder.encode('Server Key')),
  };
}

const attribute = (text: string, name: string): string =>
  text
    .split(',')
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(2) ?? '';

/** The server's side: after the client's first message, its answer; after the last, the signature. */
export class ScramServer {
  readonly #verifier: Verifier;
  readonly #bare: string;
  readonly #nonce: string;
  readonly first: string;

  constructor(verifier: Verifier, clientFirst: string, nonce: string) {
    this.#verifier = verifier;
    this.#bare = clientFirst.replace(/^[^,]*,[^,]*,/, '');
    this.#nonce = attribute(this.#bare, 'r') + nonce;
    this.first = `r=${this.#nonce},s=${verifier.salt},i=${verifier.iterations}`;
  }

  /** The last message of the server, or undefined when the proof is wrong. */
  last(clientLast: string): string | undefined {
    if (attribute(clientLast, 'r') !== this.#nonce) return undefined;
    const withoutProof = clientLast.replace(/,p=[^,]*$/, '');
    const exchanged = encoder.encode(`${this.#bare},${this.first},${withoutProof}`);
    const proof = decodeLooseBase64(attribute(clientLast, 'p'));
    const clientKey = xor(proof, hmac(sha256, this.#verifier.storedKey, exchanged));
    if (!same(sha256(clientKey), this.#verifier.storedKey)) return undefined;
    return `v=${encodeBase64(hmac(sha256, this.#verifier.serverKey, exchanged))}`;
  }
}

/** The client's side. */
export class ScramClient {
  readonly #password: string;
  readonly #bare: string;
  readonly first: string;

  constructor(password: string, nonce: string) {
    this.#password = password;
    this.#bare = `n=,r=${nonce}`;
    this.first = `n,,${this.#bare}`;
  }

  /** The last message of the client, in answer to the server's first. */
  last(serverFirst: string): string {
    const { clientKey } = keysOf(this.#password, attribute(serverFirst, 's'), Number(attribute(serverFirst, 'i')));
    const withoutProof = `c=biws,r=${attribute(serverFirst, 'r')}`;
    const exchanged = encoder.encode(`${this.#bare},${serverFirst},${withoutProof}`);
    return `${withoutProof},p=${encodeBase64(xor(clientKey, hmac(sha256, sha256(clientKey), exchanged)))}`;
  }
}

/** `md5` and the digest of password and user: as pg_authid may keep it. */
export const md5Secret = (password: string, user: string): string =>
  `md5${bytesToHex(md5(encoder.encode(password + user)))}`;

/** What a client sends in answer to an md5 request with a salt. */
export const md5Answer = (secret: string, salt: Uint8Array): string =>
  `md5${bytesToHex(md5(concatBytes([encoder.encode(secret.slice(3)), salt])))}`;
