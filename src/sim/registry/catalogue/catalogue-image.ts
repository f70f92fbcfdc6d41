// One image of the catalogue, and a set of them as something that a registry can serve.
import { manifestDigest, serialiseManifest } from '../../oci/manifest.ts';
import { mediaTypes } from '../../oci/media-types.ts';
import { buildImage } from './build-image.ts';
import { otherVersion } from './other-versions.ts';
import { machines } from './recipe.ts';
import type { Digest, ManifestDigest } from '../../oci/digest.ts';
import type { Image } from '../../oci/image.ts';
import type { Index } from '../../oci/manifest.ts';
import type { Source, SourceRepository, StoredManifest } from '../source.ts';
import type { Recipe } from './recipe.ts';

/** An image of the catalogue: a recipe that several tags of a repository name, built for every machine. */
export interface CatalogueImage {
  /** `library/nginx`. */
  readonly repository: string;
  readonly tags: readonly string[];
  readonly recipe: Recipe;
}

interface Built {
  readonly index: ManifestDigest;
  readonly manifests: ReadonlyMap<ManifestDigest, StoredManifest>;
  readonly blobs: ReadonlyMap<Digest, Uint8Array>;
}

const builds = new WeakMap<Recipe, Built>();

/** The images as a source for a registry. Nothing is built before somebody asks for it. */
export function catalogueSource(images: readonly CatalogueImage[]): Source {
  const repositories = new Map<string, CatalogueImage[]>();
  for (const image of images) {
    const of = repositories.get(image.repository);
    if (of) of.push(image);
    else repositories.set(image.repository, [image]);
  }
  const made = new Map<string, SourceRepository>();
  return {
    names: [...repositories.keys()],
    repository: (name) => {
      const of = repositories.get(name);
      if (of && !made.has(name)) made.set(name, repositoryOf(of));
      return made.get(name);
    },
  };
}

function repositoryOf(offered: readonly CatalogueImage[]): SourceRepository {
  // Grows by the versions that somebody asks for and that have no recipe of their own.
  const images = [...offered];
  return {
    tags: offered.flatMap(({ tags }) => tags),
    resolve: (tag) => {
      const image = images.find(({ tags }) => tags.includes(tag));
      if (image) return build(image.recipe).index;
      const recipe = otherVersion(offered, tag);
      const [first] = offered;
      if (!recipe || !first) return undefined;
      images.push({ repository: first.repository, tags: [tag], recipe });
      return build(recipe).index;
    },
    // Images that were built already come first, so that a pull does not make those that nobody asked for.
    manifest: (digest) => firstOf(images, ({ manifests }) => manifests.get(digest)),
    blob: (digest) => firstOf(images, ({ blobs }) => blobs.get(digest)),
  };
}

function firstOf<T>(images: readonly CatalogueImage[], look: (built: Built) => T | undefined): T | undefined {
  const [known, unknown] = [true, false].map((wanted) => images.filter(({ recipe }) => builds.has(recipe) === wanted));
  for (const { recipe } of [...(known ?? []), ...(unknown ?? [])]) {
    const found = look(build(recipe));
    if (found !== undefined) return found;
  }
  return undefined;
}

function build(recipe: Recipe): Built {
  const known = builds.get(recipe);
  if (known) return known;
  const manifests = new Map<ManifestDigest, StoredManifest>();
  const blobs = new Map<Digest, Uint8Array>();
  const platforms: Index['manifests'][number][] = machines.map((machine) => {
    const image: Image = buildImage(recipe, machine);
    manifests.set(image.manifestDigest, { mediaType: image.manifest.mediaType, text: image.manifestText });
    blobs.set(image.id, new TextEncoder().encode(image.configText));
    for (const layer of image.layers) blobs.set(layer.digest, layer.blob);
    return {
      mediaType: image.manifest.mediaType,
      digest: image.manifestDigest,
      size: new TextEncoder().encode(image.manifestText).length,
      platform: machine.platform,
    };
  });
  const text = serialiseManifest({ schemaVersion: 2, mediaType: mediaTypes.oci.index, manifests: platforms });
  const index = manifestDigest(text);
  manifests.set(index, { mediaType: mediaTypes.oci.index, text });
  const built = { index, manifests, blobs };
  builds.set(recipe, built);
  return built;
}
