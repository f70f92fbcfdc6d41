// `ip route` and `ip neighbour`.
import { contains, parseAddress, parseSubnet } from '../../network/address.ts';
import type { NetworkRoute } from '../../network/link.ts';
import type { IpRequest } from './ip.ts';

/** `ip route` */
export function routeText({ process, flavour, device, form }: IpRequest): string {
  const routes = process.network.routes.filter(({ link }) => device === undefined || link === device);
  if (form === 'json') return `${JSON.stringify(routes.map(jsonOf))}\n`;
  return routes
    .map(({ destination, prefix, gateway, link, source, state }) => {
      const on = device === undefined ? ` dev ${link}` : '';
      if (gateway !== undefined) return `default via ${gateway}${on} \n`;
      if (flavour === 'busybox') return `${destination}/${prefix}${on} scope link  src ${source ?? ''} \n`;
      return `${destination}/${prefix}${on} proto kernel scope link src ${source ?? ''} ${state === 'linkdown' ? 'linkdown ' : ''}\n`;
    })
    .join('');
}

/** `ip -6 route` */
export function route6Text({ process, flavour, device, form }: IpRequest): string {
  const routes = process.network.routes6.filter(({ link }) => device === undefined || link === device);
  if (form === 'json') return `${JSON.stringify(routes.map(jsonOf))}\n`;
  return routes
    .map(({ destination, prefix, gateway, link, state }) => {
      const to = gateway === undefined ? `${destination}/${prefix}` : `default via ${gateway}`;
      const on = device === undefined ? ` dev ${link}` : '';
      const metric = gateway === undefined ? 256 : 1024;
      if (flavour === 'busybox') return `${to}${on}  metric ${metric} \n`;
      const kernel = gateway === undefined ? ' proto kernel' : '';
      return `${to}${on}${kernel} metric ${metric} ${state === 'linkdown' ? 'linkdown ' : ''}pref medium\n`;
    })
    .join('');
}

const jsonOf = ({ destination, prefix, gateway, link, source, state }: NetworkRoute): object => ({
  dst: gateway === undefined ? `${destination}/${prefix}` : 'default',
  ...(gateway === undefined ? {} : { gateway }),
  dev: link,
  ...(gateway === undefined ? { protocol: 'kernel', scope: 'link', prefsrc: source } : {}),
  flags: state === 'linkdown' ? ['linkdown'] : [],
});

/** The route that a packet to an address takes: the most specific one; undefined when there is none. */
export function routeFor(routes: readonly NetworkRoute[], address: string): NetworkRoute | undefined {
  const number = parseAddress(address);
  if (number === undefined) return undefined;
  const fitting = routes.filter(({ destination, prefix }) => {
    const subnet = parseSubnet(`${destination}/${prefix}`);
    return subnet !== undefined && contains(subnet, number);
  });
  return fitting.sort((one, two) => two.prefix - one.prefix)[0];
}

/** `ip route get` */
export function routeGetText({ process, flavour }: IpRequest, address: string): string {
  const { network } = process;
  const own = network.links.find((link) => link.address === address);
  if (own || address.startsWith('127.'))
    return `local ${address} dev lo src ${address} uid ${process.credentials.uid} \n    cache <local> \n`;
  const route = routeFor(network.routes, address);
  if (!route) return '';
  const source = network.links.find(({ name }) => name === route.link)?.address ?? '';
  const via = route.gateway === undefined ? '' : ` via ${route.gateway}`;
  return flavour === 'busybox'
    ? `${address}${via} dev ${route.link}  src ${source} \n    cache \n`
    : `${address}${via} dev ${route.link} src ${source} uid ${process.credentials.uid} \n    cache \n`;
}

/** `ip neighbour` */
export const neighbourText = ({ process, flavour, device }: IpRequest): string =>
  process.network.neighbours
    .filter(({ link }) => device === undefined || link === device)
    .map(({ address, mac, link }) =>
      flavour === 'busybox'
        ? `${address} dev ${link} lladdr ${mac} ref 1 used 0/0/0 probes 4 REACHABLE\n`
        : `${address} dev ${link} lladdr ${mac} REACHABLE \n`,
    )
    .join('');
