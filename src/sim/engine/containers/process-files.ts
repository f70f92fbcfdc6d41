// /proc of a container (proc(5)): its processes, its mounts, and what the kernel tells of the machine.
import type { Process } from '../../computer/contract.ts';
import type { MountTable } from '../../computer/filesystem/mounts.ts';
import type { Reader } from '../../computer/filesystem/node.ts';
import { syntheticDirectory, type Synthetic, type SyntheticDirectory } from '../../computer/filesystem/synthetic.ts';
import { capabilities } from './capabilities.ts';
import type { Inside } from './container.ts';

const file = (read: (reader: Reader) => string): Synthetic => ({ kind: 'file', read });

/** The root of /proc. Processes come and go, so it is asked each time. */
export function processDirectory(container: Inside, table: MountTable): SyntheticDirectory {
  let entries: Readonly<Record<string, Synthetic>> | undefined;
  // Most containers never look.
  const fixed = (): Readonly<Record<string, Synthetic>> => (entries ??= fixedEntries(container, table));
  const processes = (): readonly Process[] => container.running?.init.visible() ?? [];
  return {
    kind: 'directory',
    names: () => [...Object.keys(fixed()), ...processes().map(({ pid }) => String(pid))],
    entry: (name) => {
      if (Object.hasOwn(fixed(), name)) return fixed()[name];
      const process = processes().find(({ pid }) => String(pid) === name);
      return process && entryOf(process, container, table);
    },
  };
}

function fixedEntries(container: Inside, table: MountTable): Readonly<Record<string, Synthetic>> {
  const { machine, kernel, options } = container.engine;
  const uptime = (): string => (kernel.now / 1000 + 3600).toFixed(2);
  const sysctl = (name: string, usual: string): Synthetic =>
    file(() => `${container.record.hostConfig.Sysctls?.[name] ?? usual}\n`);
  return {
    cpuinfo: file(() => Array.from({ length: machine.cpus }, (_, index) => cpu(index)).join('\n')),
    filesystems: file(() => 'nodev\tproc\nnodev\tsysfs\nnodev\ttmpfs\nnodev\toverlay\n\text4\n'),
    loadavg: file(() => `0.00 0.01 0.05 1/${container.running?.init.visible().length ?? 0} 1\n`),
    meminfo: file(() => meminfo(machine.memory)),
    mounts: { kind: 'symlink', target: () => 'self/mounts' },
    self: { kind: 'symlink', target: ({ pid }) => String(pid) },
    sys: syntheticDirectory({
      kernel: syntheticDirectory({
        hostname: file(() => `${container.running?.init.hostname ?? ''}\n`),
        osrelease: file(() => `${options.kernelVersion}\n`),
        ostype: file(() => 'Linux\n'),
        pid_max: file(() => '4194304\n'),
      }),
      net: syntheticDirectory({
        core: syntheticDirectory({ somaxconn: sysctl('net.core.somaxconn', '4096') }),
        ipv4: syntheticDirectory({
          ip_forward: sysctl('net.ipv4.ip_forward', '1'),
          ip_local_port_range: sysctl('net.ipv4.ip_local_port_range', '32768\t60999'),
        }),
      }),
    }),
    uptime: file(() => `${uptime()} ${uptime()}\n`),
    version: file(() => `Linux version ${options.kernelVersion} (drydock) #1 SMP\n`),
    'thread-self': { kind: 'symlink', target: ({ pid }) => `${pid}/task/${pid}` },
    ...{ mountinfo: file(() => mountsText(table)) },
  };
}

function entryOf(process: Process, container: Inside, table: MountTable): SyntheticDirectory {
  const { argv, info, pid, parentPid, credentials } = process;
  const name = (argv[0] ?? '').split('/').at(-1) ?? '';
  return syntheticDirectory({
    cgroup: file(() => '0::/\n'),
    cmdline: file(() => argv.map((word) => `${word}\0`).join('')),
    comm: file(() => `${name.slice(0, 15)}\n`),
    cwd: { kind: 'symlink', target: () => process.cwd },
    environ: file(() => [...process.env].map(([key, value]) => `${key}=${value}\0`).join('')),
    hostname: file(() => `${container.record.config.Hostname}\n`),
    mounts: file(() => mountsText(table)),
    status: file(() =>
      [
        `Name:\t${name.slice(0, 15)}`,
        `State:\t${stateNames[info.state]}`,
        `Pid:\t${pid}`,
        `PPid:\t${parentPid}`,
        `Uid:\t${`${credentials.uid}\t`.repeat(4).trimEnd()}`,
        `Gid:\t${`${credentials.gid}\t`.repeat(4).trimEnd()}`,
        ...['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].map(
          (set) => `${set}:\t${set === 'CapInh' || set === 'CapAmb' ? mask(none) : mask(credentials.capabilities)}`,
        ),
        `VmRSS:\t${String(Math.round(info.memory / 1024)).padStart(8)} kB`,
        '',
      ].join('\n'),
    ),
  });
}

const none: ReadonlySet<string> = new Set();

/** A set of capabilities as the kernel prints it: a bit each, sixteen digits. */
function mask(set: ReadonlySet<string>): string {
  let bits = 0n;
  for (const [bit, name] of capabilities.entries()) if (set.has(name)) bits |= 1n << BigInt(bit);
  return bits.toString(16).padStart(16, '0');
}

const stateNames = {
  R: 'R (running)',
  S: 'S (sleeping)',
  D: 'D (disk sleep)',
  T: 'T (stopped)',
  Z: 'Z (zombie)',
} as const;

function mountsText(table: MountTable): string {
  return table.mounts
    .map(({ source, target, type, readOnly, options }) => {
      const words = [readOnly ? 'ro' : 'rw', ...(options ?? ['relatime'])].join(',');
      return `${source} ${target} ${type} ${words} 0 0\n`;
    })
    .join('');
}

function meminfo(bytes: number): string {
  const line = (name: string, size: number): string =>
    `${`${name}:`.padEnd(16)}${String(Math.round(size / 1024)).padStart(8)} kB\n`;
  return line('MemTotal', bytes) + line('MemFree', bytes * 0.6) + line('MemAvailable', bytes * 0.8);
}

const cpu = (index: number): string =>
  `processor\t: ${index}\nvendor_id\t: GenuineIntel\nmodel name\t: Virtual CPU\ncpu MHz\t\t: 2400.000\n`;
