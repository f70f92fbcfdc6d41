// Inodes: what a name in a directory stands for (inode(7)).
import { sizeOfContent, type Content } from './content.ts';
import type { SortedMap } from './sorted-map.ts';

/** What every inode has. Immutable: a change makes a new one under the same number. */
export interface Attributes {
  /** Permission bits with set-user-ID, set-group-ID and sticky: 0 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Last change of the content, ms since 1970-01-01T00:00Z. */
  readonly mtime: number;
}

/** A regular file. */
export interface FileBody {
  readonly kind: 'file';
  readonly content: Content;
  /** Name of the simulated program that runs when this file is executed. */
  readonly program?: string;
}

/** A symbolic link. */
export interface SymlinkBody {
  readonly kind: 'symlink';
  readonly target: string;
}

/** A device. The character device 0, 0 in an upper tree of an overlay is a whiteout. */
export interface DeviceBody {
  readonly kind: 'character' | 'block';
  readonly major: number;
  readonly minor: number;
}

/** A named pipe or a socket: a meeting point; what flows through it is not here. */
export interface ChannelBody {
  readonly kind: 'fifo' | 'socket';
}

/** A directory. `opaque` marks one of an upper tree that hides the lower directory of the same path. */
export interface DirectoryBody {
  readonly kind: 'directory';
  readonly opaque?: boolean;
}

/** Everything but a directory, as one asks for it to be made. */
export type LeafBody = FileBody | SymlinkBody | DeviceBody | ChannelBody;

/** An inode that is to be made. */
export type NewInode = Attributes & (LeafBody | DirectoryBody);

/** A directory in a tree: names to inode numbers, and the number of the directory above (its own at the root). */
export interface DirectoryInode extends Attributes, DirectoryBody {
  readonly nlink: number;
  readonly parent: number;
  readonly entries: SortedMap<string, number>;
}

/** Anything in a tree that is not a directory. */
export type LeafInode = Attributes & LeafBody & { readonly nlink: number };

/** What a number in a tree stands for. */
export type Inode = DirectoryInode | LeafInode;

/** `file`, `directory`, `symlink`, `character`, `block`, `fifo` or `socket`. */
export type InodeKind = Inode['kind'];

/** Size in bytes as stat(2) tells it: content of a file, length of a link's target, 4096 for a directory. */
export function sizeOfInode(inode: Inode): number {
  switch (inode.kind) {
    case 'file':
      return sizeOfContent(inode.content);
    case 'symlink':
      return encodedLength(inode.target);
    case 'directory':
      return 4096;
    default:
      return 0;
  }
}

/** What the inode adds to the size of its tree: files and links, not directories, as `docker ps -s` counts. */
export const weightOfInode = (inode: Inode): number => (inode.kind === 'directory' ? 0 : sizeOfInode(inode));

/** Whether it is a whiteout: in an overlay's upper tree, the mark that a lower name was removed. */
export const isWhiteout = (inode: Inode): boolean =>
  inode.kind === 'character' && inode.major === 0 && inode.minor === 0;

function encodedLength(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
