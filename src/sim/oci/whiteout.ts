// Whiteouts: how a layer says that something of the layers below is gone (OCI image-spec, layer.md § Whiteouts).
import type { TarEntry } from './tar-entry.ts';

const prefix = '.wh.';
const opaqueName = '.wh..wh..opq';

/** What an entry's path means in a layer. `path` is that of the thing removed or, if opaque, of the directory emptied. */
export type Meaning = { readonly kind: 'entry' | 'whiteout' | 'opaque'; readonly path: string };

/** Tells an ordinary entry from a whiteout of one path and from an opaque mark of a whole directory. */
export function meaningOf(path: string): Meaning {
  const slash = path.lastIndexOf('/') + 1;
  const name = path.slice(slash);
  const directory = path.slice(0, slash);
  if (name === opaqueName) return { kind: 'opaque', path: directory.replace(/\/$/, '') };
  if (name.startsWith(prefix) && name.length > prefix.length)
    return { kind: 'whiteout', path: directory + name.slice(prefix.length) };
  return { kind: 'entry', path };
}

/** The entry that hides `path` of the layers below. */
export function whiteout(path: string, mtime: number): TarEntry {
  const slash = path.lastIndexOf('/') + 1;
  return mark(`${path.slice(0, slash)}${prefix}${path.slice(slash)}`, mtime);
}

/** The entry that hides everything which the layers below have in `directory`. */
export function opaqueMark(directory: string, mtime: number): TarEntry {
  return mark(directory === '' ? opaqueName : `${directory}/${opaqueName}`, mtime);
}

function mark(path: string, mtime: number): TarEntry {
  return { path, type: 'file', mode: 0, uid: 0, gid: 0, mtime, content: new Uint8Array(0) };
}
