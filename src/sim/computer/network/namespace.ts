// A network namespace: interfaces, sockets that listen, connections (network_namespaces(7)).
import { sleep, type Task } from '../../kernel/task.ts';
import type { Endpoint } from '../../kernel/log.ts';
import type { Connection, Listener, NetworkInterface, NetworkNamespace, SocketAddress } from '../contract.ts';
import type { Errno } from '../filesystem/errno.ts';
import type { FileSystem } from '../filesystem/file-system.ts';
import { settingOf, type Settings } from '../pseudo/sysctl.ts';
import { accepts, collide, isIpv6, isLoopback, isWildcard } from './address.ts';
import type { Attachment } from './bridge.ts';
import { Connections } from './connections.ts';
import { dial } from './dial.ts';
import { Traffic, type Neighbour, type NetworkLink, type NetworkRoute, type Socket } from './link.ts';
import { ListeningSocket } from './listener.ts';
import type { Networks } from './networks.ts';
import { linksOf, neighboursOf, routes6Of, routesOf } from './namespace-view.ts';
import { queryServer, resolveName, type Answer } from './resolve-name.ts';
import { findRoute } from './route.ts';

const loopback: NetworkInterface = { name: 'lo', mac: '00:00:00:00:00:00', address: '127.0.0.1', prefix: 8 };

/** First port that the kernel hands out by itself (ip_local_port_range). */
const firstEphemeral = 32768;
const lastEphemeral = 60999;

export class NamespaceOfNetworks implements NetworkNamespace {
  readonly id: string;
  readonly endpoint: Endpoint;
  /** The container it was made for; undefined for the machine's own. */
  readonly container: string | undefined;
  readonly networks: Networks;
  readonly attachments: Attachment[] = [];
  /** Settings under /proc/sys/net that somebody changed. */
  readonly settings: Settings = { changed: new Map<string, string>() };
  /** What went through its interfaces. */
  readonly counters = new Traffic();
  readonly connections: Connections;
  /** Servers that the engine's DNS server asks for this container (`--dns`); undefined: the machine's. */
  forwardsTo: readonly string[] | undefined;
  /** Names that only this container knows, and whom they mean (links on networks with names). */
  readonly linkedNames = new Map<string, string>();
  /** Who on a link was spoken to. */
  readonly #spokenTo = new Set<string>();
  /** Port of the embedded DNS server, drawn when somebody looks. */
  #dnsPort = 0;
  readonly #sockets = new Set<ListeningSocket>();
  #nextPort = firstEphemeral;
  #loopback: 'up' | 'down' = 'down';

  constructor(networks: Networks, id: string, endpoint: Endpoint, container: string | undefined) {
    this.networks = networks;
    this.id = id;
    this.endpoint = endpoint;
    this.container = container;
    this.connections = new Connections(() => networks.table.kernel.now);
  }

  /** Bytes through its interfaces other than `lo`. */
  get traffic(): { readonly received: number; readonly sent: number } {
    const names = this.interfaces.slice(1).map(({ name }) => name);
    return {
      received: names.reduce((sum, name) => sum + this.counters.received(name).bytes, 0),
      sent: names.reduce((sum, name) => sum + this.counters.sent(name).bytes, 0),
    };
  }

  get links(): readonly NetworkLink[] {
    return linksOf(this);
  }

  get routes(): readonly NetworkRoute[] {
    return routesOf(this);
  }

  get routes6(): readonly NetworkRoute[] {
    return routes6Of(this);
  }

  get neighbours(): readonly Neighbour[] {
    return neighboursOf(this, this.#spokenTo);
  }

  get sockets(): readonly Socket[] {
    const listening = [...this.#sockets].map(({ protocol, local, owner }): Socket => ({
      protocol,
      local,
      remote: undefined,
      state: protocol === 'tcp' ? 'LISTEN' : 'UNCONN',
      uid: owner?.credentials.uid ?? 0,
      owner,
    }));
    return [...listening, ...this.#daemonSockets(), ...this.connections.sockets];
  }

  /** Somebody on a link answered for an address. */
  met(address: string): void {
    this.#spokenTo.add(address);
  }

  /** What the daemon listens on: published ports on the machine, its DNS server in a container. */
  #daemonSockets(): readonly Socket[] {
    const socket = (protocol: 'tcp' | 'udp', address: string, port: number): Socket => ({
      protocol,
      local: { address, port },
      remote: undefined,
      state: protocol === 'tcp' ? 'LISTEN' : 'UNCONN',
      uid: 0,
      owner: undefined,
    });
    if (this.isMachine)
      return this.networks.published.map(({ protocol, hostAddress, hostPort }) =>
        socket(protocol, hostAddress, hostPort),
      );
    if (!this.attachments.some(({ bridge }) => bridge.options.names)) return [];
    this.#dnsPort ||= 32768 + this.networks.table.kernel.random('embedded dns').integer(28000);
    return [socket('tcp', '127.0.0.11', this.#dnsPort), socket('udp', '127.0.0.11', this.#dnsPort + 1)];
  }

  /** Whether `lo` was set up: not in a namespace that `unshare` has just made. */
  get isUp(): boolean {
    return this.#loopback === 'up';
  }

  /** Sets up `lo`, as an engine does and `ip link set lo up`. */
  bringUp(): void {
    this.#loopback = 'up';
  }

  /** Whether it is the machine's own. */
  get isMachine(): boolean {
    return this === this.networks.machine;
  }

  get interfaces(): readonly NetworkInterface[] {
    if (this.isMachine) return [loopback, this.networks.uplink, ...this.networks.gateways()];
    return [
      loopback,
      ...this.attachments.map(({ bridge, interfaceName, address, mac }) => ({
        name: interfaceName,
        mac,
        address,
        prefix: bridge.options.subnet.prefix,
        network: bridge.options.name,
        ...(this.defaultBridge === bridge ? { gateway: bridge.options.gateway } : {}),
      })),
    ];
  }

  /** The bridge that leads outside: of those that are not internal, as `Attachment.priority` says. */
  get defaultBridge(): Attachment['bridge'] | undefined {
    const [first] = this.attachments
      .filter(({ bridge }) => !bridge.options.internal)
      .sort(
        (one, two) =>
          (two.priority ?? 0) - (one.priority ?? 0) || (one.bridge.options.name < two.bridge.options.name ? -1 : 1),
      );
    return first?.bridge;
  }

  /** Whether an address is one of its own. */
  owns(address: string): boolean {
    if (isIpv6(address))
      return isLoopback(address) || this.links.some(({ ipv6 }) => ipv6.some((each) => each.address === address));
    return isLoopback(address) || this.interfaces.some((each) => each.address === address);
  }

  get listening(): readonly { protocol: 'tcp' | 'udp'; local: SocketAddress; pid: number; hostPid: number }[] {
    return [...this.#sockets].map(({ protocol, local, pid, hostPid }) => ({ protocol, local, pid, hostPid }));
  }

  listen(port: number, address = '0.0.0.0', protocol: 'tcp' | 'udp' = 'tcp'): Listener | Errno {
    const local = { address, port: port === 0 ? this.ephemeralPort() : port };
    if (!isWildcard(address) && !this.owns(address)) return 'EADDRNOTAVAIL';
    const owner = this.networks.table.running;
    const firstFree = Number(settingOf(this.settings, 'net.ipv4.ip_unprivileged_port_start'));
    if (local.port < firstFree && owner && !owner.credentials.capabilities.has('CAP_NET_BIND_SERVICE')) return 'EACCES';
    if (this.collision(protocol, local) || (this.isMachine && this.networks.publishedAt(protocol, local)))
      return 'EADDRINUSE';
    const key = `${this.id}/${protocol}/${address}:${local.port}`;
    const { store } = this.networks.table.kernel;
    const socket = new ListeningSocket(
      local,
      protocol,
      () => this.networks.table.running,
      () => {
        this.#sockets.delete(socket);
        forget?.();
        store.delete('listener', key);
      },
    );
    this.#sockets.add(socket);
    const forget = owner?.whenEnded(() => {
      socket.close();
    });
    store.put('listener', key, {
      namespace: this.id,
      container: this.container,
      protocol,
      address,
      port: local.port,
      hostPid: socket.hostPid,
    });
    return socket;
  }

  /** A socket that listens where `local` would. */
  collision(protocol: 'tcp' | 'udp', local: SocketAddress): ListeningSocket | undefined {
    return [...this.#sockets].find(
      (socket) =>
        socket.protocol === protocol &&
        socket.local.port === local.port &&
        collide(socket.local.address, local.address),
    );
  }

  /** The socket that takes a connection to an address and port. */
  listenerAt(address: string, port: number, protocol: 'tcp' | 'udp' = 'tcp'): ListeningSocket | undefined {
    const fitting = [...this.#sockets].filter(
      (socket) => socket.protocol === protocol && socket.local.port === port && accepts(socket.local.address, address),
    );
    return fitting.find((socket) => !isWildcard(socket.local.address)) ?? fitting[0];
  }

  /** A port for the near end of a connection. */
  ephemeralPort(): number {
    const port = this.#nextPort;
    this.#nextPort = port >= lastEphemeral ? firstEphemeral : port + 1;
    return port;
  }

  *connect(address: string, port: number, protocol: 'tcp' | 'udp' = 'tcp'): Task<Connection | Errno> {
    return yield* dial(this, address, port, protocol);
  }

  *resolve(name: string, files: FileSystem): Task<readonly string[] | 'NXDOMAIN' | 'SERVFAIL'> {
    return yield* resolveName(this, name, files);
  }

  *query(name: string, server: string): Task<Answer> {
    return yield* queryServer(this, name, server);
  }

  *ping(address: string): Task<number | Errno | 'timeout'> {
    const route = findRoute(this, address);
    if (route.kind === 'unreachable') {
      if (route.errno === 'ENETUNREACH') return route.errno;
      if (route.errno === 'ETIMEDOUT') return 'timeout';
      yield* sleep(route.after);
      return route.errno;
    }
    if (route.kind === 'outside' && !this.networks.outside.answers(address)) return 'timeout';
    this.met(address);
    const jitter = 1 + this.networks.table.kernel.random('ping').next();
    const roundTrip = Math.round(2 * route.link.latency * jitter * 1000) / 1000;
    yield* sleep(roundTrip);
    return roundTrip;
  }

  /** Closes all sockets: the namespace goes away. */
  destroy(): void {
    for (const socket of [...this.#sockets]) socket.close();
  }
}
