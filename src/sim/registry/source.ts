// What a registry can offer without anybody having pushed it: repositories whose content is made when first asked for.
import type { Task } from '../kernel/task.ts';
import type { Digest, ManifestDigest } from '../oci/digest.ts';

/** A manifest as it is stored: its exact text and its type. */
export interface StoredManifest {
  readonly mediaType: string;
  readonly text: string;
}

/** One repository of a source. */
export interface SourceRepository {
  readonly tags: readonly string[];
  /** What a tag names. Asking computes the content; undefined when there is no such tag. */
  resolve(tag: string): ManifestDigest | undefined;
  manifest(digest: ManifestDigest): StoredManifest | undefined;
  blob(digest: Digest): Uint8Array | undefined;
}

/** A set of repositories, by name such as `library/nginx`. */
export interface Source {
  readonly names: readonly string[];
  /** Brings a repository's content within reach, where it must be loaded first; `repository` does not find it before. */
  prepare?(name: string): Task;
  repository(name: string): SourceRepository | undefined;
  /** Whether the real registry is known to have an image that this source cannot offer: it is not simulated. */
  isBeyond?(name: string, reference: string): boolean;
}

/** The source of a registry that starts empty. */
export const emptySource: Source = { names: [], repository: () => undefined };
