// The network that machines of one world share: an Ethernet segment behind a router, which also answers for their names.
import { contains, parseAddress, type Subnet } from './address.ts';
import type { NamespaceOfNetworks } from './namespace.ts';

/** One way to a neighbour: a switched gigabit network. Bandwidth in bytes a ms. */
export const lanLink = { latency: 0.25, bandwidth: 125_000 };

/** Who hangs on the network. */
interface Station {
  readonly name: string;
  readonly address: string;
  readonly namespace: NamespaceOfNetworks;
}

/** A local network. Machines join when they boot and leave when they are switched off. */
export class Lan {
  /** Address of the router, which is also the name server. */
  readonly router: string;
  readonly #subnet: Subnet;
  readonly #stations = new Map<string, Station>();

  constructor(subnet: Subnet = { base: 0xc0a84000, prefix: 24 }, router = '192.168.64.1') {
    this.#subnet = subnet;
    this.router = router;
  }

  join(station: Station): void {
    this.#stations.set(station.address, station);
  }

  leave(address: string): void {
    this.#stations.delete(address);
  }

  /** Whether an address is one of the network's own, in use or not. */
  contains(address: string): boolean {
    const number = parseAddress(address);
    return number !== undefined && contains(this.#subnet, number);
  }

  /** The machine's namespace that has an address; undefined when nobody has it. */
  holder(address: string): NamespaceOfNetworks | undefined {
    return this.#stations.get(address)?.namespace;
  }

  /** Addresses of a machine by its name; none when there is no such machine. */
  addressesOf(name: string): readonly string[] {
    const wanted = name.toLowerCase();
    return [...this.#stations.values()].filter((station) => station.name === wanted).map(({ address }) => address);
  }

  /** The name of the machine at an address. */
  nameOf(address: string): string | undefined {
    return this.#stations.get(address)?.name;
  }
}
