// A bridge network on a machine: a subnet, its gateway, and the containers that hang on it.
import { contains, parseAddress, type Subnet } from './address.ts';
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
  readonly mac: string;
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
    const number = parseAddress(address);
    return number !== undefined && contains(this.options.subnet, number);
  }

  /** Who has an address on it. */
  holder(address: string): Attachment | undefined {
    for (const attachment of this.attachments) if (attachment.address === address) return attachment;
    return undefined;
  }

  /** Addresses of a name, each time starting with another one. */
  addressesOf(name: string): readonly string[] {
    const wanted = name.toLowerCase();
    const addresses = [...this.attachments]
      .filter((attachment) => attachment.names.some((known) => known.toLowerCase() === wanted))
      .map((attachment) => attachment.address);
    if (addresses.length < 2) return addresses;
    const start = this.#turn++ % addresses.length;
    return [...addresses.slice(start), ...addresses.slice(0, start)];
  }
}
