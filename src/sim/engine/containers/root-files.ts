// The files of a container: the overlay of its image and its writable layer, what is mounted over it, and the files that the
// daemon writes for it.
import { DiskNode } from '../../computer/filesystem/disk-node.ts';
import { Disk } from '../../computer/filesystem/disk.ts';
import { root } from '../../computer/filesystem/credentials.ts';
import { failed, strerror, type Errno } from '../../computer/filesystem/errno.ts';
import { FileSystem } from '../../computer/filesystem/file-system.ts';
import { apply, type LayerChange } from '../../computer/filesystem/layer.ts';
import { lookup } from '../../computer/filesystem/lookup.ts';
import { MountTable } from '../../computer/filesystem/mounts.ts';
import type { Node } from '../../computer/filesystem/node.ts';
import { Overlay } from '../../computer/filesystem/overlay.ts';
import { components } from '../../computer/filesystem/path.ts';
import { Tree } from '../../computer/filesystem/tree.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errors } from '../errors.ts';
import { copyOf } from '../layers/copy-tree.ts';
import type { ImageRecord, Mount } from '../records.ts';
import type { Container } from './container.ts';
import { shmDonor } from './isolation.ts';
import { maskPaths, mountKernelFiles } from './kernel-files.ts';

const caller = { pid: 0, cwd: '/', umask: 0o022, credentials: root };

const lowerTrees = new WeakMap<Tree, Tree>();

const initFile = (path: string, mode: number): LayerChange => ({
  path,
  type: 'file',
  content: new Uint8Array(0),
  mode,
  uid: 0,
  gid: 0,
  mtime: 0,
});
const initDirectory = (path: string): LayerChange => ({
  path,
  type: 'directory',
  mode: 0o755,
  uid: 0,
  gid: 0,
  mtime: 0,
});

/** What the daemon puts between an image and the writable layer, so that it does not count as a change of the container. */
const initLayer: readonly LayerChange[] = [
  initFile('/.dockerenv', 0o755),
  initDirectory('/dev'),
  initFile('/dev/console', 0o755),
  initDirectory('/dev/pts'),
  initDirectory('/dev/shm'),
  initDirectory('/etc'),
  initFile('/etc/hostname', 0o755),
  initFile('/etc/hosts', 0o755),
  { path: '/etc/mtab', type: 'symlink', linkTarget: '/proc/mounts', mode: 0o777, uid: 0, gid: 0, mtime: 0 },
  initFile('/etc/resolv.conf', 0o755),
  initDirectory('/proc'),
  initDirectory('/sys'),
];

/** The lower tree of an image's containers: its layers merged, with the daemon's own. One tree an image. */
export function lowerTree(engine: Engine, image: { readonly layers: readonly string[] }): Tree {
  const tree = engine.layers.tree(image.layers.at(-1));
  let lower = lowerTrees.get(tree);
  if (!lower) {
    // Directories that the image has keep their attributes.
    const missing = initLayer.filter((change) => change.type !== 'directory' || failed(lookup(tree, change.path)));
    lowerTrees.set(tree, (lower = apply(tree, missing)));
  }
  return lower;
}

/** The overlay of a container as a mount table of its own, nothing else mounted. */
export function overlayOf(container: Container): MountTable {
  const { engine, disk, id } = container;
  const overlay = new Overlay(container.lower, disk, ({ path, bytes }) => {
    engine.kernel.log.append({
      type: 'event',
      source: engine.endpoint,
      subject: 'file',
      action: 'copy-up',
      actor: id,
      attributes: { path, bytes: String(bytes) },
    });
  });
  return new MountTable({ source: 'overlay', type: 'overlay', node: overlay.root() }, () => engine.kernel.clock);
}

/** Makes the working directory when it is missing; Docker's error when something else stands there. */
export function makeWorkingDirectory(container: Container): ApiError | undefined {
  const { WorkingDir: path } = container.record.config;
  if (path === '' || path === '/') return undefined;
  return makeDirectories(new FileSystem(overlayOf(container)), path) ? errors.workingDirectory(path) : undefined;
}

/** A path at which a directory cannot be made, and why. */
interface Blocked {
  readonly path: string;
  readonly errno: Errno;
}

/** Makes a directory and those above it; the first path that is in the way. */
export function makeDirectories(files: FileSystem, path: string): Blocked | undefined {
  const stat = files.stat(path);
  if (!failed(stat)) return stat.kind === 'directory' ? undefined : { path, errno: 'ENOTDIR' };
  let at = '';
  for (const part of components(path)) {
    at += `/${part}`;
    const there = files.stat(at);
    if (failed(there)) {
      const refused = files.mkdir(at, 0o755);
      if (refused) return { path: at, errno: refused.errno };
    } else if (there.kind !== 'directory') return { path: at, errno: 'ENOTDIR' };
  }
  return undefined;
}

/** Copies what the image has at a path into a volume that is empty. */
export function populateVolume(engine: Engine, image: ImageRecord, name: string, path: string): void {
  const disk = engine.volumes.disk(name);
  if (!disk || disk.tree.count > 1) return;
  const tree = engine.layers.tree(image.layers.at(-1));
  const found = lookup(tree, path);
  if (failed(found) || found.inode.kind !== 'directory') return;
  disk.commit(copyOf(tree, found.ino));
}

/** A mount that cannot be made, in runc's words. */
export interface MountFailure {
  readonly mount: Mount;
  readonly why: 'not a directory';
}

/** Everything that a container's processes see. A failure is what runc or the daemon says. */
export function mountAll(container: Container): MountTable | ApiError | MountFailure {
  const { engine, record } = container;
  const table = overlayOf(container);
  const files = new FileSystem(table);
  mountKernelFiles(container, table, sharedMemory(container));
  for (const mount of [...record.mounts].sort((a, b) => depth(a.destination) - depth(b.destination))) {
    const failure = mountOne(engine, files, mount);
    if (failure) return failure;
  }
  for (const name of ['resolv.conf', 'hostname', 'hosts'])
    mountEtcFile(container, table, name, record.hostConfig.ReadonlyRootfs);
  table.mountLater(['/proc', '/sys'], () => {
    maskPaths(container, table);
  });
  if (!record.hostConfig.ReadonlyRootfs) return table;
  const overlayRoot = table.mounts[0];
  if (!overlayRoot) return table;
  const readOnly = new MountTable({ ...overlayRoot, readOnly: true }, table.clock);
  for (const mount of table.mounts.slice(1)) readOnly.mount(mount);
  return readOnly;
}

/** What another container, or the machine, has at /dev/shm when it is shared. */
function sharedMemory({ engine, record }: Container): Node | undefined {
  const { hostConfig } = record;
  const at = (table: MountTable | undefined): Node | undefined =>
    table?.mounts.findLast(({ target }) => target === '/dev/shm')?.node;
  if (hostConfig.IpcMode === 'host') return at(engine.machine.files.mounts);
  return at(shmDonor(engine, hostConfig)?.running?.mounts);
}

const depth = (path: string): number => components(path).length;

function mountOne(engine: Engine, files: FileSystem, mount: Mount): ApiError | MountFailure | undefined {
  const { destination } = mount;
  const source = sourceOf(engine, mount);
  if (source instanceof ApiError) return source;
  const isDirectory = source.node.inode(caller)?.kind === 'directory';
  const there = files.stat(destination);
  if (!failed(there)) {
    if ((there.kind === 'directory') !== isDirectory) return { mount, why: 'not a directory' };
  } else if (isDirectory) {
    if (makeDirectories(files, destination) !== undefined) return { mount, why: 'not a directory' };
  } else {
    makeDirectories(files, destination.slice(0, destination.lastIndexOf('/')) || '/');
    files.writeFile(destination, '', 0o755);
  }
  const target = files.realpath(destination);
  const inMemory =
    mount.type === 'tmpfs' ||
    (mount.type === 'volume' && engine.volumes.get(mount.name)?.options?.['type'] === 'tmpfs');
  files.mounts.mount({
    target: failed(target) ? destination : target,
    source: inMemory ? 'tmpfs' : '/dev/vda1',
    type: inMemory ? 'tmpfs' : 'ext4',
    node: source.node,
    readOnly: mount.readOnly,
    ...(mount.type === 'tmpfs'
      ? { options: ['nosuid', 'nodev', 'noexec', 'relatime', ...(mount.size ? [`size=${mount.size / 1024}k`] : [])] }
      : {}),
  });
  return undefined;
}

/** The directory of the machine that a volume made with `o=bind` stands for; undefined for other volumes. */
function boundVolume(engine: Engine, mount: Mount): { readonly node: Node } | ApiError | undefined {
  const { device = '', o: flags = '', type = '' } = engine.volumes.get(mount.name)?.options ?? {};
  if (type === '' || type === 'tmpfs') return undefined;
  if (!/(?:^|,)r?bind(?:,|$)/.test(flags)) return errors.notSimulated(`a volume of type ${type}`);
  const found = engine.machine.files.mounts.locate(caller, device);
  return failed(found)
    ? errors.startFailed(
        `error while mounting volume '${mount.source}': failed to mount local volume: mount ${device}:${mount.source}, flags: 0x1000: no such file or directory`,
      )
    : { node: found.node };
}

/** All of a disk, or the part below a mount's `subpath`. */
function partOf(disk: Disk, mount: Mount, where: string): { readonly node: Node } | ApiError {
  if (mount.subpath === undefined) return { node: new DiskNode(disk) };
  const found = lookup(disk.tree, `/${mount.subpath}`);
  if (!failed(found)) return { node: new DiskNode(disk, found.ino) };
  const present = components(mount.subpath).findIndex((_, index, parts) =>
    failed(lookup(disk.tree, `/${parts.slice(0, index + 1).join('/')}`)),
  );
  const missing = components(mount.subpath)
    .slice(0, present + 1)
    .join('/');
  return errors.startFailed(
    `cannot access path ${where}/${mount.subpath}: lstat ${where}/${missing}: no such file or directory`,
  );
}

function sourceOf(engine: Engine, mount: Mount): { readonly node: Node } | ApiError {
  if (mount.type === 'tmpfs') {
    const tree = Tree.create({ mode: mount.permissions ?? 0o1777, mtime: engine.kernel.clock });
    return { node: new DiskNode(new Disk(tree, mount.size === undefined ? {} : { capacity: mount.size })) };
  }
  if (mount.type === 'volume') {
    const disk = engine.volumes.disk(mount.name);
    if (!disk) return errors.noSuchVolume(mount.name);
    const elsewhere = boundVolume(engine, mount);
    return elsewhere ?? partOf(disk, mount, mount.source);
  }
  if (mount.type === 'image') {
    const image = engine.images.resolve(mount.name);
    if (image instanceof ApiError) return image;
    return partOf(new Disk(engine.layers.tree(image.layers.at(-1))), mount, mount.source);
  }
  const host = engine.machine.files;
  if (failed(host.stat(mount.source))) {
    const blocked = makeDirectories(host, mount.source);
    if (blocked !== undefined)
      return errors.startFailed(
        `error while creating mount source path '${mount.source}': mkdir ${blocked.path}: ${strerror(blocked.errno).toLowerCase()}`,
      );
  }
  const found = host.mounts.locate(caller, mount.source);
  return failed(found)
    ? errors.startFailed(`error while creating mount source path '${mount.source}': ${found.errno}`)
    : { node: found.node };
}

function mountEtcFile(container: Container, table: MountTable, name: string, readOnly: boolean): void {
  const ino = container.etc.tree.child(container.etc.tree.root, name);
  if (ino === undefined) return;
  table.mount({
    target: `/etc/${name}`,
    source: '/dev/vda1',
    type: 'ext4',
    node: new DiskNode(container.etc, ino),
    readOnly,
  });
}

/** Writes one of the files that the daemon keeps for a container. */
export function writeEtcFile(container: Container, name: string, text: string): void {
  const { etc, engine } = container;
  const mtime = engine.kernel.clock;
  const content = new TextEncoder().encode(text);
  const ino = etc.tree.child(etc.tree.root, name);
  const changed =
    ino === undefined
      ? etc.tree.insert(etc.tree.root, name, { kind: 'file', content, mode: 0o644, uid: 0, gid: 0, mtime }, mtime)
      : etc.tree.change(ino, { content, mtime });
  if ('errno' in changed) throw new Error(`unexpected ${changed.errno}`);
  etc.commit(changed instanceof Tree ? changed : changed.tree);
}

/** The files of a container that does not run, as `docker cp` reaches them: with its volumes and binds. */
export function filesAtRest(container: Container): FileSystem | ApiError {
  if (container.running) return new FileSystem(container.running.mounts);
  const table = overlayOf(container);
  const files = new FileSystem(table);
  for (const mount of container.record.mounts) {
    if (mount.type === 'tmpfs') continue;
    const failure = mountOne(container.engine, files, mount);
    if (failure instanceof ApiError) return failure;
  }
  for (const name of ['resolv.conf', 'hostname', 'hosts']) mountEtcFile(container, table, name, false);
  return files;
}
