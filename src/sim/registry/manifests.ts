// Manifests by tag or digest: pull, push, delete (OCI distribution-spec, § Pulling manifests, § Pushing Manifests,
// § Content Management, § Listing Referrers).
import { isDigest } from '../oci/digest.ts';
import { isIndex, manifestDigest, parseManifest } from '../oci/manifest.ts';
import { mediaTypes } from '../oci/media-types.ts';
import { error } from './errors.ts';
import { findBlob, findManifest, findRepository, recordRepository, resolveTag } from './state.ts';
import type { Request, Response } from '../kernel/message.ts';
import type { ManifestDigest } from '../oci/digest.ts';
import type { Index, Manifest } from '../oci/manifest.ts';
import type { Registry, Repository } from './state.ts';

const tagPattern = /^\w[\w.-]{0,127}$/;

/** GET and HEAD /v2/<name>/manifests/<reference> (end-3); the answer's body is the manifest's exact text. */
export function getManifest(registry: Registry, request: Request, name: string, reference: string): Response {
  const repository = findRepository(registry, name);
  const digest = repository && digestOf(repository, reference);
  const manifest = digest && findManifest(repository, digest);
  if (!manifest) return error('MANIFEST_UNKNOWN', unknown(reference));
  recordRepository(registry, repository, isDigest(reference) ? { digest } : { digest, tag: reference });
  return {
    status: 200,
    headers: {
      'content-type': manifest.mediaType,
      'docker-content-digest': digest,
      etag: `"${digest}"`,
      'content-length': String(new TextEncoder().encode(manifest.text).length),
    },
    ...(request.method === 'HEAD' ? {} : { body: manifest.text }),
  };
}

/** Whether an image is one of the real registry's that is not here. */
export function isBeyond(registry: Registry, name: string, reference: string): boolean {
  const { source } = registry.options;
  if (source.isBeyond?.(name, reference) !== true) return false;
  const repository = findRepository(registry, name);
  const digest = repository && digestOf(repository, reference);
  return !(digest && findManifest(repository, digest));
}

/** PUT /v2/<name>/manifests/<reference> (end-7): all that the manifest refers to must be in the repository already. */
export function putManifest(registry: Registry, request: Request, repository: Repository, reference: string): Response {
  const { body } = request;
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
  if (typeof text !== 'string') return error('MANIFEST_INVALID');
  const document = parseManifest(text, request.headers['content-type']);
  if (!document) return error('MANIFEST_INVALID');
  const digest = manifestDigest(text);
  if (isDigest(reference) ? reference !== digest : reference.includes(':')) return error('DIGEST_INVALID');
  if (!isDigest(reference) && !tagPattern.test(reference)) return error('TAG_INVALID');
  const missing = missingReferences(registry, repository, document);
  if (missing[0] !== undefined) return error('MANIFEST_BLOB_UNKNOWN', { digest: missing[0] });
  repository.manifests.set(digest, { mediaType: document.mediaType, text });
  repository.removed.delete(digest);
  if (!isDigest(reference)) repository.tags.set(reference, digest);
  recordRepository(registry, repository);
  const { subject } = document as Referring;
  return {
    status: 201,
    headers: {
      location: `/v2/${repository.name}/manifests/${digest}`,
      'docker-content-digest': digest,
      ...(subject ? { 'oci-subject': subject.digest } : {}),
    },
  };
}

/** DELETE /v2/<name>/manifests/<reference> (end-9): by tag only the tag goes, by digest all its tags go too. */
export function deleteManifest(registry: Registry, repository: Repository, reference: string): Response {
  const digest = digestOf(repository, reference);
  if (!digest || !findManifest(repository, digest)) return error('MANIFEST_UNKNOWN', unknown(reference));
  const tags = isDigest(reference)
    ? [...repository.tags].filter(([, named]) => named === digest).map(([tag]) => tag)
    : [reference];
  if (isDigest(reference)) {
    repository.manifests.delete(digest);
    repository.removed.add(digest);
    for (const tag of repository.source?.tags ?? []) if (repository.source?.resolve(tag) === digest) tags.push(tag);
  }
  for (const tag of tags) {
    repository.tags.delete(tag);
    repository.removed.add(tag);
  }
  recordRepository(registry, repository);
  return { status: 202, headers: {} };
}

/** What a manifest may say of itself and of another that it is about. */
interface Referring {
  readonly subject?: { readonly digest: string };
  readonly artifactType?: string;
  readonly config?: { readonly mediaType: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * GET /v2/<name>/referrers/<digest> (end-12): an index of the manifests whose `subject` is the digest, of one
 * `artifactType` where the query names it. Nothing refers to what is not there.
 */
export function getReferrers(request: Request, repository: Repository | undefined, digest: string): Response {
  if (!isDigest(digest)) return error('DIGEST_INVALID', digest);
  const wanted = request.query['artifactType'];
  const manifests: (Index['manifests'][number] & Pick<Referring, 'artifactType' | 'annotations'>)[] = [];
  for (const [referrer, { mediaType, text }] of repository?.manifests ?? []) {
    const { subject, artifactType, config, annotations } = JSON.parse(text) as Referring;
    if (subject?.digest !== digest) continue;
    const type = artifactType ?? config?.mediaType;
    if (wanted !== undefined && type !== wanted) continue;
    manifests.push({
      mediaType,
      digest: referrer,
      size: new TextEncoder().encode(text).length,
      ...(type === undefined ? {} : { artifactType: type }),
      ...(annotations ? { annotations } : {}),
    });
  }
  return {
    status: 200,
    headers: {
      'content-type': mediaTypes.oci.index,
      ...(wanted === undefined ? {} : { 'oci-filters-applied': 'artifactType' }),
    },
    body: JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.oci.index, manifests }),
  };
}

function digestOf(repository: Repository, reference: string): ManifestDigest | undefined {
  return isDigest(reference) ? (reference as ManifestDigest) : resolveTag(repository, reference);
}

function unknown(reference: string): string {
  return `unknown ${isDigest(reference) ? 'manifest' : 'tag'}=${reference}`;
}

function missingReferences(registry: Registry, repository: Repository, document: Manifest | Index): string[] {
  if (isIndex(document))
    return document.manifests.map(({ digest }) => digest).filter((digest) => !findManifest(repository, digest));
  const digests = [document.config.digest, ...document.layers.map(({ digest }) => digest)];
  return digests.filter((digest) => !findBlob(registry, repository, digest));
}
