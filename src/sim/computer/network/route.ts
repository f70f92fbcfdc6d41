// Where a packet goes: loopback, a neighbour on a bridge, the machine, a published port, or the outside (ip-route(8), Docker's
// isolation rules).
import type { Link } from '../../kernel/message.ts';
import type { Errno } from '../filesystem/errno.ts';
import { settingOf } from '../pseudo/sysctl.ts';
import { isIpv6, isLoopback } from './address.ts';
import type { Bridge } from './bridge.ts';
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
export function findRoute(from: NamespaceOfNetworks, address: string): Route {
  if (isLoopback(address)) return { kind: 'namespace', namespace: from, source: address, link: within };
  if (address === '0.0.0.0') return { kind: 'namespace', namespace: from, source: '127.0.0.1', link: within };
  if (isIpv6(address)) return unreachable('ENETUNREACH', 'there is no IPv6 route');
  if (from.owns(address)) return { kind: 'namespace', namespace: from, source: address, link: within };
  return from.isMachine ? fromMachine(from, address) : fromContainer(from, address);
}

function fromMachine(from: NamespaceOfNetworks, address: string): Route {
  for (const bridge of from.networks.bridges)
    if (bridge.contains(address)) return toNeighbour(bridge, address, bridge.options.gateway);
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
  for (const { bridge, address: own } of from.attachments) {
    if (!bridge.contains(address)) continue;
    if (address === bridge.options.gateway) return toMachine(from, own);
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
