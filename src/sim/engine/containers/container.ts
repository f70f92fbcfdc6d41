// A container as the daemon holds it: its record, its files, its first process, and who waits for what becomes of it.
import type { Descriptor, NetworkNamespace, Process, Terminal } from '../../computer/contract.ts';
import { Disk } from '../../computer/filesystem/disk.ts';
import type { MountTable } from '../../computer/filesystem/mounts.ts';
import type { Tree } from '../../computer/filesystem/tree.ts';
import type { NamespaceOfNetworks } from '../../computer/network/namespace.ts';
import type { PublishedPort as OpenPort } from '../../computer/network/networks.ts';
import type { Task, TaskHandle } from '../../kernel/task.ts';
import { Latch, Trigger } from '../../kernel/trigger.ts';
import { containerMachine, type ContainerEvent } from '../../machines/container.ts';
import { legal, next } from '../../machines/next.ts';
import type { Engine } from '../engine.ts';
import type { ImageConfig } from '../../oci/image-config.ts';
import {
  recordKey,
  type ContainerRecord,
  type ContainerState,
  type HealthState,
  type ImageRecord,
} from '../records.ts';
import { WriteBack } from '../write-back.ts';
import { LogFile } from './log-file.ts';
import { Outputs } from './outputs.ts';
import type { Streams } from './streams.ts';

/** What exists only while the first process runs. */
export interface Running {
  readonly init: Process;
  readonly mounts: MountTable;
  /** The namespace that its processes use; `own` when it is this container's. */
  readonly network: NetworkNamespace;
  readonly own: NamespaceOfNetworks | undefined;
  readonly ports: OpenPort[];
  readonly terminal: Terminal | undefined;
  /** The writing end of its standard input. */
  readonly stdin: Descriptor | undefined;
  readonly streams: Streams;
  readonly startedAt: number;
  /** Volumes to be told of when it ends. */
  readonly volumes: readonly string[];
}

/** What the files of /proc and /sys tell of: a container, or a step of a build. */
export interface Inside {
  readonly engine: Engine;
  readonly id: string;
  readonly record: {
    readonly config: Pick<ContainerRecord['config'], 'Tty' | 'Hostname'>;
    readonly hostConfig: ContainerRecord['hostConfig'];
    readonly mounts?: ContainerRecord['mounts'];
  };
  readonly running: Pick<Running, 'init' | 'network'> | undefined;
}

/** The delay of a restart policy begins with this (ms; moby's restartmanager). */
export const firstDelay = 100;

/** A container. */
export class Container {
  readonly engine: Engine;
  readonly id: string;
  /** Of the image that it was made from; these stay when the image is removed by force. */
  readonly lower: Tree;
  readonly imageConfig: ImageConfig;
  readonly imageLayers: readonly string[];
  readonly imageSize: number;
  /** Its writable layer, live. */
  readonly disk: Disk;
  /** /etc/hosts, /etc/hostname, /etc/resolv.conf, which are not part of its layers. */
  readonly etc: Disk;
  readonly log: LogFile;
  /** Who is attached. */
  readonly outputs = new Outputs();
  running: Running | undefined;
  /** Fires whenever its state changes. */
  readonly changed = new Trigger();
  /** Opens when it has been removed. */
  readonly removed = new Latch();
  /** Fires with the exit code each time that its first process has ended and has been cleaned up after. */
  readonly ended = new Trigger<number>();
  /** Ids of exec instances that run. */
  readonly execs = new Set<string>();
  /** The task that waits for a restart policy's delay. */
  restart: TaskHandle | undefined;
  health: TaskHandle | undefined;
  /** Next delay (ms) of the restart policy; it doubles. */
  restartDelay = firstDelay;
  /** True while it is being started. */
  starting = false;
  /** Processes that the kernel had killed for want of memory before this run. */
  oomKillsBefore = 0;
  /** Set by stop, kill and restart: the restart policy keeps quiet for this end. */
  expectEnd = false;
  /** Restarting by `docker restart`: an automatic removal must not happen in between. */
  isRestarted = false;
  #record: ContainerRecord;
  readonly #key: string;
  readonly #writeBack: WriteBack;

  constructor(engine: Engine, record: ContainerRecord, image: ImageRecord, lower: Tree) {
    this.engine = engine;
    this.id = record.id;
    this.#record = record;
    this.#key = recordKey(engine.name, record.id);
    this.lower = lower;
    this.imageConfig = image.config;
    this.imageLayers = image.layers;
    this.imageSize = image.size;
    this.log = new LogFile(record.hostConfig.LogConfig.Type, record.hostConfig.LogConfig.Config);
    this.#writeBack = new WriteBack(engine.kernel, () => {
      if (this.removed.opened) return;
      const { tree } = this.disk;
      this.update({ writable: tree, writableSize: tree.bytes });
    });
    this.disk = new Disk(record.writable, {
      onChange: () => {
        this.#writeBack.changed();
      },
    });
    this.etc = new Disk(record.writable);
    engine.kernel.store.put('container', this.#key, record);
  }

  /** The record, with what was written to the files up to now. */
  get record(): ContainerRecord {
    return this.#record;
  }

  /** Whether its first process runs (it may be paused). */
  get isLive(): boolean {
    return this.running !== undefined;
  }

  /** Its place in the statechart. */
  get statePath(): string {
    const { state, health } = this.#record;
    return state === 'running' || state === 'paused' ? `${state}.${health}` : state;
  }

  /** Whether a verb is legal now. */
  may(event: ContainerEvent): boolean {
    return legal(containerMachine, this.statePath, event);
  }

  /** Moves along the statechart and changes other fields with it; throws when the event is not legal: ask `may` before. */
  move(event: ContainerEvent, fields: Partial<Omit<ContainerRecord, 'state' | 'health'>> = {}): void {
    const path = next(containerMachine, this.statePath, event);
    if (path === undefined) throw new Error(`container ${this.id} cannot ${event} while ${this.statePath}`);
    if (path === 'gone') {
      this.engine.kernel.store.delete('container', this.#key);
      this.removed.open();
      this.changed.fire();
      return;
    }
    const [state = '', health] = path.split('.');
    this.update({
      state: state as ContainerState,
      health: health === undefined ? this.#healthWhenDown() : (health as HealthState),
      ...fields,
    });
  }

  /** While the daemon is starting it, or cleaning up after its end, other requests wait (moby's lock of a container). */
  *settled(): Task {
    while (this.starting || this.running?.init.exited.opened) yield* this.changed.next();
  }

  /** Changes fields of the record. */
  update(fields: Partial<ContainerRecord>): void {
    this.#record = { ...this.#record, ...fields };
    this.engine.kernel.store.put('container', this.#key, this.#record);
    this.changed.fire();
  }

  /** Begins to count restarts anew, as each start by a user or with the daemon does. */
  resetRestarts(): void {
    this.restartDelay = firstDelay;
    if (this.#record.restartCount > 0) this.update({ restartCount: 0 });
  }

  /** Writes what its processes changed in its files into the record now. */
  flush(): void {
    this.#writeBack.flush();
  }

  /** What its events say about it: its labels, image and name. */
  attributes(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return { ...this.#record.config.Labels, ...more, image: this.#record.imageName, name: this.#record.name };
  }

  /** Something happened to it. */
  emit(action: string, more?: Readonly<Record<string, string>>): void {
    this.engine.events.emit('container', action, this.id, this.attributes(more));
  }

  /** A stopped container with a check keeps its last verdict as unhealthy, as Docker shows it. */
  #healthWhenDown(): HealthState {
    return this.#record.health === 'none' ? 'none' : 'unhealthy';
  }
}
