// buffer: Buffer, and the encodings that it knows.
const { argumentType, codeError } = require('internal/errors');
const { encode, decode, toBase64, fromBase64 } = require('internal/text');
const custom = Symbol.for('nodejs.util.inspect.custom');

const aliases = {
  utf8: 'utf8', 'utf-8': 'utf8', hex: 'hex', base64: 'base64', base64url: 'base64url', ascii: 'latin1', latin1: 'latin1',
  binary: 'latin1', ucs2: 'utf16le', 'ucs-2': 'utf16le', utf16le: 'utf16le', 'utf-16le': 'utf16le',
}; // prettier-ignore

function encodingOf(name) {
  if (name === undefined || name === null || name === '') return 'utf8';
  const found = aliases[String(name).toLowerCase()];
  if (!found) throw codeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${name}`);
  return found;
}

function bytesOf(text, encoding) {
  switch (encodingOf(encoding)) {
    case 'utf8':
      return new Uint8Array(encode(text));
    case 'hex': {
      const bytes = [];
      for (let index = 0; index + 1 < text.length; index += 2) {
        const pair = text.slice(index, index + 2);
        if (!/^[0-9a-fA-F]{2}$/.test(pair)) break;
        bytes.push(parseInt(pair, 16));
      }
      return Uint8Array.from(bytes);
    }
    case 'base64':
    case 'base64url':
      return fromBase64(text);
    case 'latin1':
      return Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 255);
    default: {
      const bytes = new Uint8Array(text.length * 2);
      for (let index = 0; index < text.length; index++) {
        const code = text.charCodeAt(index);
        bytes[index * 2] = code & 255;
        bytes[index * 2 + 1] = code >> 8;
      }
      return bytes;
    }
  }
}

function textOf(bytes, encoding) {
  switch (encodingOf(encoding)) {
    case 'utf8':
      return decode(bytes);
    case 'hex': {
      let text = '';
      for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16);
      return text;
    }
    case 'base64':
      return toBase64(bytes, false);
    case 'base64url':
      return toBase64(bytes, true);
    case 'latin1': {
      const mask = String(encoding).toLowerCase() === 'ascii' ? 127 : 255;
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte & mask);
      return text;
    }
    default: {
      let text = '';
      for (let index = 0; index + 1 < bytes.length; index += 2)
        text += String.fromCharCode(bytes[index] | (bytes[index + 1] << 8));
      return text;
    }
  }
}

const own = (bytes) => Object.setPrototypeOf(bytes, Buffer.prototype);

function from(value, second, length) {
  if (typeof value === 'string') return own(bytesOf(value, second));
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer)
    return own(new Uint8Array(value, second, length));
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return own(Uint8Array.from(value));
  if (typeof value === 'object' && value !== null) {
    if (value.type === 'Buffer' && Array.isArray(value.data)) return own(Uint8Array.from(value.data));
    const inner = value.valueOf?.();
    if (inner !== value && inner !== undefined && inner !== null) return from(inner, second, length);
    if (typeof value.length === 'number') return own(Uint8Array.from(value));
  }
  throw argumentType(
    'first argument',
    'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object.',
    value,
  );
}

function Buffer(value, encoding, length) {
  if (typeof value === 'number') return Buffer.alloc(value);
  return from(value, encoding, length);
}
Object.setPrototypeOf(Buffer, Uint8Array);
Buffer.prototype = Object.create(Uint8Array.prototype, {
  constructor: { value: Buffer, writable: true, configurable: true },
});

function checkSize(size) {
  if (typeof size !== 'number') throw argumentType('size', 'of type number', size);
  if (!(size >= 0))
    throw codeError(
      RangeError,
      'ERR_OUT_OF_RANGE',
      `The value of "size" is out of range. It must be >= 0 && <= 4294967296. Received ${size}`,
    );
}

Object.assign(Buffer, {
  from,
  of: (...bytes) => own(Uint8Array.from(bytes)),
  alloc(size, fill, encoding) {
    checkSize(size);
    const buffer = own(new Uint8Array(size));
    return fill === undefined || fill === 0 ? buffer : buffer.fill(fill, encoding);
  },
  allocUnsafe(size) {
    checkSize(size);
    return own(new Uint8Array(size));
  },
  allocUnsafeSlow: (size) => Buffer.alloc(size),
  isBuffer: (value) => value instanceof Buffer,
  isEncoding: (name) => typeof name === 'string' && Object.hasOwn(aliases, name.toLowerCase()),
  byteLength(value, encoding) {
    return typeof value === 'string' ? bytesOf(value, encoding).length : value.byteLength;
  },
  concat(list, total = list.reduce((sum, one) => sum + one.length, 0)) {
    const whole = own(new Uint8Array(total));
    let at = 0;
    for (const one of list) {
      if (at >= total) break;
      whole.set(one.subarray(0, total - at), at);
      at += one.length;
    }
    return whole;
  },
  compare(one, two) {
    const length = Math.min(one.length, two.length);
    for (let index = 0; index < length; index++) if (one[index] !== two[index]) return one[index] < two[index] ? -1 : 1;
    return Math.sign(one.length - two.length);
  },
  poolSize: 8192,
});

function indexOf(buffer, value, offset = 0, encoding, last = false) {
  if (typeof offset === 'string') return indexOf(buffer, value, last ? buffer.length : 0, offset, last);
  if (typeof value === 'number') {
    return last
      ? Uint8Array.prototype.lastIndexOf.call(buffer, value & 255, offset || buffer.length - 1)
      : Uint8Array.prototype.indexOf.call(buffer, value & 255, offset);
  }
  const wanted = typeof value === 'string' ? bytesOf(value, encoding) : value;
  const matches = (at) => wanted.every((byte, index) => buffer[at + index] === byte);
  if (last) {
    for (let at = Math.min(offset || Infinity, buffer.length - wanted.length); at >= 0; at--)
      if (matches(at)) return at;
    return -1;
  }
  for (let at = offset < 0 ? Math.max(0, buffer.length + offset) : offset; at + wanted.length <= buffer.length; at++)
    if (matches(at)) return at;
  return -1;
}

const methods = {
  toString(encoding, start = 0, end = this.length) {
    const bytes = start === 0 && end >= this.length ? this : this.subarray(Math.max(0, start), Math.max(0, end));
    return textOf(bytes, encoding);
  },
  toJSON() {
    return { type: 'Buffer', data: Array.from(this) };
  },
  equals(other) {
    return Buffer.compare(this, other) === 0;
  },
  compare(other) {
    return Buffer.compare(this, other);
  },
  copy(target, targetStart = 0, start = 0, end = this.length) {
    const part = this.subarray(start, Math.min(end, start + target.length - targetStart));
    target.set(part, targetStart);
    return part.length;
  },
  slice(start, end) {
    return this.subarray(start, end);
  },
  subarray(start, end) {
    return own(new Uint8Array(this.buffer, ...rangeOf(this, start, end)));
  },
  write(text, offset = 0, length = this.length, encoding = 'utf8') {
    if (typeof offset === 'string') return this.write(text, 0, this.length, offset);
    if (typeof length === 'string') return this.write(text, offset, this.length, length);
    const bytes = bytesOf(text, encoding).subarray(0, Math.min(length, this.length - offset));
    this.set(bytes, offset);
    return bytes.length;
  },
  fill(value, start = 0, end = this.length, encoding = 'utf8') {
    if (typeof start === 'string') return this.fill(value, 0, this.length, start);
    if (typeof value === 'number') return Uint8Array.prototype.fill.call(this, value & 255, start, end);
    const bytes = typeof value === 'string' ? bytesOf(value, encoding) : value;
    if (bytes.length === 0) return Uint8Array.prototype.fill.call(this, 0, start, end);
    for (let index = start; index < end; index++) this[index] = bytes[(index - start) % bytes.length];
    return this;
  },
  includes(value, offset, encoding) {
    return indexOf(this, value, offset, encoding) !== -1;
  },
  indexOf(value, offset, encoding) {
    return indexOf(this, value, offset, encoding);
  },
  lastIndexOf(value, offset, encoding) {
    return indexOf(this, value, offset, encoding, true);
  },
  swap16() {
    for (let index = 0; index + 1 < this.length; index += 2)
      [this[index], this[index + 1]] = [this[index + 1], this[index]];
    return this;
  },
  [custom]() {
    const most = module.exports.INSPECT_MAX_BYTES;
    let text = '';
    for (let index = 0; index < Math.min(most, this.length); index++)
      text += ' ' + (this[index] < 16 ? '0' : '') + this[index].toString(16);
    const more = this.length - most;
    if (more > 0) text += ` ... ${more} more byte${more > 1 ? 's' : ''}`;
    return `<${this.constructor.name}${text}>`;
  },
};

function rangeOf(buffer, start = 0, end = buffer.length) {
  const from_ = start < 0 ? Math.max(0, buffer.length + start) : Math.min(Math.trunc(start) || 0, buffer.length);
  const to = end < 0 ? Math.max(0, buffer.length + end) : Math.min(Math.trunc(end), buffer.length);
  return [buffer.byteOffset + from_, Math.max(0, to - from_)];
}

/** Fails when a number would not lie within a buffer. */
const checkOffset = (buffer, offset, size) => {
  if (offset + size > buffer.length)
    throw codeError(
      RangeError,
      'ERR_OUT_OF_RANGE',
      `The value of "offset" is out of range. It must be >= 0 and <= ${buffer.length - size}. Received ${offset}`,
    );
};

function number(name, size, get, set) {
  for (const [order, little] of size === 1
    ? [['', true]]
    : [
        ['LE', true],
        ['BE', false],
      ]) {
    const read = function (offset = 0) {
      checkOffset(this, offset, size);
      return new DataView(this.buffer, this.byteOffset, this.byteLength)[get](offset, little);
    };
    const write = function (value, offset = 0) {
      new DataView(this.buffer, this.byteOffset, this.byteLength)[set](offset, value, little);
      return offset + size;
    };
    methods['read' + name + order] = read;
    methods['write' + name + order] = write;
    if (name.includes('UInt')) {
      methods['read' + name.replace('UInt', 'Uint') + order] = read;
      methods['write' + name.replace('UInt', 'Uint') + order] = write;
    }
  }
}
number('UInt8', 1, 'getUint8', 'setUint8');
number('UInt16', 2, 'getUint16', 'setUint16');
number('UInt32', 4, 'getUint32', 'setUint32');
number('Int8', 1, 'getInt8', 'setInt8');
number('Int16', 2, 'getInt16', 'setInt16');
number('Int32', 4, 'getInt32', 'setInt32');
number('Float', 4, 'getFloat32', 'setFloat32');
number('Double', 8, 'getFloat64', 'setFloat64');
number('BigInt64', 8, 'getBigInt64', 'setBigInt64');
number('BigUInt64', 8, 'getBigUint64', 'setBigUint64');

/** Numbers of one to six bytes. */
for (const little of [true, false]) {
  const order = little ? 'LE' : 'BE';
  const places = (size) => Array.from({ length: size }, (_, index) => (little ? size - 1 - index : index));
  const read = function (offset, size) {
    checkOffset(this, offset, size);
    return places(size).reduce((sum, place) => sum * 256 + this[offset + place], 0);
  };
  const write = function (value, offset, size) {
    checkOffset(this, offset, size);
    let rest = value;
    for (const place of places(size).reverse()) {
      this[offset + place] = rest & 255;
      rest = Math.floor(rest / 256);
    }
    return offset + size;
  };
  for (const name of ['UInt', 'Uint']) {
    methods[`read${name}${order}`] = read;
    methods[`write${name}${order}`] = write;
  }
  methods[`readInt${order}`] = function (offset, size) {
    const value = read.call(this, offset, size);
    return value >= 2 ** (size * 8 - 1) ? value - 2 ** (size * 8) : value;
  };
  methods[`writeInt${order}`] = write;
}

for (const key of Reflect.ownKeys(methods))
  Object.defineProperty(Buffer.prototype, key, {
    value: methods[key],
    writable: true,
    configurable: true,
    enumerable: false,
  });
Object.defineProperty(Buffer.prototype, 'parent', {
  get() {
    return this.buffer;
  },
});

module.exports = {
  Buffer,
  SlowBuffer: Buffer,
  INSPECT_MAX_BYTES: 50,
  kMaxLength: 4294967296,
  constants: { MAX_LENGTH: 4294967296, MAX_STRING_LENGTH: 536870888 },
  atob: (text) => textOf(fromBase64(String(text)), 'latin1'),
  btoa: (text) => textOf(bytesOf(String(text), 'latin1'), 'base64'),
  get Blob() {
    return Blob;
  },
  isUtf8: (bytes) => !textOf(bytes, 'utf8').includes('\ufffd'),
  isAscii: (bytes) => bytes.every((byte) => byte < 128),
  encodingOf,
};
Object.defineProperty(module.exports, 'encodingOf', { enumerable: false });
