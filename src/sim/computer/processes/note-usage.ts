// Tells the log what the control group of a container uses, in steps coarse enough to cost little.
import type { Kernel } from '../../kernel/kernel.ts';
import type { UsageRecord } from '../records.ts';
import type { Cgroup } from './cgroup.ts';

/** Steps: bytes of memory, or the part of what there was, whichever is more; ms of CPU. */
const step = { bytes: 1024 * 1024, part: 1 / 8, cpuTime: 250 };

/** Notes what a container uses where it differs from what was noted; takes the note away when its last process has gone. */
export function noteUsage(kernel: Kernel, machine: string, cgroup: Cgroup): void {
  const { container } = cgroup;
  if (container === undefined) return;
  const key = `${machine}/${container}`;
  if (cgroup.processes.size === 0) {
    kernel.store.delete('usage', key);
    return;
  }
  const before = kernel.store.get('usage', key);
  const { memory, cpuTime, oomKills } = cgroup.usage();
  const known = before?.memory ?? 0;
  const grown = Math.abs(memory - known) >= Math.max(step.bytes, known * step.part);
  if (!grown && cpuTime - (before?.cpuTime ?? 0) < step.cpuTime && oomKills === (before?.oomKills ?? 0)) return;
  const record: UsageRecord = { machine, container, memory, cpuTime, oomKills, peak: cgroup.peak };
  kernel.store.put('usage', key, record);
}
