// What `docker … prune` and `docker system prune` share: one request for each kind of object, and what it removed.
import type { Task } from '../kernel/task.ts';
import type { Client } from './client.ts';
import { isFailure, type Failure } from './failure.ts';
import { filtersQuery, type Filters } from './format/filters.ts';

/** What was removed: the text about it, empty for nothing, and the bytes. */
export interface Pruned {
  readonly text: string;
  readonly reclaimed: number;
}

/** The filters of the command line and those of the configuration (`pruneFilters`). */
export function pruneFilters(client: Client, given: Filters): Filters {
  const all: Record<string, readonly string[]> = { ...given };
  for (const filter of client.config.pruneFilters) {
    const at = filter.indexOf('=');
    const [name, value] = at < 0 ? [filter, ''] : [filter.slice(0, at), filter.slice(at + 1)];
    // A label that the command line excludes is not asked for, and the other way round.
    const opposite = name === 'label' ? 'label!' : name === 'label!' ? 'label' : undefined;
    if (opposite !== undefined && all[opposite]?.includes(value)) continue;
    all[name] = [...(all[name] ?? []), value];
  }
  return all;
}

/** Removes stopped containers. */
export function* pruneContainers(client: Client, filters: Filters): Task<Pruned | Failure> {
  const answer = yield* client.api.post('/containers/prune', { filters: filtersQuery(filters) });
  if (isFailure(answer)) return answer;
  const { ContainersDeleted, SpaceReclaimed } = answer.body as {
    ContainersDeleted: readonly string[] | null;
    SpaceReclaimed: number;
  };
  return listed('Deleted Containers:', ContainersDeleted, SpaceReclaimed);
}

/** Removes networks that no container is on. */
export function* pruneNetworks(client: Client, filters: Filters): Task<Pruned | Failure> {
  const answer = yield* client.api.post('/networks/prune', { filters: filtersQuery(filters) });
  if (isFailure(answer)) return answer;
  const { NetworksDeleted } = answer.body as { NetworksDeleted: readonly string[] | null };
  return listed('Deleted Networks:', NetworksDeleted, 0);
}

/** Removes volumes that no container uses: anonymous ones, or all. */
export function* pruneVolumes(client: Client, filters: Filters, all: boolean): Task<Pruned | Failure> {
  const wanted = all ? { ...filters, all: ['true'] } : filters;
  const answer = yield* client.api.post('/volumes/prune', { filters: filtersQuery(wanted) });
  if (isFailure(answer)) return answer;
  const { VolumesDeleted, SpaceReclaimed } = answer.body as {
    VolumesDeleted: readonly string[] | null;
    SpaceReclaimed: number;
  };
  return listed('Deleted Volumes:', VolumesDeleted, SpaceReclaimed);
}

/** Removes images: dangling ones, or all that no container uses. */
export function* pruneImages(client: Client, filters: Filters, all: boolean): Task<Pruned | Failure> {
  const answer = yield* client.api.post('/images/prune', {
    filters: filtersQuery({
      ...filters,
      dangling: [...new Set([...(filters['dangling'] ?? []), all ? 'false' : 'true'])],
    }),
  });
  if (isFailure(answer)) return answer;
  const { ImagesDeleted, SpaceReclaimed } = answer.body as {
    ImagesDeleted: readonly { readonly Untagged?: string; readonly Deleted?: string }[] | null;
    SpaceReclaimed: number;
  };
  const lines = (ImagesDeleted ?? []).map(({ Untagged, Deleted }) =>
    Untagged === undefined || Untagged === '' ? `deleted: ${Deleted ?? ''}` : `untagged: ${Untagged}`,
  );
  return listed('Deleted Images:', lines, SpaceReclaimed);
}

/** Removes build cache that nothing refers to, or all. */
export function* pruneBuildCache(client: Client, filters: Filters, all: boolean): Task<Pruned | Failure> {
  const answer = yield* client.api.post('/build/prune', { all, filters: filtersQuery(filters) });
  if (isFailure(answer)) return answer;
  const { CachesDeleted, SpaceReclaimed } = answer.body as {
    CachesDeleted: readonly string[] | null;
    SpaceReclaimed: number;
  };
  return listed('Deleted build cache objects:', CachesDeleted, SpaceReclaimed);
}

function listed(title: string, names: readonly string[] | null, reclaimed: number): Pruned {
  const text = names && names.length > 0 ? `${title}\n${names.map((name) => `${name}\n`).join('')}` : '';
  return { text, reclaimed };
}
