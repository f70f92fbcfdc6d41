// A network namespace as the kernel shows it: links in order of their numbers, the routing table, the neighbours.
import { formatAddress, parseAddress, parseSubnet } from './address.ts';
import { formatAddress6, parseSubnet6 } from './address6.ts';
import { linkLocal, type Ipv6Address, type Neighbour, type NetworkLink, type NetworkRoute } from './link.ts';
import type { NamespaceOfNetworks } from './namespace.ts';

const loopback: Ipv6Address = { address: '::1', prefix: 128, scope: 'host' };

const global = (address: string, prefix = 64): Ipv6Address => ({ address, prefix, scope: 'global', unasked: true });

/** See `NamespaceOfNetworks.links`. */
export function linksOf(namespace: NamespaceOfNetworks): readonly NetworkLink[] {
  const { counters, networks } = namespace;
  const traffic = (name: string): Pick<NetworkLink, 'received' | 'sent'> => ({
    received: counters.received(name),
    sent: counters.sent(name),
  });
  const lo: NetworkLink = {
    name: 'lo',
    mac: '00:00:00:00:00:00',
    address: '127.0.0.1',
    prefix: 8,
    index: 1,
    kind: 'loopback',
    state: namespace.isMachine || namespace.attachments.length > 0 || namespace.isUp ? 'UNKNOWN' : 'DOWN',
    mtu: 65536,
    ipv6: [loopback],
    ...traffic('lo'),
  };
  if (!namespace.isMachine)
    return [
      lo,
      ...namespace.attachments.map(({ bridge, interfaceName, index, port, address, address6, mac }): NetworkLink => ({
        name: interfaceName,
        mac,
        address,
        prefix: bridge.options.subnet.prefix,
        network: bridge.options.name,
        // What lies beside an interface of the machine keeps the number that the machine gave it.
        index: bridge.options.parent === undefined ? index : port.index,
        kind: 'veth',
        peerIndex: bridge.options.parent === undefined ? port.index : 2,
        state: 'UP',
        mtu: 1500,
        ipv6: address6 === undefined ? [] : [global(address6, bridge.options.ipv6?.subnet.prefix), linkLocal(mac)],
        ...traffic(interfaceName),
      })),
    ];
  const { uplink } = networks;
  const outer: NetworkLink = {
    ...uplink,
    index: 2,
    kind: 'ethernet',
    state: 'UP',
    mtu: 1500,
    ipv6: [linkLocal(uplink.mac)],
    ...traffic(uplink.name),
  };
  const bridges = networks.bridges.flatMap(({ options, attachments }): NetworkLink[] => [
    {
      name: options.interfaceName,
      mac: options.mac,
      address: options.gateway,
      prefix: options.subnet.prefix,
      network: options.name,
      index: options.index,
      kind: 'bridge',
      state: attachments.size > 0 ? 'UP' : 'DOWN',
      mtu: 1500,
      ipv6: [
        ...(options.ipv6 ? [global(options.ipv6.gateway, options.ipv6.subnet.prefix)] : []),
        ...(attachments.size > 0 ? [linkLocal(options.mac)] : []),
      ],
      ...traffic(options.interfaceName),
    },
    ...[...attachments].map(({ port, index, interfaceName, namespace: inside }): NetworkLink => ({
      name: port.name,
      mac: port.mac,
      address: '',
      prefix: 0,
      index: port.index,
      kind: 'veth',
      peerIndex: index,
      master: options.interfaceName,
      state: 'UP',
      mtu: 1500,
      ipv6: [linkLocal(port.mac)],
      received: inside.counters.sent(interfaceName),
      sent: inside.counters.received(interfaceName),
    })),
  ]);
  return [lo, outer, ...bridges].sort((one, two) => one.index - two.index);
}

/** See `NamespaceOfNetworks.routes`. */
export function routesOf(namespace: NamespaceOfNetworks): readonly NetworkRoute[] {
  const routes: NetworkRoute[] = [];
  const { uplink } = namespace.networks;
  const way = namespace.defaultBridge;
  const gateway = namespace.isMachine ? uplink.gateway : way?.options.gateway;
  const out = namespace.isMachine
    ? uplink.name
    : namespace.attachments.find(({ bridge }) => bridge === way)?.interfaceName;
  if (gateway !== undefined && out !== undefined)
    routes.push({ destination: '0.0.0.0', prefix: 0, gateway, link: out, state: 'up' });
  const nets = namespace.links.filter(({ kind, address }) => kind !== 'loopback' && address !== '');
  for (const { name, address, prefix, state } of nets) {
    const base = parseSubnet(`${address}/${prefix}`)?.base ?? 0;
    routes.push({
      destination: formatAddress(base),
      prefix,
      link: name,
      source: address,
      state: state === 'DOWN' ? 'linkdown' : 'up',
    });
  }
  return routes.sort(
    (one, two) =>
      (parseAddress(one.destination) ?? 0) - (parseAddress(two.destination) ?? 0) || one.prefix - two.prefix,
  );
}

/** See `NamespaceOfNetworks.routes6`. */
export function routes6Of(namespace: NamespaceOfNetworks): readonly NetworkRoute[] {
  const links = namespace.links.filter(({ kind }) => kind !== 'loopback');
  const nets = (scope: Ipv6Address['scope']): NetworkRoute[] =>
    links.flatMap(({ name, ipv6, state }) =>
      ipv6
        .filter((own) => own.scope === scope)
        .map(({ address, prefix }) => ({
          destination: formatAddress6(parseSubnet6(`${address}/${prefix}`)?.base ?? 0n),
          prefix,
          link: name,
          source: address,
          state: state === 'DOWN' ? 'linkdown' : 'up',
        })),
    );
  const way = namespace.defaultBridge;
  const out = namespace.attachments.find(({ bridge, address6 }) => bridge === way && address6 !== undefined);
  const gateway = out?.bridge.options.ipv6?.gateway;
  return [
    ...nets('global'),
    ...nets('link'),
    ...(out && gateway !== undefined
      ? [{ destination: '::', prefix: 0, gateway, link: out.interfaceName, state: 'up' } as const]
      : []),
  ];
}

/** Those of the addresses spoken to that are on a link, and the gateway when any was beyond. */
export function neighboursOf(namespace: NamespaceOfNetworks, spokenTo: ReadonlySet<string>): readonly Neighbour[] {
  const found = new Map<string, Neighbour>();
  const { networks } = namespace;
  const add = (address: string, mac: string, link: string): void => {
    found.set(address, { address, mac, link });
  };
  for (const address of spokenTo) {
    if (namespace.owns(address)) continue;
    if (namespace.isMachine) {
      const bridge = networks.bridges.find((each) => each.contains(address));
      const holder = bridge?.holder(address);
      if (bridge && holder) add(address, holder.mac, bridge.options.interfaceName);
      else if (!bridge && networks.uplink.gateway !== undefined)
        add(networks.uplink.gateway, gatewayMac, networks.uplink.name);
      continue;
    }
    const direct = namespace.attachments.find(({ bridge }) => bridge.contains(address));
    const way = direct ?? namespace.attachments.find(({ bridge }) => bridge === namespace.defaultBridge);
    if (!way) continue;
    const { options } = way.bridge;
    const holder = direct?.bridge.holder(address);
    if (holder) add(address, holder.mac, way.interfaceName);
    else if (address === options.ipv6?.gateway) add(address, options.mac, way.interfaceName);
    else if (!direct || address === options.gateway) add(options.gateway, options.mac, way.interfaceName);
  }
  return [...found.values()];
}

/** Of the router that the machine's uplink leads to. */
const gatewayMac = '52:54:00:00:00:01';
