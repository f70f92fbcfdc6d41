// The learner's disk as it was at the playhead.
import { Disk } from '../../sim/computer/filesystem/disk.ts';
import { DiskNode } from '../../sim/computer/filesystem/disk-node.ts';
import { FileSystem } from '../../sim/computer/filesystem/file-system.ts';
import { MountTable } from '../../sim/computer/filesystem/mounts.ts';
import type { Tree } from '../../sim/computer/filesystem/tree.ts';
import type { View } from '../../sim/kernel/view.ts';

const made = new WeakMap<Tree, FileSystem>();

/** Files of the moment that the view shows; `now` where nothing had been written by then. */
export function pastFiles(view: View, now: FileSystem): FileSystem {
  const tree = view.get('disk', 'drydock')?.tree;
  return tree ? filesOf(tree) : now;
}

/** The files of a disk. */
export function filesOf(tree: Tree): FileSystem {
  const known = made.get(tree);
  if (known) return known;
  const files = new FileSystem(
    new MountTable({ source: 'past', type: 'ext4', node: new DiskNode(new Disk(tree)) }, () => 0),
  );
  made.set(tree, files);
  return files;
}
