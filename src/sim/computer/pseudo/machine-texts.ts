// What /proc tells of the machine: processors, memory, load (proc_cpuinfo(5), proc_meminfo(5), proc_stat(5)).
import { linux } from '../linux.ts';
import type { PidNamespace } from '../processes/pid-namespace.ts';
import type { ProcessTable } from '../processes/process-table.ts';

/** `/proc/cpuinfo` */
export const cpuText = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `processor\t: ${index}
vendor_id\t: GenuineIntel
cpu family\t: 6
model\t\t: 106
model name\t: Virtual CPU
stepping\t: 6
cpu MHz\t\t: 2400.000
cache size\t: 16384 KB
physical id\t: 0
siblings\t: ${count}
core id\t\t: ${index}
cpu cores\t: ${count}
fpu\t\t: yes
flags\t\t: fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat clflush mmx fxsr sse sse2 ht syscall nx lm constant_tsc rep_good nopl cpuid pni ssse3 cx16 sse4_1 sse4_2 popcnt aes xsave avx hypervisor lahf_lm avx2
bogomips\t: 4800.00
clflush size\t: 64
address sizes\t: 46 bits physical, 48 bits virtual
power management:

`,
  ).join('');

/** Bytes of memory as free(1) and /proc/meminfo divide them. */
export function memoryUse(table: ProcessTable): {
  readonly total: number;
  readonly used: number;
  readonly cached: number;
} {
  const total = table.machine.memory;
  return { total, used: total * 0.08 + table.memory, cached: total * 0.15 };
}

/** `/proc/meminfo` */
export function memoryText(table: ProcessTable): string {
  const { total, used, cached } = memoryUse(table);
  const free = Math.max(0, total - used - cached);
  const lines: readonly (readonly [string, number])[] = [
    ['MemTotal', total],
    ['MemFree', free],
    ['MemAvailable', Math.max(0, total - used - total * 0.001)],
    ['Buffers', cached * 0.1],
    ['Cached', cached * 0.9],
    ['SwapCached', 0],
    ['Active', used * 0.6],
    ['Inactive', cached * 0.8],
    ['Dirty', 0],
    ['AnonPages', used * 0.7],
    ['Mapped', used * 0.2],
    ['Shmem', total * 0.001],
    ['Slab', total * 0.02],
    ['SwapTotal', 0],
    ['SwapFree', 0],
  ];
  return lines
    .map(([name, bytes]) => `${`${name}:`.padEnd(16)}${String(Math.round(bytes / 1024)).padStart(8)} kB\n`)
    .join('');
}

/** `/proc/loadavg`: those that run now stand for all three averages. */
export function loadText(table: ProcessTable, namespace: PidNamespace): string {
  const { processes } = namespace;
  const running = table.root.processes.filter(({ info }) => info.state === 'R').length;
  const load = (running * 0.1).toFixed(2);
  const last = Math.max(0, ...processes.map((process) => process.pidIn(namespace) ?? 0));
  return `${load} ${load} ${load} ${Math.max(1, running)}/${processes.length} ${last}\n`;
}

/** `/proc/stat`, in hundredths of a second. */
export function statText(table: ProcessTable): string {
  const { machine, kernel } = table;
  const up = Math.round((kernel.now + linux.upBefore) / 10);
  const used = Math.round(table.cpuTime / 10);
  const line = (name: string, cpus: number): string => {
    const user = Math.round((used * cpus) / machine.cpus) + 1200 * cpus;
    return `${name} ${user} 0 ${400 * cpus} ${Math.max(0, up * cpus - user - 400 * cpus)} 90 0 10 0 0 0\n`;
  };
  const cpus = Array.from({ length: machine.cpus }, (_, index) => line(`cpu${index}`, 1)).join('');
  const boot = Math.round((kernel.clock - kernel.now - linux.upBefore) / 1000);
  const running = table.root.processes.filter(({ info }) => info.state === 'R').length;
  return `${line('cpu ', machine.cpus)}${cpus}ctxt ${up * 9}\nbtime ${boot}\nprocesses ${table.root.last}\nprocs_running ${Math.max(1, running)}\nprocs_blocked 0\n`;
}
