// The files of a package, and how they come onto the disk and leave it again.
import type { Process } from '../contract.ts';
import { failed, type Failure } from '../filesystem/errno.ts';
import type { FileSystem } from '../filesystem/file-system.ts';
import { dirname } from '../filesystem/path.ts';

/** A file of a package; its path is absolute. */
export type PackageFile =
  | { readonly kind: 'text'; readonly path: string; readonly text: string; readonly mode?: number }
  /** A file of which only the size in bytes is known. */
  | { readonly kind: 'data'; readonly path: string; readonly size: number }
  /** A binary that runs the simulated program of a name (by default its own); one without a simulation says so. */
  | { readonly kind: 'program'; readonly path: string; readonly size: number; readonly program?: string }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  | { readonly kind: 'directory'; readonly path: string; readonly mode?: number; readonly uid?: number };

/** The file system as the process sees it, with modes as they are asked for. */
export const filesOf = (process: Process): FileSystem =>
  process.files.as({ pid: process.pid, cwd: process.cwd, umask: 0, credentials: process.credentials });

/** Makes a directory and those above it. */
export function makeDirectories(files: FileSystem, path: string, mode = 0o755): Failure | undefined {
  if (path === '/' || path === '.' || path === '' || files.exists(path)) return undefined;
  return makeDirectories(files, dirname(path)) ?? files.mkdir(path, mode);
}

/** Programs that run as root whoever starts them. */
const setUserId = new Set(['chfn', 'chsh', 'gpasswd', 'mount', 'newgrp', 'passwd', 'su', 'sudo', 'umount']);

/** Puts a file in its place, where another file has to give way; a failure leaves what stood there. */
export function placeFile(files: FileSystem, file: PackageFile): Failure | undefined {
  const refusal = makeDirectories(files, dirname(file.path));
  if (refusal) return refusal;
  if (file.kind === 'directory') {
    const made = makeDirectories(files, file.path, file.mode);
    return made ?? (file.uid === undefined ? undefined : files.chown(file.path, file.uid, file.uid));
  }
  const there = files.lstat(file.path);
  if (!failed(there) && there.kind !== 'directory') {
    const removed = files.unlink(file.path);
    if (removed) return removed;
  }
  switch (file.kind) {
    case 'text':
      return files.writeFile(file.path, file.text, file.mode ?? 0o644);
    case 'data':
      return files.mknod(file.path, { kind: 'file', content: { size: file.size } }, 0o644);
    case 'link':
      return files.symlink(file.target, file.path);
    case 'program': {
      const program = file.program ?? file.path.slice(file.path.lastIndexOf('/') + 1);
      const mode = setUserId.has(program) ? 0o4755 : 0o755;
      return files.mknod(file.path, { kind: 'file', content: { size: file.size }, program }, mode);
    }
  }
}

/** Whether a directory is one of those that every system has, empty or not: `/usr`, `/usr/share`. */
const isOld = (path: string): boolean => path.split('/').length <= 3;

/** Removes files that are there and then the directories above them that have become empty. */
export function removeFiles(files: FileSystem, paths: readonly string[]): Failure | undefined {
  const above = new Set<string>();
  for (const path of paths) {
    const there = files.lstat(path);
    if (failed(there)) continue;
    if (there.kind === 'directory') {
      above.add(path);
      continue;
    }
    const removed = files.unlink(path);
    if (removed) return removed;
    above.add(dirname(path));
  }
  for (const start of [...above].sort((a, b) => b.length - a.length))
    for (let path = start; !isOld(path); path = dirname(path)) if (files.rmdir(path)) break;
  return undefined;
}

/** Removes a file or a directory with all it holds; nothing there is fine. */
export function removeTree(files: FileSystem, path: string): Failure | undefined {
  const there = files.lstat(path);
  if (failed(there)) return there.errno === 'ENOENT' ? undefined : there;
  if (there.kind !== 'directory') return files.unlink(path);
  const names = files.readdir(path);
  if (failed(names)) return names;
  for (const name of names) {
    const failure = removeTree(files, `${path}/${name}`);
    if (failure) return failure;
  }
  return files.rmdir(path);
}
