// What the command at the playhead has written into a container's writable layer.
import { recordKey } from '../../sim/engine/records.ts';
import type { ContainerRecord } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';
import { changesOfWritable } from './file-changes.ts';

const nothing: ReadonlySet<string> = new Set();

/** Paths that differ in the writable layer from before the command (id of its entry; -1 for none) began. `id`: record key of the container. */
export function touchedNow(view: View, id: string, command: number): ReadonlySet<string> {
  const container = view.get('container', id);
  if (!container || command < 0) return nothing;
  const before = recordBefore(view, id, command);
  if (before === container || before?.writable === container.writable) return nothing;
  const image = view.get('image', recordKey(container.engine, container.image));
  const lower = view.get('layer', recordKey(container.engine, image?.layers.at(-1) ?? ''))?.tree;
  if (!lower) return nothing;
  const earlier = new Map(
    (before ? changesOfWritable(lower, before.writable) : []).map(({ path, inode }) => [path, inode]),
  );
  return new Set(
    changesOfWritable(lower, container.writable)
      .filter(({ path, inode }) => !earlier.has(path) || earlier.get(path) !== inode)
      .map(({ path }) => path),
  );
}

/** The container's record as it was when an entry had happened; undefined: it was not there. */
function recordBefore(view: View, id: string, position: number): ContainerRecord | undefined {
  let record = view.get('container', id);
  view.back((entry) => {
    if (entry.id <= position) return false;
    if (entry.type === 'change' && entry.kind === 'container' && entry.key === id)
      record = entry.before as ContainerRecord | undefined;
    return true;
  });
  return record;
}
