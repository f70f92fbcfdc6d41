// System calls for digests, keys from passwords and random bytes.
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { numberOf, textOf, type Call } from '../host.ts';

const digests = { md5, ripemd160, sha1, sha224, sha256, sha384, sha512 };

const digestOf = (name: string): (typeof digests)[keyof typeof digests] =>
  Object.hasOwn(digests, name) ? digests[name as keyof typeof digests] : sha256;

const bytesOf = (data: string | Uint8Array | undefined): Uint8Array =>
  data instanceof Uint8Array ? data : new TextEncoder().encode(data ?? '');

/** A password and a salt in one: the password's length in four bytes, the password, the salt. */
function secretOf(data: string | Uint8Array | undefined): { password: Uint8Array; salt: Uint8Array } {
  const bytes = bytesOf(data);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return { password: bytes.subarray(4, 4 + length), salt: bytes.subarray(4 + length) };
}

/** Calls by name; what their arguments are stands in the library's `crypto`. */
export const cryptoCalls: Readonly<Record<string, Call>> = {
  digest: (_host, args, data) => digestOf(textOf(args, 'algorithm'))(bytesOf(data)),
  random: ({ process }, args) => {
    const random = process.machine.kernel.random('node crypto');
    return Uint8Array.from({ length: numberOf(args, 'size') }, () => random.integer(256));
  },
  *pbkdf2({ process }, args, data) {
    const { password, salt } = secretOf(data);
    const iterations = numberOf(args, 'iterations');
    yield* process.compute(iterations / 1000);
    return pbkdf2(digestOf(textOf(args, 'digest')), password, salt, { c: iterations, dkLen: numberOf(args, 'length') });
  },
  *scrypt({ process }, args, data) {
    const { password, salt } = secretOf(data);
    yield* process.compute(50);
    const [N, r, p] = [numberOf(args, 'cost'), numberOf(args, 'blockSize'), numberOf(args, 'parallelization')];
    return scrypt(password, salt, { N, r, p, dkLen: numberOf(args, 'length') });
  },
};
