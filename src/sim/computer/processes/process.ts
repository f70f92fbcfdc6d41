// A process: a program running as a task, with its numbers, descriptors, signals, children and accounts.
import { Cancelled, suspend, type Task, type TaskHandle } from '../../kernel/task.ts';
import { Latch, Trigger } from '../../kernel/trigger.ts';
import type {
  Descriptor,
  ExitStatus,
  NetworkNamespace,
  OpenMode,
  Process,
  ProcessInfo,
  Program,
  Signal,
  SpawnOptions,
  Terminal,
} from '../contract.ts';
import type { Credentials } from '../filesystem/credentials.ts';
import type { Errno } from '../filesystem/errno.ts';
import type { FileSystem } from '../filesystem/file-system.ts';
import type { Settings } from '../pseudo/sysctl.ts';
import { Account } from './account.ts';
import type { Cgroup, CgroupRoot } from './cgroup.ts';
import { entered, refuseUnshare, unshared, type NamespaceStates } from './change-namespaces.ts';
import type { Confinement } from './confinement.ts';
import { Driver, type Driven } from './driver.ts';
import { findProgram, isNotRunnable } from './find-program.ts';
import type { Namespace, NamespaceKind, Namespaces } from './namespaces.ts';
import { noteUsage } from './note-usage.ts';
import { openPath } from './open-path.ts';
import { makePipe } from './pipe-ends.ts';
import type { PidNamespace } from './pid-namespace.ts';
import { ProcessGroup, type Session } from './process-group.ts';
import { currentCause, processLimit, type ProcessTable } from './process-table.ts';
import type { ResourceLimit, ResourceLimits, ResourceName } from './resource-limits.ts';
import { executedAs } from './set-user-id.ts';
import { SignalActions } from './signal-actions.ts';
import { exitCode } from './signals.ts';

/** ms of CPU that starting a program and copying a process take. */
const execCost = 0.6;
const forkCost = 0.2;

/** What a process begins with. */
export interface Origin {
  readonly table: ProcessTable;
  readonly parent: LinuxProcess | undefined;
  readonly namespace: PidNamespace;
  readonly cgroup: Cgroup;
  /** The group it joins; undefined: one of its own. */
  readonly group: ProcessGroup | undefined;
  /** The session it belongs to; undefined: one of its own, with `terminal`. */
  readonly session: Session | undefined;
  readonly terminal: Terminal | undefined;
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly umask: number;
  readonly credentials: Credentials;
  readonly files: FileSystem;
  readonly network: NetworkNamespace;
  readonly uts: { hostname: string };
  /** States of the namespaces that nothing else here belongs to: who has the same object is in the same namespace. */
  readonly ipc: Settings;
  readonly user: object;
  readonly cgroupRoot: CgroupRoot;
  readonly limits: ResourceLimits;
  readonly confinement: Confinement;
  /** Path of the file that runs. */
  readonly executable: string;
  readonly descriptors: ReadonlyMap<number, Descriptor>;
  readonly ignored: readonly Signal[];
}

export class LinuxProcess implements Process, Driven {
  readonly table: ProcessTable;
  readonly namespace: PidNamespace;
  /** Where its children will be (`pid_for_children`). */
  childNamespace: PidNamespace;
  readonly cgroup: Cgroup;
  readonly hostPid: number;
  readonly pid: number;
  readonly env: Map<string, string>;
  credentials: Credentials;
  files: FileSystem;
  network: NetworkNamespace;
  limits: ResourceLimits;
  confinement: Confinement;
  executable: string;
  readonly descriptors: Map<number, Descriptor>;
  readonly exited = new Latch<ExitStatus>();
  readonly changed = new Trigger();
  uts: { hostname: string };
  ipc: Settings;
  user: object;
  cgroupRoot: CgroupRoot;
  readonly session: Session;
  cwd: string;
  umask: number;
  argv: readonly string[];
  processGroup: ProcessGroup;
  parent: LinuxProcess | undefined;
  readonly #children = new Set<LinuxProcess>();
  readonly #childEnded = new Trigger();
  readonly #actions: SignalActions;
  /** Signals that wait until it goes on. */
  readonly #pending: { signal: Signal; from: 'inside' | 'outside' }[] = [];
  readonly #resumed = new Trigger();
  readonly #closers = new Set<() => void>();
  readonly #account: Account;
  readonly #driver: Driver<LinuxProcess>;
  readonly #startedAt: number;
  /** Its numbers in its own namespace and in those around it. */
  readonly #numbers = new Map<PidNamespace, number>();
  #namespaces: Namespaces;
  #task: TaskHandle<number> | undefined;
  #job: 'going' | 'stopped' = 'going';
  #life: 'alive' | 'zombie' | 'reaped' = 'alive';
  /** How it will end, once that is decided. */
  #fate: ExitStatus | undefined;
  #replacement: { program: Program; descriptors: ReadonlyMap<number, Descriptor> } | undefined;

  constructor(origin: Origin) {
    const { table, namespace, cgroup, parent } = origin;
    this.table = table;
    this.namespace = namespace;
    this.cgroup = cgroup;
    this.parent = parent;
    for (const level of namespace.path) this.#numbers.set(level, level.allocate());
    this.hostPid = this.#numbers.get(table.root) ?? 0;
    this.pid = this.#numbers.get(namespace) ?? 0;
    this.childNamespace = namespace;
    this.argv = origin.argv;
    this.env = new Map(origin.env);
    this.cwd = origin.cwd;
    this.umask = origin.umask;
    this.credentials = origin.credentials;
    this.files = origin.files.as(this);
    this.network = origin.network;
    this.uts = origin.uts;
    this.ipc = origin.ipc;
    this.user = origin.user;
    this.cgroupRoot = origin.cgroupRoot;
    this.limits = origin.limits;
    this.confinement = origin.confinement;
    this.executable = origin.executable;
    this.descriptors = new Map([...origin.descriptors].map(([number, descriptor]) => [number, descriptor.retain()]));
    this.processGroup = origin.group ?? new ProcessGroup(this.hostPid, this.pid);
    this.session = origin.session ?? { leader: this.hostPid, terminal: origin.terminal };
    this.#actions = new SignalActions(origin.ignored);
    this.#startedAt = table.kernel.now;
    this.#account = new Account(table, cgroup);
    this.#driver = new Driver(table.kernel, table, this);
    for (const [level, pid] of this.#numbers) level.add(pid, this);
    namespace.init ??= this;
    this.#namespaces = this.#currentNamespaces();
    table.namespaces.enter(this.#namespaces);
    cgroup.processes.add(this);
    this.processGroup.members.add(this);
    table.groups.set(this.processGroup.hostPid, this.processGroup);
    if (parent) parent.#children.add(this);
    this.#record();
  }

  get machine(): ProcessTable['machine'] {
    return this.table.machine;
  }

  get parentPid(): number {
    return this.parent?.pidIn(this.namespace) ?? 0;
  }

  get processors(): readonly number[] {
    return this.cgroup.limits.cpuset ?? Array.from({ length: this.machine.cpus }, (_, index) => index);
  }

  get group(): number {
    return this.processGroup.pid;
  }

  get namespaces(): Namespaces {
    return this.#namespaces;
  }

  /** Its numbers from the outermost namespace that `from` is one of, to its own. */
  numbers(from: PidNamespace = this.table.root): readonly number[] {
    const levels = this.namespace.path;
    return levels.slice(Math.max(0, levels.indexOf(from))).map((level) => this.#numbers.get(level) ?? 0);
  }

  pidSeenBy(viewer: Process): number {
    return this.pidIn((viewer as LinuxProcess).namespace) ?? 0;
  }

  parentSeenBy(viewer: Process): number {
    return this.parent?.pidSeenBy(viewer) ?? 0;
  }

  /** Its number in a namespace; undefined when it cannot be seen there. */
  pidIn(namespace: PidNamespace): number | undefined {
    return this.#numbers.get(namespace);
  }

  setLimit(name: ResourceName, limit: ResourceLimit): Errno | undefined {
    if (limit.soft > limit.hard) return 'EINVAL';
    if (limit.hard > this.limits[name].hard && !this.credentials.capabilities.has('CAP_SYS_RESOURCE')) return 'EPERM';
    this.limits = { ...this.limits, [name]: limit };
    return undefined;
  }

  unshare(kinds: readonly NamespaceKind[]): Errno | undefined {
    const refusal = refuseUnshare(this, kinds);
    if (refusal) return refusal;
    this.#changeNamespaces(unshared(this, kinds));
    return undefined;
  }

  enter(target: Process, kinds: readonly NamespaceKind[]): Errno | undefined {
    if (!this.credentials.capabilities.has('CAP_SYS_ADMIN')) return 'EPERM';
    this.#changeNamespaces(entered(target as LinuxProcess, kinds));
    return undefined;
  }

  get hostname(): string {
    return this.uts.hostname;
  }

  set hostname(name: string) {
    this.uts.hostname = name;
  }

  get terminal(): Terminal | undefined {
    return this.session.terminal;
  }

  get container(): string | undefined {
    return this.cgroup.container;
  }

  get children(): readonly LinuxProcess[] {
    return [...this.#children];
  }

  get alive(): boolean {
    return this.#life === 'alive';
  }

  /** The log entry that its program runs because of. */
  get cause(): number | undefined {
    return this.#task?.cause;
  }

  /** Signals that it ignores. */
  get ignored(): readonly Signal[] {
    return this.#actions.ignored;
  }

  /** Resident bytes. */
  get memory(): number {
    return this.#account.memory;
  }

  get info(): ProcessInfo {
    const busy = this.#account.busy || this.#driver.executing;
    const state = !this.alive ? 'Z' : this.#job === 'stopped' ? 'T' : this.#frozen ? 'D' : busy ? 'R' : 'S';
    return { startedAt: this.#startedAt, cpuTime: this.#account.cpuTime, memory: this.memory, state };
  }

  /** Begins to run. */
  launch(program: Program, cause: number | undefined): void {
    const name = `${this.argv[0] ?? ''} (process ${this.hostPid})`;
    this.#task = this.table.kernel.spawn(name, this.#driver.drive(this.#main(program)), cause);
    this.#task.whenFinished((outcome) => {
      this.#end(this.#fate ?? ('value' in outcome ? { code: outcome.value & 255 } : { signal: 'KILL' }));
    });
  }

  *spawn(options: SpawnOptions): Task<LinuxProcess | Errno> {
    const env = options.env ?? this.env;
    const cwd = options.cwd ?? this.cwd;
    const credentials = options.credentials ?? this.credentials;
    yield* this.#pay(execCost);
    if (this.#mayNotFork) return 'EAGAIN';
    const caller = { pid: this.pid, cwd, umask: this.umask, credentials };
    const found = yield* findProgram(this.machine, this.files.as(caller), env, options.argv, options.path);
    if (isNotRunnable(found)) return found.errno;
    const executed = executedAs(credentials, this.files.as(caller), found.path, this.confinement);
    const child = this.#child(found.argv, options, executed, found.path);
    child.launch(found.program, yield* currentCause());
    return child;
  }

  *fork(
    body: (child: Process) => Task<number>,
    options: Omit<SpawnOptions, 'argv' | 'path'> = {},
  ): Task<LinuxProcess | Errno> {
    yield* this.#pay(forkCost);
    if (this.#mayNotFork) return 'EAGAIN';
    const child = this.#child(this.argv, options, options.credentials ?? this.credentials, this.executable);
    child.#account.memory = this.memory;
    child.launch(body, yield* currentCause());
    return child;
  }

  *exec(options: Pick<SpawnOptions, 'argv' | 'path' | 'env' | 'credentials'>): Task<Errno> {
    yield* this.#pay(execCost);
    const env = options.env ?? this.env;
    const credentials = options.credentials ?? this.credentials;
    const { pid, cwd, umask } = this;
    const files = this.files.as({ pid, cwd, umask, credentials });
    const found = yield* findProgram(this.machine, files, env, options.argv, options.path);
    if (isNotRunnable(found)) return found.errno;
    const next = new Map(env);
    this.env.clear();
    for (const [name, value] of next) this.env.set(name, value);
    this.credentials = executedAs(credentials, files, found.path, this.confinement);
    this.argv = found.argv;
    this.executable = found.path;
    this.#actions.forgetHandlers();
    this.#account.reset();
    // Unwinding the program that goes may put back descriptors that it had redirected for a while.
    const descriptors = new Map([...this.descriptors].map(([number, descriptor]) => [number, descriptor.retain()]));
    this.#replacement = { program: found.program, descriptors };
    this.#record();
    this.table.kernel.at(this.table.kernel.now, () => {
      this.#task?.cancel();
    });
    return yield* suspend<Errno>(() => undefined);
  }

  *wait(child?: Process): Task<{ readonly child: Process; readonly status: ExitStatus } | Errno> {
    for (;;) {
      const candidates = child ? this.children.filter((candidate) => candidate === child) : this.children;
      if (candidates.length === 0) return 'ECHILD';
      for (const candidate of candidates) {
        const status = candidate.exited.value;
        if (status === undefined) continue;
        candidate.#reap();
        return { child: candidate, status };
      }
      yield* this.#childEnded.next();
    }
  }

  kill(pid: number, signal: Signal | 0): Errno | undefined {
    const targets = this.#targets(pid);
    if (targets.length === 0) return 'ESRCH';
    const { uid } = this.credentials;
    const allowed = targets.filter((target) => uid === 0 || target.credentials.uid === uid);
    if (allowed.length === 0) return 'EPERM';
    if (signal === 0) return undefined;
    const outside = (target: LinuxProcess): boolean => target.namespace !== this.namespace;
    for (const target of allowed) target.raise(signal, outside(target) ? 'outside' : 'inside');
    return undefined;
  }

  handle(signal: Signal, action: 'default' | 'ignore' | ((signal: Signal) => void)): void {
    this.#actions.handle(signal, action);
  }

  exit(code: number): void {
    this.#terminate({ code: code & 255 });
  }

  visible(): readonly LinuxProcess[] {
    return this.namespace.processes;
  }

  *open(path: string, how: OpenMode, permissions?: number): Task<Descriptor | Errno> {
    return yield* openPath(this, path, how, permissions);
  }

  pipe(): { readonly reader: Descriptor; readonly writer: Descriptor } {
    return makePipe(this.table);
  }

  *compute(ms: number): Task {
    yield* this.#account.compute(ms);
  }

  setTitle(argv: readonly string[]): void {
    this.argv = argv;
    this.#record();
  }

  useMemory(bytes: number): void {
    this.#account.useMemory(bytes);
  }

  whenEnded(close: () => void): () => void {
    if (!this.alive) {
      close();
      return () => undefined;
    }
    this.#closers.add(close);
    return () => this.#closers.delete(close);
  }

  get spared(): boolean {
    return this.#account.spared;
  }

  set spared(spared: boolean) {
    this.#account.spared = spared;
  }

  /** Adds to what it owes for CPU (ms); true when it is time to pay. */
  owe(ms: number): boolean {
    return this.#account.owe(ms);
  }

  /** Turns what it owes into time. */
  *pay(): Task {
    yield* this.#account.pay();
  }

  *#pay(ms: number): Task {
    if (this.owe(ms)) yield* this.pay();
  }

  /** A signal arrives, from `inside` its PID namespace (or its terminal), or from `outside`. */
  raise(signal: Signal, from: 'inside' | 'outside' = 'inside'): void {
    if (!this.alive) return;
    if (signal === 'CONT') this.#go();
    const role = !this.isInit ? 'ordinary' : this.namespace.isRoot ? 'machine' : 'init';
    const reaction = this.#actions.react(signal, { role, from });
    if (reaction.kind === 'stop') this.#stop();
    else if (reaction.kind === 'nothing') return;
    else if (this.held() && signal !== 'KILL') this.#pending.push({ signal, from });
    else if (reaction.kind === 'call') reaction.handler(signal);
    else this.#terminate({ signal });
  }

  /** The kernel ends it because memory has run out. */
  killForMemory(): void {
    this.#account.memory = 0;
    this.#terminate({ signal: 'KILL' });
  }

  /** Its control group was frozen or thawed. */
  freezerChanged(): void {
    this.#record();
    this.#release();
  }

  get #frozen(): boolean {
    return this.cgroup.freezer === 'frozen';
  }

  held(): boolean {
    return this.#job === 'stopped' || this.#frozen;
  }

  released(): Task {
    return this.#resumed.next();
  }

  get description(): string {
    return `process ${this.hostPid} (${this.argv.join(' ')})`;
  }

  #stop(): void {
    if (this.#job === 'stopped') return;
    this.#job = 'stopped';
    this.#record();
    this.changed.fire();
    this.parent?.raise('CHLD');
  }

  #go(): void {
    if (this.#job === 'going') return;
    this.#job = 'going';
    this.#record();
    this.changed.fire();
    this.#release();
  }

  #release(): void {
    if (this.held()) return;
    this.#resumed.fire();
    for (const { signal, from } of this.#pending.splice(0)) this.raise(signal, from);
  }

  #terminate(status: ExitStatus): void {
    if (!this.alive || this.#fate) return;
    this.#fate = status;
    if (!this.#driver.executing) this.#unwind();
    else
      this.table.kernel.at(this.table.kernel.now, () => {
        this.#unwind();
      });
  }

  #unwind(): void {
    for (const descriptor of this.#replacement?.descriptors.values() ?? []) descriptor.release();
    this.#replacement = undefined;
    this.#task?.cancel();
    if (this.#fate) this.#end(this.#fate);
  }

  #end(status: ExitStatus): void {
    if (!this.alive) return;
    this.#life = 'zombie';
    this.#account.memory = 0;
    for (const descriptor of this.descriptors.values()) descriptor.release();
    this.descriptors.clear();
    for (const close of [...this.#closers]) close();
    this.#closers.clear();
    this.#driver.cancelThreads();
    this.table.namespaces.leave(this.#namespaces);
    this.processGroup.members.delete(this);
    if (this.processGroup.members.size === 0) this.table.groups.delete(this.processGroup.hostPid);
    this.table.kernel.log.append({ type: 'exit', pid: this.hostPid, code: exitCode(status) });
    this.#leaveChildren();
    const { parent } = this;
    const kept = parent?.alive === true && !parent.#actions.ignores('CHLD');
    this.exited.open(status);
    this.changed.fire();
    if (!kept) this.#reap();
    if (parent) {
      parent.raise('CHLD');
      parent.#childEnded.fire();
    }
    const { terminal } = this.session;
    if (terminal && this.session.leader === this.hostPid) this.table.groups.get(terminal.foreground)?.signal('HUP');
    if (kept)
      this.table.kernel.at(this.table.kernel.now, () => {
        if (this.#life === 'zombie') this.#record();
      });
  }

  #leaveChildren(): void {
    const { namespace } = this;
    if (namespace.init === this) {
      for (const process of namespace.processes) {
        if (process === this) continue;
        if (process.parent?.namespace === namespace) process.#adopt(undefined);
        if (process.alive) process.raise('KILL', 'outside');
      }
      return;
    }
    for (const child of this.children) child.#adopt(namespace.init);
  }

  #adopt(parent: LinuxProcess | undefined): void {
    if (this.parent) this.parent.#children.delete(this);
    this.parent = parent?.alive ? parent : undefined;
    if (this.parent) {
      this.parent.#children.add(this);
      this.#record();
      if (this.alive) return;
      this.parent.raise('CHLD');
      this.parent.#childEnded.fire();
    } else if (!this.alive) this.#reap();
  }

  #reap(): void {
    if (this.#life === 'reaped') return;
    this.#life = 'reaped';
    if (this.parent) this.parent.#children.delete(this);
    this.cgroup.processes.delete(this);
    noteUsage(this.table.kernel, this.machine.name, this.cgroup);
    for (const [level, pid] of this.#numbers) level.remove(pid);
    this.table.kernel.store.delete('process', this.#key);
  }

  get #key(): string {
    return `${this.machine.name}/${this.hostPid}`;
  }

  #record(): void {
    this.table.kernel.store.put('process', this.#key, {
      machine: this.machine.name,
      hostPid: this.hostPid,
      pid: this.pid,
      parent: this.parent?.hostPid ?? 0,
      container: this.container,
      argv: [...this.argv],
      user: this.credentials.uid,
      terminal: this.terminal?.id,
      state: !this.alive ? 'zombie' : this.#job === 'stopped' ? 'stopped' : this.#frozen ? 'frozen' : 'running',
      startedAt: this.#startedAt,
    });
  }

  /** Whether a limit (of the machine, its control group or its user) keeps it from making a process. */
  get #mayNotFork(): boolean {
    if (this.cgroup.full) {
      this.cgroup.refusedForks++;
      return true;
    }
    if (this.table.full) return true;
    const { soft } = this.limits.nproc;
    const { uid, capabilities } = this.credentials;
    if (soft >= processLimit || uid === 0 || capabilities.has('CAP_SYS_RESOURCE') || capabilities.has('CAP_SYS_ADMIN'))
      return false;
    return this.table.root.processes.filter(({ credentials }) => credentials.uid === uid).length >= soft;
  }

  /** Whether it is the first process of its namespace. */
  get isInit(): boolean {
    return this.namespace.init === this;
  }

  #currentNamespaces(): Namespaces {
    const { table, container } = this;
    const of = (kind: NamespaceKind, state: object): Namespace => table.namespaces.of(kind, state, container);
    return {
      mnt: of('mnt', this.files.mounts),
      uts: of('uts', this.uts),
      ipc: of('ipc', this.ipc),
      pid: of('pid', this.namespace),
      net: of('net', this.network),
      cgroup: of('cgroup', this.cgroupRoot),
      time: table.namespaces.initial.time,
      user: of('user', this.user),
    };
  }

  #changeNamespaces(states: Partial<NamespaceStates>): void {
    Object.assign(this, states, states.files ? { files: states.files.as(this) } : {});
    const before = this.#namespaces;
    this.#namespaces = this.#currentNamespaces();
    this.table.namespaces.enter(this.#namespaces);
    this.table.namespaces.leave(before);
  }

  #child(
    argv: readonly string[],
    options: Omit<SpawnOptions, 'argv' | 'path' | 'credentials'>,
    credentials: Credentials,
    executable: string,
  ): LinuxProcess {
    const group = options.group === undefined ? this.processGroup : this.#group(options.group);
    const descriptors = new Map(this.descriptors);
    for (const [number, descriptor] of options.descriptors ?? []) descriptors.set(number, descriptor);
    return new LinuxProcess({
      table: this.table,
      parent: this,
      namespace: this.childNamespace,
      cgroup: this.cgroup,
      group,
      session: this.session,
      terminal: undefined,
      argv,
      env: options.env ?? this.env,
      cwd: options.cwd ?? this.cwd,
      umask: this.umask,
      credentials,
      files: this.files,
      network: this.network,
      uts: this.uts,
      ipc: this.ipc,
      user: this.user,
      cgroupRoot: this.cgroupRoot,
      limits: this.limits,
      confinement: this.confinement,
      executable,
      descriptors,
      ignored: [...this.ignored, ...(options.ignored ?? [])],
    });
  }

  #group(wanted: 'new' | number): ProcessGroup | undefined {
    if (wanted === 'new') return undefined;
    for (const member of this.namespace.processes) if (member.processGroup.pid === wanted) return member.processGroup;
    return undefined;
  }

  #targets(pid: number): readonly LinuxProcess[] {
    if (pid > 0) {
      const target = this.namespace.get(pid);
      return target ? [target] : [];
    }
    if (pid === -1)
      return this.namespace.processes.filter((process) => process !== this && process !== this.namespace.init);
    const group = pid === 0 ? this.processGroup : this.#group(-pid);
    return [...(group?.members ?? [])];
  }

  *#main(first: Program): Task<number> {
    let program = first;
    for (;;) {
      try {
        return yield* program(this);
      } catch (error) {
        const replacement = this.#replacement;
        if (!(error instanceof Cancelled) || !replacement) throw error;
        this.#replacement = undefined;
        this.#driver.cancelThreads();
        for (const descriptor of this.descriptors.values()) descriptor.release();
        this.descriptors.clear();
        for (const [number, descriptor] of replacement.descriptors) this.descriptors.set(number, descriptor);
        program = replacement.program;
      }
    }
  }
}
