// The configuration as the server uses it: virtual servers by address, their locations, upstream groups.
import type { ConfigError, Directive } from './load.ts';
import { isConfigError } from './load.ts';
import { compile, expressionProblem } from './expression.ts';
import { parseTime, Scope } from './scope.ts';

/** An address and port to listen on. */
export interface Listen {
  readonly address: string;
  readonly port: number;
  readonly isDefault: boolean;
  /** Where it stands. */
  readonly directive: Directive;
}

export interface Location {
  /** `prefix` and `strong` (`^~`) match beginnings, `exact` the whole, `regex` by expression; `named` only by redirection. */
  readonly kind: 'prefix' | 'strong' | 'exact' | 'regex' | 'named';
  readonly pattern: string;
  readonly expression: RegExp | undefined;
  readonly scope: Scope;
  readonly locations: readonly Location[];
}

export interface Server {
  readonly scope: Scope;
  readonly listens: readonly Listen[];
  readonly names: readonly string[];
  readonly locations: readonly Location[];
}

/** A server of an upstream group. */
export interface Peer {
  readonly host: string;
  readonly port: number;
  readonly weight: number;
  readonly backup: boolean;
  readonly down: boolean;
  readonly maxFails: number;
  /** ms */
  readonly failTimeout: number;
  readonly at: string;
}

export interface Upstream {
  readonly name: string;
  /** How a server is chosen: by turns, or as the directive of that name says. */
  readonly method: 'turns' | 'least_conn' | 'ip_hash' | 'hash' | 'random';
  /** Of `hash`. */
  readonly key: string;
  readonly peers: readonly Peer[];
}

export interface Site {
  readonly main: Scope;
  readonly http: Scope | undefined;
  readonly servers: readonly Server[];
  readonly upstreams: ReadonlyMap<string, Upstream>;
  /** What is worth a warning. */
  readonly warnings: readonly string[];
}

const where = ({ file, line }: Directive): string => ` in ${file}:${line}`;

/** Understands a loaded configuration. */
export function buildSite(directives: readonly Directive[]): Site | ConfigError {
  const main = new Scope(directives);
  if (main.own('events').length === 0) return { message: 'no "events" section in configuration' };
  const block = main.own('http').at(-1)?.block;
  if (!block) return { main, http: undefined, servers: [], upstreams: new Map(), warnings: [] };
  const http = new Scope(block, main);
  const servers: Server[] = [];
  for (const directive of http.own('server')) {
    const server = buildServer(directive, http);
    if (isConfigError(server)) return server;
    servers.push(server);
  }
  const upstreams = new Map<string, Upstream>();
  for (const directive of http.own('upstream')) {
    const upstream = buildUpstream(directive);
    if (isConfigError(upstream)) return upstream;
    if (upstreams.has(upstream.name)) return { message: `duplicate upstream "${upstream.name}"${where(directive)}` };
    upstreams.set(upstream.name, upstream);
  }
  const warnings = conflicts(servers);
  return isConfigError(warnings) ? warnings : { main, http, servers, upstreams, warnings };
}

function buildServer(directive: Directive, http: Scope): Server | ConfigError {
  const scope = new Scope(directive.block ?? [], http);
  const listens: Listen[] = [];
  for (const listen of scope.own('listen')) {
    const parsed = parseListen(listen);
    if (isConfigError(parsed)) return parsed;
    if (listens.some(({ address, port }) => address === parsed.address && port === parsed.port))
      return { message: `a duplicate listen ${listenText(parsed)}${where(listen)}` };
    listens.push(parsed);
  }
  if (listens.length === 0) listens.push({ address: '0.0.0.0', port: 80, isDefault: false, directive });
  const names = scope.own('server_name').flatMap(({ args }) => args.map((name) => name.toLowerCase()));
  const locations = buildLocations(scope);
  if (isConfigError(locations)) return locations;
  return { scope, listens, names: names.length > 0 ? names : [''], locations };
}

/** `address:port` of a socket as nginx writes it. */
export const listenText = ({ address, port }: Pick<Listen, 'address' | 'port'>): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

const flags = new Set([
  'default_server',
  'default',
  'ssl',
  'http2',
  'quic',
  'proxy_protocol',
  'deferred',
  'bind',
  'reuseport',
]);
const settings = /^(?:setfib|fastopen|backlog|rcvbuf|sndbuf|accept_filter|ipv6only|so_keepalive)=/;

function parseListen(directive: Directive): Listen | ConfigError {
  const [text = '', ...parameters] = directive.args;
  for (const parameter of parameters)
    if (!flags.has(parameter) && !settings.test(parameter))
      return { message: `invalid parameter "${parameter}"${where(directive)}` };
  if (text.startsWith('unix:'))
    return { message: `drydock: unix sockets are not simulated: "${text}"${where(directive)}` };
  const match =
    /^(?:(\[[0-9a-fA-F:.]*\]|[^:]*):)?(\d+)$/.exec(text) ??
    /^(\[[0-9a-fA-F:.]*\]|[^:\d][^:]*|\d+\.[\d.]+)()$/.exec(text);
  if (!match && /^[^:]+:[^:]*$/.test(text))
    return { message: `invalid port in "${text}" of the "listen" directive${where(directive)}` };
  if (!match) return { message: `invalid host in "${text}" of the "listen" directive${where(directive)}` };
  const [, host = '*', portText = ''] = match;
  const port = portText === '' ? 80 : Number(portText);
  if (port < 1 || port > 65535)
    return { message: `invalid port in "${text}" of the "listen" directive${where(directive)}` };
  const isDefault = parameters.includes('default_server') || parameters.includes('default');
  const bare = host.replace(/^\[|\]$/g, '');
  const address = bare === '*' || bare === '' ? '0.0.0.0' : bare === 'localhost' ? '127.0.0.1' : bare;
  if (!/^[\d.]+$/.test(address) && !address.includes(':'))
    return { message: `host not found in "${text}" of the "listen" directive${where(directive)}` };
  return { address, port, isDefault, directive };
}

function buildLocations(scope: Scope): readonly Location[] | ConfigError {
  const locations: Location[] = [];
  for (const directive of scope.own('location')) {
    const location = buildLocation(directive, scope);
    if (isConfigError(location)) return location;
    const twin = locations.find(
      ({ kind, pattern }) => kind !== 'regex' && kind === location.kind && pattern === location.pattern,
    );
    if (twin) return { message: `duplicate location "${location.pattern}"${where(directive)}` };
    locations.push(location);
  }
  return locations;
}

const modifiers: Readonly<Record<string, Location['kind']>> = {
  '=': 'exact',
  '^~': 'strong',
  '~': 'regex',
  '~*': 'regex',
};

function buildLocation(directive: Directive, parent: Scope): Location | ConfigError {
  const [first = '', second] = directive.args;
  let modifier = second === undefined ? '' : first;
  let pattern = second ?? first;
  if (second === undefined) {
    const glued = /^(=|\^~|~\*|~)(.+)$/.exec(first);
    if (glued) [, modifier = '', pattern = ''] = glued;
  }
  const kind = modifier === '' ? (pattern.startsWith('@') ? 'named' : 'prefix') : modifiers[modifier];
  if (!kind) return { message: `invalid location modifier "${modifier}"${where(directive)}` };
  const expression = kind === 'regex' ? compile(pattern, modifier === '~*') : undefined;
  if (kind === 'regex' && !expression)
    return {
      message: `pcre2_compile() failed: ${expressionProblem(pattern) ?? ''} in "${pattern}"${where(directive)}`,
    };
  const scope = new Scope(directive.block ?? [], parent);
  const locations = buildLocations(scope);
  return isConfigError(locations) ? locations : { kind, pattern, expression, scope, locations };
}

function buildUpstream(directive: Directive): Upstream | ConfigError {
  const peers: Peer[] = [];
  for (const server of new Scope(directive.block ?? []).own('server')) {
    const [text = '', ...parameters] = server.args;
    const socket = /^unix:\/[^:]*/.exec(text)?.[0];
    const match =
      socket !== undefined ? [socket, undefined, socket, '0'] : /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text);
    if (!match && /^[^:]+:[^:]*$/.test(text))
      return { message: `invalid port in "${text}" of the "listen" directive${where(directive)}` };
    if (!match) return { message: `invalid host in upstream "${text}"${where(server)}` };
    for (const parameter of parameters)
      if (!/^(?:weight|max_fails|fail_timeout|max_conns|slow_start)=|^(?:backup|down|resolve)$/.test(parameter))
        return { message: `invalid parameter "${parameter}"${where(server)}` };
    peers.push({
      host: match[1] ?? match[2] ?? '',
      port: Number(match[3] ?? 80),
      weight: Number(parameterOf(parameters, 'weight') ?? 1),
      backup: parameters.includes('backup'),
      down: parameters.includes('down'),
      maxFails: Number(parameterOf(parameters, 'max_fails') ?? 1),
      failTimeout: parseTime(parameterOf(parameters, 'fail_timeout') ?? '10s') ?? 10_000,
      at: where(server),
    });
  }
  if (peers.length === 0) return { message: `no servers are inside upstream${where(directive)}` };
  const inside = new Scope(directive.block ?? []);
  const method = (['least_conn', 'ip_hash', 'hash', 'random'] as const).find((name) => inside.own(name).length > 0);
  const hash = inside.own('hash').at(-1);
  if (hash?.args[1] !== undefined)
    return { message: `drydock: "hash" with "${hash.args[1]}" is not simulated${where(hash)}` };
  return { name: directive.args[0] ?? '', method: method ?? 'turns', key: hash?.args[0] ?? '', peers };
}

const parameterOf = (parameters: readonly string[], name: string): string | undefined =>
  parameters.find((parameter) => parameter.startsWith(`${name}=`))?.slice(name.length + 1);

function conflicts(servers: readonly Server[]): readonly string[] | ConfigError {
  const warnings: string[] = [];
  const names = new Set<string>();
  const defaults = new Set<string>();
  for (const server of servers)
    for (const listen of server.listens) {
      const socket = listenText(listen);
      if (listen.isDefault && defaults.has(socket))
        return { message: `a duplicate default server for ${socket}${where(listen.directive)}` };
      if (listen.isDefault) defaults.add(socket);
      for (const name of server.names) {
        if (names.has(`${socket} ${name}`)) warnings.push(`conflicting server name "${name}" on ${socket}, ignored`);
        names.add(`${socket} ${name}`);
      }
    }
  return warnings;
}
