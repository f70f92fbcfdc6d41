// The interfaces that packets of a connection pass, so that each counts them: container, bridge, uplink.
import type { NamespaceOfNetworks } from './namespace.ts';

/** An interface on the way, and what a packet that goes there does on it: it is sent out, or received. */
export interface Hop {
  readonly namespace: NamespaceOfNetworks;
  readonly link: string;
  readonly there: 'send' | 'receive';
}

/** The way from one namespace to another; `source` and `address` are the addresses at its ends. No end: the outside. */
export function linkPath(
  from: NamespaceOfNetworks,
  to: { readonly namespace: NamespaceOfNetworks | undefined; readonly source: string; readonly address: string },
): readonly Hop[] {
  if (to.namespace === from) return [{ namespace: from, link: 'lo', there: 'send' }];
  const { machine, uplink } = from.networks;
  const hops: Hop[] = [];
  const near = from.isMachine ? undefined : linkFor(from, to.address);
  if (near) hops.push({ namespace: from, link: near.interfaceName, there: 'send' });
  const far = to.namespace && !to.namespace.isMachine ? linkFor(to.namespace, to.address) : undefined;
  const isDirect = far !== undefined && near?.bridge === far.bridge;
  const other = to.namespace && to.namespace.networks !== from.networks ? to.namespace.networks : undefined;
  if (near && !isDirect) hops.push({ namespace: machine, link: near.bridge.options.interfaceName, there: 'receive' });
  if (!to.namespace || other) hops.push({ namespace: machine, link: uplink.name, there: 'send' });
  if (other) hops.push({ namespace: other.machine, link: other.uplink.name, there: 'receive' });
  if (to.namespace && far) {
    if (!isDirect)
      hops.push({
        namespace: other?.machine ?? machine,
        link: far.bridge.options.interfaceName,
        there: 'send',
      });
    hops.push({ namespace: to.namespace, link: far.interfaceName, there: 'receive' });
  }
  return hops;
}

const linkFor = (namespace: NamespaceOfNetworks, address: string): (typeof namespace.attachments)[number] | undefined =>
  namespace.attachments.find(({ bridge }) => bridge.contains(address)) ??
  namespace.attachments.find(({ bridge }) => bridge === namespace.defaultBridge);

/** Counts bytes on a way. */
export function countAlong(way: readonly Hop[], bytes: number, direction: 'there' | 'back'): void {
  for (const { namespace, link, there } of way) {
    const sends = (there === 'send') === (direction === 'there');
    if (sends || link === 'lo') namespace.counters.send(link, bytes);
    if (!sends || link === 'lo') namespace.counters.receive(link, bytes);
  }
}
