// nats-server(1): its text protocol with subjects and wildcards, and its monitoring port. Streams (JetStream) are not simulated.
import { spawn, type Task } from '../../../kernel/task.ts';
import type { Connection, Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { concatenate } from '../../http/message-reader.ts';
import { warn } from '../../programs/net/say.ts';
import { goLogTime, type GoRequest, type GoResponse } from '../go-http.ts';
import {
  hexOf,
  isoTime,
  json,
  onStop,
  openPorts,
  page,
  pathOf,
  plain,
  serveSites,
  textOf,
  unsimulated,
} from './site.ts';

const version = '2.12.1';

interface Subscription {
  readonly client: Client;
  readonly subject: string;
  readonly queue: string | undefined;
  readonly sid: string;
}

interface Client {
  readonly connection: Connection;
  readonly id: number;
}

/** What all clients of a server share. */
interface Broker {
  readonly subscriptions: Set<Subscription>;
  readonly clients: Set<Client>;
  connected: number;
  messages: number;
  turn: number;
}

/** `nats-server` */
export const natsServer: Program = function* (process) {
  const words = process.argv.slice(1);
  const log = (text: string, level = 'INF'): Task =>
    warn(
      process,
      `[${process.pid}] ${goLogTime(process.machine.kernel.clock)}.${isoTime(process).slice(20, 23)}000 [${level}] ${text}\n`,
    );
  const option = (...names: readonly string[]): string | undefined => {
    const at = words.findIndex((word) => names.includes(word.replace(/=.*$/, '')));
    return at < 0 ? undefined : (/=(.*)$/.exec(words[at] ?? '')?.[1] ?? words[at + 1]);
  };
  const file = option('-c', '--config', '-config');
  const config =
    file === undefined
      ? ''
      : textOf(process, file.startsWith('/') ? file : `${process.cwd.replace(/\/$/, '')}/${file}`);
  if (config === undefined) {
    yield* warn(process, `nats-server: open ${file ?? ''}: no such file or directory\n`);
    return 1;
  }
  const configured = (name: string): string | undefined =>
    new RegExp(`^\\s*${name}\\s*[:=]\\s*(\\S+)`, 'm').exec(config)?.[1];
  const port = Number(option('-p', '--port') ?? configured('port') ?? 4222);
  const monitor = Number(option('-m', '--http_port') ?? configured('monitor_port') ?? configured('http') ?? 0);
  const id = `N${hexOf(process.hostname, 55).toUpperCase()}`;
  yield* log('Starting nats-server');
  yield* log(`  Version:  ${version}`);
  yield* log('  Git:      [not simulated]');
  yield* log(`  Name:     ${id}`);
  if (words.includes('-js') || words.includes('--jetstream'))
    yield* warn(process, 'drydock: nats-server: not simulated: JetStream\n');
  const broker: Broker = { subscriptions: new Set(), clients: new Set(), connected: 0, messages: 0, turn: 0 };
  const sites =
    monitor > 0 ? [{ port: monitor, handle: (request: GoRequest) => watch(process, request, broker, id) }] : [];
  const listeners = openPorts(process, sites);
  const listener = process.network.listen(port, '::');
  if (typeof listener === 'string' || 'errno' in listeners) {
    const taken =
      typeof listener === 'string' ? { port, errno: listener } : { port: monitor, errno: 'EADDRINUSE' as const };
    yield* log(
      `Error listening on port: 0.0.0.0:${taken.port}, "listen tcp 0.0.0.0:${taken.port}: bind: ${strerror(taken.errno).toLowerCase()}"`,
      'FTL',
    );
    return 1;
  }
  process.useMemory(11_000_000);
  if (monitor > 0) yield* log(`Starting http monitor on 0.0.0.0:${monitor}`);
  yield* log(`Listening for client connections on 0.0.0.0:${port}`);
  yield* log('Server is ready');
  onStop(
    process,
    0,
    () =>
      `[${process.pid}] ${goLogTime(process.machine.kernel.clock)}.${isoTime(process).slice(20, 23)}000 [INF] Initiating Shutdown...\n`,
    2,
  );
  if (monitor > 0) yield* spawn('monitor', serveSites(process, sites, listeners));
  for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept()) {
    const client = { connection, id: ++broker.connected };
    broker.clients.add(client);
    yield* spawn('nats client', converse(client, broker, { id, port, hostname: process.hostname }));
  }
  return 0;
};

const send = (client: Client, text: string): Task<unknown> => client.connection.write(new TextEncoder().encode(text));

function* converse(
  client: Client,
  broker: Broker,
  server: { readonly id: string; readonly port: number; readonly hostname: string },
): Task {
  const info = {
    server_id: server.id,
    server_name: server.id,
    version,
    proto: 1,
    host: '0.0.0.0',
    port: server.port,
    headers: true,
    max_payload: 1_048_576,
    client_id: client.id,
    client_ip: client.connection.remote.address,
  };
  yield* send(client, `INFO ${JSON.stringify(info)}\r\n`);
  let buffer: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  let verbose = true;
  try {
    for (;;) {
      const bytes = yield* client.connection.read();
      if (!bytes) return;
      buffer = concatenate([buffer, bytes]);
      for (let end = buffer.indexOf(10); end >= 0; end = buffer.indexOf(10)) {
        const line = new TextDecoder().decode(buffer.subarray(0, end)).replace(/\r$/, '');
        const [verb = '', ...words] = line.split(/\s+/);
        const size = /^pub$/i.test(verb) ? Number(words.at(-1)) : 0;
        // A message's payload has not come yet.
        if (size > 0 && buffer.length < end + 1 + size) break;
        let payload = buffer.slice(end + 1, end + 1 + size);
        buffer = buffer.slice(end + 1 + size);
        if (/^pub$/i.test(verb)) {
          buffer = buffer.slice(buffer[0] === 13 ? 2 : buffer[0] === 10 ? 1 : 0);
          if (!Number.isInteger(size) || size < 0) payload = new Uint8Array(0);
        }
        const answer = yield* obey(client, broker, verb.toUpperCase(), words, payload);
        if (verb.toUpperCase() === 'CONNECT') verbose = /"verbose"\s*:\s*true/.test(line);
        if (answer === 'ok' && verbose) yield* send(client, '+OK\r\n');
        else if (answer !== 'ok') yield* send(client, answer);
        if (answer.startsWith('-ERR')) return;
      }
    }
  } finally {
    broker.clients.delete(client);
    for (const subscription of broker.subscriptions)
      if (subscription.client === client) broker.subscriptions.delete(subscription);
    client.connection.close();
  }
}

function* obey(
  client: Client,
  broker: Broker,
  verb: string,
  words: readonly string[],
  payload: Uint8Array,
): Task<string> {
  switch (verb) {
    case '':
    case 'CONNECT':
    case 'PONG':
      return verb === 'PONG' ? '' : 'ok';
    case 'PING':
      return 'PONG\r\n';
    case 'SUB': {
      const [subject = '', second = '', third] = words;
      broker.subscriptions.add({
        client,
        subject,
        queue: third === undefined ? undefined : second,
        sid: third ?? second,
      });
      return 'ok';
    }
    case 'UNSUB':
      for (const subscription of broker.subscriptions)
        if (subscription.client === client && subscription.sid === words[0]) broker.subscriptions.delete(subscription);
      return 'ok';
    case 'PUB': {
      const [subject = '', reply] = words.length > 2 ? words : [words[0]];
      broker.messages++;
      for (const { client: to, sid } of receivers(broker, subject)) {
        const head = new TextEncoder().encode(
          `MSG ${subject} ${sid} ${reply === undefined ? '' : `${reply} `}${payload.length}\r\n`,
        );
        yield* to.connection.write(concatenate([head, payload, new TextEncoder().encode('\r\n')]));
      }
      return 'ok';
    }
    default:
      return "-ERR 'Unknown Protocol Operation'\r\n";
  }
}

/** Who gets a message: every plain subscription, and one of each queue in turn. */
function receivers(broker: Broker, subject: string): readonly Subscription[] {
  const fitting = [...broker.subscriptions].filter((subscription) => fits(subscription.subject, subject));
  const queues = new Map<string, Subscription[]>();
  for (const one of fitting)
    if (one.queue !== undefined) queues.set(one.queue, [...(queues.get(one.queue) ?? []), one]);
  const turn = broker.turn++;
  const chosen = [...queues.values()].flatMap((members) => members[turn % members.length] ?? []);
  return [...fitting.filter(({ queue }) => queue === undefined), ...chosen];
}

/** Subjects: `*` stands for one word, `>` for the rest. */
function fits(pattern: string, subject: string): boolean {
  const [wanted, given] = [pattern.split('.'), subject.split('.')];
  for (const [at, word] of wanted.entries()) {
    if (word === '>') return given.length > at;
    if (given[at] === undefined || (word !== '*' && word !== given[at])) return false;
  }
  return wanted.length === given.length;
}

function* watch(process: Process, request: GoRequest, broker: Broker, id: string): Task<GoResponse> {
  const path = pathOf(request);
  const server = {
    server_id: id,
    server_name: id,
    version,
    host: '0.0.0.0',
    connections: broker.clients.size,
    total_connections: broker.connected,
    subscriptions: broker.subscriptions.size,
    in_msgs: broker.messages,
    now: isoTime(process),
  };
  if (path === '/varz') return json(server);
  if (path === '/healthz') return json({ status: 'ok' });
  if (path === '/connz')
    return json({
      server_id: id,
      num_connections: broker.clients.size,
      connections: [...broker.clients].map(({ id: cid, connection }) => ({
        cid,
        ip: connection.remote.address,
        port: connection.remote.port,
      })),
    });
  if (path === '/')
    return page(
      'NATS',
      `<h1>NATS</h1>\n<ul>\n<li><a href="/varz">General</a></li>\n<li><a href="/connz">Connections</a></li>\n<li><a href="/healthz">Health Probe</a></li>\n</ul>`,
    );
  return path.endsWith('z') ? unsimulated(path) : plain('404 page not found\n', 404);
}
