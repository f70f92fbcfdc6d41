// A list of manifests on its way to a registry: first what it names, as far as the repository does not have it, then itself.
import type { Task } from '../../kernel/task.ts';
import { sha256 } from '../../oci/digest.ts';
import { mediaTypes } from '../../oci/media-types.ts';
import { formatReference, nameOnly, parseReference, type Reference } from '../../oci/reference.ts';
import { fromBase64 } from '../base64.ts';
import type { Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import { pingFailure } from './hub.ts';
import type { ImageManifest, ManifestDescriptor } from './image-manifest.ts';
import { isLocal } from './private-registry.ts';
import { askRegistry } from './registry.ts';

/** The text of a list as Docker writes it. */
export function listText(manifests: readonly ImageManifest[]): string {
  return JSON.stringify(
    {
      schemaVersion: 2,
      mediaType: mediaTypes.docker.index,
      manifests: manifests.map(({ Descriptor }) => entry(Descriptor)),
    },
    null,
    3,
  );
}

const entry = ({ mediaType, size, digest, platform }: ManifestDescriptor): object => {
  const { architecture = '', os = '', variant } = platform ?? {};
  return {
    mediaType,
    size,
    digest,
    platform: {
      architecture,
      os,
      ...(platform?.['os.version'] === undefined ? {} : { 'os.version': platform['os.version'] }),
      ...(platform?.['os.features'] === undefined ? {} : { 'os.features': platform['os.features'] }),
      ...(variant === undefined ? {} : { variant }),
    },
  };
};

/** Puts a list under a name and returns its digest; what goes on is told on standard output. */
export function* pushList(
  client: Client,
  target: Reference,
  manifests: readonly ImageManifest[],
  plain: boolean,
): Task<string | Failure> {
  const sources: { readonly from: Reference; readonly manifest: ImageManifest }[] = [];
  for (const manifest of manifests) {
    const reading = parseReference(manifest.Ref);
    const { architecture = '', os = '' } = manifest.Descriptor.platform ?? {};
    if (architecture === '' || os === '' || !reading.ok)
      return { error: `manifest ${manifest.Ref} must have an OS and Architecture to be pushed to a registry` };
    const { domain } = reading.reference;
    if (domain !== target.domain)
      return {
        error: `cannot use source images from a different registry than the target image: ${domain} != ${target.domain}`,
      };
    sources.push({ from: reading.reference, manifest });
  }
  if (!plain && isLocal(target.domain))
    return pingFailure(target.domain, 'http: server gave HTTP response to HTTPS client');
  const others = sources.filter(({ from }) => from.path !== target.path);
  for (const { from, manifest } of others) {
    const failure = yield* mount(client, manifest, from, target);
    if (failure) return failure;
  }
  for (const { manifest } of others) {
    const { mediaType, digest } = manifest.Descriptor;
    const failure = yield* put(client, target, digest, mediaType, fromBase64(manifest.Raw) ?? '');
    if (failure) return failure;
    yield* client.stdout.line(`Pushed ref ${formatReference(nameOnly(target))}@${digest} with digest: ${digest}`);
  }
  const text = listText(manifests);
  const failure = yield* put(client, target, target.tag ?? 'latest', mediaTypes.docker.index, text);
  return failure ?? sha256(text);
}

function* mount(client: Client, manifest: ImageManifest, from: Reference, to: Reference): Task<Failure | undefined> {
  interface Blobs {
    readonly config?: { readonly digest: string };
    readonly layers?: readonly { readonly digest: string }[];
  }
  const { config, layers = [] } = (manifest.SchemaV2Manifest ?? manifest.OCIManifest ?? {}) as Blobs;
  for (const { digest } of [...(config ? [config] : []), ...layers]) {
    const query = { mount: digest, from: from.path };
    const answer = yield* askRegistry(client, to, { method: 'POST', path: 'blobs/uploads/', query });
    if (isFailure(answer)) return pingFailure(to.domain, answer.error);
    if (answer.status >= 400) return refusal(answer.status);
  }
  return undefined;
}

function* put(client: Client, to: Reference, reference: string, type: string, body: string): Task<Failure | undefined> {
  const headers = { 'Content-Type': type };
  const answer = yield* askRegistry(client, to, { method: 'PUT', path: `manifests/${reference}`, headers, body });
  if (isFailure(answer)) return pingFailure(to.domain, answer.error);
  return answer.status < 300 ? undefined : refusal(answer.status);
}

const refusal = (status: number): Failure => ({
  error:
    status === 401
      ? 'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n'
      : `unexpected status from PUT request: ${status}`,
});
