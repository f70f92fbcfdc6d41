// Text as bytes: UTF-8, base64, hexadecimal, Latin-1 and UTF-16.
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Uint8Array(128).fill(255);
for (let index = 0; index < 64; index++) values[alphabet.charCodeAt(index)] = index;
values[45] = 62;
values[95] = 63;

function slowEncode(text) {
  const bytes = [];
  for (const letter of text) {
    let code = letter.codePointAt(0);
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(bytes).buffer;
}

/** UTF-8 of a text, as an ArrayBuffer. The system is faster, but its texts end at a zero. */
function encode(text) {
  if (text.length < 16 || text.includes('\0') || !text.isWellFormed()) return slowEncode(text);
  return sys('encode', undefined, text);
}

function slowDecode(bytes) {
  let text = '';
  for (let index = 0; index < bytes.length;) {
    const first = bytes[index++];
    if (first < 0x80) {
      text += String.fromCharCode(first);
      continue;
    }
    const count = first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 ? 1 : 0;
    let code = count === 3 ? first & 7 : count === 2 ? first & 15 : first & 31;
    let taken = 0;
    while (taken < count && index + taken < bytes.length && (bytes[index + taken] & 0xc0) === 0x80) {
      code = (code << 6) | (bytes[index + taken] & 63);
      taken++;
    }
    index += taken;
    text += count > 0 && taken === count && first < 0xf5 ? String.fromCodePoint(code) : '\ufffd';
  }
  return text;
}

/** The text that bytes are in UTF-8. */
function decode(bytes) {
  if (bytes.length < 16 || bytes.includes(0)) return slowDecode(bytes);
  return sys('decode', undefined, exactly(bytes));
}

/** The bytes of a view as an ArrayBuffer that holds nothing else. */
function exactly(view) {
  return view.byteOffset === 0 && view.byteLength === view.buffer.byteLength
    ? view.buffer
    : view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
}

function toBase64(bytes, url) {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a, b, c] = [bytes[index], bytes[index + 1], bytes[index + 2]];
    text += alphabet[a >> 2] + alphabet[((a & 3) << 4) | ((b ?? 0) >> 4)];
    if (b !== undefined) text += alphabet[((b & 15) << 2) | ((c ?? 0) >> 6)];
    else if (!url) text += '=';
    if (c !== undefined) text += alphabet[c & 63];
    else if (!url) text += '=';
  }
  return url ? text.replaceAll('+', '-').replaceAll('/', '_') : text;
}

function fromBase64(text) {
  const bytes = [];
  let bits = 0;
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 61) break;
    const value = code < 128 ? values[code] : 255;
    if (value === 255) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 255);
    }
  }
  return Uint8Array.from(bytes);
}

module.exports = { encode, decode, slowDecode, exactly, toBase64, fromBase64 };
