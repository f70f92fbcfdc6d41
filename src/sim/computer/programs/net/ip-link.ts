// `ip link`: one interface in the forms of iproute2 and busybox.
import type { NetworkLink } from '../../network/link.ts';
import type { IpRequest } from './ip.ts';

/** Interfaces that were asked for. */
export const chosenLinks = ({ process, device }: IpRequest): readonly NetworkLink[] =>
  process.network.links.filter(({ name }) => device === undefined || name === device);

/** The flags of an interface, as `<BROADCAST,…>` has them. */
export function flagsOf(link: NetworkLink, busybox = false): readonly string[] {
  if (link.kind === 'loopback') return link.state === 'DOWN' ? ['LOOPBACK'] : ['LOOPBACK', 'UP', 'LOWER_UP'];
  const carrier =
    link.state === 'DOWN'
      ? ['NO-CARRIER', 'BROADCAST', 'MULTICAST', 'UP']
      : ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'];
  // busybox takes the other end of a pair, which it cannot see, to be down.
  return busybox && link.peerIndex !== undefined ? [...carrier, 'M-DOWN'] : carrier;
}

/** The name with the other end of a pair behind it. */
export const fullName = ({ name, peerIndex }: NetworkLink): string =>
  peerIndex === undefined ? name : `${name}@if${peerIndex}`;

const queue = ({ kind, state }: NetworkLink): string =>
  kind === 'loopback' && state === 'DOWN' ? 'noop' : kind === 'ethernet' ? 'fq_codel' : 'noqueue';
const queueLength = ({ kind }: NetworkLink): string => (kind === 'loopback' || kind === 'ethernet' ? 'qlen 1000' : '');

/** The first lines of an interface, which `ip link` and `ip address` share. */
export function headOf(link: NetworkLink, { flavour }: IpRequest, inAddress: boolean): readonly string[] {
  const busybox = flavour === 'busybox';
  const flags = flagsOf(link, busybox).join(',');
  const start = `${link.index}: ${fullName(link)}: <${flags}> mtu ${link.mtu} qdisc ${queue(link)}`;
  const master = link.master === undefined ? '' : ` master ${link.master}`;
  const hardware = `    link/${link.kind === 'loopback' ? 'loopback' : 'ether'} ${link.mac} brd ${link.kind === 'loopback' ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff'}`;
  if (busybox) return [`${start}${master} ${queueLength(link)}`, hardware];
  const mode = inAddress ? '' : ' mode DEFAULT';
  const away = link.peerIndex === undefined ? '' : ' link-netnsid 0';
  return [`${start}${master} state ${link.state}${mode} group default ${queueLength(link)}`, `${hardware}${away}`];
}

/** What `ip -s link` adds. */
function statistics({ received, sent }: NetworkLink): readonly string[] {
  const row = (bytes: number, packets: number): string =>
    `    ${String(bytes).padStart(10)} ${String(packets).padStart(7)}       0       0       0       0 `;
  return [
    '    RX:  bytes packets errors dropped  missed   mcast           ',
    row(received.bytes, received.packets),
    '    TX:  bytes packets errors dropped carrier collsns           ',
    row(sent.bytes, sent.packets),
  ];
}

/** `ip link` */
export function linkText(request: IpRequest): string {
  const links = chosenLinks(request);
  if (request.form === 'json') return `${JSON.stringify(links.map((link) => jsonOf(link)))}\n`;
  if (request.form === 'brief')
    return links
      .map(
        (link) => `${fullName(link).padEnd(16)} ${link.state.padEnd(14)} ${link.mac} <${flagsOf(link).join(',')}> \n`,
      )
      .join('');
  return links
    .map((link) => {
      const lines = [...headOf(link, request, false), ...(request.statistics ? statistics(link) : [])];
      return request.form === 'oneline' ? `${lines.join('\\')}\n` : `${lines.join('\n')}\n`;
    })
    .join('');
}

/** An interface as `ip -j` writes it. */
export const jsonOf = (link: NetworkLink): Record<string, unknown> => ({
  ifindex: link.index,
  ...(link.peerIndex === undefined ? {} : { link_index: link.peerIndex }),
  ifname: link.name,
  flags: flagsOf(link),
  mtu: link.mtu,
  qdisc: queue(link),
  ...(link.master === undefined ? {} : { master: link.master }),
  operstate: link.state,
  group: 'default',
  ...(queueLength(link) === '' ? {} : { txqlen: 1000 }),
  link_type: link.kind === 'loopback' ? 'loopback' : 'ether',
  address: link.mac,
  broadcast: link.kind === 'loopback' ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff',
  ...(link.peerIndex === undefined ? {} : { link_netnsid: 0 }),
});
