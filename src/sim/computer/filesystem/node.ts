// What a mounted file system shows of one of its inodes. Disks, overlays and synthetic directories each have their own kind.
import type { Failure } from './errno.ts';
import type { Inode, NewInode } from './inode.ts';
import type { InodeChange } from './tree.ts';
import type { Disk } from './disk.ts';

/** Who asks, for synthetic files whose content depends on it (/proc/self). */
export interface Reader {
  readonly pid: number;
}

/**
 * One inode of a mounted file system, found by name from its root. Permissions are not checked here. The methods on
 * directories fail with ENOTDIR elsewhere.
 */
export interface Node {
  /** Inode number as stat(2) tells it. */
  readonly id: number;
  /** The inode now; undefined when it was removed by other means (ESTALE). */
  inode(reader: Reader): Inode | undefined;
  /** What stands under a name; undefined if nothing. */
  lookup(name: string, reader: Reader): Node | undefined;
  /** The names in a directory, in order. */
  names(reader: Reader): Iterable<string>;
  /** Makes something under a name that is free, or EEXIST. */
  create(name: string, body: NewInode, time: number): Node | Failure;
  /** Gives `target`, of the same mounted file system, one more name. */
  link(name: string, target: Node, time: number): Failure | undefined;
  /** Removes a name of something that is no directory. */
  unlink(name: string, time: number): Failure | undefined;
  /** Removes an empty directory. */
  rmdir(name: string, time: number): Failure | undefined;
  /** Renames into directory `to` of the same mounted file system. EXDEV when it cannot be done without copying. */
  rename(name: string, to: Node, newName: string, time: number): Failure | undefined;
  /** Changes attributes or content; an overlay copies up first. */
  change(change: InodeChange): Failure | undefined;
  /** Prepares for writing: an overlay copies up now, as when a file is opened for writing. */
  prepareWrite(): Failure | undefined;
  /** Keeps the inode alive without a name until the function returned is called. */
  retain(): () => void;
  /** The disk that holds what is written here; undefined for synthetic files. */
  readonly disk: Disk | undefined;
}
