// mount(8), umount(8), mountpoint(1): the mount table of the process's mount namespace.
import type { Task } from '../../kernel/task.ts';
import type { Credentials } from '../filesystem/credentials.ts';
import { DiskNode } from '../filesystem/disk-node.ts';
import { Disk } from '../filesystem/disk.ts';
import { failed, strerror, type Errno } from '../filesystem/errno.ts';
import type { Mount } from '../filesystem/mounts.ts';
import type { Node } from '../filesystem/node.ts';
import { SyntheticNode } from '../filesystem/synthetic.ts';
import { Tree } from '../filesystem/tree.ts';
import type { LinuxProcess } from '../processes/process.ts';
import { systemDirectory } from '../pseudo/cgroup-files.ts';
import { procDirectory } from '../pseudo/proc.ts';
import { applet, type Invocation } from './invocation.ts';

/** What is to be mounted. */
interface Wish {
  readonly source: string;
  readonly target: string;
  readonly type: string | undefined;
  readonly options: readonly string[];
}

/** `mount` */
export const mount = applet(
  {
    name: 'mount',
    short: 'at:o:rwvnBRlT:O:fi',
    long: {
      all: 'a',
      types: 't:',
      options: 'o:',
      'read-only': 'r',
      rw: 'w',
      verbose: 'v',
      bind: 'B',
      rbind: 'R',
      'no-mtab': 'n',
    },
    unsimulated: ['move', 'M', 'make-private', 'make-rprivate', 'make-shared', 'make-rshared', 'make-slave', 'L', 'U'],
    usage: '[options] [--source] <source> | [--target] <directory>',
    about: 'Mount a filesystem.',
    version: 'util-linux 2.39.3',
    busybox: { short: 'at:o:rfiT:O:', long: { bind: 'B', rbind: 'R' }, usage: '[OPTIONS] [-o OPT] DEVICE NODE' },
  },
  function* (run) {
    const { options, operands, process } = run;
    const type = options.value('t');
    const wanted = options.values('o').flatMap((list) => list.split(','));
    if (options.has('r')) wanted.push('ro');
    if (options.has('B') || options.has('R')) wanted.push('bind');
    if (operands.length === 0) {
      for (const { source, target, type: kind, readOnly, options: words } of process.files.mounts.mounts) {
        if (type !== undefined && !type.split(',').includes(kind)) continue;
        yield* run.print(
          `${source} on ${target} type ${kind} (${[readOnly ? 'ro' : 'rw', ...(words ?? ['relatime'])].join(',')})\n`,
        );
      }
      return 0;
    }
    const [source = '', named] = operands;
    const remounts = wanted.includes('remount');
    const target = named ?? (remounts ? source : undefined);
    if (target === undefined) return yield* withoutTarget(run, source);
    if (!mayMount(process.credentials))
      return yield* refuse(run, target, 'must be superuser to use mount.', 'permission denied (are you root?)', 1);
    if (remounts) return yield* remount(run, target, wanted);
    return yield* make(run, { source, target, type, options: wanted });
  },
);

function* withoutTarget(run: Invocation, path: string): Task<number> {
  yield* run.complain(
    run.gnu ? `${path}: can't find in /etc/fstab.` : "can't read '/etc/fstab': No such file or directory",
  );
  return 1;
}

/** Complains in the words of either; util-linux adds where more might be found. */
function* refuse(run: Invocation, target: string, gnu: string, busybox: string, status = 32): Task<number> {
  yield* run.complain(
    run.gnu ? `${target}: ${gnu}\n       dmesg(1) may have more information after failed mount system call.` : busybox,
  );
  return run.gnu ? status : status === 32 ? 255 : 1;
}

/** Whether its caller may: the program is set-user-ID, and looks who that is. */
const mayMount = ({ capabilities, real }: Credentials): boolean =>
  capabilities.has('CAP_SYS_ADMIN') && (real?.uid ?? 0) === 0;

/** Options that are no flags of a mount but words of `mount` itself. */
const ownWords: ReadonlySet<string> = new Set(['bind', 'rbind', 'remount', 'ro', 'rw', 'defaults', 'loop', '']);

function* make(run: Invocation, wish: Wish): Task<number> {
  const { source, target, type, options } = wish;
  const { files } = run.process;
  const failing = (errno: Errno): string => `mounting ${source} on ${target} failed: ${strerror(errno)}`;
  const at = files.realpath(target);
  if (failed(at)) return yield* refuse(run, target, 'mount point does not exist.', failing('ENOENT'));
  const isBind = options.includes('bind') || options.includes('rbind');
  const found = isBind ? bound(run, source) : contentOf(run, wish);
  if (found === 'no-source')
    return yield* refuse(run, target, `special device ${source} does not exist.`, failing('ENOENT'));
  if (found === 'no-type')
    return yield* refuse(run, target, `unknown filesystem type '${type ?? ''}'.`, failing('ENODEV'));
  const size = options.find((option) => option.startsWith('size='));
  files.mounts.mount({
    ...found,
    target: at,
    readOnly: options.includes('ro') && !isBind,
    ...(isBind
      ? {}
      : {
          options: [
            'relatime',
            ...options.filter((word) => !ownWords.has(word) && word !== size),
            ...(size === undefined ? [] : [`size=${bytesOf(size) / 1024}k`]),
          ],
        }),
  });
  return 0;
}

/** `size=10m` in bytes. */
function bytesOf(option: string): number {
  const match = /^size=(\d+)([kmg]?)$/i.exec(option);
  const unit = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[match?.[2]?.toLowerCase() ?? ''] ?? 1;
  return Number(match?.[1] ?? 0) * unit;
}

function bound(run: Invocation, source: string): Omit<Mount, 'target'> | 'no-source' {
  const { files } = run.process;
  const found = files.mounts.locate(run.process, source);
  if (failed(found)) return 'no-source';
  const { mount: from, node, path } = found;
  return { ...from, node, root: path.slice(from.target === '/' ? 0 : from.target.length) || '/' };
}

function contentOf(run: Invocation, { source, type, options }: Wish): Omit<Mount, 'target'> | 'no-source' | 'no-type' {
  const process = run.process as LinuxProcess;
  const { table } = process;
  const plain = { source, type: type ?? 'ext4' };
  switch (type) {
    case 'tmpfs':
    case 'ramfs': {
      const size = options.find((option) => option.startsWith('size='));
      const tree = Tree.create({ mode: 0o1777, mtime: table.kernel.clock });
      return { ...plain, node: new DiskNode(new Disk(tree, size === undefined ? {} : { capacity: bytesOf(size) })) };
    }
    case 'proc':
      return {
        ...plain,
        node: new SyntheticNode(
          procDirectory(table, () => process.namespace),
          '/proc',
        ),
      };
    case 'sysfs':
      return {
        ...plain,
        node: new SyntheticNode(
          systemDirectory(table, () => process.cgroupRoot.path),
          '/sys',
        ),
      };
    case undefined:
    case 'ext4':
    case 'auto':
      return diskOf(process, source) ?? 'no-source';
    default:
      return 'no-type';
  }
}

/** What is on a disk of the machine: its own root. */
function diskOf(process: LinuxProcess, source: string): Omit<Mount, 'target'> | undefined {
  const stat = process.files.stat(source);
  if (failed(stat) || stat.kind !== 'block' || stat.major !== 253 || stat.minor !== 1) return undefined;
  const node: Node | undefined = process.machine.files.mounts.mounts[0]?.node;
  return node && { source, type: 'ext4', node };
}

function* remount(run: Invocation, target: string, options: readonly string[]): Task<number> {
  const { mounts } = run.process.files;
  const before = mounts.mounts.findLast((one) => one.target === target);
  if (!before)
    return yield* refuse(run, target, 'mount point not mounted or bad option.', `can't find ${target} in /proc/mounts`);
  mounts.replace(before, { ...before, readOnly: options.includes('ro') });
  return 0;
}

/** `umount` */
export const umount = applet(
  {
    name: 'umount',
    short: 'alrfdt:nvR',
    long: {
      all: 'a',
      lazy: 'l',
      force: 'f',
      'read-only': 'r',
      recursive: 'R',
      types: 't:',
      'no-mtab': 'n',
      verbose: 'v',
    },
    usage: '[-hV]\n-a [options]\n[options] <source> | <directory>',
    about: 'Unmount filesystems.',
    version: 'util-linux 2.39.3',
    busybox: { short: 'rlfdat:', long: {}, usage: '[-rlfda] [-t FSTYPE] FILESYSTEM|DIRECTORY' },
  },
  function* (run) {
    const { operands, process, options } = run;
    if (operands.length === 0) return yield* run.misuse('bad usage');
    const { mounts } = process.files;
    for (const path of operands) {
      const real = process.files.realpath(path);
      const target = failed(real) ? path : real;
      const found = mounts.mounts.findLast((one) => one.target === target || one.source === path);
      if (!found)
        yield* run.complain(
          run.gnu
            ? `${path}: ${failed(real) ? 'no mount point specified.' : 'not mounted.'}`
            : `can't unmount ${path}: ${strerror(failed(real) ? 'ENOENT' : 'EINVAL')}`,
          run.gnu ? 32 : 1,
        );
      else if (!mayMount(process.credentials))
        yield* run.complain(
          run.gnu ? `${path}: must be superuser to unmount.` : `can't unmount ${path}: Operation not permitted`,
          run.gnu ? 32 : 1,
        );
      else if (!options.has('l') && isUsed(process as LinuxProcess, found.target)) yield* busy(run, path);
      else if (mounts.unmount(found.target)) yield* busy(run, path);
    }
    return run.status;
  },
);

function* busy(run: Invocation, path: string): Task {
  yield* run.complain(
    run.gnu ? `${path}: target is busy.` : `can't unmount ${path}: ${strerror('EBUSY')}`,
    run.gnu ? 32 : 1,
  );
}

/** Whether a process of this mount namespace is in it. */
const isUsed = (process: LinuxProcess, target: string): boolean =>
  process.table.root.processes.some(
    ({ alive, cwd, files }) =>
      alive && files.mounts === process.files.mounts && (cwd === target || cwd.startsWith(`${target}/`)),
  );

/** `mountpoint` */
export const mountpoint = applet(
  {
    name: 'mountpoint',
    short: 'qdxn',
    long: { quiet: 'q', 'fs-devno': 'd', devno: 'x', nofollow: 'nofollow' },
    unsimulated: ['d', 'x', 'fs-devno', 'devno'],
    usage: '[-qd] /path/to/directory',
    about: 'Check whether a directory or file is a mountpoint.',
    version: 'util-linux 2.39.3',
    busybox: { short: 'qdxn', long: {}, usage: '[-q] { [-dn] DIR | -x DEVICE }' },
  },
  function* (run) {
    const [path] = run.operands;
    if (path === undefined) return yield* run.misuse('bad usage');
    const { files } = run.process;
    const real = files.realpath(path);
    const quiet = run.options.has('q');
    if (failed(real)) {
      if (!quiet) yield* run.complain(`${path}: ${strerror(real)}`);
      return 1;
    }
    const mounted = files.mounts.mounts.some(({ target }) => target === real);
    if (!quiet) yield* run.print(`${path} is ${mounted ? 'a' : 'not a'} mountpoint\n`);
    return mounted ? 0 : run.gnu ? 32 : 1;
  },
);
