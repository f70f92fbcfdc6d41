// Reads HTTP/1.1 messages from a connection, one after the other (RFC 9112).
import type { Task } from '../../kernel/task.ts';
import { Headers } from './headers.ts';
import type { Framing, RequestHead, ResponseHead } from './message.ts';

/** What is read from: a connection, or a descriptor. */
export interface ByteSource {
  read(limit?: number): Task<Uint8Array | undefined>;
}

const headLimit = 65536;

/** Why no head came: the connection ended before its first byte, or what came is no HTTP. */
export type HeadFailure = 'ended' | 'malformed';

export class MessageReader {
  readonly #source: ByteSource;
  #buffer = new Uint8Array(0);

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** The next request. */
  *request(): Task<RequestHead | HeadFailure> {
    const head = yield* this.#head();
    if (typeof head === 'string') return head;
    const match = /^([A-Za-z]+) (\S+) HTTP\/(1\.[01])$/.exec(head.first);
    if (!match) return 'malformed';
    const [, method = '', target = '', version] = match;
    return { method, target, version: version === '1.0' ? '1.0' : '1.1', headers: head.headers };
  }

  /** The next response. */
  *response(): Task<ResponseHead | HeadFailure> {
    const head = yield* this.#head();
    if (typeof head === 'string') return head;
    const match = /^HTTP\/(1\.[01]) (\d{3}) ?(.*)$/.exec(head.first);
    if (!match) return 'malformed';
    const [, version, status, reason = ''] = match;
    return { version: version === '1.0' ? '1.0' : '1.1', status: Number(status), reason, headers: head.headers };
  }

  /** The body, piece by piece to `take`. `short`: the connection ended before it did. */
  *body(framing: Framing, take: (bytes: Uint8Array) => Task): Task<'whole' | 'short'> {
    if (framing === 'chunked') return yield* this.#chunks(take);
    for (let left = framing === 'end' ? Infinity : framing; left > 0;) {
      if (this.#buffer.length === 0 && !(yield* this.#fill())) return framing === 'end' ? 'whole' : 'short';
      const part = this.#take(Math.min(left, this.#buffer.length));
      left -= part.length;
      yield* take(part);
    }
    return 'whole';
  }

  /** The whole body. */
  *wholeBody(framing: Framing): Task<Uint8Array> {
    const parts: Uint8Array[] = [];

    yield* this.body(framing, function* (bytes) {
      parts.push(bytes);
    });
    return concatenate(parts);
  }

  *#chunks(take: (bytes: Uint8Array) => Task): Task<'whole' | 'short'> {
    for (;;) {
      const line = yield* this.#line();
      const size = line === undefined ? NaN : parseInt(line, 16);
      if (Number.isNaN(size)) return 'short';
      if (size === 0) {
        for (let trailer = yield* this.#line(); trailer; trailer = yield* this.#line());
        return 'whole';
      }
      if ((yield* this.body(size, take)) === 'short') return 'short';
      yield* this.#line();
    }
  }

  *#head(): Task<{ first: string; headers: Headers } | HeadFailure> {
    if (this.#buffer.length === 0 && !(yield* this.#fill())) return 'ended';
    // The first byte of a TLS handshake, and the like: no line will ever come.
    if (isControl(this.#buffer[0] ?? 0)) return 'malformed';
    let first = yield* this.#line();
    // Empty lines before a request are to be ignored.
    while (first === '') first = yield* this.#line();
    if (first === undefined) return this.#buffer.length > 0 ? 'malformed' : 'ended';
    const headers = new Headers();
    for (;;) {
      const line = yield* this.#line();
      if (line === undefined) return 'malformed';
      if (line === '') return { first, headers };
      const colon = line.indexOf(':');
      if (colon <= 0) return 'malformed';
      headers.add(line.slice(0, colon), line.slice(colon + 1).trim());
    }
  }

  *#line(): Task<string | undefined> {
    for (let from = 0; ;) {
      const end = this.#buffer.indexOf(10, from);
      if (end >= 0) {
        const bytes = this.#take(end + 1);
        return new TextDecoder().decode(bytes.subarray(0, bytes[end - 1] === 13 ? end - 1 : end));
      }
      from = this.#buffer.length;
      if (from > headLimit || !(yield* this.#fill())) return undefined;
    }
  }

  *#fill(): Task<boolean> {
    const bytes = yield* this.#source.read();
    if (!bytes) return false;
    this.#buffer = this.#buffer.length === 0 ? new Uint8Array(bytes) : concatenate([this.#buffer, bytes]);
    return true;
  }

  #take(length: number): Uint8Array {
    const part = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length);
    return part;
  }
}

/** A control character that begins no line: not CR, not LF. */
const isControl = (byte: number): boolean => byte < 32 && byte !== 13 && byte !== 10;

/** Several pieces as one. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let size = 0;
  for (const part of parts) size += part.length;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
