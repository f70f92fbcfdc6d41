// What a process has used: CPU time, which takes longer when its container's share is small or others compute too, and memory.
import { sleep, type Task } from '../../kernel/task.ts';
import type { Cgroup } from './cgroup.ts';
import { noteUsage } from './note-usage.ts';
import type { ProcessTable } from './process-table.ts';

/** Resident bytes of a program that does not say. */
const usualMemory = 512 * 1024;

/** Longest stretch (ms) of computing before the share of the CPU is looked at again. */
const slice = 50;

/** CPU time (ms) that is saved up before it becomes time. */
const payment = 1;

export class Account {
  readonly #table: ProcessTable;
  readonly #cgroup: Cgroup;
  /** ms of CPU used. */
  cpuTime = 0;
  /** Resident bytes. */
  memory = usualMemory;
  /** See `Process.spared`. */
  spared = false;
  #debt = 0;
  #computing = 0;

  constructor(table: ProcessTable, cgroup: Cgroup) {
    this.#table = table;
    this.#cgroup = cgroup;
  }

  /** Whether it uses the CPU now. */
  get busy(): boolean {
    return this.#computing > 0;
  }

  /** Adds to what it owes for CPU; true when it is time to pay. */
  owe(ms: number): boolean {
    if (this.spared) return false;
    this.#debt += ms;
    return this.#debt >= payment;
  }

  /** Turns what it owes into time. */
  *pay(): Task {
    const owed = this.#debt;
    this.#debt = 0;
    yield* this.compute(owed);
  }

  /** See `Process.compute`. */
  *compute(ms: number): Task {
    const cgroup = this.#cgroup;
    const table = this.#table;
    this.#computing++;
    cgroup.computing++;
    table.computing++;
    try {
      for (let left = ms; left > 0; left -= slice) {
        const used = Math.min(left, slice);
        const { cpus = Infinity, cpuset } = cgroup.limits;
        const ofContainer = Math.min(cpus, cpuset?.length ?? Infinity) / cgroup.computing;
        const share = Math.min(1, ofContainer, table.machine.cpus / table.computing);
        yield* sleep(used / share);
        this.cpuTime += used;
        cgroup.cpuTime += used;
        noteUsage(table.kernel, table.machine.name, cgroup);
      }
    } finally {
      this.#computing--;
      cgroup.computing--;
      table.computing--;
    }
  }

  /** See `Process.useMemory`. */
  useMemory(bytes: number): void {
    const grows = bytes > this.memory;
    this.memory = bytes;
    if (grows) {
      this.#cgroup.enforceMemory();
      const excess = this.#table.memory - this.#table.machine.memory;
      if (excess > 0) this.#cgroup.enforceMemory(this.#cgroup.memory - excess);
    }
    noteUsage(this.#table.kernel, this.#table.machine.name, this.#cgroup);
  }

  /** A new program begins. */
  reset(): void {
    this.memory = usualMemory;
  }
}
