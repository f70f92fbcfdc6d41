// What nginx answers, before it is sent: status, header fields, body; and its own pages for errors and redirections.
import { reasons } from '../../http/message.ts';
import type { Exchange } from './request.ts';

export interface Reply {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: Uint8Array;
  /** Fields that stand before `Connection`, and those after it. */
  readonly early: readonly (readonly [string, string])[];
  readonly late: readonly (readonly [string, string])[];
  /** Words of the status line, where they are not the customary ones. */
  readonly reason?: string;
  /** Who gave the answer, where it was not nginx itself. */
  readonly passed?: 'proxy' | 'fastcgi';
  /** A page of nginx's own for a status, which `error_page` may replace. */
  readonly special?: boolean;
  /** It is sent in chunks: its length was not known when its head was. */
  readonly chunked?: boolean;
  /** What `Content-Length` says when that is not the length of the body (an answer to HEAD). */
  readonly length?: string;
}

const empty = new Uint8Array(0);

/** A reply with a body. */
export const reply = (
  status: number,
  type: string | undefined,
  body: Uint8Array | string,
  rest: Partial<Reply> = {},
): Reply => ({
  status,
  type,
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  early: [],
  late: [],
  ...rest,
});

/** `nginx/1.29.3`, or without the version when that is hidden. */
export function serverName(exchange: Pick<Exchange, 'scope' | 'process'>): string {
  if (exchange.scope.value('server_tokens') === 'off') return 'nginx';
  return `nginx/${versionOf(exchange.process.env)}`;
}

/** The version that the image says. */
export const versionOf = (env: ReadonlyMap<string, string>): string =>
  (env.get('NGINX_VERSION') ?? '1.29.3').replace(/[-~].*$/, '');

const titles: Readonly<Record<number, string>> = {
  ...reasons,
  302: 'Found',
  401: 'Authorization Required',
  405: 'Not Allowed',
  413: 'Request Entity Too Large',
  416: 'Requested Range Not Satisfiable',
};

/** nginx's own page for a status; no body for those that have none. */
export function ownPage(exchange: Exchange, status: number, rest: Partial<Reply> = {}): Reply {
  if (status < 300 || status === 304 || status === 444)
    return reply(status, undefined, empty, { special: true, ...rest });
  const title = `${status} ${titles[status] ?? ''}`.trim();
  const page = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    `<hr><center>${serverName(exchange)}</center>`,
    '</body>',
    '</html>',
    '',
  ].join('\r\n');
  return reply(status, 'text/html', page, { special: true, ...rest });
}
