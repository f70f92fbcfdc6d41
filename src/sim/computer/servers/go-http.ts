// HTTP as a server written in Go sends it: fields in its order, the type guessed from the text (net/http).
import { spawn, type Task } from '../../kernel/task.ts';
import type { Connection, Listener, Process } from '../contract.ts';
import { Headers } from '../http/headers.ts';
import { formatResponse, httpDate, keepsAlive, reasons, requestFraming, type RequestHead } from '../http/message.ts';
import { concatenate, MessageReader } from '../http/message-reader.ts';

/** A request with its body, and who sent it. */
export interface GoRequest {
  readonly head: RequestHead;
  readonly body: Uint8Array;
  readonly remote: string;
}

/** What a handler answers; the status is 200 when left out. */
export interface GoResponse {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Words for status codes where Go has others than nginx. */
const goReasons: Readonly<Record<number, string>> = { ...reasons, 302: 'Found', 405: 'Method Not Allowed', 503: 'Service Unavailable' }; // prettier-ignore

/** CPU time (ms) that a request takes. */
export const requestCost = 0.1;

/** Serves every connection of a listener until it is closed. */
export function* serveGo(process: Process, listener: Listener, handle: (request: GoRequest) => Task<GoResponse>): Task {
  for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept())
    yield* spawn('connection', converse(process, connection, handle));
}

function* converse(process: Process, connection: Connection, handle: (request: GoRequest) => Task<GoResponse>): Task {
  const reader = new MessageReader(connection);
  const write = (text: string): Task<unknown> => connection.write(new TextEncoder().encode(text));
  try {
    for (;;) {
      const head = yield* reader.request();
      if (head === 'ended') return;
      const framing = head === 'malformed' ? 'malformed' : requestFraming(head);
      const hostless = head !== 'malformed' && head.version === '1.1' && !head.headers.has('host');
      if (head === 'malformed' || framing === 'malformed' || hostless) {
        const why = hostless ? ': missing required Host header' : '';
        yield* write(`HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request${why}`); // prettier-ignore
        return;
      }
      const body = yield* reader.wholeBody(framing);
      yield* process.compute(requestCost);
      const { address, port } = connection.remote;
      const remote = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
      const answer = yield* handle({ head, body, remote });
      const alive = keepsAlive(head);
      yield* connection.write(encode(answer, head, alive, process.machine.kernel.clock));
      if (!alive) return;
    }
  } finally {
    connection.close();
  }
}

function encode(answer: GoResponse, head: RequestHead, alive: boolean, now: number): Uint8Array {
  const body = typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : answer.body;
  const headers = new Headers();
  const own = Object.entries(answer.headers ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [name, value] of own) headers.add(name, value);
  const { status = 200, type } = answer;
  if (type !== undefined) headers.add('Content-Type', type);
  headers.add('Date', httpDate(now));
  headers.add('Content-Length', String(body.length));
  if (type === undefined && body.length > 0) headers.add('Content-Type', 'text/plain; charset=utf-8');
  if (!alive) headers.add('Connection', 'close');
  const text = formatResponse({ version: '1.1', status, reason: goReasons[status] ?? '', headers });
  const start = new TextEncoder().encode(text);
  return head.method === 'HEAD' ? start : concatenate([start, body]);
}

/** The time as Go's log package writes it: 2026/01/12 09:00:00 */
export const goLogTime = (now: number): string =>
  new Date(now).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ');

/** A program that does not ask for signals is ended by the Go runtime, as process 1, too. */
export function endAsGo(process: Process): void {
  for (const signal of ['TERM', 'INT', 'HUP'] as const)
    process.handle(signal, () => {
      process.exit(2);
    });
}
