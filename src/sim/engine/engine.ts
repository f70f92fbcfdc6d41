// What an engine is made of: its machine, its stores, its running containers. Handlers are functions over this.
import type { Kernel } from '../kernel/kernel.ts';
import type { Endpoint } from '../kernel/log.ts';
import type { Link } from '../kernel/message.ts';
import type { Machine } from '../computer/contract.ts';
import { linux } from '../computer/linux.ts';
import { legal } from '../machines/next.ts';
import { daemonMachine } from '../machines/daemon.ts';
import type { Daemon } from './daemon.ts';
import { Containers } from './containers/containers.ts';
import { Events } from './events.ts';
import type { Exec } from './exec/exec.ts';
import { ImageStore } from './images/image-store.ts';
import { LayerStore } from './layers/layer-store.ts';
import type { NetworkStore } from './networks/network-store.ts';
import { recordKey, type DaemonRecord } from './records.ts';
import type { DaemonFile } from './system/daemon-file.ts';
import { VolumeStore } from './volumes/volume-store.ts';

/** Where a registry answers, and the way there. */
export interface RegistryRoute {
  readonly endpoint: Endpoint;
  readonly link: Link;
}

/** Finds a registry by host (`docker.io`, `auth.docker.io`, `localhost:5000`); undefined: nothing answers there. */
export type RegistryDirectory = (host: string) => RegistryRoute | undefined;

/** What may differ from one engine to another. */
export interface EngineOptions {
  /** What `docker info` shows of the host. */
  readonly kernelVersion: string;
  readonly operatingSystem: string;
}

const defaults: EngineOptions = { kernelVersion: linux.release, operatingSystem: 'Ubuntu 24.04.1 LTS' };

/** An engine. */
export class Engine {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly machine: Machine;
  readonly kernel: Kernel;
  readonly registries: RegistryDirectory;
  readonly options: EngineOptions;
  readonly events: Events;
  readonly layers: LayerStore;
  readonly images: ImageStore;
  readonly volumes: VolumeStore;
  readonly networks: NetworkStore;
  readonly containers: Containers;
  readonly execs = new Map<string, Exec>();
  /** `ID` of `docker info`. */
  readonly id: string;
  readonly #activities: string[] = [];

  readonly #daemon: Daemon;

  constructor(daemon: Daemon, registries: RegistryDirectory, options: Partial<EngineOptions> = {}) {
    const { kernel, endpoint, machine, networks } = daemon;
    const { name } = machine;
    this.#daemon = daemon;
    this.name = name;
    this.endpoint = endpoint;
    this.machine = machine;
    this.kernel = kernel;
    this.networks = networks;
    this.registries = registries;
    this.options = { ...defaults, ...options };
    const hex = kernel.random(`engine ${name}`).hex(32);
    this.id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    this.events = new Events(kernel, endpoint);
    this.layers = new LayerStore(name, kernel.store);
    this.images = new ImageStore(name, kernel.store, this.layers, (chainId) => this.containers.areOn(chainId));
    this.volumes = new VolumeStore(this);
    this.containers = new Containers(this);
  }

  /** Its file of settings, as it was read when it started. */
  get settings(): DaemonFile {
    return this.#daemon.settings;
  }

  /** Hosts of registries that are spoken to without TLS besides the machine's own. */
  get insecureRegistries(): readonly string[] {
    return this.#daemon.settings.insecureRegistries;
  }

  /** A new id of 64 hexadecimal digits. */
  newId(): string {
    return this.#daemon.newId();
  }

  /**
   * Says what the daemon is doing, in a word for the stage, until the function returned is called. What it does for
   * its own start and end is told by its state.
   */
  busy(activity: string): () => void {
    if (!legal(daemonMachine, this.#record.state, 'work')) return () => undefined;
    this.#activities.push(activity);
    this.#show();
    return () => {
      this.#activities.splice(this.#activities.lastIndexOf(activity), 1);
      this.#show();
    };
  }

  #show(): void {
    const record = this.#record;
    const activity = record.state === 'ready' ? (this.#activities.at(-1) ?? 'idle') : 'idle';
    if (record.activity !== activity) this.kernel.store.put('daemon', this.#key, { ...record, activity });
  }

  get #key(): string {
    return recordKey(this.name, 'daemon');
  }

  get #record(): DaemonRecord {
    const record = this.kernel.store.get('daemon', this.#key);
    if (!record) throw new Error(`no daemon ${this.name}`);
    return record;
  }
}
