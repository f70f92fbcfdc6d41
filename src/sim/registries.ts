// The registries of the world by host: Docker Hub, and those of clouds. What answers is loaded with the first request.
import type { RegistryDirectory } from './engine/engine.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Endpoint, RegistryChange } from './kernel/log.ts';
import type { Service } from './kernel/message.ts';
import { load } from './kernel/task.ts';

/** Ms one way to a registry, and bytes a ms from it: a good home connection. */
const internet = { latency: 18, bandwidth: 12_500 };

const hubHosts = new Set(['docker.io', 'registry-1.docker.io', 'auth.docker.io', 'index.docker.io']);

/** How the hosts of clouds' registries are named. */
const cloudHost =
  /^(?:\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com|public\.ecr\.aws|ghcr\.io|mcr\.microsoft\.com|quay\.io|(?:[a-z]+\.)?gcr\.io|[a-z0-9-]+-docker\.pkg\.dev|[a-z0-9]+\.azurecr\.io|registry\.gitlab\.com|dhi\.io|docker\.elastic\.co|registry\.k8s\.io|nvcr\.io|lscr\.io|cgr\.dev|registry\.access\.redhat\.com)$/;

const loadHub = async () => (await import('./docker-hub.ts')).createDockerHub;
const loadCloud = async () => (await import('./cloud-registry.ts')).createCloudRegistry;

/** The world's registries, and what can happen to them. */
export class Registries {
  readonly #kernel: Kernel;
  readonly #served = new Set<string>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    // Clients ask Docker Hub themselves, too, before any engine has.
    this.#serve('docker.io');
  }

  /** For an engine: where a host answers; undefined for one that is not of this world. */
  readonly find: RegistryDirectory = (host) => {
    const name = hubHosts.has(host) ? 'docker.io' : host;
    if (name !== 'docker.io' && !cloudHost.test(name)) return undefined;
    this.#serve(name);
    return { endpoint: endpointOf(name), link: internet };
  };

  /** Does to a registry what an input says. Nothing happens to one that is not of this world. */
  change(change: RegistryChange): void {
    const { host, action } = change;
    if (!this.find(host)) return;
    const { store } = this.#kernel;
    const before = store.get('registry', host) ?? { host, state: 'ready' };
    const { tampered = [] } = before;
    if (action === 'cut' || action === 'restore') this.#kernel.setReachable(endpointOf(host), action === 'restore');
    if (action === 'tamper') store.put('registry', host, { ...before, tampered: [...tampered, change.digest] });
    else if (action === 'mend')
      store.put('registry', host, { ...before, tampered: tampered.filter((digest) => digest !== change.digest) });
    else {
      const state = ({ limit: 'limited', cut: 'unreachable', recover: 'ready', restore: 'ready' } as const)[action];
      store.put('registry', host, { ...before, state });
    }
  }

  #serve(host: string): void {
    if (this.#served.has(host)) return;
    this.#served.add(host);
    const kernel = this.#kernel;
    let service: Service | undefined;
    kernel.serve(endpointOf(host), function* (request, exchange) {
      const create = yield* load(host === 'docker.io' ? loadHub : loadCloud);
      service ??= create(kernel, host);
      return yield* service(request, exchange);
    });
  }
}

const endpointOf = (host: string): Endpoint => `registry:${host}`;
