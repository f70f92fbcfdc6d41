// traceroute(8): the routers on the way to a host, in the words of Linux's traceroute and of busybox.
import { sleep, type Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import type { NamespaceOfNetworks } from '../../network/namespace.ts';
import { pointerOf, reverseName } from '../../network/reverse-name.ts';
import { stopsTo, type Stop } from '../../network/trace.ts';
import type { Applet, Flavour } from '../flavour.ts';
import { busyboxBanner } from '../flavour.ts';
import { Options, parseOptions } from '../options.ts';
import { say, warn } from './say.ts';

/** ms that a probe waits for an answer, if -w does not say. */
const patience = { gnu: 5000, busybox: 3000 } as const;

/** `traceroute` */
export const traceroute: Applet = function* (process, flavour) {
  const options = parseOptions(process.argv.slice(1), {
    short: flavour === 'gnu' ? '46dFITUnreAf:m:q:w:p:s:i:z:t:' : '46Flnrvf:m:q:w:p:s:i:z:t:',
  });
  const gnu = flavour === 'gnu';
  if (!(options instanceof Options) || options.operands.length === 0) {
    yield* warn(
      process,
      gnu
        ? 'Usage:\n  traceroute [ -46dFITnreAUDV ] [ -f first_ttl ] [ -m max_ttl ] [ -q nqueries ] [ -w wait ] host [ packetlen ]\n'
        : `${busyboxBanner(process.files)}\n\n${busyboxUsage}`,
    );
    return gnu ? 2 : 1;
  }
  const [host = '', size] = options.operands;
  const number = (letter: string, usual: number): number => Number(options.value(letter) ?? usual);
  const found = yield* process.network.resolve(host, process.files);
  const address = typeof found === 'string' ? undefined : found.find((each) => !each.includes(':'));
  if (address === undefined) {
    yield* warn(
      process,
      gnu
        ? `${host}: Name or service not known\nCannot handle "host" cmdline arg \`${host}' on position 1 (argc ${process.argv.length - 1})\n`
        : `traceroute: bad address '${host}'\n`,
    );
    return gnu ? 2 : 1;
  }
  const hops = number('m', 30);
  yield* say(
    process,
    `traceroute to ${host} (${address}), ${hops} hops max, ${size ?? (gnu ? 60 : 46)} byte packets\n`,
  );
  const network = process.network as NamespaceOfNetworks;
  const stops = stopsTo(network, address);
  if (stops === 'unreachable') {
    yield* warn(process, gnu ? 'connect: Network is unreachable\n' : 'traceroute: sendto: Network unreachable\n');
    return 1;
  }
  for (let hop = number('f', 1); hop <= hops; hop++) {
    const stop = stops[Math.min(hop, stops.length) - 1];
    if (!stop) break;
    yield* row(process, flavour, hop, stop, {
      probes: number('q', 3),
      wait: number('w', patience[flavour] / 1000) * 1000,
      numeric: options.has('n'),
    });
    if (stop.kind !== 'silent' && hop >= stops.length) break;
  }
  return 0;
};

function* row(
  process: Process,
  flavour: Flavour,
  hop: number,
  stop: Stop,
  { probes, wait, numeric }: { readonly probes: number; readonly wait: number; readonly numeric: boolean },
): Task {
  yield* say(process, `${String(hop).padStart(2)}  `);
  if (stop.kind === 'silent') {
    for (let probe = 0; probe < probes; probe++) {
      yield* sleep(wait);
      yield* say(process, probe === 0 ? '*' : flavour === 'gnu' ? ' *' : '  *');
    }
    yield* say(process, '\n');
    return;
  }
  const address = stop.kind === 'unreachable' ? stop.by : stop.address;
  const name = numeric
    ? undefined
    : (reverseName(process.network, address, process.files) ?? pointerOf(process.network, address) ?? address);
  yield* say(process, name === undefined ? address : `${name} (${address})`);
  const random = process.machine.kernel.random('traceroute');
  for (let probe = 0; probe < probes; probe++) {
    const trip = stop.kind === 'unreachable' ? 3060 + random.next() * 10 : 2 * stop.latency * (1 + random.next());
    yield* sleep(trip);
    yield* say(process, `  ${trip.toFixed(3)} ms${stop.kind === 'unreachable' ? ' !H' : ''}`);
  }
  yield* say(process, '\n');
}

const busyboxUsage = `Usage: traceroute [-46Flnrv] [-f 1ST_TTL] [-m MAXTTL] [-q PROBES] [-p PORT]
	[-t TOS] [-w WAIT_SEC] [-s SRC_IP] [-i IFACE]
	[-z PAUSE_MSEC] HOST [BYTES]

Trace the route to HOST
`;
