// zlib: compressing and expanding, at once, with a callback, and as streams that hold what they get until its end.
const { Buffer } = require('buffer');
const { Transform } = require('stream');
const { argumentType, codeError } = require('internal/errors');
const { exactly } = require('internal/text');

const constants = {
  Z_NO_FLUSH: 0,
  Z_PARTIAL_FLUSH: 1,
  Z_SYNC_FLUSH: 2,
  Z_FULL_FLUSH: 3,
  Z_FINISH: 4,
  Z_BLOCK: 5,
  Z_OK: 0,
  Z_STREAM_END: 1,
  Z_NEED_DICT: 2,
  Z_ERRNO: -1,
  Z_STREAM_ERROR: -2,
  Z_DATA_ERROR: -3,
  Z_MEM_ERROR: -4,
  Z_BUF_ERROR: -5,
  Z_NO_COMPRESSION: 0,
  Z_BEST_SPEED: 1,
  Z_BEST_COMPRESSION: 9,
  Z_DEFAULT_COMPRESSION: -1,
  Z_DEFAULT_STRATEGY: 0,
  Z_DEFAULT_LEVEL: -1,
  Z_DEFAULT_CHUNK: 16384,
  Z_DEFAULT_MEMLEVEL: 8,
  Z_DEFAULT_WINDOWBITS: 15,
};

const bytesOf = (data) => {
  if (typeof data === 'string') return Buffer.from(data);
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return Buffer.from(data);
  throw argumentType('buffer', 'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer', data);
};

function failure(code, message) {
  const error = codeError(Error, code, message);
  error.errno = constants[code];
  return error;
}

const isGzip = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isZlib = (bytes) => (bytes[0] & 15) === 8 && (bytes[0] * 256 + bytes[1]) % 31 === 0;

function work(method, data, options = {}) {
  const bytes = bytesOf(data);
  if (method === 'gzip' || method.startsWith('deflate'))
    return Buffer.from(sys('pack', { method, level: options.level ?? -1 }, exactly(bytes)));
  const how = method === 'unzip' ? (isGzip(bytes) ? 'gunzip' : 'inflate') : method;
  if (bytes.length < 2) throw failure('Z_BUF_ERROR', 'unexpected end of file');
  if ((how === 'gunzip' && !isGzip(bytes)) || (how === 'inflate' && !isZlib(bytes)))
    throw failure('Z_DATA_ERROR', 'incorrect header check');
  const found = sys('unpack', { method: how }, exactly(bytes));
  if (found === 0) throw failure('Z_BUF_ERROR', 'unexpected end of file');
  return Buffer.from(found);
}

class Zlib extends Transform {
  constructor(method, options) {
    super(options);
    for (const [property, value] of Object.entries({ method, parts: [], options, bytesWritten: 0 }))
      Object.defineProperty(this, property, { value, writable: true, enumerable: false });
  }
  _transform(chunk, encoding, callback) {
    this.parts.push(Buffer.from(chunk));
    this.bytesWritten += chunk.length;
    callback();
  }
  _flush(callback) {
    try {
      this.push(work(this.method, Buffer.concat(this.parts), this.options));
      callback();
    } catch (error) {
      callback(error);
    }
  }
  flush(kind, callback = kind) {
    if (typeof callback === 'function') process.nextTick(callback);
  }
}

const methods = {
  Gzip: 'gzip',
  Gunzip: 'gunzip',
  Deflate: 'deflate',
  Inflate: 'inflate',
  DeflateRaw: 'deflateRaw',
  InflateRaw: 'inflateRaw',
  Unzip: 'unzip',
};

for (const [name, method] of Object.entries(methods)) {
  const made = {
    [name]: class extends Zlib {
      constructor(options) {
        super(method, options);
      }
    },
  }[name];
  module.exports[name] = made;
  module.exports[`create${name}`] = (options) => new made(options);
  module.exports[`${method}Sync`] = (buffer, options) => work(method, buffer, options);
  module.exports[method] = (buffer, options, callback = options) => {
    if (typeof callback !== 'function') throw argumentType('callback', 'of type function', callback);
    bytesOf(buffer);
    setImmediate(() => {
      let found;
      try {
        found = work(method, buffer, typeof options === 'function' ? {} : options);
      } catch (error) {
        callback(error);
        return;
      }
      callback(null, found);
    });
  };
}

for (const name of [
  'brotliCompress',
  'brotliDecompress',
  'brotliCompressSync',
  'brotliDecompressSync',
  'createBrotliCompress',
  'createBrotliDecompress',
])
  module.exports[name] = () => {
    throw new Error(`not simulated: zlib.${name}`);
  };
module.exports.constants = Object.freeze(constants);
