// What httpd answers: files, directories, its own pages for errors and redirections.
import { failed } from '../../filesystem/errno.ts';
import type { Connection, Process } from '../../contract.ts';
import { connectTo, exchange as forward } from '../../http/client.ts';
import { Headers } from '../../http/headers.ts';
import { httpDate, responseFraming, type RequestHead } from '../../http/message.ts';
import { parseUrl } from '../../http/url.ts';
import type { Task } from '../../../kernel/task.ts';
import { listing } from './listing.ts';
import { mediaTypes } from './media-types.ts';
import { isProblem } from './configuration.ts';
import { runPhp } from './php-handler.ts';
import { rewrite, type Rewriting } from './rewrite.ts';
import { loadFolder, type Host, type Place, type Rules, type Site } from './site.ts';
import { titles } from './titles.ts';

/** An answer before it is sent; fields in their order after Date and Server. */
export interface Answer {
  readonly status: number;
  readonly fields: readonly (readonly [string, string])[];
  readonly type: string | undefined;
  readonly body: Uint8Array;
  /** A page of the server's own. */
  readonly own?: boolean;
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
  readonly site: Site;
  readonly connection: Connection;
  /** What rules set for scripts. */
  readonly variables: Map<string, string>;
  readonly server: string;
  /** The path that was asked for before an internal redirection. */
  readonly first?: Asked;
  /** Rules are not looked at again. */
  readonly settled?: boolean;
  /** Internal redirections so far. */
  readonly turns?: number;
  /** Where the rules are left that held for the answer. */
  readonly held?: { rules: Rules };
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const none = new Uint8Array(0);

export const reasonOf = (status: number): string => titles[status] ?? '';

/** httpd's own page. */
export function ownPage(status: number, text: string, fields: Answer['fields'] = []): Answer {
  const title = reasonOf(status);
  const page = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${title}</title>\n</head><body>\n<h1>${title}</h1>\n${text}\n</body></html>\n`;
  return { status, fields, type: 'text/html; charset=iso-8859-1', body: encode(page), own: true };
}

const notFound = (): Answer => ownPage(404, '<p>The requested URL was not found on this server.</p>');
const forbidden = (): Answer => ownPage(403, "<p>You don't have permission to access this resource.</p>");
export const badRequest = (): Answer =>
  ownPage(400, '<p>Your browser sent a request that this server could not understand.<br />\n</p>');

/** The answer to a request, with the page that ErrorDocument names for it. */
export function* answer(asked: Asked): Task<Answer> {
  const { answer: first, rules } = yield* answerOnce(asked);
  return changeHeaders(yield* withDocument(asked, first), [
    asked.main.rules,
    ...(asked.host === asked.main ? [] : [asked.host.rules]),
    rules,
  ]);
}

/** The first answer, and the rules that held for it. */
function* answerOnce(asked: Asked): Task<{ readonly answer: Answer; readonly rules: Rules }> {
  const held: { rules: Rules } = { rules: {} };
  const found = yield* find({ ...asked, held });
  return { answer: found, rules: held.rules };
}

/** Header of mod_headers. */
function changeHeaders(first: Answer, places: readonly Rules[]): Answer {
  const changes = places.flatMap(({ headers = [] }) => headers);
  if (changes.length === 0) return first;
  let fields = [...first.fields];
  const is = (name: string) => (field: readonly [string, string]) => field[0].toLowerCase() === name.toLowerCase();
  for (const { action, name, value } of changes) {
    const there = fields.find(is(name));
    if (action === 'unset') fields = fields.filter((field) => !is(name)(field));
    else if (action === 'add') fields.push([name, value]);
    else if (there && (action === 'append' || action === 'merge'))
      fields = fields.map((field) => (field === there ? [field[0], `${field[1]}, ${value}`] : field));
    else if (!there) fields.push([name, value]);
    else if (action === 'set') fields = [...fields.filter((field) => !is(name)(field)), [name, value]];
  }
  return { ...first, fields };
}

function* withDocument(asked: Asked, first: Answer): Task<Answer> {
  const document = asked.host.errorDocuments.get(first.status) ?? asked.main.errorDocuments.get(first.status);
  if (document === undefined || first.status < 400) return first;
  if (/^https?:/.test(document)) return moved(302, document);
  if (!document.startsWith('/')) return { ...first, type: 'text/html; charset=iso-8859-1', body: encode(document) };
  const page = yield* find({ ...asked, uri: document, first: asked.first ?? asked });
  return page.status === 200 ? { ...page, status: first.status } : first;
}

const gone = (): Answer => ownPage(410, '<p>The requested resource is no longer available on this server and there is no forwarding address.\nPlease remove all references to this resource.</p>'); // prettier-ignore

const moved = (status: number, to: string): Answer =>
  ownPage(status, `<p>The document has moved <a href="${to}">here</a>.</p>`, [['Location', to]]);

function* find(asked: Asked): Task<Answer> {
  const { host, uri, args } = asked;
  for (const { from, to, status } of host.redirections) {
    if (uri !== from && !uri.startsWith(from.endsWith('/') ? from : `${from}/`)) continue;
    if (status === 410) return gone();
    const target = to.startsWith('/') ? `http://${asked.self}${to}` : to;
    return moved(status, `${target}${uri.slice(from.length)}${args === '' ? '' : `?${args}`}`);
  }
  for (const [from, to] of host.proxies)
    if (uri.startsWith(from) && to !== '!')
      return yield* proxy(asked, `${to}${uri.slice(from.length)}${args === '' ? '' : `?${args}`}`);
  const inServer = asked.settled ? undefined : yield* applyRules(asked, asked.host.rules.rewriting, pathOf(asked));
  if (inServer && 'status' in inServer) return inServer;
  const here = inServer ?? asked;
  const path = pathOf(here);
  const refused = yield* checkPlaces(here, path);
  if (refused) return refused;
  const { files } = here.process;
  const rules = yield* rulesWithin(here, path);
  if ('status' in rules) return rules;
  if (asked.held) asked.held.rules = rules;
  if (!here.settled) {
    const again = yield* applyRules(here, rules.rewriting, path);
    if (again) return 'status' in again ? again : yield* find(again);
  }
  const stat = files.stat(path.replace(/(.)\/$/, '$1'));
  if (failed(stat)) {
    const above = scriptAbove(here, path);
    if (above) return yield* script(here, above.path, above.info);
    if (rules.fallback !== undefined && stat.errno !== 'EACCES')
      return yield* find({ ...here, uri: rules.fallback, settled: true, first: here.first ?? here });
    if (stat.errno !== 'EACCES') return notFound();
    yield* here.log('core:error', `(13)Permission denied: AH00035: access to ${here.uri} denied (filesystem path '${path}') because search permissions are missing on a component of the path`); // prettier-ignore
    return forbidden();
  }
  if (stat.kind === 'directory') return yield* directory(here, path, rules);
  if (here.uri.endsWith('/')) {
    const above = scriptAbove(here, path);
    return above ? yield* script(here, above.path, above.info) : notFound();
  }
  return yield* file(here, path, stat);
}

/** What rewriting makes of a request: an answer, another request, or undefined when it stays. */
function* applyRules(asked: Asked, rewriting: Rewriting | undefined, path: string): Task<Answer | Asked | undefined> {
  if (!rewriting?.on) return undefined;
  const { process, head, uri, args, host, main, connection, variables } = asked;
  const documentRoot = host.documentRoot ?? main.documentRoot ?? '/usr/local/apache2/htdocs';
  const made = rewrite(rewriting, {
    process, head, uri, args, file: rewriting.folder === undefined ? uri : path, documentRoot, variables,
    server: { name: host.name ?? asked.self.replace(/:\d+$/, ''), port: connection.local.port }, remote: connection.remote.address,
  }); // prettier-ignore
  if (made.kind === 'same') return undefined;
  if (made.kind === 'status') {
    if (made.to !== undefined) return moved(made.status, made.to);
    return made.status === 410 ? gone() : forbidden();
  }
  const first = asked.first ?? asked;
  const turns = (asked.turns ?? 0) + 1;
  if (turns > 10) {
    yield* asked.log('core:error', "AH00124: Request exceeded the limit of 10 internal redirects due to probable configuration error. Use 'LimitInternalRecursion' to increase the limit if necessary. Use 'LogLevel debug' to get a backtrace."); // prettier-ignore
    return broken(asked);
  }
  // The same place again: nothing more will come of it.
  const settled = made.end || (made.uri === uri && made.args === args);
  return { ...asked, uri: made.uri, args: made.args, first, turns, settled };
}

/** The rules for a path with those that the folders' own files add (AllowOverride). */
function* rulesWithin(asked: Asked, path: string): Task<Rules | Answer> {
  const rules = rulesFor(asked, path);
  const { process, site } = asked;
  const stat = process.files.stat(path.replace(/(.)\/$/, '$1'));
  const deepest = !failed(stat) && stat.kind === 'directory' ? path.replace(/\/?$/, '/') : path.replace(/[^/]*$/, '');
  const parts = deepest.split('/').slice(1, -1);
  for (let count = 0; count <= parts.length; count++) {
    const folder = `/${parts.slice(0, count).join('/')}${count > 0 ? '/' : ''}`;
    const { override = ['none'] } = rulesFor(asked, folder);
    if (override.includes('none')) continue;
    const found = loadFolder(process, `${folder}${site.accessFile}`, site, folder);
    if (!found) continue;
    if (isProblem(found)) {
      yield* asked.log('core:alert', found.error.replace(/^AH00526: Syntax error on line (\d+) of ([^:]*):\n/, '$2: ')); // prettier-ignore
      return broken(asked);
    }
    Object.assign(rules, found.rules);
    const name = path.slice(path.lastIndexOf('/') + 1);
    for (const place of found.places)
      if (place.kind === 'files' && place.matches(name)) Object.assign(rules, place.rules);
    for (const [status, document] of found.host.errorDocuments) asked.host.errorDocuments.set(status, document);
    for (const [key, value] of found.host.variables) asked.variables.set(key, value);
    for (const { from, to, status } of found.host.redirections)
      if (asked.uri === from || asked.uri.startsWith(from.endsWith('/') ? from : `${from}/`))
        return moved(status, `${to.startsWith('/') ? `http://${asked.self}${to}` : to}${asked.uri.slice(from.length)}`);
  }
  if (rules.granted !== false) return rules;
  yield* asked.log('authz_core:error', `AH01630: client denied by server configuration: ${path}`);
  return forbidden();
}

const broken = ({ site }: Asked): Answer =>
  ownPage(500, `<p>The server encountered an internal error or\nmisconfiguration and was unable to complete\nyour request.</p>\n<p>Please contact the server administrator at \n ${site.admin} to inform them of the time this error occurred,\n and the actions you performed just before this error.</p>\n<p>More information about this error may be available\nin the server error log.</p>`); // prettier-ignore

const isScript = (asked: Asked, path: string): boolean => {
  const { handler = '' } = rulesFor(asked, path);
  return /^application\/x-httpd-php$|^proxy:(?:fcgi|unix)/.test(handler);
};

/** The script that a path goes on behind: /index.php/more. */
function scriptAbove(asked: Asked, path: string): { readonly path: string; readonly info: string } | undefined {
  for (let at = path.replace(/\/$/, ''); at.length > 1; at = at.slice(0, at.lastIndexOf('/'))) {
    const stat = asked.process.files.stat(at);
    if (failed(stat)) continue;
    return stat.kind === 'file' && isScript(asked, at) ? { path: at, info: path.slice(at.length) } : undefined;
  }
  return undefined;
}

/** The answer of a script of PHP. */
function* script(asked: Asked, path: string, info: string | undefined): Task<Answer> {
  const { process, head, body, host, main, connection, site, variables } = asked;
  const rules = rulesFor(asked, path);
  if (rules.handler !== 'application/x-httpd-php') {
    yield* asked.log('proxy:error', `drydock: not simulated: SetHandler ${rules.handler ?? ''}`);
    return broken(asked);
  }
  const documentRoot = host.documentRoot ?? main.documentRoot ?? '/usr/local/apache2/htdocs';
  const within = yield* rulesWithin(asked, path);
  const first = asked.first ?? asked;
  const lines: string[] = [];
  const scriptName = path.startsWith(`${documentRoot}/`) ? path.slice(documentRoot.length) : asked.uri;
  const answered = yield* runPhp(process, {
    method: head.method, target: targetOf(first.head.target, asked), protocol: `HTTP/${head.version}`, headers: head.headers, body, documentRoot, file: path,
    scriptName, pathInfo: info === '' ? undefined : info,
    server: { name: host.name ?? asked.self.replace(/:\d+$/, ''), address: connection.local.address, port: connection.local.port, software: asked.server },
    remote: connection.remote,
    variables: new Map([...main.variables, ...host.variables, ...variables, ['SERVER_SIGNATURE', site.signature ? signature(asked) : ''], ['SERVER_ADMIN', site.admin], ['CONTEXT_PREFIX', ''], ['CONTEXT_DOCUMENT_ROOT', documentRoot]]),
    settings: 'status' in within ? new Map() : (within.settings ?? new Map()),
    log: (_level, text) => { lines.push(text); },
  }); // prettier-ignore
  for (const line of lines) yield* asked.log(phpModule(line), line);
  const fields = answered.fields.filter(([name]) => name.toLowerCase() !== 'content-type');
  const type = answered.fields.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return { status: answered.status, fields, type, body: answered.body };
}

const phpModule = (line: string): string =>
  /^PHP (?:Fatal|Parse)/.test(line) ? 'php:error' : line.startsWith('PHP Warning') ? 'php:warn' : 'php:notice';

/** What $_SERVER tells as the address: the one that was asked for, with the query that rules made. */
const targetOf = (target: string, { args }: Asked): string => {
  const [path = ''] = target.split('?');
  return args === '' ? path : `${path}?${args}`;
};

const signature = ({ server, self, connection }: Asked): string =>
  `<address>${server} Server at ${self.replace(/:\d+$/, '')} Port ${connection.local.port}</address>\n`;

/** One of the server's own pages with who it is at its end, where that is wanted. */
export const signed = (asked: Asked, answered: Answer): Answer =>
  asked.site.signature && answered.own
    ? {
        ...answered,
        body: encode(
          new TextDecoder()
            .decode(answered.body)
            .replace('</body></html>\n', `<hr>\n${signature(asked)}</body></html>\n`),
        ),
      }
    : answered;

const allowed = 'HEAD,GET,POST,OPTIONS,TRACE';

/** The file that a path stands for. */
function pathOf({ host, main, uri }: Asked): string {
  for (const [from, to] of [...host.aliasPaths, ...main.aliasPaths])
    if (uri === from || uri.startsWith(from.endsWith('/') ? from : `${from}/`)) return to + uri.slice(from.length);
  return `${host.documentRoot ?? main.documentRoot ?? '/usr/local/apache2/htdocs'}${uri}`;
}

/** Rules that hold for a path: those of longer directories later, then those for files, then those for locations. */
export function rulesFor({ host, main, uri }: Pick<Asked, 'host' | 'main' | 'uri'>, path: string): Rules {
  const rules: Rules = { granted: false, ...main.rules, ...(host === main ? {} : host.rules) };
  delete rules.rewriting;
  delete rules.headers;
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

function* directory(asked: Asked, path: string, rules: Rules): Task<Answer> {
  const { uri, args, process, host, main, head } = asked;
  if (!uri.endsWith('/')) return moved(301, `http://${asked.self}${uri}/${args === '' ? '' : `?${args}`}`);
  for (const name of rules.directoryIndex ?? host.directoryIndex ?? main.directoryIndex ?? ['index.html']) {
    const stat = process.files.stat(path + name);
    if (!failed(stat) && stat.kind === 'file') return yield* file(asked, path + name, stat);
  }
  if (rules.fallback !== undefined)
    return yield* find({ ...asked, uri: rules.fallback, settled: true, first: asked.first ?? asked });
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

function* file(asked: Asked, path: string, { mtime }: { readonly mtime: number }): Task<Answer> {
  const { process, head, log } = asked;
  if (isScript(asked, path)) return yield* script(asked, path, undefined);
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
