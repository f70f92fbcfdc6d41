// A TCP connection: two flows, and the two ends that programs hold.
import type { Kernel } from '../../kernel/kernel.ts';
import type { Endpoint } from '../../kernel/log.ts';
import type { Link } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Connection, SocketAddress } from '../contract.ts';
import type { Errno } from '../filesystem/errno.ts';
import type { LinuxProcess } from '../processes/process.ts';
import type { Connections, KnownConnection } from './connections.ts';
import { Flow, type Observer } from './flow.ts';

/** One end. */
export class ConnectionEnd implements Connection {
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  service: Endpoint | undefined;
  readonly #incoming: Flow;
  readonly #outgoing: Flow;
  #disown: (() => void) | undefined;
  #known: { readonly in: Connections; readonly as: KnownConnection } | undefined;

  constructor(local: SocketAddress, remote: SocketAddress, incoming: Flow, outgoing: Flow) {
    this.local = local;
    this.remote = remote;
    this.#incoming = incoming;
    this.#outgoing = outgoing;
  }

  get reset(): boolean {
    return this.#incoming.reset;
  }

  *read(limit = 65536): Task<Uint8Array | undefined> {
    return yield* this.#incoming.read(limit);
  }

  *write(bytes: Uint8Array): Task<Errno | undefined> {
    if (this.#incoming.reset) return 'ECONNRESET';
    return yield* this.#outgoing.write(bytes);
  }

  /** Lists it among the connections of a namespace. */
  listIn(connections: Connections, as: KnownConnection): void {
    this.#known = { in: connections, as };
    connections.add(as);
  }

  /** It closes when this process ends. */
  ownedBy(process: LinuxProcess | undefined): this {
    this.#disown?.();
    if (this.#known) this.#known.as.owner = process;
    this.#disown = process?.whenEnded(() => {
      this.close();
    });
    return this;
  }

  /** No more will be written; what the other side sends can still be read. */
  shutdown(): void {
    this.#outgoing.close();
  }

  /** Closes both directions: the other side reads what was written, then the end. */
  close(): void {
    this.#disown?.();
    this.#known?.in.close(this.#known.as, !this.#incoming.ended);
    this.#known = undefined;
    this.#outgoing.close();
    this.#incoming.abandon();
  }

  /** Cuts the connection off: the other side sees a reset (RST). */
  abort(): void {
    this.#disown?.();
    this.#known?.in.close(this.#known.as, false);
    this.#known = undefined;
    this.#outgoing.close('reset');
    this.#incoming.abandon();
  }
}

/** Both ends of a new connection. The observers see what each side sends. */
export function connect(
  kernel: Kernel,
  link: Link,
  addresses: { readonly client: SocketAddress; readonly server: SocketAddress; readonly serverSees: SocketAddress },
  observers: { readonly request: Observer; readonly response: Observer },
): { client: ConnectionEnd; server: ConnectionEnd } {
  const request = new Flow(kernel, link, observers.request);
  const response = new Flow(kernel, link, observers.response);
  return {
    client: new ConnectionEnd(addresses.client, addresses.server, response, request),
    server: new ConnectionEnd(addresses.server, addresses.serverSees, request, response),
  };
}
