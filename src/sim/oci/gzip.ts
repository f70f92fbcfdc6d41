// Gzip with nothing in it that varies (RFC 1952: time 0), and a declared size for blobs that stand for larger ones.
import { gzipSync } from 'fflate';
import { expandGzip } from '../kernel/expand.ts';

const commentFlag = 0x10;
const headerLength = 10;
const commentPattern = /^DRYDOCK\.size=(\d+)$/;

/** Compresses; the same bytes always give the same bytes. */
export function gzip(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { mtime: 0, level: 6 });
}

/**
 * The gzip stream with a declared size: that of the larger blob which it stands for, in bytes. It travels in the header's
 * comment, so that whoever has the blob knows it and its digest covers it.
 */
export function declareSize(plain: Uint8Array, declaredSize: number): Uint8Array {
  const comment = new TextEncoder().encode(`DRYDOCK.size=${declaredSize}\u0000`);
  const whole = new Uint8Array(plain.length + comment.length);
  whole.set(plain.subarray(0, headerLength));
  whole[3] = (plain[3] ?? 0) | commentFlag;
  whole.set(comment, headerLength);
  whole.set(plain.subarray(headerLength), headerLength + comment.length);
  return whole;
}

/** Decompresses; undefined when the bytes are no whole gzip stream, or stand for more than a page can hold. */
export function gunzip(bytes: Uint8Array): Uint8Array | undefined {
  const content = expandGzip(bytes);
  return typeof content === 'string' ? undefined : content;
}

/** Whether bytes begin as a gzip stream does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The size of a blob in bytes as descriptors state it: the declared one if it carries one, else its length. */
export function blobSize(bytes: Uint8Array): number {
  if (!isGzip(bytes) || bytes[3] !== commentFlag) return bytes.length;
  const end = bytes.indexOf(0, headerLength);
  const comment = commentPattern.exec(new TextDecoder().decode(bytes.subarray(headerLength, end)));
  return comment ? Number(comment[1]) : bytes.length;
}
