// The daemon when the machine has come up: it is ready, its predefined networks exist, and nobody has asked it for
// anything. What answers requests (engine.ts) is loaded with the first one.
import type { Machine } from '../computer/contract.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Endpoint } from '../kernel/log.ts';
import type { RandomStream } from '../kernel/random.ts';
import { NetworkStore } from './networks/network-store.ts';
import { recordKey } from './records.ts';

export class Daemon {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly machine: Machine;
  readonly kernel: Kernel;
  readonly networks: NetworkStore;
  /** Virtual clock time of its start, ms since 1970. */
  readonly startedAt: number;
  readonly #ids: RandomStream;

  constructor(machine: Machine) {
    const { kernel, name } = machine;
    this.name = name;
    this.endpoint = `daemon:${name}`;
    this.machine = machine;
    this.kernel = kernel;
    this.startedAt = kernel.clock;
    this.#ids = kernel.random(`ids ${name}`);
    this.networks = new NetworkStore(this);
    this.networks.createPredefined();
    kernel.store.put('daemon', recordKey(name, 'daemon'), { engine: name, state: 'ready', activity: 'idle' });
  }

  /** A new id of 64 hexadecimal digits. */
  newId(): string {
    return this.#ids.hex(64);
  }
}
