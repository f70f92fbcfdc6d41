// php -S: files and scripts of a folder over HTTP, one request after the other.
import { spawn, type Task } from '../../kernel/task.ts';
import { Trigger } from '../../kernel/trigger.ts';
import type { Connection, Listener, Process } from '../contract.ts';
import { failed, strerror } from '../filesystem/errno.ts';
import { Headers } from '../http/headers.ts';
import { formatResponse, httpDate, requestFraming, type RequestHead } from '../http/message.ts';
import { MessageReader } from '../http/message-reader.ts';
import { decodePercent } from '../http/url.ts';
import { mediaTypes } from '../servers/httpd/media-types.ts';
import { titles } from '../servers/httpd/titles.ts';
import { fromText, toBytes } from './bytes.ts';
import { escapeHtml } from './functions/html.ts';
import type { Installation } from './installation.ts';
import { answerRequest } from './http-request.ts';
import type { PhpAnswer } from './request.ts';

const days = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** [Sat Nov 21 09:00:00 2026] */
function stamp(ms: number): string {
  const date = new Date(ms);
  const day = String(date.getUTCDate()).padStart(2, ' ');
  return `[${days[date.getUTCDay()] ?? ''} ${months[date.getUTCMonth()] ?? ''} ${day} ${date.toISOString().slice(11, 19)} ${date.getUTCFullYear()}]`;
}

interface Site {
  readonly process: Process;
  readonly installation: Installation;
  readonly root: string;
  readonly router: string | undefined;
  readonly address: string;
  readonly port: number;
}

function* note(process: Process, text: string): Task {
  yield* process.descriptors.get(2)?.write(toBytes(fromText(`${stamp(process.machine.kernel.clock)} ${text}\n`))) ?? [];
}

/** `php -S address:port [-t root] [router]`: runs until it is told to end. */
export function* serve(
  process: Process,
  installation: Installation,
  where: string,
  root: string | undefined,
  router: string | undefined,
): Task<number> {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(where) ?? [];
  const say = function* (text: string): Task {
    yield* process.descriptors.get(2)?.write(toBytes(fromText(text))) ?? [];
  };
  if (port === '') {
    yield* say(`Invalid address: ${where}\n`);
    return 1;
  }
  const full = absolute(process, root ?? '.');
  const stat = process.files.stat(full);
  if (failed(stat) || stat.kind !== 'directory') {
    yield* say(failed(stat) ? `Directory ${root ?? '.'} does not exist.\n` : `${root ?? '.'} is not a directory.\n`);
    return 1;
  }
  const real = process.files.realpath(full);
  const bare = host.replace(/^\[|\]$/g, '');
  const address = bare === 'localhost' ? '127.0.0.1' : bare;
  const listener = process.network.listen(Number(port), address);
  if (typeof listener === 'string') {
    yield* note(process, `Failed to listen on ${where} (reason: ${strerror(listener)})`);
    return 1;
  }
  const site: Site = {
    process,
    installation,
    root: typeof real === 'string' ? real : full,
    router: router === undefined ? undefined : absolute(process, router),
    address: bare,
    port: Number(port),
  };
  yield* note(process, `PHP ${installation.version} Development Server (http://${where}) started`);
  const told = new Trigger();
  for (const signal of ['INT', 'TERM'] as const) process.handle(signal, () => told.fire());
  const accepting = yield* spawn('accept', accept(site, listener));
  yield* told.next();
  accepting.cancel();
  listener.close();
  return 0;
}

const absolute = (process: Process, path: string): string =>
  (path.startsWith('/') ? path : `${process.cwd === '/' ? '' : process.cwd}/${path}`).replace(/\/\.(?=\/|$)/g, '');

function* accept(site: Site, listener: Listener): Task {
  for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept())
    yield* converse(site, connection);
}

function* converse(site: Site, connection: Connection): Task {
  const { process } = site;
  const { remote } = connection;
  const client = `${remote.address.includes(':') ? `[${remote.address}]` : remote.address}:${remote.port}`;
  yield* note(process, `${client} Accepted`);
  try {
    const reader = new MessageReader(connection);
    const head = yield* reader.request();
    if (head !== 'ended' && head !== 'malformed') {
      const framing = requestFraming(head);
      const body = framing === 'malformed' ? new Uint8Array(0) : yield* reader.wholeBody(framing);
      yield* respond(site, connection, head, body, client);
    } else if (head === 'malformed') yield* note(process, `${client} Invalid request (Malformed HTTP request)`);
  } finally {
    connection.close();
  }
  yield* note(process, `${client} Closing`);
}

interface Found {
  readonly file: string;
  readonly name: string;
  readonly info: string | undefined;
}

/** The file that a path means: itself, the index of its folder, or the index above it. */
function find({ process, root }: Site, path: string): Found | undefined {
  const kind = (at: string): string | undefined => {
    const stat = process.files.stat(at);
    return failed(stat) ? undefined : stat.kind;
  };
  const bare = path.replace(/\/+$/, '');
  if (kind(root + bare) === 'file') return { file: root + bare, name: bare, info: undefined };
  for (let at = bare; ; at = at.slice(0, at.lastIndexOf('/'))) {
    if (kind(root + at) === 'file') return { file: root + at, name: at, info: bare.slice(at.length) || undefined };
    if (kind(root + at) === 'directory')
      for (const index of ['index.php', 'index.html'])
        if (kind(`${root}${at}/${index}`) === 'file') {
          const info = bare.slice(at.length);
          if (info !== '' && /\.\w+$/.test(bare)) return undefined;
          return { file: `${root}${at}/${index}`, name: `${at}/${index}`, info: info === '' ? undefined : info };
        }
    if (at === '') return undefined;
  }
}

function* respond(site: Site, connection: Connection, head: RequestHead, body: Uint8Array, client: string): Task {
  const { process, installation } = site;
  const path = decodePercent(head.target.replace(/\?.*$/, ''));
  const found = path.split('/').includes('..') ? undefined : find(site, path);
  const log: string[] = [];
  const run = function* (file: string, name: string, info: string | undefined): Task<PhpAnswer> {
    return yield* answerRequest(process, installation, {
      sapi: 'cli-server', method: head.method, target: head.target, protocol: `HTTP/${head.version}`, headers: head.headers, body,
      documentRoot: site.root, file, scriptName: name, pathInfo: info,
      server: { name: site.address, address: site.address, port: site.port, software: `PHP/${installation.version} (Development Server)` },
      remote: connection.remote, variables: new Map(), log: (_level, text) => { log.push(text); },
    }); // prettier-ignore
  };
  let answer: PhpAnswer | undefined;
  if (site.router !== undefined) {
    const routed = yield* run(site.router, found?.name ?? path, found?.info);
    if (!routed.declined) answer = routed;
  }
  answer ??=
    found === undefined
      ? missing(path)
      : /\.php\d?$|\.phtml$/.test(found.file)
        ? yield* run(found.file, found.name, found.info)
        : plain(process, found.file);
  const headers = new Headers({
    Host: head.headers.get('host') ?? `${site.address}:${site.port}`,
    Date: httpDate(process.machine.kernel.clock),
    Connection: 'close',
  });
  for (const [name, value] of answer.fields) headers.add(name, value);
  const start = formatResponse({ version: '1.1', status: answer.status, reason: titles[answer.status] ?? '', headers });
  yield* connection.write(new TextEncoder().encode(start));
  if (head.method !== 'HEAD' && answer.body.length > 0) yield* connection.write(answer.body);
  for (const text of log) yield* note(process, text);
  yield* note(
    process,
    `${client} [${answer.status}]: ${answer.status === 404 && found === undefined ? `${head.method} ${head.target} - No such file or directory` : `${head.method} ${head.target}`}`,
  );
}

function plain(process: Process, file: string): PhpAnswer {
  const bytes = process.files.readFile(file);
  if (failed(bytes)) return missing(file);
  const extension = /\.([^./]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  const type = mediaTypes.get(extension) ?? 'application/octet-stream';
  return {
    status: 200,
    fields: [
      ['Content-Type', type.startsWith('text/') ? `${type}; charset=UTF-8` : type],
      ['Content-Length', String(bytes.length)],
    ],
    body: bytes,
  };
}

function missing(path: string): PhpAnswer {
  const page = `<!doctype html><html><head><title>404 Not Found</title><style>\nbody { background-color: #fcfcfc; color: #333333; margin: 0; padding:0; }\nh1 { font-size: 1.5em; font-weight: normal; background-color: #9999cc; min-height:2em; line-height:2em; border-bottom: 1px inset black; margin: 0; }\nh1, p { padding-left: 10px; }\ncode.url { background-color: #eeeeee; font-family:monospace; padding:0 2px;}\n</style>\n</head><body><h1>Not Found</h1><p>The requested resource <code class="url">${escapeHtml(fromText(path), 11, true)}</code> was not found on this server.</p></body></html>`;
  return {
    status: 404,
    fields: [
      ['Content-Type', 'text/html; charset=UTF-8'],
      ['Content-Length', String(page.length)],
    ],
    body: toBytes(page),
  };
}
