// The processes of one machine: numbers, namespaces, groups, control groups, and what running costs.
import type { Kernel } from '../../kernel/kernel.ts';
import { sleep, suspend, type Task } from '../../kernel/task.ts';
import type { Machine, Terminal } from '../contract.ts';
import { Cgroup } from './cgroup.ts';
import { Fifos } from './fifos.ts';
import { PidNamespace } from './pid-namespace.ts';
import type { ProcessGroup } from './process-group.ts';
import { UnixSockets } from '../network/unix-sockets.ts';
import type { Settings } from '../pseudo/sysctl.ts';
import { NamespaceTable } from './namespaces.ts';
import type { LinuxProcess } from './process.ts';

/** Processes that one machine takes (kernel.pid_max is larger; this keeps a fork bomb within a tab's memory). */
export const processLimit = 4096;

/** Cost in ms of CPU of one system call, and of a byte that it moves. */
const callCost = 0.001;
const byteCost = 0.000001;

export class ProcessTable {
  readonly machine: Machine;
  readonly kernel: Kernel;
  readonly root = new PidNamespace(undefined);
  readonly namespaces: NamespaceTable;
  readonly groups = new Map<number, ProcessGroup>();
  readonly fifos = new Fifos(this);
  readonly unixSockets = new UnixSockets();
  /** Terminals by container and device path. */
  readonly #terminals = new Map<string, Terminal>();
  readonly #cgroups = new Map<string, Cgroup>();
  readonly #own = new Cgroup(undefined, {});
  /** The process whose code runs at this moment. */
  running: LinuxProcess | undefined;
  /** Processes that use a CPU now. */
  computing = 0;
  /** Settings under /proc/sys of the whole machine that somebody changed. */
  readonly settings: Settings = { changed: new Map<string, string>() };
  readonly #inodes = new WeakMap<object, number>();
  #nextInode = 24_100;

  constructor(machine: Machine) {
    this.machine = machine;
    this.kernel = machine.kernel;
    this.namespaces = new NamespaceTable(machine.kernel, machine.name);
  }

  get full(): boolean {
    return this.root.size >= processLimit;
  }

  /** The control group of a container, made when it is first asked for; the machine's own without an id. */
  cgroup(container: string | undefined): Cgroup {
    if (container === undefined) return this.#own;
    let cgroup = this.#cgroups.get(container);
    if (!cgroup) this.#cgroups.set(container, (cgroup = new Cgroup(container, {})));
    return cgroup;
  }

  /** The control groups of containers that were started. */
  get cgroups(): readonly Cgroup[] {
    return [...this.#cgroups.values()];
  }

  /** ms of CPU that all processes used. */
  get cpuTime(): number {
    return this.cgroups.reduce((sum, { cpuTime }) => sum + cpuTime, this.#own.cpuTime);
  }

  /** A number by which a pipe or socket is known in /proc/<pid>/fd. */
  inodeOf(object: object): number {
    let inode = this.#inodes.get(object);
    if (inode === undefined) this.#inodes.set(object, (inode = this.#nextInode++));
    return inode;
  }

  /** Bytes that all processes hold. */
  get memory(): number {
    let sum = this.#own.memory;
    for (const cgroup of this.#cgroups.values()) sum += cgroup.memory;
    return sum;
  }

  /** The terminal at a device path inside a container, or on the machine itself. */
  terminalAt(container: string | undefined, path: string): Terminal | undefined {
    return this.#terminals.get(`${container ?? ''}:${path}`);
  }

  /** The lowest free path for a terminal, for instance /dev/pts/0. */
  freeTerminalPath(container: string | undefined): string {
    let number = 0;
    while (this.terminalAt(container, `/dev/pts/${number}`)) number++;
    return `/dev/pts/${number}`;
  }

  addTerminal(container: string | undefined, terminal: Terminal): void {
    this.#terminals.set(`${container ?? ''}:${terminal.path}`, terminal);
  }

  removeTerminal(container: string | undefined, terminal: Terminal): void {
    this.#terminals.delete(`${container ?? ''}:${terminal.path}`);
  }

  /** Charges the running process for a system call that moves `bytes`. So no loop of calls is free of virtual time. */
  *charge(bytes: number): Task {
    const process = this.running;
    if (process?.owe(callCost + bytes * byteCost)) yield* process.pay();
  }

  /** The running process wrote into a pipe that nobody reads: SIGPIPE. It may be gone after this. */
  *brokenPipe(): Task {
    this.running?.raise('PIPE');
    yield* sleep(0);
  }
}

/** The cause of the running task, for what it starts. */
export function* currentCause(): Task<number | undefined> {
  return yield* suspend<number | undefined>((wake, scheduler) => {
    wake(scheduler.current.cause);
    return undefined;
  });
}
