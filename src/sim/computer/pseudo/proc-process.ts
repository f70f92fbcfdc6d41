// /proc/<pid> (proc_pid(5)): one process as others see it.
import type { Descriptor } from '../contract.ts';
import type { Attributes } from '../filesystem/inode.ts';
import { syntheticDirectory, type Synthetic, type SyntheticDirectory } from '../filesystem/synthetic.ts';
import { linux } from '../linux.ts';
import { capabilityMask } from '../processes/capabilities.ts';
import { FileDescription } from '../processes/file-description.ts';
import { namespaceKinds } from '../processes/namespaces.ts';
import type { PidNamespace } from '../processes/pid-namespace.ts';
import type { LinuxProcess } from '../processes/process.ts';
import type { ProcessTable } from '../processes/process-table.ts';
import { limitText, resources } from '../processes/resource-limits.ts';
import { signals } from '../processes/signals.ts';
import { askerOf } from './asker.ts';
import { pathFrom, rangeText } from './cgroup-files.ts';
import { mountinfoText, mountsText } from './mount-text.ts';
import { networkDirectory } from './proc-net.ts';

const file = (read: () => string, mode = 0o444): Synthetic => ({ kind: 'file', read, mode });
const link = (target: () => string): Synthetic => ({ kind: 'symlink', target });

/** The name of a process as the kernel keeps it: fifteen characters. */
const nameOf = ({ argv }: LinuxProcess): string => ((argv[0] ?? '').split('/').at(-1) ?? '').slice(0, 15);

/** The directory of a process, as it is shown in a namespace. */
export function processEntries(table: ProcessTable, process: LinuxProcess, shown: PidNamespace): SyntheticDirectory {
  const { credentials, files } = process;
  const mtime = Math.floor(table.kernel.epoch + process.info.startedAt);
  const owner = { uid: credentials.uid, gid: credentials.gid, mtime };
  const entries: Record<string, Synthetic> = {
    cgroup: {
      kind: 'file',
      read: (reader) => `0::${pathFrom(askerOf(table, reader).cgroupRoot.path, process.cgroup.path)}\n`,
    },
    cmdline: file(() => (process.alive ? process.argv.map((word) => `${word}\0`).join('') : '')),
    comm: file(() => `${nameOf(process)}\n`),
    cwd: link(() => process.cwd),
    environ: file(() => [...process.env].map(([key, value]) => `${key}=${value}\0`).join(''), 0o400),
    exe: link(() => process.executable),
    fd: descriptorDirectory(process, owner),
    gid_map: file(() => '         0          0 4294967295\n'),
    limits: file(() => limitsText(process)),
    mountinfo: file(() => mountinfoText(files.mounts)),
    mounts: file(() => mountsText(files.mounts)),
    net: networkDirectory(table, process),
    ns: namespaceDirectory(process, owner),
    oom_score: file(() => `${Math.max(0, 666 + process.confinement.oomScoreAdjustment)}\n`),
    oom_score_adj: file(() => `${process.confinement.oomScoreAdjustment}\n`),
    root: rootOf(table, process),
    stat: file(() => statText(process, shown)),
    status: file(() => statusText(process, shown)),
    uid_map: file(() => '         0          0 4294967295\n'),
  };
  entries['attr'] = syntheticDirectory({ current: file(() => `${process.confinement.apparmor}\n`) });
  const pid = String(process.pidIn(shown) ?? 0);
  for (const [name, entry] of Object.entries(entries)) if (entry !== closed) entries[name] = { ...entry, ...owner };
  return syntheticDirectory(
    { ...entries, task: syntheticDirectory({ [pid]: syntheticDirectory(entries, owner) }, owner) },
    owner,
  );
}

function namespaceDirectory(process: LinuxProcess, owner: Partial<Attributes>): SyntheticDirectory {
  const text = (kind: (typeof namespaceKinds)[number]): string => `${kind}:[${process.namespaces[kind].id}]`;
  const entries: Record<string, Synthetic> = {};
  for (const kind of namespaceKinds) {
    entries[kind] = { ...link(() => text(kind)), ...owner };
    if (kind === 'pid' || kind === 'time') entries[`${kind}_for_children`] = entries[kind];
  }
  return syntheticDirectory(entries, { mode: 0o511 });
}

function descriptorDirectory(process: LinuxProcess, owner: Partial<Attributes>): SyntheticDirectory {
  return {
    kind: 'directory',
    mode: 0o500,
    names: () => [...process.descriptors.keys()].sort((one, two) => one - two).map(String),
    entry: (name) => {
      const descriptor = process.descriptors.get(Number(name));
      return descriptor && { ...link(() => descriptorText(process, descriptor)), ...owner, mode: 0o700 };
    },
  };
}

function descriptorText(process: LinuxProcess, descriptor: Descriptor): string {
  if (descriptor.terminal) return descriptor.terminal.path;
  if (descriptor instanceof FileDescription) return descriptor.file.path;
  switch (descriptor.kind) {
    case 'null':
      return '/dev/null';
    case 'device':
      return '/dev/zero';
    default:
      return `${descriptor.kind}:[${process.table.inodeOf(descriptor)}]`;
  }
}

/** What others are not let into. */
const closed = syntheticDirectory({}, { mode: 0 });

/** `/` as long as one looks from its own mount namespace; else what is there, to look into. */
function rootOf(table: ProcessTable, process: LinuxProcess): Synthetic {
  const same: Synthetic = { kind: 'symlink', target: () => '/' };
  const asker = askerOf(table, undefined);
  if (asker.files.mounts === process.files.mounts) return same;
  const { uid, capabilities } = asker.credentials;
  if (uid !== process.credentials.uid && !capabilities.has('CAP_SYS_PTRACE')) return closed;
  const node = process.files.mounts.mounts[0]?.node;
  return node ? { kind: 'other', node } : same;
}

function limitsText({ limits }: LinuxProcess): string {
  const row = (one: string, two: string, three: string, four: string): string =>
    `${one.padEnd(25)} ${two.padEnd(20)} ${three.padEnd(20)} ${four === '' ? '' : four.padEnd(10)}\n`;
  const rows = resources.map(({ name, title, unit }) =>
    row(title, limitText(limits[name].soft), limitText(limits[name].hard), unit),
  );
  return row('Limit', 'Soft Limit', 'Hard Limit', 'Units') + rows.join('');
}

const stateNames = {
  R: 'R (running)',
  S: 'S (sleeping)',
  D: 'D (disk sleep)',
  T: 'T (stopped)',
  Z: 'Z (zombie)',
} as const;

/** Bytes of address space for each resident one. */
const virtualShare = 3;

function statText(process: LinuxProcess, shown: PidNamespace): string {
  const { info } = process;
  const ticks = (ms: number): number => Math.round(ms / 10);
  const parent = process.parent?.pidIn(shown) ?? 0;
  const pid = process.pidIn(shown) ?? 0;
  return `${pid} (${nameOf(process)}) ${info.state} ${parent} ${process.group} ${process.group} 0 -1 4194560 0 0 0 0 ${ticks(info.cpuTime)} 0 0 0 20 0 1 0 ${ticks(info.startedAt + linux.upBefore)} ${info.memory * virtualShare} ${Math.round(info.memory / 4096)} 18446744073709551615\n`;
}

function statusText(process: LinuxProcess, shown: PidNamespace): string {
  const { credentials, info, limits, confinement } = process;
  const { uid, gid, groups, capabilities } = credentials;
  const four = (value: number): string => Array<number>(4).fill(value).join('\t');
  const kib = (bytes: number): string => `${String(Math.round(bytes / 1024)).padStart(8)} kB`;
  const numbers = process.numbers(shown).join('\t');
  const pid = process.pidIn(shown) ?? 0;
  const none = capabilityMask(new Set());
  const set = capabilityMask(capabilities);
  const ignored = signalMask(process.ignored);
  const filtered = confinement.seccomp === 'filter';
  const lines = [
    `Name:\t${nameOf(process)}`,
    `Umask:\t${process.umask.toString(8).padStart(4, '0')}`,
    `State:\t${stateNames[info.state]}`,
    `Tgid:\t${pid}`,
    'Ngid:\t0',
    `Pid:\t${pid}`,
    `PPid:\t${process.parent?.pidIn(shown) ?? 0}`,
    'TracerPid:\t0',
    `Uid:\t${four(uid)}`,
    `Gid:\t${four(gid)}`,
    'FDSize:\t64',
    `Groups:\t${groups.map((group) => `${group} `).join('')}`,
    `NStgid:\t${numbers}`,
    `NSpid:\t${numbers}`,
    `VmPeak:\t${kib(info.memory * virtualShare)}`,
    `VmSize:\t${kib(info.memory * virtualShare)}`,
    `VmRSS:\t${kib(info.memory)}`,
    'VmSwap:\t       0 kB',
    'Threads:\t1',
    `SigQ:\t0/${limitText(limits.sigpending.soft)}`,
    `SigPnd:\t${none}`,
    `SigBlk:\t${none}`,
    `SigIgn:\t${ignored}`,
    `CapInh:\t${none}`,
    `CapPrm:\t${set}`,
    `CapEff:\t${set}`,
    `CapBnd:\t${capabilityMask(confinement.bounding)}`,
    `CapAmb:\t${none}`,
    `NoNewPrivs:\t${confinement.noNewPrivileges ? 1 : 0}`,
    `Seccomp:\t${filtered ? 2 : 0}`,
    `Seccomp_filters:\t${filtered ? 1 : 0}`,
    `Cpus_allowed:\t${process.processors.reduce((bits, number) => bits + 2 ** number, 0).toString(16)}`,
    `Cpus_allowed_list:\t${rangeText(process.processors)}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function signalMask(names: readonly (typeof signals)[number][]): string {
  let bits = 0n;
  for (const name of names) bits |= 1n << BigInt(signals.indexOf(name));
  return bits.toString(16).padStart(16, '0');
}
