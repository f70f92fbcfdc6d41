// What a file holds: bytes, or only a declared size. Contents are values: writing makes a new one.
import { fail, type Failure } from './errno.ts';

/**
 * Bytes that are never changed in place, or a size without bytes: a large file of an image, which reads as zeros.
 */
export type Content = Uint8Array | { readonly size: number };

/** The empty content. */
export const empty: Content = new Uint8Array(0);

/** Bytes beyond which a content that has only a declared size is not turned into real bytes. */
const largest = 64 * 1024 * 1024;

/** A run of zeros at least this long, written to the end of nothing but zeros, stays a declared size. */
const sparse = 4096;

/** Length in bytes. */
export const sizeOfContent = (content: Content): number =>
  content instanceof Uint8Array ? content.length : content.size;

/** Bytes from `start` to before `end`, cut at the end of the content. */
export function readContent(content: Content, start = 0, end = Infinity): Uint8Array {
  const size = sizeOfContent(content);
  const from = Math.min(Math.max(0, start), size);
  const to = Math.min(Math.max(from, end), size);
  return content instanceof Uint8Array ? content.subarray(from, to) : new Uint8Array(to - from);
}

// How far each buffer is filled. Appending to the content that ends there extends the buffer in place, which no other
// content can see; so a file that grows line by line costs what its lines cost.
const filled = new WeakMap<ArrayBufferLike, number>();

function append(content: Uint8Array, bytes: Uint8Array): Uint8Array {
  const size = content.length + bytes.length;
  const end = content.byteOffset + content.length;
  if (filled.get(content.buffer) === end && end + bytes.length <= content.buffer.byteLength) {
    new Uint8Array(content.buffer).set(bytes, end);
    filled.set(content.buffer, end + bytes.length);
    return new Uint8Array(content.buffer, content.byteOffset, size);
  }
  const grown = new Uint8Array(content.length === 0 ? size : Math.max(64, size * 2));
  grown.set(content);
  grown.set(bytes, content.length);
  filled.set(grown.buffer, size);
  return grown.subarray(0, size);
}

function allZero(bytes: Uint8Array): boolean {
  const words = bytes.byteOffset % 4 === 0 ? bytes.length >> 2 : 0;
  const view = new Uint32Array(bytes.buffer, words ? bytes.byteOffset : 0, words);
  for (let i = 0; i < words; i++) if (view[i] !== 0) return false;
  for (let i = words * 4; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}
/** The content with `bytes` written at `offset`; a gap before it reads as zeros. EFBIG if it would take too much memory. */
export function writeContent(content: Content, offset: number, bytes: Uint8Array): Content | Failure {
  const size = sizeOfContent(content);
  if (bytes.length === 0) return content;
  const end = Math.max(size, offset + bytes.length);
  const declared = !(content instanceof Uint8Array);
  if ((declared || size === 0) && (bytes.length >= sparse || declared) && allZero(bytes)) return { size: end };
  if (content instanceof Uint8Array && offset === size) return append(content, bytes);
  if (end > largest) return fail('EFBIG');
  const written = new Uint8Array(end);
  written.set(readContent(content));
  written.set(bytes, offset);
  return written;
}

/** The content cut or extended with zeros to `size` bytes. */
export function truncateContent(content: Content, size: number): Content {
  const before = sizeOfContent(content);
  if (size === before) return content;
  if (size < before) return content instanceof Uint8Array ? content.subarray(0, size) : { size };
  if (!(content instanceof Uint8Array) || before === 0) return { size };
  const grown = new Uint8Array(size);
  grown.set(content);
  return grown;
}
