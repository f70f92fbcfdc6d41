// A web server's side of FastCGI: one request to a responder, and its answer as CGI writes it (RFC 3875, section 6).
import type { Task } from '../../kernel/task.ts';
import type { Connection } from '../contract.ts';
import { Headers } from '../http/headers.ts';
import { concatenate } from '../http/message-reader.ts';
import { beginContent, encodePairs, encodeRecord, encodeStream, kinds } from './record.ts';
import { RecordReader } from './record-reader.ts';

/** What a responder answered. `reason` stands only where the program gave a status. */
export interface CgiAnswer {
  readonly status: number;
  readonly reason: string | undefined;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** What it wrote to its standard error meanwhile. */
  readonly errors: readonly string[];
}

/** Why there is no answer: the connection ended first, or the other side does not speak FastCGI. */
export type CgiFailure =
  | { readonly failure: 'ended' | 'reset'; readonly errors: readonly string[] }
  | { readonly failure: 'version'; readonly version: number }
  | { readonly failure: 'malformed'; readonly errors: readonly string[] };

/** Asks a responder for one answer. */
export function* askResponder(
  connection: Connection,
  parameters: readonly (readonly [name: string, value: string])[],
  body: Uint8Array,
): Task<CgiAnswer | CgiFailure> {
  const request = 1;
  yield* connection.write(
    concatenate([
      encodeRecord({ kind: kinds.begin, request, content: beginContent }),
      ...encodeStream(kinds.params, request, encodePairs(parameters)),
      ...encodeStream(kinds.stdin, request, body),
    ]),
  );
  const reader = new RecordReader(connection);
  const output: Uint8Array[] = [];
  const errors: string[] = [];
  for (;;) {
    const record = yield* reader.next();
    if (record === 'ended') return { failure: connection.reset ? 'reset' : 'ended', errors };
    if ('version' in record) return { failure: 'version', version: record.version };
    if (record.kind === kinds.stdout) output.push(record.content);
    if (record.kind === kinds.stderr && record.content.length > 0)
      errors.push(new TextDecoder().decode(record.content));
    if (record.kind === kinds.end) return understand(concatenate(output), errors);
  }
}

/** Fields and body of a program's output. */
function understand(bytes: Uint8Array, errors: readonly string[]): CgiAnswer | CgiFailure {
  const end = endOfHead(bytes);
  if (end === undefined) return { failure: 'malformed', errors };
  const headers = new Headers();
  let status: string | undefined;
  for (const line of new TextDecoder().decode(bytes.subarray(0, end.head)).split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()];
    if (name.toLowerCase() === 'status') status = value;
    else headers.add(name, value);
  }
  const [, number, reason] = /^(\d{3}) ?(.*)$/.exec(status ?? '') ?? [];
  return {
    status: number === undefined ? (headers.has('location') ? 302 : 200) : Number(number),
    reason: number === undefined ? undefined : reason,
    headers,
    body: bytes.subarray(end.body),
    errors,
  };
}

/** Where the empty line after the fields is. */
function endOfHead(bytes: Uint8Array): { readonly head: number; readonly body: number } | undefined {
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 10) continue;
    if (bytes[at + 1] === 10) return { head: at, body: at + 2 };
    if (bytes[at + 1] === 13 && bytes[at + 2] === 10) return { head: at, body: at + 3 };
  }
  return undefined;
}
