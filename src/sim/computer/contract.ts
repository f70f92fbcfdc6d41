// The contract between programs and the simulated Linux machine they run on. Types only; processes/, terminal/,
// filesystem/ and network/ implement it, shell/ and programs/ are written against it.
import type { Endpoint } from '../kernel/log.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Task } from '../kernel/task.ts';
import type { Latch, Trigger } from '../kernel/trigger.ts';
import type { EditorDesk } from './editor/desk.ts';
import type { Credentials, FileSystem } from './filesystem/file-system.ts';
import type { Errno } from './filesystem/errno.ts';
import type { Neighbour, NetworkLink, NetworkRoute, Socket } from './network/link.ts';
import type { Networks } from './network/networks.ts';
import type { Confinement } from './processes/confinement.ts';
import type { Settings } from './pseudo/sysctl.ts';
import type { NamespaceKind, Namespaces } from './processes/namespaces.ts';
import type { ResourceLimit, ResourceLimits, ResourceName } from './processes/resource-limits.ts';
import type { Unit } from './units.ts';

/** A program: runs in a process, returns its exit status (0…255). */
export type Program = (process: Process) => Task<number>;

/** Finds the program behind a name that a binary carries. May load a chunk of programs first (through `external`). */
export type ProgramTable = (name: string) => Task<Program | undefined>;

export type Signal =
  | 'HUP' | 'INT' | 'QUIT' | 'ILL' | 'TRAP' | 'ABRT' | 'BUS' | 'FPE' | 'KILL' | 'USR1' | 'SEGV' | 'USR2' | 'PIPE' | 'ALRM'
  | 'TERM' | 'STKFLT' | 'CHLD' | 'CONT' | 'STOP' | 'TSTP' | 'TTIN' | 'TTOU' | 'URG' | 'XCPU' | 'XFSZ' | 'VTALRM' | 'PROF'
  | 'WINCH' | 'IO' | 'PWR' | 'SYS'; // prettier-ignore

/** How a process ended: by itself, or by a signal (then a shell reports 128 + its number). */
export type ExitStatus = { readonly code: number } | { readonly signal: Signal; readonly coreDumped?: boolean };

/** An open file description behind a descriptor: a pipe's end, a file, a terminal, a socket, /dev/null. */
export interface Descriptor {
  readonly kind: 'pipe' | 'file' | 'terminal' | 'socket' | 'null' | 'device';
  /** The terminal behind it, when it is one (`isatty`). */
  readonly terminal?: Terminal;
  /** Waits for bytes, at most `limit`; undefined at the end of file. */
  read(limit?: number): Task<Uint8Array | undefined>;
  /** Waits for room, writes all; an errno when it fails (`EPIPE` after the reader has gone: the writer gets SIGPIPE). */
  write(bytes: Uint8Array): Task<Errno | undefined>;
  /** One more descriptor refers to it. */
  retain(): Descriptor;
  /** One descriptor less; the last one closes it. */
  release(): void;
}

/** What a new process is given; what is left out is inherited from its parent. */
export interface SpawnOptions {
  readonly argv: readonly string[];
  /** The file to run; `argv[0]` looked up in PATH when left out. */
  readonly path?: string;
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  readonly credentials?: Credentials;
  /** Descriptors 0, 1, 2, …; those left out are inherited. The child holds references of its own. */
  readonly descriptors?: ReadonlyMap<number, Descriptor>;
  /** `new`: a process group of its own (a shell's job); otherwise the id of the group to join. */
  readonly group?: 'new' | number;
  /** Signals that stay ignored in the child (nohup). */
  readonly ignored?: readonly Signal[];
}

/** A running process as its program sees it. */
export interface Process {
  readonly machine: Machine;
  /** Id in its own PID namespace, what `$$` and `ps` inside show. */
  readonly pid: number;
  /** Id on the machine. */
  readonly hostPid: number;
  readonly parentPid: number;
  /** Process group id, in the process's own namespace numbering. */
  readonly group: number;
  readonly argv: readonly string[];
  readonly env: Map<string, string>;
  cwd: string;
  umask: number;
  readonly credentials: Credentials;
  readonly files: FileSystem;
  readonly network: NetworkNamespace;
  /** Host name of its UTS namespace. */
  hostname: string;
  /** What it lives in, by the numbers of /proc/<pid>/ns. */
  readonly namespaces: Namespaces;
  readonly limits: ResourceLimits;
  readonly confinement: Confinement;
  /** Numbers of the processors that it may use. */
  readonly processors: readonly number[];
  /** Settings of its IPC namespace that somebody changed. */
  readonly ipc: Settings;
  readonly descriptors: Map<number, Descriptor>;
  /** Controlling terminal. */
  readonly terminal: Terminal | undefined;
  /** Id of the container it runs in; undefined on the machine itself. */
  readonly container: string | undefined;
  /** Ends when the process has ended. */
  readonly exited: Latch<ExitStatus>;
  /** Fires whenever it stops, continues or ends; `info.state` and `exited` say which. */
  readonly changed: Trigger;

  /** Runs a file as a child process; an errno when it cannot be run (`ENOENT`, `EACCES`, `ENOEXEC`, `EAGAIN` at the pids limit). */
  spawn(options: SpawnOptions): Task<Process | Errno>;
  /** Runs `body` as a child process that is a copy of this one (subshell, pipeline part); an errno at the pids limit. */
  fork(body: (child: Process) => Task<number>, options?: Omit<SpawnOptions, 'argv' | 'path'>): Task<Process | Errno>;
  /** Becomes another program, with `credentials` as another user: does not come back unless it fails. */
  exec(options: Pick<SpawnOptions, 'argv' | 'path' | 'env' | 'credentials'>): Task<Errno>;
  /** Waits for a child to end (any child when none is named) and reaps it; `ECHILD` when there is none. */
  wait(child?: Process): Task<{ readonly child: Process; readonly status: ExitStatus } | Errno>;
  /** Children that have not been reaped. */
  readonly children: readonly Process[];
  /** Sends a signal by pid of this namespace (negative: to a group; -1: to all); `ESRCH`, `EPERM`. */
  kill(pid: number, signal: Signal | 0): Errno | undefined;
  /** Handles a signal: `default`, `ignore`, or a function called when it arrives. KILL and STOP cannot be handled. */
  handle(signal: Signal, action: 'default' | 'ignore' | ((signal: Signal) => void)): void;
  /** Ends this process with a status, from wherever it is. */
  exit(code: number): void;
  /**
   * Opens a file, a device (/dev/null, /dev/tty, /dev/pts/0), one of its own descriptors (/dev/stdout, /proc/self/fd/1) or a
   * named pipe (then it waits for the other end). The descriptor is not yet in `descriptors`.
   */
  open(path: string, how: OpenMode, permissions?: number): Task<Descriptor | Errno>;
  /** A new pipe. Whoever writes after the reader has gone gets SIGPIPE. */
  pipe(): { readonly reader: Descriptor; readonly writer: Descriptor };
  /** Uses `ms` of CPU time. It takes longer when the container's share is smaller or others compute too. */
  compute(ms: number): Task;
  /**
   * While true its steps cost no CPU time. For a line that is being edited: then a command begins at the same moment whether its letters
   * came one by one or together, as they do when a session is replayed.
   */
  spared: boolean;
  /** Shows these arguments in ps and /proc from now on (setproctitle). */
  setTitle(argv: readonly string[]): void;
  /** Sets its resident memory (bytes). Beyond the container's limit the kernel kills the largest process: 137. */
  useMemory(bytes: number): void;
  /** Calls `close` when this process ends, unless the function returned is called before. */
  whenEnded(close: () => void): () => void;
  /** All processes that it can see, in order of pid. */
  visible(): readonly Process[];
  /** Its number, and its parent's, in the PID namespace of a viewer; 0 when they cannot be seen from there. */
  pidSeenBy(viewer: Process): number;
  parentSeenBy(viewer: Process): number;
  /** Changes a limit; `EINVAL` when soft is above hard, `EPERM` for raising hard ones without CAP_SYS_RESOURCE. */
  setLimit(name: ResourceName, limit: ResourceLimit): Errno | undefined;
  /** Moves into new namespaces of these kinds (children do, for `pid`); `EPERM`. */
  unshare(kinds: readonly NamespaceKind[]): Errno | undefined;
  /** Moves into the namespaces of another process; `EPERM`. */
  enter(target: Process, kinds: readonly NamespaceKind[]): Errno | undefined;
  /** Details for ps and /proc. */
  readonly info: ProcessInfo;
}

/** How `open` opens: for reading, for writing from the start (`write` empties the file), at the end, or both ways. */
export type OpenMode = 'read' | 'write' | 'append' | 'read-write' | 'exclusive';

export interface ProcessInfo {
  readonly startedAt: number;
  /** ms of CPU used. */
  readonly cpuTime: number;
  /** Resident bytes. */
  readonly memory: number;
  readonly state: 'R' | 'S' | 'D' | 'T' | 'Z';
}

/** A terminal (pseudo-terminal): programs hold its slave side as a `Descriptor`, a page or `docker attach` its master side. */
export interface Terminal {
  readonly id: string;
  /** Device path inside, for instance /dev/pts/0. */
  readonly path: string;
  columns: number;
  rows: number;
  /**
   * Line discipline: `cooked` edits lines, echoes and turns ^C ^Z ^\ into signals; `editing` hands every byte through but still
   * turns `\n` into `\r\n` (a line editor's setting); `raw` leaves both ways alone.
   */
  mode: 'cooked' | 'editing' | 'raw';
  echo: boolean;
  /** Foreground process group (host pids of group leaders). */
  foreground: number;
  /** The slave side. */
  readonly descriptor: Descriptor;
  /** Bytes typed at the master side. */
  input(bytes: Uint8Array): void;
  /** Puts bytes back that were read but belong to whoever reads next. */
  putBack(bytes: Uint8Array): void;
  /** What programs write, as it reaches the master side (after `\n` → `\r\n`). */
  onOutput(listener: (bytes: Uint8Array) => void): () => void;
  /** Sets the size and sends SIGWINCH to the foreground. */
  resize(columns: number, rows: number): void;
  /** Hangs up: end of file for readers, SIGHUP to the foreground. */
  hangUp(): void;
}

/** What an interactive line reader is asked for. */
export interface LineRequest {
  readonly prompt: string;
  /** Earlier lines, oldest first. */
  readonly history: readonly string[];
  /** Completes the word that ends at `cursor`; undefined: Tab types nothing. */
  readonly complete?: (line: string, cursor: number) => Task<Completion>;
}

/** Candidates that replace the text from `start` to the cursor. */
export interface Completion {
  readonly start: number;
  readonly candidates: readonly string[];
}

/** The result of reading a line interactively. */
export type LineResult =
  { readonly kind: 'line'; readonly line: string } | { readonly kind: 'end' } | { readonly kind: 'interrupted' };

/** Implemented by terminal/read-line.ts: a line editor (history, ^R, ^A ^E ^U ^K ^W ^L, Tab, paste of several lines). */
export type ReadLine = (terminal: Terminal, request: LineRequest) => Task<LineResult>;

/** Completes the arguments of a command on the learner's machine (registered by the client for `docker`). */
export type Completer = (process: Process, words: readonly string[], word: string) => Task<readonly string[]>;

/** One end of a connection: a byte stream each way. */
export interface Connection {
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  /** True when the other side has cut it off: then the end that `read` saw was not a proper one (ECONNRESET). */
  readonly reset: boolean;
  /** The engine that listens at the other end; undefined: another program, or nobody knows. */
  readonly service?: Endpoint | undefined;
  read(limit?: number): Task<Uint8Array | undefined>;
  write(bytes: Uint8Array): Task<Errno | undefined>;
  /** No more will be written; what the other side sends can still be read. */
  shutdown(): void;
  close(): void;
}

export interface SocketAddress {
  readonly address: string;
  readonly port: number;
}

export interface Listener {
  readonly local: SocketAddress;
  /** Set by an engine that listens: who connects can speak to it in messages. */
  service?: Endpoint | undefined;
  /** Waits for the next connection; undefined when it has been closed. */
  accept(): Task<Connection | undefined>;
  close(): void;
}

/** A network namespace as programs use it. */
export interface NetworkNamespace {
  readonly id: string;
  /** Who its traffic is drawn as coming from. */
  readonly endpoint: Endpoint;
  /** Interfaces in order, `lo` first. */
  readonly interfaces: readonly NetworkInterface[];
  listen(port: number, address?: string, protocol?: 'tcp' | 'udp'): Listener | Errno;
  /** Sockets that listen, for ss and netstat. */
  readonly listening: readonly {
    readonly protocol: 'tcp' | 'udp';
    readonly local: SocketAddress;
    readonly pid: number;
  }[];
  /** All sockets with their owners, what the daemon listens on included. */
  readonly sockets: readonly Socket[];
  readonly links: readonly NetworkLink[];
  readonly routes: readonly NetworkRoute[];
  /** The IPv6 routing table. */
  readonly routes6: readonly NetworkRoute[];
  readonly neighbours: readonly Neighbour[];
  /** Settings under /proc/sys/net that somebody changed. */
  readonly settings: Settings;
  /** The machine's bridges, published ports and outside. */
  readonly networks: Networks;
  readonly isMachine: boolean;
  /** Sets `lo` up. */
  bringUp(): void;
  /** Connects; `ECONNREFUSED`, `EHOSTUNREACH`, `ENETUNREACH`, `ETIMEDOUT`. */
  connect(address: string, port: number, protocol?: 'tcp' | 'udp'): Task<Connection | Errno>;
  /** Addresses of a name through /etc/hosts, the embedded DNS server or the outside world; `NXDOMAIN` when unknown. */
  resolve(name: string, files: FileSystem): Task<readonly string[] | 'NXDOMAIN' | 'SERVFAIL'>;
  /** Asks one name server, by its address, for a name: /etc/hosts is not looked at. `silent` when it does not answer. */
  query(name: string, server: string): Task<readonly string[] | 'NXDOMAIN' | 'SERVFAIL' | 'silent'>;
  /** Bytes through its interfaces other than `lo`, for `docker stats`. */
  readonly traffic: { readonly received: number; readonly sent: number };
  /** Round trip in ms of an echo request; an errno or `timeout`. */
  ping(address: string): Task<number | Errno | 'timeout'>;
}

export interface NetworkInterface {
  readonly name: string;
  readonly mac: string;
  readonly address: string;
  /** Prefix length, for instance 16. */
  readonly prefix: number;
  readonly gateway?: string;
  readonly network?: string;
}

/** What limits a group of processes: a container's cgroup. */
export interface Limits {
  /** Bytes; undefined: none. */
  readonly memory?: number;
  /** Number of CPUs, may be a fraction. */
  readonly cpus?: number;
  /** Processors that may be used; undefined: all. */
  readonly cpuset?: readonly number[];
  /** Bytes of swap. */
  readonly swap?: number;
  /** Weight against other groups when they all compute (`--cpu-shares`), 1 … 10000, usually 100. */
  readonly cpuWeight?: number;
  readonly pids?: number;
}

/** What the first process of a container is given. */
export interface InitOptions {
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly credentials: Credentials;
  readonly files: FileSystem;
  readonly network: NetworkNamespace;
  readonly hostname: string;
  readonly descriptors: ReadonlyMap<number, Descriptor>;
  readonly terminal?: Terminal;
  readonly container: string;
  readonly limits: Limits;
  /** Its programs are for another processor: the kernel refuses to run them. */
  readonly foreign?: boolean;
  /** Runs an init (tini) as PID 1 with the command as its child: `docker run --init`. */
  readonly init?: boolean;
  /** Enters all namespaces of this process, and its limits (`docker exec`). */
  readonly joins?: Process;
  /** Namespaces that it does not get for itself: those of another container's process, or the machine's own. */
  readonly shares?: Readonly<Partial<Record<'cgroup' | 'ipc' | 'pid' | 'uts', Process | 'machine'>>>;
  readonly resourceLimits?: ResourceLimits;
  readonly confinement?: Confinement;
  /** Where its control group is below /sys/fs/cgroup; under system.slice when left out. */
  readonly cgroupPath?: string;
}

/** Why the first process could not be started: what runc reports. */
export interface StartFailure {
  readonly failure:
    'not-found' | 'no-such-file' | 'permission' | 'is-directory' | 'exec-format' | 'no-such-cwd' | 'pids';
  readonly path: string;
}

/** Use of a container's cgroup since it was made. */
export interface Usage {
  /** Bytes. */
  readonly memory: number;
  /** ms of CPU used. */
  readonly cpuTime: number;
  readonly pids: number;
  /** Processes killed because the memory limit was reached. */
  readonly oomKills: number;
}

/** A simulated Linux machine: one kernel, its processes, its root file system, its networks. */
export interface Machine {
  readonly name: string;
  readonly kernel: Kernel;
  readonly cpus: number;
  /** Bytes of memory. */
  readonly memory: number;
  /** The machine's own root file system. */
  readonly files: FileSystem;
  readonly network: NetworkNamespace;
  readonly programs: ProgramTable;
  readonly completers: Map<string, Completer>;
  /** Its services by name: what `systemctl` manages. */
  readonly units: Map<string, Unit>;
  /** Where programs open files in the editor of the page. */
  readonly editors: EditorDesk;
  /** Its bridges, published ports and containers' network namespaces: what an engine sets up. */
  readonly networks: Networks;
  /** Starts a process in new namespaces (a container's first process, or one more by `joins`). */
  start(options: InitOptions): Task<Process | StartFailure>;
  /** A pseudo-terminal whose slave is `/dev/pts/<n>` in the container (or on the machine when none is named). */
  createTerminal(container: string | undefined, columns: number, rows: number): Terminal;
  /** A new pipe, for instance between an engine and the standard output of a container. */
  pipe(): { readonly reader: Descriptor; readonly writer: Descriptor };
  /** Sends a signal from outside the container, as a container runtime does. */
  signal(process: Process, signal: Signal): void;
  /** Stops and continues all processes of a container (the cgroup freezer). */
  freeze(container: string): void;
  thaw(container: string): void;
  /** Kills what is left of a container when its first process has ended. */
  processesOf(container: string): readonly Process[];
  /** Use of a container's cgroup now. */
  usage(container: string): Usage;
  /** Changes a container's limits while it runs (`docker update`). */
  limit(container: string, limits: Limits): void;
  /** The terminal of an id, if it is open. */
  terminal(id: string): Terminal | undefined;
  /** Opens a learner's terminal with a login shell. When the shell ends another one starts. */
  openTerminal(id: string, columns: number, rows: number): Terminal;
}
