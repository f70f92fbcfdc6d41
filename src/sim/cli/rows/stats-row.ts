// A row of `docker stats`: use of CPU, memory, network and disk, worked out from what the daemon measures.
import { tableRow } from '../format/table.ts';
import { shortId } from '../format/truncate.ts';
import { bytesSize, humanSize } from '../format/units.ts';
import type { GoStruct } from '../format/value.ts';

interface CpuStats {
  readonly cpu_usage?: { readonly total_usage?: number; readonly percpu_usage?: readonly number[] | null };
  readonly system_cpu_usage?: number;
  readonly online_cpus?: number;
}

/** A measurement as `GET /containers/{id}/stats` sends it. */
export interface StatsSample {
  readonly id?: string;
  readonly name?: string;
  readonly cpu_stats?: CpuStats;
  readonly precpu_stats?: CpuStats;
  readonly memory_stats?: {
    readonly usage?: number;
    readonly limit?: number;
    readonly stats?: Readonly<Record<string, number>>;
  };
  readonly networks?: Readonly<Record<string, { readonly rx_bytes: number; readonly tx_bytes: number }>>;
  readonly blkio_stats?: {
    readonly io_service_bytes_recursive?: readonly { readonly op: string; readonly value: number }[] | null;
  };
  readonly pids_stats?: { readonly current?: number };
}

/** Titles of the columns. */
export const statsHeader: Readonly<Record<string, string>> = {
  Container: 'CONTAINER',
  Name: 'NAME',
  ID: 'CONTAINER ID',
  CPUPerc: 'CPU %',
  MemUsage: 'MEM USAGE / LIMIT',
  MemPerc: 'MEM %',
  NetIO: 'NET I/O',
  BlockIO: 'BLOCK I/O',
  PIDs: 'PIDS',
};

/** The row of a container, named as the user named it; undefined sample: nothing is known yet. */
export function statsRow(container: string, sample: StatsSample | undefined, trunc: boolean): GoStruct {
  const unknown = sample === undefined;
  const { memory_stats: memory = {}, networks = {} } = sample ?? {};
  const used = memoryUsed(memory);
  const limit = memory.limit ?? 0;
  const transferred = Object.values(networks);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const blocks = (letter: string): number =>
    sum(
      (sample?.blkio_stats?.io_service_bytes_recursive ?? [])
        .filter(({ op }) => op.charAt(0).toLowerCase() === letter)
        .map(({ value }) => value),
    );
  const percent = (value: number): string => `${value.toFixed(2)}%`;
  return tableRow('*container.statsContext', {
    Container: () => container,
    Name: () => (sample?.name ?? '').replace(/^\//, '') || '--',
    ID: () => (trunc ? shortId(sample?.id ?? '') : (sample?.id ?? '')),
    CPUPerc: () => (unknown ? '--' : percent(cpuPercent(sample))),
    MemUsage: () => (unknown ? '-- / --' : `${bytesSize(used)} / ${bytesSize(limit)}`),
    MemPerc: () => (unknown ? '--' : percent(limit === 0 ? 0 : (used / limit) * 100)),
    NetIO: () =>
      unknown
        ? '--'
        : `${humanSize(sum(transferred.map(({ rx_bytes }) => rx_bytes)), 3)} / ${humanSize(sum(transferred.map(({ tx_bytes }) => tx_bytes)), 3)}`,
    BlockIO: () => (unknown ? '--' : `${humanSize(blocks('r'), 3)} / ${humanSize(blocks('w'), 3)}`),
    PIDs: () => (unknown ? '--' : String(sample.pids_stats?.current ?? 0)),
  });
}

/** The page cache that can be given back at any time does not count. */
function memoryUsed({ usage = 0, stats = {} }: NonNullable<StatsSample['memory_stats']>): number {
  const inactive = stats['total_inactive_file'] ?? stats['inactive_file'] ?? 0;
  return inactive < usage ? usage - inactive : usage;
}

/** The container's share of the time that all CPUs had since the measurement before; 100 is one whole CPU. */
function cpuPercent({ cpu_stats: now = {}, precpu_stats: before = {} }: StatsSample): number {
  const used = (now.cpu_usage?.total_usage ?? 0) - (before.cpu_usage?.total_usage ?? 0);
  const passed = (now.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
  const cpus = now.online_cpus ?? now.cpu_usage?.percpu_usage?.length ?? 0;
  return used > 0 && passed > 0 ? (used / passed) * cpus * 100 : 0;
}
