// What httpd answers: files, directories, its own pages for errors and redirections.
import { failed } from '../../filesystem/errno.ts';
import type { Process } from '../../contract.ts';
import { connectTo, exchange as forward } from '../../http/client.ts';
import { Headers } from '../../http/headers.ts';
import { httpDate, responseFraming, type RequestHead } from '../../http/message.ts';
import { parseUrl } from '../../http/url.ts';
import type { Task } from '../../../kernel/task.ts';
import { listing } from './listing.ts';
import { mediaTypes } from './media-types.ts';
import type { Host, Place, Rules } from './site.ts';
import { titles } from './titles.ts';

/** An answer before it is sent; fields in their order after Date and Server. */
export interface Answer {
  readonly status: number;
  readonly fields: readonly (readonly [string, string])[];
  readonly type: string | undefined;
  readonly body: Uint8Array;
}

export interface Asked {
  readonly process: Process;
  readonly head: RequestHead;
  readonly body: Uint8Array;
  readonly host: Host;
  readonly main: Host;
  /** Decoded path, and what follows the question mark. */
  readonly uri: string;
  readonly args: string;
  /** For links to this server: its name and port as the client knows them. */
  readonly self: string;
  /** Writes a line of the error log: module, level, text. */
  readonly log: (module: string, text: string) => Task;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const none = new Uint8Array(0);

export const reasonOf = (status: number): string => titles[status] ?? '';

/** httpd's own page. */
export function ownPage(status: number, text: string, fields: Answer['fields'] = []): Answer {
  const title = reasonOf(status);
  const page = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${title}</title>\n</head><body>\n<h1>${title}</h1>\n${text}\n</body></html>\n`;
  return { status, fields, type: 'text/html; charset=iso-8859-1', body: encode(page) };
}

const notFound = (): Answer => ownPage(404, '<p>The requested URL was not found on this server.</p>');
const forbidden = (): Answer => ownPage(403, "<p>You don't have permission to access this resource.</p>");
export const badRequest = (): Answer =>
  ownPage(400, '<p>Your browser sent a request that this server could not understand.<br />\n</p>');

/** The answer to a request, with the page that ErrorDocument names for it. */
export function* answer(asked: Asked): Task<Answer> {
  const first = yield* find(asked);
  const document = asked.host.errorDocuments.get(first.status) ?? asked.main.errorDocuments.get(first.status);
  if (document === undefined || first.status < 400) return first;
  if (/^https?:/.test(document)) return moved(302, document);
  if (!document.startsWith('/')) return { ...first, type: 'text/html; charset=iso-8859-1', body: encode(document) };
  const page = yield* find({ ...asked, uri: document });
  return page.status === 200 ? { ...page, status: first.status } : first;
}

const moved = (status: number, to: string): Answer =>
  ownPage(status, `<p>The document has moved <a href="${to}">here</a>.</p>`, [['Location', to]]);

function* find(asked: Asked): Task<Answer> {
  const { host, uri, args } = asked;
  for (const { from, to, status } of host.redirections) {
    if (uri !== from && !uri.startsWith(from.endsWith('/') ? from : `${from}/`)) continue;
    if (status === 410) return ownPage(410, '<p>The requested resource is no longer available on this server and there is no forwarding address.\nPlease remove all references to this resource.</p>'); // prettier-ignore
    const target = to.startsWith('/') ? `http://${asked.self}${to}` : to;
    return moved(status, `${target}${uri.slice(from.length)}${args === '' ? '' : `?${args}`}`);
  }
  for (const [from, to] of host.proxies)
    if (uri.startsWith(from) && to !== '!')
      return yield* proxy(asked, `${to}${uri.slice(from.length)}${args === '' ? '' : `?${args}`}`);
  const path = pathOf(asked);
  const refused = yield* checkPlaces(asked, path);
  if (refused) return refused;
  const { files } = asked.process;
  const stat = files.stat(path.replace(/(.)\/$/, '$1'));
  if (failed(stat)) {
    if (stat.errno !== 'EACCES') return notFound();
    yield* asked.log('core:error', `(13)Permission denied: AH00035: access to ${uri} denied (filesystem path '${path}') because search permissions are missing on a component of the path`); // prettier-ignore
    return forbidden();
  }
  if (stat.kind === 'directory') return yield* directory(asked, path);
  if (uri.endsWith('/')) return notFound();
  return yield* file(asked, path, stat);
}

const allowed = 'HEAD,GET,POST,OPTIONS,TRACE';

/** The file that a path stands for. */
function pathOf({ host, main, uri }: Asked): string {
  for (const [from, to] of [...host.aliasPaths, ...main.aliasPaths])
    if (uri === from || uri.startsWith(from.endsWith('/') ? from : `${from}/`)) return to + uri.slice(from.length);
  return `${host.documentRoot ?? main.documentRoot ?? '/usr/local/apache2/htdocs'}${uri}`;
}

/** Rules that hold for a path: those of longer directories later, then those for files, then those for locations. */
export function rulesFor({ host, main, uri }: Pick<Asked, 'host' | 'main' | 'uri'>, path: string): Rules {
  const rules: Rules = { granted: false };
  const places = [...main.places, ...(host === main ? [] : host.places)];
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ordered = (kind: Place['kind']): Place[] => places.filter((place) => place.kind === kind).sort((one, other) => one.length - other.length); // prettier-ignore
  for (const place of ordered('directory'))
    if (place.matches(path.replace(/(.)\/$/, '$1'))) Object.assign(rules, place.rules);
  for (const place of ordered('files')) if (place.matches(name)) Object.assign(rules, place.rules);
  for (const place of ordered('location')) if (place.matches(uri)) Object.assign(rules, place.rules);
  return rules;
}

function* checkPlaces(asked: Asked, path: string): Task<Answer | undefined> {
  if (rulesFor(asked, path).granted) return undefined;
  yield* asked.log('authz_core:error', `AH01630: client denied by server configuration: ${path}`);
  return forbidden();
}

function* directory(asked: Asked, path: string): Task<Answer> {
  const { uri, args, process, host, main, head } = asked;
  if (!uri.endsWith('/')) return moved(301, `http://${asked.self}${uri}/${args === '' ? '' : `?${args}`}`);
  const rules = rulesFor(asked, path);
  for (const name of rules.directoryIndex ?? host.directoryIndex ?? main.directoryIndex ?? ['index.html']) {
    const stat = process.files.stat(path + name);
    if (!failed(stat) && stat.kind === 'file') return yield* file(asked, path + name, stat);
  }
  if (rules.indexes && head.method !== 'POST') {
    const page = listing(process.files, path, uri, (each) => rulesFor(asked, each).granted === true);
    if (page !== undefined)
      return { status: 200, fields: [], type: 'text/html;charset=ISO-8859-1', body: encode(page) };
  }
  yield* asked.log(
    'autoindex:error',
    `AH01276: Cannot serve directory ${path}: No matching DirectoryIndex (${(rules.directoryIndex ?? host.directoryIndex ?? main.directoryIndex ?? ['index.html']).join(',')}) found, and server-generated directory index forbidden by Options directive`,
  );
  return forbidden();
}

function* file({ process, head, log }: Asked, path: string, { mtime }: { readonly mtime: number }): Task<Answer> {
  const bytes = process.files.readFile(path);
  if (failed(bytes)) {
    yield* log('core:error', `(13)Permission denied: AH00132: file permissions deny server access: ${path}`);
    return forbidden();
  }
  if (!['GET', 'HEAD', 'POST', 'OPTIONS'].includes(head.method))
    return ownPage(405, `<p>The requested method ${head.method} is not allowed for this URL.</p>`, [
      ['Allow', allowed],
    ]);
  if (head.method === 'OPTIONS') return { status: 200, fields: [['Allow', allowed]], type: typeOf(path), body: none };
  const modified = httpDate(Math.floor(mtime / 1000) * 1000);
  const tag = `"${bytes.length.toString(16)}-${Math.floor(mtime * 1000).toString(16)}"`;
  const fields: [string, string][] = [
    ['Last-Modified', modified],
    ['ETag', tag],
    ['Accept-Ranges', 'bytes'],
  ];
  const match = head.headers.get('if-none-match');
  const unchanged = match === undefined ? head.headers.get('if-modified-since') === modified : match === '*' || match.split(/\s*,\s*/).includes(tag); // prettier-ignore
  if (unchanged) return { status: 304, fields, type: undefined, body: none };
  const range = /^bytes=(\d*)-(\d*)$/.exec(head.headers.get('range') ?? '');
  if (!range || (range[1] === '' && range[2] === '')) return { status: 200, fields, type: typeOf(path), body: bytes };
  const [, low = '', high = ''] = range;
  const start = low === '' ? Math.max(0, bytes.length - Number(high)) : Number(low);
  const end = low === '' || high === '' ? bytes.length - 1 : Math.min(Number(high), bytes.length - 1);
  if (start > end)
    return ownPage(416, '<p>None of the range-specifier values in the Range\nrequest-header field overlap the current extent\nof the selected resource.</p>', [['Content-Range', `bytes */${bytes.length}`]]); // prettier-ignore
  return {
    status: 206,
    fields: [...fields, ['Content-Range', `bytes ${start}-${end}/${bytes.length}`]],
    type: typeOf(path),
    body: bytes.subarray(start, end + 1),
  };
}

function typeOf(path: string): string | undefined {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
  return extension === undefined ? undefined : mediaTypes.get(extension);
}

/** Hands a request on to another server (mod_proxy_http). */
function* proxy({ process, head, body, log }: Asked, target: string): Task<Answer> {
  const url = parseUrl(target);
  const failure = function* (text: string): Task<Answer> {
    yield* log('proxy:error', text);
    return ownPage(503, '<p>The server is temporarily unable to service your\nrequest due to maintenance downtime or capacity\nproblems. Please try again later.</p>'); // prettier-ignore
  };
  const opened = url ? yield* connectTo(process, url.host, url.port) : undefined;
  if (!url || !opened || 'failure' in opened)
    return yield* failure(`(111)Connection refused: AH00957: http: attempt to connect to ${url?.host ?? target}:${url?.port ?? 80} failed`); // prettier-ignore
  const headers = new Headers();
  for (const [name, value] of head.headers) if (!/^(?:host|connection)$/i.test(name)) headers.add(name, value);
  headers.set('Host', url.port === 80 ? url.host : `${url.host}:${url.port}`);
  headers.add('X-Forwarded-Host', head.headers.get('host') ?? '');
  headers.add('Connection', 'close');
  const got = yield* forward(
    opened.connection,
    { method: head.method, target: url.target, version: '1.1', headers },
    body,
  );
  if ('failure' in got)
    return yield* failure(`AH01102: error reading status line from remote server ${url.host}:${url.port}`);
  const framing = responseFraming(got.head, head.method);
  const answered = yield* got.reader.wholeBody(framing === 'malformed' ? 'end' : framing);
  opened.connection.close();
  const fields = [...got.head.headers].filter(([name]) => !/^(?:date|server|connection|content-length|content-type|transfer-encoding|keep-alive)$/i.test(name)); // prettier-ignore
  return { status: got.head.status, fields, type: got.head.headers.get('content-type'), body: answered };
}
