// What the log holds about registries: their state, repositories, tags.

/** A registry. Key: its host, for instance `docker.io`. */
export interface RegistryRecord {
  readonly host: string;
  /** State of the registry statechart (machines/registry.ts). */
  readonly state: 'ready' | 'unauthorised' | 'limited' | 'unreachable';
  /** Digests of blobs of which somebody has changed a bit. */
  readonly tampered?: readonly string[];
}

/** A repository that somebody has asked for or pushed to. Key: `<host>/<name>`. */
export interface RepositoryRecord {
  readonly host: string;
  /** `library/nginx`. */
  readonly name: string;
  readonly private: boolean;
  /** Tag → manifest (or index) digest. */
  readonly tags: Readonly<Record<string, string>>;
  /** Manifests by digest. */
  readonly manifests: Readonly<Record<string, ManifestSummary>>;
}

/** What the stage shows of a manifest. */
export interface ManifestSummary {
  readonly mediaType: string;
  /** `linux/amd64`; empty for an index. */
  readonly platform: string;
  /** Image id; empty for an index. */
  readonly config: string;
  /** Lowest first; of an index: none. */
  readonly layers: readonly { readonly digest: string; readonly size: number }[];
}

declare module '../kernel/store.ts' {
  interface Kinds {
    registry: RegistryRecord;
    repository: RepositoryRecord;
  }
}
