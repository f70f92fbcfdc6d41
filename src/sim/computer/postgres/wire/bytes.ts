// Bytes of protocol 3 messages: a builder and a reader (PostgreSQL documentation, "Message Formats").

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Puts a message's fields together; `message` frames it with its type and length. */
export class Fields {
  #bytes: number[] = [];

  byte(value: number): this {
    this.#bytes.push(value & 255);
    return this;
  }

  int16(value: number): this {
    return this.byte(value >> 8).byte(value);
  }

  int32(value: number): this {
    return this.int16(value >> 16).int16(value);
  }

  /** A string that a zero ends. */
  text(value: string): this {
    return this.bytes(encoder.encode(value)).byte(0);
  }

  bytes(value: Uint8Array): this {
    for (const byte of value) this.#bytes.push(byte);
    return this;
  }

  /** The message: a type (none for those that begin a connection), the length, the fields. */
  message(type: string): Uint8Array {
    const start = type === '' ? 0 : 1;
    const whole = new Uint8Array(start + 4 + this.#bytes.length);
    if (start) whole[0] = type.charCodeAt(0);
    new DataView(whole.buffer).setUint32(start, 4 + this.#bytes.length);
    whole.set(this.#bytes, start + 4);
    return whole;
  }
}

/** Takes a message's fields apart. Beyond the end everything is zero or empty. */
export class FieldReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get ended(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    return this.#bytes[this.#at++] ?? 0;
  }

  int16(): number {
    const value = (this.byte() << 8) | this.byte();
    return value > 0x7fff ? value - 0x10000 : value;
  }

  int32(): number {
    return (this.byte() << 24) | (this.byte() << 16) | (this.byte() << 8) | this.byte() | 0;
  }

  text(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    const stop = end < 0 ? this.#bytes.length : end;
    const value = decoder.decode(this.#bytes.subarray(this.#at, stop));
    this.#at = stop + 1;
    return value;
  }

  bytes(length: number): Uint8Array {
    const value = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return value;
  }

  rest(): Uint8Array {
    return this.bytes(Math.max(0, this.#bytes.length - this.#at));
  }
}

/** The message of a simple query. */
export const query = (sql: string): Uint8Array => new Fields().text(sql).message('Q');
