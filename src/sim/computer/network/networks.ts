// The networks of a machine: bridges, containers' namespaces and published ports. What an engine's network driver sets up.
import type { Endpoint } from '../../kernel/log.ts';
import type { NetworkInterface, SocketAddress } from '../contract.ts';
import type { ProcessTable } from '../processes/process-table.ts';
import { containerNetworkSettings } from '../pseudo/sysctl.ts';
import { collide } from './address.ts';
import { Bridge, type Attachment, type BridgeOptions } from './bridge.ts';
import { Lan } from './lan.ts';
import { NamespaceOfNetworks } from './namespace.ts';
import type { Outside } from './outside.ts';

/** A port of the machine that leads to a container's. */
export interface PublishedPort {
  readonly protocol: 'tcp' | 'udp';
  /** `0.0.0.0`, `::` or one address of the machine. */
  readonly hostAddress: string;
  readonly hostPort: number;
  readonly namespace: NamespaceOfNetworks;
  /** Address of the container, and its port. */
  readonly address: string;
  readonly containerPort: number;
}

/** Why a port cannot be published: another container has it, or a program of the machine listens there. */
export type PortConflict = 'published' | 'listening';

/** First and last port that Docker hands out by itself. */
const firstPort = 32768;
const lastPort = 60999;

export class Networks {
  readonly table: ProcessTable;
  readonly outside: Outside;
  /** Other machines that can be reached without a router. */
  readonly lan: Lan;
  /** The machine's own namespace. */
  readonly machine: NamespaceOfNetworks;
  /** The interface that leads outside. */
  readonly uplink: NetworkInterface;
  readonly #bridges = new Map<string, Bridge>();
  readonly #published = new Set<PublishedPort>();
  readonly #lastOfRange = new Map<string, number>();
  #nextPort = firstPort;
  /** Numbers of interfaces: `lo` is 1, the uplink 2. */
  #nextIndex = 3;

  constructor(table: ProcessTable, outside: Outside, uplink: NetworkInterface, lan: Lan = new Lan()) {
    this.table = table;
    this.outside = outside;
    this.uplink = uplink;
    this.lan = lan;
    const { name } = table.machine;
    this.machine = new NamespaceOfNetworks(this, `machine:${name}`, `machine:${name}`, undefined);
    lan.join({ name, address: uplink.address, namespace: this.machine });
  }

  /** Bridges of the machine; networks beside its own interface have none. */
  get bridges(): readonly Bridge[] {
    return [...this.#bridges.values()].filter(({ options }) => options.parent === undefined);
  }

  get published(): readonly PublishedPort[] {
    return [...this.#published];
  }

  /** Makes a bridge. */
  createBridge(options: Omit<BridgeOptions, 'index'>): void {
    this.#bridges.set(options.id, new Bridge({ ...options, index: this.#nextIndex++ }));
  }

  /** Removes a bridge; what hangs on it is detached. */
  removeBridge(id: string): void {
    const bridge = this.#bridges.get(id);
    for (const { namespace } of bridge?.attachments ?? []) this.detach(namespace, id);
    this.#bridges.delete(id);
  }

  /** A namespace for a container, with nothing but `lo` (`--network none`). */
  createNamespace(container: string, endpoint: Endpoint = `container:${container}`): NamespaceOfNetworks {
    const namespace = new NamespaceOfNetworks(this, container, endpoint, container);
    namespace.bringUp();
    for (const [name, value] of Object.entries(containerNetworkSettings)) namespace.settings.changed.set(name, value);
    return namespace;
  }

  /** Takes a namespace away: its sockets close, its attachments and published ports go. */
  removeNamespace(namespace: NamespaceOfNetworks): void {
    for (const { bridge } of [...namespace.attachments]) this.detach(namespace, bridge.options.id);
    for (const port of this.#published) if (port.namespace === namespace) this.#published.delete(port);
    namespace.destroy();
  }

  /** Hangs a namespace on a bridge with an address; throws for a bridge that does not exist. Returns the interface's name. */
  attach(
    namespace: NamespaceOfNetworks,
    id: string,
    endpoint: Pick<Attachment, 'address' | 'address6' | 'mac' | 'names' | 'priority'>,
  ): string {
    const bridge = this.#bridges.get(id);
    if (!bridge) throw new Error(`no bridge ${id}`);
    let number = 0;
    while (namespace.attachments.some(({ interfaceName }) => interfaceName === `eth${number}`)) number++;
    const interfaceName = `eth${number}`;
    const random = this.table.kernel.random('veth');
    const port = {
      name: `veth${random.hex(7)}`,
      // The other number was that of the end which went inside.
      index: ++this.#nextIndex,
      mac: `${((Number.parseInt(random.hex(2), 16) & 0xfc) | 2).toString(16).padStart(2, '0')}:${random.hex(10).match(/../g)?.join(':') ?? ''}`,
    };
    this.#nextIndex++;
    const index = 2 + Math.max(-1, ...namespace.attachments.map((other) => other.index - 2)) + 1;
    const attachment: Attachment = { bridge, namespace, interfaceName, index, port, ...endpoint };
    bridge.attachments.add(attachment);
    namespace.attachments.push(attachment);
    return interfaceName;
  }

  /** Takes a namespace off a bridge; nothing happens if it is not on it. */
  detach(namespace: NamespaceOfNetworks, id: string): void {
    const index = namespace.attachments.findIndex(({ bridge }) => bridge.options.id === id);
    const [attachment] = index < 0 ? [] : namespace.attachments.splice(index, 1);
    if (attachment) attachment.bridge.attachments.delete(attachment);
  }

  /** Gives a namespace other names on a bridge (`docker rename`). */
  rename(namespace: NamespaceOfNetworks, id: string, names: readonly string[]): void {
    const index = namespace.attachments.findIndex(({ bridge }) => bridge.options.id === id);
    const before = namespace.attachments[index];
    if (!before) return;
    const after = { ...before, names };
    namespace.attachments[index] = after;
    before.bridge.attachments.delete(before);
    before.bridge.attachments.add(after);
  }

  /** Opens a port of the machine; why not, if it is taken. */
  publish(port: PublishedPort): PortConflict | undefined {
    const local = { address: port.hostAddress, port: port.hostPort };
    for (const other of this.#published)
      if (
        other.protocol === port.protocol &&
        other.hostPort === port.hostPort &&
        collide(other.hostAddress, port.hostAddress)
      )
        return 'published';
    if (this.machine.collision(port.protocol, local)) return 'listening';
    this.#published.add(port);
    return undefined;
  }

  /** Closes a port again. */
  unpublish(port: PublishedPort): void {
    this.#published.delete(port);
  }

  /** A port that is free on the machine, each time the next one (`-p 80`, `-P`). */
  freePort(protocol: 'tcp' | 'udp', addresses: readonly string[] = ['0.0.0.0', '::']): number {
    for (let tries = firstPort; tries <= lastPort; tries++) {
      const port = this.#nextPort;
      this.#nextPort = port >= lastPort ? firstPort : port + 1;
      const taken = (address: string): boolean =>
        this.publishedAt(protocol, { address, port }) !== undefined ||
        this.machine.collision(protocol, { address, port }) !== undefined;
      if (!addresses.some(taken)) return port;
    }
    throw new Error('all ports are taken');
  }

  /** The ports of a range in the order in which they are tried: after the one that was given last, then from the start. */
  portsOfRange(protocol: 'tcp' | 'udp', first: number, last: number): readonly number[] {
    const given = this.#lastOfRange.get(`${protocol}/${first}-${last}`) ?? last;
    const count = last - first + 1;
    return Array.from({ length: count }, (_, index) => first + ((given + 1 - first + index) % count));
  }

  /** Remembers which port of a range was given. */
  tookOfRange(protocol: 'tcp' | 'udp', first: number, last: number, port: number): void {
    this.#lastOfRange.set(`${protocol}/${first}-${last}`, port);
  }

  /** The published port that takes what is sent to an address and port of the machine, or that a listener there would meet. */
  publishedAt(protocol: 'tcp' | 'udp', local: SocketAddress): PublishedPort | undefined {
    return [...this.#published].find(
      (port) => port.protocol === protocol && port.hostPort === local.port && collide(port.hostAddress, local.address),
    );
  }

  /** The machine's side of each bridge, as interfaces. */
  gateways(): readonly NetworkInterface[] {
    return this.bridges.map(({ options }) => ({
      name: options.interfaceName,
      mac: options.mac,
      address: options.gateway,
      prefix: options.subnet.prefix,
      network: options.name,
    }));
  }

  /** What the name server of the machine's network knows of a name: its machines, and the world's. */
  addressesOf(name: string): readonly string[] | 'NXDOMAIN' {
    const near = this.lan.addressesOf(name);
    return near.length > 0 ? near : this.outside.addressesOf(name);
  }

  /** The address by which the machine speaks to a container. */
  gatewayOf(namespace: NamespaceOfNetworks): string {
    const [first] = namespace.attachments;
    return (namespace.defaultBridge ?? first?.bridge)?.options.gateway ?? '127.0.0.1';
  }
}
