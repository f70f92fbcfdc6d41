// `docker buildx imagetools inspect --format`: the template's data, a manifest with the configuration of each of its images.
import type { Task } from '../../kernel/task.ts';
import { sha256 } from '../../oci/digest.ts';
import { formatPlatform } from '../../oci/platform.ts';
import type { Reference } from '../../oci/reference.ts';
import type { Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import { indentJson, type Json } from '../format/indent-json.ts';
import { typedDocument } from '../format/inspect.ts';
import { toJson } from '../format/json.ts';
import { execute } from '../format/template/execute.ts';
import { goFunctions, type FunctionTable } from '../format/template/functions.ts';
import { parse } from '../format/template/parse.ts';
import { fetchManifest } from './hub.ts';
import type { ManifestDescriptor } from './image-manifest.ts';
import { isLocal } from './private-registry.ts';
import { askRegistry } from './registry.ts';

interface Document {
  readonly schemaVersion: number;
  readonly mediaType: string;
  readonly config?: { readonly digest: string };
  readonly manifests?: readonly ManifestDescriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
}

const functions: FunctionTable = {
  ...goFunctions,
  json: {
    parameters: ['any'],
    call: (value = null) => indentJson(JSON.parse(toJson(value, true)) as Json, '  ', true),
  },
};

/** Whether a template begins with the manifest: buildx then prints its usual table. */
export const asksForTable = (format: string): boolean => /^\{\{\s*\.Manifest/.test(format);

/** The text that a template makes of a manifest (`text`, called `name`); a failure in Go's words. */
export function* formatManifest(
  client: Client,
  {
    format,
    name,
    text,
    reference,
  }: { readonly format: string; readonly name: string; readonly text: string; readonly reference: Reference },
): Task<string | Failure> {
  const template = parse(format, (called) => Object.hasOwn(functions, called));
  if (template.kind === 'template-error') return { error: template.message };
  const { schemaVersion, mediaType, manifests, annotations } = JSON.parse(text) as Document;
  const size = new TextEncoder().encode(text).length;
  const head = { mediaType, digest: sha256(text), size };
  const images = yield* imagesOf(client, reference, text);
  if (isFailure(images)) return images;
  const several = images.size > 1;
  const data = {
    name,
    manifest: manifests ? { schemaVersion, ...head, manifests, ...(annotations ? { annotations } : {}) } : head,
    image: several ? Object.fromEntries(images) : [...images.values()][0],
  } as unknown as Json;
  const result = execute(template, typedDocument(data, several ? 'imagetools.tplInputs' : 'imagetools.tplInput'), {
    functions,
  });
  return result.kind === 'text' ? result.text : { error: result.message };
}

/** The configurations of all images by platform. */
function* imagesOf(client: Client, from: Reference, text: string): Task<ReadonlyMap<string, Json> | Failure> {
  const { config, manifests = [] } = JSON.parse(text) as Document;
  const found = new Map<string, Json>();
  for (const { digest } of manifests.filter(({ platform }) => platform?.os !== 'unknown')) {
    const one = yield* fetchManifest(
      client,
      { ...from, digest: digest as NonNullable<Reference['digest']> },
      isLocal(from.domain),
    );
    const images = isFailure(one) ? one : yield* imagesOf(client, from, one);
    if (isFailure(images)) return images;
    for (const [platform, image] of images) found.set(platform, image);
  }
  if (!config) return found;
  const blob = yield* askRegistry(client, from, { method: 'GET', path: `blobs/${config.digest}` });
  if (isFailure(blob)) return blob;
  const image = JSON.parse(blob.text) as Json & {
    readonly os: string;
    readonly architecture: string;
    readonly variant?: string;
  };
  found.set(formatPlatform(image), image);
  return found;
}
