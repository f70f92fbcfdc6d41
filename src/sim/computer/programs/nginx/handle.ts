// One request through nginx's phases: server, location, rewriting, access, content, error pages, header fields.
import type { Task } from '../../../kernel/task.ts';
import { contains, parseAddress, parseSubnet } from '../../network/address.ts';
import { decodePercent } from '../../http/url.ts';
import { parseSize, type Scope } from './config/scope.ts';
import type { Location, Site } from './config/site.ts';
import { refuseStranger } from './auth.ts';
import { passToFastCgi } from './fastcgi.ts';
import { passOn } from './proxy.ts';
import { interpolate, variable, type Exchange } from './request.ts';
import { ownPage, reply, type Reply } from './reply.ts';
import { chooseLocation, redirection, runRewrites } from './route.ts';
import { serveFile, tryFiles } from './static-files.ts';
import type { Upstreams } from './upstreams.ts';

/** Internal redirections before nginx gives up, as it does. */
const redirectLimit = 10;

/** Counters of the server, for `stub_status`. */
export interface Counters {
  active: number;
  accepted: number;
  requests: number;
}

/** What handling needs besides the request. */
export interface Service {
  readonly site: Site;
  readonly upstreams: Upstreams;
  readonly counters: Counters;
  /** Writes to the error log; `upstream` is named when one was asked. */
  readonly log: (exchange: Exchange, text: string) => Task;
}

/** The path of a request, decoded, without `.`, `..` and double slashes; undefined when it leads out of the root. */
export function normalise(target: string): { uri: string; args: string } | undefined {
  const [rawPath = '', ...query] = target.replace(/^http:\/\/[^/]*/, '').split('?');
  const parts: string[] = [];
  const decoded = decodePercent(rawPath.replace(/#.*$/, ''));
  for (const part of decoded.split('/').slice(1)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  const slash = parts.length > 0 && /\/\.{0,2}$/.test(decoded);
  return { uri: `/${parts.join('/')}${slash ? '/' : ''}`, args: query.join('?') };
}

/** Answers a request. */
export function* handle(exchange: Exchange, service: Service): Task<Reply> {
  const before = runRewrites(exchange.server.scope.directives, exchange);
  const answer = before.kind === 'reply' ? before.reply : yield* locate(exchange, service, undefined, 0);
  if (answer.special && closing.has(answer.status)) exchange.named.set('\0close', '1');
  return withAddedHeaders(exchange, yield* errorPage(exchange, service, answer));
}

/** Statuses after which nginx does not go on with a connection. */
const closing = new Set([400, 413, 414, 500, 501]);

function* locate(exchange: Exchange, service: Service, name: string | undefined, depth: number): Task<Reply> {
  if (depth > redirectLimit) {
    yield* service.log(
      exchange,
      `rewrite or internal redirection cycle while internally redirecting to "${exchange.uri}"`,
    );
    return ownPage(exchange, 500);
  }
  const { locations } = exchange.server;
  const location = name ? locations.find(({ pattern }) => pattern === name) : chooseLocation(locations, exchange);
  if (name && !location) {
    yield* service.log(exchange, `could not find named location "${name}"`);
    return ownPage(exchange, 500);
  }
  exchange.scope = location?.scope ?? exchange.server.scope;
  if (location && depth === 0 && exchange.scope.own('internal').length > 0) return ownPage(exchange, 404);
  const largest = parseSize(exchange.scope.value('client_max_body_size') ?? '1m') ?? 0;
  if (largest > 0 && exchange.body.length > largest) {
    yield* service.log(exchange, `client intended to send too large body: ${exchange.body.length} bytes`);
    return ownPage(exchange, 413);
  }
  const slashed = location ? undefined : proxiedWithSlash(locations, exchange.uri);
  if (slashed) return redirection(301, `${exchange.uri}/`, exchange);
  const uri = exchange.uri;
  const rewritten = location ? runRewrites(location.scope.directives, exchange) : { kind: 'go on' as const };
  if (rewritten.kind === 'reply') return rewritten.reply;
  if (exchange.uri !== uri) exchange.named.set('\0rewritten', '1');
  if (rewritten.kind === 'search again') return yield* locate(exchange, service, undefined, depth + 1);
  const refused = yield* refusal(exchange, service);
  if (refused) return refused;
  return yield* content(exchange, service, location, depth);
}

/** Who may not see a place: by address and by password; with `satisfy any` one of the two is enough. */
function* refusal(exchange: Exchange, service: Service): Task<Reply | undefined> {
  const allowed = isAllowed(exchange);
  const any = exchange.scope.value('satisfy') === 'any';
  if (any && allowed && nearestRules(exchange.scope).length > 0) return undefined;
  if (!allowed && !any) {
    yield* service.log(exchange, 'access forbidden by rule');
    return ownPage(exchange, 403);
  }
  return yield* refuseStranger(exchange, (text) => service.log(exchange, text));
}

/** A location `/app/` that passes on answers `/app` with a redirection. */
const proxiedWithSlash = (locations: readonly Location[], uri: string): boolean =>
  locations.some(
    ({ kind, pattern, scope }) =>
      kind !== 'regex' &&
      pattern === `${uri}/` &&
      (scope.own('proxy_pass').length > 0 || scope.own('fastcgi_pass').length > 0),
  );

function* content(exchange: Exchange, service: Service, location: Location | undefined, depth: number): Task<Reply> {
  const log = (text: string): Task => service.log(exchange, text);
  const pass = passing(exchange);
  const skipped = pass ? tryFiles(exchange, location) : undefined;
  if (skipped) return 'redirect' in skipped ? yield* redirect(exchange, service, skipped.redirect, depth) : skipped;
  if (pass?.name === 'fastcgi_pass') return yield* passToFastCgi(exchange, pass, service.upstreams, log);
  if (pass) return yield* passOn(exchange, location, pass, service.upstreams, log);
  if (exchange.scope.own('stub_status').length > 0) {
    const { active, accepted, requests } = service.counters;
    const text = `Active connections: ${active} \nserver accepts handled requests\n ${accepted} ${accepted} ${requests} \nReading: 0 Writing: 1 Waiting: ${active - 1} \n`;
    return reply(200, 'text/plain', text);
  }
  const result = yield* serveFile(exchange, location, log);
  if (!('redirect' in result)) return result;
  return yield* redirect(exchange, service, result.redirect, depth);
}

/** What passes a request on from this level: the last directive that does. */
const passing = (exchange: Exchange): ReturnType<Scope['own']>[number] | undefined =>
  exchange.scope.directives.findLast(({ name }) => name === 'proxy_pass' || name === 'fastcgi_pass');

function* redirect(exchange: Exchange, service: Service, to: string, depth: number): Task<Reply> {
  if (to.startsWith('@')) return yield* locate(exchange, service, to, depth + 1);
  const [path = '', ...query] = to.split('?');
  exchange.uri = path;
  if (query.length > 0) exchange.args = query.join('?');
  return yield* locate(exchange, service, undefined, depth + 1);
}

function* errorPage(exchange: Exchange, service: Service, answer: Reply): Task<Reply> {
  const { passed } = answer;
  if (answer.status < 300 || (passed ? !exchange.scope.on(`${passed}_intercept_errors`, false) : !answer.special))
    return answer;
  if (passed && closing.has(answer.status)) exchange.named.set('\0close', '1');
  for (const { args } of exchange.scope.all('error_page')) {
    if (!args.slice(0, -1).includes(String(answer.status))) continue;
    const change = args.find((argument) => argument.startsWith('='));
    const to = interpolate(args.at(-1) ?? '', exchange);
    if (/^https?:\/\//.test(to)) return redirection(change ? Number(change.slice(1)) : 302, to, exchange);
    // A page for an error is always fetched with GET.
    const method = to.startsWith('@') || exchange.head.method === 'HEAD' ? exchange.head.method : 'GET';
    const inner: Exchange = { ...exchange, head: { ...exchange.head, method } };
    const page = yield* redirect(inner, service, to, 1);
    exchange.scope = inner.scope;
    exchange.uri = inner.uri;
    if (page.special) return page;
    const status = change === undefined ? answer.status : change === '=' ? page.status : Number(change.slice(1));
    if (status < 300) return { ...page, status };
    const kept = (name: string): boolean => name !== 'Last-Modified' && name !== 'Accept-Ranges';
    return {
      ...page,
      status,
      early: page.early.filter(([name]) => kept(name)),
      late: page.late.filter(([name]) => kept(name)),
    };
  }
  return answer;
}

function isAllowed(exchange: Exchange): boolean {
  const client = parseAddress(exchange.connection.remote.address);
  const rules = nearestRules(exchange.scope);
  for (const { name, args } of rules) {
    const [range = ''] = args;
    const subnet = parseSubnet(range.includes('/') ? range : `${range}/32`);
    if (range === 'all' || (subnet && client !== undefined && contains(subnet, client))) return name === 'allow';
  }
  return true;
}

function nearestRules(scope: Scope): Scope['directives'] {
  const own = scope.directives.filter(({ name }) => name === 'allow' || name === 'deny');
  return own.length > 0 || !scope.parent ? own : nearestRules(scope.parent);
}

/** Statuses to which `add_header` applies without `always`. */
const usual = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308]);

function withAddedHeaders(exchange: Exchange, answer: Reply): Reply {
  exchange.status = answer.status;
  const added = exchange.scope.all('add_header').flatMap(({ args }): [string, string][] => {
    const [name = '', value = '', always] = args;
    const text = interpolate(value, exchange);
    return (usual.has(answer.status) || always === 'always') && text !== '' ? [[name, text]] : [];
  });
  const expires = exchange.scope.value('expires');
  if (expires !== undefined && usual.has(answer.status)) added.unshift(...expiry(exchange, expires));
  if (added.length === 0) return answer;
  // What tells of ranges comes last.
  const isRange = ([name]: readonly [string, string]): boolean => name === 'Accept-Ranges' || name === 'Content-Range';
  return {
    ...answer,
    late: [...answer.late.filter((field) => !isRange(field)), ...added, ...answer.late.filter(isRange)],
  };
}

function expiry(exchange: Exchange, text: string): [string, string][] {
  const now = exchange.process.machine.kernel.clock;
  if (text === 'off') return [];
  if (text === 'epoch')
    return [
      ['Expires', 'Thu, 01 Jan 1970 00:00:01 GMT'],
      ['Cache-Control', 'no-cache'],
    ];
  if (text === 'max')
    return [
      ['Expires', 'Thu, 31 Dec 2037 23:55:55 GMT'],
      ['Cache-Control', 'max-age=315360000'],
    ];
  const match = /^(-?)(\d+)([smhdwMy]?)$/.exec(text);
  if (!match) return [];
  const units: Readonly<Record<string, number>> = {
    s: 1,
    m: 60,
    h: 3600,
    d: 86400,
    w: 604800,
    M: 2592000,
    y: 31536000,
  };
  const seconds = Number(match[2]) * (units[match[3] ?? 's'] ?? 1);
  const before = match[1] === '-';
  const date = new Date(now + (before ? -seconds : seconds) * 1000).toUTCString();
  return [
    ['Expires', date],
    ['Cache-Control', before ? 'no-cache' : `max-age=${seconds}`],
  ];
}

/** The line of the access log. */
export function accessLine(exchange: Exchange, format: string, escape = 'default'): string {
  return format.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced?: string, bare?: string) => {
    const value = variable(braced ?? bare ?? '', exchange);
    if (escape === 'none') return value;
    if (escape === 'json') return JSON.stringify(value).slice(1, -1);
    return value === ''
      ? '-'
      : value.replace(/["\\]/g, (character) => `\\x${character.charCodeAt(0).toString(16).toUpperCase()}`);
  });
}

/** The format that nginx has by itself. */
export const combined =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';
