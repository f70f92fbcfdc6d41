// `ip address`: the addresses of interfaces in the forms of iproute2 and busybox.
import { formatAddress, parseSubnet } from '../../network/address.ts';
import type { NetworkLink } from '../../network/link.ts';
import type { IpRequest } from './ip.ts';
import { chosenLinks, fullName, headOf, jsonOf } from './ip-link.ts';

/** The broadcast address of an interface; empty for `lo`. */
export function broadcastOf({ kind, address, prefix }: NetworkLink): string {
  const subnet = kind === 'loopback' ? undefined : parseSubnet(`${address}/${prefix}`);
  return subnet ? formatAddress(subnet.base + 2 ** (32 - subnet.prefix) - 1) : '';
}

function addressLines(link: NetworkLink, request: IpRequest): readonly string[] {
  const { family, flavour } = request;
  const isUp = !(link.kind === 'loopback' && link.state === 'DOWN');
  const scope = link.kind === 'loopback' ? 'host' : 'global';
  const broadcast = broadcastOf(link);
  const lines: string[] = [];
  if (isUp && link.address !== '' && family !== 'inet6' && family !== 'link')
    lines.push(
      `inet ${link.address}/${link.prefix}${broadcast === '' ? '' : ` brd ${broadcast}`} scope ${scope} ${link.name}`,
    );
  if (isUp && family !== 'inet' && family !== 'link')
    for (const { address, prefix, scope: reach, unasked } of link.ipv6) {
      const gnu = flavour === 'gnu';
      const flags = gnu && reach === 'host' ? 'noprefixroute ' : unasked ? (gnu ? 'nodad ' : 'flags 02 ') : '';
      lines.push(`inet6 ${address}/${prefix} scope ${reach} ${flags}`);
    }
  return lines;
}

const lifetime = 'valid_lft forever preferred_lft forever';

/** `ip address` */
export function addressText(request: IpRequest): string {
  const { form, family } = request;
  const one = family === 'inet' || family === 'inet6';
  const links = chosenLinks(request).filter((link) => !one || addressLines(link, request).length > 0);
  if (form === 'json')
    return `${JSON.stringify(links.map((link) => ({ ...jsonOf(link), addr_info: infoOf(link) })))}\n`;
  if (form === 'brief')
    return links
      .map((link) => {
        const own = addressLines(link, request).map((line) => line.split(' ')[1] ?? '');
        return `${fullName(link).padEnd(16)} ${link.state.padEnd(14)} ${own.map((text) => `${text} `).join('')}\n`;
      })
      .join('');
  if (form === 'oneline')
    return links
      .flatMap((link) =>
        addressLines(link, request).map((line) => `${link.index}: ${link.name}    ${line}\\       ${lifetime}\n`),
      )
      .join('');
  return links
    .map((link) => {
      const [first = '', hardware = ''] = headOf(link, request, true);
      const lines = addressLines(link, request).flatMap((line) => [`    ${line}`, `       ${lifetime}`]);
      // Asked about IPv6 alone, the kernel does not tell busybox of the queue.
      const head = request.flavour === 'busybox' && family === 'inet6' ? first.replace(/ qdisc \S+/, '') : first;
      return [head, ...(one ? [] : [hardware]), ...lines].map((line) => `${line}\n`).join('');
    })
    .join('');
}

const forever = 4294967295;

function infoOf(link: NetworkLink): readonly object[] {
  const life = { valid_life_time: forever, preferred_life_time: forever };
  const broadcast = broadcastOf(link);
  const v4 = {
    family: 'inet',
    local: link.address,
    prefixlen: link.prefix,
    ...(broadcast === '' ? {} : { broadcast }),
    scope: link.kind === 'loopback' ? 'host' : 'global',
    label: link.name,
    ...life,
  };
  const v6 = link.ipv6.map(({ address, prefix, scope }) => ({
    family: 'inet6',
    local: address,
    prefixlen: prefix,
    scope,
    ...life,
  }));
  return [...(link.address === '' ? [] : [v4]), ...v6];
}
