// HTTP/1.1 messages as values: heads of requests and responses, and how long their bodies are (RFC 9112).
import type { Headers } from './headers.ts';

export interface RequestHead {
  readonly method: string;
  /** As it stands in the request line. */
  readonly target: string;
  readonly version: '1.0' | '1.1';
  readonly headers: Headers;
}

export interface ResponseHead {
  readonly version: '1.0' | '1.1';
  readonly status: number;
  readonly reason: string;
  readonly headers: Headers;
}

/** How a body ends: after so many bytes, with its last chunk, or with the connection. */
export type Framing = number | 'chunked' | 'end';

/** Framing of a request's body; `malformed` for a length that is no number. */
export function requestFraming(head: RequestHead): Framing | 'malformed' {
  if (isChunked(head.headers)) return 'chunked';
  return declaredLength(head.headers) ?? 0;
}

/** Framing of the body that answers a request made with `method`. */
export function responseFraming(head: ResponseHead, method: string): Framing | 'malformed' {
  if (method === 'HEAD' || head.status < 200 || head.status === 204 || head.status === 304) return 0;
  if (isChunked(head.headers)) return 'chunked';
  return declaredLength(head.headers) ?? 'end';
}

/** Whether the connection stays open after this exchange. */
export function keepsAlive(head: RequestHead | ResponseHead): boolean {
  const connection = head.headers.get('connection')?.toLowerCase() ?? '';
  return head.version === '1.1' ? !connection.includes('close') : connection.includes('keep-alive');
}

const isChunked = (headers: Headers): boolean =>
  headers.get('transfer-encoding')?.toLowerCase().includes('chunked') ?? false;

function declaredLength(headers: Headers): number | 'malformed' | undefined {
  const text = headers.get('content-length');
  if (text === undefined) return undefined;
  return /^\d+$/.test(text.trim()) ? Number(text) : 'malformed';
}

/** The head of a request as it is sent. */
export const formatRequest = (head: RequestHead): string =>
  `${head.method} ${head.target} HTTP/${head.version}\r\n${String(head.headers)}\r\n`;

/** The head of a response as it is sent. */
export const formatResponse = (head: ResponseHead): string =>
  `HTTP/${head.version} ${head.status} ${head.reason}\r\n${String(head.headers)}\r\n`;

/** The customary words for status codes (RFC 9110, section 15). */
export const reasons: Readonly<Record<number, string>> = {
  100: 'Continue',
  101: 'Switching Protocols',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Moved Temporarily',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Time-out',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Large',
  415: 'Unsupported Media Type',
  416: 'Requested Range Not Satisfiable',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
  505: 'HTTP Version Not Supported',
  507: 'Insufficient Storage',
};

/** A time (ms since 1970) as HTTP writes it: `Mon, 12 Jan 2026 09:00:00 GMT`. */
export const httpDate = (ms: number): string => new Date(ms).toUTCString();
