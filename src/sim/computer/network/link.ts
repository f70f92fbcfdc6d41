// What the kernel tells of a network namespace besides addresses: links, routes, neighbours, sockets (ip-link(8), ip-route(8), ss(8)).
import type { NetworkInterface, Process, SocketAddress } from '../contract.ts';

/** What went through an interface in one direction. */
export interface Counter {
  readonly bytes: number;
  readonly packets: number;
}

export interface Ipv6Address {
  readonly address: string;
  readonly prefix: number;
  readonly scope: 'host' | 'link' | 'global';
  /** Set without asking whether somebody has it (IFA_F_NODAD), as engines do. */
  readonly unasked?: boolean;
}

/** An interface with all that `ip` and `ifconfig` show. A port of a bridge has no IPv4 address: then `address` is empty. */
export interface NetworkLink extends NetworkInterface {
  readonly index: number;
  readonly kind: 'loopback' | 'ethernet' | 'bridge' | 'veth';
  /** Of a veth: number of its other end, which is in another namespace. */
  readonly peerIndex?: number;
  /** The bridge that it is a port of. */
  readonly master?: string;
  /** Operational state; a bridge without ports has no carrier and is DOWN. */
  readonly state: 'UP' | 'DOWN' | 'UNKNOWN';
  readonly mtu: number;
  readonly ipv6: readonly Ipv6Address[];
  readonly received: Counter;
  readonly sent: Counter;
}

/** A line of the routing table; `0.0.0.0/0` is the default. */
export interface NetworkRoute {
  readonly destination: string;
  readonly prefix: number;
  readonly gateway?: string;
  readonly link: string;
  /** Own address that packets get. */
  readonly source?: string;
  readonly state: 'up' | 'linkdown';
}

/** Who answered for an address on a link. */
export interface Neighbour {
  readonly address: string;
  readonly mac: string;
  readonly link: string;
}

export interface Socket {
  readonly protocol: 'tcp' | 'udp';
  readonly local: SocketAddress;
  /** Undefined for one that waits for anybody. */
  readonly remote: SocketAddress | undefined;
  readonly state: 'LISTEN' | 'UNCONN' | 'ESTABLISHED' | 'TIME_WAIT';
  readonly uid: number;
  /** Whose it is; undefined for one of the daemon, or of nobody any more. */
  readonly owner: Process | undefined;
}

/** The link-local address that an Ethernet address leads to (RFC 4291, appendix A). */
export function linkLocal(mac: string): Ipv6Address {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mac.split(':').map((part) => Number.parseInt(part, 16));
  const word = (high: number, low: number): string => ((high << 8) | low).toString(16);
  const address = `fe80::${word(a ^ 2, b)}:${word(c, 0xff)}:${word(0xfe, d)}:${word(e, f)}`;
  return { address, prefix: 64, scope: 'link' };
}

/** Largest payload of a packet on Ethernet. */
const segment = 1448;

/** Counts bytes through interfaces by name. */
export class Traffic {
  readonly #received = new Map<string, Counter>();
  readonly #sent = new Map<string, Counter>();

  receive(link: string, bytes: number): void {
    add(this.#received, link, bytes);
  }

  send(link: string, bytes: number): void {
    add(this.#sent, link, bytes);
  }

  received(link: string): Counter {
    return this.#received.get(link) ?? none;
  }

  sent(link: string): Counter {
    return this.#sent.get(link) ?? none;
  }
}

const none: Counter = { bytes: 0, packets: 0 };

function add(counters: Map<string, Counter>, link: string, bytes: number): void {
  const before = counters.get(link) ?? none;
  counters.set(link, {
    bytes: before.bytes + bytes,
    packets: before.packets + Math.max(1, Math.ceil(bytes / segment)),
  });
}
