// Unpacks an archive on the client's machine. What is made belongs to whoever runs the client.
import { failed, strerror, type Failure as FileFailure } from '../../computer/filesystem/errno.ts';
import type { FileSystem } from '../../computer/filesystem/file-system.ts';
import { joinPath } from '../../computer/filesystem/path.ts';
import type { TarEntry } from '../../oci/tar-entry.ts';
import type { Failure } from '../failure.ts';

/** Makes all entries below a directory; a failure names the first that could not be made. */
export function unpackLocal(files: FileSystem, directory: string, entries: readonly TarEntry[]): Failure | undefined {
  const folders: [path: string, mtime: number][] = [];
  for (const entry of entries) {
    const path = entry.path === '' ? directory : joinPath(directory, entry.path);
    const before = files.lstat(path);
    const isDirectory = !failed(before) && before.kind === 'directory';
    if (!failed(before) && isDirectory !== (entry.type === 'directory'))
      return {
        error: isDirectory
          ? `cannot overwrite directory "${path}" with non-directory "${directory}"`
          : `cannot overwrite non-directory "${path}" with directory "${directory}"`,
      };
    if (!failed(before) && !isDirectory) files.unlink(path);
    const problem = make(files, directory, path, entry, isDirectory);
    if (problem) return { error: `open ${path}: ${strerror(problem).toLowerCase()}` };
    if (entry.type === 'directory') folders.push([path, entry.mtime]);
  }
  // Last, since making what is inside changes a directory's time.
  for (const [path, mtime] of folders.reverse()) files.utimes(path, mtime);
  return undefined;
}

function make(
  files: FileSystem,
  directory: string,
  path: string,
  entry: TarEntry,
  exists: boolean,
): FileFailure | undefined {
  switch (entry.type) {
    case 'directory':
      return (exists ? undefined : files.mkdir(path)) ?? files.chmod(path, entry.mode);
    case 'symlink':
      return files.symlink(entry.linkTarget ?? '', path) ?? files.utimes(path, entry.mtime, false);
    case 'hardlink':
      return files.link(joinPath(directory, entry.linkTarget ?? ''), path);
    case 'file': {
      const content =
        entry.content ?? (entry.declaredSize === undefined ? new Uint8Array(0) : { size: entry.declaredSize });
      return files.writeFile(path, content) ?? files.chmod(path, entry.mode) ?? files.utimes(path, entry.mtime);
    }
    case 'fifo':
      return files.mknod(path, { kind: 'fifo' }, entry.mode);
    case 'character':
    case 'block':
      return files.mknod(
        path,
        { kind: entry.type, major: entry.device?.major ?? 0, minor: entry.device?.minor ?? 0 },
        entry.mode,
      );
  }
}
