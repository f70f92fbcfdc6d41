// What is inside a container at a moment: processes, namespaces, share of the machine, files, network, environment.
import { group } from 'd3-array';
import type { ProcessRecord } from '../../sim/computer/records.ts';
import { namespaceKinds, type NamespaceKind } from '../../sim/computer/processes/namespaces.ts';
import { recordKey, type ContainerRecord, type LayerRecord, type Mount } from '../../sim/engine/records.ts';
import { humanSize } from '../../sim/cli/format/units.ts';
import type { View } from '../../sim/kernel/view.ts';
import { changesOfWritable, type FileChange } from '../layers/file-changes.ts';
import { madeByText } from '../stage/picture.ts';

/** A process with its numbers inside and outside. */
export interface InsideProcess {
  readonly pid: number;
  readonly hostPid: number;
  readonly command: string;
  readonly user: number;
  readonly state: ProcessRecord['state'];
  /** 0 for one without a parent in the container. */
  readonly depth: number;
  /** Rows up to its parent. */
  readonly branchUp: number;
  /** Virtual time (ms) of its start. */
  readonly startedAt: number;
}

/** A namespace that its processes live in. */
export interface InsideNamespace {
  readonly kind: NamespaceKind;
  /** As /proc/<pid>/ns shows it; undefined while nothing runs, and where it is shared. */
  readonly number: number | undefined;
  /** `the host`, or the name of another container; undefined: its own. */
  readonly sharedWith: string | undefined;
}

/** How much of something is used, and may be. */
export interface Gauge {
  readonly name: 'memory' | 'cpu' | 'pids';
  /** Part of the limit; undefined where there is no limit. */
  readonly share: number | undefined;
  readonly text: string;
}

/** A variable of the environment, and who set it. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly from: 'image' | 'command' | 'runtime';
}

export interface InsideLayer {
  readonly chainId: string;
  readonly digest: string;
  readonly name: string;
}

export interface InsideMount {
  readonly mount: Mount;
  /** Record key of the volume. */
  readonly volume: string | undefined;
  readonly note: string;
}

export interface Inside {
  readonly container: ContainerRecord;
  readonly processes: readonly InsideProcess[];
  readonly namespaces: readonly InsideNamespace[];
  readonly gauges: readonly Gauge[];
  /** Lowest first. */
  readonly layers: readonly InsideLayer[];
  readonly changes: readonly FileChange[];
  readonly mounts: readonly InsideMount[];
  /** `0.0.0.0:80`, in order. */
  readonly listening: readonly string[];
  readonly environment: readonly Variable[];
}

/** Looks inside. */
export function insideOf(view: View, container: ContainerRecord): Inside {
  const { engine, id } = container;
  const image = view.get('image', recordKey(engine, container.image));
  const layers = (image?.layers ?? [])
    .map((chain) => view.get('layer', recordKey(engine, chain)))
    .filter((layer): layer is LayerRecord => layer !== undefined);
  const lower = layers.at(-1)?.tree;
  const processes = processTree(view.all('process').filter((process) => process.container === id));
  return {
    container,
    processes,
    namespaces: namespacesOf(view, container),
    gauges: gaugesOf(view, container, processes.length),
    layers: layers.map(({ chainId, digest, diffId, createdBy }) => ({
      chainId,
      digest: digest || diffId,
      name: madeByText(createdBy) || diffId.slice(7, 19),
    })),
    changes: lower ? changesOfWritable(lower, container.writable) : [],
    mounts: container.mounts.map((mount) => mountOf(mount, view, engine)),
    listening: listeningOf(view, container),
    environment: environmentOf(container, image?.config.config.Env ?? []),
  };
}

/** Children below their parents, in order of their numbers. */
export function processTree(processes: readonly ProcessRecord[]): InsideProcess[] {
  const here = new Set(processes.map(({ hostPid }) => hostPid));
  const children = group(processes, ({ parent }) => (here.has(parent) ? parent : 0));
  const rows: InsideProcess[] = [];
  const visit = (parent: number, depth: number, row: number): void => {
    for (const process of (children.get(parent) ?? []).toSorted((a, b) => a.pid - b.pid)) {
      const { pid, hostPid, argv, user, state, startedAt } = process;
      const at = rows.length;
      rows.push({ pid, hostPid, command: argv.join(' '), user, state, startedAt, depth, branchUp: at - row });
      visit(hostPid, depth + 1, at);
    }
  };
  visit(0, 0, 0);
  return rows;
}

function namespacesOf(view: View, container: ContainerRecord): InsideNamespace[] {
  const numbers = new Map<NamespaceKind, number>();
  for (const record of view.all('namespaces'))
    if (record.container === container.id)
      for (const kind of namespaceKinds) {
        const number = record.ids[kind];
        if (number !== undefined && !numbers.has(kind)) numbers.set(kind, number);
      }
  const { NetworkMode, PidMode, IpcMode, UTSMode, CgroupnsMode } = container.hostConfig;
  const modes: Partial<Record<NamespaceKind, string>> = {
    net: NetworkMode,
    pid: PidMode,
    ipc: IpcMode,
    uts: UTSMode,
    cgroup: CgroupnsMode,
    user: 'host',
    time: 'host',
  };
  return namespaceKinds.map((kind) => ({
    kind,
    number: numbers.get(kind),
    sharedWith: numbers.has(kind) ? undefined : sharer(modes[kind] ?? '', view),
  }));
}

function sharer(mode: string, view: View): string | undefined {
  if (mode === 'host') return 'the host';
  if (!mode.startsWith('container:')) return undefined;
  const other = mode.slice('container:'.length);
  return view.all('container').find(({ id, name }) => id.startsWith(other) || name === other)?.name ?? other;
}

function gaugesOf(view: View, { id, hostConfig }: ContainerRecord, pids: number): Gauge[] {
  const usage = view.all('usage').find((record) => record.container === id);
  const { Memory, NanoCpus, CpuQuota, CpuPeriod, PidsLimit } = hostConfig;
  const cpus = NanoCpus > 0 ? NanoCpus / 1e9 : CpuQuota > 0 ? CpuQuota / (CpuPeriod || 100_000) : 0;
  const most = PidsLimit !== null && PidsLimit > 0 ? PidsLimit : 0;
  const used = usage?.memory ?? 0;
  const memory = used > 0 ? `${Math.round(used / 1024 ** 2)} MiB` : pids > 0 ? 'under 1 MiB' : '0';
  const time = `${Math.round((usage?.cpuTime ?? 0) / 100) / 10} s used`;
  return [
    {
      name: 'memory',
      share: Memory > 0 ? used / Memory : undefined,
      text: `${memory} of ${Memory > 0 ? `${Math.round(Memory / 1024 ** 2)} MiB` : 'all there is'}`,
    },
    { name: 'cpu', share: undefined, text: `${time}, at most ${cpus > 0 ? `${cpus} CPUs` : 'all CPUs'}` },
    { name: 'pids', share: most > 0 ? pids / most : undefined, text: `${pids} of ${most > 0 ? most : 'any number'}` },
  ];
}

function mountOf(mount: Mount, view: View, engine: string): InsideMount {
  const volume = mount.type === 'volume' ? recordKey(engine, mount.name) : undefined;
  const record = volume === undefined ? undefined : view.get('volume', volume);
  const name = record?.anonymous ? `${mount.name.slice(0, 12)}…` : mount.name;
  const what =
    mount.type === 'volume'
      ? `volume ${name}${record ? `, ${humanSize(record.size)}` : ''}`
      : mount.type === 'bind'
        ? `the host’s ${mount.source}`
        : 'tmpfs, in memory';
  return { mount, volume: record && volume, note: mount.readOnly ? `${what}, read-only` : what };
}

function listeningOf(view: View, { id }: ContainerRecord): string[] {
  const sockets = view
    .all('listener')
    .filter(({ container }) => container === id)
    .map(({ address, port, protocol }) => `${address}:${port}${protocol === 'tcp' ? '' : `/${protocol}`}`);
  return [...new Set(sockets)];
}

/** Docker's own defaults come first; what the image and the command say stands over them. */
function environmentOf({ config, command }: ContainerRecord, ofImage: readonly string[]): Variable[] {
  const variables = new Map<string, Variable>();
  const set = (name: string, value: string, from: Variable['from']): void => {
    variables.set(name, { name, value, from });
  };
  set('PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'runtime');
  set('HOSTNAME', config.Hostname, 'runtime');
  if (config.Tty) set('TERM', 'xterm', 'runtime');
  if (command.length === 0) return [];
  for (const entry of config.Env ?? []) {
    const equals = entry.indexOf('=');
    if (equals > 0) set(entry.slice(0, equals), entry.slice(equals + 1), ofImage.includes(entry) ? 'image' : 'command');
  }
  return [...variables.values()];
}
