// An overlay file system: a read-only lower tree, all image layers merged, and one writable upper disk with whiteouts and
// opaque directories. Behaves as Linux's overlayfs without redirect_dir and index (Documentation/filesystems/overlayfs).
import type { Disk } from './disk.ts';
import { fail, type Failure } from './errno.ts';
import { isWhiteout, sizeOfInode, type Inode, type NewInode } from './inode.ts';
import type { Node } from './node.ts';
import { joinPath } from './path.ts';
import { unwrap, type InodeChange, type Tree } from './tree.ts';

/** A file or directory that was copied to the upper layer because something is about to change in it. */
export interface CopyUp {
  /** Path in the overlay. */
  readonly path: string;
  /** Bytes copied: the whole file, 0 for a directory. */
  readonly bytes: number;
}

/** An overlay. Its merged view is reached through `root()`. */
export class Overlay {
  readonly lower: Tree;
  readonly upper: Disk;
  readonly onCopyUp: ((copy: CopyUp) => void) | undefined;

  constructor(lower: Tree, upper: Disk, onCopyUp?: (copy: CopyUp) => void) {
    this.lower = lower;
    this.upper = upper;
    this.onCopyUp = onCopyUp;
  }

  /** The merged root directory. */
  root(): Node {
    return new OverlayNode(this, undefined, '', this.upper.tree.root, this.lower.root);
  }
}

const whiteout = (mtime: number): NewInode => ({
  kind: 'character',
  major: 0,
  minor: 0,
  mode: 0,
  uid: 0,
  gid: 0,
  mtime,
});

/**
 * An inode of an overlay, found by its path. `upper` and `lower` are its numbers in the two trees; a directory has both
 * when it is merged. A file that was opened before its copy-up keeps showing the lower one, as in overlayfs.
 */
class OverlayNode implements Node {
  readonly #overlay: Overlay;
  readonly #parent: OverlayNode | undefined;
  readonly #name: string;
  #upper: number | undefined;
  readonly #lower: number | undefined;

  constructor(
    overlay: Overlay,
    parent: OverlayNode | undefined,
    name: string,
    upper: number | undefined,
    lower: number | undefined,
  ) {
    this.#overlay = overlay;
    this.#parent = parent;
    this.#name = name;
    this.#upper = upper;
    this.#lower = lower;
  }

  get disk(): Disk {
    return this.#overlay.upper;
  }

  get id(): number {
    return this.#upper === undefined ? (this.#lower ?? 0) * 2 : this.#upper * 2 + 1;
  }

  get #path(): string {
    return this.#parent ? joinPath(this.#parent.#path, this.#name) : '/';
  }

  get #upperTree(): Tree {
    return this.#overlay.upper.tree;
  }

  inode(): Inode | undefined {
    if (this.#upper !== undefined) return this.#upperTree.inode(this.#upper);
    return this.#lower === undefined ? undefined : this.#overlay.lower.inode(this.#lower);
  }

  lookup(name: string): OverlayNode | undefined {
    const upper = this.#upper === undefined ? undefined : this.#upperTree.child(this.#upper, name);
    const lower = this.#lowerChild(name);
    if (upper === undefined)
      return lower === undefined ? undefined : new OverlayNode(this.#overlay, this, name, undefined, lower);
    const inode = this.#upperTree.inode(upper);
    if (!inode || isWhiteout(inode)) return undefined;
    const merges = inode.kind === 'directory' && !inode.opaque && lower !== undefined;
    const below = merges && this.#overlay.lower.directory(lower) ? lower : undefined;
    return new OverlayNode(this.#overlay, this, name, upper, below);
  }

  *names(): Iterable<string> {
    const upper = this.#upper === undefined ? [] : [...this.#upperTree.entries(this.#upper)];
    let next = 0;
    const lower = this.#lower === undefined ? [] : this.#overlay.lower.entries(this.#lower);
    for (const [name] of lower) {
      for (let entry = upper[next]; entry && entry[0] <= name; entry = upper[next]) {
        next++;
        if (entry[0] !== name) yield* this.#shown(entry);
      }
      const same = upper[next - 1];
      if (same?.[0] === name) yield* this.#shown(same);
      else yield name;
    }
    for (; next < upper.length; next++) {
      const entry = upper[next];
      if (entry) yield* this.#shown(entry);
    }
  }

  create(name: string, body: NewInode, time: number): Node | Failure {
    if (this.inode()?.kind !== 'directory') return fail('ENOTDIR');
    if (this.lookup(name)) return fail('EEXIST');
    const directory = this.#copyUp();
    if (typeof directory !== 'number') return directory;
    const lower = this.#lowerChild(name) !== undefined;
    const tree = this.#withoutWhiteout(this.#upperTree, directory, name, time);
    const made = tree.insert(
      directory,
      name,
      body.kind === 'directory' && lower ? { ...body, opaque: true } : body,
      time,
    );
    if ('errno' in made) return made;
    return this.disk.commit(made.tree) ?? new OverlayNode(this.#overlay, this, name, made.ino, undefined);
  }

  link(name: string, target: Node, time: number): Failure | undefined {
    if (!(target instanceof OverlayNode) || target.#overlay !== this.#overlay) return fail('EXDEV');
    if (this.lookup(name)) return fail('EEXIST');
    if (target.inode()?.kind === 'directory') return fail('EPERM');
    const ino = target.#copyUp();
    if (typeof ino !== 'number') return ino;
    const directory = this.#copyUp();
    if (typeof directory !== 'number') return directory;
    const tree = this.#withoutWhiteout(this.#upperTree, directory, name, time).link(directory, name, ino, time);
    return 'errno' in tree ? tree : this.disk.commit(tree);
  }

  unlink(name: string, time: number): Failure | undefined {
    const node = this.lookup(name);
    if (!node) return fail('ENOENT');
    if (node.inode()?.kind === 'directory') return fail('EISDIR');
    return this.#remove(name, node, time);
  }

  rmdir(name: string, time: number): Failure | undefined {
    const node = this.lookup(name);
    if (!node) return fail('ENOENT');
    if (node.inode()?.kind !== 'directory') return fail('ENOTDIR');
    if (!isEmpty(node)) return fail('ENOTEMPTY');
    return this.#remove(name, node, time);
  }

  rename(name: string, to: Node, newName: string, time: number): Failure | undefined {
    if (!(to instanceof OverlayNode) || to.#overlay !== this.#overlay) return fail('EXDEV');
    const source = this.lookup(name);
    if (!source) return fail('ENOENT');
    const isDirectory = source.inode()?.kind === 'directory';
    const replaced = to.lookup(newName);
    if (replaced?.id === source.id) return undefined;
    if (isDirectory && source.#lower !== undefined) return fail('EXDEV');
    const refusal = replaced ? refuseReplacing(replaced, isDirectory) : undefined;
    if (refusal) return refusal;
    const ino = source.#copyUp();
    if (typeof ino !== 'number') return ino;
    const from = this.#copyUp();
    if (typeof from !== 'number') return from;
    const target = to.#copyUp();
    if (typeof target !== 'number') return target;
    const cleared = to.#without(this.#upperTree, target, newName, time);
    const moved = cleared.rename(from, name, target, newName, time);
    if ('errno' in moved) return moved;
    let tree = this.#lowerChild(name) === undefined ? moved : addWhiteout(moved, from, name, time);
    if (isDirectory && to.#lowerChild(newName) !== undefined) tree = unwrap(tree.change(ino, { opaque: true }));
    return this.disk.commit(tree);
  }

  change(change: InodeChange): Failure | undefined {
    const ino = this.#copyUp();
    if (typeof ino !== 'number') return ino;
    const tree = this.#upperTree.change(ino, change);
    return 'errno' in tree ? tree : this.disk.commit(tree);
  }

  prepareWrite(): Failure | undefined {
    const ino = this.#copyUp();
    return typeof ino === 'number' ? undefined : ino;
  }

  retain(): () => void {
    const ino = this.#upper;
    if (ino === undefined) return () => undefined;
    this.disk.retain(ino);
    return () => {
      this.disk.release(ino);
    };
  }

  /** The number in the upper tree; copies the lower inode there first, and the directories above it. */
  #copyUp(): number | Failure {
    if (this.#upper !== undefined) return this.#upper;
    const inode = this.inode();
    if (!inode || !this.#parent) return fail('ESTALE');
    const directory = this.#parent.#copyUp();
    if (typeof directory !== 'number') return directory;
    const present = this.#upperTree.child(directory, this.#name);
    if (present !== undefined) {
      // Another handle copied it up, or replaced it, since this node was found.
      this.#upper = present;
      return present;
    }
    const mtime = this.#upperTree.inode(directory)?.mtime ?? 0;
    const made = this.#upperTree.insert(directory, this.#name, inode, mtime);
    if ('errno' in made) return made;
    const full = this.disk.commit(made.tree);
    if (full) return full;
    this.#upper = made.ino;
    this.#overlay.onCopyUp?.({ path: this.#path, bytes: inode.kind === 'file' ? sizeOfInode(inode) : 0 });
    return made.ino;
  }

  #lowerChild(name: string): number | undefined {
    return this.#lower === undefined ? undefined : this.#overlay.lower.child(this.#lower, name);
  }

  *#shown([name, ino]: [string, number]): Iterable<string> {
    const inode = this.#upperTree.inode(ino);
    if (inode && !isWhiteout(inode)) yield name;
  }

  #remove(name: string, node: OverlayNode, time: number): Failure | undefined {
    const directory = this.#copyUp();
    if (typeof directory !== 'number') return directory;
    const tree = node.#upper === undefined ? this.#upperTree : this.#without(this.#upperTree, directory, name, time);
    return this.disk.commit(this.#lowerChild(name) === undefined ? tree : addWhiteout(tree, directory, name, time));
  }

  /** The upper tree without a name: a file (kept while it is open), a whiteout, or a directory of nothing but whiteouts. */
  #without(tree: Tree, directory: number, name: string, time: number): Tree {
    const ino = tree.child(directory, name);
    if (ino === undefined) return tree;
    if (tree.directory(ino)) return tree.removeAll(directory, name, time);
    return unwrap(tree.unlink(directory, name, time, this.disk.isOpen(ino)));
  }

  #withoutWhiteout(tree: Tree, directory: number, name: string, time: number): Tree {
    return tree.child(directory, name) === undefined ? tree : unwrap(tree.unlink(directory, name, time));
  }
}

function addWhiteout(tree: Tree, directory: number, name: string, time: number): Tree {
  const made = tree.insert(directory, name, whiteout(time), time);
  if ('errno' in made) throw new Error(`unexpected ${made.errno}`);
  return made.tree;
}

function isEmpty(node: OverlayNode): boolean {
  const [first] = node.names();
  return first === undefined;
}

function refuseReplacing(replaced: OverlayNode, byDirectory: boolean): Failure | undefined {
  if (replaced.inode()?.kind === 'directory') {
    if (!byDirectory) return fail('EISDIR');
    return isEmpty(replaced) ? undefined : fail('ENOTEMPTY');
  }
  return byDirectory ? fail('ENOTDIR') : undefined;
}
