// A child of httpd: accepts connections and answers request after request on each.
import { spawn, type Task } from '../../../kernel/task.ts';
import { Trigger } from '../../../kernel/trigger.ts';
import type { Connection, Descriptor, Listener, Process } from '../../contract.ts';
import { within } from '../../http/client.ts';
import { Headers } from '../../http/headers.ts';
import { formatResponse, httpDate, keepsAlive, requestFraming, type RequestHead } from '../../http/message.ts';
import { MessageReader } from '../../http/message-reader.ts';
import { normalise } from '../../programs/nginx/handle.ts';
import { answer, badRequest, reasonOf, signed, type Answer, type Asked } from './answer.ts';
import { accessLine, logError, usualFormats } from './log.ts';
import type { Host, Site } from './site.ts';

const memory = 6_100_000;

/** CPU time (ms) of a request, and how long (ms) a connection is kept open for the next. */
const requestCost = 0.2;
const keepAlive = 5000;

/** What the parent hands to its children. */
export interface Setup {
  readonly site: Site;
  readonly listeners: readonly Listener[];
  readonly errors: Descriptor | undefined;
  readonly logs: ReadonlyMap<string, Descriptor>;
  /** Who it says that it is: Apache/2.4.65 (Debian). */
  readonly server: string;
}

/** Works until it is told to end. */
export function* work(process: Process, setup: Setup): Task<number> {
  process.useMemory(memory);
  const told = new Trigger();
  process.handle('TERM', () => {
    told.fire();
  });
  for (const signal of ['HUP', 'USR1', 'WINCH', 'INT'] as const) process.handle(signal, 'ignore');
  const accepting = [];
  for (const listener of setup.listeners) accepting.push(yield* spawn('accept', accept(process, listener, setup)));
  yield* told.next();
  for (const task of accepting) task.cancel();
  return 0;
}

function* accept(process: Process, listener: Listener, setup: Setup): Task {
  for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept())
    yield* spawn('connection', converse(process, connection, setup));
}

function* converse(process: Process, connection: Connection, setup: Setup): Task {
  const reader = new MessageReader(connection);
  try {
    for (let idle = 60_000; ; idle = keepAlive) {
      const head = yield* within(idle, reader.request());
      if (head === 'timeout' || head === 'ended') return;
      if (!(yield* respond(process, connection, reader, setup, head === 'malformed' ? undefined : head))) return;
    }
  } finally {
    connection.close();
  }
}

/** The host that a request is for: the first of its port that has the name, else the first of its port, else the main one. */
function hostFor(site: Site, port: number, name: string): Host {
  const fitting = site.hosts.filter((host) => host.port === undefined || host.port === port);
  const bare = name.replace(/:\d+$/, '').toLowerCase();
  const named = fitting.find((host) =>
    [host.name?.replace(/:\d+$/, ''), ...host.aliases].some((each) => matches(each, bare)),
  );
  return named ?? fitting[0] ?? site.main;
}

const matches = (pattern: string | undefined, name: string): boolean =>
  pattern !== undefined &&
  new RegExp(
    `^${pattern
      .toLowerCase()
      .replace(/[.+^$()|[\]{}\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(name);

function* respond(
  process: Process,
  connection: Connection,
  reader: MessageReader,
  setup: Setup,
  head: RequestHead | undefined,
): Task<boolean> {
  const { kernel } = process.machine;
  const began = kernel.clock;
  const { site } = setup;
  const { local, remote } = connection;
  const name = head?.headers.get('host');
  const host = hostFor(site, local.port, name ?? '');
  const log = (module: string, text: string): Task =>
    logError(
      process,
      setup.errors,
      module,
      text.replace(/^(\(\d+\)[^:]*: )?/, `$1[client ${remote.address}:${remote.port}] `),
    );
  const place = head ? normalise(head.target) : undefined;
  const framing = head ? requestFraming(head) : 'malformed';
  const hostless = head?.version === '1.1' && name === undefined;
  let reply: Answer;
  const good = head !== undefined && place !== undefined && framing !== 'malformed' && !hostless;
  if (good) {
    const body = yield* reader.wholeBody(framing);
    yield* process.compute(requestCost);
    const self = name ?? host.name ?? local.address;
    const asked: Asked = {
      process, head, body, host, main: site.main, uri: place.uri, args: place.args, self, log, site, connection,
      variables: new Map<string, string>(), server: setup.server,
    }; // prettier-ignore
    reply = signed(asked, yield* answer(asked));
  } else {
    if (head && !place) yield* log('core:error', `AH10244: invalid URI path (${head.target})`);
    reply = badRequest();
  }
  const alive = good && keepsAlive(head);
  const bare = head?.method === 'HEAD';
  const headers = new Headers({ Date: httpDate(kernel.clock), Server: setup.server });
  const range = 'Content-Range';
  for (const [field, value] of reply.fields) if (field !== range) headers.add(field, value);
  if (reply.status !== 304 && !headers.has('Content-Length')) headers.add('Content-Length', String(reply.body.length));
  for (const [field, value] of reply.fields) if (field === range) headers.add(field, value);
  if (!alive) headers.add('Connection', 'close');
  if (reply.type !== undefined) headers.add('Content-Type', reply.type);
  const start = formatResponse({ version: '1.1', status: reply.status, reason: reasonOf(reply.status), headers });
  yield* connection.write(new TextEncoder().encode(start));
  if (!bare && reply.body.length > 0) yield* connection.write(reply.body);
  const logs = host.customLogs.length > 0 ? host.customLogs : site.main.customLogs;
  for (const [path, format] of logs) {
    const line = accessLine(site.formats.get(format) ?? usualFormats.get(format) ?? format, {
      head, remote: remote.address, host: host.name ?? process.hostname, port: local.port, status: reply.status,
      sent: bare ? 0 : reply.body.length, took: kernel.clock - began, now: began,
      response: new Map([...headers].map(([field, value]) => [field.toLowerCase(), value])),
    }); // prettier-ignore
    const output = setup.logs.get(path);
    if (output) yield* output.write(new TextEncoder().encode(`${line}\n`));
  }
  return alive;
}
