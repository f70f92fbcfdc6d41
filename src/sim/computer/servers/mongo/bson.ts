// BSON documents: the types that MongoDB's commands without data need (bsonspec.org, version 1.1).
import { concatBytes } from '../../../kernel/bytes.ts';

/** A value of a document. Numbers that are whole and small are sent as int32, others as double. */
export type BsonValue =
  number | string | boolean | null | readonly BsonValue[] | { readonly [name: string]: BsonValue };

/** A document. */
export type BsonDocument = { readonly [name: string]: BsonValue };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function number(bytes: number, set: (view: DataView) => void): Uint8Array {
  const buffer = new Uint8Array(bytes);
  set(new DataView(buffer.buffer));
  return buffer;
}

/** An int32, little endian. */
export const int32 = (value: number): Uint8Array =>
  number(4, (view) => {
    view.setInt32(0, value, true);
  });

const terminated = (text: string): Uint8Array => concatBytes([encoder.encode(text), Uint8Array.of(0)]);

/** A document as bytes. */
export function encodeBson(document: BsonDocument | readonly BsonValue[]): Uint8Array {
  const parts = Object.entries(document).map(([name, value]) => element(name, value));
  const body = concatBytes(parts);
  return concatBytes([int32(body.length + 5), body, Uint8Array.of(0)]);
}

function element(name: string, value: BsonValue): Uint8Array {
  const [type, bytes] = encodeValue(value);
  return concatBytes([Uint8Array.of(type), terminated(name), bytes]);
}

function encodeValue(value: BsonValue): readonly [type: number, bytes: Uint8Array] {
  if (value === null) return [0x0a, new Uint8Array(0)];
  if (typeof value === 'boolean') return [0x08, Uint8Array.of(value ? 1 : 0)];
  if (typeof value === 'string') {
    const text = terminated(value);
    return [0x02, concatBytes([int32(text.length), text])];
  }
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 2 ** 31
      ? [0x10, int32(value)]
      : [
          0x01,
          number(8, (view) => {
            view.setFloat64(0, value, true);
          }),
        ];
  return [Array.isArray(value) ? 0x04 : 0x03, encodeBson(value)];
}

/** Reads a document from bytes; undefined when it is broken or has a type that is not known here. */
export function decodeBson(bytes: Uint8Array): BsonDocument | undefined {
  const read = decodeAt(bytes, 0);
  return read && !Array.isArray(read) ? read : undefined;
}

function decodeAt(bytes: Uint8Array, start: number, list = false): BsonDocument | BsonValue[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (start + 5 > bytes.length) return undefined;
  const end = start + view.getInt32(start, true) - 1;
  if (end >= bytes.length || end < start + 4) return undefined;
  const entries: [string, BsonValue][] = [];
  for (let at = start + 4; at < end;) {
    const type = bytes[at++];
    const zero = bytes.indexOf(0, at);
    if (zero < 0 || zero >= end) return undefined;
    const name = decoder.decode(bytes.subarray(at, zero));
    at = zero + 1;
    switch (type) {
      case 0x01:
        entries.push([name, view.getFloat64(at, true)]);
        at += 8;
        break;
      case 0x02: {
        const length = view.getInt32(at, true);
        entries.push([name, decoder.decode(bytes.subarray(at + 4, at + 3 + length))]);
        at += 4 + length;
        break;
      }
      case 0x03:
      case 0x04: {
        const inner = decodeAt(bytes, at, type === 0x04);
        if (!inner) return undefined;
        entries.push([name, inner]);
        at += view.getInt32(at, true);
        break;
      }
      case 0x08:
        entries.push([name, bytes[at++] === 1]);
        break;
      case 0x0a:
        entries.push([name, null]);
        break;
      case 0x10:
        entries.push([name, view.getInt32(at, true)]);
        at += 4;
        break;
      case 0x12:
        entries.push([name, Number(view.getBigInt64(at, true))]);
        at += 8;
        break;
      default:
        return undefined;
    }
  }
  return list ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
