// What is mounted into a container: `-v`, `--mount`, `--volumes-from`, VOLUME of the image (moby's daemon/volumes.go).
import type { Container } from './container.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import { absolute } from '../../computer/filesystem/path.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errors } from '../errors.ts';
import type { ContainerConfig, HostConfig, Mount, MountSpec } from '../records.ts';
import { mountpoint } from '../volumes/volume-store.ts';

/** A mount that is wanted: `create` makes the host's directory or the volume, `copy` fills an empty volume from the image. */
export interface WantedMount extends Mount {
  /** A bind whose directory on the host is made when it is missing. */
  readonly createsSource: boolean;
  /** An empty volume gets the files that the image has there. */
  readonly copies: boolean;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly options: Readonly<Record<string, string>> | null;
}

const plain = { createsSource: false, copies: false, labels: null, options: null } as const;

/** All mounts of a container to be, those of the image's VOLUMEs last. */
export function wantedMounts(engine: Engine, config: ContainerConfig, host: HostConfig): WantedMount[] | ApiError {
  const mounts = new Map<string, WantedMount>();
  for (const source of host.VolumesFrom ?? []) {
    const inherited = inheritedMounts(engine, source);
    if (inherited instanceof ApiError) return errors.otherContainer(inherited);
    for (const mount of inherited) mounts.set(mount.destination, mount);
  }
  const bound = new Set<string>();
  for (const text of host.Binds ?? []) {
    const mount = parseBind(text, host.VolumeDriver);
    if (mount instanceof ApiError) return mount;
    if (bound.has(mount.destination)) return errors.invalidOption(`Duplicate mount point: ${mount.destination}`);
    bound.add(mount.destination);
    mounts.set(mount.destination, mount);
  }
  for (const spec of host.Mounts ?? []) {
    const mount = readSpec(engine, spec);
    if (mount instanceof ApiError) return mount;
    if (bound.has(mount.destination)) return errors.invalidOption(`Duplicate mount point: ${mount.destination}`);
    bound.add(mount.destination);
    mounts.set(mount.destination, mount);
  }
  for (const [path, options] of Object.entries(host.Tmpfs ?? {})) {
    if (bound.has(absolute(path))) return errors.invalidOption(`Duplicate mount point: ${absolute(path)}`);
    mounts.set(absolute(path), tmpfs(path, options));
  }
  for (const path of Object.keys(config.Volumes ?? {})) {
    const destination = absolute(path);
    if (!mounts.has(destination)) mounts.set(destination, volume('', destination, '', false, true));
  }
  return [...mounts.values()];
}

/** The mounts as the record keeps them, tmpfs of `--tmpfs` apart: inspect shows those in HostConfig only. */
export const recorded = ({ createsSource, copies, labels, options, ...mount }: WantedMount): Mount => {
  void [createsSource, copies, labels, options];
  return mount;
};

function volume(name: string, destination: string, mode: string, readOnly: boolean, copies: boolean): WantedMount {
  return {
    ...plain,
    type: 'volume',
    name,
    source: name === '' ? '' : mountpoint(name),
    destination,
    driver: 'local',
    mode,
    readOnly,
    propagation: '',
    copies,
  };
}

const tmpfsFlags = new Set(
  (
    'defaults ro rw suid nosuid dev nodev exec noexec sync async dirsync remount mand nomand atime noatime diratime ' +
    'nodiratime relatime norelatime strictatime nostrictatime bind rbind unbindable runbindable private rprivate ' +
    'shared rshared slave rslave tmpcopyup'
  ).split(' '),
);
const tmpfsValues = new Set(['mode', 'uid', 'gid', 'size', 'nr_inodes', 'nr_blocks', 'mpol', 'huge']);

/** What the daemon refuses of `--tmpfs` options, when it starts the container. */
export function refuseTmpfs(options: string): ApiError | undefined {
  for (const word of options.split(',')) {
    if (word === '' || tmpfsFlags.has(word)) continue;
    const [name = '', value] = word.split('=');
    if (value === undefined || !tmpfsValues.has(name)) return errors.startFailed(`invalid tmpfs option "${name}"`);
  }
  return undefined;
}

/** A tmpfs with the options of `--tmpfs path:options`. */
function tmpfs(path: string, options: string): WantedMount {
  const [, number = '', unit = ''] = /(?:^|,)size=(\d+)([kmg]?)(?:,|$)/i.exec(options) ?? [];
  const size = number === '' ? undefined : Number(number) * 1024 ** ' kmg'.indexOf(unit.toLowerCase() || ' ');
  return {
    ...plain,
    type: 'tmpfs',
    name: '',
    source: '',
    destination: absolute(path),
    driver: '',
    mode: options,
    readOnly: options.split(',').includes('ro'),
    propagation: '',
    ...(size === undefined ? {} : { size }),
  };
}

const modes = /^(?:ro|rw|z|Z|nocopy|r?shared|r?slave|r?private|cached|delegated|consistent)$/;

/** Whether a mode says a thing twice: of each kind there is one word. */
function contradicts(mode: string): boolean {
  const kinds = mode
    .split(',')
    .map((word) =>
      /^r[ow]$/.test(word)
        ? 'access'
        : /^z$/i.test(word)
          ? 'label'
          : /shared$|slave$|private$/.test(word)
            ? 'propagation'
            : word,
    );
  return new Set(kinds).size < kinds.length;
}

/** `source:destination[:mode]`, or a destination alone. */
function parseBind(text: string, driver: string): WantedMount | ApiError {
  const parts = text.split(':');
  if (parts.length > 3 || parts.some((part) => part === ''))
    return errors.invalidOption(`invalid volume specification: '${text}'`);
  // A mode cannot follow a destination alone.
  if (parts.length === 2 && parts[1]?.split(',').every((word) => modes.test(word)))
    return errors.invalidOption(`invalid volume specification: '${text}'`);
  const [source = '', target, mode = ''] = parts.length === 1 ? ['', parts[0]] : parts;
  const unknown = mode === '' ? undefined : mode.split(',').find((word) => !modes.test(word));
  if (unknown !== undefined || contradicts(mode)) return errors.invalidOption(`invalid mode: ${mode}`);
  const isBind = source.startsWith('/');
  const refuse = (why: string): ApiError =>
    errors.invalidOption(
      `invalid volume specification: '${text}': invalid mount config for type "${isBind ? 'bind' : 'volume'}": ${why}`,
    );
  const destination = target ?? '';
  if (!destination.startsWith('/')) return refuse(`invalid mount path: '${destination}' mount path must be absolute`);
  if (absolute(destination) === '/') return refuse("invalid specification: destination can't be '/'");
  const words = mode.split(',');
  const propagation = words.find((word) => /shared$|slave$|private$/.test(word));
  if (isBind && words.includes('nocopy')) return refuse('field VolumeOptions must not be specified');
  if (!isBind && propagation !== undefined) return refuse('field BindOptions must not be specified');
  const readOnly = words.includes('ro');
  if (!isBind) {
    const shown = source === '' ? mode : mode === '' ? 'z' : mode;
    const named = volume(source, absolute(destination), shown, readOnly, !words.includes('nocopy'));
    return driver === '' ? named : { ...named, driver };
  }
  return {
    ...plain,
    type: 'bind',
    name: '',
    source: absolute(source),
    destination: absolute(destination),
    driver: '',
    mode,
    readOnly,
    propagation: propagation ?? 'rprivate',
    createsSource: true,
  };
}

function readSpec(engine: Engine, spec: MountSpec): WantedMount | ApiError {
  const { Type: type, Source: source = '', Target: target = '' } = spec;
  const refuse = (why: string): ApiError => errors.invalidOption(`invalid mount config for type "${type}": ${why}`);
  if (!['bind', 'volume', 'tmpfs', 'image'].includes(type)) return refuse('mount type unknown');
  if (target === '') return refuse('field Target must not be empty');
  if (!target.startsWith('/')) return refuse(`invalid mount path: '${target}' mount path must be absolute`);
  if (absolute(target) === '/') return refuse("invalid specification: destination can't be '/'");
  const destination = absolute(target);
  const readOnly = spec.ReadOnly ?? false;
  if (type === 'bind') {
    if (source === '') return refuse('field Source must not be empty');
    if (!source.startsWith('/')) return refuse(`invalid mount path: '${source}' mount path must be absolute`);
    const creates = spec.BindOptions?.CreateMountpoint ?? false;
    if (!creates && failed(engine.machine.files.stat(source)))
      return refuse(`bind source path does not exist: ${source}`);
    const propagation = spec.BindOptions?.Propagation;
    return {
      ...plain,
      type: 'bind',
      name: '',
      source: absolute(source),
      destination,
      driver: '',
      mode: '',
      readOnly,
      propagation: propagation === undefined || propagation === '' ? 'rprivate' : propagation,
      createsSource: creates,
    };
  }
  if (type === 'tmpfs') {
    if (source !== '') return refuse('field Source must not be specified');
    const size = spec.TmpfsOptions?.SizeBytes;
    const permissions = spec.TmpfsOptions?.Mode;
    return {
      ...tmpfs(destination, ''),
      readOnly,
      ...(size === undefined || size === 0 ? {} : { size }),
      ...(permissions === undefined ? {} : { permissions }),
    };
  }
  if (type === 'image') return imageMount(engine, spec, destination);
  const { Subpath: subpath = '', DriverConfig: driver } = spec.VolumeOptions ?? {};
  return {
    ...volume(source, destination, 'z', readOnly, !(spec.VolumeOptions?.NoCopy ?? false)),
    ...(subpath === '' ? {} : { subpath }),
    ...(driver?.Name ? { driver: driver.Name } : {}),
    labels: spec.VolumeOptions?.Labels ?? null,
    options: spec.VolumeOptions?.DriverConfig?.Options ?? null,
  };
}

/** An image's files: they can be read only. */
function imageMount(engine: Engine, spec: MountSpec, destination: string): WantedMount | ApiError {
  const { Source: source = '' } = spec;
  if (source === '')
    return errors.invalidOption('invalid mount config for type "image": field Source must not be empty');
  const image = engine.images.resolve(source);
  if (image instanceof ApiError) return image;
  const subpath = spec.ImageOptions?.Subpath ?? '';
  return {
    ...plain,
    type: 'image',
    name: source,
    source: `/var/lib/docker/overlay2/${image.id.slice('sha256:'.length)}/merged`,
    destination,
    driver: '',
    mode: '',
    readOnly: true,
    propagation: 'rprivate',
    ...(subpath === '' ? {} : { subpath }),
  };
}

function inheritedMounts(engine: Engine, text: string): WantedMount[] | ApiError {
  const [name = '', mode = ''] = text.split(':');
  if (!/^(?:|r[ow]|z|Z)$/.test(mode)) return errors.invalidOption(`invalid mode: ${mode}`);
  const container = engine.containers.find(name);
  if (container instanceof ApiError) return errors.otherContainer(container);
  return container.record.mounts
    .filter((mount) => mount.type !== 'tmpfs')
    .map((mount) => ({ ...plain, ...mount, readOnly: mode === 'ro' || mount.readOnly }));
}

/** Tells that its volumes are not mounted any more; what lay in memory only is lost with the last that had it. */
export function unmountVolumes(container: Container, volumes: readonly string[]): void {
  for (const name of volumes) {
    const others = [...container.engine.containers.all()].some(
      (other) => other !== container && other.running?.volumes.includes(name),
    );
    if (!others && container.engine.volumes.get(name)?.options?.['type'] === 'tmpfs')
      container.engine.volumes.empty(name);
    container.engine.events.emit('volume', 'unmount', name, { container: container.id, driver: 'local' });
  }
}
