// ping: echo requests one after the other, and the figures at the end; in iputils' words and in busybox's.
import { race, sleep, type Task } from '../../kernel/task.ts';
import { Latch } from '../../kernel/trigger.ts';
import type { Process, Program } from '../contract.ts';
import { routeFor } from './net/ip-route.ts';

interface PingOptions {
  readonly host: string;
  readonly count: number;
  /** ms between requests. */
  readonly interval: number;
  /** ms to wait for a reply. */
  readonly wait: number;
  /** ms until it ends, whatever came. */
  readonly deadline: number;
  readonly size: number;
  readonly quiet: boolean;
  readonly family: 'any' | 'inet' | 'inet6';
}

/** What a flavour prints. */
interface Words {
  readonly usage: string;
  readonly unknown: (host: string) => string;
  readonly unreachable: (host: string) => string;
  readonly head: (host: string, address: string, size: number) => string;
  readonly reply: (address: string, size: number, sequence: number, ms: number, host: string) => string;
  readonly tail: (
    host: string,
    sent: number,
    received: number,
    elapsed: number,
    trips: readonly number[],
    errors: number,
  ) => string;
  /** What is told when nobody has the address; undefined: nothing. */
  readonly noHost?: (own: string, sequence: number) => string;
  readonly failed: { readonly unknown: number; readonly usage: number };
  /** Whether it works with raw sockets only (iputils has others). */
  readonly needsRaw: boolean;
  /** Number of the first request. */
  readonly first: number;
}

const usualSize = 56;
const timeToLive = 64;

function start(words: Words): Program {
  return function* (process) {
    const options = parse(process.argv.slice(1));
    if (!options) {
      yield* print(process, 2, words.usage);
      return words.failed.usage;
    }
    const { host } = options;
    const addresses = yield* process.network.resolve(host, process.files);
    const address = typeof addresses === 'string' ? undefined : choose(process, addresses, options.family);
    if (address === undefined) {
      yield* print(process, 2, words.unknown(host));
      return words.failed.unknown;
    }
    return yield* run(process, options, address, words);
  };
}

/** The address to ask: of IPv6 where that leads anywhere (RFC 6724), unless a family was named. */
function choose({ network }: Process, addresses: readonly string[], family: PingOptions['family']): string | undefined {
  const v4 = addresses.find((address) => !address.includes(':'));
  const v6 = addresses.find((address) => address.includes(':'));
  if (family === 'inet') return v4;
  if (family === 'inet6') return v6;
  return network.routes6.length > 0 ? (v6 ?? v4) : (v4 ?? v6);
}

function* run(process: Process, options: PingOptions, address: string, words: Words): Task<number> {
  const { host, size } = options;
  const { kernel } = process.machine;
  const begin = kernel.now;
  const trips: number[] = [];
  let sent = 0;
  let errors = 0;
  yield* print(process, 1, words.head(host, address, size));
  if (words.needsRaw && !process.credentials.capabilities.has('CAP_NET_RAW')) {
    yield* print(process, 2, 'ping: permission denied (are you root?)\n');
    return 1;
  }
  const interrupted = new Latch<'done'>();
  process.handle('INT', () => {
    interrupted.open('done');
  });
  const requests = function* (): Task<'done' | 'unreachable'> {
    while (sent < options.count && kernel.now - begin < options.deadline) {
      if (sent > 0) yield* sleep(options.interval);
      const sequence = words.first + sent;
      sent++;
      const trip = yield* process.network.ping(address);
      if (typeof trip === 'number') {
        trips.push(trip);
        if (!options.quiet) yield* print(process, 1, words.reply(address, size, sequence, trip, host));
      } else if (trip !== 'timeout' && trip !== 'EHOSTUNREACH') return 'unreachable';
      else if (trip === 'EHOSTUNREACH' && words.noHost) {
        errors++;
        const own = routeFor(process.network.routes, address)?.source ?? address;
        yield* print(process, 1, words.noHost(own, sequence));
      } else if (sent === options.count) yield* sleep(Math.min(options.wait, options.deadline));
    }
    return 'done';
  };
  if ((yield* race<'done' | 'unreachable'>([requests(), interrupted.wait()])) === 'unreachable') {
    yield* print(process, 2, words.unreachable(address));
    return words.failed.usage;
  }
  yield* print(process, 1, words.tail(host, sent, trips.length, kernel.now - begin, trips, errors));
  return trips.length > 0 ? 0 : 1;
}

function parse(args: readonly string[]): PingOptions | undefined {
  let host: string | undefined;
  const numbers = { c: Infinity, i: 1, W: 10, w: Infinity, s: usualSize, t: timeToLive, l: 1, m: 0 };
  let quiet = false;
  let family: PingOptions['family'] = 'any';
  const rest = [...args];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (!argument.startsWith('-') || argument === '-') {
      host = argument;
      continue;
    }
    const letter = argument.charAt(1);
    if (letter === 'q') quiet = true;
    else if (argument === '-4') family = 'inet';
    else if (argument === '-6') family = 'inet6';
    // What these ask for (numeric output, time stamps, an audible bell) changes nothing of what the figures say.
    else if (/^-[n4OUabdLrRvA]+$/.test(argument)) continue;
    else if (/^-[IMpQS]/.test(argument)) {
      if (argument.length === 2) rest.shift();
    } else if (letter in numbers) {
      const value = Number(argument.slice(2) || rest.shift());
      if (Number.isNaN(value)) return undefined;
      numbers[letter as keyof typeof numbers] = value;
    } else return undefined;
  }
  if (host === undefined) return undefined;
  const { c, i, W, w, s } = numbers;
  return { host, count: c, interval: i * 1000, wait: W * 1000, deadline: w * 1000, size: s, quiet, family };
}

const average = (trips: readonly number[]): number => trips.reduce((sum, trip) => sum + trip, 0) / trips.length;

const loss = (sent: number, received: number): string =>
  String(sent > 0 ? Math.floor(((sent - received) * 100) / sent) : 0);

const figures = (trips: readonly number[]): string =>
  [Math.min(...trips), average(trips), Math.max(...trips)].map((trip) => trip.toFixed(3)).join('/');

const significant = (ms: number): string => (ms < 1 ? ms.toFixed(3) : ms < 10 ? ms.toFixed(2) : ms.toFixed(1));

/** iputils' `ping`. */
export const ping: Program = start({
  usage: 'ping: usage error: Destination address required\n',
  unknown: (host) =>
    `ping: ${host}: ${host.includes('.') ? 'Name or service not known' : 'Temporary failure in name resolution'}\n`,
  unreachable: () => 'ping: connect: Network is unreachable\n',
  head: (host, address, size) =>
    address.includes(':')
      ? `PING ${host}(${host === address ? address : `${host} (${address})`}) ${size} data bytes\n`
      : `PING ${host} (${address}) ${size}(${size + 28}) bytes of data.\n`,
  reply: (address, size, sequence, ms, host) =>
    `${size + 8} bytes from ${host === address ? address : `${host} (${address})`}: icmp_seq=${sequence} ttl=${timeToLive} time=${significant(ms)} ms\n`,
  noHost: (own, sequence) =>
    `From ${own} icmp_seq=${sequence} Destination ${own.includes(':') ? 'unreachable: Address unreachable' : 'Host Unreachable'}\n`,
  tail: (host, sent, received, elapsed, trips, errors) => {
    const mean = average(trips);
    const deviation = Math.sqrt(average(trips.map((trip) => (trip - mean) ** 2)));
    const times = trips.length > 0 ? `rtt min/avg/max/mdev = ${figures(trips)}/${deviation.toFixed(3)} ms\n` : '\n';
    return `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${received} received, ${errors > 0 ? `+${errors} errors, ` : ''}${loss(sent, received)}% packet loss, time ${Math.floor(elapsed)}ms\n${times}`;
  },
  failed: { unknown: 2, usage: 2 },
  needsRaw: false,
  first: 1,
});

/** busybox's `ping` applet. */
export const busyboxPing: Program = start({
  usage:
    'Usage: ping [OPTIONS] HOST\n\nSend ICMP ECHO_REQUESTs to HOST\n\n\t-4,-6\t\tForce IP or IPv6 name resolution\n\t-c CNT\t\tSend only CNT pings\n\t-s SIZE\t\tSend SIZE data bytes in packets (default 56)\n\t-i SECS\t\tInterval\n\t-W SEC\t\tSeconds to wait for the first response (default 10)\n\t-w SEC\t\tSeconds until ping exits (default:infinite)\n\t-q\t\tQuiet, only display output at start/finish\n',
  unknown: (host) => `ping: bad address '${host}'\n`,
  unreachable: () => 'ping: sendto: Network unreachable\n',
  head: (host, address, size) => `PING ${host} (${address}): ${size} data bytes\n`,
  reply: (address, size, sequence, ms) =>
    `${size + 8} bytes from ${address}: seq=${sequence} ttl=${timeToLive} time=${ms.toFixed(3)} ms\n`,
  tail: (host, sent, received, _elapsed, trips) =>
    `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${received} packets received, ${loss(sent, received)}% packet loss\n${trips.length > 0 ? `round-trip min/avg/max = ${figures(trips)} ms\n` : ''}`,
  failed: { unknown: 1, usage: 1 },
  needsRaw: true,
  first: 0,
});

function* print(process: Process, number: 1 | 2, text: string): Task {
  yield* process.descriptors.get(number)?.write(new TextEncoder().encode(text)) ?? [];
}
