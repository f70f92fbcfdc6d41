// One image's manifest as `docker manifest` keeps and shows it: where it came from, what it is for, its text.
import type { Task } from '../../kernel/task.ts';
import { sha256 } from '../../oci/digest.ts';
import { formatReference, type Reference } from '../../oci/reference.ts';
import { toBase64 } from '../base64.ts';
import type { Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { Json } from '../format/indent-json.ts';
import { fetchManifest } from './hub.ts';
import { askRegistry } from './registry.ts';

/** What an image runs on, with all that `docker manifest annotate` can say of it. */
export interface ManifestPlatform {
  readonly architecture: string;
  readonly os: string;
  readonly 'os.version'?: string;
  readonly 'os.features'?: readonly string[];
  readonly variant?: string;
}

/** A pointer to a manifest in the order in which Go writes it. */
export interface ManifestDescriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: ManifestPlatform;
}

/** An entry, in the order in which Go writes it; `Raw` is the manifest's text in base 64. */
export interface ImageManifest {
  readonly Ref: string;
  readonly Descriptor: ManifestDescriptor;
  readonly Raw: string;
  readonly SchemaV2Manifest?: Json;
  readonly OCIManifest?: Json;
}

interface Document {
  readonly mediaType: string;
  readonly config?: { readonly digest: string };
  readonly manifests?: readonly ManifestDescriptor[];
}

/** The manifest that a registry has under a name, which must be one image's; `plain`: the registry need not speak TLS. */
export function* fetchImageManifest(
  client: Client,
  reference: Reference,
  plain: boolean,
): Task<ImageManifest | Failure> {
  const text = yield* fetchManifest(client, reference, plain);
  if (isFailure(text)) return text;
  const document = JSON.parse(text) as Document;
  if (document.manifests) return { error: `${formatReference(reference)} is a manifest list` };
  const blob = yield* askRegistry(client, reference, { method: 'GET', path: `blobs/${document.config?.digest ?? ''}` });
  if (isFailure(blob)) return blob;
  const { architecture, os, variant } = JSON.parse(blob.text) as ManifestPlatform;
  return entryOf(reference, text, { architecture, os, ...(variant === undefined ? {} : { variant }) });
}

/** What an index names: its entries' manifests one by one, each with the platform that the index gives it. */
export function* fetchImageManifests(
  client: Client,
  reference: Reference,
  index: string,
  plain: boolean,
): Task<readonly ImageManifest[] | Failure> {
  const found: ImageManifest[] = [];
  for (const { digest, platform } of (JSON.parse(index) as Document).manifests ?? []) {
    const one = { ...reference, digest: digest as NonNullable<Reference['digest']> };
    const text = yield* fetchManifest(client, one, plain);
    if (isFailure(text)) return text;
    found.push(entryOf(one, text, platform));
  }
  return found;
}

function entryOf(reference: Reference, text: string, platform: ManifestPlatform | undefined): ImageManifest {
  const document = JSON.parse(text) as Json & Document;
  const { mediaType } = document;
  const size = new TextEncoder().encode(text).length;
  return {
    Ref: formatReference(reference),
    Descriptor: { mediaType, digest: sha256(text), size, ...(platform ? { platform } : {}) },
    Raw: toBase64(text),
    ...(mediaType.includes('docker') ? { SchemaV2Manifest: document } : { OCIManifest: document }),
  };
}
