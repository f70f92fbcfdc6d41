// Where a packet goes: loopback, a neighbour on a bridge, the machine, a published port, or the outside (ip-route(8), Docker's
// isolation rules). The outside speaks IPv4 only.
import type { Link } from '../../kernel/message.ts';
import type { Errno } from '../filesystem/errno.ts';
import { settingOf } from '../pseudo/sysctl.ts';
import { isIpv6, isLoopback } from './address.ts';
import { formatAddress6, parseAddress6 } from './address6.ts';
import type { Attachment, Bridge } from './bridge.ts';
import { lanLink } from './lan.ts';
import type { NamespaceOfNetworks } from './namespace.ts';

/** Links by distance; bandwidth in bytes a ms. */
const within: Link = { latency: 0.02, bandwidth: 4_000_000 };
const bridged: Link = { latency: 0.05, bandwidth: 1_000_000 };
const far: Link = { latency: 9, bandwidth: 12_500 };

/** ms until the kernel gives up a connection that nobody answers. */
export const connectTimeout = 134_000;

/** ms until a neighbour counts as absent. */
const neighbourTimeout = 3_070;

export type Route =
  /** To sockets of a namespace. `source` is the address that the other side sees. */
  | {
      readonly kind: 'namespace';
      readonly namespace: NamespaceOfNetworks;
      readonly source: string;
      readonly link: Link;
    }
  | { readonly kind: 'outside'; readonly source: string; readonly link: Link }
  /** Nowhere: the errno, after how many ms, and why, for the reader of the log. */
  | { readonly kind: 'unreachable'; readonly errno: Errno; readonly after: number; readonly reason: string };

/** The way from a namespace to an address. */
export function findRoute(from: NamespaceOfNetworks, to: string): Route {
  const number6 = isIpv6(to) ? parseAddress6(to) : undefined;
  const address = number6 === undefined ? to : formatAddress6(number6);
  if (isLoopback(address)) return { kind: 'namespace', namespace: from, source: address, link: within };
  if (address === '0.0.0.0') return { kind: 'namespace', namespace: from, source: '127.0.0.1', link: within };
  if (from.owns(address)) return { kind: 'namespace', namespace: from, source: address, link: within };
  return from.isMachine ? fromMachine(from, address) : fromContainer(from, address);
}

function fromMachine(from: NamespaceOfNetworks, address: string): Route {
  for (const bridge of from.networks.bridges)
    if (bridge.contains(address)) return toNeighbour(bridge, address, gatewayFor(bridge, address));
  if (isIpv6(address)) return unreachable('ENETUNREACH', 'there is no IPv6 route');
  return beyond(from, address, from.networks.uplink.address);
}

/** Past the machine's own interface: a machine of its network, or the router and what is behind it. */
function beyond(from: NamespaceOfNetworks, address: string, source: string): Route {
  const { lan, uplink } = from.networks;
  if (!lan.contains(address) || address === lan.router) return { kind: 'outside', source, link: far };
  const namespace = lan.holder(address);
  // Others see the machine, whoever of it speaks.
  if (namespace) return { kind: 'namespace', namespace, source: uplink.address, link: lanLink };
  return unreachable('EHOSTUNREACH', `no machine of the network has the address ${address}`, neighbourTimeout);
}

function fromContainer(from: NamespaceOfNetworks, address: string): Route {
  for (const { bridge, address: own4, address6 } of from.attachments) {
    if (!bridge.contains(address)) continue;
    const own = isIpv6(address) ? (address6 ?? '') : own4;
    if (bridge.options.parent !== undefined) return onSegment(from, bridge, address, own);
    if (address === gatewayFor(bridge, address)) return toMachine(from, own);
    if (!bridge.options.communication)
      return unreachable('ETIMEDOUT', `containers on ${bridge.options.name} may not reach each other`, connectTimeout);
    return toNeighbour(bridge, address, own);
  }
  const way = from.attachments.find(({ bridge }) => bridge === from.defaultBridge);
  if (!way)
    return unreachable(
      'ENETUNREACH',
      from.attachments.length > 0 ? 'the network is internal: it has no way out' : 'the container has no network',
    );
  if (way.bridge.options.parent !== undefined) return pastGateway(from, way, address);
  if (isIpv6(address)) return pastMachine6(from, way, address);
  if (from.networks.machine.owns(address)) return toMachine(from, way.address);
  if (settingOf(from.networks.machine.settings, 'net.ipv4.ip_forward') === '0')
    return unreachable('ETIMEDOUT', 'the machine does not forward: net.ipv4.ip_forward is 0', connectTimeout);
  for (const bridge of from.networks.bridges)
    if (bridge.contains(address))
      return unreachable(
        'ETIMEDOUT',
        `${address} is on the network ${bridge.options.name}, and the container is not`,
        connectTimeout,
      );
  return beyond(from, address, way.address);
}

const gatewayFor = (bridge: Bridge, address: string): string =>
  isIpv6(address) ? (bridge.options.ipv6?.gateway ?? '') : bridge.options.gateway;

/** IPv6 through the machine: to its own addresses; to nobody beyond, for containers are kept apart and the outside has none. */
function pastMachine6(from: NamespaceOfNetworks, way: Attachment, address: string): Route {
  if (way.address6 === undefined) return unreachable('ENETUNREACH', 'there is no IPv6 route');
  if (from.networks.machine.owns(address)) return toMachine(from, way.address6);
  return unreachable('ETIMEDOUT', `nobody beyond the machine answers for ${address}`, connectTimeout);
}

/** A neighbour on the segment of the machine's interface: containers, and other machines; never the machine itself. */
function onSegment(from: NamespaceOfNetworks, bridge: Bridge, address: string, source: string): Route {
  const { lan } = from.networks;
  if (bridge.holder(address) || bridge.options.internal || !lan.contains(address))
    return toNeighbour(bridge, address, source);
  if (address === lan.router) return { kind: 'outside', source, link: far };
  const namespace = lan.holder(address);
  if (namespace && namespace !== from.networks.machine) return { kind: 'namespace', namespace, source, link: lanLink };
  return unreachable(
    'EHOSTUNREACH',
    namespace
      ? `the machine does not answer on its own interface to containers of ${bridge.options.name}`
      : `no machine of the network has the address ${address}`,
    neighbourTimeout,
  );
}

/** Beyond the segment: through its router, if that is the network's gateway. */
function pastGateway(from: NamespaceOfNetworks, way: Attachment, address: string): Route {
  const { lan } = from.networks;
  if (isIpv6(address) && way.address6 === undefined) return unreachable('ENETUNREACH', 'there is no IPv6 route');
  const { gateway } = way.bridge.options;
  if (!isIpv6(address) && gateway === lan.router && lan.contains(way.address) && !lan.contains(address))
    return { kind: 'outside', source: way.address, link: far };
  return unreachable('EHOSTUNREACH', `nobody on ${way.bridge.options.name} is its gateway`, neighbourTimeout);
}

const toMachine = (from: NamespaceOfNetworks, source: string): Route => ({
  kind: 'namespace',
  namespace: from.networks.machine,
  source,
  link: bridged,
});

function toNeighbour(bridge: Bridge, address: string, source: string): Route {
  const holder = bridge.holder(address);
  if (holder) return { kind: 'namespace', namespace: holder.namespace, source, link: bridged };
  return unreachable('EHOSTUNREACH', `nobody on ${bridge.options.name} has the address ${address}`, neighbourTimeout);
}

const unreachable = (errno: Errno, reason: string, after = 0): Route => ({ kind: 'unreachable', errno, after, reason });
