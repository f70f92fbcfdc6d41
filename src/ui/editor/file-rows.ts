// The learner's files as rows of a tree: folders first, names in order, what is folded left out.
import { failed } from '../../sim/computer/filesystem/errno.ts';
import type { FileSystem } from '../../sim/computer/filesystem/file-system.ts';

export interface FileRow {
  readonly path: string;
  readonly name: string;
  /** From 1, as `aria-level` counts. */
  readonly level: number;
  readonly kind: 'file' | 'folder';
  /** Of a folder: whether its content follows. */
  readonly open: boolean;
  /** Place among its siblings, from 1, and how many there are. */
  readonly position: number;
  readonly siblings: number;
}

/** More names than this in one folder are not listed: nobody reads them, and the terminal has them all. */
export const mostNames = 400;

/** Rows of everything below `root`. A folder that may not be read has none. */
export function fileRows(files: FileSystem, root: string, open: readonly string[], level = 1): FileRow[] {
  const names = files.readdir(root);
  if (failed(names)) return [];
  const listed = names.slice(0, mostNames).map((name) => {
    const path = root === '/' ? `/${name}` : `${root}/${name}`;
    const stat = files.stat(path);
    return { name, path, kind: !failed(stat) && stat.kind === 'directory' ? ('folder' as const) : ('file' as const) };
  });
  const sorted = listed.sort((a, b) => (a.kind === b.kind ? compare(a.name, b.name) : a.kind === 'folder' ? -1 : 1));
  return sorted.flatMap(({ name, path, kind }, index) => {
    const isOpen = kind === 'folder' && open.includes(path);
    const row: FileRow = { path, name, level, kind, open: isOpen, position: index + 1, siblings: sorted.length };
    return isOpen ? [row, ...fileRows(files, path, open, level + 1)] : [row];
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
