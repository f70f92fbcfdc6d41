// Packets of the MySQL protocol: three bytes of length, a number, a payload; length-encoded numbers and texts.
import { concatBytes } from '../../../kernel/bytes.ts';
import type { Task } from '../../../kernel/task.ts';
import type { Connection } from '../../contract.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Sends and receives packets; numbers count up within one command. */
export class PacketStream {
  sequence = 0;
  readonly #connection: Connection;
  #received: Uint8Array = new Uint8Array(0);

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The next payload; undefined at the end. */
  *read(): Task<Uint8Array | undefined> {
    if (!(yield* this.#fill(4))) return undefined;
    const [a = 0, b = 0, c = 0, number = 0] = this.#received;
    const size = a | (b << 8) | (c << 16);
    if (!(yield* this.#fill(4 + size))) return undefined;
    const payload = this.#received.subarray(4, 4 + size);
    this.#received = this.#received.subarray(4 + size);
    this.sequence = (number + 1) & 255;
    return payload;
  }

  /** Writes payloads one after the other; false when the other side has gone. */
  *write(...payloads: readonly Uint8Array[]): Task<boolean> {
    const parts = payloads.flatMap((payload) => {
      const { length } = payload;
      const head = Uint8Array.of(length & 255, (length >> 8) & 255, (length >> 16) & 255, this.sequence);
      this.sequence = (this.sequence + 1) & 255;
      return [head, payload];
    });
    return (yield* this.#connection.write(concatBytes(parts))) === undefined;
  }

  *#fill(size: number): Task<boolean> {
    while (this.#received.length < size) {
      const part = yield* this.#connection.read();
      if (!part) return false;
      this.#received = concatBytes([this.#received, part]);
    }
    return true;
  }
}

/** Puts a payload together. */
export class Payload {
  readonly #bytes: number[] = [];

  int(value: number, size: number): this {
    for (let index = 0; index < size; index++) this.#bytes.push(Math.floor(value / 2 ** (8 * index)) & 255);
    return this;
  }

  /** A length-encoded number. */
  length(value: number): this {
    if (value < 251) return this.int(value, 1);
    return value < 65_536
      ? this.int(0xfc, 1).int(value, 2)
      : value < 16_777_216
        ? this.int(0xfd, 1).int(value, 3)
        : this.int(0xfe, 1).int(value, 8);
  }

  bytes(value: Uint8Array): this {
    for (const byte of value) this.#bytes.push(byte);
    return this;
  }

  /** A text, as it is. */
  text(value: string): this {
    return this.bytes(encoder.encode(value));
  }

  /** A text with its length before it; NULL is one byte. */
  counted(value: string | null): this {
    if (value === null) return this.int(0xfb, 1);
    const bytes = encoder.encode(value);
    return this.length(bytes.length).bytes(bytes);
  }

  get done(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

/** Takes a payload apart. */
export class PayloadReader {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get ended(): boolean {
    return this.at >= this.#bytes.length;
  }

  int(size: number): number {
    let value = 0;
    for (let index = 0; index < size; index++) value += (this.#bytes[this.at++] ?? 0) * 2 ** (8 * index);
    return value;
  }

  length(): number {
    const first = this.int(1);
    return first < 251 ? first : first === 0xfc ? this.int(2) : first === 0xfd ? this.int(3) : this.int(8);
  }

  take(size: number): Uint8Array {
    const value = this.#bytes.subarray(this.at, this.at + size);
    this.at += size;
    return value;
  }

  rest(): string {
    return decoder.decode(this.take(Math.max(0, this.#bytes.length - this.at)));
  }

  /** A text that a zero ends. */
  text(): string {
    const end = this.#bytes.indexOf(0, this.at);
    const value = decoder.decode(this.#bytes.subarray(this.at, end < 0 ? this.#bytes.length : end));
    this.at = end < 0 ? this.#bytes.length : end + 1;
    return value;
  }

  counted(): string | null {
    if (this.#bytes[this.at] === 0xfb) {
      this.at++;
      return null;
    }
    return decoder.decode(this.take(this.length()));
  }
}
