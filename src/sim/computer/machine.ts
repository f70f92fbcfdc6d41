// A simulated Linux machine: its processes, terminals and networks around a root file system.
import type { Kernel } from '../kernel/kernel.ts';
import type { Task } from '../kernel/task.ts';
import type {
  Completer,
  Descriptor,
  InitOptions,
  Limits,
  Machine,
  NetworkInterface,
  Process,
  ProgramTable,
  Signal,
  StartFailure,
  Terminal,
  Usage,
} from './contract.ts';
import { EditorDesk } from './editor/desk.ts';
import type { FileSystem } from './filesystem/file-system.ts';
import type { Lan } from './network/lan.ts';
import { Networks } from './network/networks.ts';
import type { Outside } from './network/outside.ts';
import { simulatedInternet } from './network/outside-world.ts';
import { allCapabilities } from './processes/capabilities.ts';
import { LinuxProcess } from './processes/process.ts';
import { ProcessTable } from './processes/process-table.ts';
import { machineInit } from './processes/init-programs.ts';
import { makePipe } from './processes/pipe-ends.ts';
import { bootLimits } from './processes/resource-limits.ts';
import { startProcess } from './processes/start-process.ts';
import { LearnerTerminal, type Login } from './terminal/learner-terminal.ts';
import { PseudoTerminal } from './terminal/terminal.ts';
import type { Unit } from './units.ts';

export interface MachineOptions {
  readonly kernel: Kernel;
  /** Its host name. */
  readonly name: string;
  readonly files: FileSystem;
  readonly programs: ProgramTable;
  readonly cpus?: number;
  /** Bytes. */
  readonly memory?: number;
  readonly outside?: Outside;
  readonly uplink?: NetworkInterface;
  /** The network that it shares with other machines. */
  readonly lan?: Lan;
  readonly login?: Login;
}

const gigabyte = 1024 ** 3;

const usualUplink: NetworkInterface = {
  name: 'eth0',
  mac: '52:54:00:12:34:56',
  address: '192.168.64.2',
  prefix: 24,
  gateway: '192.168.64.1',
};

const usualLogin: Login = {
  user: 'learner',
  home: '/home/learner',
  shell: '/bin/bash',
  credentials: { uid: 1000, gid: 1000, groups: [1000, 27, 999], capabilities: new Set() },
};

/** First number of an ordinary process on a machine that has been up for a while. */
const firstPid = 700;

/** Boots a machine: its init runs. */
export function createMachine(options: MachineOptions): LinuxMachine {
  return new LinuxMachine(options);
}

export class LinuxMachine implements Machine {
  readonly name: string;
  readonly kernel: Kernel;
  readonly cpus: number;
  readonly memory: number;
  readonly files: FileSystem;
  readonly programs: ProgramTable;
  readonly networks: Networks;
  readonly completers = new Map<string, Completer>();
  readonly units = new Map<string, Unit>();
  readonly editors: EditorDesk;
  readonly table: ProcessTable;
  readonly init: LinuxProcess;
  readonly #login: Login;
  readonly #terminals = new Map<string, LearnerTerminal>();

  constructor(options: MachineOptions) {
    this.name = options.name;
    this.kernel = options.kernel;
    this.cpus = options.cpus ?? 2;
    this.memory = options.memory ?? 4 * gigabyte;
    this.files = options.files;
    this.programs = options.programs;
    this.#login = options.login ?? usualLogin;
    this.editors = new EditorDesk(options.kernel.store);
    this.table = new ProcessTable(this);
    const uplink = options.uplink ?? usualUplink;
    this.networks = new Networks(
      this.table,
      options.outside ?? simulatedInternet(() => this.kernel.clock),
      uplink,
      options.lan,
    );
    const state = {
      uts: { hostname: this.name },
      ipc: { changed: new Map<string, string>() },
      user: {},
      cgroupRoot: { path: '/' },
    };
    const { namespaces } = this.table;
    namespaces.boot('mnt', this.files.mounts);
    namespaces.boot('net', this.networks.machine);
    namespaces.boot('pid', this.table.root);
    namespaces.boot('uts', state.uts);
    namespaces.boot('ipc', state.ipc);
    namespaces.boot('user', state.user);
    namespaces.boot('cgroup', state.cgroupRoot);
    this.init = new LinuxProcess({
      ...state,
      table: this.table,
      parent: undefined,
      namespace: this.table.root,
      cgroup: this.table.cgroup(undefined),
      group: undefined,
      session: undefined,
      terminal: undefined,
      argv: ['/sbin/init'],
      env: new Map([['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']]),
      cwd: '/',
      umask: 0o022,
      credentials: { uid: 0, gid: 0, groups: [0], capabilities: allCapabilities },
      files: this.files,
      network: this.networks.machine,
      limits: bootLimits,
      confinement: {
        bounding: allCapabilities,
        seccomp: 'disabled',
        noNewPrivileges: false,
        apparmor: 'unconfined',
        oomScoreAdjustment: 0,
      },
      executable: '/sbin/init',
      descriptors: new Map(),
      ignored: [],
    });
    this.init.launch(machineInit, undefined);
    this.table.root.startAt(firstPid);
  }

  get network(): Networks['machine'] {
    return this.networks.machine;
  }

  *start(options: InitOptions): Task<Process | StartFailure> {
    return yield* startProcess(this.table, options);
  }

  signal(process: Process, signal: Signal): void {
    if (process instanceof LinuxProcess) process.raise(signal, 'outside');
  }

  freeze(container: string): void {
    this.#setFreezer(container, 'frozen');
  }

  thaw(container: string): void {
    this.#setFreezer(container, 'thawed');
  }

  processesOf(container: string): readonly LinuxProcess[] {
    return [...this.table.cgroup(container).processes];
  }

  usage(container: string): Usage {
    return this.table.cgroup(container).usage();
  }

  limit(container: string, limits: Limits): void {
    const cgroup = this.table.cgroup(container);
    cgroup.limits = limits;
    cgroup.enforceMemory();
  }

  pipe(): { readonly reader: Descriptor; readonly writer: Descriptor } {
    return makePipe(this.table);
  }

  createTerminal(container: string | undefined, columns: number, rows: number): PseudoTerminal {
    const path = this.table.freeTerminalPath(container);
    const id = `${container ?? this.name}:${path}`;
    const terminal = new PseudoTerminal(this.table, id, path, columns, rows, () => {
      this.table.removeTerminal(container, terminal);
    });
    this.table.addTerminal(container, terminal);
    return terminal;
  }

  terminal(id: string): Terminal | undefined {
    return this.#terminals.get(id)?.terminal;
  }

  openTerminal(id: string, columns: number, rows: number): Terminal {
    const open = this.#terminals.get(id);
    if (open) return open.terminal;
    const path = this.table.freeTerminalPath(undefined);
    const learner = new LearnerTerminal(this.init, id, path, columns, rows, this.#login);
    this.table.addTerminal(undefined, learner.terminal);
    this.#terminals.set(id, learner);
    learner.open();
    return learner.terminal;
  }

  /** Closes a window of the learner. What runs in it gets SIGHUP. Nothing happens if there is none of this id. */
  closeTerminal(id: string): void {
    const learner = this.#terminals.get(id);
    if (!learner) return;
    this.#terminals.delete(id);
    this.table.removeTerminal(undefined, learner.terminal);
    learner.close();
  }

  /** The files as the learner, who is logged in, may read and change them. */
  get learnerFiles(): FileSystem {
    return this.files.as({ pid: 1, cwd: this.#login.home, umask: 0o022, credentials: this.#login.credentials });
  }

  #setFreezer(container: string, state: 'frozen' | 'thawed'): void {
    const cgroup = this.table.cgroup(container);
    if (cgroup.freezer === state) return;
    cgroup.freezer = state;
    for (const process of [...cgroup.processes]) process.freezerChanged();
  }
}
