// The client's own way to Docker Hub, which `docker manifest` goes without the daemon: a token, then the manifest.
import { request, type CallFailure, type Reply, type Request } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import { defaultDomain, formatReference, type Reference } from '../../oci/reference.ts';
import type { Client } from '../client.ts';
import { clientKey } from '../client-state.ts';
import type { Failure } from '../failure.ts';

/** Ms one way, and bytes a ms. */
const link = { latency: 18, bandwidth: 12_500 };

const types = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
].join(', ');

/** The manifest of a reference, as text; or why there is none, in the client's words. */
export function* fetchManifest(client: Client, reference: Reference): Task<string | Failure> {
  const { domain, path } = reference;
  if (domain !== defaultDomain) {
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
  const headers = { accept: types, ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }) };
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
