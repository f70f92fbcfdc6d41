// One request on its way through nginx: what is known about it, and the variables that configurations use.
import type { Connection, Process } from '../../contract.ts';
import { httpDate, type RequestHead } from '../../http/message.ts';
import { compile } from './config/expression.ts';
import type { Server } from './config/site.ts';
import { prefixed, type Scope } from './config/scope.ts';

export interface Exchange {
  readonly process: Process;
  readonly connection: Connection;
  readonly head: RequestHead;
  readonly body: Uint8Array;
  readonly server: Server;
  /** The level of configuration that applies now. */
  scope: Scope;
  /** Decoded and normalised path; rewriting changes it. */
  uri: string;
  /** Query without `?`. */
  args: string;
  /** Groups of the last expression that matched: `$1` …, and by name. */
  captures: readonly (string | undefined)[];
  readonly named: Map<string, string>;
  /** Serial number of the connection, for the error log. */
  readonly serial: number;
  status: number;
  sent: number;
  readonly startedAt: number;
  upstream: string;
  upstreamStatus: string;
}

/** Replaces `$name` and `${name}`; an unknown variable is empty. */
export const interpolate = (text: string, exchange: Exchange): string =>
  text.includes('$')
    ? text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced?: string, bare?: string) =>
        variable(braced ?? bare ?? '', exchange),
      )
    : text;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Jan/2026:09:00:01 +0000`. */
export function localTime(ms: number): string {
  const date = new Date(ms);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${two(date.getUTCDate())}/${months[date.getUTCMonth()] ?? ''}/${date.getUTCFullYear()}`;
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}

/** The value of a variable; empty when it is unknown or unset. */
export function variable(name: string, exchange: Exchange): string {
  const { head, process } = exchange;
  if (/^\d$/.test(name)) return exchange.captures[Number(name)] ?? '';
  const named = exchange.named.get(name);
  if (named !== undefined) return named;
  const mapped = mapVariable(name, exchange);
  if (mapped !== undefined) return mapped;
  if (name.startsWith('http_')) return head.headers.get(name.slice(5).replace(/_/g, '-')) ?? '';
  if (name.startsWith('arg_')) return argument(exchange.args, name.slice(4));
  if (name.startsWith('cookie_')) return cookie(head.headers.get('cookie') ?? '', name.slice(7));
  const { clock } = process.machine.kernel;
  const client = exchange.connection.remote.address;
  switch (name) {
    case 'uri':
    case 'document_uri':
      return exchange.uri;
    case 'request_uri':
      return head.target;
    case 'args':
    case 'query_string':
      return exchange.args;
    case 'is_args':
      return exchange.args === '' ? '' : '?';
    case 'host':
      return hostOf(exchange);
    case 'hostname':
      return process.hostname;
    case 'server_name':
      return exchange.server.names[0] ?? '';
    case 'server_addr':
      return exchange.connection.local.address;
    case 'server_port':
      return String(exchange.connection.local.port);
    case 'server_protocol':
      return `HTTP/${head.version}`;
    case 'scheme':
      return 'http';
    case 'request':
      return `${head.method} ${head.target} HTTP/${head.version}`;
    case 'request_method':
      return head.method;
    case 'remote_user':
      return '';
    case 'request_id': {
      const id = process.machine.kernel.random('nginx').hex(32);
      exchange.named.set(name, id);
      return id;
    }
    case 'request_body':
      return new TextDecoder().decode(exchange.body);
    case 'request_time':
      return ((clock - exchange.startedAt) / 1000).toFixed(3);
    case 'request_length':
      return String(exchange.body.length);
    case 'content_type':
      return head.headers.get('content-type') ?? '';
    case 'content_length':
      return head.headers.get('content-length') ?? '';
    case 'remote_addr':
      return client;
    case 'remote_port':
      return String(exchange.connection.remote.port);
    case 'proxy_add_x_forwarded_for': {
      const before = head.headers.get('x-forwarded-for');
      return before ? `${before}, ${client}` : client;
    }
    case 'status':
      return String(exchange.status);
    case 'body_bytes_sent':
    case 'bytes_sent':
      return String(exchange.sent);
    case 'upstream_addr':
      return exchange.upstream;
    case 'upstream_status':
      return exchange.upstreamStatus;
    case 'document_root':
      return rootOf(exchange);
    case 'realpath_root': {
      const real = process.files.realpath(rootOf(exchange));
      return typeof real === 'string' ? real : rootOf(exchange);
    }
    case 'request_filename':
      return `${rootOf(exchange)}${exchange.uri}`;
    case 'fastcgi_script_name':
      return splitPath(exchange).script;
    case 'fastcgi_path_info':
      return splitPath(exchange).info;
    case 'time_local':
      return localTime(clock);
    case 'time_iso8601':
      return new Date(clock).toISOString().replace(/\.\d+Z$/, '+00:00');
    case 'msec':
      return (clock / 1000).toFixed(3);
    case 'date_gmt':
      return httpDate(clock);
    case 'nginx_version':
      return process.env.get('NGINX_VERSION') ?? '';
    case 'pid':
      return String(process.pid);
    case 'connection':
      return String(exchange.serial);
    default:
      return '';
  }
}

/** Where files of this level are. */
const rootOf = (exchange: Exchange): string =>
  prefixed(
    interpolate(exchange.scope.own('alias').at(-1)?.args[0] ?? exchange.scope.value('root') ?? 'html', exchange),
  );

/** The two parts of `fastcgi_split_path_info`, or the whole path with the index of its folder. */
function splitPath(exchange: Exchange): { readonly script: string; readonly info: string } {
  const pattern = exchange.scope.value('fastcgi_split_path_info');
  const match = pattern === undefined ? null : (compile(pattern)?.exec(exchange.uri) ?? null);
  const script = match?.[1] ?? exchange.uri;
  const index = script.endsWith('/') ? (exchange.scope.value('fastcgi_index') ?? '') : '';
  return { script: script + index, info: match?.[2] ?? '' };
}

/** Remembers the groups of a match that have names. */
export function remember(exchange: Pick<Exchange, 'named'>, match: RegExpExecArray): void {
  // A group that took no part in the match has no text.
  const groups: Readonly<Record<string, string | undefined>> = match.groups ?? {};
  for (const [name, value] of Object.entries(groups)) exchange.named.set(name, value ?? '');
}

/** The host that was asked for: the `Host` field without its port, in lower case; else the server's name. */
export function hostOf(exchange: Pick<Exchange, 'head' | 'server'>): string {
  const host = exchange.head.headers.get('host')?.replace(/:\d+$/, '').toLowerCase();
  return host ?? exchange.server.names[0] ?? '';
}

function mapVariable(name: string, exchange: Exchange): string | undefined {
  for (const map of exchange.scope.all('map')) {
    const [source = '', target = ''] = map.args;
    if (target !== `$${name}`) continue;
    const value = interpolate(source, exchange);
    let fallback = '';
    for (const pair of map.block ?? []) {
      const [result = ''] = pair.args;
      if (pair.name === 'default') fallback = result;
      else if (pair.name.startsWith('~')) {
        const insensitive = pair.name.startsWith('~*');
        const match = compile(pair.name.slice(insensitive ? 2 : 1), insensitive)?.exec(value);
        if (!match) continue;
        remember(exchange, match);
        return interpolate(result, exchange);
      } else if (pair.name.toLowerCase() === value.toLowerCase()) return interpolate(result, exchange);
    }
    return interpolate(fallback, exchange);
  }
  return undefined;
}

function argument(args: string, name: string): string {
  for (const pair of args.split('&')) {
    const [key = '', ...rest] = pair.split('=');
    if (key.toLowerCase() === name.toLowerCase()) return rest.join('=');
  }
  return '';
}

function cookie(header: string, name: string): string {
  for (const pair of header.split(/;\s*/)) {
    const [key = '', ...rest] = pair.split('=');
    if (key === name) return rest.join('=');
  }
  return '';
}
