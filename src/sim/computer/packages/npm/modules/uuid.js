// uuid: unique numbers (RFC 9562).
const crypto = require('crypto');

const NIL = '00000000-0000-0000-0000-000000000000';
const MAX = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const form =
  /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}-0{4}-0{4}-0{4}-0{12}|f{8}-f{4}-f{4}-f{4}-f{12})$/i;

const validate = (text) => typeof text === 'string' && form.test(text);

function parse(text) {
  if (!validate(text)) throw TypeError('Invalid UUID');
  return Uint8Array.from(Buffer.from(text.replaceAll('-', ''), 'hex'));
}

function stringify(bytes, offset = 0) {
  const text = Buffer.from(bytes.slice(offset, offset + 16)).toString('hex');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}

function made(bytes, version) {
  bytes[6] = (bytes[6] & 0x0f) | (version << 4);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return stringify(bytes);
}

function v4(options) {
  if (!options?.random && !options?.rng) return crypto.randomUUID();
  return made(Buffer.from(options.random ?? options.rng()), 4);
}

function named(version, algorithm) {
  const make = (value, namespace) => {
    const space = typeof namespace === 'string' ? parse(namespace) : namespace;
    const hash = crypto
      .createHash(algorithm)
      .update(Buffer.concat([space, Buffer.from(value)]))
      .digest();
    return made(hash.subarray(0, 16), version);
  };
  make.DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
  make.URL = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
  return make;
}

let clock;
function v1() {
  const time = BigInt(Date.now()) * 10000n + 122192928000000000n;
  clock ??= crypto.randomBytes(8);
  clock[0] |= 1;
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(Number(time & 0xffffffffn), 0);
  bytes.writeUInt16BE(Number((time >> 32n) & 0xffffn), 4);
  bytes.writeUInt16BE(Number((time >> 48n) & 0x0fffn), 6);
  clock.copy(bytes, 8);
  return made(bytes, 1);
}

function v7() {
  const bytes = crypto.randomBytes(16);
  const time = Date.now();
  bytes.writeUInt16BE(Math.floor(time / 2 ** 32), 0);
  bytes.writeUInt32BE(time % 2 ** 32, 2);
  return made(bytes, 7);
}

const version = (text) => {
  if (!validate(text)) throw TypeError('Invalid UUID');
  return parseInt(text.slice(14, 15), 16);
};
const v3 = named(3, 'md5');
const v5 = named(5, 'sha1');

exports.NIL = NIL;
exports.MAX = MAX;
exports.parse = parse;
exports.stringify = stringify;
exports.v1 = v1;
exports.v3 = v3;
exports.v4 = v4;
exports.v5 = v5;
exports.v7 = v7;
exports.validate = validate;
exports.version = version;
