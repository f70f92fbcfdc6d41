// /sys/fs/cgroup (cgroups(7), version 2): the tree of control groups as one cgroup namespace sees it.
import type { Limits } from '../contract.ts';
import { syntheticDirectory, type Synthetic, type SyntheticDirectory } from '../filesystem/synthetic.ts';
import type { Cgroup } from '../processes/cgroup.ts';
import type { ProcessTable } from '../processes/process-table.ts';
import { askerOf } from './asker.ts';

/** A control group's path as somebody sees it whose namespace begins at `root`. */
export function pathFrom(root: string, path: string): string {
  if (root === '/') return path;
  if (path === root) return '/';
  if (path.startsWith(`${root}/`)) return path.slice(root.length);
  const from = root.split('/').slice(1);
  const to = path.split('/').slice(1);
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return `/${[...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/')}`;
}

/** Numbers in order as the kernel lists them: `0-3,5`. */
export function rangeText(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(',');
}

/** The directory of a control group, with those of the groups below it. `path`: where it is on the machine. */
export function cgroupDirectory(table: ProcessTable, path: () => string): SyntheticDirectory {
  const below = (): ReadonlyMap<string, string> => {
    const own = path() === '/' ? '' : path();
    const names = new Map<string, string>();
    for (const { path: other, processes } of table.cgroups) {
      if (processes.size === 0 || !other.startsWith(`${own}/`)) continue;
      const [name = ''] = other.slice(own.length + 1).split('/');
      if (name !== '') names.set(name, `${own}/${name}`);
    }
    return names;
  };
  const files = (): Readonly<Record<string, Synthetic>> => filesOf(table, path());
  return {
    kind: 'directory',
    names: () => [...Object.keys(files()), ...below().keys()].sort(),
    entry: (name) => {
      const known = files();
      if (Object.hasOwn(known, name)) return known[name];
      const child = below().get(name);
      return child === undefined ? undefined : cgroupDirectory(table, () => child);
    },
  };
}

const microseconds = (ms: number): number => Math.round(ms * 1000);
const limit = (value: number | undefined): string => (value === undefined ? 'max' : String(value));

/** Control groups at a path and below. */
const groupsAt = (table: ProcessTable, path: string): readonly Cgroup[] =>
  [table.cgroup(undefined), ...table.cgroups].filter(
    (group) => path === '/' || group.path === path || group.path.startsWith(`${path}/`),
  );

function filesOf(table: ProcessTable, path: string): Readonly<Record<string, Synthetic>> {
  const groups = groupsAt(table, path);
  const own = groups.find((group) => group.path === path);
  const sum = (of: (group: Cgroup) => number): number => groups.reduce((total, group) => total + of(group), 0);
  const file = (read: () => string, mode = 0o444): Synthetic => ({ kind: 'file', read, mode });
  const cpuTime = (): number => microseconds(sum((group) => group.cpuTime));
  const everywhere: Readonly<Record<string, Synthetic>> = {
    'cgroup.controllers': file(() => 'cpuset cpu io memory hugetlb pids rdma misc\n'),
    'cgroup.procs': {
      kind: 'file',
      mode: 0o644,
      read: (reader) => {
        const { namespace } = askerOf(table, reader);
        const pids = [...(own?.processes ?? [])]
          .filter(({ alive }) => alive)
          .map((process) => process.pidIn(namespace) ?? 0);
        return pids
          .sort((one, two) => one - two)
          .map((pid) => `${pid}\n`)
          .join('');
      },
    },
    'cgroup.subtree_control': file(
      () => (own && path !== '/' ? '\n' : 'cpuset cpu io memory hugetlb pids rdma misc\n'),
      0o644,
    ),
    'cpu.stat': file(
      () =>
        `usage_usec ${cpuTime()}\nuser_usec ${Math.round(cpuTime() * 0.8)}\nsystem_usec ${cpuTime() - Math.round(cpuTime() * 0.8)}\n${path === '/' ? '' : 'nr_periods 0\nnr_throttled 0\nthrottled_usec 0\nnr_bursts 0\nburst_usec 0\n'}`,
    ),
    'memory.stat': file(() => `anon ${sum((group) => group.memory)}\nfile 0\nkernel 0\n`),
  };
  if (path === '/') return everywhere;
  const limits: Limits = own?.limits ?? {};
  const memory = (): number => sum((group) => group.memory);
  const kills = (): number => sum((group) => group.oomKills);
  return {
    ...everywhere,
    'cgroup.events': file(
      () =>
        `populated ${sum((group) => group.processes.size) > 0 ? 1 : 0}\nfrozen ${own?.freezer === 'frozen' ? 1 : 0}\n`,
    ),
    'cgroup.freeze': file(() => `${own?.freezer === 'frozen' ? 1 : 0}\n`, 0o644),
    'cgroup.type': file(() => 'domain\n', 0o644),
    'cpu.max': file(() => `${limits.cpus === undefined ? 'max' : Math.round(limits.cpus * 100_000)} 100000\n`, 0o644),
    'cpu.weight': file(() => `${own?.limits.cpuWeight ?? 100}\n`, 0o644),
    'cpuset.cpus': file(() => `${limits.cpuset ? rangeText(limits.cpuset) : ''}\n`, 0o644),
    'cpuset.cpus.effective': file(
      () => `${rangeText(limits.cpuset ?? Array.from({ length: table.machine.cpus }, (_, index) => index))}\n`,
    ),
    'memory.current': file(() => `${memory()}\n`),
    'memory.events': file(
      () => `low 0\nhigh 0\nmax ${kills()}\noom ${kills()}\noom_kill ${kills()}\noom_group_kill 0\n`,
    ),
    'memory.high': file(() => 'max\n', 0o644),
    'memory.low': file(() => '0\n', 0o644),
    'memory.max': file(() => `${limit(limits.memory)}\n`, 0o644),
    'memory.min': file(() => '0\n', 0o644),
    'memory.peak': file(() => `${Math.max(own?.peak ?? 0, memory())}\n`),
    'memory.swap.current': file(() => '0\n'),
    'memory.swap.max': file(() => `${limits.swap ?? 'max'}\n`, 0o644),
    'pids.current': file(() => `${sum((group) => group.processes.size)}\n`),
    'pids.events': file(() => `max ${own?.refusedForks ?? 0}\n`),
    'pids.max': file(() => `${limit(limits.pids)}\n`, 0o644),
    'pids.peak': file(() => `${sum((group) => group.processes.size)}\n`),
  };
}

const nothing = syntheticDirectory({});

/** What /sys shows to everybody. */
const fixedDirectories = {
  block: syntheticDirectory({ vda: syntheticDirectory({ size: { kind: 'file', read: () => '134217728\n' } }) }),
  devices: syntheticDirectory({ virtual: syntheticDirectory({ powercap: nothing }) }),
  firmware: nothing,
  kernel: nothing,
};

/** /sys of a container or of the machine: interfaces of who asks, and control groups from `root` on. */
export function systemDirectory(table: ProcessTable, root: () => string): SyntheticDirectory {
  return syntheticDirectory({
    ...fixedDirectories,
    class: syntheticDirectory({ net: interfaceDirectory(table) }),
    fs: syntheticDirectory({ cgroup: cgroupDirectory(table, root) }),
  });
}

function interfaceDirectory(table: ProcessTable): SyntheticDirectory {
  const file = (read: () => string): Synthetic => ({ kind: 'file', read });
  return {
    kind: 'directory',
    names: (reader) =>
      askerOf(table, reader)
        .network.links.map(({ name }) => name)
        .sort(),
    entry: (name, reader) => {
      const found = askerOf(table, reader).network.links.find((link) => link.name === name);
      if (!found) return undefined;
      const statistics = {
        rx_bytes: file(() => `${found.received.bytes}\n`),
        rx_packets: file(() => `${found.received.packets}\n`),
        tx_bytes: file(() => `${found.sent.bytes}\n`),
        tx_packets: file(() => `${found.sent.packets}\n`),
      };
      return syntheticDirectory({
        address: file(() => `${found.mac}\n`),
        ifindex: file(() => `${found.index}\n`),
        iflink: file(() => `${found.peerIndex ?? found.index}\n`),
        mtu: file(() => `${found.mtu}\n`),
        operstate: file(() => `${found.state.toLowerCase()}\n`),
        statistics: syntheticDirectory(statistics),
      });
    },
  };
}
