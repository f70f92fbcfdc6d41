// netstat(8): sockets, routes and interfaces, in net-tools' words and in busybox's.
import type { SocketAddress } from '../../contract.ts';
import { isIpv6 } from '../../network/address.ts';
import type { Socket } from '../../network/link.ts';
import { reverseName } from '../../network/reverse-name.ts';
import type { Applet } from '../flavour.ts';
import { busyboxBanner } from '../flavour.ts';
import { commandName } from '../kill.ts';
import { parseOptions, Options } from '../options.ts';
import { interfaceTable } from './ifconfig.ts';
import { routingTable } from './route.ts';
import { say, warn } from './say.ts';
import { serviceName } from './services.ts';

const long: Readonly<Record<string, string>> = {
  all: 'a',
  extend: 'e',
  interfaces: 'i',
  listening: 'l',
  numeric: 'n',
  'numeric-hosts': 'n',
  'numeric-ports': 'n',
  programs: 'p',
  route: 'r',
  tcp: 't',
  udp: 'u',
  unix: 'x',
  wide: 'W',
};

/** `netstat` */
export const netstat: Applet = function* (process, flavour) {
  const gnu = flavour === 'gnu';
  // Alpine's busybox is built with -p, the image `busybox` too.
  const options = parseOptions(process.argv.slice(1), {
    short: gnu ? 'aeilnprtuxwW46vc' : 'aelnprtuwxW',
    ...(gnu ? { long } : {}),
  });
  if (!(options instanceof Options)) {
    yield* warn(
      process,
      `netstat: invalid option -- '${options.option}'\n${gnu ? usage : `${busyboxBanner(process.files)}\n\n${busyboxUsage}`}`,
    );
    return gnu ? 3 : 1;
  }
  const has = (letter: string): boolean => options.has(letter);
  const { network, files } = process;
  const numeric = has('n');
  if (has('r')) {
    yield* say(process, routingTable(network.routes, 'netstat', numeric, gnu ? '0.0.0.0' : '*'));
    return 0;
  }
  if (has('i')) {
    yield* say(
      process,
      `Kernel Interface table\n${interfaceTable(
        [...network.links].sort((one, two) => (one.name < two.name ? -1 : 1)),
        18,
      )}`,
    );
    return 0;
  }
  const any = !has('t') && !has('u') && !has('x') && !has('w');
  const listening = has('l');
  const all = has('a');
  const which = all ? '(servers and established)' : listening ? '(only servers)' : '(w/o servers)';
  const wanted = network.sockets.filter(({ protocol, state }) => {
    if (!any && !has(protocol === 'tcp' ? 't' : 'u')) return false;
    const waits = state === 'LISTEN' || state === 'UNCONN';
    return all || waits === listening;
  });
  const ofAll = process.credentials.uid === 0;
  if (has('p') && gnu && !ofAll)
    yield* warn(
      process,
      `(Not all processes could be identified, non-owned process info\n will not be shown, you would have to be root to see it all.)\n`,
    );
  const nameOf = (address: string): string =>
    (numeric ? address : (reverseName(network, address, files) ?? address)).slice(0, 23);
  const endText = ({ address, port }: SocketAddress, protocol: string): string => {
    const name = numeric ? String(port) : serviceName(files, port, protocol);
    const host = address === '0.0.0.0' && !numeric ? '0.0.0.0' : nameOf(address);
    return `${host}:${port === 0 ? '*' : name}`;
  };
  const ownerText = ({ owner }: Socket): string =>
    owner && owner.pidSeenBy(process) > 0 && (ofAll || owner.credentials.uid === process.credentials.uid)
      ? `${owner.pidSeenBy(process)}/${gnu ? commandName(owner).slice(0, 20 - 1 - String(owner.pidSeenBy(process)).length) : owner.argv.join(' ')}`
      : '-';
  const row = (socket: Socket): string => {
    const { protocol, local, remote, state } = socket;
    const name = gnu && isIpv6(local.address) ? `${protocol}6` : protocol;
    const nobody = isIpv6(local.address) ? ':::*' : '0.0.0.0:*';
    const near = isIpv6(local.address)
      ? `${local.address === '::' ? ':::' : `${local.address}:`}${local.port}`
      : endText(local, protocol);
    const far = remote ? endText(remote, protocol) : nobody;
    const shown = state === 'UNCONN' ? '' : state;
    const tail = has('p') ? ` ${ownerText(socket).padEnd(19)} ` : '';
    const stateText = shown.padEnd(gnu ? 11 : 11);
    return `${name.padEnd(5)}      0      0 ${near.padEnd(23)} ${far.padEnd(23)} ${stateText}${gnu ? '' : ' '}${tail.replace(/^ /, gnu ? ' ' : '')}\n`;
  };
  const owners = has('p') ? (gnu ? ' PID/Program name    ' : 'PID/Program name    ') : '';
  if (any || has('t') || has('u') || has('w'))
    yield* say(
      process,
      `Active Internet connections ${which}\nProto Recv-Q Send-Q Local Address           Foreign Address         State      ${gnu ? '' : ' '}${owners}\n${[...wanted].sort(byProtocol).map(row).join('')}`,
    );
  if (any || has('x'))
    yield* say(
      process,
      `Active UNIX domain sockets ${which}\nProto RefCnt Flags       Type       State         I-Node${gnu ? '  ' : ''}${has('p') && gnu ? ' PID/Program name    ' : ''} Path\n`,
    );
  return 0;
};

const byProtocol = (one: Socket, two: Socket): number => rank(one) - rank(two);
const rank = ({ protocol, local, remote }: Socket): number =>
  (protocol === 'udp' ? 4 : 0) + (isIpv6(local.address) ? 2 : 0) + (remote ? 1 : 0);

const usage = `usage: netstat [-vWeenNcCF] [<Af>] -r         netstat {-V|--version|-h|--help}
       netstat [-vWnNcaeol] [<Socket> ...]
       netstat { [-vWeenNac] -i | [-cnNe] -M | -s [-6tuw] }
`;

const busyboxUsage = `Usage: netstat [-ral] [-tuwx] [-enWp]

Display networking information

	-r	Routing table
	-a	All sockets
	-l	Listening sockets
		Else: connected sockets
	-t	TCP sockets
	-u	UDP sockets
	-w	Raw sockets
	-x	Unix sockets
		Else: all socket types
	-e	Other/more information
	-n	Don't resolve names
	-W	Wide display
	-p	Show PID/program name for sockets
`;
