// string_decoder: text from bytes that come in pieces.
const { Buffer, encodingOf } = require('buffer');

class StringDecoder {
  constructor(encoding) {
    this.encoding = encodingOf(encoding);
    Object.defineProperty(this, 'rest', { value: Buffer.alloc(0), writable: true, enumerable: false });
  }
  write(chunk) {
    if (typeof chunk === 'string') return chunk;
    const bytes =
      this.rest.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.concat([this.rest, chunk]);
    const whole = bytes.length - this.unfinished(bytes);
    this.rest = Buffer.from(bytes.subarray(whole));
    return bytes.toString(this.encoding, 0, whole);
  }
  end(chunk) {
    const text = chunk === undefined ? '' : this.write(chunk);
    const rest = this.rest.length > 0 ? this.rest.toString(this.encoding) : '';
    this.rest = Buffer.alloc(0);
    return text + rest;
  }
  unfinished(bytes) {
    if (this.encoding === 'base64' || this.encoding === 'base64url') return bytes.length % 3;
    if (this.encoding === 'utf16le') return bytes.length % 2;
    if (this.encoding !== 'utf8') return 0;
    for (let back = 1; back <= Math.min(3, bytes.length); back++) {
      const byte = bytes[bytes.length - back];
      if ((byte & 0xc0) === 0x80) continue;
      const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
      return size > back ? back : 0;
    }
    return 0;
  }
}

module.exports = { StringDecoder };
