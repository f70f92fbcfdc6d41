// Serving HTTP on a connection: request after request until one side has enough (RFC 9112, section 9.3).
import type { Task } from '../../kernel/task.ts';
import type { Connection } from '../contract.ts';
import { Headers } from './headers.ts';
import { formatResponse, httpDate, keepsAlive, reasons, requestFraming, type RequestHead } from './message.ts';
import { MessageReader } from './message-reader.ts';

/** A response whose body is known in advance. */
export interface SimpleResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** Zeros that follow the body: the rest of a file of which only the size is known. */
  readonly filler?: number;
}

/** What is written of a filler at once. */
const zeros = new Uint8Array(65536);

/** A response with a text. */
export const textResponse = (status: number, type: string, text: string): SimpleResponse => ({
  status,
  headers: new Headers({ 'Content-Type': type }),
  body: new TextEncoder().encode(text),
});

/** Answers each request with what `respond` makes of it. `clock`: ms since 1970. Closes the connection at the end. */
export function* serveConnection(
  connection: Connection,
  clock: () => number,
  respond: (request: RequestHead, body: Uint8Array) => Task<SimpleResponse>,
): Task {
  const reader = new MessageReader(connection);
  try {
    for (;;) {
      const request = yield* reader.request();
      if (request === 'ended') return;
      const framing = request === 'malformed' ? 'malformed' : requestFraming(request);
      if (request === 'malformed' || framing === 'malformed') {
        yield* send(connection, textResponse(400, 'text/plain', 'Bad Request\n'), clock(), false, false);
        return;
      }
      const body = yield* reader.wholeBody(framing);
      const response = yield* respond(request, body);
      const alive = keepsAlive(request);
      yield* send(connection, response, clock(), alive, request.method === 'HEAD');
      if (!alive) return;
    }
  } finally {
    connection.close();
  }
}

function* send(connection: Connection, response: SimpleResponse, now: number, alive: boolean, bare: boolean): Task {
  const headers = new Headers({ Date: httpDate(now) });
  for (const [name, value] of response.headers) headers.add(name, value);
  const { filler = 0 } = response;
  headers.add('Content-Length', String(response.body.length + filler));
  if (!alive) headers.add('Connection', 'close');
  const { status } = response;
  const head = formatResponse({ version: '1.1', status, reason: reasons[status] ?? '', headers });
  yield* connection.write(new TextEncoder().encode(head));
  if (bare) return;
  if (response.body.length > 0) yield* connection.write(response.body);
  for (let left = filler; left > 0; left -= zeros.length)
    if (yield* connection.write(zeros.subarray(0, Math.min(left, zeros.length)))) return;
}
