// du(1), df(1).
import type { Task } from '../../kernel/task.ts';
import { failed } from '../filesystem/errno.ts';
import type { Stat } from '../filesystem/file-system.ts';
import type { Mount } from '../filesystem/mounts.ts';
import { basename, joinPath } from '../filesystem/path.ts';
import { patternToRegExp } from '../shell/expand/pattern.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { blocksOf, busyboxSize, humanSize } from './sizes.ts';
import { shellQuoted } from './text.ts';

/** `du` */
export const du = applet(
  {
    name: 'du',
    short: 'abcd:DhHklLmsSx',
    long: {
      all: 'a',
      bytes: 'b',
      'apparent-size': 'apparent-size',
      total: 'c',
      'max-depth': 'd:',
      'human-readable': 'h',
      summarize: 's',
      'count-links': 'l',
      'one-file-system': 'x',
      exclude: 'exclude:',
    },
    unsimulated: [
      'si',
      'time',
      'threshold',
      't',
      'B',
      'block-size',
      'inodes',
      'separate-dirs',
      'null',
      '0',
      'X',
      'files0-from',
    ],
    usage: '[OPTION]... [FILE]...',
    about: 'Summarize device usage of the set of FILEs, recursively for directories.',
    busybox: { short: 'aHLd:clshmkxb', long: {}, usage: '[-aHLdclsxhmk] [FILE]...' },
  },
  function* (run) {
    const { options } = run;
    const limit = options.has('s') ? 0 : Number(options.value('d') ?? Infinity);
    if (Number.isNaN(limit)) return yield* run.misuse(`invalid maximum depth ${run.quote(options.value('d') ?? '')}`);
    const excluded = options.values('exclude').map((pattern) => patternToRegExp(pattern));
    const seen = new Set<string>();
    let total = 0;
    for (const path of run.operands.length > 0 ? run.operands : ['.'])
      total += yield* measure(run, path, 0, { limit, excluded, seen, device: undefined });
    if (options.has('c')) yield* run.print(`${shown(run, total)}\ttotal\n`);
    return run.status;
  },
);

interface Measuring {
  readonly limit: number;
  readonly excluded: readonly RegExp[];
  /** Files with several names count once. */
  readonly seen: Set<string>;
  readonly device: number | undefined;
}

function* measure(run: Invocation, path: string, depth: number, how: Measuring): Task<number> {
  const { options, process } = run;
  yield* run.step();
  const follow = options.has('L') || (depth === 0 && (options.has('D') || options.has('H')));
  const stat = follow ? process.files.stat(path) : process.files.lstat(path);
  if (failed(stat)) {
    yield* run.complain(run.gnu ? `cannot access ${shellQuoted(path)}: ${reason(stat)}` : `${path}: ${reason(stat)}`);
    return 0;
  }
  if (how.excluded.some((one) => one.test(basename(path)) || one.test(path))) return 0;
  if (options.has('x') && how.device !== undefined && stat.device !== how.device) return 0;
  if (stat.kind === 'directory' || (stat.nlink > 1 && !options.has('l'))) {
    const key = `${stat.device}:${stat.ino}`;
    if (how.seen.has(key)) return 0;
    how.seen.add(key);
  }
  let size = sizeOf(run, stat);
  if (stat.kind === 'directory') {
    const names = process.files.readdir(path);
    if (failed(names))
      yield* run.complain(
        run.gnu
          ? `cannot read directory ${shellQuoted(path)}: ${reason(names)}`
          : `can't open '${path}': ${reason(names)}`,
      );
    else
      for (const name of names)
        size += yield* measure(run, joinPath(path, name), depth + 1, { ...how, device: how.device ?? stat.device });
  }
  if (depth <= how.limit && (stat.kind === 'directory' || options.has('a') || depth === 0))
    yield* run.print(`${shown(run, size)}\t${path}\n`);
  return size;
}

const sizeOf = (run: Invocation, stat: Stat): number =>
  run.options.has('b') || run.options.has('apparent-size') ? stat.size : blocksOf(stat) * 512;

function shown(run: Invocation, bytes: number): string {
  const unit = run.options.last('h', 'k', 'm', 'b');
  if (unit === 'h')
    return run.gnu
      ? humanSize(bytes)
      : bytes < 1024
        ? String(bytes)
        : busyboxSize(bytes).replace(/^(\d\d+)([A-Z])$/, '$1.0$2');
  if (unit === 'b') return String(bytes);
  return String(Math.ceil(bytes / (unit === 'm' ? 1024 ** 2 : 1024)));
}

/** `df` */
export const df = applet(
  {
    name: 'df',
    short: 'aB:hHiklmPt:Tx:',
    long: {
      all: 'a',
      'human-readable': 'h',
      si: 'H',
      inodes: 'i',
      local: 'l',
      portability: 'P',
      type: 't:',
      'print-type': 'T',
      'exclude-type': 'x:',
    },
    unsimulated: ['output', 'total', 'B', 'block-size', 'sync'],
    usage: '[OPTION]... [FILE]...',
    about: 'Show information about the file system on which each FILE resides, or all file systems by default.',
    busybox: { short: 'PkmhTait:', long: {}, usage: '[-PkmhTai] [-t TYPE] [FILESYSTEM]...' },
  },
  function* (run) {
    const { options, process } = run;
    const { files } = process;
    const chosen: { mount: Mount; size: number; used: number; inodes: number }[] = [];
    if (run.operands.length > 0)
      for (const path of run.operands) {
        const usage = files.statfs(path);
        if (failed(usage))
          yield* run.complain(run.gnu ? `${path}: ${reason(usage)}` : `${path}: can't find mount point`);
        else chosen.push(usage);
      }
    else
      for (const { target } of files.mounts.mounts) {
        const usage = files.statfs(target);
        if (failed(usage) || chosen.some(({ mount }) => mount === usage.mount)) continue;
        // Without -a what takes no room is left out.
        const synthetic = ['proc', 'sysfs', 'cgroup2', 'cgroup', 'devpts', 'mqueue'].includes(usage.mount.type);
        if (!synthetic || options.has('a')) chosen.push(usage);
      }
    const types = options.values('t');
    const without = options.values('x');
    const rows = chosen.filter(
      ({ mount }) => (types.length === 0 || types.includes(mount.type)) && !without.includes(mount.type),
    );
    if (rows.length === 0)
      return run.gnu && run.operands.length === 0 ? yield* run.die('no file systems processed') : run.status;
    yield* run.print(table(run, rows));
    return run.status;
  },
);

/** What a disk without a limit of its own is shown to hold. */
const shownCapacity = 64 * 1024 ** 3;

function table(run: Invocation, rows: readonly { mount: Mount; size: number; used: number; inodes: number }[]): string {
  const { options } = run;
  const human = options.has('h') || options.has('H');
  const unit = options.has('m') ? 1024 ** 2 : 1024;
  const amount = (bytes: number): string =>
    human
      ? run.gnu
        ? humanSize(bytes, options.has('H'))
        : bytes === 0
          ? '0'
          : busyboxSize(bytes).replace(/^(\d\d+)([A-Z])$/, '$1.0$2')
      : String(Math.ceil(bytes / unit));
  const percent = (used: number, left: number): string =>
    used + left === 0
      ? run.gnu
        ? '-'
        : '0%'
      : `${run.gnu ? Math.ceil((used / (used + left)) * 100) : Math.round((used / (used + left)) * 100)}%`;
  const inodes = options.has('i');
  const cells = rows.map(({ mount, size, used, inodes: count }) => {
    const synthetic = mount.node.disk === undefined;
    const capacity = inodes ? (synthetic ? 0 : 4_194_304) : synthetic ? 0 : size || shownCapacity;
    const taken = inodes ? count : used;
    const show = inodes ? String : amount;
    return [
      mount.source,
      ...(options.has('T') ? [mount.type] : []),
      show(capacity),
      show(taken),
      show(Math.max(0, capacity - taken)),
      percent(taken, Math.max(0, capacity - taken)),
      mount.target,
    ];
  });
  const size = inodes
    ? 'Inodes'
    : human
      ? 'Size'
      : options.has('m')
        ? '1M-blocks'
        : options.has('P')
          ? '1024-blocks'
          : '1K-blocks';
  const left = inodes ? 'IFree' : run.gnu && human ? 'Avail' : 'Available';
  const head = [
    'Filesystem',
    ...(options.has('T') ? ['Type'] : []),
    size,
    inodes ? 'IUsed' : 'Used',
    left,
    inodes ? 'IUse%' : options.has('P') && run.gnu ? 'Capacity' : 'Use%',
    'Mounted on',
  ];
  const all = [head, ...cells];
  const texts = options.has('T') ? 2 : 1;
  const least = run.gnu
    ? [14, ...(options.has('T') ? [4] : []), 5, 5, 5, 4]
    : [20, ...(options.has('T') ? [10] : []), 9, 9, 9, 4];
  const widths = head.map((_, column) => Math.max(least[column] ?? 0, ...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map(
      (row) =>
        `${row
          .map((cell, column) => {
            if (column === row.length - 1) return cell;
            return column < texts ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
          })
          .join(' ')}\n`,
    )
    .join('');
}
