// Messages of protocol 3: one with its type and body, and the stream of them that a connection brings.
import { concatBytes } from '../../../kernel/bytes.ts';
import type { Task } from '../../../kernel/task.ts';
import type { Connection } from '../../contract.ts';
import { FieldReader } from './bytes.ts';

/** A message that was received. */
export interface Message {
  /** One letter; empty for those that begin a connection. */
  readonly type: string;
  readonly body: Uint8Array;
  /** The message as it came. */
  readonly whole: Uint8Array;
}

/** Bytes that no message of ours or of a client's driver exceeds. */
const largest = 256 * 1024 * 1024;

/** Reads messages from a connection; undefined at its end, or when what comes is no message. */
export class MessageStream {
  readonly #connection: Connection;
  #received: Uint8Array = new Uint8Array(0);

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** One of those that begin a connection: without a type. */
  *opening(): Task<Message | undefined> {
    return yield* this.#read(0);
  }

  *next(): Task<Message | undefined> {
    return yield* this.#read(1);
  }

  /** Whether a whole message can be had without waiting. */
  get ready(): boolean {
    return this.#received.length >= 5 && this.#received.length >= 1 + this.#length(1);
  }

  *#read(start: 0 | 1): Task<Message | undefined> {
    if (!(yield* this.#fill(start + 4))) return undefined;
    const length = this.#length(start);
    if (length < 4 || length > largest || !(yield* this.#fill(start + length))) return undefined;
    const whole = this.#received.subarray(0, start + length);
    this.#received = this.#received.subarray(start + length);
    return { type: start ? String.fromCharCode(whole[0] ?? 0) : '', body: whole.subarray(start + 4), whole };
  }

  #length(start: number): number {
    return new FieldReader(this.#received.subarray(start)).int32();
  }

  *#fill(size: number): Task<boolean> {
    const parts = [this.#received];
    let have = this.#received.length;
    while (have < size) {
      const part = yield* this.#connection.read();
      if (!part) return false;
      parts.push(part);
      have += part.length;
    }
    if (parts.length > 1) this.#received = concatBytes(parts);
    return true;
  }
}

/** The messages in a run of bytes. */
export function splitMessages(bytes: Uint8Array): Message[] {
  const messages: Message[] = [];
  for (let at = 0; at + 5 <= bytes.length;) {
    const end = at + 1 + new FieldReader(bytes.subarray(at + 1)).int32();
    const whole = bytes.subarray(at, end);
    messages.push({ type: String.fromCharCode(whole[0] ?? 0), body: whole.subarray(5), whole });
    at = end;
  }
  return messages;
}
