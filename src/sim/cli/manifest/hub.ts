// Manifests as the client fetches them itself, without the daemon: from Docker Hub with a token, from a registry at hand without.
import { request, type CallFailure, type Reply, type Request } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import { defaultDomain, formatReference, type Reference } from '../../oci/reference.ts';
import type { Client } from '../client.ts';
import { clientKey } from '../client-state.ts';
import { isFailure, type Failure } from '../failure.ts';
import { askPrivately, isLocal } from './private-registry.ts';

/** Ms one way, and bytes a ms. */
const link = { latency: 18, bandwidth: 12_500 };

/** What a client takes for a manifest. */
export const manifestTypes = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
].join(', ');

/** The manifest of a reference, as text; or why there is none, in the client's words. `plain`: the registry need not speak TLS. */
export function* fetchManifest(client: Client, reference: Reference, plain: boolean): Task<string | Failure> {
  const { domain, path } = reference;
  if (domain !== defaultDomain) {
    if (plain || isLocal(domain)) {
      const path = `/v2/${reference.path}/manifests/${reference.digest ?? reference.tag ?? 'latest'}`;
      const answer = yield* askPrivately(client, domain, { method: 'GET', path, headers: { Accept: manifestTypes } });
      if (isFailure(answer))
        return { error: `failed to configure transport: error pinging v2 registry: ${answer.error}` };
      if (answer.status === 200 && plain) return answer.text;
      if (answer.status === 401) return { error: 'errors:\ndenied: requested access to the resource is denied\n' };
      return { error: `no such manifest: ${formatReference(reference)}` };
    }
    const found = yield* client.process.network.resolve(domain.replace(/:\d+$/, ''), client.process.files);
    return {
      error:
        typeof found === 'string'
          ? `failed to configure transport: error pinging v2 registry: Get "https://${domain}/v2/": dial tcp: lookup ${domain} on 127.0.0.53:53: no such host`
          : `not simulated: docker manifest at ${domain}`,
    };
  }
  const wanted = `/v2/${path}/manifests/${reference.digest ?? reference.tag ?? 'latest'}`;
  const token = yield* ask(
    client,
    request('GET', '/token', { query: { scope: `repository:${path}:pull`, service: 'registry.docker.io' } }),
  );
  const bearer = 'failure' in token ? undefined : (token.body as { token?: string } | undefined)?.token;
  const headers = { accept: manifestTypes, ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }) };
  const reply = yield* ask(client, request('GET', wanted, { headers }));
  if ('failure' in reply)
    return {
      error: `failed to configure transport: error pinging v2 registry: Get "https://registry-1.docker.io/v2/": dial tcp: i/o timeout`,
    };
  if (reply.status === 501) return { error: `not simulated: image ${formatReference(reference)}` };
  if (reply.status === 404) return { error: `no such manifest: ${formatReference(reference)}` };
  if (reply.status !== 200)
    return {
      error: 'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n',
    };
  return reply.body instanceof Uint8Array ? new TextDecoder().decode(reply.body) : String(reply.body);
}

function* ask(client: Client, message: Request): Task<Reply | CallFailure> {
  return yield* client.process.machine.kernel.call('registry:docker.io', message, {
    from: `client:${clientKey(client.process)}`,
    protocol: 'distribution',
    link,
  });
}
