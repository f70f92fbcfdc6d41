// /proc (proc(5)): the processes of a PID namespace, and what the kernel tells of the machine.
import { syntheticDirectory, type Synthetic, type SyntheticDirectory } from '../filesystem/synthetic.ts';
import { linux } from '../linux.ts';
import type { PidNamespace } from '../processes/pid-namespace.ts';
import type { ProcessTable } from '../processes/process-table.ts';
import { askerOf } from './asker.ts';
import { cpuText, loadText, memoryText, statText } from './machine-texts.ts';
import { processEntries } from './proc-process.ts';
import { settingsDirectory } from './proc-sys.ts';

const nothing: Synthetic = { kind: 'file', read: () => '' };
const empty = syntheticDirectory({});

/** Directories that only root on the machine finds anything in; containers see them masked or read-only. */
const others: Readonly<Record<string, Synthetic>> = {
  acpi: empty,
  bus: empty,
  fs: empty,
  irq: empty,
  scsi: empty,
  interrupts: nothing,
  kcore: { ...nothing, mode: 0o400 },
  keys: nothing,
  'sysrq-trigger': { ...nothing, mode: 0o200 },
  timer_list: { ...nothing, mode: 0o400 },
};

/** The root of /proc. `namespace` says whose processes it shows: none before its first one has been started. */
export function procDirectory(table: ProcessTable, namespace: () => PidNamespace | undefined): SyntheticDirectory {
  let entries: Readonly<Record<string, Synthetic>> | undefined;
  // Most containers never look.
  const fixed = (): Readonly<Record<string, Synthetic>> => (entries ??= fixedEntries(table, namespace));
  return {
    kind: 'directory',
    names: () => [
      ...(namespace()?.processes ?? []).map((process) => String(process.pidIn(namespace() ?? table.root) ?? 0)),
      ...Object.keys(fixed()).sort(),
    ],
    entry: (name) => {
      if (Object.hasOwn(fixed(), name)) return fixed()[name];
      const shown = namespace();
      const process = shown && /^[1-9]\d*$/.test(name) ? shown.get(Number(name)) : undefined;
      return shown && process && processEntries(table, process, shown);
    },
  };
}

function fixedEntries(
  table: ProcessTable,
  namespace: () => PidNamespace | undefined,
): Readonly<Record<string, Synthetic>> {
  const { machine, kernel } = table;
  const file = (read: () => string): Synthetic => ({ kind: 'file', read });
  const up = (): number => (kernel.now + linux.upBefore) / 1000;
  const shown = (): PidNamespace => namespace() ?? table.root;
  const own: Synthetic = {
    kind: 'symlink',
    target: (reader) => String(askerOf(table, reader).pidIn(shown()) ?? reader.pid),
  };
  const mtime = kernel.clock;
  const entries: Record<string, Synthetic> = {
    ...others,
    cmdline: file(() => `BOOT_IMAGE=/boot/vmlinuz-${linux.release} root=/dev/vda1 ro console=tty1 console=ttyS0\n`),
    cpuinfo: file(() => cpuText(machine.cpus)),
    filesystems: file(
      () =>
        'nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\nnodev\tcgroup2\nnodev\tdevtmpfs\nnodev\tpipefs\nnodev\tdevpts\n\text4\nnodev\toverlay\nnodev\tmqueue\n',
    ),
    loadavg: file(() => loadText(table, shown())),
    meminfo: file(() => memoryText(table)),
    mounts: { kind: 'symlink', target: () => 'self/mounts' },
    net: { kind: 'symlink', target: () => 'self/net' },
    partitions: file(
      () => 'major minor  #blocks  name\n\n 253        0   67108864 vda\n 253        1   67107840 vda1\n',
    ),
    self: own,
    stat: file(() => statText(table)),
    swaps: file(() => 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n'),
    sys: settingsDirectory(table),
    'thread-self': {
      kind: 'symlink',
      target: (reader) => {
        const pid = askerOf(table, reader).pidIn(shown()) ?? reader.pid;
        return `${pid}/task/${pid}`;
      },
    },
    uptime: file(() => `${up().toFixed(2)} ${(up() * machine.cpus * 0.97).toFixed(2)}\n`),
    version: file(
      () => `${linux.name} version ${linux.release} (drydock) (gcc 13.2.0, GNU ld 2.42) ${linux.version}\n`,
    ),
  };
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, { ...entry, mtime }]));
}
