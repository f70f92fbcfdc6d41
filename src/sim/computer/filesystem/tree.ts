// An immutable file tree: inodes by number, so that a hard link is two names with one number and a change copies only a
// path through the table of inodes. Every operation returns a new tree that shares the rest; a snapshot is the tree itself.
import { fail, type Failure } from './errno.ts';
import {
  weightOfInode,
  type Attributes,
  type DirectoryInode,
  type Inode,
  type LeafInode,
  type NewInode,
} from './inode.ts';
import { entriesOf, getKey, removeKey, setKey, sizeOf, type SortedMap } from './sorted-map.ts';

const rootIno = 1;

/** A tree with the number of an inode that the operation made. */
export interface Made {
  readonly tree: Tree;
  readonly ino: number;
}

/** What of an inode may be changed in place; the kind stays. */
export type InodeChange = Partial<Attributes> & { content?: Uint8Array | { readonly size: number }; opaque?: boolean };

/** An immutable file tree. Inode numbers stay the same from one version to the next and are never used again. */
export class Tree {
  readonly #inodes: SortedMap<number, Inode>;
  readonly #next: number;
  /** Sum of the sizes of files and links in bytes, each inode once, as `docker ps -s` counts. */
  readonly bytes: number;

  private constructor(inodes: SortedMap<number, Inode>, next: number, bytes: number) {
    this.#inodes = inodes;
    this.#next = next;
    this.bytes = bytes;
  }

  /** A tree of one empty directory. */
  static create(root: Partial<Attributes> = {}): Tree {
    const attributes = { mode: 0o755, uid: 0, gid: 0, mtime: 0, ...root };
    const inode: Inode = { ...attributes, kind: 'directory', nlink: 2, parent: rootIno, entries: null };
    return new Tree(setKey<number, Inode>(null, rootIno, inode), rootIno + 1, 0);
  }

  /** Number of the root directory's inode. */
  get root(): number {
    return rootIno;
  }

  /** How many inodes there are. */
  get count(): number {
    return sizeOf(this.#inodes);
  }

  /** The inode of a number; undefined if it is gone. */
  inode(ino: number): Inode | undefined {
    return getKey(this.#inodes, ino);
  }

  /** The inode if it is a directory. */
  directory(ino: number): DirectoryInode | undefined {
    const inode = this.inode(ino);
    return inode?.kind === 'directory' ? inode : undefined;
  }

  /** Number behind a name in a directory; undefined if there is none. */
  child(directory: number, name: string): number | undefined {
    return getKey(this.directory(directory)?.entries ?? null, name);
  }

  /** Names and numbers in a directory, in order of the names; nothing for what is no directory. */
  entries(directory: number): Iterable<[string, number]> {
    return entriesOf(this.directory(directory)?.entries ?? null);
  }

  /** How many names a directory holds. */
  entryCount(directory: number): number {
    return sizeOf(this.directory(directory)?.entries ?? null);
  }

  /** Makes something new under a name. ENOENT, ENOTDIR for a bad directory, EEXIST if the name is taken. */
  insert(directory: number, name: string, body: NewInode, mtime: number): Made | Failure {
    const parent = this.#parent(directory);
    if ('errno' in parent) return parent;
    if (getKey(parent.entries, name) !== undefined) return fail('EEXIST');
    const ino = this.#next;
    const inode: Inode =
      body.kind === 'directory' ? { ...body, nlink: 2, parent: directory, entries: null } : { ...body, nlink: 1 };
    const inodes = setKey(setKey(this.#inodes, ino, inode), directory, {
      ...parent,
      mtime,
      nlink: parent.nlink + (inode.kind === 'directory' ? 1 : 0),
      entries: setKey(parent.entries, name, ino),
    });
    return { tree: new Tree(inodes, ino + 1, this.bytes + weightOfInode(inode)), ino };
  }

  /** Gives an inode one more name. EPERM for a directory, EEXIST if the name is taken. */
  link(directory: number, name: string, ino: number, mtime: number): Tree | Failure {
    const parent = this.#parent(directory);
    if ('errno' in parent) return parent;
    const inode = this.inode(ino);
    if (!inode) return fail('ENOENT');
    if (inode.kind === 'directory') return fail('EPERM');
    if (getKey(parent.entries, name) !== undefined) return fail('EEXIST');
    return this.#with(directory, { ...parent, mtime, entries: setKey(parent.entries, name, ino) }).#with(ino, {
      ...inode,
      nlink: inode.nlink + 1,
    });
  }

  /**
   * Takes a name away from something that is no directory. With the last name the inode goes too, unless `keep`: then it
   * stays, nameless, until `drop` (an open file). ENOENT, EISDIR.
   */
  unlink(directory: number, name: string, mtime: number, keep = false): Tree | Failure {
    const parent = this.#parent(directory);
    if ('errno' in parent) return parent;
    const ino = getKey(parent.entries, name);
    const inode = ino === undefined ? undefined : this.inode(ino);
    if (ino === undefined || !inode) return fail('ENOENT');
    if (inode.kind === 'directory') return fail('EISDIR');
    const tree = this.#with(directory, { ...parent, mtime, entries: removeKey(parent.entries, name) });
    return tree.#withoutName(ino, inode, keep);
  }

  /** Removes an empty directory. ENOENT, ENOTDIR, ENOTEMPTY. */
  removeDirectory(directory: number, name: string, mtime: number): Tree | Failure {
    const parent = this.#parent(directory);
    if ('errno' in parent) return parent;
    const ino = getKey(parent.entries, name);
    const inode = ino === undefined ? undefined : this.inode(ino);
    if (ino === undefined || !inode) return fail('ENOENT');
    if (inode.kind !== 'directory') return fail('ENOTDIR');
    if (inode.entries) return fail('ENOTEMPTY');
    const entries = removeKey(parent.entries, name);
    return this.#with(directory, { ...parent, mtime, nlink: parent.nlink - 1, entries }).#without(ino, inode);
  }

  /** Removes a name with all that is below it; nothing happens if there is none. */
  removeAll(directory: number, name: string, mtime: number): Tree {
    const ino = this.child(directory, name);
    const inode = ino === undefined ? undefined : this.inode(ino);
    if (ino === undefined || !inode) return this;
    if (inode.kind !== 'directory') return unwrap(this.unlink(directory, name, mtime));
    let emptied: Tree = this;
    for (const [child] of this.entries(ino)) emptied = emptied.removeAll(ino, child, mtime);
    return unwrap(emptied.removeDirectory(directory, name, mtime));
  }

  /**
   * Renames as rename(2): what stood under the new name is replaced if it fits (a directory only by a directory, and only
   * an empty one). ENOENT, EISDIR, ENOTDIR, ENOTEMPTY, EINVAL for a directory into itself.
   */
  rename(from: number, name: string, to: number, newName: string, mtime: number, keep = false): Tree | Failure {
    const source = this.#parent(from);
    if ('errno' in source) return source;
    const target = this.#parent(to);
    if ('errno' in target) return target;
    const ino = getKey(source.entries, name);
    const inode = ino === undefined ? undefined : this.inode(ino);
    if (ino === undefined || !inode) return fail('ENOENT');
    if (inode.kind === 'directory' && this.#isBelow(to, ino)) return fail('EINVAL');
    const replaced = getKey(target.entries, newName);
    if (replaced === ino) return this;
    let tree: Tree = this;
    if (replaced !== undefined) {
      const old = this.inode(replaced);
      if (old?.kind === 'directory' && inode.kind !== 'directory') return fail('EISDIR');
      if (old?.kind !== 'directory' && inode.kind === 'directory') return fail('ENOTDIR');
      const cleared =
        old?.kind === 'directory' ? this.removeDirectory(to, newName, mtime) : this.unlink(to, newName, mtime, keep);
      if ('errno' in cleared) return cleared;
      tree = cleared;
    }
    tree = tree.#detach(from, name, mtime, inode.kind === 'directory');
    return tree.#attach(to, newName, ino, mtime, inode.kind === 'directory');
  }

  /** Changes attributes or content of an inode. ENOENT if it is gone. */
  change(ino: number, change: InodeChange): Tree | Failure {
    const inode = this.inode(ino);
    if (!inode) return fail('ENOENT');
    return this.#with(ino, { ...inode, ...change });
  }

  /** Replaces what an inode is, keeping its names. ENOENT if it is gone, EISDIR for a directory. */
  replace(ino: number, body: Attributes & Exclude<NewInode, { kind: 'directory' }>): Tree | Failure {
    const inode = this.inode(ino);
    if (!inode) return fail('ENOENT');
    if (inode.kind === 'directory') return fail('EISDIR');
    return this.#with(ino, { ...body, nlink: inode.nlink });
  }

  /** Forgets an inode that was kept without a name. */
  drop(ino: number): Tree {
    const inode = this.inode(ino);
    return inode && inode.kind !== 'directory' && inode.nlink === 0 ? this.#without(ino, inode) : this;
  }

  #parent(directory: number): DirectoryInode | Failure {
    const inode = this.inode(directory);
    if (!inode) return fail('ENOENT');
    return inode.kind === 'directory' ? inode : fail('ENOTDIR');
  }

  #isBelow(directory: number, ancestor: number): boolean {
    for (let at = directory; ;) {
      if (at === ancestor) return true;
      const above = this.directory(at)?.parent;
      if (above === undefined || above === at) return false;
      at = above;
    }
  }

  #with(ino: number, inode: Inode): Tree {
    const before = this.inode(ino);
    const bytes = this.bytes + weightOfInode(inode) - (before ? weightOfInode(before) : 0);
    return new Tree(setKey(this.#inodes, ino, inode), this.#next, bytes);
  }

  #without(ino: number, inode: Inode): Tree {
    return new Tree(removeKey(this.#inodes, ino), this.#next, this.bytes - weightOfInode(inode));
  }

  #withoutName(ino: number, inode: LeafInode, keep: boolean): Tree {
    const nlink = inode.nlink - 1;
    return nlink === 0 && !keep ? this.#without(ino, inode) : this.#with(ino, { ...inode, nlink });
  }

  #detach(directory: number, name: string, mtime: number, isDirectory: boolean): Tree {
    const parent = this.directory(directory);
    if (!parent) throw new Error(`inode ${directory} is no directory`);
    const entries = removeKey(parent.entries, name);
    return this.#with(directory, { ...parent, mtime, nlink: parent.nlink - (isDirectory ? 1 : 0), entries });
  }

  #attach(directory: number, name: string, ino: number, mtime: number, isDirectory: boolean): Tree {
    const parent = this.directory(directory);
    const inode = this.inode(ino);
    if (!parent || !inode) throw new Error(`inode ${directory} or ${ino} is gone`);
    const nlink = parent.nlink + (isDirectory ? 1 : 0);
    const tree = this.#with(directory, { ...parent, mtime, nlink, entries: setKey(parent.entries, name, ino) });
    return inode.kind === 'directory' ? tree.#with(ino, { ...inode, parent: directory }) : tree;
  }
}

/** The tree of an operation that cannot fail unless the caller made a mistake. */
export function unwrap(result: Tree | Failure): Tree {
  if (result instanceof Tree) return result;
  throw new Error(`unexpected ${result.errno}`);
}
