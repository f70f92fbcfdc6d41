// TextEncoder and TextDecoder.
const { encode } = require('internal/text');
const { encodingOf, Buffer } = require('buffer');
const { codeError } = require('internal/errors');

class TextEncoder {
  get encoding() {
    return 'utf-8';
  }
  encode(text = '') {
    return new Uint8Array(encode(String(text)));
  }
  encodeInto(text, target) {
    const bytes = this.encode(text).subarray(0, target.length);
    target.set(bytes);
    return { read: text.length, written: bytes.length };
  }
}

class TextDecoder {
  #decoder;
  #fatal;
  constructor(label = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
    this.encoding =
      { utf8: 'utf-8', latin1: 'windows-1252', ascii: 'windows-1252' }[label.toLowerCase()] ?? label.toLowerCase();
    this.fatal = fatal;
    this.ignoreBOM = ignoreBOM;
    this.#fatal = fatal;
    const { StringDecoder } = require('string_decoder');
    try {
      encodingOf(label === 'windows-1252' ? 'latin1' : label);
    } catch {
      throw codeError(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`);
    }
    this.#decoder = new StringDecoder(label === 'windows-1252' ? 'latin1' : label);
  }
  decode(input = new Uint8Array(0), { stream = false } = {}) {
    const bytes = ArrayBuffer.isView(input)
      ? Buffer.from(input.buffer, input.byteOffset, input.byteLength)
      : Buffer.from(input);
    const text = this.#decoder.write(bytes) + (stream ? '' : this.#decoder.end());
    if (this.#fatal && text.includes('\ufffd'))
      throw codeError(
        TypeError,
        'ERR_ENCODING_INVALID_ENCODED_DATA',
        `The encoded data was not valid for encoding ${this.encoding}`,
      );
    return this.ignoreBOM ? text : text.replace(/^\ufeff/, '');
  }
}

module.exports = { TextEncoder, TextDecoder };
