// Short ways to write down the files of a catalogue image: real text where people look, declared sizes elsewhere.
import { entrySize } from '../../oci/tar-entry.ts';
import type { TarEntry } from '../../oci/tar-entry.ts';

/** What an entry may say beyond the usual: owner root, mode 0755 for directories and programs, 0644 for files. */
export interface Attributes {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** A file as a recipe writes it: an entry without its time, which the recipe's step gives to all. */
export type Draft = Omit<TarEntry, 'mtime'>;

/** A directory. */
export function directory(path: string, attributes: Attributes = {}): Draft {
  return { path, type: 'directory', mode: 0o755, uid: 0, gid: 0, ...attributes };
}

/** Several directories with the same attributes. */
export function directories(paths: string, attributes: Attributes = {}): Draft[] {
  return words(paths).map((path) => directory(path, attributes));
}

/** A text file. */
export function text(path: string, content: string, attributes: Attributes = {}): Draft {
  const bytes = new TextEncoder().encode(content);
  return { path, type: 'file', mode: 0o644, uid: 0, gid: 0, content: bytes, ...attributes };
}

/** A file of which only the size in bytes is known. */
export function data(path: string, declaredSize: number, attributes: Attributes = {}): Draft {
  return { path, type: 'file', mode: 0o644, uid: 0, gid: 0, declaredSize, ...attributes };
}

/** A binary that runs a simulated program; by default the one of its own name. */
export function program(
  path: string,
  declaredSize: number,
  name = path.slice(path.lastIndexOf('/') + 1),
  attributes: Attributes = {},
): Draft {
  return { path, type: 'file', mode: 0o755, uid: 0, gid: 0, declaredSize, program: name, ...attributes };
}

/** Binaries of one directory, from `name` or `name=size` separated by blanks. */
export function programs(folder: string, list: string, usualSize: number): Draft[] {
  return words(list).map((item) => {
    const [name = '', size] = item.split('=');
    return program(`${folder}/${name}`, size === undefined ? usualSize : Number(size));
  });
}

/** A symbolic link. */
export function link(path: string, linkTarget: string): Draft {
  return { path, type: 'symlink', mode: 0o777, uid: 0, gid: 0, linkTarget };
}

/** Symbolic links of one directory to one target, from names separated by blanks. */
export function links(folder: string, names: string, linkTarget: string): Draft[] {
  return words(names).map((name) => link(`${folder}/${name}`, linkTarget));
}

/** The non-empty words of a text. */
export function words(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== '');
}

/**
 * The drafts and, so that all sizes together come to exactly `total` bytes, the files of `weights` with the rest divided
 * among them in proportion.
 */
export function fillUp(total: number, drafts: readonly Draft[], weights: Readonly<Record<string, number>>): Draft[] {
  let rest =
    total - drafts.reduce((sum, draft) => sum + (draft.type === 'file' ? entrySize({ ...draft, mtime: 0 }) : 0), 0);
  if (rest < 0) throw new Error(`the files are ${-rest} bytes larger than the layer's ${total}`);
  let weight = Object.values(weights).reduce((sum, share) => sum + share, 0);
  const filled: Draft[] = [];
  for (const [path, share] of Object.entries(weights)) {
    const size = Math.round((rest * share) / weight);
    filled.push(data(path, size));
    rest -= size;
    weight -= share;
  }
  return [...drafts, ...filled];
}

/** The entries of a layer: sorted by path, every directory above an entry present, all with one time (ms since 1970). */
export function toEntries(drafts: readonly Draft[], mtime: number): TarEntry[] {
  const byPath = new Map<string, Draft>();
  for (const draft of drafts) byPath.set(draft.path, draft);
  for (const { path } of drafts)
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const parent = path.slice(0, slash);
      if (!byPath.has(parent)) byPath.set(parent, directory(parent));
    }
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)).map((draft) => ({ ...draft, mtime }));
}
