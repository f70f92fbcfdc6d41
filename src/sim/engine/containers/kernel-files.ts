// /dev, /proc and /sys of a container, as the runtime mounts them (OCI runtime specification, "Default Filesystems").
import { Disk } from '../../computer/filesystem/disk.ts';
import { DiskNode } from '../../computer/filesystem/disk-node.ts';
import type { MountTable } from '../../computer/filesystem/mounts.ts';
import type { Node } from '../../computer/filesystem/node.ts';
import { syntheticDirectory, SyntheticNode } from '../../computer/filesystem/synthetic.ts';
import { Tree } from '../../computer/filesystem/tree.ts';
import type { LinuxMachine } from '../../computer/machine.ts';
import { deviceDirectory } from '../../computer/processes/device-directory.ts';
import type { LinuxProcess } from '../../computer/processes/process.ts';
import { systemDirectory } from '../../computer/pseudo/cgroup-files.ts';
import { procDirectory } from '../../computer/pseudo/proc.ts';
import type { Inside } from './container.ts';
import { cgroupPathOf } from './isolation.ts';

const nothing = {
  pid: 0,
  cwd: '/',
  umask: 0,
  credentials: { uid: 0, gid: 0, groups: [], capabilities: new Set<string>() },
};

/** Mounts them into a container's table. `shm`: the shared memory of another container or of the machine. */
export function mountKernelFiles(container: Inside, table: MountTable, shm?: Node): void {
  const { engine, id, record } = container;
  const { config, hostConfig } = record;
  const { table: processes } = engine.machine as LinuxMachine;
  const init = (): LinuxProcess | undefined => container.running?.init as LinuxProcess | undefined;
  const proc = new SyntheticNode(
    procDirectory(processes, () => init()?.namespace),
    '/proc',
  );
  const usual = ['nosuid', 'nodev', 'noexec', 'relatime'];
  table.mount({ target: '/proc', source: 'proc', type: 'proc', node: proc, options: usual });
  const devices = new SyntheticNode(
    deviceDirectory({
      console: config.Tty,
      devices: hostConfig.Devices ?? [],
      privileged: hostConfig.Privileged,
      on: engine.machine.files,
      mountPoints: record.mounts ?? [],
    }),
    '/dev',
  );
  table.mount({
    target: '/dev',
    source: 'tmpfs',
    type: 'tmpfs',
    node: devices,
    options: ['nosuid', 'size=65536k', 'mode=755'],
  });
  const below = (node: Node, name: string): Node => node.lookup(name, nothing) ?? node;
  table.mount({
    target: '/dev/pts',
    source: 'devpts',
    type: 'devpts',
    node: below(devices, 'pts'),
    options: ['nosuid', 'noexec', 'relatime', 'gid=5', 'mode=620', 'ptmxmode=666'],
  });
  const sys = new SyntheticNode(
    systemDirectory(processes, () =>
      hostConfig.CgroupnsMode === 'host' ? '/' : (init()?.cgroup.path ?? cgroupPathOf(hostConfig, id)),
    ),
    '/sys',
  );
  const readOnly = !hostConfig.Privileged;
  table.mount({ target: '/sys', source: 'sysfs', type: 'sysfs', node: sys, readOnly, options: usual });
  table.mount({
    target: '/sys/fs/cgroup',
    source: 'cgroup',
    type: 'cgroup2',
    node: below(below(sys, 'fs'), 'cgroup'),
    readOnly,
    options: usual,
  });
  table.mount({
    target: '/dev/mqueue',
    source: 'mqueue',
    type: 'mqueue',
    node: below(devices, 'mqueue'),
    options: usual,
  });
  mountShm(container, table, shm);
}

function mountShm({ engine, record }: Inside, table: MountTable, shared: Node | undefined): void {
  const { IpcMode: mode, ShmSize: size } = record.hostConfig;
  if (mode === 'none') return;
  const own = (): Node =>
    new DiskNode(new Disk(Tree.create({ mode: 0o1777, mtime: engine.kernel.clock }), { capacity: size }));
  table.mount({
    target: '/dev/shm',
    source: mode === 'host' ? 'tmpfs' : 'shm',
    type: 'tmpfs',
    node: shared ?? own(),
    options:
      mode === 'host'
        ? ['nosuid', 'nodev', 'inode64']
        : ['nosuid', 'nodev', 'noexec', 'relatime', `size=${Math.floor(size / 1024)}k`],
  });
}

/** Hides what a container must not see, and makes read-only what it must not write (moby's masked and read-only paths). */
export function maskPaths({ record }: Inside, table: MountTable): void {
  const { MaskedPaths: masked, ReadonlyPaths: fixed } = record.hostConfig;
  const at = (path: string) => table.locate(nothing, path);
  for (const path of fixed ?? []) {
    const found = at(path);
    if ('errno' in found) continue;
    const { mount, node } = found;
    const within = path.slice(mount.target.length);
    table.mount({ ...mount, target: path, root: within, node, readOnly: true });
  }
  for (const path of masked ?? []) {
    const found = at(path);
    if ('errno' in found) continue;
    if (found.inode.kind === 'directory')
      table.mount({
        target: path,
        source: 'tmpfs',
        type: 'tmpfs',
        node: new SyntheticNode(syntheticDirectory({}), path),
        readOnly: true,
        options: ['relatime', 'size=4k', 'nr_inodes=1'],
      });
    else {
      const none = at('/dev/null');
      if ('errno' in none) continue;
      table.mount({ ...none.mount, target: path, root: '/null', node: none.node });
    }
  }
}
