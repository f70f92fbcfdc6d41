// Messages: the only way in which client, daemon and registry reach each other. Shaped like HTTP.
import type { Endpoint, MessageEntry } from './log.ts';
import type { Pipe } from './pipe.ts';
import type { Task } from './task.ts';
import type { Latch } from './trigger.ts';

/** A request as the receiver sees it. */
export interface Request {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path without query, percent-decoding left to the route table. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON value, text or bytes. */
  readonly body?: unknown;
  /** What the sender streams after the request: standard input of an attached container, a tar archive. */
  readonly upload?: Pipe<Uint8Array>;
}

/** An answer. `stream` is what goes on flowing after the head: log frames, progress objects, attached output. */
export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON value, text or bytes; undefined for none. */
  readonly body?: unknown;
  readonly stream?: Pipe<unknown>;
  /** Bytes on the wire, when the body stands for more than it holds (a blob with declared size). */
  readonly size?: number;
}

/** A response with the time (virtual ms) at which the last byte of its body is there. The head is there already. */
export interface Reply extends Response {
  readonly arrives: number;
  /** Entry id of the request, which identifies the exchange in the log. */
  readonly exchange: number;
}

/** Why no answer came. `refused`: nothing listens; `unreachable`: the other machine does not answer; `cut`: the receiver ended. */
export interface CallFailure {
  readonly failure: 'refused' | 'unreachable' | 'cut';
}

/** What a service may know about an exchange beyond the request. */
export interface Exchange {
  readonly from: Endpoint;
  /** Entry id of the request. */
  readonly id: number;
  /** Opens when the caller has gone away (Ctrl-C). A service may look; nothing happens to it by itself. */
  readonly abandoned: Latch;
}

/** A receiver: one function from request to response. It runs as a task of its own and outlives its caller. */
export type Service = (request: Request, exchange: Exchange) => Task<Response>;

/** The way between two endpoints. */
export interface Link {
  /** One way, ms. */
  readonly latency: number;
  /** Bytes a millisecond. */
  readonly bandwidth: number;
}

/** How a call is sent. */
export interface CallOptions {
  readonly from: Endpoint;
  readonly protocol: MessageEntry['protocol'];
  readonly link: Link;
}

/** A request with the customary defaults filled in. */
export function request(
  method: Request['method'],
  path: string,
  rest: Partial<Omit<Request, 'method' | 'path'>> = {},
): Request {
  return { method, path, query: {}, headers: {}, ...rest };
}

/** A JSON response. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

/** The path with its query, as one writes it. */
export function target(message: Pick<Request, 'path' | 'query'>): string {
  const query = Object.entries(message.query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return query.length ? `${message.path}?${query.join('&')}` : message.path;
}
