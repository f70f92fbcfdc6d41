// Docker Hub: a registry with the catalogue's images and token authentication. Loaded when it is first asked for something.
import type { Kernel } from './kernel/kernel.ts';
import type { Service } from './kernel/message.ts';
import { hubSource } from './registry/catalogue/index.ts';
import { createRegistry } from './registry/registry.ts';

/** The service of Docker Hub, with no accounts yet. */
export function createDockerHub(kernel: Kernel): Service {
  const authentication = {
    kind: 'token',
    realm: 'https://auth.docker.io/token',
    service: 'registry.docker.io',
    accounts: {},
  } as const;
  return createRegistry(kernel, { host: 'docker.io', authentication, source: hubSource }).service;
}
