// Image manifests and image indexes (OCI image-spec, manifest.md, image-index.md, descriptor.md).
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './digest.ts';
import { isIndexType, isManifestType } from './media-types.ts';
import type { BlobDigest, Digest, ImageId, ManifestDigest } from './digest.ts';

/** What an image runs on. */
export interface Platform {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
}

/** A pointer to content: its type, digest and size in bytes. */
export interface Descriptor<D extends Digest = Digest> {
  readonly mediaType: string;
  readonly digest: D;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The manifest of one image for one platform. */
export interface Manifest {
  readonly schemaVersion: 2;
  readonly mediaType: string;
  readonly config: Descriptor<ImageId>;
  /** Lowest first. */
  readonly layers: readonly Descriptor<BlobDigest>[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** One image's manifests for several platforms. */
export interface Index {
  readonly schemaVersion: 2;
  readonly mediaType: string;
  readonly manifests: readonly (Descriptor<ManifestDigest> & { readonly platform?: Platform })[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The canonical text of a manifest or index: what registries store and digests name. */
export function serialiseManifest(manifest: Manifest | Index): string {
  return canonicalJson(manifest);
}

/** The digest of a manifest's or index's text. */
export function manifestDigest(text: string): ManifestDigest {
  return sha256<ManifestDigest>(text);
}

/** Whether a parsed document is an index. */
export function isIndex(document: Manifest | Index): document is Index {
  return isIndexType(document.mediaType);
}

/**
 * Reads a manifest or index. The type comes from the text itself or else from `contentType`; undefined when the text is
 * neither, or the two types contradict each other.
 */
export function parseManifest(text: string, contentType?: string): Manifest | Index | undefined {
  try {
    const value = JSON.parse(text) as Partial<Manifest & Index> | null;
    const mediaType = value?.mediaType ?? contentType;
    if (value?.schemaVersion !== 2 || mediaType === undefined) return undefined;
    if (contentType !== undefined && contentType !== mediaType) return undefined;
    if (isIndexType(mediaType) && Array.isArray(value.manifests) && value.manifests.every(isDescriptor))
      return { ...value, mediaType } as Index;
    if (
      isManifestType(mediaType) &&
      isDescriptor(value.config) &&
      Array.isArray(value.layers) &&
      value.layers.every(isDescriptor)
    )
      return { ...value, mediaType } as Manifest;
    return undefined;
  } catch {
    return undefined;
  }
}

function isDescriptor(value: unknown): boolean {
  const descriptor = value as Partial<Descriptor> | null | undefined;
  return typeof descriptor?.digest === 'string' && typeof descriptor.size === 'number';
}
