// How many bytes travel when a client sends files to BuildKit (fsutil's protocol: a packet for each stat, packets of data).
import { readContent } from '../../computer/filesystem/content.ts';
import type { Tree } from '../../computer/filesystem/tree.ts';
import { joinPath } from '../../computer/filesystem/path.ts';

const varint = (value: number): number => (value < 128 ? 1 : 1 + varint(Math.floor(value / 128)));
const field = (length: number): number => 1 + varint(length) + length;

/** Bytes for what `wanted` chooses of a tree, or of the directory `top` in it, when the daemon still has `before`. */
export function transferSize(
  tree: Tree,
  wanted: (path: string) => boolean,
  before: Tree | undefined,
  top = tree.root,
): number {
  let bytes = 2;
  let index = 0;
  const visit = (directory: number, above: string, old: number | undefined): void => {
    for (const [name, ino] of tree.entries(directory)) {
      const inode = tree.inode(ino);
      const path = joinPath(above, name).slice(1);
      if (!inode || !wanted(path)) continue;
      const was = old === undefined ? undefined : before?.child(old, name);
      const size = inode.kind === 'file' ? readContent(inode.content).length : 0;
      const link = inode.kind === 'symlink' ? field(inode.target.length) : 0;
      const mode = inode.kind === 'file' ? 1 + varint(inode.mode) : inode.kind === 'directory' ? 6 : 5;
      bytes += field(field(path.length) + mode + (size > 0 ? 1 + varint(size) : 0) + 10 + link);
      const same = was === undefined ? undefined : before?.inode(was);
      const unchanged =
        inode.kind === 'file' &&
        same?.kind === 'file' &&
        same.mtime === inode.mtime &&
        same.mode === inode.mode &&
        readContent(same.content).length === size;
      if (inode.kind === 'file' && !unchanged) {
        const number = index === 0 ? 0 : 1 + varint(index);
        bytes += 2 + number + (size > 0 ? 2 + number + field(size) : 0);
      }
      index++;
      if (inode.kind === 'directory') visit(ino, `/${path}`, was);
    }
  };
  visit(top, '/', before?.root);
  return bytes;
}

/** Bytes as BuildKit's progress shows them: powers of ten, three digits. */
export function shownBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}B`;
  for (const [unit, size] of [
    ['kB', 1e3],
    ['MB', 1e6],
    ['GB', 1e9],
  ] as const)
    if (bytes < size * 1000) return `${(bytes / size).toFixed(2)}${unit}`;
  return `${(bytes / 1e12).toFixed(2)}TB`;
}
