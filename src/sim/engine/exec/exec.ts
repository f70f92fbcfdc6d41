// A command that runs inside a container besides its first process (`docker exec`, health checks).
import type { Descriptor, Process, StartFailure, Terminal } from '../../computer/contract.ts';
import { FileSystem } from '../../computer/filesystem/file-system.ts';
import { exitCode } from '../../computer/processes/signals.ts';
import { race, sleep, type Task } from '../../kernel/task.ts';
import { Latch } from '../../kernel/trigger.ts';
import type { Container } from '../containers/container.ts';
import { Outputs } from '../containers/outputs.ts';
import { runtimeError } from '../containers/runtime-error.ts';
import { environmentOf } from '../containers/environment.ts';
import { confinementOf } from '../containers/isolation.ts';
import { findUser } from '../containers/user.ts';
import { ApiError, errors } from '../errors.ts';

/** The body of POST /containers/{id}/exec. */
export interface ExecConfig {
  readonly Cmd?: readonly string[] | null;
  readonly Env?: readonly string[] | null;
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly Tty?: boolean;
  readonly AttachStdin?: boolean;
  readonly AttachStdout?: boolean;
  readonly AttachStderr?: boolean;
  readonly Privileged?: boolean;
  readonly DetachKeys?: string;
  readonly ConsoleSize?: readonly number[] | null;
}

/** ms for which output is awaited after the end. */
const outputPatience = 2000;

/** An exec instance. */
export class Exec {
  readonly id: string;
  readonly container: Container;
  /** Set when it was refused before anything could be told on its output: the answer itself is the error. */
  refused = false;
  readonly config: ExecConfig;
  readonly outputs = new Outputs();
  /** Opens with the exit code when it has ended and all its output has been handed on. */
  readonly ended = new Latch<number>();
  state: 'created' | 'running' | 'exited' = 'created';
  exitCode: number | null = null;
  pid = 0;
  terminal: Terminal | undefined;
  stdin: Descriptor | undefined;
  #process: Process | undefined;

  constructor(id: string, container: Container, config: ExecConfig) {
    this.id = id;
    this.container = container;
    this.config = config;
  }

  /** Makes one and announces it. */
  static create(container: Container, config: ExecConfig): Exec {
    const exec = new Exec(container.engine.newId(), container, config);
    container.engine.execs.set(exec.id, exec);
    exec.#emit('exec_create: ');
    return exec;
  }

  /** Kills it. */
  kill(): void {
    if (this.#process) this.container.engine.machine.signal(this.#process, 'KILL');
  }

  /** No more input will come. */
  closeStdin(): void {
    this.stdin?.release();
    this.stdin = undefined;
  }

  /** Starts it; the runtime's error when it cannot run. `size`: rows and columns of its terminal. */
  *start(size?: readonly number[] | null): Task<ApiError | undefined> {
    const { container, config } = this;
    const { running, record, engine } = container;
    if (!running) return errors.notRunning(container.id);
    this.#emit('exec_start: ');
    const files = new FileSystem(running.mounts);
    const user = findUser(files, config.User ? config.User : record.config.User, {
      ...record.hostConfig,
      Privileged: record.hostConfig.Privileged || (config.Privileged ?? false),
    });
    if (user instanceof ApiError) {
      this.refused = true;
      return this.#fail(user, 126);
    }
    const cwd = config.WorkingDir ? config.WorkingDir : record.config.WorkingDir || '/';
    if (!cwd.startsWith('/'))
      return this.#fail(errors.startFailed('OCI runtime exec failed: exec failed: Cwd must be an absolute path'), 128);
    const [rows = 0, columns = 0] = size ?? config.ConsoleSize ?? [];
    this.terminal = config.Tty ? engine.machine.createTerminal(container.id, columns || 80, rows || 24) : undefined;
    const pipes = this.terminal ? undefined : this.#openPipes();
    const process: Process | StartFailure = yield* engine.machine.start({
      argv: config.Cmd ?? [],
      env: this.#environment(user.home),
      cwd,
      credentials: user.credentials,
      files,
      network: running.network,
      hostname: record.config.Hostname,
      descriptors: pipes?.descriptors ?? terminalDescriptors(this.terminal),
      ...(this.terminal ? { terminal: this.terminal } : {}),
      container: container.id,
      limits: {},
      joins: running.init,
      ...(config.Privileged ? { confinement: confinementOf({ ...record.hostConfig, Privileged: true }) } : {}),
    });
    const drained = pipes?.release() ?? this.#copyTerminal();
    if ('failure' in process) {
      this.terminal?.hangUp();
      return this.#fail(
        runtimeError.exec(process, files),
        process.failure === 'permission' || process.failure === 'is-directory' ? 126 : 127,
      );
    }
    this.#process = process;
    this.state = 'running';
    this.pid = process.hostPid;
    container.execs.add(this.id);
    container.update({ execIds: [...container.execs] });
    engine.kernel.spawn(`exec ${this.id.slice(0, 12)}`, this.#supervise(process, drained), engine.kernel.current.cause);
    return undefined;
  }

  *#supervise(process: Process, drained: Latch): Task {
    const status = yield* process.exited.wait();
    // A child of it that still holds its output does not keep it open for long (moby waits two seconds).
    yield* race<unknown>([drained.wait(), sleep(outputPatience)]);
    this.closeStdin();
    this.terminal?.hangUp();
    this.#finish(exitCode(status));
  }

  #fail(error: ApiError, code: number): ApiError {
    this.state = 'exited';
    this.exitCode = code;
    this.ended.open(code);
    return error;
  }

  #finish(code: number): void {
    this.state = 'exited';
    this.exitCode = code;
    this.container.execs.delete(this.id);
    if (!this.container.removed.opened) this.container.update({ execIds: [...this.container.execs] });
    this.container.emit('exec_die', { execID: this.id, exitCode: String(code) });
    this.outputs.closeAll();
    this.ended.open(code);
  }

  #environment(home: string): Map<string, string> {
    const env = environmentOf(this.container, home);
    if (this.config.Tty) env.set('TERM', 'xterm');
    for (const entry of this.config.Env ?? []) {
      const equals = entry.indexOf('=');
      if (equals > 0) env.set(entry.slice(0, equals), entry.slice(equals + 1));
      else env.delete(entry);
    }
    return env;
  }

  #openPipes(): { descriptors: ReadonlyMap<number, Descriptor>; release: () => Latch } {
    const { machine, kernel } = this.container.engine;
    const input = machine.pipe();
    const out = machine.pipe();
    const err = machine.pipe();
    if (this.config.AttachStdin) this.stdin = input.writer;
    else input.writer.release();
    const drained = new Latch();
    let copying = 2;
    const { outputs } = this;
    const copy = function* (stream: 'stdout' | 'stderr', reader: Descriptor): Task {
      for (let bytes = yield* reader.read(); bytes !== undefined; bytes = yield* reader.read())
        yield* outputs.write(stream, bytes);
      reader.release();
      if (--copying === 0) drained.open();
    };
    return {
      descriptors: new Map([
        [0, input.reader],
        [1, out.writer],
        [2, err.writer],
      ]),
      release: () => {
        input.reader.release();
        out.writer.release();
        err.writer.release();
        const { cause } = kernel.current;
        kernel.spawn('copy stdout', copy('stdout', out.reader), cause);
        kernel.spawn('copy stderr', copy('stderr', err.reader), cause);
        return drained;
      },
    };
  }

  #copyTerminal(): Latch {
    this.terminal?.onOutput((bytes) => {
      this.outputs.offer('stdout', bytes);
    });
    const drained = new Latch();
    drained.open();
    return drained;
  }

  #emit(action: string): void {
    // With the blank that Docker leaves behind a command without arguments.
    const [command = '', ...rest] = this.config.Cmd ?? [];
    this.container.emit(`${action}${command} ${rest.join(' ')}`, { execID: this.id });
  }
}

function terminalDescriptors(terminal: Terminal | undefined): ReadonlyMap<number, Descriptor> {
  const descriptor = terminal?.descriptor;
  return new Map(descriptor ? [0, 1, 2].map((number) => [number, descriptor] as const) : []);
}
