// /sys of a container: its network interfaces and its control group (sysfs(5), cgroups(7) version 2).
import { syntheticDirectory, type Synthetic, type SyntheticDirectory } from '../../computer/filesystem/synthetic.ts';
import type { Inside } from './container.ts';

const file = (read: () => string): Synthetic => ({ kind: 'file', read });

/** The root of /sys; worked out when somebody looks. */
export function systemDirectory(container: Inside): SyntheticDirectory {
  let entries: SyntheticDirectory | undefined;
  const all = (): SyntheticDirectory => (entries ??= systemEntries(container));
  return {
    kind: 'directory',
    names: (reader) => all().names(reader),
    entry: (name, reader) => all().entry(name, reader),
  };
}

function systemEntries(container: Inside): SyntheticDirectory {
  const { machine } = container.engine;
  const { id } = container;
  const host = (): Inside['record']['hostConfig'] => container.record.hostConfig;
  const limit = (value: number | null): string => (value === null || value <= 0 ? 'max' : String(value));
  const cgroup = syntheticDirectory({
    'cgroup.procs': file(() => (container.running?.init.visible() ?? []).map(({ pid }) => `${pid}\n`).join('')),
    'cpu.max': file(() => {
      const { NanoCpus: cpus, CpuQuota: quota, CpuPeriod: period } = host();
      if (cpus > 0) return `${Math.round(cpus / 10_000)} 100000\n`;
      return `${quota > 0 ? quota : 'max'} ${period > 0 ? period : 100000}\n`;
    }),
    'memory.current': file(() => `${machine.usage(id).memory}\n`),
    'memory.max': file(() => `${limit(host().Memory)}\n`),
    'memory.events': file(() => `low 0\nhigh 0\nmax 0\noom 0\noom_kill ${machine.usage(id).oomKills}\n`),
    'pids.current': file(() => `${machine.usage(id).pids}\n`),
    'pids.max': file(() => `${limit(host().PidsLimit)}\n`),
  });
  return syntheticDirectory({
    class: syntheticDirectory({ net: interfaces(container) }),
    fs: syntheticDirectory({ cgroup }),
  });
}

function interfaces(container: Inside): SyntheticDirectory {
  const all = (): readonly { readonly name: string; readonly mac: string }[] =>
    container.running?.network.interfaces ?? [];
  return {
    kind: 'directory',
    names: () =>
      all()
        .map(({ name }) => name)
        .sort(),
    entry: (name) => {
      const found = all().find((each) => each.name === name);
      return (
        found &&
        syntheticDirectory({
          address: file(() => `${found.mac}\n`),
          mtu: file(() => `${name === 'lo' ? 65536 : 1500}\n`),
          operstate: file(() => `${name === 'lo' ? 'unknown' : 'up'}\n`),
        })
      );
    },
  };
}
