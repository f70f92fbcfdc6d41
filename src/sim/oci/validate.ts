// Recomputes everything that an image says of itself and lists all that does not hold.
import { isDigest, sha256 } from './digest.ts';
import { blobSize } from './gzip.ts';
import { parseConfig } from './image-config.ts';
import { readLayer } from './layer.ts';
import { isIndex, parseManifest } from './manifest.ts';
import { isConfigType, isLayerType } from './media-types.ts';
import type { Digest, ManifestDigest } from './digest.ts';
import type { Descriptor, Manifest } from './manifest.ts';

/** Where an image's content is: manifests as texts, blobs as bytes, by digest. */
export interface ContentSource {
  manifest(digest: ManifestDigest): string | undefined;
  blob(digest: Digest): Uint8Array | undefined;
}

/** Something that an image says of itself and that is not so. */
export interface Violation {
  /** What is wrong: `manifest`, `config`, `layer 2`, within an index preceded by the manifest's digest. */
  readonly where: string;
  readonly problem: string;
}

/** All violations in an image or, given an index, in all images that it lists; none when everything holds. */
export function validate(digest: ManifestDigest, source: ContentSource, contentType?: string): Violation[] {
  const text = source.manifest(digest);
  if (text === undefined) return [{ where: 'manifest', problem: `${digest} is missing` }];
  const violations = compareDigest('manifest', digest, sha256(text));
  const document = parseManifest(text, contentType);
  if (!document) return [...violations, { where: 'manifest', problem: 'not an image manifest or index' }];
  if (!isIndex(document)) return [...violations, ...validateManifest(document, source)];
  for (const descriptor of document.manifests) {
    const found = source.manifest(descriptor.digest);
    const inner = validate(descriptor.digest, source, descriptor.mediaType);
    if (found !== undefined)
      inner.push(...compareSize('manifest', descriptor.size, new TextEncoder().encode(found).length));
    violations.push(...inner.map(({ where, problem }) => ({ where: `${descriptor.digest} ${where}`, problem })));
  }
  return violations;
}

function validateManifest(manifest: Manifest, source: ContentSource): Violation[] {
  const violations: Violation[] = [];
  const configBytes = checkBlob('config', manifest.config, source, violations);
  if (!isConfigType(manifest.config.mediaType))
    violations.push({ where: 'config', problem: `media type ${manifest.config.mediaType} is not a configuration's` });
  const config = configBytes && parseConfig(new TextDecoder().decode(configBytes));
  if (configBytes && !config) violations.push({ where: 'config', problem: 'not an image configuration' });

  const diffIds = config?.rootfs.diff_ids;
  if (diffIds && diffIds.length !== manifest.layers.length)
    violations.push({
      where: 'config',
      problem: `${diffIds.length} diff IDs for ${manifest.layers.length} layers`,
    });
  const steps = config?.history.filter((entry) => !entry.empty_layer).length ?? 0;
  if (diffIds && config.history.length > 0 && steps !== diffIds.length)
    violations.push({
      where: 'config',
      problem: `history has ${steps} steps with a layer, there are ${diffIds.length} diff IDs`,
    });

  for (const [index, descriptor] of manifest.layers.entries()) {
    const where = `layer ${index}`;
    if (!isLayerType(descriptor.mediaType))
      violations.push({ where, problem: `media type ${descriptor.mediaType} is not a layer's` });
    const blob = checkBlob(where, descriptor, source, violations);
    const reading = blob && readLayer(blob, descriptor.mediaType);
    if (reading && !reading.ok) violations.push({ where, problem: reading.message });
    const diffId = diffIds?.[index];
    if (reading?.ok && diffId !== undefined)
      violations.push(...compareDigest(`${where} diff ID`, diffId, reading.layer.diffId));
  }
  return violations;
}

function checkBlob(
  where: string,
  descriptor: Descriptor,
  source: ContentSource,
  violations: Violation[],
): Uint8Array | undefined {
  const blob = source.blob(descriptor.digest);
  if (!blob) {
    violations.push({ where, problem: `${descriptor.digest} is missing` });
    return undefined;
  }
  violations.push(...compareDigest(where, descriptor.digest, sha256(blob)));
  violations.push(...compareSize(where, descriptor.size, blobSize(blob)));
  return blob;
}

function compareDigest(where: string, said: string, computed: Digest): Violation[] {
  if (said === computed) return [];
  const problem = isDigest(said) ? `digest is ${computed}, not ${said}` : `${said} is not a digest`;
  return [{ where, problem }];
}

function compareSize(where: string, said: number, computed: number): Violation[] {
  return said === computed ? [] : [{ where, problem: `size is ${computed} bytes, not ${said}` }];
}
