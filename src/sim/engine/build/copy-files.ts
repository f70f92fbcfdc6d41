// COPY and ADD: which files they mean, what those files are (for the cache), and putting them into a file system.
import { readContent } from '../../computer/filesystem/content.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import type { FileSystem } from '../../computer/filesystem/file-system.ts';
import { basename, joinPath } from '../../computer/filesystem/path.ts';
import { gunzip, isGzip } from '../../oci/gzip.ts';
import { sha256 } from '../../oci/digest.ts';
import { readTar } from '../../oci/tar-read.ts';
import type { TarEntry } from '../../oci/tar-entry.ts';
import { entriesAt } from '../containers/archive.ts';
import { makeDirectories } from '../containers/root-files.ts';
import { Ignore, cleanPath, patternRegexp } from '../../computer/filesystem/ignore-patterns.ts';

/** A source that was found: where it is, and its entries by path relative to it (`''` is itself). */
export interface FoundSource {
  readonly path: string;
  readonly directory: boolean;
  readonly entries: readonly TarEntry[];
}

/** How files are copied. */
export interface CopyOptions {
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  readonly mode: ((mode: number, directory: boolean) => number) | undefined;
  /** Of directories that are made on the way. */
  readonly madeMode?: number | undefined;
  /** Archives are unpacked (ADD of a local file). */
  readonly unpacks: boolean;
  readonly parents: boolean;
  /** The destination is a directory for certain. */
  readonly intoDirectory: boolean;
  /** Contents of directories are copied, not the directories. */
  readonly clock: number;
}

/** Whether a source has characters of a pattern. */
const isPattern = (path: string): boolean => /[*?[\\]/.test(path);

/** Finds what a source means; undefined when a path that is no pattern is not there. `excluded` counts within folders. */
export function findSources(
  files: FileSystem,
  source: string,
  excluded: readonly string[],
): readonly FoundSource[] | undefined {
  const clean = cleanPath(`/${source}`);
  const ignore = excluded.length > 0 ? new Ignore(excluded) : undefined;
  const paths = isPattern(source) ? matching(files, clean) : [clean];
  const found: FoundSource[] = [];
  for (const path of paths) {
    const stat = files.stat(path);
    if (failed(stat)) return undefined;
    const real = files.realpath(path);
    const at = failed(real) ? path : real;
    const entries = entriesAt(files, at, 'it')
      .map((entry) => ({ ...entry, path: entry.path.slice('it/'.length) }))
      .filter((entry) => entry.path === '' || !ignore?.matches(entry.path));
    found.push({ path, directory: stat.kind === 'directory', entries });
  }
  return found;
}

function matching(files: FileSystem, pattern: string): string[] {
  const regexp = patternRegexp(pattern.slice(1));
  const found: string[] = [];
  const visit = (directory: string): void => {
    const names = files.readdir(directory);
    if (failed(names)) return;
    for (const name of names) {
      const path = joinPath(directory, name);
      if (regexp.test(path.slice(1))) found.push(path);
      else {
        const stat = files.lstat(path);
        if (!failed(stat) && stat.kind === 'directory') visit(path);
      }
    }
  };
  visit('/');
  return found;
}

/** What sources hold, as BuildKit's content cache sees it: names, modes, owners and bytes, but no times. */
export interface Content {
  /** Digest of all of it. */
  readonly content: string;
  /** Digests of the files by path; those of a folder do not include what the folder itself is. */
  readonly files: Readonly<Record<string, string>>;
}

/** The content of sources; names of sources themselves do not count, since the copy says what they become. */
export function contentOf(sources: readonly FoundSource[]): Content {
  const files: Record<string, string> = {};
  const parts: string[] = [];
  for (const { path, directory, entries } of sources) {
    parts.push('source');
    for (const entry of entries) {
      if (directory && entry.path === '') continue;
      const digest = digestOf(entry);
      files[entry.path === '' ? path : joinPath(path, entry.path)] = digest;
      parts.push(`${entry.path}\t${digest}`);
    }
  }
  return { content: sha256(parts.join('\n')), files };
}

function digestOf({ type, mode, uid, gid, linkTarget, device, declaredSize, program, content }: TarEntry): string {
  const header = JSON.stringify([type, mode, uid, gid, linkTarget, device, declaredSize, program]);
  return sha256(content ? `${header}${sha256(content)}` : header).slice('sha256:'.length, 'sha256:'.length + 12);
}

/** Puts sources at a destination; why it cannot be done, in BuildKit's words. */
export function copyInto(
  files: FileSystem,
  sources: readonly FoundSource[],
  destination: string,
  options: CopyOptions,
): string | undefined {
  for (const source of sources) {
    const [first] = source.entries;
    if (options.unpacks && !source.directory && first?.content) {
      const unpacked = archiveEntries(first.content);
      if (unpacked) {
        if (makeDirectories(files, destination) !== undefined) return notDirectory(destination);
        const problem = place(files, unpacked, destination, { ...options, mode: undefined });
        if (problem !== undefined) return problem;
        continue;
      }
    }
    const stat = files.stat(destination);
    const isDirectory = !failed(stat) && stat.kind === 'directory';
    const target = options.parents
      ? joinPath(destination, source.path.slice(1))
      : source.directory || !(options.intoDirectory || isDirectory)
        ? destination
        : joinPath(destination, basename(source.path));
    const above = source.directory ? target : target.slice(0, target.lastIndexOf('/')) || '/';
    const blocked = makeOwned(files, above, options);
    if (blocked !== undefined) return notDirectory(blocked);
    const problem = place(files, source.entries, target, options);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const notDirectory = (path: string): string => `mkdir ${path}: not a directory`;

function makeOwned(files: FileSystem, path: string, { owner, madeMode = 0o755 }: CopyOptions): string | undefined {
  let at = '';
  for (const part of path.split('/').filter((name) => name !== '')) {
    at += `/${part}`;
    const stat = files.stat(at);
    if (failed(stat)) {
      if (files.mkdir(at, madeMode)) return at;
      files.chmod(at, madeMode);
      if (owner) files.chown(at, owner.uid, owner.gid);
    } else if (stat.kind !== 'directory') return at;
  }
  return undefined;
}

/** The entries of an archive that ADD unpacks; undefined for what is none. */
function archiveEntries(content: Uint8Array): readonly TarEntry[] | undefined {
  const bytes = isGzip(content) ? gunzip(content) : content;
  if (!bytes || bytes.length < 512) return undefined;
  const reading = readTar(bytes);
  return reading.ok && reading.entries.length > 0 ? reading.entries : undefined;
}

function place(
  files: FileSystem,
  entries: readonly TarEntry[],
  target: string,
  options: CopyOptions,
): string | undefined {
  const directories: { path: string; mtime: number }[] = [];
  for (const entry of entries) {
    const path = entry.path === '' ? target : joinPath(target, entry.path);
    const stat = files.lstat(path);
    const directory = entry.type === 'directory';
    if (!failed(stat) && stat.kind === 'directory' && !directory)
      return `cannot copy to non-directory: ${path}`.replace('to non-directory', 'over directory');
    if (!failed(stat) && (stat.kind !== 'directory' || !directory)) files.unlink(path);
    const above = path.slice(0, path.lastIndexOf('/')) || '/';
    if (!files.exists(above) && makeDirectories(files, above) !== undefined) return notDirectory(above);
    put(files, path, entry, target);
    // The root of a copied directory keeps what it was when it was there before.
    if (directory && entry.path === '' && !failed(stat)) continue;
    const { uid, gid } = options.owner ?? entry;
    if (entry.type !== 'hardlink') files.chown(path, uid, gid, false);
    if (entry.type === 'file' || directory) files.chmod(path, options.mode?.(entry.mode, directory) ?? entry.mode);
    if (directory) directories.push({ path, mtime: entry.mtime });
    else if (entry.type !== 'hardlink') files.utimes(path, entry.mtime, false);
  }
  for (const { path, mtime } of directories.reverse()) files.utimes(path, mtime);
  return undefined;
}

function put(files: FileSystem, path: string, entry: TarEntry, target: string): void {
  switch (entry.type) {
    case 'directory':
      files.mkdir(path, 0o755);
      return;
    case 'symlink':
      files.symlink(entry.linkTarget ?? '', path);
      return;
    case 'hardlink':
      files.link(joinPath(target, entry.linkTarget ?? ''), path);
      return;
    case 'file': {
      const content = entry.content ?? (entry.declaredSize ? { size: entry.declaredSize } : new Uint8Array(0));
      if (entry.program === undefined) files.writeFile(path, content);
      else files.mknod(path, { kind: 'file', content, program: entry.program });
      return;
    }
    case 'fifo':
      files.mknod(path, { kind: 'fifo' });
      return;
    default:
      files.mknod(path, { kind: entry.type, major: entry.device?.major ?? 0, minor: entry.device?.minor ?? 0 });
  }
}

/** The text of a file in a context; undefined when it is not there. */
export function textOf(files: FileSystem, path: string): string | undefined {
  const content = files.readFile(path);
  return failed(content) ? undefined : new TextDecoder().decode(readContent(content));
}
