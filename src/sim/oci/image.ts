// A whole image as one immutable value, built by small mutations: append a layer, change the configuration.
import { imageId, serialiseConfig } from './image-config.ts';
import { manifestDigest, serialiseManifest } from './manifest.ts';
import { mediaTypes } from './media-types.ts';
import type { ImageId, ManifestDigest } from './digest.ts';
import type { HistoryEntry, ImageConfig } from './image-config.ts';
import type { Layer } from './layer.ts';
import type { Manifest } from './manifest.ts';
import type { MediaTypeFamily } from './media-types.ts';

/** An image without its digests: what mutations work on. */
export interface ImageDraft {
  readonly config: ImageConfig;
  /** Lowest first; their diff IDs are those of the configuration. */
  readonly layers: readonly Layer[];
}

/** An image with everything that names it. */
export interface Image extends ImageDraft {
  readonly id: ImageId;
  readonly configText: string;
  readonly manifest: Manifest;
  readonly manifestText: string;
  readonly manifestDigest: ManifestDigest;
}

/** An image of nothing, as `FROM scratch` begins. */
export function emptyImage(platform: { architecture: string; os: string; variant?: string }): ImageDraft {
  return { config: { ...platform, config: {}, rootfs: { type: 'layers', diff_ids: [] }, history: [] }, layers: [] };
}

/** The image with one more layer on top and its row of history. */
export function appendLayer(image: ImageDraft, layer: Layer, history: HistoryEntry): ImageDraft {
  const { config } = image;
  return {
    layers: [...image.layers, layer],
    config: {
      ...config,
      rootfs: { type: 'layers', diff_ids: [...config.rootfs.diff_ids, layer.diffId] },
      history: [...config.history, history],
    },
  };
}

/** The image with another configuration for its containers and a row of history that has no layer. */
export function changeConfig(image: ImageDraft, config: ImageConfig['config'], history: HistoryEntry): ImageDraft {
  return {
    ...image,
    config: { ...image.config, config, history: [...image.config.history, { ...history, empty_layer: true }] },
  };
}

/** Computes everything that names the image; the manifest's types are of the family given, by default OCI's. */
export function finishImage(draft: ImageDraft, family: MediaTypeFamily = 'oci'): Image {
  const configText = serialiseConfig(draft.config);
  const id = imageId(draft.config);
  const types = mediaTypes[family];
  const manifest: Manifest = {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: { mediaType: types.config, digest: id, size: new TextEncoder().encode(configText).length },
    layers: draft.layers.map(({ digest, size }) => ({ mediaType: types.layerGzip, digest, size })),
  };
  const manifestText = serialiseManifest(manifest);
  return { ...draft, id, configText, manifest, manifestText, manifestDigest: manifestDigest(manifestText) };
}
