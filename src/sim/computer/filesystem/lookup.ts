// Finding a path in one tree, symbolic links followed (path_resolution(7)).
import { fail, type Failure } from './errno.ts';
import type { Inode } from './inode.ts';
import { components, joinPath } from './path.ts';
import type { Tree } from './tree.ts';

/** Links that one lookup follows before it gives up with ELOOP, as Linux. */
export const linkLimit = 40;

/** What a path leads to. */
export interface Found {
  readonly ino: number;
  readonly inode: Inode;
  /** The path without links, `.` and `..`. */
  readonly path: string;
}

/**
 * Looks up an absolute path in a tree. The last component is followed if it is a link, unless `follow` is false and the path has no
 * slash at its end. ENOENT, ENOTDIR, ELOOP.
 */
export function lookup(tree: Tree, path: string, follow = true): Found | Failure {
  const pending = components(path).reverse();
  const slash = path.endsWith('/');
  const trail: { ino: number; path: string }[] = [];
  let at = { ino: tree.root, path: '/' };
  let links = 0;
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (!tree.directory(at.ino)) return fail('ENOTDIR');
    if (name === '..') {
      at = trail.pop() ?? at;
      continue;
    }
    const ino = tree.child(at.ino, name);
    const inode = ino === undefined ? undefined : tree.inode(ino);
    if (ino === undefined || !inode) return fail('ENOENT');
    if (inode.kind === 'symlink' && (follow || slash || pending.length > 0)) {
      if (++links > linkLimit) return fail('ELOOP');
      if (inode.target.startsWith('/')) {
        trail.length = 0;
        at = { ino: tree.root, path: '/' };
      }
      pending.push(...components(inode.target).reverse());
      continue;
    }
    trail.push(at);
    at = { ino, path: joinPath(at.path, name) };
  }
  const inode = tree.inode(at.ino);
  if (!inode) return fail('ENOENT');
  if (slash && inode.kind !== 'directory') return fail('ENOTDIR');
  return { ...at, inode };
}

/** Every path of a tree below `path` with its inode, a directory before what it holds, names in order. */
export function* walk(tree: Tree, ino: number = tree.root, path = '/'): Generator<Found, void> {
  const inode = tree.inode(ino);
  if (!inode) return;
  yield { ino, inode, path };
  for (const [name, child] of tree.entries(ino)) yield* walk(tree, child, joinPath(path, name));
}
