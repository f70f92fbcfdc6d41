// Manifests as the client fetches them itself, without the daemon.
import type { Task } from '../../kernel/task.ts';
import { defaultDomain, formatReference, type Reference } from '../../oci/reference.ts';
import type { Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import { isLocal } from './private-registry.ts';
import { askRegistry } from './registry.ts';

/** What a client takes for a manifest. */
export const manifestTypes = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
].join(', ');

/** The manifest of a reference, as text; or why there is none, in the client's words. `plain`: the registry need not speak TLS. */
export function* fetchManifest(client: Client, reference: Reference, plain: boolean): Task<string | Failure> {
  const { domain, path, digest, tag } = reference;
  const onHub = domain === defaultDomain;
  if (!onHub && !plain && !isLocal(domain)) return yield* unreachable(client, domain);
  const answer = yield* askRegistry(
    client,
    { domain, path },
    { method: 'GET', path: `manifests/${digest ?? tag ?? 'latest'}`, headers: { Accept: manifestTypes } },
  );
  if (isFailure(answer)) return pingFailure(domain, answer.error);
  if (answer.status === 200 && (plain || onHub)) return answer.text;
  if (answer.status === 501) return { error: `not simulated: image ${formatReference(reference)}` };
  if (answer.status === 401)
    return {
      error: `errors:\ndenied: requested access to the resource is denied\n${onHub ? 'unauthorized: authentication required\n' : ''}`,
    };
  return { error: `no such manifest: ${formatReference(reference)}` };
}

/** Why the client does not even get to talk with a registry. */
export const pingFailure = (domain: string, why: string): Failure => ({
  error: `failed to configure transport: error pinging v2 registry: Get "https://${hostOf(domain)}/v2/": ${why}`,
});

/** Where a registry is: Docker Hub's is elsewhere than its name says. */
export const hostOf = (domain: string): string => (domain === defaultDomain ? 'registry-1.docker.io' : domain);

function* unreachable(client: Client, domain: string): Task<Failure> {
  const found = yield* client.process.network.resolve(domain.replace(/:\d+$/, ''), client.process.files);
  if (typeof found !== 'string') return { error: `not simulated: docker manifest at ${domain}` };
  return pingFailure(domain, `dial tcp: lookup ${domain.replace(/:\d+$/, '')} on 127.0.0.53:53: no such host`);
}
