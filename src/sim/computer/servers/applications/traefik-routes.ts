// Traefik's routers from the labels of running containers: rules, services and their servers, middlewares.
import type { Process } from '../../contract.ts';
import type { RunningContainer } from './docker-containers.ts';
import { readRule, translateRule, type Rule } from './traefik-rule.ts';

/** A server of a service. */
export interface ServiceServer {
  readonly address: string;
  readonly port: number;
}

/** A router with the servers of its service. */
export interface Router {
  readonly name: string;
  readonly text: string;
  readonly rule: Rule;
  readonly priority: number;
  /** Empty: all. */
  readonly entryPoints: readonly string[];
  readonly service: string;
  readonly servers: readonly ServiceServer[];
  /** Taken off the front of paths. */
  readonly strips: readonly string[];
  /** Another scheme to send browsers to. */
  readonly redirect?: string;
}

/** What the containers come to, and what was wrong with their labels. */
export interface Routes {
  readonly routers: readonly Router[];
  readonly problems: readonly string[];
}

/** How containers are looked at. */
export interface Exposure {
  readonly byDefault: boolean;
  readonly network: string | undefined;
  /** Pattern of the rule of those without one: Host(`{{ normalize .Name }}`). */
  readonly rule: string | undefined;
}

const normalize = (text: string): string => text.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-|-$/g, '');

/** The name that Traefik gives a container: of Compose's, service and project. */
function nameOf({ name, labels }: RunningContainer): string {
  const service = labels['com.docker.compose.service'];
  const project = labels['com.docker.compose.project'];
  return normalize(service !== undefined && project !== undefined ? `${service}-${project}` : name);
}

/** Reads the labels of all containers. Containers of one service become its servers. */
export function routesOf(process: Process, containers: readonly RunningContainer[], exposure: Exposure): Routes {
  const problems: string[] = [];
  const routers = new Map<string, Router>();
  const servers = new Map<string, ServiceServer[]>();
  const middlewares = new Map<string, Readonly<Record<string, string>>>();
  const own = new Set(process.network.interfaces.map(({ network }) => network));
  for (const container of containers) {
    const labels = Object.fromEntries(
      Object.entries(container.labels).map(([key, value]) => [key.toLowerCase(), value]),
    );
    if ((labels['traefik.enable'] ?? String(exposure.byDefault)) !== 'true') continue;
    const name = nameOf(container);
    const wanted = labels['traefik.docker.network'] ?? exposure.network;
    const shared = Object.keys(container.networks).find((network) => own.has(network));
    const address =
      container.networks[wanted ?? ''] ?? container.networks[shared ?? ''] ?? Object.values(container.networks)[0];
    const of = (kind: string): ReadonlyMap<string, Readonly<Record<string, string>>> => {
      const found = new Map<string, Record<string, string>>();
      for (const [key, value] of Object.entries(labels)) {
        const match = new RegExp(`^traefik\\.http\\.${kind}\\.([^.]+)\\.(.+)$`).exec(key);
        if (match) found.set(match[1] ?? '', { ...found.get(match[1] ?? ''), [match[2] ?? '']: value });
      }
      return found;
    };
    for (const [middleware, settings] of of('middlewares')) middlewares.set(middleware, settings);
    const old = labels['traefik.frontend.rule'];
    const services = of('services');
    const names = services.size > 0 ? [...services.keys()] : [name];
    for (const service of names) {
      const port = Number(
        services.get(service)?.['loadbalancer.server.port'] ?? labels['traefik.port'] ?? container.port,
      );
      if (address === undefined || address === '' || !Number.isFinite(port)) {
        problems.push(
          `error="service \\"${service}\\" error: port is missing" container=${name}-${container.id} providerName=docker`,
        );
        continue;
      }
      servers.set(service, [...(servers.get(service) ?? []), { address, port }]);
    }
    const given = of('routers');
    const all: typeof given = given.size > 0 ? given : new Map([[name, {}]]);
    for (const [router, settings] of all) {
      const usual = exposure.rule?.replace(/\{\{.*?\}\}/g, name) ?? `Host(\`${name}\`)`;
      const text = settings.rule ?? (old === undefined ? usual : translateRule(old));
      const rule = readRule(text);
      if (typeof rule === 'string') {
        problems.push(`error="${rule}" routerName=${router}@docker`);
        continue;
      }
      const used = (settings.middlewares ?? '').split(',').map((part) => part.trim().replace(/@docker$/, ''));
      const chain = used.flatMap((middleware) => [middlewares.get(middleware) ?? {}]);
      const scheme = chain.flatMap((settingsOf) => settingsOf['redirectscheme.scheme'] ?? [])[0];
      routers.set(router, {
        name: router,
        text,
        rule,
        priority: Number(settings.priority ?? labels['traefik.frontend.priority'] ?? text.length),
        entryPoints: (settings.entrypoints ?? '').split(',').filter((point) => point !== ''),
        service: (settings.service ?? names[0] ?? name).replace(/@docker$/, ''),
        servers: [],
        strips: chain.flatMap((settingsOf) => settingsOf['stripprefix.prefixes']?.split(',') ?? []),
        ...(scheme === undefined ? {} : { redirect: scheme }),
      });
    }
  }
  const complete = [...routers.values()].map((router) => ({ ...router, servers: servers.get(router.service) ?? [] }));
  return { routers: complete.sort((one, other) => other.priority - one.priority), problems };
}
