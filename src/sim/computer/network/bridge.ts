// A network on a machine: its subnets, their gateways, and the containers that hang on it, by a bridge or beside the machine's
// own interface (macvlan, ipvlan).
import { contains, isIpv6, parseAddress, type Subnet } from './address.ts';
import { contains6, parseAddress6, type Subnet6 } from './address6.ts';
import type { NamespaceOfNetworks } from './namespace.ts';

/** What an engine asks for. */
export interface BridgeOptions {
  /** Id of the network. */
  readonly id: string;
  /** Name of the network, as `docker network ls` shows it. */
  readonly name: string;
  /** Name of the interface on the machine: `docker0`, `br-1a2b3c4d5e6f`. */
  readonly interfaceName: string;
  /** Number of the interface on the machine. */
  readonly index: number;
  readonly subnet: Subnet;
  readonly gateway: string;
  /** Its IPv6 addresses; undefined: it has none. */
  readonly ipv6?: { readonly subnet: Subnet6; readonly gateway: string };
  /** The machine's interface whose segment its containers are on (macvlan, ipvlan); undefined: they hang on a bridge of its own. */
  readonly parent?: string;
  readonly mac: string;
  /** No way to the outside, nor from there. */
  readonly internal: boolean;
  /** Whether the embedded DNS server answers for its names: all but the default bridge. */
  readonly names: boolean;
  /** Whether its containers reach each other (com.docker.network.bridge.enable_icc). */
  readonly communication: boolean;
}

/** A container's place on a bridge. */
export interface Attachment {
  readonly bridge: Bridge;
  readonly namespace: NamespaceOfNetworks;
  readonly interfaceName: string;
  /** Number of the interface in its namespace, and of its other end on the machine, with its name and hardware address. */
  readonly index: number;
  readonly port: { readonly name: string; readonly index: number; readonly mac: string };
  readonly address: string;
  readonly address6?: string;
  readonly mac: string;
  /** The default route leads through the network with the highest; among equals, through the one whose name comes first. */
  readonly priority?: number;
  /** Names by which others on this network find it: its own, aliases, short id. */
  readonly names: readonly string[];
}

export class Bridge {
  readonly options: BridgeOptions;
  readonly attachments = new Set<Attachment>();
  #turn = 0;

  constructor(options: BridgeOptions) {
    this.options = options;
  }

  contains(address: string): boolean {
    if (isIpv6(address)) {
      const number6 = parseAddress6(address);
      return this.options.ipv6 !== undefined && number6 !== undefined && contains6(this.options.ipv6.subnet, number6);
    }
    const number = parseAddress(address);
    return number !== undefined && contains(this.options.subnet, number);
  }

  /** Who has an address on it. */
  holder(address: string): Attachment | undefined {
    for (const attachment of this.attachments)
      if (attachment.address === address || attachment.address6 === address) return attachment;
    return undefined;
  }

  /** Addresses of a name, IPv4 before IPv6, each time starting with another container's. */
  addressesOf(name: string): readonly string[] {
    const wanted = name.toLowerCase();
    const found = [...this.attachments].filter((attachment) =>
      attachment.names.some((known) => known.toLowerCase() === wanted),
    );
    const start = found.length < 2 ? 0 : this.#turn++ % found.length;
    const turned = [...found.slice(start), ...found.slice(0, start)];
    return [
      ...turned.map(({ address }) => address),
      ...turned.flatMap(({ address6 }) => (address6 === undefined ? [] : [address6])),
    ];
  }
}
