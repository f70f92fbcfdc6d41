// From an address to a name: /etc/hosts, then what the name server knows (PTR, RFC 1035 section 3.3.12).
import { failed } from '../filesystem/errno.ts';
import type { FileSystem } from '../filesystem/file-system.ts';
import type { NetworkNamespace } from '../contract.ts';
import type { NamespaceOfNetworks } from './namespace.ts';

/** The name of an address as programs of a namespace find it; undefined when nobody knows one. */
export function reverseName(network: NetworkNamespace, address: string, files: FileSystem): string | undefined {
  const hosts = files.readText('/etc/hosts');
  for (const line of failed(hosts) ? [] : hosts.split('\n')) {
    const [known, name] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (known === address && name) return name;
  }
  return pointerOf(network, address);
}

/** What the name server answers for an address. */
export function pointerOf(network: NetworkNamespace, address: string): string | undefined {
  const { attachments, networks } = network as NamespaceOfNetworks;
  for (const { bridge } of attachments) {
    if (!bridge.options.names) continue;
    const [name] = bridge.holder(address)?.names ?? [];
    if (name !== undefined) return `${name}.${bridge.options.name}`;
  }
  return networks.lan.nameOf(address) ?? networks.outside.siteAt(address)?.name;
}
