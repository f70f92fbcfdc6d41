// MongoDB's wire protocol: OP_MSG with one document, and OP_QUERY, with which older drivers say hello.
import type { Task } from '../../../kernel/task.ts';
import type { Connection } from '../../contract.ts';
import { concatBytes } from '../../../kernel/bytes.ts';
import { decodeBson, encodeBson, int32, type BsonDocument } from './bson.ts';

const opReply = 1;
const opQuery = 2004;
const opMessage = 2013;

/** A command or an answer. */
export interface MongoMessage {
  readonly id: number;
  /** By OP_QUERY: it is answered by OP_REPLY. */
  readonly old: boolean;
  readonly document: BsonDocument;
}

/** Reads messages of a connection. */
export class MongoReader {
  readonly #connection: Connection;
  #buffer: Uint8Array = new Uint8Array(0);

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The next message; `ended` when there is no more, `malformed` for what is none. */
  *next(): Task<MongoMessage | 'ended' | 'malformed'> {
    if (!(yield* this.#has(16))) return 'ended';
    const length = this.#int(0);
    const code = this.#int(12);
    if (length < 16 || length > 48_000_000 || ![opReply, opQuery, opMessage].includes(code)) return 'malformed';
    if (!(yield* this.#has(length))) return 'ended';
    const message = this.#buffer.slice(0, length);
    const id = this.#int(4);
    this.#buffer = this.#buffer.slice(length);
    const at = code === opMessage ? 21 : code === opReply ? 36 : message.indexOf(0, 20) + 9;
    const document = decodeBson(message.subarray(at));
    return document ? { id, old: code === opQuery, document } : 'malformed';
  }

  #int(at: number): number {
    return new DataView(this.#buffer.buffer, this.#buffer.byteOffset).getInt32(at, true);
  }

  *#has(count: number): Task<boolean> {
    while (this.#buffer.length < count) {
      const bytes = yield* this.#connection.read();
      if (!bytes) return false;
      this.#buffer = concatBytes([this.#buffer, bytes]);
    }
    return true;
  }
}

/** A command as bytes. */
export const command = (document: BsonDocument): Uint8Array =>
  frame(1, 0, opMessage, [int32(0), Uint8Array.of(0), encodeBson(document)]);

/** What answers a message, as bytes. */
export const reply = ({ id, old }: MongoMessage, document: BsonDocument): Uint8Array =>
  old
    ? frame(id + 1, id, opReply, [int32(8), int32(0), int32(0), int32(0), int32(1), encodeBson(document)])
    : frame(id + 1, id, opMessage, [int32(0), Uint8Array.of(0), encodeBson(document)]);

function frame(id: number, to: number, code: number, parts: readonly Uint8Array[]): Uint8Array {
  const body = concatBytes(parts);
  return concatBytes([int32(body.length + 16), int32(id), int32(to), int32(code), body]);
}
