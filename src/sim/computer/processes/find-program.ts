// From a command to the program that runs: PATH, permissions, `#!` lines (execve(2), execvp(3)).
import type { Task } from '../../kernel/task.ts';
import type { Machine, Program } from '../contract.ts';
import { root as rootCredentials } from '../filesystem/credentials.ts';
import { fail, failed, type Errno, type Failure } from '../filesystem/errno.ts';
import type { FileSystem, Stat } from '../filesystem/file-system.ts';
import { basename } from '../filesystem/path.ts';

/** What runs, and the arguments it is given (a script's interpreter gets more). */
export interface Runnable {
  readonly program: Program;
  readonly path: string;
  readonly argv: readonly string[];
}

/** Why a command cannot run. `path` is the file at fault: the interpreter, when a script's is missing. */
export interface NotRunnable {
  readonly errno: Errno;
  readonly path: string;
}

/** Where commands are looked for when there is no PATH. */
export const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Scripts whose interpreter is a script, before the kernel gives up. */
const interpreterLimit = 4;

/** Tells a failure from a result. */
export const isNotRunnable = (result: Runnable | NotRunnable): result is NotRunnable => 'errno' in result;

/** Looks a command up and loads its program. `path` names the file; without it `argv[0]` is looked for in PATH. */
export function* findProgram(
  machine: Machine,
  files: FileSystem,
  env: ReadonlyMap<string, string>,
  argv: readonly string[],
  path?: string,
): Task<Runnable | NotRunnable> {
  const file = path === undefined ? lookUp(files, env, argv[0] ?? '') : named(files, path);
  if ('errno' in file) return file;
  return yield* load(machine, files, file, argv, 0);
}

/** A file that may be executed, or why it may not. */
interface File {
  readonly path: string;
  readonly stat: Stat | Failure;
}

const named = (files: FileSystem, path: string): File => ({ path, stat: executable(files, path) });

/** The path of a command: itself if it has a slash, else the first executable of that name in PATH. */
export function findCommand(
  files: FileSystem,
  env: ReadonlyMap<string, string>,
  command: string,
): string | NotRunnable {
  if (command.includes('/')) return command;
  const found = lookUp(files, env, command);
  return 'errno' in found ? found : found.path;
}

function lookUp(files: FileSystem, env: ReadonlyMap<string, string>, command: string): File | NotRunnable {
  if (command.includes('/')) return named(files, command);
  let errno: Errno = 'ENOENT';
  if (command !== '')
    for (const directory of (env.get('PATH') ?? usualPath).split(':')) {
      const path = `${directory === '' ? '.' : directory.replace(/\/+$/, '')}/${command}`;
      const stat = executable(files, path);
      if (!failed(stat)) return { path, stat };
      if (stat.errno === 'EACCES') errno = 'EACCES';
    }
  return { errno, path: command };
}

/** What is known of a file that may be executed. */
function executable(files: FileSystem, path: string): Stat | Failure {
  const stat = files.stat(path);
  if (failed(stat)) return stat;
  if (stat.kind !== 'file') return fail('EACCES');
  return files.mayExecute(stat) ? stat : fail('EACCES');
}

function* load(
  machine: Machine,
  files: FileSystem,
  { path, stat }: File,
  argv: readonly string[],
  depth: number,
): Task<Runnable | NotRunnable> {
  if (failed(stat)) return { errno: stat.errno, path };
  if (stat.program !== undefined) {
    const program = (yield* machine.programs(stat.program)) ?? notSimulated(stat.program);
    return { program, path, argv };
  }
  // The kernel reads a program whatever the caller may read.
  const head = headOf(files, path);
  if (head.startsWith('#!')) {
    if (depth === interpreterLimit) return { errno: 'ELOOP', path };
    const match = /^#![ \t]*([^ \t\n]+)[ \t]*([^\n]*?)[ \t]*(?:\n|$)/.exec(head);
    const interpreter = match?.[1];
    if (interpreter === undefined) return { errno: 'ENOEXEC', path };
    const argument = match?.[2] ? [match[2]] : [];
    const words = [interpreter, ...argument, path, ...argv.slice(1)];
    return yield* load(machine, files, named(files, interpreter), words, depth + 1);
  }
  if (head.startsWith('\u007fELF') || head.startsWith('\0'))
    return { program: notSimulated(basename(path)), path, argv };
  return { errno: 'ENOEXEC', path };
}

function headOf(files: FileSystem, path: string): string {
  const real = files.realpath(path);
  if (typeof real !== 'string') return '';
  const file = files.as({ pid: 0, cwd: '/', umask: 0, credentials: rootCredentials }).open(real, { read: true });
  if (failed(file)) return '';
  const bytes = file.read(256);
  file.close();
  return failed(bytes) ? '' : new TextDecoder().decode(bytes);
}

/** What runs in place of a binary that has no simulation. */
function notSimulated(name: string): Program {
  return function* (process) {
    yield* process.descriptors.get(2)?.write(new TextEncoder().encode(`drydock: not simulated: ${name}\n`)) ?? [];
    return 1;
  };
}
