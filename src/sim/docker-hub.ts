// Docker Hub: a registry with the catalogue's images, token authentication, and a search. Loaded when it is first asked.
import type { Kernel } from './kernel/kernel.ts';
import type { Service } from './kernel/message.ts';
import { hubSource } from './registry/catalogue/index.ts';
import { listings } from './registry/catalogue/listing.ts';
import { createRegistry } from './registry/registry.ts';
import { search } from './registry/search.ts';
import { accounts } from './registry/state.ts';
import { passwordsAt } from './simulated-accounts.ts';

/** The service of Docker Hub. */
export function createDockerHub(kernel: Kernel): Service {
  const authentication = {
    kind: 'token',
    realm: 'https://auth.docker.io/token',
    service: 'registry.docker.io',
    accepts: accounts(passwordsAt('docker.io')),
  } as const;
  const { service } = createRegistry(kernel, { host: 'docker.io', authentication, source: hubSource });
  return function* (request, exchange) {
    if (request.path === '/v1/search') return search(listings, request);
    return yield* service(request, exchange);
  };
}
