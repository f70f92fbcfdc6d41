// Expanding what is compressed, up to what a page can hold: a few bytes may stand for many (RFC 1950, 1951, 1952).
import { FlateErrorCode, Gunzip, Inflate, Unzlib, type FlateError } from 'fflate';
import { concatBytes } from './bytes.ts';
import { crc32 } from './crc32.ts';

/** Why there is no content: the bytes end too early, are no such thing, do not fit their checksum, or stand for more than `mostExpanded`. */
export type ExpandFailure = 'truncated' | 'malformed' | 'checksum' | 'too large';

/** Bytes that are expanded at most: 256 MiB. */
const mostExpanded = 1 << 28;

/** Bytes that are given to the decompressor at once; each stands for about a thousand at most. */
const portion = 1 << 14;

/** Bytes of a member's header, at least, and of its trailer: the checksum and the size of its content. */
const [headerLength, trailerLength] = [10, 8];

/** What a file of gzip stands for: the content of all its members, which follow each other without anything between. */
export function expandGzip(bytes: Uint8Array): Uint8Array | ExpandFailure {
  if (bytes.length < headerLength + trailerLength) return 'truncated';
  const members: { readonly content: Uint8Array; readonly end: number }[] = [];
  const parts: Uint8Array[] = [];
  const endMember = (end: number): void => {
    members.push({ content: concatBytes(parts.splice(0)), end });
  };
  const stream = new Gunzip();
  stream.onmember = endMember;
  const failure = pushInto(stream, bytes, (part) => parts.push(part));
  if (failure) return failure;
  endMember(bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const fits = members.every(
    ({ content, end }) =>
      view.getUint32(end - trailerLength, true) === crc32(content) && view.getUint32(end - 4, true) === content.length,
  );
  return fits ? concatBytes(members.map(({ content }) => content)) : 'checksum';
}

/** What a stream of deflate stands for, with zlib's header or without. */
export function expandDeflate(bytes: Uint8Array, header: 'zlib' | 'none'): Uint8Array | ExpandFailure {
  const parts: Uint8Array[] = [];
  const stream = header === 'zlib' ? new Unzlib() : new Inflate();
  return pushInto(stream, bytes, (part) => parts.push(part)) ?? concatBytes(parts);
}

function pushInto(
  stream: Gunzip | Unzlib | Inflate,
  bytes: Uint8Array,
  received: (part: Uint8Array) => void,
): ExpandFailure | undefined {
  let size = 0;
  stream.ondata = (part) => {
    size += part.length;
    received(part);
  };
  try {
    for (let at = 0; at < bytes.length && size <= mostExpanded; at += portion)
      stream.push(bytes.subarray(at, at + portion), at + portion >= bytes.length);
  } catch (error) {
    return (error as FlateError).code === FlateErrorCode.UnexpectedEOF ? 'truncated' : 'malformed';
  }
  return size > mostExpanded ? 'too large' : undefined;
}
