// A file system as the builder keeps it: the layers that it is made of.
import type { DiffId } from '../../oci/digest.ts';

/** Layers of a file system, lowest first. */
export interface Snapshot {
  /** Chain ids. */
  readonly chain: readonly string[];
  readonly diffIds: readonly DiffId[];
}
