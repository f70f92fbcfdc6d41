// Records of FastCGI: eight bytes of header and a content (FastCGI specification, sections 3.3 and 3.4).

/** What a record carries. */
export const kinds = { begin: 1, abort: 2, end: 3, params: 4, stdin: 5, stdout: 6, stderr: 7 } as const;

export interface FastCgiRecord {
  readonly kind: number;
  readonly request: number;
  readonly content: Uint8Array;
}

/** Bytes of content that fit into one record and leave it aligned. */
const largest = 65_528;
const headerLength = 8;

/** One record, padded to a multiple of eight bytes. */
export function encodeRecord({ kind, request, content }: FastCgiRecord): Uint8Array {
  const padding = -content.length & 7;
  const bytes = new Uint8Array(headerLength + content.length + padding);
  bytes.set([1, kind, request >> 8, request & 255, content.length >> 8, content.length & 255, padding, 0]);
  bytes.set(content, headerLength);
  return bytes;
}

/** A stream as its records, with the empty one that ends it. */
export function encodeStream(kind: number, request: number, bytes: Uint8Array): Uint8Array[] {
  const records: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += largest)
    records.push(encodeRecord({ kind, request, content: bytes.subarray(at, at + largest) }));
  return [...records, encodeRecord({ kind, request, content: new Uint8Array(0) })];
}

/** What begins a request of the role `responder`; the connection is closed after it. */
export const beginContent = Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0);

/** What ends a request: the status of the program, and that the request was taken. */
export const endContent = (status: number): Uint8Array =>
  Uint8Array.of((status >>> 24) & 255, (status >>> 16) & 255, (status >>> 8) & 255, status & 255, 0, 0, 0, 0);

/** Names and values, each with its length before it. */
export function encodePairs(pairs: readonly (readonly [name: string, value: string])[]): Uint8Array {
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  const length = (size: number): void => {
    if (size < 128) bytes.push(size);
    else bytes.push((size >>> 24) | 128, (size >>> 16) & 255, (size >>> 8) & 255, size & 255);
  };
  for (const [name, value] of pairs) {
    const [first, second] = [encoder.encode(name), encoder.encode(value)];
    length(first.length);
    length(second.length);
    for (const byte of first) bytes.push(byte);
    for (const byte of second) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

/** Reads what `encodePairs` wrote; what is cut off is left out. */
export function decodePairs(bytes: Uint8Array): [name: string, value: string][] {
  const decoder = new TextDecoder();
  const pairs: [string, string][] = [];
  let at = 0;
  const length = (): number => {
    const first = bytes[at++] ?? 0;
    if (first < 128) return first;
    const [two = 0, three = 0, four = 0] = bytes.subarray(at, at + 3);
    at += 3;
    return ((first & 127) << 24) | (two << 16) | (three << 8) | four;
  };
  while (at < bytes.length) {
    const [name, value] = [length(), length()];
    if (at + name + value > bytes.length) break;
    pairs.push([
      decoder.decode(bytes.subarray(at, at + name)),
      decoder.decode(bytes.subarray(at + name, at + name + value)),
    ]);
    at += name + value;
  }
  return pairs;
}
