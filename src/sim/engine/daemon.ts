// The daemon as a service of its machine: it starts and ends, and its predefined networks exist. What answers requests
// (engine.ts) is loaded with the first one.
import type { Machine } from '../computer/contract.ts';
import type { Unit, UnitState } from '../computer/units.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Endpoint } from '../kernel/log.ts';
import type { Service } from '../kernel/message.ts';
import type { RandomStream } from '../kernel/random.ts';
import { load, sleep, type Task } from '../kernel/task.ts';
import { Trigger } from '../kernel/trigger.ts';
import type { DaemonEvent } from '../machines/daemon.ts';
import { NetworkStore } from './networks/network-store.ts';
import { recordKey, type DaemonRecord } from './records.ts';
import { Requests } from './requests.ts';
import { DockerPorts } from './socket/docker-port.ts';
import { DockerSocket } from './socket/docker-socket.ts';
import { readDaemonFile, type DaemonFile } from './system/daemon-file.ts';

/** ms until a daemon that was told to start has read its state. */
const startUp = 600;

/** The state that an event leads to, by the daemon's statechart. */
type Chart = (state: string, event: DaemonEvent) => string | undefined;

/** No page needs it before a daemon starts or ends for the first time. */
const loadChart = async (): Promise<Chart> => {
  const [{ daemonMachine }, { next }] = await Promise.all([
    import('../machines/daemon.ts'),
    import('../machines/next.ts'),
  ]);
  return (state, event) => next(daemonMachine, state, event);
};

/** What the part that answers requests does when the daemon starts and ends. */
export interface Inner {
  readonly service: Service;
  /** Stops what runs. No request comes in any more. */
  shutDown(): Task;
  /** Starts what the restart policies say. No request comes in yet. */
  restore(): Task;
}

const unitStates: Readonly<Record<DaemonRecord['state'], UnitState>> = {
  stopped: 'inactive',
  starting: 'activating',
  ready: 'active',
  stopping: 'deactivating',
};

export class Daemon implements Unit {
  readonly name: string = 'docker';
  readonly description = 'Docker Application Container Engine';
  readonly documentation = 'https://docs.docker.com';
  readonly endpoint: Endpoint;
  readonly machine: Machine;
  readonly kernel: Kernel;
  readonly networks: NetworkStore;
  readonly requests: Requests;
  /** What answers, once it was needed. */
  inner: Inner | undefined;
  /** As its file of settings said when it started. */
  settings: DaemonFile;
  since: number;
  readonly #service: Service;
  readonly #socket: DockerSocket;
  readonly #ports: DockerPorts;
  readonly #ids: RandomStream;
  readonly #changed = new Trigger();
  readonly #key: string;

  /** `service` answers its requests while it is ready. */
  constructor(machine: Machine, service: Service) {
    const { kernel, name: host } = machine;
    this.endpoint = `daemon:${host}`;
    this.machine = machine;
    this.kernel = kernel;
    this.since = kernel.clock;
    this.requests = new Requests(kernel);
    this.#service = service;
    this.#key = recordKey(host, 'daemon');
    this.#ids = kernel.random(`ids ${host}`);
    this.networks = new NetworkStore({ kernel, machine, name: host, newId: () => this.newId() });
    this.networks.createPredefined();
    kernel.store.put('daemon', this.#key, { engine: host, state: 'ready', activity: 'idle' });
    kernel.serve(this.endpoint, service);
    this.settings = readDaemonFile(machine.files);
    this.#socket = new DockerSocket(this);
    this.#ports = new DockerPorts(this);
    this.#listen();
  }

  get state(): UnitState {
    return unitStates[this.#record.state];
  }

  /** A new id of 64 hexadecimal digits. */
  newId(): string {
    return this.#ids.hex(64);
  }

  *start(): Task {
    while (this.state === 'deactivating') yield* this.#changed.next();
    const chart = yield* load(loadChart);
    if (this.state === 'inactive') {
      this.#move(chart, 'start');
      this.settings = readDaemonFile(this.machine.files);
      yield* sleep(startUp);
      this.networks.renewBridge();
      if (this.inner) yield* this.inner.restore();
      this.kernel.serve(this.endpoint, this.#service);
      this.#listen();
      this.#move(chart, 'ready');
    }
    while (this.state === 'activating') yield* this.#changed.next();
  }

  *stop(): Task {
    while (this.state === 'activating') yield* this.#changed.next();
    const chart = yield* load(loadChart);
    if (this.state === 'active') {
      this.#move(chart, 'stop');
      this.kernel.serve(this.endpoint, undefined);
      this.#socket.close();
      this.#ports.close();
      if (this.inner) yield* this.inner.shutDown();
      yield* this.requests.end();
      this.#move(chart, 'stopped');
    }
    while (this.state === 'deactivating') yield* this.#changed.next();
  }

  #listen(): void {
    if (this.settings.hosts.some((host) => host.startsWith('unix:') || host.startsWith('fd:'))) this.#socket.open();
    this.#ports.open(this.settings);
  }

  get #record(): DaemonRecord {
    const record = this.kernel.store.get('daemon', this.#key);
    if (!record) throw new Error(`no daemon ${this.machine.name}`);
    return record;
  }

  #move(chart: Chart, event: DaemonEvent): void {
    const record = this.#record;
    const state = chart(record.state, event);
    if (state === undefined) throw new Error(`the daemon cannot ${event} while it is ${record.state}`);
    this.since = this.kernel.clock;
    this.kernel.store.put('daemon', this.#key, {
      ...record,
      state: state as DaemonRecord['state'],
      activity: 'idle',
    });
    this.#changed.fire();
  }
}
