// caddy(1): sites of a Caddyfile with files, texts and proxies. HTTPS and its certificates are not simulated.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { handOn } from './proxy.ts';
import { onStop, openPorts, pathOf, plain, redirect, serveSites, textOf } from './site.ts';

interface Directive {
  readonly name: string;
  /** A path that it is for, with `*` at its end for all below. */
  readonly matcher: string;
  readonly words: readonly string[];
  readonly block: readonly Directive[];
}

interface CaddySite {
  readonly port: number;
  readonly host: string;
  readonly directives: readonly Directive[];
}

const known = new Set(
  'root file_server respond reverse_proxy encode log redir header handle handle_path templates try_files tls'.split(
    ' ',
  ),
);
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
};

/** `caddy run`, `caddy file-server`, `caddy reverse-proxy`, `caddy respond`, `caddy version` */
export const caddy: Program = function* (process) {
  const [, command = '', ...words] = process.argv;
  const option = (...names: readonly string[]): string | undefined => {
    const at = words.findIndex((word) => names.includes(word.replace(/=.*$/s, '')));
    return at < 0 ? undefined : (/=(.*)$/s.exec(words[at] ?? '')?.[1] ?? words[at + 1]);
  };
  const log = (level: string, message: string, more: object = {}, logger?: string): Task =>
    warn(
      process,
      `${JSON.stringify({ level, ts: process.machine.kernel.clock / 1000, ...(logger === undefined ? {} : { logger }), msg: message, ...more })}\n`,
    );
  let text: string | undefined;
  const file = option('--config', '-c') ?? '/etc/caddy/Caddyfile';
  if (command === 'version') {
    yield* say(process, `${process.env.get('CADDY_VERSION') ?? 'v2.10.2'}\n`);
    return 0;
  } else if (command === 'run') text = textOf(process, file.startsWith('/') ? file : `${process.cwd}/${file}`);
  else if (command === 'file-server')
    text = `${option('--listen', '-l') ?? ':80'} {\n root * ${option('--root', '-r') ?? process.cwd}\n file_server\n}`;
  else if (command === 'reverse-proxy')
    text = `${option('--from', '-f') ?? ':80'} {\n reverse_proxy ${option('--to', '-t') ?? ''}\n}`;
  else if (command === 'respond')
    text = `${option('--listen', '-l') ?? ':80'} {\n respond "${option('--body', '-b') ?? words.at(-1) ?? ''}"\n}`;
  else {
    yield* warn(process, `drydock: caddy: not simulated: ${command}\n`);
    return 1;
  }
  if (text === undefined) {
    yield* warn(process, `Error: reading config from file: open ${file}: no such file or directory\n`);
    return 1;
  }
  const sites = readCaddyfile(text, process.env);
  if (typeof sites === 'string') {
    yield* warn(process, `Error: adapting config using caddyfile: ${file}${sites}\n`);
    return 1;
  }
  if (command === 'run') yield* log('info', 'using config from file', { file });
  yield* log('info', 'admin endpoint started', { address: 'localhost:2019', enforce_origin: false }, 'admin');
  const ports = [...new Set(sites.map(({ port }) => port))];
  const served = ports.map((port) => ({
    port,
    handle: (request: GoRequest) =>
      answer(
        process,
        request,
        sites.filter((site) => site.port === port),
      ),
  }));
  const listeners = openPorts(process, served);
  if ('errno' in listeners) {
    yield* warn(
      process,
      `Error: loading initial config: loading new config: http app module: start: listening on :${listeners.port}: listen tcp :${listeners.port}: bind: ${strerror(listeners.errno).toLowerCase()}\n`,
    );
    return 1;
  }
  process.useMemory(24_000_000);
  for (const { host } of sites)
    if (host !== '') yield* warn(process, `drydock: caddy: not simulated: HTTPS for ${host}\n`);
  yield* log('info', 'server running', { name: 'srv0', protocols: ['h1', 'h2', 'h3'] }, 'http.log');
  yield* log('info', 'serving initial configuration');
  onStop(
    process,
    0,
    () =>
      `${JSON.stringify({ level: 'info', ts: process.machine.kernel.clock / 1000, msg: 'shutting down apps, then terminating', signal: 'SIGTERM' })}\n`,
    2,
  );
  yield* serveSites(process, served, listeners);
  return 0;
};

/** Reads the sites of a Caddyfile; a text is where and why it is wrong. */
function readCaddyfile(text: string, env: ReadonlyMap<string, string>): readonly CaddySite[] | string {
  const filled = text.replace(
    /\{\$(\w+)(?::([^}]*))?\}/g,
    (_, name: string, usual: string | undefined) => env.get(name) ?? usual ?? '',
  );
  const rows = filled
    .split('\n')
    .map((row, at) => ({ words: wordsOf(row), line: at + 1 }))
    .filter(({ words }) => words.length > 0);
  let at = 0;
  let wrong = '';
  const block = (): readonly Directive[] => {
    const directives: Directive[] = [];
    for (; at < rows.length; at++) {
      const { words, line } = rows[at] ?? { words: [], line: 0 };
      if (words[0] === '}') return directives;
      const opens = words.at(-1) === '{';
      const [name = '', ...rest] = opens ? words.slice(0, -1) : words;
      const matcher = /^[/*]/.test(rest[0] ?? '') ? (rest.shift() ?? '*') : '*';
      let inner: readonly Directive[] = [];
      if (opens) {
        at++;
        inner = block();
      }
      if (wrong === '' && depth === 1 && !known.has(name)) wrong = `:${line}: unrecognized directive: ${name}`;
      directives.push({ name, matcher, words: rest, block: inner });
    }
    return directives;
  };
  const sites: CaddySite[] = [];
  let depth = 0;
  const bare = rows[0] && rows[0].words.at(-1) !== '{';
  for (; at < rows.length; at++) {
    const addresses = (rows[at]?.words ?? [])
      .filter((word) => word !== '{')
      .flatMap((word) => word.split(','))
      .filter((word) => word !== '');
    at++;
    // The block without an address in front has the settings of the server.
    depth = addresses.length === 0 ? 0 : 1;
    const directives = block();
    for (const address of addresses) {
      const [, host = '', port] = /^(?:https?:\/\/)?([^:]*)(?::(\d+))?$/.exec(address) ?? [];
      const encrypted = host !== '' && !address.startsWith('http://') && port === undefined;
      sites.push({ host: encrypted ? host : '', port: Number(port ?? 80), directives });
    }
    if (bare) break;
  }
  return wrong === '' ? sites : wrong;
}

const wordsOf = (row: string): string[] =>
  [...row.replace(/(^|\s)#.*$/, '').matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, quoted, plainWord = '']) => quoted ?? plainWord,
  );

const fits = (matcher: string, path: string): boolean =>
  matcher === '*' || (matcher.endsWith('*') ? path.startsWith(matcher.slice(0, -1)) : path === matcher);

function* answer(process: Process, request: GoRequest, sites: readonly CaddySite[]): Task<GoResponse> {
  const host = (request.head.headers.get('host') ?? '').replace(/:\d+$/, '');
  const site = sites.find((one) => one.host === host) ?? sites.find((one) => one.host === '');
  if (!site) return { body: '' };
  const given = yield* obey(process, request, site.directives, request.head.target);
  const { headers, ...rest } = given ?? { body: '' };
  return { ...rest, headers: { Server: 'Caddy', ...headers } };
}

function* obey(
  process: Process,
  request: GoRequest,
  directives: readonly Directive[],
  target: string,
): Task<GoResponse | undefined> {
  const path = pathOf(request);
  const first = (name: string): Directive | undefined =>
    directives.find((one) => one.name === name && fits(one.matcher, path));
  const redir = first('redir');
  if (redir)
    return redirect(
      (redir.words[0] ?? '').replace('{uri}', request.head.target),
      redir.words[1] === 'permanent' ? 301 : 302,
    );
  for (const one of directives) {
    if (!/^handle(?:_path)?$/.test(one.name) || !fits(one.matcher, path)) continue;
    const cut = one.name === 'handle_path' ? target.slice(one.matcher.replace(/\/?\*$/, '').length) || '/' : target;
    return yield* obey(process, request, one.block, cut);
  }
  const respond = first('respond');
  if (respond) {
    const [body = '', status] = /^\d{3}$/.test(respond.words[0] ?? '') ? ['', respond.words[0]] : respond.words;
    return { ...plain(body.replaceAll('\\n', '\n'), Number(status ?? 200)) };
  }
  const proxy = first('reverse_proxy');
  if (proxy) {
    for (const upstream of proxy.words) {
      const [, name = '', port = '80'] = /^(?:http:\/\/)?([^:/]*)(?::(\d+))?/.exec(upstream) ?? [];
      const addresses = yield* process.network.resolve(name === '' ? 'localhost' : name, process.files);
      if (typeof addresses === 'string' || addresses[0] === undefined) continue;
      const given = yield* handOn(process, request, addresses[0], Number(port), target);
      return given.status === 502
        ? { status: 502, body: '' }
        : { ...given, headers: { Via: '1.1 Caddy', ...given.headers } };
    }
    return { status: 502, body: '' };
  }
  return first('file_server')
    ? file(process, first('root')?.words[0] ?? process.cwd, target.replace(/\?.*$/s, ''))
    : undefined;
}

function file(process: Process, root: string, path: string): GoResponse {
  const place = `${root.replace(/\/$/, '')}${path.split('/').includes('..') ? '/' : path}`;
  const found = process.files.stat(place);
  if (!failed(found) && found.kind === 'directory' && !path.endsWith('/')) return redirect(`${path}/`, 308);
  const content = process.files.readFile(place.endsWith('/') ? `${place}index.html` : place);
  if (failed(content)) return { status: content.errno === 'EACCES' ? 403 : 404, body: '' };
  const name = place.endsWith('/') ? 'index.html' : place;
  return { type: types[name.replace(/^.*\./, '')] ?? 'application/octet-stream', body: content };
}
