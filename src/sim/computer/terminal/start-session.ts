// The first process of a session at a terminal: what a login or `script` starts (setsid(2), tty_ioctl(4)).
import type { Task } from '../../kernel/task.ts';
import type { Descriptor } from '../contract.ts';
import type { Credentials } from '../filesystem/credentials.ts';
import { findProgram, isNotRunnable, type NotRunnable } from '../processes/find-program.ts';
import { LinuxProcess } from '../processes/process.ts';
import type { PseudoTerminal } from './terminal.ts';

export interface SessionOptions {
  readonly argv: readonly string[];
  /** The file to run. */
  readonly path: string;
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly credentials: Credentials;
}

/** Starts a process that leads a new session with this terminal, in the foreground of it. */
export function* startSession(
  init: LinuxProcess,
  terminal: PseudoTerminal,
  options: SessionOptions,
): Task<LinuxProcess | NotRunnable> {
  const { table } = init;
  const { argv, path, env, cwd, credentials } = options;
  const files = init.files.as({ pid: 1, cwd: '/', umask: 0o022, credentials });
  const found = yield* findProgram(table.machine, files, env, argv, path);
  if (isNotRunnable(found)) return found;
  terminal.mode = 'cooked';
  terminal.echo = true;
  const process = new LinuxProcess({
    table,
    parent: init,
    namespace: table.root,
    cgroup: table.cgroup(undefined),
    group: undefined,
    session: undefined,
    terminal,
    argv: found.argv,
    env: new Map(env),
    cwd: files.exists(cwd) ? cwd : '/',
    umask: 0o022,
    credentials,
    files: init.files,
    network: init.network,
    uts: init.uts,
    ipc: init.ipc,
    user: init.user,
    cgroupRoot: init.cgroupRoot,
    limits: init.limits,
    confinement: init.confinement,
    executable: found.path,
    descriptors: new Map([0, 1, 2].map((number): [number, Descriptor] => [number, terminal.descriptor])),
    ignored: [],
  });
  terminal.foreground = process.hostPid;
  process.launch(found.program, undefined);
  return process;
}
