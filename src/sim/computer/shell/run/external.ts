// Running a program: as a child that is waited for, or in the place of the shell.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { failed, strerror, type Errno } from '../../filesystem/errno.ts';
import type { Tail } from '../interpreter.ts';
import { Jump } from '../jump.ts';
import type { Shell } from '../shell.ts';
import { findCommand } from './find-command.ts';
import { inSubshell } from './subshell.ts';
import { forkFailed } from './subshell.ts';
import { waitForJob } from './wait.ts';

/** Runs a program by its name and arguments; the status to go on with. */
export function* runExternal(
  shell: Shell,
  args: readonly string[],
  environment: ReadonlyMap<string, string>,
  tail: Tail,
): Task<number> {
  const name = args[0] ?? '';
  const found = findCommand(shell, name);
  if ('errno' in found) return yield* refuse(shell, name, found.errno);
  const { path } = found;
  if (name.includes('/')) {
    const directory = shell.process.files.stat(path);
    if (!failed(directory) && directory.kind === 'directory') return yield* refuse(shell, name, 'EISDIR');
  }
  if (tail === 'last' && shell.traps.size === 0) {
    const errno = yield* shell.process.exec({ argv: args, path, env: environment });
    if (errno !== 'ENOEXEC') return yield* refuse(shell, name, errno);
    return yield* runAsScript(shell, shell.process, args, path);
  }
  const monitored = shell.options.has('monitor');
  const options = { env: environment, ...(monitored ? { group: 'new' as const } : {}) };
  let child = yield* shell.process.spawn({ argv: args, path, ...options });
  if (child === 'ENOEXEC')
    child = yield* shell.process.fork((process) => runAsScript(shell, process, args, path), options);
  if (child === 'EAGAIN' || child === 'ENOMEM') return yield* forkFailed(shell, child);
  if (typeof child === 'string') return yield* refuse(shell, name, child);
  return yield* waitForJob(shell, [child], args.join(' '));
}

/** A file without `#!` that is no program: the shell reads it itself. */
function* runAsScript(shell: Shell, process: Process, args: readonly string[], path: string): Task<number> {
  return yield* inSubshell(shell, process, function* (inner) {
    const text = inner.process.files.readText(path);
    if (failed(text)) return yield* refuse(inner, args[0] ?? '', text.errno);
    if (text.includes('\0')) {
      yield* inner.complain(`${path}: cannot execute binary file: Exec format error`);
      return 126;
    }
    inner.positional = args.slice(1);
    inner.name = path;
    inner.functions.clear();
    return yield* inner.interpreter.runText(inner, text, { tail: 'last', name: path });
  });
}

/** Says why a command cannot be run; 127 if it was not found, else 126. */
export function* refuse(shell: Shell, name: string, errno: Errno): Task<number> {
  const isPath = name.includes('/');
  const exists = isPath && !failed(shell.process.files.lstat(name));
  if (shell.dialect === 'bash') {
    if (errno === 'ENOENT' && !isPath) yield* shell.complain(`${name}: command not found`);
    else if (errno === 'ENOENT' && exists) yield* shell.complain(`${name}: cannot execute: required file not found`);
    else if (errno === 'ENOEXEC') yield* shell.complain(`${name}: cannot execute binary file: Exec format error`);
    else yield* shell.complain(`${name}: ${strerror(errno)}`);
  } else if (errno === 'ENOENT' || errno === 'ENOTDIR') yield* shell.complain(`${name}: not found`);
  else if (errno === 'EISDIR') yield* shell.complain(`${name}: Permission denied`);
  else yield* shell.complain(`${name}: ${strerror(errno)}`);
  return errno === 'ENOENT' || (errno === 'ENOTDIR' && shell.dialect !== 'bash') ? 127 : 126;
}

function* tryToBecome(shell: Shell, args: readonly string[], environment: ReadonlyMap<string, string>): Task<Errno> {
  const found = findCommand(shell, args[0] ?? '');
  if ('errno' in found) return found.errno;
  const stat = shell.process.files.stat(found.path);
  if (!failed(stat) && stat.kind === 'directory') return 'EACCES';
  const errno = yield* shell.process.exec({ argv: args, path: found.path, env: environment });
  if (errno === 'ENOEXEC') throw new Jump('exit', yield* runAsScript(shell, shell.process, args, found.path));
  return errno;
}

/** `exec command`: becomes a program. Comes back only by a jump, when it cannot. */
export function* become(shell: Shell, args: readonly string[], environment: ReadonlyMap<string, string>): Task<number> {
  const name = args[0] ?? '';
  const errno = yield* tryToBecome(shell, args, environment);
  const isPath = name.includes('/');
  const texts = {
    bash:
      errno === 'ENOENT' && !isPath
        ? `exec: ${name}: not found`
        : isPath && errno !== 'ENOENT'
          ? `${name}: ${strerror(errno)}`
          : `${name}: cannot execute: ${strerror(errno)}`,
    dash: errno === 'ENOENT' ? `exec: ${name}: not found` : `exec: ${name}: ${strerror(errno)}`,
    ash: errno === 'ENOENT' ? `exec: ${name}: not found` : `exec: ${name}: ${strerror(errno)}`,
  };
  yield* shell.complain(
    isPath && errno === 'ENOENT' && shell.dialect === 'bash' ? `${name}: ${strerror(errno)}` : texts[shell.dialect],
  );
  const status = errno === 'ENOENT' ? 127 : 126;
  if (shell.interactive) return status;
  throw new Jump('exit', status);
}
