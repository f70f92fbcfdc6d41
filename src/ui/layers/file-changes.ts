// Which files a layer adds, changes and removes: image layers by comparing trees, a writable layer by its whiteouts
// (OCI image specification, layer.md: changeset).
import { isWhiteout, sizeOfInode, type Inode, type LeafInode } from '../../sim/computer/filesystem/inode.ts';
import { failed } from '../../sim/computer/filesystem/errno.ts';
import { lookup } from '../../sim/computer/filesystem/lookup.ts';
import { diff } from '../../sim/computer/filesystem/layer.ts';
import { joinPath } from '../../sim/computer/filesystem/path.ts';
import type { Tree } from '../../sim/computer/filesystem/tree.ts';

/** What a layer does to one path. */
export interface FileChange {
  /** Absolute; of a directory that is empty in the layer with a slash at the end. */
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'deleted';
  /** Bytes that the layer keeps for it: 0 for what is deleted, for links, and for one more name of a file. */
  readonly size: number;
  /** The file itself; undefined for directories and what is deleted. */
  readonly inode: LeafInode | undefined;
}

const known = new WeakMap<Tree, { readonly below: Tree | undefined; readonly changes: readonly FileChange[] }>();

/** What leads from the tree `below` (undefined: nothing) to `tree`, in order of the paths. Asked again it is the same list. */
export function changesOfLayer(below: Tree | undefined, tree: Tree): readonly FileChange[] {
  const before = known.get(tree);
  if (before && before.below === below) return before.changes;
  const changes = sorted(compare(below, tree));
  known.set(tree, { below, changes });
  return changes;
}

/** What a container's writable tree does to the tree of its image. */
export function changesOfWritable(lower: Tree, upper: Tree): readonly FileChange[] {
  const sizes = new Sizes();
  const changes: FileChange[] = [];
  for (const { kind, path } of diff(lower, upper)) {
    const ino = find(upper, path);
    const inode = ino === undefined ? undefined : upper.inode(ino);
    if (kind === 'D') changes.push(...deleted(lower, find(lower, path), path));
    else if (inode && ino !== undefined && inode.kind !== 'directory')
      changes.push({ path, kind: kind === 'A' ? 'added' : 'changed', size: sizes.of(ino, inode), inode });
    else if (kind === 'A' && ino !== undefined && upper.entryCount(ino) === 0) changes.push(emptyDirectory(path));
  }
  return sorted(changes);
}

const sorted = (changes: FileChange[]): FileChange[] =>
  changes.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

/** Counts each file once, however many names it has. */
class Sizes {
  readonly #counted = new Set<number>();

  of(ino: number, inode: Inode): number {
    if (inode.kind !== 'file' || this.#counted.has(ino)) return 0;
    this.#counted.add(ino);
    return sizeOfInode(inode);
  }
}

function compare(below: Tree | undefined, tree: Tree): FileChange[] {
  const changes: FileChange[] = [];
  const sizes = new Sizes();
  const visit = (directory: number, before: number | undefined, path: string): void => {
    for (const [name, ino] of tree.entries(directory)) {
      const inode = tree.inode(ino);
      if (!inode) continue;
      const at = joinPath(path, name);
      const old = before === undefined ? undefined : below?.child(before, name);
      const was = old === undefined ? undefined : below?.inode(old);
      if (inode.kind === 'directory') {
        if (was && was.kind !== 'directory') changes.push({ path: at, kind: 'deleted', size: 0, inode: undefined });
        if (was?.kind !== 'directory' && tree.entryCount(ino) === 0) changes.push(emptyDirectory(at));
        visit(ino, was?.kind === 'directory' ? old : undefined, at);
      } else if (!was || was.kind === 'directory') {
        if (below) changes.push(...deleted(below, old, at));
        changes.push({ path: at, kind: 'added', size: sizes.of(ino, inode), inode });
      } else if (old !== ino || differs(was, inode))
        changes.push({ path: at, kind: 'changed', size: sizes.of(ino, inode), inode });
    }
    if (below && before !== undefined)
      for (const [name, ino] of below.entries(before))
        if (tree.child(directory, name) === undefined) changes.push(...deleted(below, ino, joinPath(path, name)));
  };
  visit(tree.root, below?.root, '/');
  return changes;
}

/** Whether an inode was written anew; one more or less name is no change of the file. */
function differs(before: LeafInode, now: LeafInode): boolean {
  if (before === now) return false;
  const { nlink: namesBefore, ...factsBefore } = before;
  const { nlink: namesNow, ...factsNow } = now;
  const keys = new Set([...Object.keys(factsBefore), ...Object.keys(factsNow)]) as Set<keyof typeof factsNow>;
  return namesBefore === namesNow || [...keys].some((key) => factsBefore[key] !== factsNow[key]);
}

/** All that goes with what stood at a path. */
function deleted(tree: Tree, ino: number | undefined, path: string): FileChange[] {
  const inode = ino === undefined ? undefined : tree.inode(ino);
  if (ino === undefined || !inode || isWhiteout(inode)) return [];
  const gone = (at: string): FileChange => ({ path: at, kind: 'deleted', size: 0, inode: undefined });
  if (inode.kind !== 'directory') return [gone(path)];
  const below = [...tree.entries(ino)].flatMap(([name, child]) => deleted(tree, child, joinPath(path, name)));
  return below.length > 0 ? below : [gone(`${path}/`)];
}

const emptyDirectory = (path: string): FileChange => ({ path: `${path}/`, kind: 'added', size: 0, inode: undefined });

const find = (tree: Tree, path: string): number | undefined => {
  const found = lookup(tree, path, false);
  return failed(found) ? undefined : found.ino;
};
