// The list of a registry's repositories (distribution's API; Docker Hub does not offer it).
import { page } from './tags.ts';
import type { Request, Response } from '../kernel/message.ts';
import type { Registry } from './state.ts';

/** GET /v2/_catalog: the names of all repositories that hold a manifest, sorted. */
export function listRepositories(registry: Registry, request: Request): Response {
  const { source, storage } = registry.options;
  const pushed = storage.names().filter((name) => storage.repository(name).manifests.size > 0);
  const names = new Set([...source.names, ...pushed]);
  return page(request, [...names].sort(), (repositories) => ({ repositories }));
}
