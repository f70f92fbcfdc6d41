// The routers between a namespace and an address, as traceroute finds them.
import { isLoopback } from './address.ts';
import type { NamespaceOfNetworks } from './namespace.ts';
import { findRoute } from './route.ts';

/** A router or the destination; `silent` answers nobody. `latency`: ms one way. */
export type Stop =
  | { readonly kind: 'answers'; readonly address: string; readonly latency: number }
  | { readonly kind: 'silent' }
  | { readonly kind: 'unreachable'; readonly by: string };

/** Routers of the simulated internet, behind the one of the machine's own network. */
const backbone = [
  { address: '198.51.100.1', latency: 3.1 },
  { address: '203.0.113.17', latency: 6.4 },
] as const;

/** Stops in order; a destination that does not answer is an endless row of silent ones, of which this gives one. */
export function stopsTo(from: NamespaceOfNetworks, address: string): readonly Stop[] | 'unreachable' {
  const route = findRoute(from, address);
  if (route.kind === 'unreachable') {
    if (route.errno === 'ENETUNREACH') return 'unreachable';
    const own = from.links.find(({ kind }) => kind !== 'loopback')?.address ?? '127.0.0.1';
    const gateway = from.defaultBridge?.options.gateway;
    if (route.errno === 'EHOSTUNREACH') return [{ kind: 'unreachable', by: own }];
    return [...(gateway === undefined ? [] : [answers(gateway, 0.05)]), { kind: 'silent' }];
  }
  if (route.kind === 'namespace') return [answers(address, isLoopback(address) ? 0.02 : route.link.latency)];
  const gateway = from.defaultBridge?.options.gateway;
  const { networks } = from;
  const near = networks.uplink.gateway;
  const way = [
    ...(gateway === undefined || from.isMachine ? [] : [answers(gateway, 0.05)]),
    ...(near === undefined ? [] : [answers(near, 0.4)]),
  ];
  if (address === near) return way;
  const far = backbone.map((router) => answers(router.address, router.latency));
  return networks.outside.answers(address)
    ? [...way, ...far, answers(address, route.link.latency)]
    : [...way, ...far, { kind: 'silent' }];
}

const answers = (address: string, latency: number): Stop => ({ kind: 'answers', address, latency });
