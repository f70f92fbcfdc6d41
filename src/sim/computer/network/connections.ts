// The connections that end in a network namespace, for ss and netstat: established ones, and those that wait a while after the end.
import type { SocketAddress } from '../contract.ts';
import type { LinuxProcess } from '../processes/process.ts';
import type { Socket } from './link.ts';

/** ms for which whoever closes first remembers a connection (TCP_TIMEWAIT_LEN). */
const timeWait = 60_000;

/** One end. */
export interface KnownConnection {
  readonly protocol: 'tcp' | 'udp';
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  owner: LinuxProcess | undefined;
  /** Virtual time until which it waits; undefined while it is established. */
  waitsUntil: number | undefined;
}

export class Connections {
  readonly #now: () => number;
  readonly #known = new Set<KnownConnection>();

  constructor(now: () => number) {
    this.#now = now;
  }

  add(connection: KnownConnection): void {
    this.#known.add(connection);
  }

  /** This end closes; it waits if it is the first of the two. */
  close(connection: KnownConnection, waits: boolean): void {
    if (waits && connection.protocol === 'tcp') connection.waitsUntil = this.#now() + timeWait;
    else this.#known.delete(connection);
  }

  get sockets(): readonly Socket[] {
    const sockets: Socket[] = [];
    for (const connection of this.#known) {
      const { protocol, local, remote, owner, waitsUntil } = connection;
      if (waitsUntil !== undefined && waitsUntil <= this.#now()) {
        this.#known.delete(connection);
        continue;
      }
      const waiting = waitsUntil !== undefined;
      sockets.push({
        protocol,
        local,
        remote,
        state: waiting ? 'TIME_WAIT' : 'ESTABLISHED',
        uid: waiting ? 0 : (owner?.credentials.uid ?? 0),
        owner: waiting ? undefined : owner,
      });
    }
    return sockets;
  }
}
