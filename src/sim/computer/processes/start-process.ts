// A container's first process, or one more inside it: what an OCI runtime does with `create`, `start` and `exec`.
import type { Task } from '../../kernel/task.ts';
import type { InitOptions, Process, Program, StartFailure } from '../contract.ts';
import { failed, strerror } from '../filesystem/errno.ts';
import { findProgram, isNotRunnable, type NotRunnable } from './find-program.ts';
import { containerInit } from './init-programs.ts';
import { PidNamespace } from './pid-namespace.ts';
import { LinuxProcess } from './process.ts';
import { currentCause, type ProcessTable } from './process-table.ts';

/** Where `docker run --init` puts its init. */
const initPath = '/sbin/docker-init';

/** See `Machine.start`. */
export function* startProcess(table: ProcessTable, options: InitOptions): Task<Process | StartFailure> {
  const { argv, cwd, env, credentials, container } = options;
  const cgroup = table.cgroup(container);
  const joined = options.joins as LinuxProcess | undefined;
  if (!joined) cgroup.limits = options.limits;
  if (table.full || cgroup.full) return { failure: 'pids', path: argv[0] ?? '' };
  const files = options.files.as({ pid: 1, cwd, umask: 0o022, credentials });
  const directory = files.stat(cwd);
  if (failed(directory) || directory.kind !== 'directory') return { failure: 'no-such-cwd', path: cwd };
  let program: Program;
  let finalArgv = argv;
  if (options.init) {
    program = containerInit(argv);
    finalArgv = [initPath, '--', ...argv];
  } else {
    const found = yield* findProgram(table.machine, files, env, argv);
    if (!isNotRunnable(found)) {
      program = found.program;
      finalArgv = found.argv;
    } else if (found.errno === 'ENOEXEC' || (found.path !== argv[0] && (argv[0] ?? '').includes('/')))
      program = refused(argv[0] ?? '', found);
    else return { failure: failureOf(found, argv[0] ?? '', files.stat(found.path)), path: argv[0] ?? '' };
  }
  const namespace = joined ? joined.namespace : options.hostPid ? table.root : new PidNamespace(false);
  const process = new LinuxProcess({
    table,
    parent: undefined,
    namespace,
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
    uts: joined ? joined.uts : { hostname: options.hostname },
    descriptors: options.descriptors,
    ignored: [],
  });
  if (options.terminal) options.terminal.foreground = process.hostPid;
  process.launch(program, yield* currentCause());
  return process;
}

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
