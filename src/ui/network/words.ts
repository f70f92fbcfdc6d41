// Networks and containers of the map in words.
import type { MapContainer, MapNetwork, NetworkMap } from './network-map.ts';

/** A bridge in a line. */
export const networkText = ({ name, subnet, names, internal }: MapNetwork): string =>
  [
    `network ${name}`,
    subnet,
    names
      ? `its DNS knows ${names.length === 0 ? 'nobody yet' : names.map((entry) => entry.name).join(', ')}`
      : 'no DNS',
    internal ? 'no way out' : '',
  ]
    .filter(Boolean)
    .join(', ');

/** A container as the network sees it, in a line. */
export function containerText(
  { name, state, mode, shares, cables, listens, ports }: MapContainer,
  map: NetworkMap,
): string {
  const own = cables.map(
    ({ network, device, address }) =>
      `${device} ${address} on ${map.networks.find(({ id }) => id === network)?.name ?? 'a network'}`,
  );
  const modes = {
    bridge: '',
    host: 'the host’s own network',
    none: 'no network',
    other: `the network of ${shares}`,
  } as const;
  return [
    name,
    'container',
    state,
    modes[mode],
    ...own,
    listens.length ? `listens on ${listens.join(', ')}` : '',
    ...ports.map(({ host, to }) => `port ${host} of the host leads to ${to}`),
  ]
    .filter(Boolean)
    .join(', ');
}
