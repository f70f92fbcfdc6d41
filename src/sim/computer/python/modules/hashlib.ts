// `_hashlib`: digests and what is made of them.
import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js';
import { builtinClass, bytes, typeName } from '../objects/types.ts';
import { PyBytes, PyNativeObject, plainText, type Value } from '../objects/values.ts';
import type { NativeModule } from '../run/interpreter.ts';
import type { Thread } from '../run/thread.ts';
import { addFunctions, define } from './native.ts';

interface Digest {
  update(content: Uint8Array): Digest;
  digest(): Uint8Array;
  clone(): Digest;
  readonly blockLen: number;
  readonly outputLen: number;
}

const makers: Readonly<Record<string, () => Digest>> = {
  md5: () => md5.create(),
  sha1: () => sha1.create(),
  sha224: () => sha224.create(),
  sha256: () => sha256.create(),
  sha384: () => sha384.create(),
  sha512: () => sha512.create(),
  sha3_256: () => sha3_256.create(),
  sha3_512: () => sha3_512.create(),
  blake2b: () => blake2b.create({}),
  blake2s: () => blake2s.create({}),
};

const hashType = builtinClass('HASH');
const digestOf = (value: Value): Digest => (value as PyNativeObject<{ digest: Digest }>).native.digest;

function content(thread: Thread, value: Value): Uint8Array {
  if (value instanceof PyBytes) return value.bytes;
  if (typeof value === 'string') throw thread.error('TypeError', 'Strings must be encoded before hashing');
  throw thread.error('TypeError', `object supporting the buffer API required, not ${typeName(value)}`);
}

function make(name: string, digest: Digest): Value {
  const made = new PyNativeObject(hashType, { digest });
  for (const [key, value] of Object.entries({ name, digest_size: digest.outputLen, block_size: digest.blockLen }))
    made.attrs.set(key, value);
  return made;
}

define(hashType, '_hashlib', {
  update: (thread, [self, data]) => {
    digestOf(self).update(content(thread, data));
    return null;
  },
  digest: (_thread, [self]) => bytes(digestOf(self).clone().digest()),
  hexdigest: (_thread, [self]) =>
    Array.from(digestOf(self).clone().digest(), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  copy: (_thread, [self]) => make(plainText((self as PyNativeObject).attrs.get('name')), digestOf(self).clone()),
});

const pbkdf2Hashes = { sha1, sha256, sha512 };

/** Fills `_hashlib`. */
export const hashlib: NativeModule = (_interpreter, names) => {
  addFunctions(names, {
    new: (thread, [name, data]) => {
      const title = plainText(name).toLowerCase().replaceAll('-', '');
      const maker = Object.hasOwn(makers, title) ? makers[title] : undefined;
      if (!maker) throw thread.error('ValueError', `unsupported hash type ${plainText(name)}`);
      const digest = maker();
      if (data !== undefined) digest.update(content(thread, data));
      return make(title, digest);
    },
    scrypt: (thread, [password, salt, n, r, p, length]) =>
      bytes(
        scrypt(content(thread, password), content(thread, salt), {
          N: Number(n),
          r: Number(r),
          p: Number(p),
          dkLen: Number(length),
        }),
      ),
    pbkdf2_hmac: (thread, [name, password, salt, rounds, length = null]) => {
      const hash = pbkdf2Hashes[plainText(name) as 'sha256'];
      return bytes(
        pbkdf2(hash, content(thread, password), content(thread, salt), {
          c: Number(rounds),
          dkLen: length === null ? hash.outputLen : Number(length),
        }),
      );
    },
  });
};
