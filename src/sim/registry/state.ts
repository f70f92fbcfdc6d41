// What a registry keeps: repositories with tags and manifests, blobs, uploads under way, tokens given out.
import { parseConfig } from '../oci/image-config.ts';
import { isIndex, parseManifest } from '../oci/manifest.ts';
import { formatPlatform } from '../oci/platform.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Digest, ManifestDigest } from '../oci/digest.ts';
import type { ManifestSummary } from './records.ts';
import type { Source, SourceRepository, StoredManifest } from './source.ts';
import type { RepositoryStorage, Storage, Table } from './storage.ts';

/** Whether a password is an account's. */
export type Accepts = (account: string, password: string) => boolean;

/** Accounts by name with their passwords. */
export const accounts =
  (passwords: Readonly<Record<string, string>>): Accepts =>
  (account, password) =>
    Object.hasOwn(passwords, account) && passwords[account] === password;

/** How a registry knows who asks. */
export type Authentication =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly realm: string; readonly accepts: Accepts }
  | {
      readonly kind: 'token';
      /** URL of the token service. */
      readonly realm: string;
      readonly service: string;
      readonly accepts: Accepts;
    };

/** How a registry is set up. */
export interface RegistryOptions {
  /** As in references: `docker.io`, `localhost:5000`. */
  readonly host: string;
  readonly authentication: Authentication;
  readonly source: Source;
  /** Whether manifests and blobs may be deleted; the `registry:2` image forbids it unless told otherwise. */
  readonly deletes: boolean;
  /** What refuses a push to a repository that nobody has made; undefined where a push makes it. */
  readonly unknownRepository?: (name: string) => string;
  readonly storage: Storage;
}

/** A repository that exists: pushed content over what the source offers. */
export interface Repository extends RepositoryStorage {
  readonly name: string;
  readonly source: SourceRepository | undefined;
  /** Owned by somebody and shown to nobody else. */
  isPrivate: boolean;
  /** Tags and manifests of the source that were deleted. */
  readonly removed: Set<string>;
}

/** Somebody's permission, for five minutes, to do certain things. */
export interface Grant {
  readonly account: string;
  /** `repository:library/nginx:pull`, one an action. */
  readonly access: readonly string[];
  /** Virtual time in ms. */
  readonly expires: number;
}

/** A registry's whole state. */
export interface Registry {
  readonly kernel: Kernel;
  readonly options: RegistryOptions;
  readonly repositories: Map<string, Repository>;
  readonly blobs: Table<Digest, Uint8Array>;
  /** Bytes received so far by upload id; an id is valid in one repository only. */
  readonly uploads: Map<string, { readonly repository: string; readonly bytes: Uint8Array }>;
  readonly tokens: Map<string, Grant>;
}

/** The repository of a name, when there is one. */
export function findRepository(registry: Registry, name: string): Repository | undefined {
  const { source, storage } = registry.options;
  const exists = source.repository(name) !== undefined || storage.names().includes(name);
  return exists ? (registry.repositories.get(name) ?? makeRepository(registry, name)) : undefined;
}

/** The repository of a name; it comes to be when there is none. */
export function ensureRepository(registry: Registry, name: string): Repository {
  return registry.repositories.get(name) ?? makeRepository(registry, name);
}

function makeRepository(registry: Registry, name: string): Repository {
  const repository: Repository = {
    name,
    source: registry.options.source.repository(name),
    isPrivate: false,
    removed: new Set(),
    ...registry.options.storage.repository(name),
  };
  registry.repositories.set(name, repository);
  return repository;
}

/** What a tag names. */
export function resolveTag(repository: Repository, tag: string): ManifestDigest | undefined {
  return repository.tags.get(tag) ?? (repository.removed.has(tag) ? undefined : repository.source?.resolve(tag));
}

/** All tags, sorted by code units as the specification's “lexical” order. */
export function tagsOf(repository: Repository): string[] {
  const offered = repository.source?.tags.filter((tag) => !repository.removed.has(tag)) ?? [];
  return [...new Set([...offered, ...repository.tags.keys()])].sort();
}

/** A manifest by digest. */
export function findManifest(repository: Repository, digest: ManifestDigest): StoredManifest | undefined {
  const stored = repository.manifests.get(digest);
  return stored ?? (repository.removed.has(digest) ? undefined : repository.source?.manifest(digest));
}

/** A blob by digest, as far as it belongs to the repository. */
export function findBlob(registry: Registry, repository: Repository, digest: Digest): Uint8Array | undefined {
  if (repository.blobs.has(digest)) return registry.blobs.get(digest);
  return repository.removed.has(digest) ? undefined : repository.source?.blob(digest);
}

/** Writes what the log shows of a repository: all that was pushed, and of the source what `seen` names in addition. */
export function recordRepository(
  registry: Registry,
  repository: Repository,
  seen: { readonly tag?: string; readonly digest?: ManifestDigest } = {},
): void {
  const { host } = registry.options;
  const key = `${host}/${repository.name}`;
  const before = registry.kernel.store.get('repository', key);
  const names = new Set([
    ...Object.keys(before?.tags ?? {}),
    ...repository.tags.keys(),
    ...(seen.tag ? [seen.tag] : []),
  ]);
  const tags: Record<string, string> = {};
  for (const tag of names) {
    const digest = resolveTag(repository, tag);
    if (digest !== undefined) tags[tag] = digest;
  }
  const digests = new Set([
    ...Object.keys(before?.manifests ?? {}),
    ...repository.manifests.keys(),
  ] as ManifestDigest[]);
  if (seen.digest) digests.add(seen.digest);
  const manifests: Record<string, ManifestSummary> = {};
  for (const digest of digests) {
    const manifest = findManifest(repository, digest);
    if (manifest) manifests[digest] = before?.manifests[digest] ?? summarise(registry, repository, manifest);
  }
  const sameTags =
    before &&
    Object.keys(tags).length === Object.keys(before.tags).length &&
    Object.entries(tags).every(([tag, digest]) => before.tags[tag] === digest);
  const sameManifests = before && Object.keys(manifests).join() === Object.keys(before.manifests).join();
  if (sameTags && sameManifests && before.private === repository.isPrivate) return;
  registry.kernel.store.put('repository', key, {
    host,
    name: repository.name,
    private: repository.isPrivate,
    tags,
    manifests,
  });
}

function summarise(registry: Registry, repository: Repository, { mediaType, text }: StoredManifest): ManifestSummary {
  const document = parseManifest(text, mediaType);
  if (!document || isIndex(document)) return { mediaType, platform: '', config: '', layers: [] };
  const blob = findBlob(registry, repository, document.config.digest);
  const config = blob && parseConfig(new TextDecoder().decode(blob));
  return {
    mediaType,
    platform: config ? formatPlatform(config) : '',
    config: document.config.digest,
    layers: document.layers.map(({ digest, size }) => ({ digest, size })),
  };
}
