// Finding the file that a command name means (POSIX XCU 2.9.1.4).
import { failed, type Errno } from '../../filesystem/errno.ts';
import type { Shell } from '../shell.ts';

/** Where PATH leads when it is not set. */
const defaultPath: Readonly<Record<Shell['dialect'], string>> = {
  bash: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  dash: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  ash: '/sbin:/usr/sbin:/bin:/usr/bin',
};

/** The path of the file; ENOENT if there is none, EACCES if there are only files that may not be executed. */
export function findCommand(shell: Shell, name: string): { readonly path: string } | { readonly errno: Errno } {
  if (name.includes('/')) return { path: name };
  const remembered = shell.hashed.get(name);
  if (remembered !== undefined && isExecutable(shell, remembered) === undefined) return { path: remembered };
  let errno: Errno = 'ENOENT';
  for (const directory of (shell.get('PATH') ?? defaultPath[shell.dialect]).split(':')) {
    const path = directory === '' ? `./${name}` : `${directory.replace(/\/$/, '')}/${name}`;
    const refusal = isExecutable(shell, path);
    if (refusal === undefined) {
      shell.hashed.set(name, path);
      return { path };
    }
    if (refusal === 'EACCES') errno = 'EACCES';
  }
  return { errno };
}

/** All the paths that a name could mean, in PATH's order (`type -a`, `which -a`). */
export function findAll(shell: Shell, name: string): string[] {
  if (name.includes('/')) return isExecutable(shell, name) === undefined ? [name] : [];
  return (shell.get('PATH') ?? defaultPath[shell.dialect])
    .split(':')
    .map((directory) => (directory === '' ? `./${name}` : `${directory.replace(/\/$/, '')}/${name}`))
    .filter((path) => isExecutable(shell, path) === undefined);
}

/** Why a file cannot be executed; undefined if it can. */
function isExecutable(shell: Shell, path: string): Errno | undefined {
  const stat = shell.process.files.stat(path);
  if (failed(stat)) return 'ENOENT';
  if (stat.kind === 'directory') return 'ENOENT';
  return shell.process.files.mayExecute(stat) ? undefined : 'EACCES';
}
