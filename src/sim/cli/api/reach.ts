// The way to the daemon: its socket on this machine, a TCP port with or without TLS, or an ssh session. What is found is an endpoint
// for messages; what is not, the words in which the client says so.
import { isMachineFile } from '../../computer/network/unix-sockets.ts';
import type { Connection as Wire, Process } from '../../computer/contract.ts';
import type { Errno } from '../../computer/filesystem/errno.ts';
import { exchange } from '../../computer/http/client.ts';
import { Headers } from '../../computer/http/headers.ts';
import { responseFraming } from '../../computer/http/message.ts';
import { lanLink } from '../../computer/network/lan.ts';
import { shakeAsClient } from '../../computer/tls/handshake.ts';
import type { Link } from '../../kernel/message.ts';
import { load, race, sleep, type Task } from '../../kernel/task.ts';
import type { Host } from './host.ts';
import { isItRunning, type Reached, type Unreached } from './reached.ts';

/** Ms for which the client waits for a connection. */
const dialTimeout = 32_000;

/** A local socket: half a millisecond a way, no limit worth drawing. */
const local: Link = { latency: 0.5, bandwidth: 1e6 };

const loadSsh = async () => (await import('./reach-ssh.ts')).reachBySsh;

/** Finds the way to a daemon. */
export function* reach(process: Process, host: Host): Task<Reached | Unreached> {
  if (host.scheme === 'unix') return atSocket(process, host);
  if (host.scheme === 'ssh') return yield* (yield* load(loadSsh))(process, host);
  if (host.scheme === 'npipe' || host.scheme === 'fd') return { says: `not simulated: ${host.url}` };
  return yield* atPort(process, host);
}

function atSocket(process: Process, { name, url }: Host): Reached | Unreached {
  const denied = process.files.access(name, 2);
  if (denied?.errno === 'EACCES')
    return {
      during: `dial unix ${name}: connect: permission denied`,
      about: `permission denied while trying to connect to the Docker daemon socket at ${url}`,
    };
  const isDaemons = isMachineFile(process, name, '/run/docker.sock');
  return denied || !isDaemons ? isItRunning(url) : { daemon: `daemon:${process.machine.name}`, link: local };
}

function* atPort(process: Process, host: Host): Task<Reached | Unreached> {
  const { network, files } = process;
  const name = host.name.replace(/^\[(.*)\]$/, '$1');
  const found = yield* network.resolve(name, files);
  if (typeof found === 'string') return { during: `dial tcp: lookup ${name} on 127.0.0.53:53: no such host` };
  const address = found.find((each) => !each.includes(':')) ?? found[0] ?? name;
  const connection = yield* race<Wire | Errno>([network.connect(address, host.port), patience()]);
  if (connection === 'ECONNREFUSED' || connection === 'ETIMEDOUT') return isItRunning(host.url);
  if (connection === 'EHOSTUNREACH' || connection === 'ENETUNREACH') {
    const why = connection === 'EHOSTUNREACH' ? 'no route to host' : 'network is unreachable';
    return { during: `dial tcp ${address}:${host.port}: connect: ${why}` };
  }
  if (typeof connection === 'string') return isItRunning(host.url);
  try {
    const link = address.startsWith('127.') ? local : lanLink;
    if (host.tls) {
      const shaken = yield* shakeAsClient(connection, name, host.tls);
      return 'problem' in shaken ? { during: shaken.problem } : { daemon: shaken.service, link };
    }
    if (connection.service !== undefined) return { daemon: connection.service, link };
    return { answer: yield* answerOf(connection, host) };
  } finally {
    connection.close();
  }
}

function* patience(): Task<Errno> {
  yield* sleep(dialTimeout);
  return 'ETIMEDOUT';
}

/** What somebody who is no engine answers to its first request. */
function* answerOf(connection: Wire, { authority, url }: Host): Task<string> {
  const headers = new Headers({ Host: authority, 'User-Agent': 'Docker-Client/28.5.2 (linux)' });
  const answer = yield* exchange(connection, { method: 'GET', target: '/_ping', version: '1.1', headers });
  if ('failure' in answer) return 'EOF';
  const framing = responseFraming(answer.head, 'GET');
  const body = framing === 'malformed' ? undefined : yield* answer.reader.wholeBody(framing);
  const text = new TextDecoder().decode(body).trim();
  return answer.head.status < 400 ? `not simulated: an engine behind ${url}` : text;
}
