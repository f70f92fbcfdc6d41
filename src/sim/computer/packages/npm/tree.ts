// The tree of node_modules that a project's dependencies make: each package as far up as no other version of it is in the way.
import { chooseVersion, satisfies, seriesOf } from './index.ts';

/** A place in the tree: `node_modules/express`, `node_modules/send/node_modules/ms`. */
export interface Placed {
  readonly location: string;
  readonly name: string;
  readonly version: string;
  /** Only development needs it. */
  readonly dev: boolean;
}

/** Why a tree cannot be made. */
export type TreeFailure =
  | { readonly failure: 'unknown'; readonly name: string; readonly range: string }
  | { readonly failure: 'version'; readonly name: string; readonly range: string };

/** Dependencies of the project itself: ranges by name. */
export type Dependencies = Readonly<Record<string, string>>;

/** The name of the package at a location. */
export const nameAt = (location: string): string =>
  location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length);

/**
 * The tree. `locked` says what version a lock file, or the disk, names for a location: it stays when it fits; `preferred`
 * what one names for a range, wherever it is.
 */
export function makeTree(
  dependencies: Dependencies,
  development: Dependencies,
  locked: ReadonlyMap<string, string>,
  preferred: (name: string, range: string) => string | undefined = () => undefined,
): ReadonlyMap<string, Placed> | TreeFailure {
  const tree = new Map<string, Placed>();
  for (const [list, dev] of [
    [dependencies, false],
    [development, true],
  ] as const) {
    const queue = Object.entries(list)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, range]) => ({ parent: '', name, range }));
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { parent, name, range } = next;
      const there = lookup(tree, parent, name);
      if (there && satisfies(there.version, range)) continue;
      const free = `node_modules/${name}`;
      const location = tree.has(free) && parent !== '' ? `${parent}/${free}` : free;
      const old = locked.get(location) ?? preferred(name, range);
      const version = old !== undefined && satisfies(old, range) ? old : chooseVersion(name, range);
      if (version === undefined) return { failure: 'version', name, range };
      const series = seriesOf(name, version);
      if (!series) return { failure: 'unknown', name, range };
      tree.set(location, { location, name, version, dev });
      for (const [need, wanted] of Object.entries(series.dependencies))
        queue.push({ parent: location, name: need, range: wanted });
    }
  }
  return tree;
}

/** Where Node.js finds a package from a place: there, or further up. */
function lookup(tree: ReadonlyMap<string, Placed>, from: string, name: string): Placed | undefined {
  for (let at = from; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const found = tree.get(`${at}/node_modules/${name}`);
    if (found) return found;
  }
  return tree.get(`node_modules/${name}`);
}
