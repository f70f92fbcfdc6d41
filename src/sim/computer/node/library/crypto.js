// crypto: digests, random numbers and what is made of them.
const { Buffer } = require('buffer');
const { Transform } = require('stream');
const { argumentType, codeError } = require('internal/errors');
const { exactly } = require('internal/text');

const digests = ['md5', 'ripemd160', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
const names = (algorithm) => String(algorithm).toLowerCase().replace(/^rsa-/, '').replace('-', '');

const bytesOf = (data, encoding, name = 'data') => {
  if (typeof data === 'string') return Buffer.from(data, encoding);
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return Buffer.from(data);
  throw argumentType(name, 'of type string or an instance of Buffer, TypedArray, or DataView', data);
};

const digestOf = (algorithm, bytes) => Buffer.from(sys('digest', { algorithm }, exactly(bytes)));
const shown = (buffer, encoding) =>
  encoding === undefined || encoding === 'buffer' ? buffer : buffer.toString(encoding);

class Hash extends Transform {
  constructor(algorithm, key) {
    super();
    const name = names(algorithm);
    if (!digests.includes(name)) {
      const error = codeError(
        Error,
        'ERR_OSSL_EVP_UNSUPPORTED',
        key === undefined ? 'Digest method not supported' : `Invalid digest: ${algorithm}`,
      );
      throw error;
    }
    for (const [property, value] of Object.entries({ algorithm: name, parts: [], key, done: false }))
      Object.defineProperty(this, property, { value, writable: true, enumerable: false });
  }
  update(data, encoding) {
    if (this.done) throw codeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.parts.push(Buffer.from(bytesOf(data, encoding)));
    return this;
  }
  digest(encoding) {
    if (this.done) throw codeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.done = true;
    return shown(this.finish(Buffer.concat(this.parts)), encoding);
  }
  finish(bytes) {
    return digestOf(this.algorithm, bytes);
  }
  copy() {
    const made = new this.constructor(this.algorithm, this.key);
    made.parts = [...this.parts];
    return made;
  }
  _transform(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  }
  _flush(callback) {
    this.push(this.digest());
    callback();
  }
}

class Hmac extends Hash {
  constructor(algorithm, key) {
    super(algorithm, key ?? '');
  }
  finish(bytes) {
    const block = ['sha384', 'sha512'].includes(this.algorithm) ? 128 : 64;
    let key = bytesOf(this.key, 'utf8', 'key');
    if (key.length > block) key = digestOf(this.algorithm, key);
    const inner = Buffer.alloc(block, 0x36);
    const outer = Buffer.alloc(block, 0x5c);
    key.forEach((byte, index) => {
      inner[index] ^= byte;
      outer[index] ^= byte;
    });
    return digestOf(this.algorithm, Buffer.concat([outer, digestOf(this.algorithm, Buffer.concat([inner, bytes]))]));
  }
}

const random = (size) => Buffer.from(sys('random', { size }));

function randomBytes(size, callback) {
  if (typeof size !== 'number') throw argumentType('size', 'of type number', size);
  const bytes = random(size);
  if (!callback) return bytes;
  require('internal/loop').later(0.2, () => callback(null, bytes));
  return undefined;
}

function randomInt(min, max, callback) {
  if (max === undefined || typeof max === 'function') [min, max, callback] = [0, min, max];
  if (!(max > min))
    throw codeError(
      RangeError,
      'ERR_OUT_OF_RANGE',
      `The value of "max" is out of range. It must be greater than the value of "min" (${min}). Received ${max}`,
    );
  const drawn = random(6).reduce((value, byte) => value * 256 + byte, 0);
  const value = min + Math.floor((drawn / 2 ** 48) * (max - min));
  if (!callback) return value;
  require('internal/loop').later(0.2, () => callback(null, value));
  return undefined;
}
function randomUUID() {
  const bytes = random(16);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = bytes.toString('hex');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}

function timingSafeEqual(one, two) {
  if (one.byteLength !== two.byteLength)
    throw codeError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
  return Buffer.compare(one, two) === 0;
}

function derive(name, password, salt, options) {
  const lengths = Buffer.alloc(4);
  const secret = bytesOf(password, 'utf8', 'password');
  lengths.writeUInt32BE(secret.length);
  return Buffer.from(sys(name, options, exactly(Buffer.concat([lengths, secret, bytesOf(salt, 'utf8', 'salt')]))));
}

const pbkdf2Sync = (password, salt, iterations, length, digest) =>
  derive('pbkdf2', password, salt, { iterations, length, digest: names(digest) });
const scryptSync = (
  password,
  salt,
  length,
  { N = 16384, cost = N, r = 8, blockSize = r, p = 1, parallelization = p } = {},
) => derive('scrypt', password, salt, { length, cost, blockSize, parallelization });

const later =
  (func) =>
  (...args) => {
    const callback = args.pop();
    const value = func(...args);
    require('internal/loop').later(1, () => callback(null, value));
  };

const unsimulated = (name) =>
  function () {
    throw new Error(`not simulated: crypto.${name}`);
  };

const getRandomValues = (array) => {
  const bytes = random(array.byteLength);
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(bytes);
  return array;
};

module.exports = {
  createHash: (algorithm) => new Hash(algorithm),
  createHmac: (algorithm, key) => new Hmac(algorithm, key),
  Hash,
  Hmac,
  hash: (algorithm, data, encoding = 'hex') => new Hash(algorithm).update(data).digest(encoding),
  getHashes: () =>
    digests.flatMap((name) => (name === 'md5' || name === 'ripemd160' ? [name] : [`RSA-${name.toUpperCase()}`, name])),
  randomBytes,
  pseudoRandomBytes: randomBytes,
  randomInt,
  randomUUID,
  randomFillSync: getRandomValues,
  randomFill: later(getRandomValues),
  timingSafeEqual,
  pbkdf2Sync,
  pbkdf2: later(pbkdf2Sync),
  scryptSync,
  scrypt: later(scryptSync),
  getRandomValues,
  webcrypto: {
    getRandomValues,
    randomUUID,
    subtle: {
      digest: async (algorithm, data) => {
        const bytes = digestOf(names(algorithm.name ?? algorithm), bytesOf(data));
        return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
      },
    },
  },
  constants: {},
};
for (const name of [
  'createCipheriv',
  'createDecipheriv',
  'createSign',
  'createVerify',
  'generateKeyPair',
  'generateKeyPairSync',
  'publicEncrypt',
  'privateDecrypt',
  'createDiffieHellman',
  'createECDH',
  'createPrivateKey',
  'createPublicKey',
  'createSecretKey',
  'sign',
  'verify',
  'hkdfSync',
  'getCiphers',
])
  module.exports[name] = unsimulated(name);
