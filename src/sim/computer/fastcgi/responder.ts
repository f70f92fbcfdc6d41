// A program's side of FastCGI: reads a request from a connection, and writes the answer to it.
import type { Task } from '../../kernel/task.ts';
import type { Connection } from '../contract.ts';
import { concatenate } from '../http/message-reader.ts';
import { decodePairs, encodeRecord, encodeStream, endContent, kinds } from './record.ts';
import type { RecordReader } from './record-reader.ts';

export interface ResponderRequest {
  readonly id: number;
  /** Whether the connection stays open for another request. */
  readonly keep: boolean;
  /** In the order in which they came. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** The next request; undefined when the other side has gone, aborts, or speaks something else. */
export function* readRequest(reader: RecordReader): Task<ResponderRequest | undefined> {
  let id: number | undefined;
  let keep = false;
  const parameters: Uint8Array[] = [];
  const body: Uint8Array[] = [];
  for (;;) {
    const record = yield* reader.next();
    if (record === 'ended' || 'version' in record) return undefined;
    if (record.kind === kinds.begin) {
      id = record.request;
      keep = ((record.content[2] ?? 0) & 1) === 1;
    }
    if (record.request !== id) continue;
    if (record.kind === kinds.abort) return undefined;
    if (record.kind === kinds.params) parameters.push(record.content);
    if (record.kind !== kinds.stdin) continue;
    if (record.content.length === 0)
      return { id, keep, parameters: decodePairs(concatenate(parameters)), body: concatenate(body) };
    body.push(record.content);
  }
}

/** Writes the answer: lines of the error log, then the output with its fields, then the end. */
export function* writeAnswer(
  connection: Connection,
  id: number,
  output: Uint8Array,
  errors: readonly string[],
  status: number,
): Task {
  const told = errors.map((text) => encodeRecord({ kind: kinds.stderr, request: id, content: new TextEncoder().encode(text) })); // prettier-ignore
  yield* connection.write(
    concatenate([
      ...told,
      ...encodeStream(kinds.stdout, id, output),
      encodeRecord({ kind: kinds.end, request: id, content: endContent(status) }),
    ]),
  );
}
