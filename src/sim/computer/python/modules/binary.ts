// `binascii` and `_struct`: bytes as text, and numbers as bytes.
import { decodeLooseBase64, encodeBase64 } from '../../../kernel/base64.ts';
import { crc32 } from '../../../kernel/crc32.ts';
import { bytes, float, tuple } from '../objects/types.ts';
import { isInt, normal, plainNumber, plainText, PyBytes, PyFloat, type Value } from '../objects/values.ts';
import type { NativeModule } from '../run/interpreter.ts';
import type { Thread } from '../run/thread.ts';
import { addFunctions } from './native.ts';

const content = (value: Value): Uint8Array =>
  value instanceof PyBytes ? value.bytes : new TextEncoder().encode(plainText(value));
const ascii = (text: string): Value => bytes(new TextEncoder().encode(text));

function fromBase64(thread: Thread, text: string): Uint8Array {
  const clean = text.replace(/[^A-Za-z0-9+/=]/g, '');
  const digits = clean.replace(/=+$/, '');
  if (digits.length % 4 === 1)
    throw thread.error(
      'ValueError',
      `Invalid base64-encoded string: number of data characters (${digits.length}) cannot be 1 more than a multiple of 4`,
    );
  if (clean.length % 4 !== 0) throw thread.error('ValueError', 'Incorrect padding');
  return decodeLooseBase64(digits);
}

/** Fills `binascii`. */
export const binascii: NativeModule = (interpreter, names) => {
  names.set('Error', interpreter.exceptionClass('ValueError'));
  addFunctions(names, {
    hexlify: (_thread, [data]) =>
      ascii(Array.from(content(data), (byte) => byte.toString(16).padStart(2, '0')).join('')),
    unhexlify: (thread, [text]) => {
      const digits = new TextDecoder().decode(content(text));
      if (digits.length % 2 === 1) throw thread.error('ValueError', 'Odd-length string');
      if (/[^0-9a-fA-F]/.test(digits)) throw thread.error('ValueError', 'Non-hexadecimal digit found');
      return bytes(Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
    },
    b2a_base64: (_thread, [data], kw) =>
      ascii(`${encodeBase64(content(data))}${kw?.get('newline') === false ? '' : '\n'}`),
    a2b_base64: (thread, [text]) => bytes(fromBase64(thread, new TextDecoder().decode(content(text)))),
    crc32: (_thread, [data, begin = 0]) => crc32(content(data), Number(begin)),
  });
};

const sizes: Readonly<Record<string, number>> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  '?': 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
  n: 8,
  N: 8,
  f: 4,
  d: 8,
  e: 2,
};

/** The items of a format: letter, count, size. */
function* items(
  thread: Thread,
  format: string,
): Generator<{ letter: string; count: number; size: number; align: number }> {
  const standard = /^[<>!=]/.test(format);
  for (const [, digits, letter = ''] of format
    .replace(/^[<>!=@]/, '')
    .replace(/\s/g, '')
    .matchAll(/(\d*)(.)/g)) {
    const size =
      letter === 's' || letter === 'p' ? 1 : !standard && (letter === 'l' || letter === 'L') ? 8 : sizes[letter];
    if (size === undefined) throw thread.error('ValueError', 'bad char in struct format');
    yield {
      letter,
      count: digits === '' || digits === undefined ? 1 : Number(digits),
      size,
      align: standard ? 1 : size,
    };
  }
}

function sizeOf(thread: Thread, format: string): number {
  let at = 0;
  for (const { count, size, align } of items(thread, format)) at = Math.ceil(at / align) * align + count * size;
  return at;
}

/** Fills `_struct`. */
export const struct: NativeModule = (_interpreter, names) => {
  addFunctions(names, {
    calcsize: (thread, [format]) => sizeOf(thread, plainText(format)),
    pack: (thread, [given, ...values]) => {
      const format = plainText(given);
      const out = new Uint8Array(sizeOf(thread, format));
      const view = new DataView(out.buffer);
      const little = !/^[>!]/.test(format);
      let at = 0;
      let used = 0;
      for (const { letter, count, size, align } of items(thread, format)) {
        at = Math.ceil(at / align) * align;
        if (letter === 's') {
          out.set(content(values[used++]).slice(0, count), at);
          at += count;
          continue;
        }
        for (let turn = 0; turn < count; turn++, at += size) {
          if (letter === 'x') continue;
          const value = plainNumber(values[used++]);
          if (letter === 'c') out.set(content(value), at);
          else if (letter === 'f' || letter === 'd') {
            const number = value instanceof PyFloat ? value.value : Number(value);
            if (letter === 'f') view.setFloat32(at, number, little);
            else view.setFloat64(at, number, little);
          } else {
            if (!isInt(value)) throw thread.error('ValueError', 'required argument is not an integer');
            const whole = BigInt.asUintN(size * 8, BigInt(value));
            for (let byte = 0; byte < size; byte++)
              out[at + (little ? byte : size - 1 - byte)] = Number((whole >> BigInt(byte * 8)) & 255n);
          }
        }
      }
      return bytes(out);
    },
    unpack: (thread, [given, data, offset = 0]) => {
      const format = plainText(given);
      const source = content(data).slice(Number(offset));
      const wanted = sizeOf(thread, format);
      if (source.length < wanted) throw thread.error('ValueError', `unpack requires a buffer of ${wanted} bytes`);
      const view = new DataView(source.buffer, source.byteOffset, source.length);
      const little = !/^[>!]/.test(format);
      const found: Value[] = [];
      let at = 0;
      for (const { letter, count, size, align } of items(thread, format)) {
        at = Math.ceil(at / align) * align;
        if (letter === 's') {
          found.push(bytes(source.slice(at, at + count)));
          at += count;
          continue;
        }
        for (let turn = 0; turn < count; turn++, at += size) {
          if (letter === 'x') continue;
          if (letter === 'c') found.push(bytes(source.slice(at, at + 1)));
          else if (letter === 'f') found.push(float(view.getFloat32(at, little)));
          else if (letter === 'd') found.push(float(view.getFloat64(at, little)));
          else {
            let whole = 0n;
            for (let byte = 0; byte < size; byte++)
              whole |= BigInt(source[at + (little ? byte : size - 1 - byte)] ?? 0) << BigInt(byte * 8);
            found.push(
              letter === '?'
                ? whole !== 0n
                : normal('bhilqn'.includes(letter) ? BigInt.asIntN(size * 8, whole) : whole),
            );
          }
        }
      }
      return tuple(found);
    },
  });
};
