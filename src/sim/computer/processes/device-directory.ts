// /dev as a machine or a container sees it: the memory devices, its terminals, links to its own descriptors.
import { failed } from '../filesystem/errno.ts';
import type { FileSystem } from '../filesystem/file-system.ts';
import { syntheticDirectory, SyntheticNode, type Synthetic, type SyntheticDirectory } from '../filesystem/synthetic.ts';

const device = (major: number, minor: number): Synthetic => ({ kind: 'character', major, minor, mode: 0o666 });
const link = (target: string): Synthetic => ({ kind: 'symlink', target: () => target });

const devices: Readonly<Record<string, Synthetic>> = {
  null: device(1, 3),
  zero: device(1, 5),
  full: device(1, 7),
  random: device(1, 8),
  urandom: device(1, 9),
  tty: device(5, 0),
  ptmx: link('pts/ptmx'),
  fd: link('/proc/self/fd'),
  stdin: link('/proc/self/fd/0'),
  stdout: link('/proc/self/fd/1'),
  stderr: link('/proc/self/fd/2'),
  mqueue: syntheticDirectory({}, { mode: 0o1777 }),
  pts: syntheticDirectory({ ptmx: device(5, 2) }, { mode: 0o755 }),
  shm: syntheticDirectory({}, { mode: 0o1777 }),
};

/** Devices of the machine that a container only sees when it is privileged, or asks for them. */
const machineDevices: Readonly<Record<string, Synthetic>> = {
  fuse: device(10, 229),
  kmsg: { kind: 'character', major: 1, minor: 11, mode: 0o644 },
  'loop-control': { kind: 'character', major: 10, minor: 237, mode: 0o660 },
  loop0: { kind: 'block', major: 7, minor: 0, mode: 0o660, gid: 6 },
  net: syntheticDirectory({ tun: device(10, 200) }, { mode: 0o755 }),
  vda: { kind: 'block', major: 253, minor: 0, mode: 0o660, gid: 6 },
  vda1: { kind: 'block', major: 253, minor: 1, mode: 0o660, gid: 6 },
};

/** What a container's /dev depends on. */
export interface DeviceWishes {
  /** It has a terminal. */
  readonly console: boolean;
  /** All devices of the machine. */
  readonly privileged: boolean;
  /** `--device`. */
  readonly devices: readonly { readonly PathOnHost: string; readonly PathInContainer: string }[];
  /** Where these are looked up. */
  readonly on: FileSystem;
  /** What is mounted where; a place below /dev that is missing is made. */
  readonly mountPoints: readonly { readonly type: string; readonly source: string; readonly destination: string }[];
}

/** /dev of a container that asks for nothing. */
const usualDevices = syntheticDirectory(devices, { mode: 0o755 });

/** /dev of a container. */
export function deviceDirectory({
  console,
  privileged,
  devices: wanted,
  on,
  mountPoints,
}: DeviceWishes): SyntheticDirectory {
  const below = mountPoints.filter(({ destination }) => destination.startsWith('/dev/'));
  if (!console && !privileged && wanted.length === 0 && below.length === 0) return usualDevices;
  const entries: Record<string, Synthetic> = { ...devices, ...(privileged ? machineDevices : {}) };
  if (console) entries['console'] = device(136, 0);
  for (const { PathOnHost: from, PathInContainer: to } of wanted) {
    const stat = on.stat(from);
    if (failed(stat) || (stat.kind !== 'character' && stat.kind !== 'block')) continue;
    const { kind, major, minor, mode, uid, gid } = stat;
    place(entries, to.replace(/^\/dev\//, '').split('/'), { kind, major, minor, mode, uid, gid });
  }
  for (const { type, source, destination } of below) {
    const parts = destination.slice('/dev/'.length).split('/');
    if (Object.hasOwn(entries, parts[0] ?? '')) continue;
    const stat = type === 'bind' ? on.stat(source) : undefined;
    const isFile = stat !== undefined && !failed(stat) && stat.kind !== 'directory';
    place(entries, parts, isFile ? { kind: 'file', read: () => '' } : syntheticDirectory({}, { mode: 0o755 }));
  }
  return syntheticDirectory(entries, { mode: 0o755 });
}

function place(entries: Record<string, Synthetic>, [name = '', ...rest]: readonly string[], node: Synthetic): void {
  if (rest.length === 0) {
    entries[name] = node;
    return;
  }
  const below: Record<string, Synthetic> = {};
  place(below, rest, node);
  entries[name] = syntheticDirectory(below, { mode: 0o755 });
}

/** The machine's disks by where they are plugged in. */
const diskLinks = syntheticDirectory(
  {
    'by-path': syntheticDirectory(
      { 'virtio-pci-0000:00:04.0': link('../../vda'), 'virtio-pci-0000:00:04.0-part1': link('../../vda1') },
      { mode: 0o755 },
    ),
  },
  { mode: 0o755 },
);

/** /dev of the machine. */
export const machineDeviceNode = new SyntheticNode(
  syntheticDirectory({ ...devices, ...machineDevices, disk: diskLinks }, { mode: 0o755 }),
  '/dev',
);
