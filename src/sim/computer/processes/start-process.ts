// A container's first process, or one more inside it: what an OCI runtime does with `create`, `start` and `exec`.
import type { Task } from '../../kernel/task.ts';
import type { InitOptions, Process, Program, StartFailure } from '../contract.ts';
import { failed, strerror } from '../filesystem/errno.ts';
import { findProgram, isNotRunnable, type NotRunnable } from './find-program.ts';
import { containerInit } from './init-programs.ts';
import { PidNamespace } from './pid-namespace.ts';
import type { Confinement } from './confinement.ts';
import { LinuxProcess, type Origin } from './process.ts';
import { containerLimits } from './resource-limits.ts';
import { currentCause, type ProcessTable } from './process-table.ts';

/** Where `docker run --init` puts its init. */
const initPath = '/sbin/docker-init';

/** See `Machine.start`. */
export function* startProcess(table: ProcessTable, options: InitOptions): Task<Process | StartFailure> {
  const { argv, cwd, env, credentials, container } = options;
  const cgroup = table.cgroup(container);
  const joined = options.joins as LinuxProcess | undefined;
  if (!joined) {
    cgroup.limits = options.limits;
    if (options.cgroupPath !== undefined) cgroup.path = options.cgroupPath;
  }
  if (table.full || cgroup.full) return { failure: 'pids', path: argv[0] ?? '' };
  const files = options.files.as({ pid: 1, cwd, umask: 0o022, credentials });
  const directory = files.stat(cwd);
  if (failed(directory) || directory.kind !== 'directory') return { failure: 'no-such-cwd', path: cwd };
  let program: Program;
  let finalArgv = argv;
  let executable = initPath;
  if (options.init) {
    program = containerInit(argv);
    finalArgv = [initPath, '--', ...argv];
  } else {
    const found = yield* findProgram(table.machine, files, env, argv);
    if (options.foreign && !isNotRunnable(found)) program = refused(found.path, { errno: 'ENOEXEC', path: found.path });
    else if (!isNotRunnable(found)) {
      program = found.program;
      finalArgv = found.argv;
      executable = found.path;
    } else if (found.errno === 'ENOEXEC' || (found.path !== argv[0] && (argv[0] ?? '').includes('/')))
      program = refused(argv[0] ?? '', found);
    else return { failure: failureOf(found, argv[0] ?? '', files.stat(found.path)), path: argv[0] ?? '' };
  }
  const process = new LinuxProcess({
    table,
    parent: undefined,
    ...namespacesOf(table, options),
    cgroup,
    group: undefined,
    session: undefined,
    terminal: options.terminal,
    argv: finalArgv,
    env,
    cwd,
    umask: 0o022,
    credentials,
    files: options.files,
    network: options.network,
    limits: joined ? joined.limits : (options.resourceLimits ?? containerLimits),
    confinement: options.confinement ?? joined?.confinement ?? usualConfinement(credentials.capabilities),
    executable,
    descriptors: options.descriptors,
    ignored: [],
  });
  if (options.terminal) options.terminal.foreground = process.hostPid;
  process.launch(program, yield* currentCause());
  return process;
}

/** The states of its namespaces: all of another process, or new ones and those that it shares. */
function namespacesOf(
  table: ProcessTable,
  { joins, shares = {}, hostname, container }: InitOptions,
): Pick<Origin, 'namespace' | 'uts' | 'ipc' | 'user' | 'cgroupRoot'> {
  const machine = table.root.init;
  const shared = (kind: keyof typeof shares): LinuxProcess | undefined =>
    (joins ?? (shares[kind] === 'machine' ? machine : shares[kind])) as LinuxProcess | undefined;
  return {
    namespace: shared('pid')?.namespace ?? new PidNamespace(table.root),
    uts: shared('uts')?.uts ?? { hostname },
    ipc: shared('ipc')?.ipc ?? { changed: new Map() },
    cgroupRoot: shared('cgroup')?.cgroupRoot ?? { path: table.cgroup(container).path },
    user: machine?.user ?? {},
  };
}

const usualConfinement = (bounding: ReadonlySet<string>): Confinement => ({
  bounding,
  seccomp: 'filter',
  noNewPrivileges: false,
  apparmor: 'docker-default (enforce)',
  oomScoreAdjustment: 0,
});

function failureOf(
  found: NotRunnable,
  command: string,
  stat: { readonly kind: string } | { readonly errno: string },
): StartFailure['failure'] {
  if ('kind' in stat && stat.kind === 'directory') return 'is-directory';
  if (found.errno === 'EACCES') return 'permission';
  return command.includes('/') ? 'no-such-file' : 'not-found';
}

/** The file is there, so the container starts; then the kernel refuses to run it (a missing interpreter, no `#!`). */
const refused = (command: string, { errno }: NotRunnable): Program =>
  function* (process) {
    const text = `exec ${command}: ${strerror(errno).toLowerCase()}\n`;
    const error = process.descriptors.get(2);
    if (error) yield* error.write(new TextEncoder().encode(text));
    return 255;
  };
