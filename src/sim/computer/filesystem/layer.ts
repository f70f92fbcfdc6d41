// What an upper layer changes: the rows of `docker diff`, the entries of a layer's tar, and their application to a tree
// (OCI image specification, layer.md: changeset, whiteouts, opaque whiteout).
import { type Content } from './content.ts';
import {
  isWhiteout,
  sizeOfInode,
  type Attributes,
  type DirectoryBody,
  type Inode,
  type LeafBody,
  type NewInode,
} from './inode.ts';
import { components, joinPath } from './path.ts';
import { unwrap, type Tree } from './tree.ts';

/** A row of `docker diff`: A added, C changed, D deleted. */
export interface DiffRow {
  readonly kind: 'A' | 'C' | 'D';
  readonly path: string;
}

/** One entry of a layer, as it stands in its tar. Paths are absolute, without a slash at the end. */
export type LayerChange =
  | ({
      readonly path: string;
      readonly type: 'file';
      readonly content: Content;
      readonly program?: string;
    } & Attributes)
  /** `opaque`: nothing of the lower directory shows through. */
  | ({ readonly path: string; readonly type: 'directory'; readonly opaque?: boolean } & Attributes)
  | ({ readonly path: string; readonly type: 'symlink'; readonly linkTarget: string } & Attributes)
  /** One more name for the file at the path `linkTarget`, which comes before it in the layer or from below. */
  | ({ readonly path: string; readonly type: 'hardlink'; readonly linkTarget: string } & Attributes)
  | ({
      readonly path: string;
      readonly type: 'character' | 'block';
      readonly major: number;
      readonly minor: number;
    } & Attributes)
  | ({ readonly path: string; readonly type: 'fifo' } & Attributes)
  /** The path, with all below it, is gone. */
  | { readonly path: string; readonly type: 'whiteout' };

/** Whether two inodes differ as moby's archive package sees it: not by the time of directories. */
function differs(a: Inode, b: Inode): boolean {
  if (a.kind !== b.kind || a.mode !== b.mode || a.uid !== b.uid || a.gid !== b.gid) return true;
  return a.kind !== 'directory' && (a.mtime !== b.mtime || sizeOfInode(a) !== sizeOfInode(b));
}

/** The rows of `docker diff` for an upper tree over a lower one: a directory before what is in it, names in order. */
export function diff(lower: Tree, upper: Tree): DiffRow[] {
  const rows: DiffRow[] = [];
  const visit = (upperIno: number, lowerIno: number | undefined, path: string): void => {
    const inode = upper.inode(upperIno);
    if (!inode) return;
    const before = lowerIno === undefined ? undefined : lower.inode(lowerIno);
    if (isWhiteout(inode)) {
      if (before) rows.push({ kind: 'D', path });
      return;
    }
    const at = rows.length;
    if (!before) rows.push({ kind: 'A', path });
    else if (path !== '/' && differs(before, inode)) rows.push({ kind: 'C', path });
    if (inode.kind !== 'directory') return;
    const recorded = rows.length > at;
    const below = before?.kind === 'directory' ? lowerIno : undefined;
    for (const [name, child] of upper.entries(upperIno))
      visit(child, below === undefined ? undefined : lower.child(below, name), joinPath(path, name));
    if (inode.opaque && below !== undefined)
      for (const [name] of lower.entries(below))
        if (upper.child(upperIno, name) === undefined) rows.push({ kind: 'D', path: joinPath(path, name) });
    if (!recorded && rows.length > at && path !== '/') rows.splice(at, 0, { kind: 'C', path });
  };
  visit(upper.root, lower.root, '/');
  return rows;
}

/** The entries of the layer that an upper tree makes: everything in it but its root and sockets, names in order. */
export function layerChanges(upper: Tree): LayerChange[] {
  const changes: LayerChange[] = [];
  const first = new Map<number, string>();
  const visit = (directory: number, at: string): void => {
    for (const [name, ino] of upper.entries(directory)) {
      const inode = upper.inode(ino);
      if (!inode) continue;
      const path = joinPath(at, name);
      const linkTarget = first.get(ino);
      if (linkTarget === undefined) {
        const change = changeOf(path, inode);
        if (change) changes.push(change);
        if (inode.kind !== 'directory' && inode.nlink > 1) first.set(ino, path);
      } else {
        changes.push({ path, type: 'hardlink', linkTarget, ...attributesOf(inode) });
      }
      if (inode.kind === 'directory') visit(ino, path);
    }
  };
  visit(upper.root, '/');
  return changes;
}

const attributesOf = ({ mode, uid, gid, mtime }: Attributes): Attributes => ({ mode, uid, gid, mtime });

function changeOf(path: string, inode: Inode): LayerChange | undefined {
  const attributes = attributesOf(inode);
  if (isWhiteout(inode)) return { path, type: 'whiteout' };
  switch (inode.kind) {
    case 'file': {
      const { content, program } = inode;
      return { path, type: 'file', ...attributes, content, ...(program === undefined ? {} : { program }) };
    }
    case 'directory':
      return { path, type: 'directory', ...attributes, ...(inode.opaque ? { opaque: true } : {}) };
    case 'symlink':
      return { path, type: 'symlink', ...attributes, linkTarget: inode.target };
    case 'character':
    case 'block':
      return { path, type: inode.kind, ...attributes, major: inode.major, minor: inode.minor };
    case 'fifo':
      return { path, type: 'fifo', ...attributes };
    case 'socket':
      return undefined;
  }
}

/**
 * The tree with a layer on top of it. Directories that the layer does not name but needs are made with mode 0755. What
 * the layer names twice ends as the later entry says; a hard link to nothing is left out.
 */
export function apply(tree: Tree, changes: Iterable<LayerChange>): Tree {
  let result = tree;
  for (const change of changes) result = applyOne(result, change);
  return result;
}

function applyOne(tree: Tree, change: LayerChange): Tree {
  const names = components(change.path);
  const name = names.pop();
  if (name === undefined) {
    if (change.type !== 'directory') return tree;
    return unwrap(tree.change(tree.root, attributesOf(change)));
  }
  let result = tree;
  let directory = tree.root;
  for (const part of names) {
    const child = result.child(directory, part);
    if (child !== undefined && result.directory(child)) {
      directory = child;
      continue;
    }
    if (change.type === 'whiteout') return tree;
    [result, directory] = put(result, directory, part, { kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: 0 });
  }
  if (change.type === 'whiteout') return result.removeAll(directory, name, mtimeOf(result, directory));
  if (change.type === 'directory') {
    const present = result.child(directory, name);
    if (present !== undefined && result.directory(present)) {
      if (change.opaque)
        for (const [child] of result.entries(present)) result = result.removeAll(present, child, change.mtime);
      return unwrap(result.change(present, attributesOf(change)));
    }
  }
  if (change.type === 'hardlink') {
    const target = find(result, change.linkTarget);
    if (target === undefined || target === result.child(directory, name)) return result;
    const mtime = mtimeOf(result, directory);
    const linked = result.removeAll(directory, name, mtime).link(directory, name, target, mtime);
    return 'errno' in linked ? result : linked;
  }
  return put(result, directory, name, Object.assign(bodyOf(change), attributesOf(change)))[0];
}

const mtimeOf = (tree: Tree, ino: number): number => tree.inode(ino)?.mtime ?? 0;

/** Puts something new in the place of whatever was there; the directory's own time stays. */
function put(tree: Tree, directory: number, name: string, body: NewInode): [Tree, number] {
  const mtime = mtimeOf(tree, directory);
  const made = tree.removeAll(directory, name, mtime).insert(directory, name, body, mtime);
  if ('errno' in made) throw new Error(`unexpected ${made.errno}`);
  return [made.tree, made.ino];
}

function find(tree: Tree, path: string): number | undefined {
  let at: number | undefined = tree.root;
  for (const name of components(path)) at = at === undefined ? undefined : tree.child(at, name);
  return at;
}

function bodyOf(change: Exclude<LayerChange, { type: 'whiteout' | 'hardlink' }>): LeafBody | DirectoryBody {
  switch (change.type) {
    case 'file': {
      const { content, program } = change;
      return { kind: 'file', content, ...(program === undefined ? {} : { program }) };
    }
    case 'directory':
      return { kind: 'directory' };
    case 'symlink':
      return { kind: 'symlink', target: change.linkTarget };
    case 'character':
    case 'block':
      return { kind: change.type, major: change.major, minor: change.minor };
    case 'fifo':
      return { kind: 'fifo' };
  }
}
