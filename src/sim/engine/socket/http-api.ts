// The Engine API as bytes: requests that come through the daemon's socket, as messages to it, and its answers back
// (Engine API reference; streams as in "Attach to a container", section "Stream format").
import type { Connection } from '../../computer/contract.ts';
import { Headers } from '../../computer/http/headers.ts';
import {
  formatResponse,
  httpDate,
  keepsAlive,
  reasons,
  requestFraming,
  type RequestHead,
} from '../../computer/http/message.ts';
import { MessageReader } from '../../computer/http/message-reader.ts';
import type { Request, Response } from '../../kernel/message.ts';
import type { Pipe } from '../../kernel/pipe.ts';
import type { Task } from '../../kernel/task.ts';
import type { Daemon } from '../daemon.ts';
import type { Frame } from '../containers/outputs.ts';

/** The way through the socket, as the docker client has it. */
const link = { latency: 0.5, bandwidth: 1e6 };

const methods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'] satisfies readonly Request['method'][];

const encoder = new TextEncoder();

/** Answers the requests of one connection until either side has enough. */
export function* serveApi(daemon: Daemon, connection: Connection): Task {
  const reader = new MessageReader(connection);
  try {
    for (;;) {
      const head = yield* reader.request();
      if (head === 'ended' || head === 'malformed') return;
      const framing = requestFraming(head);
      if (framing === 'malformed') return;
      const response = yield* answer(daemon, head, yield* reader.wholeBody(framing));
      const alive = yield* send(daemon, connection, head, response);
      if (!alive) return;
    }
  } finally {
    connection.close();
  }
}

function* answer(daemon: Daemon, head: RequestHead, bytes: Uint8Array): Task<Response> {
  const request = readRequest(head, bytes);
  if ('status' in request) return request;
  const reply = yield* daemon.kernel.call(daemon.endpoint, request, {
    from: 'client:socket',
    protocol: 'engine',
    link,
  });
  if (!('failure' in reply)) return reply;
  return { status: 503, headers: {}, body: { message: 'the daemon is stopping' } };
}

/** The message that a request stands for; an answer where it stands for none. */
function readRequest(head: RequestHead, bytes: Uint8Array): Request | Response {
  const refuse = (status: number, message: string): Response => ({ status, headers: {}, body: { message } });
  if (!methods.includes(head.method)) return refuse(405, 'method not allowed');
  const [path = '', search = ''] = head.target.split('?');
  const query = readQuery(search);
  if (!query) return refuse(400, `invalid URL escape in "${search}"`);
  const type = head.headers.get('content-type') ?? '';
  let body: unknown;
  if (bytes.length > 0) {
    if (/\/(?:archive|build|load)$/.test(path)) body = bytes;
    else if (!type.startsWith('application/json'))
      return refuse(400, `unsupported Content-Type header (${type}): must be 'application/json'`);
    else {
      try {
        body = JSON.parse(new TextDecoder().decode(bytes));
      } catch {
        return refuse(400, 'invalid JSON: the body of the request cannot be read');
      }
    }
  }
  if (head.headers.has('upgrade')) return refuse(501, 'not simulated: an attached stream through the socket');
  return {
    method: head.method as Request['method'],
    path,
    query,
    headers: Object.fromEntries([...head.headers].map(([name, value]) => [name.toLowerCase(), value])),
    ...(body === undefined ? {} : { body }),
  };
}

/** Parameters by name; undefined when an escape in them is broken. */
function readQuery(search: string): Readonly<Record<string, string>> | undefined {
  const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
  try {
    return Object.fromEntries(
      search
        .split('&')
        .filter((part) => part !== '')
        .map((part) => {
          const [name = '', ...value] = part.split('=');
          return [decode(name), decode(value.join('='))];
        }),
    );
  } catch {
    return undefined;
  }
}

/** Writes an answer; whether the connection goes on. */
function* send(daemon: Daemon, connection: Connection, request: RequestHead, response: Response): Task<boolean> {
  const { status, stream, body } = response;
  const isText = typeof body === 'string';
  const content =
    body === undefined
      ? undefined
      : body instanceof Uint8Array
        ? body
        : encoder.encode(isText ? body : `${JSON.stringify(body)}\n`);
  const headers = new Headers();
  headers.add('Api-Version', '1.51');
  if (content || stream)
    headers.add(
      'Content-Type',
      response.headers['content-type'] ?? (isText ? 'text/plain; charset=utf-8' : 'application/json'),
    );
  for (const [name, value] of Object.entries({
    'Docker-Experimental': 'false',
    Ostype: 'linux',
    Server: 'Docker/28.5.2 (linux)',
  }))
    headers.add(name, value);
  headers.add('Date', httpDate(daemon.kernel.clock));
  const alive = keepsAlive(request) && !stream;
  if (stream) headers.add('Transfer-Encoding', 'chunked');
  else if (content) headers.add('Content-Length', String(content.length));
  const head = formatResponse({ version: '1.1', status, reason: reasons[status] ?? '', headers });
  yield* connection.write(encoder.encode(head));
  if (request.method === 'HEAD') return alive;
  if (content) yield* connection.write(content);
  if (stream) yield* sendChunks(connection, stream);
  return alive;
}

/** A stream in chunks (RFC 9112, section 7.1), until it or the connection ends. */
function* sendChunks(connection: Connection, stream: Pipe<unknown>): Task {
  try {
    for (let item = yield* stream.read(); item !== undefined; item = yield* stream.read()) {
      const bytes = bytesOf(item);
      const failed = yield* connection.write(
        Uint8Array.of(...encoder.encode(`${bytes.length.toString(16)}\r\n`), ...bytes, 13, 10),
      );
      if (failed) return;
    }
    yield* connection.write(encoder.encode('0\r\n\r\n'));
  } finally {
    stream.closeReader();
  }
}

/** What flows: output in frames with a head of eight bytes, bytes as they are, all else as a line of JSON. */
function bytesOf(item: unknown): Uint8Array {
  if (item instanceof Uint8Array) return item;
  if (typeof item === 'string') return encoder.encode(item);
  if (!isFrame(item)) return encoder.encode(`${JSON.stringify(item)}\n`);
  const { length } = item.data;
  const head = [
    ['stdin', 'stdout', 'stderr'].indexOf(item.stream),
    0,
    0,
    0,
    length >>> 24,
    (length >>> 16) & 255,
    (length >>> 8) & 255,
    length & 255,
  ];
  return Uint8Array.of(...head, ...item.data);
}

const isFrame = (item: unknown): item is Frame =>
  typeof item === 'object' && item !== null && 'stream' in item && 'data' in item && item.data instanceof Uint8Array;
