// How the text of a file changed from one layer to a later one, shortly.
import type { LeafInode } from '../../sim/computer/filesystem/inode.ts';
import { changesBetween } from '../../sim/computer/programs/compare.ts';

/** A line that went or came. */
export interface ChangedLine {
  readonly kind: 'removed' | 'added';
  readonly text: string;
}

/** Bytes beyond which a file is not compared. */
const largest = 50_000;

/** Text of a file; undefined for what is no text, has no bytes, or is large. */
function textOf(inode: LeafInode | undefined): string | undefined {
  if (inode?.kind !== 'file' || !(inode.content instanceof Uint8Array) || inode.content.length > largest)
    return undefined;
  if (inode.content.includes(0)) return undefined;
  return new TextDecoder().decode(inode.content);
}

/** The lines that differ, at most `most`, and how many more there are; undefined when they cannot be told. */
export function changedLines(
  before: LeafInode | undefined,
  now: LeafInode | undefined,
  most = 8,
): { readonly lines: readonly ChangedLine[]; readonly more: number } | undefined {
  const [old, fresh] = [textOf(before)?.split('\n'), textOf(now)?.split('\n')];
  if (!old || !fresh) return undefined;
  const lines = changesBetween(old, fresh).flatMap(({ oldStart, oldEnd, newStart, newEnd }) => [
    ...old.slice(oldStart, oldEnd).map((text): ChangedLine => ({ kind: 'removed', text })),
    ...fresh.slice(newStart, newEnd).map((text): ChangedLine => ({ kind: 'added', text })),
  ]);
  return { lines: lines.slice(0, most), more: Math.max(0, lines.length - most) };
}
