// Files as answers: root and alias, index, try_files, directory listings, conditions and ranges (ngx_http_static_module and friends).
import type { Task } from '../../../kernel/task.ts';
import { failed, type Errno } from '../../filesystem/errno.ts';
import { httpDate } from '../../http/message.ts';
import { errnoText } from './config/load.ts';
import { interpolate, localTime, type Exchange } from './request.ts';
import { ownPage, reply, type Reply } from './reply.ts';
import { redirection } from './route.ts';
import { typeOf } from './media-type.ts';
import type { Location } from './config/site.ts';
import { prefixed } from './config/scope.ts';

/** Where to go on instead of answering: another path, or a named location. */
export interface InternalRedirect {
  readonly redirect: string;
}

/** What went wrong, for the error log, with the reply. */
export type StaticResult = Reply | InternalRedirect;

/** Where files are looked for when the configuration does not say it. */
export const defaultRoot = '/etc/nginx/html';

/** The file that a path stands for. */
export function mapPath(exchange: Exchange, location: Location | undefined, uri: string): string {
  const alias = location?.scope.own('alias').at(-1)?.args[0];
  if (alias !== undefined && location) {
    const value = prefixed(interpolate(alias, exchange));
    return location.kind === 'regex' ? value : value + uri.slice(location.pattern.length);
  }
  const root = interpolate(exchange.scope.value('root') ?? defaultRoot, exchange);
  return `${prefixed(root)}${uri}`;
}

/** Does `try_files` of this level: the request is for the first that exists; otherwise where it goes on, or the answer. */
export function tryFiles(exchange: Exchange, location: Location | undefined): StaticResult | undefined {
  const tries = exchange.scope.own('try_files').at(-1)?.args ?? [];
  for (const [index, attempt] of tries.entries()) {
    const value = interpolate(attempt, exchange);
    if (index === tries.length - 1)
      return /^=\d{3}$/.test(value) ? ownPage(exchange, Number(value.slice(1))) : { redirect: value };
    const stat = exchange.process.files.stat(mapPath(exchange, location, value));
    if (failed(stat) || (stat.kind === 'directory') !== value.endsWith('/')) continue;
    exchange.uri = value;
    break;
  }
  return undefined;
}

/** Answers from files. `log` writes to the error log. */
export function* serveFile(
  exchange: Exchange,
  location: Location | undefined,
  log: (text: string) => Task,
): Task<StaticResult> {
  const elsewhere = tryFiles(exchange, location);
  if (elsewhere) return elsewhere;
  const { head } = exchange;
  if (head.method !== 'GET' && head.method !== 'HEAD') return ownPage(exchange, 405);
  const path = mapPath(exchange, location, exchange.uri);
  if (exchange.uri.endsWith('/')) return yield* serveDirectory(exchange, location, path, log);
  return yield* sendFile(exchange, path, log);
}

function* serveDirectory(
  exchange: Exchange,
  location: Location | undefined,
  path: string,
  log: (text: string) => Task,
): Task<StaticResult> {
  const { files } = exchange.process;
  for (const name of exchange.scope.args('index') ?? ['index.html']) {
    const index = interpolate(name, exchange);
    if (index.startsWith('/')) return { redirect: index };
    const stat = files.stat(mapPath(exchange, location, exchange.uri + index));
    if (!failed(stat) && stat.kind === 'file') return { redirect: exchange.uri + index };
  }
  const directory = files.stat(path);
  if (failed(directory)) {
    yield* log(`"${path}${exchange.scope.value('index') ?? 'index.html'}" is not found ${errnoText(directory)}`);
    return ownPage(exchange, 404);
  }
  if (exchange.scope.on('autoindex', false)) return listing(exchange, path);
  yield* log(`directory index of "${path}" is forbidden`);
  return ownPage(exchange, 403);
}

function* sendFile(exchange: Exchange, path: string, log: (text: string) => Task): Task<StaticResult> {
  const { files } = exchange.process;
  const stat = files.stat(path);
  const fail = function* (errno: Errno): Task<Reply> {
    yield* log(`open() "${path}" failed ${errnoText(errno)}`);
    return ownPage(exchange, errno === 'EACCES' ? 403 : errno === 'ENOENT' || errno === 'ENOTDIR' ? 404 : 500);
  };
  if (failed(stat)) return yield* fail(stat.errno);
  if (stat.kind === 'directory')
    return redirection(301, `${exchange.uri}/${exchange.args === '' ? '' : `?${exchange.args}`}`, exchange);
  if (stat.kind !== 'file') {
    yield* log(`"${path}" is not a regular file`);
    return ownPage(exchange, 404);
  }
  const body = files.readFile(path);
  if (failed(body)) return yield* fail(body.errno);
  return conditional(exchange, body, stat.mtime);
}

function conditional(exchange: Exchange, body: Uint8Array, mtime: number): Reply {
  const { headers } = exchange.head;
  const modified = httpDate(Math.floor(mtime / 1000) * 1000);
  const tag = `"${Math.floor(mtime / 1000).toString(16)}-${body.length.toString(16)}"`;
  const late: (readonly [string, string])[] = exchange.scope.on('etag', true) ? [['ETag', tag]] : [];
  const early: (readonly [string, string])[] = [['Last-Modified', modified]];
  const wanted = headers.get('if-match');
  const unless = Date.parse(headers.get('if-unmodified-since') ?? '');
  if (
    wanted === undefined
      ? unless < Math.floor(mtime / 1000) * 1000
      : wanted !== '*' && !wanted.split(/\s*,\s*/).includes(tag)
  )
    return ownPage(exchange, 412);
  const match = headers.get('if-none-match');
  const since = headers.get('if-modified-since');
  const unchanged = match !== undefined ? match === '*' || match.split(/\s*,\s*/).includes(tag) : since === modified;
  if (unchanged) return reply(304, undefined, new Uint8Array(0), { early, late });
  const type = typeOf(exchange);
  const range = /^bytes=(\d*)-(\d*)$/.exec(headers.get('range') ?? '');
  if (range && (range[1] !== '' || range[2] !== '')) {
    const [, first = '', last = ''] = range;
    const start = first === '' ? Math.max(0, body.length - Number(last)) : Number(first);
    const end = first === '' || last === '' ? body.length - 1 : Math.min(Number(last), body.length - 1);
    if (start > end) return ownPage(exchange, 416, { late: [['Content-Range', `bytes */${body.length}`]] });
    const part: readonly [string, string] = ['Content-Range', `bytes ${start}-${end}/${body.length}`];
    return reply(206, type, body.subarray(start, end + 1), { early, late: [...late, part] });
  }
  return reply(200, type, body, { early, late: [...late, ['Accept-Ranges', 'bytes']] });
}

function listing(exchange: Exchange, path: string): Reply {
  const { files } = exchange.process;
  const names = files.readdir(path);
  if (failed(names)) return ownPage(exchange, names.errno === 'EACCES' ? 403 : 404);
  const rows = names
    .filter((name) => !name.startsWith('.'))
    .map((name) => ({ name, stat: files.stat(`${path}${name}`) }))
    .flatMap(({ name, stat }) => (failed(stat) ? [] : [{ name, stat, isDirectory: stat.kind === 'directory' }]))
    .sort((one, two) => Number(two.isDirectory) - Number(one.isDirectory) || (one.name < two.name ? -1 : 1))
    .map(({ name, stat, isDirectory }) => {
      const shown = isDirectory ? `${name}/` : name;
      const text = shown.length > 50 ? `${shown.slice(0, 47)}..&gt;` : shown;
      const [day = '', month = '', rest = ''] = localTime(stat.mtime).split('/');
      const date = `${day}-${month}-${rest.slice(0, 4)} ${rest.slice(5, 10)}`;
      const size = (isDirectory ? '-' : String(stat.size)).padStart(20);
      return `<a href="${encodeURI(shown)}">${text}</a>${' '.repeat(Math.max(0, 50 - shown.length))} ${date}${size}\r\n`;
    });
  const title = `Index of ${exchange.uri}`;
  return reply(
    200,
    'text/html',
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1><hr><pre><a href="../">../</a>\r\n${rows.join('')}</pre><hr></body>\r\n</html>\r\n`,
    { chunked: true },
  );
}
