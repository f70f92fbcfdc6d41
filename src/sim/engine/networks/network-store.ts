// The networks of an engine, their bridges on the machine and who has which address (IPAM of the default driver).
import { contains, formatAddress, parseAddress, parseSubnet, type Subnet } from '../../computer/network/address.ts';
import {
  contains6,
  formatAddress6,
  parseAddress6,
  parseSubnet6,
  type Subnet6,
} from '../../computer/network/address6.ts';
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
  readonly #addresses = new Map<string, Map<number | bigint, string>>();

  /** First of its unique local addresses, drawn when a network needs them. */
  #local: bigint | undefined;

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
    const subnet6 = network.enableIPv6 && network.ipv6 ? parseSubnet6(network.ipv6.subnet) : undefined;
    const parent = network.options['parent'] ?? '';
    if (network.driver !== 'host' && network.driver !== 'null' && subnet) {
      machine.networks.createBridge({
        id,
        name: network.name,
        interfaceName: network.options['com.docker.network.bridge.name'] ?? `br-${id.slice(0, 12)}`,
        subnet,
        gateway: network.gateway,
        ...(subnet6 && network.ipv6 ? { ipv6: { subnet: subnet6, gateway: network.ipv6.gateway } } : {}),
        ...(network.driver === 'bridge' ? {} : { parent }),
        mac: this.newMac(),
        internal: network.internal,
        names: network.name !== 'bridge',
        communication: network.options['com.docker.network.bridge.enable_icc'] !== 'false',
      });
      const addresses = this.#addresses.get(id);
      // The gateway of a segment that leads nowhere is nobody's.
      if (network.driver === 'bridge' || !network.internal) addresses?.set(parseAddress(network.gateway) ?? 0, '');
      if (network.ipv6) addresses?.set(parseAddress6(network.ipv6.gateway) ?? 0n, '');
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
    this.#addresses.get(id)?.set(parseAddress(address) ?? parseAddress6(address) ?? 0, '');
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
    return errors.noAddresses(network.name, network.id);
  }

  /** The same for its IPv6 address; empty on a network without. */
  allocate6(network: NetworkRecord, container: string, wanted = ''): string | ApiError {
    const used = this.#addresses.get(network.id);
    const pool = network.ipam.Config?.find(({ Subnet }) => Subnet.includes(':'));
    const subnet = network.enableIPv6 ? parseSubnet6(network.ipv6?.subnet ?? '') : undefined;
    if (!used || !subnet) return '';
    const asked = parseAddress6(wanted);
    if (asked !== undefined) {
      if (used.has(asked)) return errors.addressInUse();
      used.set(asked, container);
      return formatAddress6(asked);
    }
    const range = parseSubnet6(pool?.IPRange ?? '') ?? subnet;
    let number = range.base > subnet.base ? range.base : subnet.base + 1n;
    while (used.has(number)) number++;
    if (!contains6(range, number)) return errors.noAddresses(network.name, network.id, 'IPv6');
    used.set(number, container);
    return formatAddress6(number);
  }

  /** A container's address becomes free. */
  release(network: string, address: string): void {
    const number = parseAddress(address) ?? parseAddress6(address);
    if (number !== undefined) this.#addresses.get(network)?.delete(number);
  }

  /** The next of Docker's address pools that nobody has. */
  freeSubnet(): Subnet | ApiError {
    for (const pool of pools) if (!this.overlaps(pool)) return pool;
    return errors.noPools();
  }

  /** The next subnet of the engine's own part of the unique local addresses (RFC 4193). */
  freeSubnet6(): Subnet6 {
    this.#local ??= BigInt(`0xfd${this.#engine.kernel.random(`local addresses ${this.#engine.name}`).hex(10)}`) << 80n;
    for (let number = 0n; ; number++) {
      const subnet = { base: this.#local + (number << 64n), prefix: 64 };
      if (!this.overlaps6(subnet)) return subnet;
    }
  }

  /** Whether an IPv6 subnet shares addresses with one of another network. */
  overlaps6(subnet: Subnet6): boolean {
    for (const network of this.all()) {
      const other = parseSubnet6(network.ipv6?.subnet ?? '');
      if (other && (contains6(other, subnet.base) || contains6(subnet, other.base))) return true;
    }
    return false;
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
