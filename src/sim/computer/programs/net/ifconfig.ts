// ifconfig(8), in net-tools' words and in busybox's.
import type { NetworkLink } from '../../network/link.ts';
import type { Applet } from '../flavour.ts';
import { broadcastOf } from './ip-address.ts';
import { netmask } from './route.ts';
import { say, warn } from './say.ts';

const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `1234 (1.2 KiB)` */
function human(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < sizes.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${bytes} (${(Math.floor(size * 10) / 10).toFixed(1)} ${sizes[unit] ?? ''})`;
}

const queueLength = ({ kind }: NetworkLink): number => (kind === 'loopback' || kind === 'ethernet' ? 1000 : 0);
const isRunning = ({ state }: NetworkLink): boolean => state !== 'DOWN';

function gnuText(link: NetworkLink): string {
  const loop = link.kind === 'loopback';
  const running = isRunning(link) ? ['RUNNING'] : [];
  const flags = loop ? ['UP', 'LOOPBACK', ...running] : ['UP', 'BROADCAST', ...running, 'MULTICAST'];
  const number = loop ? 73 : isRunning(link) ? 4163 : 4099;
  const broadcast = broadcastOf(link);
  const scope = { host: '0x10<host>', link: '0x20<link>', global: '0x0<global>' };
  const { received: rx, sent: tx } = link;
  return [
    `${link.name}: flags=${number}<${flags.join(',')}>  mtu ${link.mtu}`,
    ...(link.address === ''
      ? []
      : [
          `        inet ${link.address}  netmask ${netmask(link.prefix)}${broadcast === '' ? '' : `  broadcast ${broadcast}`}`,
        ]),
    ...link.ipv6.map(
      ({ address, prefix, scope: reach }) => `        inet6 ${address}  prefixlen ${prefix}  scopeid ${scope[reach]}`,
    ),
    loop
      ? `        loop  txqueuelen ${queueLength(link)}  (Local Loopback)`
      : `        ether ${link.mac}  txqueuelen ${queueLength(link)}  (Ethernet)`,
    `        RX packets ${rx.packets}  bytes ${human(rx.bytes)}`,
    '        RX errors 0  dropped 0  overruns 0  frame 0',
    `        TX packets ${tx.packets}  bytes ${human(tx.bytes)}`,
    '        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0',
    '',
    '',
  ].join('\n');
}

function busyboxText(link: NetworkLink): string {
  const loop = link.kind === 'loopback';
  const scope = { host: 'Host', link: 'Link', global: 'Global' };
  const broadcast = broadcastOf(link);
  const { received: rx, sent: tx } = link;
  const flags = loop ? 'UP LOOPBACK RUNNING' : `UP BROADCAST ${isRunning(link) ? 'RUNNING ' : ''}MULTICAST`;
  return [
    `${link.name.padEnd(9)} Link encap:${loop ? 'Local Loopback' : `Ethernet  HWaddr ${link.mac.toUpperCase()}`}  `,
    ...(link.address === ''
      ? []
      : [
          `          inet addr:${link.address}${broadcast === '' ? '' : `  Bcast:${broadcast}`}  Mask:${netmask(link.prefix)}`,
        ]),
    ...link.ipv6.map(
      ({ address, prefix, scope: reach }) => `          inet6 addr: ${address}/${prefix} Scope:${scope[reach]}`,
    ),
    `          ${flags}  MTU:${link.mtu}  Metric:1`,
    `          RX packets:${rx.packets} errors:0 dropped:0 overruns:0 frame:0`,
    `          TX packets:${tx.packets} errors:0 dropped:0 overruns:0 carrier:0`,
    `          collisions:0 txqueuelen:${queueLength(link)} `,
    `          RX bytes:${human(rx.bytes)}  TX bytes:${human(tx.bytes)}`,
    '',
    '',
  ].join('\n');
}

/** `ifconfig` */
export const ifconfig: Applet = function* (process, flavour) {
  const args = process.argv.slice(1);
  const short = args.includes('-s') && flavour === 'gnu';
  const strange = args.find((word) => word.startsWith('-') && word !== '-a' && word !== '-v' && !short);
  if (strange !== undefined) {
    yield* warn(
      process,
      flavour === 'gnu'
        ? `ifconfig: option \`${strange}' not recognised.\nifconfig: \`--help' gives usage information.\n`
        : `ifconfig: invalid option -- '${strange.slice(1)}'\n`,
    );
    return 1;
  }
  const [name, ...changes] = args.filter((word) => !word.startsWith('-'));
  const links = [...process.network.links].sort((one, two) => (one.name < two.name ? -1 : 1));
  const chosen = name === undefined ? links : links.filter((link) => link.name === name);
  if (name !== undefined && chosen.length === 0) {
    yield* warn(
      process,
      `${flavour === 'gnu' ? '' : 'ifconfig: '}${name}: error fetching interface information: Device not found\n`,
    );
    return 1;
  }
  if (changes.length > 0) {
    const able = process.credentials.capabilities.has('CAP_NET_ADMIN');
    yield* warn(
      process,
      able
        ? `ifconfig: not simulated: ${changes.join(' ')}\n`
        : `${flavour === 'gnu' ? '' : 'ifconfig: '}SIOCSIFFLAGS: Operation not permitted\n`,
    );
    return flavour === 'gnu' && !able ? 255 : 1;
  }
  // An interface that is down is only shown when it, or everything, is asked for.
  const shown = chosen.filter(
    (link) => name !== undefined || args.includes('-a') || link.kind !== 'loopback' || isRunning(link),
  );
  if (short) yield* say(process, interfaceTable(shown));
  else yield* say(process, shown.map(flavour === 'gnu' ? gnuText : busyboxText).join(''));
  return 0;
};

/** The table of `netstat -i` and `ifconfig -s`. */
export function interfaceTable(links: readonly NetworkLink[], widest = 16): string {
  const head = `${'Iface'.padEnd(widest - 6)} MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n`;
  const rows = links.map((link) => {
    const flag = link.kind === 'loopback' ? 'LRU' : isRunning(link) ? 'BMRU' : 'BMU';
    const { received: rx, sent: tx } = link;
    return `${link.name.padEnd(16)}${String(link.mtu).padStart(5)} ${String(rx.packets).padStart(8)}      0      0 0      ${String(tx.packets).padStart(8)}      0      0      0 ${flag}\n`;
  });
  return head + rows.join('');
}
