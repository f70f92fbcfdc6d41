// A socket that listens: connections queue until a program accepts them (listen(2)).
import type { Endpoint } from '../../kernel/log.ts';
import type { Task } from '../../kernel/task.ts';
import { Trigger } from '../../kernel/trigger.ts';
import type { Connection, Listener, SocketAddress } from '../contract.ts';
import type { LinuxProcess } from '../processes/process.ts';
import type { ConnectionEnd } from './connection.ts';

const backlog = 511;

export class ListeningSocket implements Listener {
  readonly local: SocketAddress;
  readonly protocol: 'tcp' | 'udp';
  /** Host pid of the process that opened it, and its pid in its own namespace. */
  readonly hostPid: number;
  readonly pid: number;
  readonly owner: LinuxProcess | undefined;
  service: Endpoint | undefined;
  readonly #queue: ConnectionEnd[] = [];
  readonly #changed = new Trigger();
  /** Whose code runs now: who opens the socket, and who accepts. */
  readonly #running: () => LinuxProcess | undefined;
  readonly #onClose: () => void;
  #state: 'open' | 'closed' = 'open';

  constructor(
    local: SocketAddress,
    protocol: 'tcp' | 'udp',
    running: () => LinuxProcess | undefined,
    onClose: () => void,
  ) {
    const owner = running();
    this.owner = owner;
    this.#running = running;
    this.local = local;
    this.protocol = protocol;
    this.hostPid = owner?.hostPid ?? 0;
    this.pid = owner?.pid ?? 0;
    this.#onClose = onClose;
  }

  /** A connection arrives; false when it is not taken. */
  offer(connection: ConnectionEnd): boolean {
    if (this.#state === 'closed' || this.#queue.length >= backlog) return false;
    this.#queue.push(connection);
    this.#changed.fire();
    return true;
  }

  *accept(): Task<Connection | undefined> {
    for (;;) {
      const next = this.#queue.shift();
      if (next) return next.ownedBy(this.#running());
      if (this.#state === 'closed') return undefined;
      yield* this.#changed.next();
    }
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    for (const connection of this.#queue.splice(0)) connection.abort();
    this.#onClose();
    this.#changed.fire();
  }
}
