// ip(8): addresses, links, routes and neighbours, in iproute2's words and in busybox's.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import type { Applet, Flavour } from '../flavour.ts';
import { busyboxBanner } from '../flavour.ts';
import { addressText } from './ip-address.ts';
import { linkText } from './ip-link.ts';
import { neighbourText, route6Text, routeGetText, routeText } from './ip-route.ts';
import { say, warn } from './say.ts';

/** How `ip` was called. */
export interface IpRequest {
  readonly process: Process;
  readonly flavour: Flavour;
  readonly family: 'any' | 'inet' | 'inet6' | 'link';
  readonly form: 'usual' | 'brief' | 'oneline' | 'json';
  readonly statistics: boolean;
  /** Only this interface. */
  readonly device?: string;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const objects = ['address', 'link', 'route', 'neighbour', 'neighbor', 'netns', 'rule', 'maddress', 'tunnel', 'help'];
const usual = { family: 'any', form: 'usual', statistics: false } as const;

/** `ip` */
export const ip: Applet = function* (process, flavour) {
  const request: Writable<IpRequest> = { process, flavour, ...usual };
  const rest = process.argv.slice(1);
  while (rest[0]?.startsWith('-')) {
    const option = rest.shift() ?? '';
    const refusal = readOption(option, request, rest);
    if (refusal !== undefined) {
      if (refusal === '') return 0;
      yield* warn(process, refusal);
      return flavour === 'gnu' ? 255 : 1;
    }
    if (option === '-V' || option === '-Version') {
      yield* say(process, 'ip utility, iproute2-6.1.0, libbpf 1.3.0\n');
      return 0;
    }
  }
  const [word = '', ...args] = rest;
  const object = word === '' ? undefined : objects.find((name) => name.startsWith(word));
  if (object === undefined || object === 'help') {
    if (word === '' || object === 'help') {
      yield* warn(process, flavour === 'gnu' ? usage : busyboxUsage(process));
      return flavour === 'gnu' ? 255 : 1;
    }
    yield* warn(process, flavour === 'gnu' ? `Object "${word}" is unknown, try "ip help".\n` : busyboxUsage(process));
    return 1;
  }
  return yield* run(request, object, args);
};

function readOption(option: string, request: Writable<IpRequest>, rest: string[]): string | undefined {
  const name = option.replace(/^--?/, '');
  const is = (long: string, least: number): boolean => name.length >= least && long.startsWith(name);
  if (name === '4') request.family = 'inet';
  else if (name === '6') request.family = 'inet6';
  else if (name === '0') request.family = 'link';
  else if (name === 'f' || is('family', 2)) request.family = rest.shift() === 'inet6' ? 'inet6' : 'inet';
  else if (name === 'o' || is('oneline', 2)) request.form = 'oneline';
  else if (is('Version', 1)) return undefined;
  else if (request.flavour === 'busybox') return busyboxUsage(request.process);
  else if (is('brief', 2)) request.form = 'brief';
  else if (name === 'j' || is('json', 2)) request.form = 'json';
  else if (name === 's' || is('statistics', 2) || is('stats', 2)) request.statistics = true;
  else if (/^(?:c|color|color=.*|h|human|human-readable|p|pretty|r|resolve|N|Numeric|a|all)$/.test(name))
    return undefined;
  else if (/^(?:d|details|n|netns|b|batch|t|timestamp|rc.*|iec|l|loops)$/.test(name))
    return `ip: not simulated: ${option}\n`;
  else return `Option "${option}" is unknown, try "ip -help".\n`;
  return undefined;
}

const showWords = ['show', 'list', 'lst'];

function* run(request: Writable<IpRequest>, object: string, args: readonly string[]): Task<number> {
  const { process, flavour } = request;
  const [command = 'show', ...operands] = args;
  const begins = (words: readonly string[]): boolean => words.some((word) => word.startsWith(command));
  const known = process.network.links.map(({ name }) => name);
  if (object === 'route' && command === 'get') return yield* print(process, routeGetText(request, operands[0] ?? ''));
  if (/^(?:add|del|delete|set|flush|change|append|replace|exec|attach|identify)$/.test(command))
    return yield* change(request, object, command, operands);
  const shows = begins(showWords);
  const selected = (shows ? operands : args).filter((word) => word !== 'dev');
  for (const word of selected) {
    if (word === 'up') continue;
    if (known.includes(word)) {
      request.device = word;
      continue;
    }
    if (object === 'route' && (word === 'table' || word === 'default' || /^[\d.]+(?:\/\d+)?$/.test(word))) continue;
    if (
      object === 'rule' ||
      object === 'netns' ||
      word === 'scope' ||
      word === 'global' ||
      word === 'all' ||
      word === 'main'
    )
      continue;
    if (!shows && !known.includes(command) && object !== 'route') {
      yield* warn(
        process,
        flavour === 'gnu'
          ? `Command "${command}" is unknown, try "ip ${object} help".\n`
          : `ip: invalid argument '${command}' to 'ip'\n`,
      );
      return flavour === 'gnu' ? 255 : 1;
    }
    yield* warn(
      process,
      flavour === 'gnu' ? `Device "${word}" does not exist.\n` : `ip: can't find device '${word}'\n`,
    );
    return 1;
  }
  // busybox leaves a blank at the end.
  const gap = flavour === 'busybox' ? ' ' : '';
  switch (object) {
    case 'address':
      return yield* print(process, addressText(request));
    case 'link':
      return yield* print(process, linkText(request));
    case 'route':
      return yield* print(process, request.family === 'inet6' ? route6Text(request) : routeText(request));
    case 'neighbour':
    case 'neighbor':
      return yield* print(process, neighbourText(request));
    case 'rule':
      return yield* print(
        process,
        `0:\tfrom all lookup local${gap}\n32766:\tfrom all lookup main${gap}\n32767:\tfrom all lookup default${gap}\n`,
      );
    case 'netns':
      return 0;
    default:
      yield* warn(process, `ip: not simulated: ip ${object}\n`);
      return 1;
  }
}

function* print(process: Process, text: string): Task<number> {
  yield* say(process, text);
  return 0;
}

function* change(
  { process, flavour }: IpRequest,
  object: string,
  command: string,
  operands: readonly string[],
): Task<number> {
  if (object === 'netns') {
    yield* warn(process, `Cannot open network namespace "${operands[0] ?? ''}": No such file or directory\n`);
    return 255;
  }
  if (!process.credentials.capabilities.has('CAP_NET_ADMIN')) {
    const sets = object === 'link' && command === 'set';
    const refusal =
      flavour === 'gnu'
        ? 'RTNETLINK answers: Operation not permitted'
        : `ip: ${sets ? 'SIOCSIFFLAGS' : 'RTNETLINK answers'}: Operation not permitted`;
    yield* warn(process, `${refusal}\n`);
    return 2;
  }
  if (object === 'link' && command === 'set' && operands.includes('lo') && operands.includes('up')) {
    process.network.bringUp();
    return 0;
  }
  yield* warn(process, `ip: not simulated: ip ${object} ${command}\n`);
  return 1;
}

const usage = `Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }
where  OBJECT := { address | link | neighbour | netns | route | rule }
       OPTIONS := { -V[ersion] | -s[tatistics] | -j[son] | -p[retty] |
                    -f[amily] { inet | inet6 | link } | -4 | -6 | -0 |
                    -o[neline] | -br[ief] | -c[olor] }
`;

const busyboxUsage = (process: Process): string => `${busyboxBanner(process.files)}

Usage: ip [OPTIONS] address|route|link|tunnel|neigh|rule [ARGS]

OPTIONS := -f[amily] inet|inet6|link | -o[neline]

ip addr add|del IFADDR dev IFACE | show|flush [dev IFACE] [to PREFIX]
ip route list|flush|add|del|change|append|replace|test ROUTE
ip link set IFACE [up|down] [arp on|off] [multicast on|off]
	[promisc on|off] [mtu NUM] [name NAME] [qlen NUM] [address MAC]
	[master IFACE | nomaster] [netns PID] [type TYPE ARGS]
ip tunnel add|change|del|show [NAME]
	[mode ipip|gre|sit] [remote ADDR] [local ADDR] [ttl TTL]
ip neigh show|flush [to PREFIX] [dev DEV] [nud STATE]
ip rule [list] | add|del SELECTOR ACTION
`;
