// What the log holds about machines: processes, terminals, listening sockets.
import type { MachineAccess } from '../kernel/log.ts';
import type { BrowserRecord } from './browser/record.ts';
import type { Tree } from './filesystem/tree.ts';
import type { NamespaceKind } from './processes/namespaces.ts';

/** A process, alive or not yet reaped. Key: `<machine>/<host pid>`. */
export interface ProcessRecord {
  readonly machine: string;
  /** Id on the machine; `pid` is the one in its own namespace. */
  readonly hostPid: number;
  readonly pid: number;
  /** Host pid of its parent; 0 for none. */
  readonly parent: number;
  /** Id of the container it belongs to; undefined on the machine itself. */
  readonly container: string | undefined;
  readonly argv: readonly string[];
  readonly user: number;
  readonly terminal: string | undefined;
  readonly state: 'running' | 'stopped' | 'frozen' | 'zombie';
  /** Virtual time (ms) of its start. */
  readonly startedAt: number;
}

/** A terminal of the learner. Key: its id. */
export interface TerminalRecord {
  readonly id: string;
  readonly machine: string;
  readonly columns: number;
  readonly rows: number;
  /** Id of the `command` entry that its shell is running; undefined at the prompt. */
  readonly command: number | undefined;
}

/** A socket that listens in some network namespace. Key: `<namespace>/<protocol>/<address>:<port>`. */
export interface ListenerRecord {
  readonly namespace: string;
  readonly container: string | undefined;
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
  readonly hostPid: number;
}

/**
 * Namespaces that were made together, as those of a container are, while a process lives in one of them. Key:
 * `<machine>/<number of the first>`.
 */
export interface NamespacesRecord {
  readonly machine: string;
  /** The container they were made for, or in. */
  readonly container: string | undefined;
  /** Numbers that /proc/<pid>/ns shows, of those in which a process still lives. */
  readonly ids: Readonly<Partial<Record<NamespaceKind, number>>>;
}

/**
 * What the control group of a container uses while a process lives in it, in coarse steps (a MiB, a quarter of a second); none
 * as long as it is less. Key: `<machine>/<container>`.
 */
export interface UsageRecord {
  readonly machine: string;
  readonly container: string;
  /** Resident bytes of its processes, and the most that there were at once. */
  readonly memory: number;
  readonly peak: number;
  /** ms of CPU. */
  readonly cpuTime: number;
  /** Processes killed because the memory limit was exceeded. */
  readonly oomKills: number;
}

/** A tree of files that outlives the programs that write it: the learner's disk. Key: machine name. */
export interface DiskRecord {
  readonly machine: string;
  readonly tree: Tree;
}

/** A program that has opened a file in the page's editor and waits until it is closed. Key: `<machine>/<host pid>`. */
export interface EditorRecord {
  readonly id: string;
  readonly machine: string;
  readonly container: string | undefined;
  /** `nano`, `vi`, … as it was called. */
  readonly program: string;
  /** Absolute path on the files that it sees. */
  readonly path: string;
  /** User id that it writes as. */
  readonly user: number;
  /** What the editor shows: the file's text, with all that was saved. */
  readonly text: string;
  /** The line where the cursor begins, from 1. */
  readonly line: number;
  /** Why the last save failed; undefined when it did not. */
  readonly problem: string | undefined;
}

/** A machine beside the learner's, as it stands on the network. Key: its name. */
export interface MachineRecord {
  readonly name: string;
  readonly address: string;
  readonly access: MachineAccess;
  /** `off`: it is off the network, and what runs on it is being stopped. */
  readonly state: 'on' | 'off';
}

declare module '../kernel/store.ts' {
  interface Kinds {
    process: ProcessRecord;
    terminal: TerminalRecord;
    listener: ListenerRecord;
    namespaces: NamespacesRecord;
    usage: UsageRecord;
    disk: DiskRecord;
    editor: EditorRecord;
    machine: MachineRecord;
    browser: BrowserRecord;
  }
}
