// A PID namespace: numbers for processes, and the init that they are left to when their parent ends (pid_namespaces(7)).
import type { LinuxProcess } from './process.ts';

export class PidNamespace {
  /** The namespace it was made in, which sees its processes under numbers of its own; undefined for the machine's. */
  readonly parent: PidNamespace | undefined;
  readonly #byPid = new Map<number, LinuxProcess>();
  #next = 1;
  /** PID 1, once it has been started. */
  init: LinuxProcess | undefined;

  constructor(parent: PidNamespace | undefined) {
    this.parent = parent;
  }

  /** The machine's own namespace: its numbers are the host's, and it sees all processes. */
  get isRoot(): boolean {
    return this.parent === undefined;
  }

  /** Itself and those around it, the machine's first. */
  get path(): readonly PidNamespace[] {
    return [...(this.parent?.path ?? []), this];
  }

  /** The number of a new process. */
  allocate(): number {
    return this.#next++;
  }

  /** Skips numbers, as on a machine that has been up for a while. */
  startAt(pid: number): void {
    this.#next = Math.max(this.#next, pid);
  }

  /** The number that was given last. */
  get last(): number {
    return this.#next - 1;
  }

  add(pid: number, process: LinuxProcess): void {
    this.#byPid.set(pid, process);
  }

  remove(pid: number): void {
    this.#byPid.delete(pid);
  }

  get(pid: number): LinuxProcess | undefined {
    return this.#byPid.get(pid);
  }

  get size(): number {
    return this.#byPid.size;
  }

  /** Processes in order of their numbers here. */
  get processes(): readonly LinuxProcess[] {
    return [...this.#byPid].sort(([one], [two]) => one - two).map(([, process]) => process);
  }
}
