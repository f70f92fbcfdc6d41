// From a reference to a manifest: the first requests of a pull (OCI distribution-spec, § Pulling manifests).
import type { Reply } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import { sha256, type ManifestDigest } from '../../oci/digest.ts';
import { isIndex, parseManifest, type Manifest, type Platform } from '../../oci/manifest.ts';
import { formatPlatform, selectManifest } from '../../oci/platform.ts';
import { familiarName, familiarReference, type Reference } from '../../oci/reference.ts';
import { ApiError, errors } from '../errors.ts';
import type { RegistryClient } from './registry-client.ts';

/** What a registry says that the engine is about to fetch. */
export interface Resolved {
  readonly reference: Reference;
  readonly digest: ManifestDigest;
  readonly manifest: Manifest;
}

/** Asks the registry what a reference names; of an index the manifest for a platform (by default the engine's own). */
export function* resolveManifest(
  client: RegistryClient,
  reference: Reference,
  platform: Platform | undefined,
): Task<Resolved | ApiError> {
  const refusal = yield* client.open();
  if (refusal) return refusal;
  const name = reference.digest ?? reference.tag ?? '';
  if (reference.digest === undefined) {
    const head = yield* client.manifest('HEAD', name);
    if (head instanceof ApiError) return head;
    const failed = whyRefused(head, client, reference);
    if (failed) return failed;
  }
  const reply = yield* client.manifest('GET', name);
  if (reply instanceof ApiError) return reply;
  const failed = whyRefused(reply, client, reference);
  if (failed) return failed;
  const text = textOf(reply);
  const digest = sha256<ManifestDigest>(text);
  const document = parseManifest(text, reply.headers['content-type']);
  if (!document) return errors.registry('unsupported manifest format');
  if (reference.digest !== undefined && reference.digest !== digest)
    return errors.registry(`manifest verification failed for digest ${reference.digest}`);
  if (!isIndex(document)) return { reference, digest, manifest: document };
  const wanted = platform ?? { os: 'linux', architecture: 'amd64' };
  const chosen = selectManifest(document, wanted);
  if (!chosen) return errors.noMatchingPlatform(formatPlatform(wanted));
  const inner = yield* client.manifest('GET', chosen.digest);
  if (inner instanceof ApiError) return inner;
  const manifest = parseManifest(textOf(inner), inner.headers['content-type']);
  if (!manifest || isIndex(manifest)) return errors.registry('unsupported manifest format');
  return { reference, digest, manifest };
}

/** A reply's body as text. */
export function textOf(reply: Reply): string {
  return reply.body instanceof Uint8Array
    ? new TextDecoder().decode(reply.body)
    : typeof reply.body === 'string'
      ? reply.body
      : '';
}

/** Why a registry did not answer with what a reference names; undefined when it did. */
export function whyRefused(reply: Reply, client: RegistryClient, reference: Reference): ApiError | undefined {
  if (reply.status === 200) return undefined;
  if (reply.status === 401 && /^Basic /i.test(reply.headers['www-authenticate'] ?? ''))
    return errors.noBasicAuth(`${client.base}${client.path(`manifests/${reference.digest ?? reference.tag ?? ''}`)}`);
  if (reply.status === 401 || reply.status === 403) return errors.pullDenied(familiarName(reference));
  if (reply.status === 501) return errors.notSimulated(`image ${familiarReference(reference)}`);
  if (reply.status === 404) return errors.manifestUnknown(familiarReference(reference));
  return errors.registry(`received unexpected HTTP status: ${reply.status}`);
}

/** A reply's body as bytes. */
export const bytesOf = (reply: Reply): Uint8Array =>
  reply.body instanceof Uint8Array ? reply.body : new TextEncoder().encode(textOf(reply));
