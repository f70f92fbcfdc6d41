// What of a context a client keeps to itself: files that `.dockerignore` names.
import { Ignore } from '../../computer/filesystem/ignore-patterns.ts';
import type { TarEntry } from '../../oci/tar-entry.ts';

/** The entries without ignored ones; a folder stays as long as something in it does, and so do the files of `always`. */
export function ignoredOut(entries: readonly TarEntry[], always: readonly string[]): readonly TarEntry[] {
  const file = entries.find(({ path }) => path === '.dockerignore');
  if (!file?.content) return entries;
  const ignore = Ignore.parse(new TextDecoder().decode(file.content));
  const kept = entries.filter(
    ({ path, type }) => type !== 'directory' && (always.includes(path) || !ignore.matches(path)),
  );
  return entries.filter((entry) =>
    entry.type === 'directory'
      ? !ignore.matches(entry.path) || kept.some(({ path }) => path.startsWith(`${entry.path}/`))
      : kept.includes(entry),
  );
}
