// The history of each file through the layers of an image, lowest first, and what of it is stored but cannot be seen.
import { sum } from 'd3-array';
import type { LeafInode } from '../../sim/computer/filesystem/inode.ts';
import type { FileChange } from './file-changes.ts';

/** What one layer has of a path. */
export interface FileVersion {
  /** Index of the layer, 0 for the lowest. */
  readonly layer: number;
  readonly kind: FileChange['kind'];
  readonly size: number;
  readonly inode: LeafInode | undefined;
}

/** A path and what the layers have of it, lowest first; the last one decides what is seen. */
export interface FileHistory {
  readonly path: string;
  readonly versions: readonly FileVersion[];
}

/** The histories of all paths that the layers speak of, in order of the paths. */
export function historiesOf(layers: readonly (readonly FileChange[])[]): FileHistory[] {
  const found = new Map<string, FileVersion[]>();
  layers.forEach((changes, layer) => {
    for (const { path, kind, size, inode } of changes) {
      const versions = found.get(path);
      if (versions) versions.push({ layer, kind, size, inode });
      else found.set(path, [{ layer, kind, size, inode }]);
    }
  });
  return [...found]
    .map(([path, versions]) => ({ path, versions }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** The version that is seen; undefined when the path is gone. */
export function seenVersion({ versions }: FileHistory): FileVersion | undefined {
  const last = versions.at(-1);
  return last?.kind === 'deleted' ? undefined : last;
}

/** Bytes of versions below the last one: stored, and not seen. */
export const hiddenBytes = ({ versions }: FileHistory): number => sum(versions.slice(0, -1), ({ size }) => size);

/** What a stack of layers keeps in vain. */
export interface Waste {
  /** Bytes that cannot be seen. */
  readonly bytes: number;
  /** Part of the stored bytes that is seen: 1 when nothing is kept in vain. */
  readonly efficiency: number;
  /** For each layer the bytes of it that are hidden, by the layer that hides them. */
  readonly byLayer: readonly ReadonlyMap<number, number>[];
  /** Files with hidden bytes, most first. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** Adds up what of `count` layers is hidden by layers above. */
export function wasteOf(histories: readonly FileHistory[], count: number): Waste {
  const byLayer = Array.from({ length: count }, () => new Map<number, number>());
  let stored = 0;
  for (const { versions } of histories)
    versions.forEach(({ layer, size }, index) => {
      stored += size;
      const above = versions[index + 1];
      if (above && size > 0) byLayer[layer]?.set(above.layer, (byLayer[layer].get(above.layer) ?? 0) + size);
    });
  const bytes = sum(byLayer, (hidden) => sum(hidden.values()));
  const files = histories
    .map((history) => ({ path: history.path, bytes: hiddenBytes(history) }))
    .filter((file) => file.bytes > 0)
    .sort((a, b) => b.bytes - a.bytes);
  return { bytes, efficiency: stored === 0 ? 1 : 1 - bytes / stored, byLayer, files };
}
