// The volumes of an engine: trees of files that outlive the containers which mount them.
import { Disk } from '../../computer/filesystem/disk.ts';
import type { Engine } from '../engine.ts';
import type { ApiError } from '../errors.ts';
import { errors } from '../errors.ts';
import { sortedByName } from '../events.ts';
import { emptyTree } from '../layers/empty-tree.ts';
import { recordKey, type VolumeRecord } from '../records.ts';
import { WriteBack } from '../write-back.ts';

/** Where the daemon keeps volumes. */
export const mountpoint = (name: string): string => `/var/lib/docker/volumes/${name}/_data`;

/** The label that marks a volume which was made without a name. */
export const anonymousLabel = 'com.docker.volume.anonymous';

/** What a volume is made with. */
export interface NewVolume {
  readonly name?: string | undefined;
  readonly driver?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | null | undefined;
  readonly options?: Readonly<Record<string, string>> | null | undefined;
}

/** Volumes by name. */
export class VolumeStore {
  readonly #engine: Engine;
  readonly #disks = new Map<string, Disk>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get(name: string): VolumeRecord | undefined {
    return this.#engine.kernel.store.get('volume', recordKey(this.#engine.name, name));
  }

  /** The disk that holds a volume's files, live. */
  disk(name: string): Disk | undefined {
    return this.#disks.get(name);
  }

  /** All volumes in order of their making. */
  *all(): Iterable<VolumeRecord> {
    for (const name of this.#disks.keys()) {
      const record = this.get(name);
      if (record) yield record;
    }
  }

  /** Makes a volume; one that is there already is returned as it is. */
  create({ name, driver = 'local', labels = null, options = null }: NewVolume): VolumeRecord | ApiError {
    const anonymous = name === undefined || name === '';
    const chosen = anonymous ? this.#engine.newId() : name;
    if (driver !== 'local' && driver !== '') return errors.volumeDriver(chosen, driver);
    const refusal = refuseName(chosen) ?? refuseOptions(chosen, options);
    if (refusal) return refusal;
    const known = this.get(chosen);
    if (known) return known;
    const { kernel } = this.#engine;
    const marked = anonymous ? sortedByName({ ...labels, [anonymousLabel]: '' }) : labels && sortedByName(labels);
    const record: VolumeRecord = {
      engine: this.#engine.name,
      name: chosen,
      anonymous,
      driver: 'local',
      labels: marked,
      options: options && Object.keys(options).length > 0 ? options : null,
      createdAt: kernel.clock,
      tree: emptyTree,
      size: 0,
    };
    const key = recordKey(this.#engine.name, chosen);
    const writeBack = new WriteBack(kernel, () => {
      const disk = this.#disks.get(chosen);
      if (disk) kernel.store.update('volume', key, { tree: disk.tree, size: disk.tree.bytes });
    });
    this.#disks.set(
      chosen,
      new Disk(emptyTree, {
        ...capacityOf(options),
        onChange: () => {
          writeBack.changed();
        },
      }),
    );
    kernel.store.put('volume', key, record);
    this.#engine.events.emit('volume', 'create', chosen, { driver: 'local' });
    return record;
  }

  /** Takes everything out of a volume. */
  empty(name: string): void {
    this.#disks.get(name)?.commit(emptyTree);
  }

  /** Removes a volume that no container uses. */
  remove(name: string): void {
    this.#disks.delete(name);
    this.#engine.kernel.store.delete('volume', recordKey(this.#engine.name, name));
    this.#engine.events.emit('volume', 'destroy', name, { driver: 'local' });
  }

  /** Ids of the containers that mount a volume, whether they run or not. */
  users(name: string): string[] {
    const users: string[] = [];
    for (const { id, record } of this.#engine.containers.all())
      if (record.mounts.some((mount) => mount.type === 'volume' && mount.name === name)) users.push(id);
    return users;
  }
}

/** The size of a volume in memory (`o=size=1m`). */
function capacityOf(options: Readonly<Record<string, string>> | null): { capacity?: number } {
  const [, number = '', unit = ''] = /(?:^|,)size=(\d+)([kmg]?)/i.exec(options?.['o'] ?? '') ?? [];
  return options?.['type'] === 'tmpfs' && number !== ''
    ? { capacity: Number(number) * 1024 ** ' kmg'.indexOf(unit.toLowerCase() || ' ') }
    : {};
}

function refuseName(name: string): ApiError | undefined {
  if (name.length === 1) return errors.volumeNameShort(name);
  return /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name) ? undefined : errors.volumeName(name);
}

function refuseOptions(name: string, options: Readonly<Record<string, string>> | null): ApiError | undefined {
  const strange = Object.keys(options ?? {}).find((option) => !['type', 'o', 'device', 'size'].includes(option));
  if (strange !== undefined) return errors.volumeOption(name, strange);
  const { type, device, o, size } = options ?? {};
  if ((type !== undefined || o !== undefined) && device === undefined) return errors.volumeMisses(name, 'device');
  if ((device !== undefined || o !== undefined) && type === undefined) return errors.volumeMisses(name, 'type');
  return size === undefined ? undefined : errors.volumeQuota(name);
}
