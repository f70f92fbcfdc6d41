// Process groups and sessions: whom the terminal's signals reach (credentials(7)).
import type { Signal, Terminal } from '../contract.ts';
import type { LinuxProcess } from './process.ts';

/** A job of a shell: processes that get the terminal's signals together. */
export class ProcessGroup {
  /** Host pid of its first process. */
  readonly hostPid: number;
  /** Its id in the numbering of its first process's own namespace. */
  readonly pid: number;
  readonly members = new Set<LinuxProcess>();

  constructor(hostPid: number, pid: number) {
    this.hostPid = hostPid;
    this.pid = pid;
  }

  signal(signal: Signal): void {
    for (const member of [...this.members]) member.raise(signal);
  }
}

/** The processes that share a controlling terminal. */
export interface Session {
  readonly leader: number;
  readonly terminal: Terminal | undefined;
}
