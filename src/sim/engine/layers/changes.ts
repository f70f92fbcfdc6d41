// Between the entries of a layer's tar and the changes that a file tree understands (OCI image-spec, layer.md).
import type { LayerChange } from '../../computer/filesystem/layer.ts';
import type { TarEntry } from '../../oci/tar-entry.ts';
import { meaningOf, opaqueMark, whiteout } from '../../oci/whiteout.ts';

/** The changes that a layer's entries stand for, in their order; an opaque mark becomes part of its directory. */
export function changesOf(entries: readonly TarEntry[]): LayerChange[] {
  const opaque = new Set<string>();
  for (const entry of entries) {
    const meaning = meaningOf(entry.path);
    if (meaning.kind === 'opaque') opaque.add(meaning.path);
  }
  const changes: LayerChange[] = [];
  for (const entry of entries) {
    const meaning = meaningOf(entry.path);
    if (meaning.kind === 'whiteout') changes.push({ path: `/${meaning.path}`, type: 'whiteout' });
    if (meaning.kind === 'entry') changes.push(changeOf(entry, opaque.has(entry.path)));
  }
  return changes;
}

function changeOf(entry: TarEntry, opaque: boolean): LayerChange {
  const { mode, uid, gid, mtime, linkTarget = '', program } = entry;
  const common = { path: `/${entry.path}`, mode, uid, gid, mtime };
  switch (entry.type) {
    case 'file': {
      const content = entry.content ?? (entry.declaredSize ? { size: entry.declaredSize } : new Uint8Array(0));
      return { type: 'file', content, ...(program === undefined ? {} : { program }), ...common };
    }
    case 'directory':
      return { type: 'directory', ...(opaque ? { opaque: true } : {}), ...common };
    case 'symlink':
      return { type: 'symlink', linkTarget, ...common };
    case 'hardlink':
      return { type: 'hardlink', linkTarget: `/${linkTarget.replace(/^\/+/, '')}`, ...common };
    case 'fifo':
      return { type: 'fifo', ...common };
    case 'character':
    case 'block':
      return { type: entry.type, major: entry.device?.major ?? 0, minor: entry.device?.minor ?? 0, ...common };
  }
}

/** The tar entries of changes. Paths lose their first slash; opaque directories get their mark. */
export function entriesOf(changes: readonly LayerChange[], now: number): TarEntry[] {
  const entries: TarEntry[] = [];
  for (const change of changes) {
    const path = change.path.slice(1);
    if (change.type === 'whiteout') {
      entries.push(whiteout(path, now));
      continue;
    }
    const { mode, uid, gid, mtime } = change;
    const common = { path, mode, uid, gid, mtime };
    switch (change.type) {
      case 'file': {
        const { content, program } = change;
        entries.push({
          type: 'file',
          ...common,
          ...(content instanceof Uint8Array ? { content } : { declaredSize: content.size }),
          ...(program === undefined ? {} : { program }),
        });
        break;
      }
      case 'directory':
        entries.push({ type: 'directory', ...common });
        if (change.opaque) entries.push(opaqueMark(path, mtime));
        break;
      case 'symlink':
        entries.push({ type: 'symlink', linkTarget: change.linkTarget, ...common });
        break;
      case 'hardlink':
        entries.push({ type: 'hardlink', linkTarget: change.linkTarget.slice(1), ...common });
        break;
      case 'fifo':
        entries.push({ type: 'fifo', ...common });
        break;
      default:
        entries.push({ type: change.type, device: { major: change.major, minor: change.minor }, ...common });
    }
  }
  return entries;
}
