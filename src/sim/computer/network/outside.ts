// The world beyond the machine: name servers and a few web sites that exist only here.
import type { Task } from '../../kernel/task.ts';
import type { ConnectionEnd } from './connection.ts';

/** A machine on the internet. */
export interface Site {
  readonly name: string;
  readonly addresses: readonly string[];
  /** Ports on which it listens. */
  readonly ports: readonly number[];
  /** Speaks on a connection until it closes it. */
  readonly serve: (connection: ConnectionEnd) => Task;
}

export class Outside {
  readonly #sites: readonly Site[];
  readonly #nameServers: ReadonlySet<string>;

  constructor(sites: readonly Site[], nameServers: readonly string[]) {
    this.#sites = sites;
    this.#nameServers = new Set(nameServers);
  }

  /** Whether a name server answers at an address. */
  isNameServer(address: string): boolean {
    return this.#nameServers.has(address);
  }

  /** Addresses of a name. */
  addressesOf(name: string): readonly string[] | 'NXDOMAIN' {
    const wanted = name.toLowerCase();
    return this.#sites.find((site) => site.name === wanted)?.addresses ?? 'NXDOMAIN';
  }

  /** Who has an address. */
  siteAt(address: string): Site | undefined {
    return this.#sites.find((site) => site.addresses.includes(address));
  }

  /** Whether anything answers at an address. */
  answers(address: string): boolean {
    return this.isNameServer(address) || this.siteAt(address) !== undefined;
  }
}
