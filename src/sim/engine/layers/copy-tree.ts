// A directory of one tree as a tree of its own: what an empty volume gets from the image.
import { Tree } from '../../computer/filesystem/tree.ts';

const copies = new WeakMap<Tree, Map<number, Tree>>();

/** The directory with the number `ino` as a tree; asked again it is the same one. Hard links become files of their own. */
export function copyOf(tree: Tree, ino: number): Tree {
  let known = copies.get(tree);
  if (!known) copies.set(tree, (known = new Map<number, Tree>()));
  let copy = known.get(ino);
  if (!copy) {
    const { mode = 0o755, uid = 0, gid = 0, mtime = 0 } = tree.inode(ino) ?? {};
    copy = Tree.create({ mode, uid, gid, mtime });
    copy = graft(copy, copy.root, tree, ino);
    known.set(ino, copy);
  }
  return copy;
}

function graft(target: Tree, directory: number, source: Tree, from: number): Tree {
  let result = target;
  const own = source.inode(from)?.mtime ?? 0;
  for (const [name, ino] of source.entries(from)) {
    const inode = source.inode(ino);
    if (!inode) continue;
    const made = result.insert(directory, name, inode, own);
    if ('errno' in made) throw new Error(`unexpected ${made.errno}`);
    result = inode.kind === 'directory' ? graft(made.tree, made.ino, source, ino) : made.tree;
  }
  return result;
}
