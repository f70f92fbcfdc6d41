// Which server and which location handle a request, and what rewriting does to it (ngx_http_core_module, rewrite_module).
import type { RequestHead } from '../../http/message.ts';
import type { Directive } from './config/load.ts';
import { compile } from './config/expression.ts';
import type { Location, Server, Site } from './config/site.ts';
import { interpolate, remember, type Exchange } from './request.ts';
import { ownPage, reply, type Reply } from './reply.ts';
import { typeOf } from './media-type.ts';

/** The virtual server for a request that came in at an address and port. */
export function chooseServer(
  site: Site,
  local: { address: string; port: number },
  head: RequestHead,
): Server | undefined {
  const exact = site.servers.filter((server) =>
    server.listens.some((listen) => listen.port === local.port && listen.address === local.address),
  );
  const wildcard = site.servers.filter((server) =>
    server.listens.some(({ port, address }) => port === local.port && (address === '0.0.0.0' || address === '::')),
  );
  const candidates = exact.length > 0 ? exact : wildcard;
  const host = (head.headers.get('host') ?? '').replace(/:\d+$/, '').toLowerCase();
  return (
    candidates.find(({ names }) => names.includes(host)) ??
    longest(candidates, host, /^\*?\./, (name) => host.endsWith(name.replace(/^\*/, '')) || `.${host}` === name) ??
    longest(candidates, host, /\.\*$/, (name) => host.startsWith(name.slice(0, -1))) ??
    candidates.find(({ names }) => names.some((name) => name.startsWith('~') && compile(name.slice(1))?.test(host))) ??
    candidates.find(({ listens }) => listens.some(({ port, isDefault }) => isDefault && port === local.port)) ??
    candidates[0]
  );
}

function longest(
  servers: readonly Server[],
  host: string,
  kind: RegExp,
  fits: (name: string) => boolean,
): Server | undefined {
  let best: { server: Server; length: number } | undefined;
  for (const server of servers)
    for (const name of server.names)
      if (host !== '' && kind.test(name) && fits(name) && name.length > (best?.length ?? 0))
        best = { server, length: name.length };
  return best?.server;
}

/** The location for a path: exact, then the longest prefix unless an expression matches. */
export function chooseLocation(locations: readonly Location[], exchange: Exchange): Location | undefined {
  const { uri } = exchange;
  let prefix: Location | undefined;
  for (const location of locations) {
    if (location.kind === 'exact' && location.pattern === uri) return location;
    if ((location.kind === 'prefix' || location.kind === 'strong') && uri.startsWith(location.pattern))
      if (location.pattern.length > (prefix?.pattern.length ?? -1)) prefix = location;
  }
  const inner = prefix ? chooseLocation(prefix.locations, exchange) : undefined;
  if (inner && inner.kind !== 'prefix') return inner;
  if (prefix?.kind !== 'strong')
    for (const location of locations) {
      const match = location.expression?.exec(uri);
      if (!match) continue;
      capture(exchange, match);
      return chooseLocation(location.locations, exchange) ?? location;
    }
  return inner ?? prefix;
}

/** Remembers the groups of a match. */
export function capture(exchange: Exchange, match: RegExpExecArray): void {
  exchange.captures = [...match];
  remember(exchange, match);
}

/** What running the rewrite directives of a level leads to. */
export type Rewritten = { readonly kind: 'reply'; readonly reply: Reply } | { readonly kind: 'go on' | 'search again' };

/** Runs `return`, `rewrite`, `set` and `if` of one level in their order. */
export function runRewrites(directives: readonly Directive[], exchange: Exchange): Rewritten {
  for (const directive of directives) {
    const { name, args } = directive;
    const [first = '', second = '', flag] = args;
    if (name === 'break') return { kind: 'go on' };
    if (name === 'set') exchange.named.set(first.slice(1), interpolate(second, exchange));
    else if (name === 'return') return { kind: 'reply', reply: returned(args, exchange) };
    else if (name === 'rewrite') {
      const match = compile(first)?.exec(exchange.uri);
      if (!match) continue;
      capture(exchange, match);
      const target = interpolate(second, exchange);
      if (flag === 'redirect' || flag === 'permanent' || /^(?:https?:\/\/|\$scheme)/.test(second)) {
        const status = flag === 'permanent' ? 301 : 302;
        return { kind: 'reply', reply: redirection(status, withArgs(target, exchange.args), exchange) };
      }
      const [path = '', ...query] = target.split('?');
      exchange.uri = path;
      const own = query.join('?');
      if (query.length > 0) exchange.args = own === '' ? '' : exchange.args === '' ? own : `${own}&${exchange.args}`;
      if (flag === 'break') return { kind: 'go on' };
      if (flag === 'last') return { kind: 'search again' };
    } else if (name === 'if' && holds(args, exchange)) {
      const inside = runRewrites(directive.block ?? [], exchange);
      if (inside.kind !== 'go on') return inside;
    }
  }
  return { kind: 'go on' };
}

const withArgs = (target: string, args: string): string =>
  target.endsWith('?') ? target.slice(0, -1) : args === '' || target.includes('?') ? target : `${target}?${args}`;

function returned(args: readonly string[], exchange: Exchange): Reply {
  const [first = '', text] = args;
  if (!/^\d{3}$/.test(first)) return redirection(302, interpolate(first, exchange), exchange);
  const status = Number(first);
  if (text === undefined) return ownPage(exchange, status);
  const value = interpolate(text, exchange);
  if ([301, 302, 303, 307, 308].includes(status)) return redirection(status, value, exchange);
  return reply(status, typeOf(exchange), value);
}

/** A redirection. A path is made absolute, as nginx does unless told otherwise. */
export function redirection(status: number, location: string, exchange: Exchange): Reply {
  if (!location.startsWith('/')) return ownPage(exchange, status, { late: [['Location', location]] });
  const field =
    location.startsWith('//') || !exchange.scope.on('absolute_redirect', true)
      ? location
      : absolute(location, exchange);
  return ownPage(exchange, status, { early: [['Location', field]] });
}

/** A path of this server as a whole URL, as the client knows the server. */
export function absolute(path: string, exchange: Exchange): string {
  const { port } = exchange.connection.local;
  const host = exchange.head.headers.get('host')?.replace(/:\d+$/, '') ?? exchange.server.names[0] ?? '';
  const suffix = port === 80 || !exchange.scope.on('port_in_redirect', true) ? '' : `:${port}`;
  return `http://${host}${suffix}${path}`;
}

function holds(args: readonly string[], exchange: Exchange): boolean {
  const words = args
    .join(' ')
    .replace(/^\(\s*/, '')
    .replace(/\s*\)$/, '');
  const comparison = /^(\S+)\s+(=|!=|!?~\*?)\s*(.*)$/.exec(words);
  if (comparison) {
    const [, left = '', operator = '', right = ''] = comparison;
    const value = interpolate(left, exchange);
    const wanted = right.replace(/^(["'])(.*)\1$/, '$2');
    if (operator === '=') return value === interpolate(wanted, exchange);
    if (operator === '!=') return value !== interpolate(wanted, exchange);
    const match = compile(wanted, operator.endsWith('*'))?.exec(value);
    if (match && !operator.startsWith('!')) capture(exchange, match);
    return Boolean(match) !== operator.startsWith('!');
  }
  const test = /^(!?)-([fdex])\s+(.*)$/.exec(words);
  if (test) {
    const [, not, kind, path = ''] = test;
    const stat = exchange.process.files.stat(interpolate(path, exchange));
    const found =
      'kind' in stat && (kind === 'f' ? stat.kind === 'file' : kind === 'd' ? stat.kind === 'directory' : true);
    return found !== (not === '!');
  }
  const value = interpolate(words, exchange);
  return value !== '' && value !== '0';
}
