// Applications that run on node in their images: mongo-express, Ghost, and `serve`, which gives out files.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { connectTo } from '../../http/client.ts';
import { say, warn } from '../../programs/net/say.ts';
import { endAsGo, type GoRequest, type GoResponse } from '../go-http.ts';
import { basicLogin, isoTime, onStop, openPorts, page, pathOf, plain, redirect, serveSites, spacedTime, unsimulated } from './site.ts'; // prettier-ignore

/** `node app` of the image mongo-express */
export const mongoExpress: Program = function* (process) {
  const url = process.env.get('ME_CONFIG_MONGODB_URL') ?? 'mongodb://mongo:27017';
  const given = process.env.get('ME_CONFIG_MONGODB_SERVER');
  const [, host = 'mongo', port = '27017'] = /^mongodb:\/\/(?:[^@/]*@)?([^:/,]+)(?::(\d+))?/.exec(url) ?? [];
  const server = given ?? host;
  yield* say(process, 'Welcome to mongo-express 1.0.2\n------------------------\n\n\n'); // prettier-ignore
  const connected = yield* connectTo(process, server, Number(port));
  if ('failure' in connected) {
    const why =
      connected.failure === 'resolve'
        ? `getaddrinfo ENOTFOUND ${server}`
        : `connect ${connected.errno} ${connected.address}:${port}`;
    yield* warn(process, `Could not connect to database using connectionString: ${url.replace(/:[^:@/]*@/, ':*****@')}"\nMongoServerSelectionError: ${why}\n`); // prettier-ignore
    return 1;
  }
  connected.connection.close();
  const user = process.env.get('ME_CONFIG_BASICAUTH_USERNAME') ?? '';
  const password = process.env.get('ME_CONFIG_BASICAUTH_PASSWORD') ?? '';
  const enabled = process.env.get('ME_CONFIG_BASICAUTH') !== 'false' && user !== '';
  const handle = function* (request: GoRequest): Task<GoResponse> {
    const login = basicLogin(request);
    if (pathOf(request) === '/status') return { type: 'application/json', body: '{"status":"ok"}' };
    if (enabled && (login?.name !== user || login.password !== password)) return { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="Authorization Required"' }, body: 'Unauthorized' }; // prettier-ignore
    return pathOf(request) === '/' ? page('Home - Mongo Express', '<h1>Mongo Express</h1>\n<p>Its pages are not simulated.</p>') : unsimulated(pathOf(request)); // prettier-ignore
  };
  const sites = [{ port: Number(process.env.get('PORT') ?? 8081), handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* warn(process, `Error: listen ${listeners.errno}: address already in use 0.0.0.0:${listeners.port}\n`);
    return 1;
  }
  process.useMemory(64_000_000);
  yield* say(process, `Mongo Express server listening at http://0.0.0.0:${listeners[0]?.local.port ?? 8081}\n`);
  if (!enabled) yield* warn(process, 'Server is open to allow connections from anyone (0.0.0.0)\n');
  endAsGo(process);
  yield* serveSites(process, sites, listeners);
  return 0;
};

/** `node current/index.js` of the image ghost */
export const ghost: Program = function* (process) {
  const version = process.env.get('GHOST_VERSION') ?? '6.8.0';
  const log = (text: string, level = 'INFO'): Task => say(process, `[${spacedTime(process).slice(0, 19)}] ${level} ${text}\n`); // prettier-ignore
  const began = process.machine.kernel.now;
  const mode = process.env.get('NODE_ENV') ?? 'production';
  const client = process.env.get('database__client') ?? (mode === 'development' ? 'sqlite3' : 'mysql');
  yield* log('Ghost is running in '.concat(mode, '...'));
  yield* process.compute(600);
  if (client === 'mysql') {
    const host = process.env.get('database__connection__host') ?? '127.0.0.1';
    const port = Number(process.env.get('database__connection__port') ?? 3306);
    const connected = yield* connectTo(process, host, port);
    if ('failure' in connected) {
      const why =
        connected.failure === 'resolve'
          ? `getaddrinfo ENOTFOUND ${host}`
          : `connect ${connected.errno} ${connected.address}:${port}`;
      yield* warn(process, `[${spacedTime(process).slice(0, 19)}] ERROR ${why}\n\n${why}\n\n"Unknown database error"\n\nError ID:\n    500\n\nError Code: \n    ${connected.failure === 'resolve' ? 'ENOTFOUND' : connected.errno}\n\n`); // prettier-ignore
      yield* warn(process, `[${spacedTime(process).slice(0, 19)}] WARN Ghost is shutting down\n[${spacedTime(process).slice(0, 19)}] WARN Ghost has shut down\n[${spacedTime(process).slice(0, 19)}] WARN Your site is now offline\n`); // prettier-ignore
      return 2;
    }
    connected.connection.close();
  }
  const site = process.env.get('url') ?? 'http://localhost:2368';
  const handle = function* (request: GoRequest): Task<GoResponse> {
    const path = pathOf(request);
    if (path === '/')
      return page('Ghost', '<h1>Ghost</h1>\n<p>A publication without posts. Writing is not simulated.</p>');
    return path.startsWith('/ghost/api/admin/site') ? { type: 'application/json', body: JSON.stringify({ site: { title: 'Ghost', url: `${site}/`, version: version.replace(/\.\d+$/, '') } }) } : unsimulated(path); // prettier-ignore
  };
  const sites = [{ port: Number(process.env.get('server__port') ?? 2368), handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) return 1;
  process.useMemory(190_000_000);
  yield* log('Listening on: 0.0.0.0:2368');
  yield* log(`Url configured as: ${site}/`);
  yield* log(`Ghost booted in ${((process.machine.kernel.now - began) / 1000).toFixed(3)}s`);
  onStop(process, 0, () => `[${spacedTime(process).slice(0, 19)}] WARN Ghost is shutting down\n`);
  yield* serveSites(process, sites, listeners);
  return 0;
};

const types: Readonly<Record<string, string>> = { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'application/javascript; charset=utf-8', json: 'application/json; charset=utf-8', txt: 'text/plain; charset=utf-8', svg: 'image/svg+xml' }; // prettier-ignore

/** `serve [-s] [-l PORT] [FOLDER]` */
export const serve: Program = function* (process) {
  const words = process.argv.slice(1);
  let port = Number(process.env.get('PORT') ?? 3000);
  let single = false;
  let folder = process.cwd;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '-s' || word === '--single') single = true;
    else if (/^(?:-l|--listen|-p)$/.test(word)) port = Number((words[++at] ?? '').replace(/^.*:/, ''));
    else if (/^(?:-n|--no-clipboard|-L|--no-request-logging)$/.test(word)) continue;
    else if (word.startsWith('-')) {
      yield* warn(process, `drydock: serve: not simulated: ${word}\n`);
      return 1;
    } else folder = word.startsWith('/') ? word : `${process.cwd}/${word}`;
  }
  const handle = function* (request: GoRequest): Task<GoResponse> {
    const address = request.remote.replace(/:\d+$/, '');
    const day = isoTime(process).slice(0, 10).split('-').map(Number);
    const when = `${day[1] ?? 1}/${day[2] ?? 1}/${day[0] ?? 1970} ${isoTime(process).slice(11, 19)}`;
    yield* say(process, ` HTTP  ${when} ${address} ${request.head.method} ${request.head.target}\n`);
    const answer = fileAt(process, folder, pathOf(request), single);
    yield* say(process, ` HTTP  ${when} ${address} Returned ${answer.status ?? 200} in 1 ms\n`);
    return answer;
  };
  const sites = [{ port, handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* warn(process, ` ERROR  listen ${listeners.errno}: address already in use :::${port}\n`);
    return 1;
  }
  process.useMemory(44_000_000);
  yield* say(process, ` INFO  Accepting connections at http://localhost:${port}\n`);
  onStop(process, 0, () => '\n INFO  Gracefully shutting down. Please wait...\n');
  yield* serveSites(process, sites, listeners);
  return 0;
};

function fileAt(process: Process, folder: string, path: string, single: boolean): GoResponse {
  const clean = path.split('/').filter((part) => part !== '..' && part !== '').join('/'); // prettier-ignore
  const found = process.files.stat(`${folder}/${clean}`);
  if (!failed(found) && found.kind === 'directory' && path !== '/' && path.endsWith('/'))
    return redirect(`/${clean}`, 301);
  for (const candidate of [clean, `${clean}.html`, `${clean === '' ? '' : `${clean}/`}index.html`, ...(single ? ['index.html'] : [])]) {
    const content = process.files.readFile(`${folder}/${candidate}`);
    if (!failed(content)) return { type: types[candidate.replace(/^.*\./, '')] ?? 'application/octet-stream', body: content };
  } // prettier-ignore
  if (!failed(found) && found.kind === 'directory') {
    const names = process.files.readdir(`${folder}/${clean}`);
    const rows = failed(names)
      ? []
      : names.map((name) => `<li><a href="/${clean === '' ? '' : `${clean}/`}${name}">${name}</a></li>`);
    return page(`Files within ${clean}/`, `<h1>Index of ${clean}/</h1>\n<ul>\n${rows.join('\n')}\n</ul>`);
  }
  return path === '/' ? plain('Not Found', 404) : page('404: This page could not be found', '<h1>404</h1>\n<p>The requested path could not be found</p>', 404); // prettier-ignore
}
