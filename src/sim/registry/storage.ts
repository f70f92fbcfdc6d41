// Where a registry keeps what was pushed. In memory by default; `file-storage.ts` keeps it in files.
import type { Digest, ManifestDigest } from '../oci/digest.ts';
import type { StoredManifest } from './source.ts';

/** Values by key, as much of a `Map` as a registry needs. */
export interface Table<Key, Value> {
  readonly size: number;
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
  delete(key: Key): boolean;
  keys(): Iterable<Key>;
  [Symbol.iterator](): Iterator<[Key, Value]>;
}

/** A set, likewise. */
export interface Members<Value> {
  has(value: Value): boolean;
  add(value: Value): unknown;
  delete(value: Value): boolean;
}

/** What a repository holds of its own. */
export interface RepositoryStorage {
  readonly tags: Table<string, ManifestDigest>;
  readonly manifests: Table<ManifestDigest, StoredManifest>;
  readonly blobs: Members<Digest>;
}

/** A registry's storage. */
export interface Storage {
  readonly blobs: Table<Digest, Uint8Array>;
  /** Names of all repositories in which something was put. */
  names(): readonly string[];
  repository(name: string): RepositoryStorage;
}

/** Storage that lasts as long as the registry. */
export function memoryStorage(): Storage {
  const repositories = new Map<string, RepositoryStorage>();
  return {
    blobs: new Map(),
    names: () => [...repositories.keys()],
    repository: (name) => {
      const known = repositories.get(name) ?? { tags: new Map(), manifests: new Map(), blobs: new Set() };
      repositories.set(name, known);
      return known;
    },
  };
}
