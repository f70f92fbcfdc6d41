// Where an archive is to be unpacked and under which names, from what stands at both ends (moby's archive.PrepareArchiveCopy).
import type { TarEntry } from '../../oci/tar-entry.ts';
import type { Failure } from '../failure.ts';
import { assertsDirectory, splitPath } from './paths.ts';

/** What is known of one end of a copy. */
export interface CopyEnd {
  readonly path: string;
  readonly kind: 'absent' | 'directory' | 'file';
}

/** An archive ready to be unpacked into a directory. */
export interface PreparedArchive {
  readonly directory: string;
  readonly entries: readonly TarEntry[];
}

/** Renames the entries of an archive of `source` for `target`. `rebase`: the name that the source was asked for by. */
export function prepareCopy(
  entries: readonly TarEntry[],
  source: CopyEnd,
  target: CopyEnd,
  rebase = '',
): PreparedArchive | Failure {
  if (target.kind === 'directory') return { directory: target.path, entries };
  if (target.kind === 'file' && source.kind === 'directory') return { error: 'cannot copy directory' };
  if (target.kind === 'absent' && source.kind !== 'directory' && assertsDirectory(target.path))
    return { error: 'no such directory' };
  const { directory, base } = splitPath(target.path);
  return { directory, entries: rename(entries, rebase || splitPath(source.path).base, base) };
}

/** Gives the first part of all names another text; `.` and `/` stand for names without a first part. */
export function rename(entries: readonly TarEntry[], from: string, to: string): TarEntry[] {
  const bare = from === '.' || from === '' || from === '/';
  const renamed = (path: string): string => {
    if (bare) return path === '' ? to : `${to}/${path}`;
    return path === from ? to : path.startsWith(`${from}/`) ? to + path.slice(from.length) : path;
  };
  return entries.map((entry) => ({
    ...entry,
    path: renamed(entry.path),
    ...(entry.type === 'hardlink' && entry.linkTarget !== undefined ? { linkTarget: renamed(entry.linkTarget) } : {}),
  }));
}
