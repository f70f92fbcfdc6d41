// A control group: the processes of one container (or of the machine itself), what they use and what they may use (cgroups(7)).
import { Trigger } from '../../kernel/trigger.ts';
import type { Limits, Usage } from '../contract.ts';
import type { LinuxProcess } from './process.ts';

/** What a cgroup namespace shows as `/`. */
export interface CgroupRoot {
  /** Path below /sys/fs/cgroup on the machine. */
  readonly path: string;
}

export class Cgroup {
  /** Id of the container; undefined for the machine's own processes. */
  readonly container: string | undefined;
  readonly processes = new Set<LinuxProcess>();
  /** Path below /sys/fs/cgroup on the machine. */
  path: string;
  /** Fires when it is thawed. */
  readonly thawed = new Trigger();
  limits: Limits;
  freezer: 'thawed' | 'frozen' = 'thawed';
  /** ms of CPU that its processes, also those that have ended, used. */
  cpuTime = 0;
  /** Processes that use the CPU now. */
  computing = 0;
  oomKills = 0;
  /** Most bytes that its processes held at once. */
  peak = 0;
  /** Times that a process could not be made because of the pids limit. */
  refusedForks = 0;

  constructor(container: string | undefined, limits: Limits) {
    this.container = container;
    this.path = container === undefined ? '/' : `/system.slice/docker-${container}.scope`;
    this.limits = limits;
  }

  /** Resident bytes of all its processes. */
  get memory(): number {
    let sum = 0;
    for (const process of this.processes) sum += process.memory;
    return sum;
  }

  /** Whether one more process would exceed the pids limit. */
  get full(): boolean {
    return this.limits.pids !== undefined && this.processes.size >= this.limits.pids;
  }

  usage(): Usage {
    return { memory: this.memory, cpuTime: this.cpuTime, pids: this.processes.size, oomKills: this.oomKills };
  }

  /** Kills the largest process until the rest fits into the memory limit (or `room`, when the machine itself is full). */
  enforceMemory(room = this.limits.memory ?? Infinity): void {
    this.peak = Math.max(this.peak, Math.min(this.memory, room));
    while (this.memory > room) {
      let largest: LinuxProcess | undefined;
      for (const process of this.processes) {
        if (process.confinement.oomScoreAdjustment === -1000) continue;
        if (!largest || badness(process, room) > badness(largest, room)) largest = process;
      }
      if (!largest) return;
      this.oomKills++;
      largest.killForMemory();
    }
  }
}

/** How much the kernel would rather kill a process than others: its memory, and its adjustment in thousandths of what there is. */
const badness = ({ memory, confinement }: LinuxProcess, room: number): number =>
  memory + (Number.isFinite(room) ? (confinement.oomScoreAdjustment * room) / 1000 : 0);
