// When a container first wrote to a path.
import type { Tree } from '../../sim/computer/filesystem/tree.ts';
import { components } from '../../sim/computer/filesystem/path.ts';
import type { ContainerRecord } from '../../sim/engine/records.ts';
import type { Log } from '../../sim/kernel/log.ts';

/** Virtual time (ms) at which the writable layer of a container (record key) got the path; undefined: it has not. */
export function writtenAt(log: Log, id: string, path: string): number | undefined {
  for (const entry of log.entries)
    if (entry.type === 'change' && entry.kind === 'container' && entry.key === id && entry.after) {
      const { writable } = entry.after as ContainerRecord;
      if (has(writable, path)) return entry.t;
    }
  return undefined;
}

function has(tree: Tree, path: string): boolean {
  let at: number | undefined = tree.root;
  for (const name of components(path)) at = at === undefined ? undefined : tree.child(at, name);
  return at !== undefined;
}
