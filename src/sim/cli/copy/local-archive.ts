// Files of the client's machine as the entries of an archive.
import { failed, strerror } from '../../computer/filesystem/errno.ts';
import type { FileSystem, Stat } from '../../computer/filesystem/file-system.ts';
import type { TarEntry } from '../../oci/tar-entry.ts';
import { isFailure, type Failure } from '../failure.ts';
import { clean, hasTrailingSlash, namesContent, splitPath } from './paths.ts';
import type { CopyEnd } from './prepare.ts';

/** The source on the client's machine. Links at its end are followed only when asked, or when the path asserts a directory. */
export function localSource(
  files: FileSystem,
  path: string,
  follow: boolean,
): (CopyEnd & { readonly real: string }) | Failure {
  const bare = clean(path);
  const through = follow || namesContent(path) || hasTrailingSlash(path);
  const stat = through ? files.stat(bare) : files.lstat(bare);
  if (failed(stat)) return { error: `lstat ${bare}: ${lower(strerror(stat))}` };
  const kind = stat.kind === 'directory' ? 'directory' : 'file';
  if (kind === 'file' && (hasTrailingSlash(path) || namesContent(path))) return { error: 'not a directory' };
  const real = through ? files.realpath(bare) : bare;
  return { path, kind, real: failed(real) ? bare : real };
}

/** Everything at and below a path, the names beginning with the path's last part (nothing for `dir/.`). */
export function readLocal(files: FileSystem, source: CopyEnd & { readonly real: string }): TarEntry[] | Failure {
  const { base } = splitPath(source.path);
  const entries: TarEntry[] = [];
  const visit = (path: string, name: string): Failure | undefined => {
    const stat = files.lstat(path);
    if (failed(stat)) return { error: `lstat ${path}: ${lower(strerror(stat))}` };
    const entry = toEntry(files, path, name, stat);
    if (isFailure(entry)) return entry;
    if (entry) entries.push(entry);
    if (stat.kind !== 'directory') return undefined;
    const names = files.readdir(path);
    if (failed(names)) return { error: `open ${path}: ${lower(strerror(names))}` };
    for (const child of names) {
      const problem = visit(`${path === '/' ? '' : path}/${child}`, name === '' ? child : `${name}/${child}`);
      if (problem) return problem;
    }
    return undefined;
  };
  return visit(source.real, base === '.' || base === '' ? '' : base) ?? entries;
}

function toEntry(files: FileSystem, path: string, name: string, stat: Stat): TarEntry | Failure | undefined {
  const common = {
    path: name,
    mode: stat.mode,
    uid: stat.uid,
    gid: stat.gid,
    mtime: Math.floor(stat.mtime / 1000) * 1000,
    ...(stat.program === undefined ? {} : { program: stat.program }),
  };
  switch (stat.kind) {
    case 'directory':
    case 'fifo':
      return { ...common, type: stat.kind };
    case 'symlink': {
      const target = files.readlink(path);
      return failed(target)
        ? { error: `readlink ${path}: ${lower(strerror(target))}` }
        : { ...common, type: 'symlink', linkTarget: target };
    }
    case 'file': {
      const content = files.readFile(path);
      return failed(content)
        ? { error: `open ${path}: ${lower(strerror(content))}` }
        : { ...common, type: 'file', content };
    }
    case 'character':
    case 'block':
      return { ...common, type: stat.kind, device: { major: stat.major, minor: stat.minor } };
    default:
      // Sockets cannot be archived and are passed over, as in tar.
      return undefined;
  }
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
