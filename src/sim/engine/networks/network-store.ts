// The networks of an engine, their bridges on the machine and who has which address (IPAM of the default driver).
import { contains, formatAddress, parseAddress, parseSubnet, type Subnet } from '../../computer/network/address.ts';
import type { Daemon } from '../daemon.ts';
import type { ApiError } from '../api-error.ts';
import { networkErrors as errors } from './network-errors.ts';
import { recordKey, type NetworkRecord } from '../records.ts';

/** Names that every engine has, in the order in which they are made. */
export const predefined = ['none', 'host', 'bridge'] as const;

const plain = {
  internal: false,
  options: {},
  labels: {},
  attachable: false,
  enableIPv6: false,
  userSubnet: false,
} as const;

/** Networks by id. */
export class NetworkStore {
  readonly #engine: Pick<Daemon, 'kernel' | 'machine' | 'name' | 'newId'>;
  readonly #ids = new Set<string>();
  /** Addresses in use by network, and the container that has each. */
  readonly #addresses = new Map<string, Map<number, string>>();

  constructor(engine: Pick<Daemon, 'kernel' | 'machine' | 'name' | 'newId'>) {
    this.#engine = engine;
  }

  get(id: string): NetworkRecord | undefined {
    return this.#engine.kernel.store.get('network', recordKey(this.#engine.name, id));
  }

  /** All networks in order of their making. */
  *all(): Iterable<NetworkRecord> {
    for (const id of this.#ids) {
      const record = this.get(id);
      if (record) yield record;
    }
  }

  /** The network that a text means: a name, an id, or the beginning of one. */
  find(text: string): NetworkRecord | ApiError {
    const exact = this.get(text);
    if (exact) return exact;
    let byPrefix: NetworkRecord | undefined;
    for (const network of this.all()) {
      if (network.name === text) return network;
      if (text !== '' && network.id.startsWith(text)) byPrefix = network;
    }
    return byPrefix ?? errors.noSuchNetwork(text);
  }

  /** The predefined networks; called once when the daemon starts. */
  createPredefined(): void {
    const none = { Driver: 'default', Options: null, Config: null };
    this.add({ ...plain, name: 'none', driver: 'null', subnet: '', gateway: '', ipam: none });
    this.add({ ...plain, name: 'host', driver: 'host', subnet: '', gateway: '', ipam: none });
    this.#addBridge();
  }

  /** The daemon makes its default bridge anew each time that it starts: the network gets another id. */
  renewBridge(): void {
    const old = this.find('bridge');
    if ('id' in old) this.remove(old);
    this.#addBridge();
  }

  #addBridge(): void {
    this.add({
      ...plain,
      name: 'bridge',
      driver: 'bridge',
      subnet: '172.17.0.0/16',
      gateway: '172.17.0.1',
      ipam: { Driver: 'default', Options: null, Config: [{ Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' }] },
      options: {
        'com.docker.network.bridge.default_bridge': 'true',
        'com.docker.network.bridge.enable_icc': 'true',
        'com.docker.network.bridge.enable_ip_masquerade': 'true',
        'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
        'com.docker.network.bridge.name': 'docker0',
        'com.docker.network.driver.mtu': '1500',
      },
    });
  }

  /** Makes a network and its bridge. */
  add(network: Omit<NetworkRecord, 'engine' | 'id' | 'scope' | 'createdAt'>): NetworkRecord {
    const { kernel, name, machine } = this.#engine;
    const id = this.#engine.newId();
    const record: NetworkRecord = { engine: name, id, scope: 'local', createdAt: kernel.clock, ...network };
    this.#ids.add(id);
    this.#addresses.set(id, new Map());
    kernel.store.put('network', recordKey(name, id), record);
    const subnet = parseSubnet(network.subnet);
    if (network.driver === 'bridge' && subnet) {
      machine.networks.createBridge({
        id,
        name: network.name,
        interfaceName: network.options['com.docker.network.bridge.name'] ?? `br-${id.slice(0, 12)}`,
        subnet,
        gateway: network.gateway,
        mac: this.newMac(),
        internal: network.internal,
        names: network.name !== 'bridge',
        communication: network.options['com.docker.network.bridge.enable_icc'] !== 'false',
      });
      this.#addresses.get(id)?.set(parseAddress(network.gateway) ?? 0, '');
    }
    return record;
  }

  /** Removes a network that nobody is connected to. */
  remove(record: NetworkRecord): void {
    this.#ids.delete(record.id);
    this.#addresses.delete(record.id);
    this.#engine.machine.networks.removeBridge(record.id);
    this.#engine.kernel.store.delete('network', recordKey(this.#engine.name, record.id));
  }

  /** Reserves addresses that containers must not get (`--aux-address`). */
  reserve(id: string, address: string): void {
    this.#addresses.get(id)?.set(parseAddress(address) ?? 0, '');
  }

  /** Gives a container an address: the one it wants, or the lowest that is free in the network's range. */
  allocate(network: NetworkRecord, container: string, wanted?: string): string | ApiError {
    const used = this.#addresses.get(network.id);
    const subnet = parseSubnet(network.subnet);
    if (!used || !subnet) return '';
    if (wanted !== undefined && wanted !== '') {
      const number = parseAddress(wanted) ?? 0;
      if (used.has(number)) return errors.addressInUse();
      used.set(number, container);
      return wanted;
    }
    const range = parseSubnet(network.ipam.Config?.[0]?.IPRange ?? '') ?? subnet;
    const end = range.base + 2 ** (32 - range.prefix);
    for (let number = Math.max(range.base, subnet.base + 1); number < end; number++) {
      if (used.has(number) || number === subnet.base + 2 ** (32 - subnet.prefix) - 1) continue;
      used.set(number, container);
      return formatAddress(number);
    }
    return errors.noAddresses();
  }

  /** A container's address becomes free. */
  release(network: string, address: string): void {
    const number = parseAddress(address);
    if (number !== undefined) this.#addresses.get(network)?.delete(number);
  }

  /** The next of Docker's address pools that nobody has. */
  freeSubnet(): Subnet | ApiError {
    for (const pool of pools) if (!this.overlaps(pool)) return pool;
    return errors.noPools();
  }

  /** Whether a subnet shares addresses with one of another network. */
  overlaps(subnet: Subnet): boolean {
    for (const network of this.all()) {
      const other = parseSubnet(network.subnet);
      if (other && (contains(other, subnet.base) || contains(subnet, other.base))) return true;
    }
    return false;
  }

  /** A random hardware address of those that nobody is assigned. */
  newMac(): string {
    const hex = this.#engine.kernel.random(`mac ${this.#engine.name}`).hex(12);
    const first = ((Number.parseInt(hex.slice(0, 2), 16) & 0xfc) | 0x02).toString(16).padStart(2, '0');
    return [first, ...(hex.slice(2).match(/../g) ?? [])].join(':');
  }
}

const pools: readonly Subnet[] = [
  ...Array.from({ length: 15 }, (_, index) => ({ base: ((172 << 8) + 17 + index) * 65536, prefix: 16 })),
  ...Array.from({ length: 16 }, (_, index) => ({ base: ((192 << 8) + 168) * 65536 + index * 4096, prefix: 20 })),
];
