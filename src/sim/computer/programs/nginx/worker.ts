// A worker process: accepts connections, answers request after request on each, writes the access log.
import { sleep, spawn, type Task } from '../../../kernel/task.ts';
import { Trigger } from '../../../kernel/trigger.ts';
import type { Connection, Descriptor, Listener, Process } from '../../contract.ts';
import { within } from '../../http/client.ts';
import { Headers } from '../../http/headers.ts';
import { formatResponse, httpDate, keepsAlive, reasons, requestFraming, type RequestHead } from '../../http/message.ts';
import { concatenate, MessageReader } from '../../http/message-reader.ts';
import { parseTime } from './config/scope.ts';
import { compile } from './config/expression.ts';
import type { Server, Site } from './config/site.ts';
import type { ErrorLog } from './error-log.ts';
import { accessLine, combined, handle, normalise, type Counters, type Service } from './handle.ts';
import { remember, type Exchange } from './request.ts';
import { ownPage, serverName, type Reply } from './reply.ts';
import { chooseServer } from './route.ts';
import type { Upstreams } from './upstreams.ts';

const memory = 3_400_000;

/** CPU time (ms) that a request takes. */
const requestCost = 0.15;

/** What the master hands to its workers. */
export interface Setup {
  readonly site: Site;
  readonly listeners: readonly Listener[];
  readonly upstreams: Upstreams;
  readonly errorLog: ErrorLog;
  /** Open access logs by path. */
  readonly accessLogs: ReadonlyMap<string, Descriptor>;
  readonly counters: Counters;
  /** Serial number of the next connection. */
  readonly serial: { next: number };
}

/** Works until QUIT (then it ends when what it has begun is answered) or TERM. */
export function* work(process: Process, setup: Setup): Task<number> {
  process.useMemory(memory);
  process.setTitle(['nginx: worker process']);
  const told = new Trigger();
  const done = new Trigger();
  let order = 'work' as 'work' | 'finish' | 'stop';
  const obey = (next: 'finish' | 'stop') => (): void => {
    order = next;
    told.fire();
    done.fire();
  };
  process.handle('QUIT', obey('finish'));
  process.handle('TERM', obey('stop'));
  process.handle('INT', obey('stop'));
  for (const signal of ['HUP', 'USR1', 'USR2', 'WINCH'] as const) process.handle(signal, 'ignore');
  const busy = new Set<object>();
  const accepting = [];
  for (const listener of setup.listeners)
    accepting.push(yield* spawn('accept', accept(process, listener, setup, busy, done)));
  while (order === 'work') yield* told.next();
  for (const task of accepting) task.cancel();
  if (orderIs(order, 'finish')) {
    yield* setup.errorLog.write(process, 'notice', 'gracefully shutting down');
    while (busy.size > 0 && orderIs(order, 'finish')) yield* done.next();
  }
  yield* setup.errorLog.write(process, 'notice', 'exiting');
  yield* setup.errorLog.write(process, 'notice', 'exit');
  return 0;
}

// The compiler does not know that a signal handler changes the order.
const orderIs = (order: string, wanted: string): boolean => order === wanted;

function* accept(process: Process, listener: Listener, setup: Setup, busy: Set<object>, done: Trigger): Task {
  for (;;) {
    const connection = yield* listener.accept();
    if (!connection) return;
    setup.counters.accepted++;
    yield* spawn('connection', converse(process, connection, setup, busy, done));
  }
}

function* converse(process: Process, connection: Connection, setup: Setup, busy: Set<object>, done: Trigger): Task {
  const serial = setup.serial.next++;
  const reader = new MessageReader(connection);
  setup.counters.active++;
  try {
    for (let idle = 60_000; ;) {
      const head = yield* within(idle, reader.request());
      if (head === 'timeout' || head === 'ended') return;
      busy.add(connection);
      const server = setup.site.servers[0];
      const known = head === 'malformed' ? undefined : chooseServer(setup.site, connection.local, head);
      const exchange = begin(process, connection, serial, head === 'malformed' ? badRequest : head, known ?? server);
      if (!exchange) return;
      const alive = yield* respond(exchange, reader, setup, head === 'malformed');
      busy.delete(connection);
      done.fire();
      const timeout = parseTime(exchange.scope.value('keepalive_timeout') ?? '75s') ?? 75_000;
      if (!alive || timeout === 0) return;
      idle = timeout;
    }
  } finally {
    setup.counters.active--;
    busy.delete(connection);
    done.fire();
    connection.close();
  }
}

/** Whether a name may stand in `Host`. */
const isHost = (name: string): boolean => !/\.\.|[/\s]|^\./.test(name);

const badRequest: RequestHead = { method: '', target: '', version: '1.1', headers: new Headers() };

function begin(
  process: Process,
  connection: Connection,
  serial: number,
  head: RequestHead,
  server: Server | undefined,
): Exchange | undefined {
  if (!server) return undefined;
  const named = new Map<string, string>();
  nameGroups(server, head, named);
  return {
    process, connection, head, body: new Uint8Array(0), server, scope: server.scope, uri: '/', args: '', captures: [],
    named, serial, status: 0, sent: 0, startedAt: process.machine.kernel.clock, upstream: '', upstreamStatus: '',
  }; // prettier-ignore
}

/** A name of a server that is an expression gives its groups to the request. */
function nameGroups(server: Server, head: RequestHead, named: Map<string, string>): void {
  const host = (head.headers.get('host') ?? '').replace(/:\d+$/, '').toLowerCase();
  for (const name of server.names) {
    const match = name.startsWith('~') ? compile(name.slice(1))?.exec(host) : null;
    if (match) remember({ named }, match);
  }
}

/** Answers one request; true when the connection stays open. */
function* respond(first: Exchange, reader: MessageReader, setup: Setup, malformed: boolean): Task<boolean> {
  const { process, connection, head } = first;
  setup.counters.requests++;
  const service: Service = {
    site: setup.site,
    upstreams: setup.upstreams,
    counters: setup.counters,
    log: (exchange, text) => logError(exchange, setup.errorLog, text),
  };
  const path = normalise(head.target);
  const framing = requestFraming(head);
  const host = head.headers.get('host');
  const hostless = head.version === '1.1' && host === undefined;
  const bad = malformed || hostless || (host !== undefined && !isHost(host)) || !path || framing === 'malformed';
  let exchange: Exchange;
  let answer: Reply;
  if (bad) {
    exchange = first;
    answer = ownPage(exchange, 400);
  } else {
    const body = yield* reader.wholeBody(framing);
    exchange = { ...first, body, uri: path.uri, args: path.args };
    yield* process.compute(requestCost);
    answer = yield* handle(exchange, service);
  }
  exchange.status = answer.status;
  if (answer.status === 444) return false;
  const alive = !bad && keepsAlive(head) && !exchange.named.has('\0close');
  const bare = head.method === 'HEAD';
  const body = isChunked(exchange, answer) ? inChunks(answer.body) : answer.body;
  exchange.sent = bare ? 0 : body.length;
  yield* connection.write(new TextEncoder().encode(headText(exchange, answer, alive)));
  if (!bare && body.length > 0) yield* connection.write(body);
  yield* logAccess(exchange, setup);
  yield* sleep(0);
  return alive;
}

const isChunked = ({ head }: Exchange, { chunked }: Reply): boolean =>
  chunked === true && head.version === '1.1' && head.method !== 'HEAD';

function inChunks(body: Uint8Array): Uint8Array {
  const encoder = new TextEncoder();
  if (body.length === 0) return encoder.encode('0\r\n\r\n');
  return concatenate([encoder.encode(`${body.length.toString(16)}\r\n`), body, encoder.encode('\r\n0\r\n\r\n')]);
}

function headText(exchange: Exchange, answer: Reply, alive: boolean): string {
  const { status } = answer;
  const headers = new Headers({ Server: serverName(exchange), Date: httpDate(exchange.process.machine.kernel.clock) });
  if (answer.type !== undefined) headers.add('Content-Type', answer.type);
  if (isChunked(exchange, answer)) headers.add('Transfer-Encoding', 'chunked');
  else if (status !== 304 && status !== 204 && !answer.chunked)
    headers.add('Content-Length', answer.length ?? String(answer.body.length));
  for (const [name, value] of answer.early) headers.add(name, value);
  headers.add('Connection', alive ? 'keep-alive' : 'close');
  for (const [name, value] of answer.late) headers.add(name, value);
  return formatResponse({ version: '1.1', status, reason: answer.reason ?? reasons[status] ?? '', headers });
}

function* logError(exchange: Exchange, log: ErrorLog, text: string): Task {
  const { process, head, connection, serial, server } = exchange;
  const [message = '', upstream] = text.split('|');
  const host = head.headers.get('host');
  const context = [
    `client: ${connection.remote.address}`,
    `server: ${server.names[0] ?? ''}`,
    `request: "${head.method} ${head.target} HTTP/${head.version}"`,
    ...(upstream ? [`upstream: "${upstream}"`] : []),
    ...(host ? [`host: "${host}"`] : []),
  ].join(', ');
  yield* log.write(process, 'error', `*${serial} ${message}, ${context}`);
}

function* logAccess(exchange: Exchange, setup: Setup): Task {
  for (const { args } of exchange.scope.all('access_log')) {
    const [path = '', name = 'combined'] = args;
    if (path === 'off') continue;
    const format = exchange.scope.all('log_format').find(({ args: [known] }) => known === name);
    const parts = format?.args.slice(1).filter((part) => !part.startsWith('escape=')) ?? [];
    const escape = format?.args.find((part) => part.startsWith('escape='))?.slice(7);
    const line = accessLine(exchange, parts.length > 0 ? parts.join('') : combined, escape);
    const output = setup.accessLogs.get(path);
    if (output) yield* output.write(new TextEncoder().encode(`${line}\n`));
  }
}
