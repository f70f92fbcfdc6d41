// Replies of a Redis server, and how RESP2 writes and reads them. Bytes are held as texts of one character each.

/** A reply that is a bare word, such as OK. */
export interface Status {
  readonly status: string;
}

/** A reply that says what went wrong; the first word is its kind. */
export interface ErrorReply {
  readonly error: string;
}

/** The array that is not there, which some commands answer instead of an empty one. */
export const nullArray = { none: 'array' } as const;

/** A text is a bulk string, null the bulk string that is not there. */
export type Reply = string | number | bigint | null | Status | ErrorReply | typeof nullArray | readonly Reply[];

export const ok: Status = { status: 'OK' };

export const error = (text: string): ErrorReply => ({ error: text });

export const isError = (value: unknown): value is ErrorReply =>
  typeof value === 'object' && value !== null && 'error' in value;

/** A reply in RESP2. */
export function encodeReply(reply: Reply): string {
  if (typeof reply === 'string') return `$${reply.length}\r\n${reply}\r\n`;
  if (typeof reply === 'number' || typeof reply === 'bigint') return `:${reply}\r\n`;
  if (reply === null) return '$-1\r\n';
  if (isArray(reply)) return `*${reply.length}\r\n${reply.map(encodeReply).join('')}`;
  if ('none' in reply) return '*-1\r\n';
  return 'status' in reply ? `+${reply.status}\r\n` : `-${reply.error}\r\n`;
}

/** A command as clients send it, and as an append-only file keeps it. */
export const encodeCommand = (argv: readonly string[]): string => encodeReply(argv);

// Array.isArray does not narrow to a readonly array.
export const isArray = (reply: Reply): reply is readonly Reply[] => Array.isArray(reply);

/** Bytes as a text of one character each. */
export function fromBytes(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(from, from + 8192)));
  return parts.join('');
}

/** The bytes of such a text. */
export function toBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

/** A text of the terminal as bytes of UTF-8 held that way. */
export const toBinary = (text: string): string => fromBytes(new TextEncoder().encode(text));

/** What a terminal shows of such bytes. */
export const fromBinary = (binary: string): string => new TextDecoder().decode(toBytes(binary));

/** Reads replies as their bytes arrive. */
export class ReplyReader {
  #text = '';
  #at = 0;

  feed(text: string): void {
    this.#text = this.#text.slice(this.#at) + text;
    this.#at = 0;
  }

  /** The next reply; undefined while it is not complete. */
  next(): Reply | undefined {
    const from = this.#at;
    const reply = this.#read();
    if (reply === undefined) this.#at = from;
    return reply;
  }

  #read(): Reply | undefined {
    const end = this.#text.indexOf('\r\n', this.#at);
    if (end < 0) return undefined;
    const kind = this.#text.charAt(this.#at);
    const rest = this.#text.slice(this.#at + 1, end);
    this.#at = end + 2;
    if (kind === '+') return { status: rest };
    if (kind === '-') return { error: rest };
    if (kind === ':') return BigInt(rest);
    const length = Number(rest);
    if (kind === '$') {
      if (length < 0) return null;
      if (this.#text.length < this.#at + length + 2) return undefined;
      const bulk = this.#text.slice(this.#at, this.#at + length);
      this.#at += length + 2;
      return bulk;
    }
    if (length < 0) return nullArray;
    const items: Reply[] = [];
    while (items.length < length) {
      const item = this.#read();
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  }
}
