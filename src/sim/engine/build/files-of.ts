// A tree as files that can be read.
import { Disk } from '../../computer/filesystem/disk.ts';
import { DiskNode } from '../../computer/filesystem/disk-node.ts';
import { FileSystem } from '../../computer/filesystem/file-system.ts';
import { MountTable } from '../../computer/filesystem/mounts.ts';
import type { Tree } from '../../computer/filesystem/tree.ts';

/** A tree to look at. */
export const filesOf = (tree: Tree, clock: () => number): FileSystem =>
  new FileSystem(new MountTable({ source: 'overlay', type: 'overlay', node: new DiskNode(new Disk(tree)) }, clock));
