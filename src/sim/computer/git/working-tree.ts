// The working tree against the index: scanning, .gitignore, checking files out.
import { failed } from '../filesystem/errno.ts';
import { patternRegexp } from '../filesystem/ignore-patterns.ts';
import { dirname, joinPath } from '../filesystem/path.ts';
import { objectId, type FileEntry, type Snapshot } from './objects.ts';
import type { Repository } from './repository.ts';

interface Rule {
  readonly regexp: RegExp;
  readonly negated: boolean;
  readonly directories: boolean;
}

/** The rules of a .gitignore (gitignore(5)) in the directory `base` (empty, or ending in a slash). */
function readRules(text: string, base: string): Rule[] {
  return text
    .split('\n')
    .map((line) => line.replace(/(?<!\\)\s+$/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const negated = line.startsWith('!');
      const directories = line.endsWith('/');
      const pattern = line.slice(negated ? 1 : 0).replace(/\/$/, '');
      const anchored = pattern.includes('/');
      return {
        regexp: patternRegexp(base + (anchored ? '' : '**/') + pattern.replace(/^\//, '')),
        negated,
        directories,
      };
    });
}

/** A file of the working tree as it would be stored, with its bytes. */
export interface WorkingFile extends FileEntry {
  readonly bytes: Uint8Array;
}

/** Reads one file of the working tree; undefined when there is none. */
export function readWorking({ files, root }: Repository, path: string): WorkingFile | undefined {
  const at = joinPath(root, path);
  const stat = files.lstat(at);
  if (failed(stat)) return undefined;
  if (stat.kind === 'symlink') {
    const target = files.readlink(at);
    return failed(target) ? undefined : entryOf('120000', new TextEncoder().encode(target));
  }
  const bytes = stat.kind === 'file' ? files.readFile(at) : undefined;
  return bytes === undefined || failed(bytes) ? undefined : entryOf(stat.mode & 0o100 ? '100755' : '100644', bytes);
}

const entryOf = (mode: string, bytes: Uint8Array): WorkingFile => ({
  mode,
  bytes,
  id: objectId({ kind: 'blob', body: bytes }),
});

/** Paths of all files that are tracked or not ignored (of all files, if `ignoredToo`), in order. */
export function scan(repository: Repository, ignoredToo = false): string[] {
  const { files, root, index } = repository;
  const found: string[] = [];
  const visit = (base: string, above: readonly Rule[]): void => {
    const directory = joinPath(root, base).replace(/\/$/, '') || '/';
    const text = files.readText(joinPath(directory, '.gitignore'));
    const rules = failed(text) ? above : [...above, ...readRules(text, base)];
    const names = files.readdir(directory);
    if (failed(names)) return;
    for (const name of names) {
      if (name === '.git') continue;
      const path = base + name;
      const stat = files.lstat(joinPath(root, path));
      if (failed(stat)) continue;
      const inside = stat.kind === 'directory';
      const rule = rules.findLast((each) => (inside || !each.directories) && each.regexp.test(path));
      const ignored = !ignoredToo && rule !== undefined && !rule.negated;
      if (inside) {
        if (!ignored) visit(`${path}/`, rules);
        else
          found.push(
            ...[...index.keys()].filter(
              (tracked) => tracked.startsWith(`${path}/`) && files.exists(joinPath(root, tracked)),
            ),
          );
      } else if ((stat.kind === 'file' || stat.kind === 'symlink') && (!ignored || index.has(path))) found.push(path);
    }
  };
  visit('', []);
  return found.sort();
}

/** What differs between two snapshots: A new, D gone, M changed, R under another name. */
export interface Difference {
  readonly path: string;
  readonly kind: 'A' | 'D' | 'M' | 'R';
  /** The former name of what was renamed. */
  readonly from?: string;
  readonly old?: FileEntry;
  readonly new?: FileEntry;
}

/** The differences of two snapshots in order of path. */
export function differences(before: Snapshot, after: Snapshot): Difference[] {
  const found: Difference[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(path), after.get(path)];
    if (old && !now) found.push({ path, kind: 'D', old });
    else if (now && !old) found.push({ path, kind: 'A', new: now });
    else if (old && now && (old.id !== now.id || old.mode !== now.mode)) found.push({ path, kind: 'M', old, new: now });
  }
  return found;
}

/** The same with each new file that is, byte for byte, one that went away as one rename. */
export function withRenames(all: readonly Difference[]): Difference[] {
  const gone = new Map(all.filter(({ kind }) => kind === 'D').map((each) => [each.path, each]));
  const found = all.map((each): Difference => {
    if (each.kind !== 'A') return each;
    const source = [...gone.values()].find(({ old }) => old?.id === each.new?.id);
    if (!source?.old) return each;
    gone.delete(source.path);
    return { ...each, kind: 'R', from: source.path, old: source.old };
  });
  return found.filter(({ kind, path }) => kind !== 'D' || gone.has(path));
}

/** The working tree's state of what the index tracks. */
export function workingSnapshot(repository: Repository): Map<string, WorkingFile> {
  const found = new Map<string, WorkingFile>();
  for (const path of repository.index.keys()) {
    const file = readWorking(repository, path);
    if (file) found.set(path, file);
  }
  return found;
}

/** Writes a file of the index or of a commit into the working tree. */
export function checkOut(repository: Repository, path: string, { mode, id }: FileEntry): void {
  const { files, root } = repository;
  const body = repository.read(id)?.body ?? new Uint8Array(0);
  const parts = path.split('/').slice(0, -1);
  parts.forEach((_, at) => files.mkdir(joinPath(root, parts.slice(0, at + 1).join('/'))));
  const to = joinPath(root, path);
  if (mode === '120000') {
    files.unlink(to);
    files.symlink(new TextDecoder().decode(body), to);
    return;
  }
  files.writeFile(to, body);
  if (mode === '100755') files.chmod(to, 0o755);
}

/** Removes a file of the working tree, and directories that are empty then. */
export function removeWorking({ files, root }: Repository, path: string): void {
  files.unlink(joinPath(root, path));
  for (let above = dirname(path); above !== '.' && above !== '/'; above = dirname(above))
    if (files.rmdir(joinPath(root, above))) return;
}

/** Brings the index and the working tree from one snapshot to another; what is the same in both stays as it is. */
export function switchTree(repository: Repository, before: Snapshot, after: Snapshot): void {
  const index = repository.index;
  for (const { path, new: now } of differences(before, after)) {
    if (now) {
      checkOut(repository, path, now);
      index.set(path, now);
    } else {
      removeWorking(repository, path);
      index.delete(path);
    }
  }
  repository.index = index;
}
