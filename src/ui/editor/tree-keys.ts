// Keys of a tree (the ARIA pattern): where the focus goes, what folds.
import type { FileRow } from './file-rows.ts';

/** What a key does in a tree. */
export type TreeAct =
  | { readonly act: 'go'; readonly path: string }
  | { readonly act: 'fold' | 'unfold' | 'choose' | 'rename' | 'remove'; readonly path: string };

/** What a key means on the row of `path`; undefined when nothing. */
export function treeKey(key: string, rows: readonly FileRow[], path: string): TreeAct | undefined {
  const index = rows.findIndex((row) => row.path === path);
  const row = rows[index];
  if (!row) return undefined;
  const go = (target: FileRow | undefined): TreeAct | undefined => target && { act: 'go', path: target.path };
  switch (key) {
    case 'ArrowDown':
      return go(rows[index + 1]);
    case 'ArrowUp':
      return go(rows[index - 1]);
    case 'Home':
      return go(rows[0]);
    case 'End':
      return go(rows.at(-1));
    case 'ArrowRight':
      if (row.kind !== 'folder') return undefined;
      return row.open ? go(rows[index + 1]) : { act: 'unfold', path };
    case 'ArrowLeft':
      if (row.open) return { act: 'fold', path };
      return go(rows.slice(0, index).findLast(({ level }) => level < row.level));
    case 'Enter':
    case ' ':
      return { act: 'choose', path };
    case 'F2':
      return { act: 'rename', path };
    case 'Delete':
      return { act: 'remove', path };
    default:
      break;
  }
  if (key.length !== 1) return undefined;
  const letter = key.toLowerCase();
  const after = [...rows.slice(index + 1), ...rows.slice(0, index)];
  return go(after.find(({ name }) => name.toLowerCase().startsWith(letter)));
}
