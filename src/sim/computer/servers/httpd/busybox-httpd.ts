// httpd(8) of busybox: files of a directory, one request a connection.
import { spawn, type Task } from '../../../kernel/task.ts';
import type { Connection, Listener, Process } from '../../contract.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { Headers } from '../../http/headers.ts';
import { formatResponse, httpDate, requestFraming, type RequestHead } from '../../http/message.ts';
import { concatenate, MessageReader } from '../../http/message-reader.ts';
import { decodePercent } from '../../http/url.ts';
import { busyboxBanner, hasMusl } from '../../programs/flavour.ts';
import { warn } from '../../programs/net/say.ts';
import { Options, parseOptions } from '../../programs/options.ts';
import { mediaTypes } from './media-types.ts';

/** `busybox httpd` */
export function* busyboxHttpd(process: Process): Task<number> {
  const options = parseOptions(process.argv.slice(1), { short: 'c:d:h:e:r:m:u:p:ifv' });
  if (!(options instanceof Options)) {
    const problem = options.kind === 'letter-needs-value' ? 'option requires an argument' : 'invalid option';
    const words = hasMusl(process.files) ? `${problem.replace('invalid', 'unrecognized')}: ${options.option}` : `${problem} -- '${options.option}'`; // prettier-ignore
    yield* warn(process, `httpd: ${words}\n${busyboxBanner(process.files)}\n\n${usage}`);
    return 1;
  }
  const refused = ['c', 'd', 'e', 'r', 'm', 'u', 'i'].find((letter) => options.has(letter));
  if (refused !== undefined || process.files.exists('/etc/httpd.conf')) {
    yield* warn(process, `httpd: not simulated: ${refused === undefined ? '/etc/httpd.conf' : `-${refused}`}\n`);
    return 1;
  }
  const home = options.value('h') ?? '.';
  const root = home.startsWith('/') ? home : `${process.cwd.replace(/\/$/, '')}/${home}`;
  const directory = process.files.stat(root);
  if (failed(directory) || directory.kind !== 'directory') {
    const why = failed(directory) ? strerror(directory.errno) : 'Not a directory';
    yield* warn(process, `httpd: can't change directory to '${home}': ${why}\n`);
    return 1;
  }
  const where = options.value('p') ?? '80';
  const colon = where.lastIndexOf(':');
  const listener = process.network.listen(Number(where.slice(colon + 1)), colon < 0 ? '::' : where.slice(0, colon));
  if (typeof listener === 'string') {
    yield* warn(process, `httpd: bind: ${listener === 'EADDRINUSE' && hasMusl(process.files) ? 'Address in use' : strerror(listener)}\n`); // prettier-ignore
    return 1;
  }
  const verbose = options.given.filter(({ name }) => name === 'v').length;
  if (options.has('f')) return yield* serve(process, listener, root, verbose);
  listener.close();
  const child = yield* process.fork(
    function* (own) {
      const again = own.network.listen(listener.local.port, listener.local.address);
      return typeof again === 'string' ? 1 : yield* serve(own, again, root, 0);
    },
    { group: 'new' },
  );
  return typeof child === 'string' ? 1 : 0;
}

function* serve(process: Process, listener: Listener, root: string, verbose: number): Task<number> {
  process.useMemory(900_000);
  for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept())
    yield* spawn('httpd', converse(process, connection, root, verbose));
  return 0;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

const pages: Readonly<Record<number, readonly [title: string, text: string]>> = {
  302: ['Found', ''],
  400: ['Bad Request', 'Unsupported method'],
  403: ['Forbidden', ''],
  404: ['Not Found', 'The requested URL was not found'],
  501: ['Not Implemented', 'The requested method is not recognized'],
};

function page(status: number, fields: Answer['fields'] = []): Answer {
  const [title = '', text = ''] = pages[status] ?? [];
  const html = `<HTML><HEAD><TITLE>${status} ${title}</TITLE></HEAD>\n<BODY><H1>${status} ${title}</H1>\n${text}\n</BODY></HTML>\n`;
  return { status, type: 'text/html', fields, body: text === '' ? new Uint8Array(0) : new TextEncoder().encode(html) };
}

const reasons: Readonly<Record<number, string>> = { 200: 'OK', 206: 'Partial Content' };

function* converse(process: Process, connection: Connection, root: string, verbose: number): Task {
  const { address, port } = connection.remote;
  const who = `[${address.includes(':') ? address : `::ffff:${address}`}]:${port}`;
  const reader = new MessageReader(connection);
  try {
    const head = yield* reader.request();
    if (head === 'ended') return;
    const framing = head === 'malformed' ? 'malformed' : requestFraming(head);
    if (head !== 'malformed' && framing !== 'malformed') yield* reader.wholeBody(framing);
    if (head !== 'malformed' && verbose > 1) yield* warn(process, `${who}: url:${head.target}\n`);
    yield* process.compute(0.2);
    const answer = head === 'malformed' ? page(400) : find(process, root, head);
    if (verbose > 0) yield* warn(process, `${who}: response:${answer.status}\n`);
    const headers = new Headers({ Date: httpDate(process.machine.kernel.clock), Connection: 'close' });
    headers.add('Content-type', answer.type);
    for (const [name, value] of answer.fields) headers.add(name, value);
    const reason = reasons[answer.status] ?? pages[answer.status]?.[0] ?? '';
    const start = formatResponse({ version: '1.1', status: answer.status, reason, headers });
    const bare = head !== 'malformed' && head.method === 'HEAD';
    yield* connection.write(concatenate([new TextEncoder().encode(start), bare ? new Uint8Array(0) : answer.body]));
  } finally {
    connection.close();
  }
}

function find(process: Process, root: string, { method, target, headers }: RequestHead): Answer {
  if (method !== 'GET' && method !== 'HEAD') return page(501);
  const path = decodePercent(target.split('?')[0] ?? '');
  if (!path.startsWith('/') || path.split('/').includes('..')) return page(400);
  if (path.startsWith('/cgi-bin/')) return { ...page(501), body: new TextEncoder().encode('not simulated: cgi-bin\n') };
  const full = `${root}${path}`;
  const stat = process.files.stat(full);
  if (!failed(stat) && stat.kind === 'directory' && !path.endsWith('/')) return page(302, [['Location', `${path}/`]]);
  const file = path.endsWith('/') ? `${full}index.html` : full;
  const found = process.files.stat(file);
  const bytes = failed(found) || found.kind !== 'file' ? undefined : process.files.readFile(file);
  if (failed(found) || bytes === undefined || failed(bytes)) return page(404);
  const extension = /\.([^./]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  const range = /^bytes=(\d+)-(\d*)$/.exec(headers.get('range') ?? '');
  const start = Number(range?.[1] ?? 0);
  // Without an end, or with 0 for it, a range goes to the end of the file.
  const stop = Math.min(Number(range?.[2] ?? 0) || bytes.length - 1, bytes.length - 1);
  const part = range ? bytes.subarray(start, stop + 1) : bytes;
  const seconds = Math.floor(found.mtime / 1000);
  return {
    status: range ? 206 : 200,
    type: mediaTypes.get(extension) ?? 'application/octet-stream',
    fields: [
      ...(range ? [['Content-Range', `bytes ${start}-${stop}/${bytes.length}`] as const] : []),
      ['Accept-Ranges', 'bytes'],
      ['Last-Modified', httpDate(seconds * 1000)],
      ['ETag', `"${seconds.toString(16)}-${bytes.length.toString(16)}"`],
      ['Content-Length', String(part.length)],
    ],
    body: part,
  };
}

const usage = `Usage: httpd [-ifv[v]] [-c CONFFILE] [-p [IP:]PORT] [-u USER[:GRP]] [-r REALM] [-h HOME]
or httpd -d/-e/-m STRING

Listen for incoming HTTP requests

	-i		Inetd mode
	-f		Run in foreground
	-v[v]		Verbose
	-p [IP:]PORT	Bind to IP:PORT (default *:80)
	-u USER[:GRP]	Set uid/gid after binding to port
	-r REALM	Authentication Realm for Basic Authentication
	-h HOME		Home directory (default .)
	-c FILE		Configuration file (default {/etc,HOME}/httpd.conf)
	-m STRING	MD5 crypt STRING
	-e STRING	HTML encode STRING
	-d STRING	URL decode STRING
`;
