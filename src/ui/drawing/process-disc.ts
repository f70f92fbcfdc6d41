// A process as the stage draws it: its pid in a disc, its command beside it.

/** What a process is doing. `starting` is now; `frozen` goes with a paused container. */
export type ProcessState = 'running' | 'starting' | 'frozen' | 'zombie' | 'exited';

/** What the drawing needs to know of a process. */
export interface DrawnProcess {
  /** As its own namespace numbers it. */
  pid: number;
  command: string;
  state?: ProcessState;
  /** 0 for the first process, 1 for its children. */
  depth?: number;
}

/** Width of the disc, which grows with the digits of the pid. */
export const discWidth = (pid: number): number => Math.max(18, String(pid).length * 6.5 + 8);
