// The layer explorer in words, for labels and for the text twin.
import type { Counts } from './explore.ts';

/** "2 added, 1 deleted", or "no files". */
export function countsInWords({ added, changed, deleted }: Counts): string {
  const said = [added && `${added} added`, changed && `${changed} changed`, deleted && `${deleted} deleted`].filter(
    Boolean,
  );
  return said.length ? said.join(', ') : 'no files';
}
