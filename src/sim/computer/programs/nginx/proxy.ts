// Passing a request on to another server (ngx_http_proxy_module, ngx_http_upstream_module).
import type { Task } from '../../../kernel/task.ts';
import { exchange as httpExchange } from '../../http/client.ts';
import { Headers } from '../../http/headers.ts';
import { responseFraming, type RequestHead } from '../../http/message.ts';
import { connectUnix } from '../../network/unix-sockets.ts';
import type { Directive } from './config/load.ts';
import type { Location } from './config/site.ts';
import { interpolate, type Exchange } from './request.ts';
import { ownPage, reply, type Reply } from './reply.ts';
import { absolute } from './route.ts';
import type { Upstreams } from './upstreams.ts';
import { cutOff, prematurely, serversOf, tryServers } from './try-servers.ts';

/** The parts of a `proxy_pass` URL; undefined if it is none. `target` is what replaces the location's prefix. */
export function parseProxyPass(
  text: string,
):
  | { readonly host: string; readonly port: number; readonly field: string; readonly target: string | undefined }
  | undefined {
  const match = /^http:\/\/(\[[^\]]+\]|[^:/?]+)(?::(\d+))?(\/.*)?$/.exec(text);
  if (!match) return undefined;
  const [, host = '', port, target] = match;
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port ?? 80),
    field: port ? `${host}:${port}` : host,
    target,
  };
}

/** Asks the upstream; 502 when there is none or its answer is no HTTP, 504 when it takes too long. */
export function* passOn(
  exchange: Exchange,
  location: Location | undefined,
  directive: Directive,
  upstreams: Upstreams,
  log: (text: string) => Task,
): Task<Reply> {
  const written = directive.args[0] ?? '';
  const url = interpolate(written, exchange);
  const parts = parseProxyPass(url);
  if (!parts) {
    yield* log(`invalid URL prefix in "${url}"`);
    return ownPage(exchange, 500);
  }
  const { process } = exchange;
  const choice = yield* serversOf(exchange, parts, upstreams, log);
  if (!choice) return ownPage(exchange, 502);
  const target = upstreamTarget(exchange, location, parts.target, written.includes('$'));
  const head = upstreamHead(exchange, target, parts.field);
  return yield* tryServers(exchange, choice, log, {
    prefix: 'proxy',
    named: url,
    shown: ({ address, port }) => `http://${address}:${port}${target}`,
    *connect({ address, port }) {
      return address.startsWith('unix:')
        ? yield* connectUnix(process, address.slice(5))
        : yield* process.network.connect(address, port);
    },
    *ask(connection) {
      const answer = yield* httpExchange(connection, head, exchange.body);
      if ('failure' in answer) {
        if (answer.failure === 'empty') return { failure: prematurely };
        if (answer.failure === 'reset') return { failure: cutOff };
        return { failure: 'upstream sent no valid HTTP/1.0 header while reading response header from upstream' };
      }
      const framing = responseFraming(answer.head, exchange.head.method);
      const body = yield* answer.reader.wholeBody(framing === 'malformed' ? 'end' : framing);
      exchange.upstreamStatus = String(answer.head.status);
      return answered(exchange, location, answer.head.status, answer.head.reason, answer.head.headers, body, url);
    },
  });
}

function upstreamTarget(
  exchange: Exchange,
  location: Location | undefined,
  replacement: string | undefined,
  hasVariables: boolean,
): string {
  const query = exchange.args === '' ? '' : `?${exchange.args}`;
  if (replacement === undefined)
    return exchange.named.has('\0rewritten') ? encodeURI(exchange.uri) + query : exchange.head.target;
  if (hasVariables) return replacement;
  const prefix = location && location.kind !== 'regex' ? location.pattern : '';
  return replacement + encodeURI(exchange.uri.slice(prefix.length)) + query;
}

function upstreamHead(exchange: Exchange, target: string, field: string): RequestHead {
  const set = new Map<string, string>([
    ['host', field],
    ['connection', 'close'],
  ]);
  const names = new Map<string, string>([
    ['host', 'Host'],
    ['connection', 'Connection'],
  ]);
  for (const { args } of exchange.scope.all('proxy_set_header')) {
    const [name = '', value = ''] = args;
    const text = value === '$proxy_host' ? field : interpolate(value, exchange);
    set.set(name.toLowerCase(), text);
    names.set(name.toLowerCase(), name);
  }
  const headers = new Headers();
  for (const [name, value] of set) if (value !== '') headers.add(names.get(name) ?? name, value);
  for (const [name, value] of exchange.head.headers)
    if (!set.has(name.toLowerCase()) && !hopByHop.has(name.toLowerCase())) headers.add(name, value);
  if (exchange.body.length > 0) headers.set('Content-Length', String(exchange.body.length));
  const version = exchange.scope.value('proxy_http_version') === '1.1' ? '1.1' : '1.0';
  return { method: exchange.head.method, target, version, headers };
}

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'expect',
  'content-length',
]);
const replaced = new Set([
  'server',
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-type',
  'x-accel-redirect',
  'x-pad',
]);

function answered(
  exchange: Exchange,
  location: Location | undefined,
  status: number,
  reason: string,
  headers: Headers,
  body: Uint8Array,
  url: string,
): Reply {
  const late: [string, string][] = [];
  const early: [string, string][] = [];
  const hidden = new Set(exchange.scope.all('proxy_hide_header').map(({ args }) => (args[0] ?? '').toLowerCase()));
  for (const [name, value] of headers) {
    if (replaced.has(name.toLowerCase()) || hidden.has(name.toLowerCase())) continue;
    const moved = name.toLowerCase() === 'location' && exchange.scope.value('proxy_redirect') !== 'off';
    const there = moved ? backward(value, url, location) : value;
    if (there !== value && there.startsWith('/')) early.push([name, absolute(there, exchange)]);
    else late.push([name, there]);
  }
  const length = exchange.head.method === 'HEAD' ? headers.get('content-length') : undefined;
  return reply(status, headers.get('content-type'), body, {
    early,
    late,
    reason,
    passed: 'proxy',
    ...(length === undefined ? {} : { length }),
  });
}

/** The default of `proxy_redirect`: the upstream's own prefix becomes the location's, or the root when the URL has no path. */
function backward(value: string, url: string, location: Location | undefined): string {
  const bare = parseProxyPass(url)?.target === undefined;
  const prefix = bare ? `${url}/` : url;
  if (!value.startsWith(prefix) || !location || location.kind === 'regex') return value;
  return (bare ? '/' : location.pattern) + value.slice(prefix.length);
}
