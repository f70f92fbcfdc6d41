// Digests, passwords, and texts made unreadable.
import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js';
import { failed } from '../../filesystem/errno.ts';
import { bcrypt, bcryptMatches } from '../../programs/accounts/bcrypt.ts';
import { fromBytes, toBytes, toText } from '../bytes.ts';
import { PhpArray, type Value } from '../values.ts';
import type { Engine } from '../run/engine.ts';
import type { Library } from './native.ts';
import { checksum, randomBytes } from './math.ts';

type Hash = typeof sha256;

const makers: Readonly<Record<string, Hash>> = {
  md5: md5 as unknown as Hash, sha1: sha1 as unknown as Hash, sha224, sha256, sha384: sha384 as unknown as Hash,
  sha512: sha512 as unknown as Hash, 'sha3-256': sha3_256 as unknown as Hash, 'sha3-512': sha3_512 as unknown as Hash,
  ripemd160: ripemd160 as unknown as Hash,
}; // prettier-ignore

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const shown = (bytes: Uint8Array, binary: boolean): string => (binary ? fromBytes(bytes) : hex(bytes));

function maker(php: Engine, name: string, algorithm: string): Hash {
  const found = makers[algorithm.toLowerCase()];
  if (found) return found;
  if (
    /^(?:md[24]|sha512\/|sha3-|whirlpool|tiger|snefru|gost|adler32|crc32|fnv|joaat|murmur|xxh|haval)/i.test(algorithm)
  )
    throw php.notSimulated(`${name}() with ${algorithm}`);
  throw php.error('ValueError', `${name}(): Argument #1 ($algo) must be a valid hashing algorithm`);
}

const plain =
  (make: Hash) =>
  (_php: Engine, [text, binary = false]: [string, boolean?]): Value =>
    shown(make(toBytes(text)), binary);

const ofFile =
  (make: (php: Engine) => Hash) =>
  (php: Engine, path: string, binary: boolean): Value => {
    const bytes = php.process.files.readFile(php.path(path));
    return failed(bytes) ? false : shown(make(php)(bytes), binary);
  };

/** The ms of CPU time that hashing a password takes at a cost of 10. */
const passwordTime = 45;

export const hashes: Library = {
  'md5(string $string, bool $binary = false)': plain(makers['md5'] as Hash),
  'sha1(string $string, bool $binary = false)': plain(makers['sha1'] as Hash),
  'md5_file(string $filename, bool $binary = false)': (php, [path, binary = false]: [string, boolean?]) =>
    ofFile(() => makers['md5'] as Hash)(php, path, binary),
  'sha1_file(string $filename, bool $binary = false)': (php, [path, binary = false]: [string, boolean?]) =>
    ofFile(() => makers['sha1'] as Hash)(php, path, binary),
  'hash(string $algo, string $data, bool $binary = false, array $options = [])': (
    php,
    [algorithm, text, binary = false]: [string, string, boolean?],
  ) =>
    /^crc32b$/i.test(algorithm)
      ? checksum(text).toString(16).padStart(8, '0')
      : shown(maker(php, 'hash', algorithm)(toBytes(text)), binary),
  'hash_file(string $algo, string $filename, bool $binary = false, array $options = [])': (
    php,
    [algorithm, path, binary = false]: [string, string, boolean?],
  ) => ofFile(() => maker(php, 'hash_file', algorithm))(php, path, binary),
  'hash_hmac(string $algo, string $data, string $key, bool $binary = false)': (
    php,
    [algorithm, text, key, binary = false]: [string, string, string, boolean?],
  ) => shown(hmac(maker(php, 'hash_hmac', algorithm), toBytes(key), toBytes(text)), binary),
  'hash_algos()': () => PhpArray.list(Object.keys(makers)),
  'hash_equals(string $known_string, string $user_string)': (_php, [one, two]: [string, string]) => one === two,
  'hash_pbkdf2(string $algo, string $password, string $salt, int $iterations, int $length = 0, bool $binary = false)': (
    php,
    [algorithm, password, salt, count, length = 0, binary = false]: [string, string, string, number, number?, boolean?],
  ) => {
    const make = maker(php, 'hash_pbkdf2', algorithm);
    const size = length === 0 ? make.outputLen : binary ? length : Math.ceil(length / 2);
    const made = shown(pbkdf2(make, toBytes(password), toBytes(salt), { c: count, dkLen: size }), binary);
    return length === 0 ? made : made.slice(0, length);
  },
  *'password_hash(string $password, string|int|null $algo, array $options = [])'(
    php,
    [password, algorithm, options]: [string, Value, PhpArray?],
  ) {
    if (typeof algorithm === 'string' && algorithm.startsWith('argon2'))
      throw php.notSimulated('password_hash() with Argon2');
    const cost = Number(options?.get('cost') ?? (Number(php.around.version.split('.')[1] ?? 0) >= 4 ? 12 : 10));
    if (cost < 4 || cost > 31) throw php.error('ValueError', `Invalid bcrypt cost parameter specified: ${cost}`);
    if (cost > 12) throw php.notSimulated(`password_hash() with a cost of ${cost}`);
    yield* php.wait(php.process.compute(passwordTime * 2 ** (cost - 10)));
    return bcrypt(toText(password), cost, toBytes(randomBytes(php, 16)), '2y');
  },
  *'password_verify(string $password, string $hash)'(php, [password, hash]: [string, string]) {
    yield* php.wait(php.process.compute(passwordTime));
    return bcryptMatches(toText(password), hash);
  },
  'password_get_info(string $hash)': (_php, [hash]: [string]) => {
    const match = /^\$2y\$(\d\d)\$/.exec(hash);
    return PhpArray.of([['algo', match ? '2y' : null], ['algoName', match ? 'bcrypt' : 'unknown'], ['options', match ? PhpArray.of([['cost', Number(match[1])]]) : new PhpArray()]]); // prettier-ignore
  },
  'password_needs_rehash(string $hash, string|int|null $algo, array $options = [])': (_php, [hash]: [string]) =>
    !hash.startsWith('$2y$'),
  'str_rot13(string $string)': (_php, [text]: [string]) =>
    text.replace(/[a-z]/gi, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) + (letter.toLowerCase() < 'n' ? 13 : -13)),
    ),
};
