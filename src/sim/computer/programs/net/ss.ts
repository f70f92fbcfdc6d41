// ss(8): sockets, in iproute2's words.
import type { SocketAddress } from '../../contract.ts';
import { isIpv6 } from '../../network/address.ts';
import type { Socket } from '../../network/link.ts';
import type { Applet } from '../flavour.ts';
import { Options, parseOptions } from '../options.ts';
import { commandName } from '../kill.ts';
import { say, warn } from './say.ts';
import { serviceName } from './services.ts';

const long: Readonly<Record<string, string>> = {
  all: 'a',
  ipv4: '4',
  ipv6: '6',
  listening: 'l',
  'no-header': 'H',
  numeric: 'n',
  processes: 'p',
  summary: 's',
  tcp: 't',
  udp: 'u',
  unix: 'x',
};

const stateNames = { ESTABLISHED: 'ESTAB', TIME_WAIT: 'TIME-WAIT', LISTEN: 'LISTEN', UNCONN: 'UNCONN' } as const;

/** Longest queue of connections that wait to be accepted. */
const backlog = 4096;

/** `ss` */
export const ss: Applet = function* (process) {
  const options = parseOptions(process.argv.slice(1), { short: 'alnptuxsH46erio', long });
  if (!(options instanceof Options)) {
    const dashes =
      options.option.length > 1 ? `unrecognized option '--${options.option}'` : `invalid option -- '${options.option}'`;
    yield* warn(process, `ss: ${dashes}\nUsage: ss [ OPTIONS ]\n       ss [ OPTIONS ] [ FILTER ]\n`);
    return 255;
  }
  const has = (letter: string): boolean => options.has(letter);
  const filter = filterOf(options.operands);
  if (typeof filter === 'string') {
    yield* warn(process, `ss: not simulated: ${filter}\n`);
    return 1;
  }
  const { network, files } = process;
  if (has('s')) {
    yield* say(process, summary(network.sockets));
    return 0;
  }
  const kinds = has('t') || has('u') || has('x');
  const wanted = network.sockets.filter((socket) => {
    if (kinds && !has(socket.protocol === 'tcp' ? 't' : 'u')) return false;
    const v6 = isIpv6(socket.local.address);
    if ((has('4') && !has('6') && v6) || (has('6') && !has('4') && !v6)) return false;
    const waits = socket.state === 'LISTEN' || socket.state === 'UNCONN';
    if (!has('a') && waits !== has('l')) return false;
    return filter(socket);
  });
  const both = !kinds || (has('t') && has('u'));
  const endText = ({ address, port }: SocketAddress, protocol: string): [string, string] => {
    const host = address === '::' ? '[::]' : isIpv6(address) ? `[${address}]` : address;
    return [host, port === 0 ? '*' : has('n') ? String(port) : serviceName(files, port, protocol)];
  };
  const owner = ({ owner: one }: Socket): string => {
    const pid = one?.pidSeenBy(process) ?? 0;
    const mine = process.credentials.uid === 0 || one?.credentials.uid === process.credentials.uid;
    return one && pid > 0 && mine ? ` users:(("${commandName(one)}",pid=${pid},fd=3))` : '';
  };
  const sorted = [...wanted].sort((one, two) => (one.protocol === two.protocol ? 0 : one.protocol === 'udp' ? -1 : 1));
  const cells = sorted.map((socket) => {
    const { protocol, local, remote, state } = socket;
    const nobody: SocketAddress = { address: isIpv6(local.address) ? '::' : '0.0.0.0', port: 0 };
    const [near, nearPort] = endText(local, protocol);
    const [far, farPort] = endText(remote ?? nobody, protocol);
    return {
      netid: protocol,
      state: stateNames[state],
      queue: state === 'LISTEN' ? String(backlog) : '0',
      near,
      nearPort,
      far,
      farPort,
      owner: has('p') ? owner(socket) : '',
    };
  });
  const states = has('l') && !has('a') ? 6 : has('a') ? 10 : 5;
  const width = (values: readonly string[], least: number): number =>
    Math.max(least, ...values.map((text) => text.length));
  const nearWidth = width(
    cells.map(({ near }) => near),
    13,
  );
  const nearPorts = width(
    cells.map(({ nearPort }) => nearPort),
    4,
  );
  const farWidth = width(
    cells.map(({ far }) => far),
    12,
  );
  const farPorts = width(
    cells.map(({ farPort }) => farPort),
    4,
  );
  const tails = width(
    cells.map((cell) => cell.owner),
    7,
  );
  const line = (
    netid: string,
    state: string,
    receive: string,
    send: string,
    near: string,
    nearPort: string,
    far: string,
    farPort: string,
    tail: string,
  ): string =>
    `${both ? netid.padEnd(6) : ''}${state.padEnd(states + 1)}${receive.padEnd(7)}${send.padEnd(7)}${near.padStart(nearWidth)}:${nearPort.padEnd(nearPorts)} ${far.padStart(farWidth)}:${farPort.padEnd(farPorts)}${tail.padEnd(tails)}\n`;
  if (!has('H'))
    yield* say(
      process,
      line('Netid', 'State', 'Recv-Q', 'Send-Q', 'Local Address', 'Port', 'Peer Address', 'Port', 'Process'),
    );
  yield* say(
    process,
    cells
      .map((cell) =>
        line(cell.netid, cell.state, '0', cell.queue, cell.near, cell.nearPort, cell.far, cell.farPort, cell.owner),
      )
      .join(''),
  );
  return 0;
};

type Filter = (socket: Socket) => boolean;

/** `sport = :80`, `dport = :80`, `state established`; the words when they mean something else. */
function filterOf(words: readonly string[]): Filter | string {
  const tests: Filter[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === 'and' || word === '(' || word === ')') continue;
    if (word === 'state') {
      const name = words[++index] ?? '';
      tests.push(
        ({ state }) =>
          name === 'all' ||
          state.toLowerCase().replace('_', '-') === name ||
          (name === 'listening' && state === 'LISTEN'),
      );
      continue;
    }
    if (word === 'sport' || word === 'dport') {
      const value = words[words[index + 1] === '=' || words[index + 1] === 'eq' ? (index += 2) : ++index] ?? '';
      const port = Number(value.replace(/^:/, ''));
      if (Number.isNaN(port)) return words.join(' ');
      tests.push(({ local, remote }) => (word === 'sport' ? local.port : remote?.port) === port);
      continue;
    }
    return words.join(' ');
  }
  return (socket) => tests.every((test) => test(socket));
}

function summary(sockets: readonly Socket[]): string {
  const tcp = sockets.filter(({ protocol }) => protocol === 'tcp');
  const udp = sockets.filter(({ protocol }) => protocol === 'udp');
  const waiting = tcp.filter(({ state }) => state === 'TIME_WAIT').length;
  const established = tcp.filter(({ state }) => state === 'ESTABLISHED').length;
  const v6 = (list: readonly Socket[]): number => list.filter(({ local }) => isIpv6(local.address)).length;
  const open = tcp.filter(({ state }) => state !== 'TIME_WAIT');
  const row = (name: string, all: number, six: number): string =>
    `${name}\t  ${String(all).padEnd(9)} ${String(all - six).padEnd(9)} ${String(six).padEnd(9)}\n`;
  return `Total: ${open.length + udp.length}
TCP:   ${tcp.length} (estab ${established}, closed ${waiting}, orphaned 0, timewait ${waiting})

Transport Total     IP        IPv6
${row('RAW', 0, 0)}${row('UDP', udp.length, v6(udp))}${row('TCP', open.length, v6(open))}${row('INET', open.length + udp.length, v6(open) + v6(udp))}${row('FRAG', 0, 0)}
`;
}
