// /dev, /proc and /sys of a container, as the runtime mounts them.
import { Disk } from '../../computer/filesystem/disk.ts';
import { DiskNode } from '../../computer/filesystem/disk-node.ts';
import type { MountTable } from '../../computer/filesystem/mounts.ts';
import { SyntheticNode } from '../../computer/filesystem/synthetic.ts';
import { Tree } from '../../computer/filesystem/tree.ts';
import { devicesWithConsole, plainDevices } from '../../computer/processes/device-directory.ts';
import type { Inside } from './container.ts';
import { processDirectory } from './process-files.ts';
import { systemDirectory } from './system-files.ts';

/** Mounts them into a container's table. */
export function mountKernelFiles(container: Inside, table: MountTable): void {
  const { config, hostConfig } = container.record;
  const memory = (mode: number, capacity: number): DiskNode =>
    new DiskNode(new Disk(Tree.create({ mode, mtime: container.engine.kernel.clock }), { capacity }));
  table.mount({
    target: '/proc',
    source: 'proc',
    type: 'proc',
    node: new SyntheticNode(processDirectory(container, table), '/proc'),
    options: ['nosuid', 'nodev', 'noexec', 'relatime'],
  });
  table.mount({
    target: '/dev',
    source: 'tmpfs',
    type: 'tmpfs',
    node: config.Tty ? devicesWithConsole : plainDevices,
    options: ['nosuid', 'size=65536k', 'mode=755'],
  });
  table.mount({
    target: '/sys',
    source: 'sysfs',
    type: 'sysfs',
    node: new SyntheticNode(systemDirectory(container), '/sys'),
    readOnly: !hostConfig.Privileged,
    options: ['nosuid', 'nodev', 'noexec', 'relatime'],
  });
  table.mount({
    target: '/dev/shm',
    source: 'shm',
    type: 'tmpfs',
    node: memory(0o1777, hostConfig.ShmSize),
    options: ['nosuid', 'nodev', 'noexec', 'relatime', `size=${Math.floor(hostConfig.ShmSize / 1024)}k`],
  });
}
