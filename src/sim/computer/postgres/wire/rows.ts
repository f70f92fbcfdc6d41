// Rows of an answer as text.
import { FieldReader } from './bytes.ts';
import type { Message } from './message.ts';

/** Values of one row; null is NULL. */
export type Row = readonly (string | null)[];

const decoder = new TextDecoder();

/** The values of a data row. */
export function readRow(body: Uint8Array): (string | null)[] {
  const reader = new FieldReader(body);
  return Array.from({ length: reader.int16() }, () => {
    const length = reader.int32();
    return length < 0 ? null : decoder.decode(reader.bytes(length));
  });
}

/** All rows among messages, whatever statement they belong to. */
export const readRows = (messages: readonly Message[]): Row[] =>
  messages.filter(({ type }) => type === 'D').map(({ body }) => readRow(body));
