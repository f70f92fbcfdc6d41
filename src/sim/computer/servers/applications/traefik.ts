// traefik(1): a proxy that finds its services by the labels of containers, asked of the engine through docker.sock.
import { parse } from 'yaml';
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { runningContainers } from './docker-containers.ts';
import { metric, ownMetrics } from './metrics.ts';
import { handOn } from './proxy.ts';
import {
  isoTime,
  json,
  onStop,
  openPorts,
  page,
  pathOf,
  plain,
  redirect,
  serveSites,
  textOf,
  unsimulated,
  versionOf,
} from './site.ts';
import { routesOf, type Routes } from './traefik-routes.ts';

/** Settings by their lower-case names: `providers.docker.exposedbydefault`. */
type Settings = ReadonlyMap<string, string>;

function flatten(value: unknown, prefix: string, into: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) {
    into.set(
      prefix,
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'true',
    );
    return;
  }
  for (const [key, inner] of Object.entries(value))
    flatten(inner, `${prefix === '' ? '' : `${prefix}.`}${key.toLowerCase()}`, into);
  if (prefix !== '') into.set(prefix, into.get(prefix) ?? 'true');
}

function settingsOf(process: Process): { readonly settings: Settings; readonly from: string } {
  const settings = new Map<string, string>();
  const words = process.argv.slice(1);
  for (let at = 0; at < words.length; at++) {
    const match = /^--?([^=]+)(?:=(.*))?$/s.exec(words[at] ?? '');
    if (!match) continue;
    const [, name = '', value] = match;
    const next = words[at + 1];
    if (value === undefined && next !== undefined && !next.startsWith('-')) at++;
    settings.set(name.toLowerCase(), value ?? (next !== undefined && !next.startsWith('-') ? next : 'true'));
  }
  if (settings.size > 0) return { settings, from: 'flags.' };
  for (const file of ['/etc/traefik/traefik.yml', '/etc/traefik/traefik.yaml']) {
    const text = textOf(process, file);
    if (text === undefined) continue;
    flatten(parse(text), '', settings);
    return { settings, from: `file: ${file}` };
  }
  return { settings, from: '' };
}

const on = (settings: Settings, name: string): boolean =>
  [...settings].some(([key, value]) => (key === name || key.startsWith(`${name}.`)) && value !== 'false');

/** `traefik` */
export const traefik: Program = function* (process) {
  const version = versionOf(process, '/usr/local/bin/traefik', '3.6.0');
  const command = process.argv[1] ?? '';
  if (['version', 'healthcheck'].includes(command)) {
    if (!process.argv.includes('--help')) yield* warn(process, `drydock: traefik: not simulated: ${command}\n`);
    return process.argv.includes('--help') ? 0 : 1;
  }
  // The image's script asks so whether a word is a command of its own.
  if (process.argv.includes('--help')) return command.startsWith('-') ? 0 : 1;
  if (command !== '' && !command.startsWith('-') && command !== 'traefik') {
    yield* warn(process, `command traefik error: command not found: ${command}\n`);
    return 1;
  }
  const { settings, from } = settingsOf(process);
  const levels = ['trace', 'debug', 'info', 'warn', 'error'];
  const least = levels.indexOf((settings.get('log.level') ?? settings.get('loglevel') ?? 'error').toLowerCase());
  const log = function* (level: string, text: string): Task {
    if (levels.indexOf(level) >= least)
      yield* say(
        process,
        `${isoTime(process).slice(0, 19)}Z ${(level === 'error' ? 'err' : level === 'debug' ? 'dbg' : level.slice(0, 3)).toUpperCase()} ${text}\n`,
      );
  };
  yield* log('info', `Traefik version ${version} built on 2025-10-30T16:20:00Z version=${version}`);
  if (from !== '') yield* log('info', `Configuration loaded from ${from}`);
  const points = [...settings].flatMap(([key, value]) => {
    const match = /^entrypoints\.([^.]+)\.address$/.exec(key);
    return match ? [{ name: match[1] ?? '', port: Number(value.replace(/\/.*$/, '').replace(/^.*:/, '')) }] : [];
  });
  if (points.length === 0) points.push({ name: 'http', port: 80 });
  const insecure = on(settings, 'api.insecure') || settings.get('api') === 'true' || settings.has('web');
  const ping = on(settings, 'ping');
  const metrics = on(settings, 'metrics.prometheus');
  if ((insecure || ping || metrics) && !points.some(({ name }) => name === 'traefik'))
    points.push({ name: 'traefik', port: 8080 });
  const docker = on(settings, 'providers.docker') || on(settings, 'docker');
  for (const [name] of settings)
    if (/^(?:providers\.(?!docker)|certificatesresolvers\.[^.]+$|docker\.swarmmode)/.test(name))
      yield* warn(process, `drydock: traefik: not simulated: ${name}\n`);
  const exposure = {
    byDefault:
      (settings.get('providers.docker.exposedbydefault') ?? settings.get('docker.exposedbydefault')) !== 'false',
    network: settings.get('providers.docker.network'),
    rule: settings.get('providers.docker.defaultrule'),
  };
  let turn = 0;
  let lastProblem = '';
  const routes = function* (): Task<Routes> {
    const containers = docker ? yield* runningContainers(process) : [];
    const found =
      typeof containers === 'string'
        ? { routers: [], problems: [`error="${containers}" providerName=docker`] }
        : routesOf(process, containers, exposure);
    const problem = found.problems.join('\n');
    if (problem !== lastProblem) for (const text of found.problems) yield* log('error', text);
    lastProblem = problem;
    return found;
  };
  const enter = (point: string) =>
    function* (request: GoRequest): Task<GoResponse> {
      const path = pathOf(request);
      if (point === 'traefik') {
        if (ping && path === '/ping') return plain('OK');
        if (metrics && path === '/metrics')
          return {
            type: 'text/plain; version=0.0.4; charset=utf-8',
            body:
              ownMetrics(process, 'traefik', version) +
              metric('traefik_config_reloads_total', 'counter', 'Config reloads', '1'),
          };
        if (insecure) return dashboard(path, version, yield* routes());
      }
      const { routers } = yield* routes();
      const router = routers.find(
        ({ entryPoints, rule }) =>
          (entryPoints.length === 0 ? point !== 'traefik' : entryPoints.includes(point)) && rule(request.head),
      );
      if (!router) return plain('404 page not found\n', 404);
      if (router.redirect !== undefined)
        return redirect(
          `${router.redirect}://${(request.head.headers.get('host') ?? '').replace(/:\d+$/, '')}${request.head.target}`,
        );
      const server = router.servers[turn++ % Math.max(1, router.servers.length)];
      if (!server) return plain('no available server\n', 503);
      const strip = router.strips.find((prefix) => path.startsWith(prefix)) ?? '';
      const rest = request.head.target.slice(strip.length);
      const answer = yield* handOn(
        process,
        request,
        server.address,
        server.port,
        rest.startsWith('/') ? rest : `/${rest}`,
      );
      if (on(settings, 'accesslog'))
        yield* say(process, accessLine(process, request, answer, router.name, server, turn));
      return answer;
    };
  const sites = points.map(({ name, port }) => ({ port, handle: enter(name) }));
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    const point = points.find(({ port }) => port === listeners.port)?.name ?? '';
    yield* log(
      'error',
      `error="command traefik error: error while building entryPoint ${point}: error preparing server: error opening listener: listen tcp :${listeners.port}: bind: ${strerror(listeners.errno).toLowerCase()}"`,
    );
    return 1;
  }
  process.useMemory(38_000_000);
  if (docker) yield* log('info', 'Starting provider *docker.Provider');
  yield* routes();
  onStop(process, 0);
  yield* serveSites(process, sites, listeners);
  return 0;
};

function dashboard(path: string, version: string, { routers }: Routes): GoResponse {
  if (path === '/') return redirect('/dashboard/', 302);
  if (path === '/api/version') return json({ Version: version, Codename: 'ramequin' });
  if (path === '/api/http/routers')
    return json(
      routers.map(({ name, text, service, entryPoints, priority }) => ({
        entryPoints,
        service,
        rule: text,
        priority,
        status: 'enabled',
        name: `${name}@docker`,
        provider: 'docker',
      })),
    );
  if (path === '/api/http/services' || path === '/api/rawdata')
    return json(
      routers.map(({ service, servers }) => ({
        name: `${service}@docker`,
        provider: 'docker',
        status: 'enabled',
        loadBalancer: { servers: servers.map(({ address, port }) => ({ url: `http://${address}:${port}` })) },
      })),
    );
  if (path.startsWith('/dashboard')) {
    const rows = routers.map(
      ({ name, text, service, servers }) =>
        `<tr><td>${name}@docker</td><td>${text}</td><td>${service}</td><td>${servers.length}</td></tr>`,
    );
    return page(
      'Traefik Proxy',
      `<h1>Traefik</h1>\n<table>\n<tr><th>Router</th><th>Rule</th><th>Service</th><th>Servers</th></tr>\n${rows.join('\n')}\n</table>`,
    );
  }
  return unsimulated(path);
}

function accessLine(
  process: Process,
  { head, remote }: GoRequest,
  answer: GoResponse,
  router: string,
  server: { readonly address: string; readonly port: number },
  count: number,
): string {
  const size = typeof answer.body === 'string' ? answer.body.length : answer.body.byteLength;
  const [day = '', month = '', year = '', time = ''] = new Date(process.machine.kernel.clock)
    .toUTCString()
    .split(' ')
    .slice(1);
  return `${remote.replace(/:\d+$/, '')} - - [${day}/${month}/${year}:${time} +0000] "${head.method} ${head.target} HTTP/${head.version}" ${answer.status ?? 200} ${size} "-" "-" ${count} "${router}@docker" "http://${server.address}:${server.port}" 1ms\n`;
}
