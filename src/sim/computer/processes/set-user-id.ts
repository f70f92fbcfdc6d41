// Whose rights a program has when its file carries the set-user-ID bit (execve(2)).
import { failed } from '../filesystem/errno.ts';
import type { Credentials } from '../filesystem/credentials.ts';
import type { FileSystem } from '../filesystem/file-system.ts';
import type { Confinement } from './confinement.ts';

/** Credentials after a file was executed: those of before, unless the file is set-user-ID and the process may gain rights. */
export function executedAs(
  before: Credentials,
  files: FileSystem,
  path: string,
  confinement: Confinement,
): Credentials {
  const stat = files.stat(path);
  if (failed(stat) || (stat.mode & 0o4000) === 0 || confinement.noNewPrivileges || stat.uid === before.uid)
    return before;
  const usage = files.statfs(path);
  if (failed(usage) || usage.mount.options?.includes('nosuid')) return before;
  return {
    ...before,
    uid: stat.uid,
    capabilities: stat.uid === 0 ? confinement.bounding : before.capabilities,
    real: before.real ?? { uid: before.uid, gid: before.gid },
  };
}
