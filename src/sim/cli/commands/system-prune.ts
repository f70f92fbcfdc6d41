// docker system prune: removes everything that is not in use, after saying what that means.
import type { Task } from '../../kernel/task.ts';
import { fail } from '../client.ts';
import { confirm } from '../confirm.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { Filters } from '../format/filters.ts';
import { humanSize } from '../format/units.ts';
import {
  pruneBuildCache,
  pruneContainers,
  pruneFilters,
  pruneImages,
  pruneNetworks,
  pruneVolumes,
  type Pruned,
} from '../prune.ts';
import type { Command } from './command.ts';

export const systemPrune: Command = {
  name: 'system prune',
  *run(client, { flags }) {
    const [all, volumes] = [flags.bool('all'), flags.bool('volumes')];
    const filters = pruneFilters(client, flags.filters());
    if (volumes && filters['until'])
      return yield* fail(client, 'ERROR: The "until" filter is not supported with "--volumes"');
    if (!flags.bool('force') && !(yield* confirm(client, warning(all, volumes, filters)))) return 0;
    const { until: _until, ...withoutUntil } = filters;
    const steps: (() => Task<Pruned | Failure>)[] = [
      () => pruneContainers(client, filters),
      () => pruneNetworks(client, filters),
      ...(volumes ? [() => pruneVolumes(client, withoutUntil, false)] : []),
      () => pruneImages(client, filters, all),
      () => pruneBuildCache(client, filters, all),
    ];
    let reclaimed = 0;
    for (const step of steps) {
      const pruned = yield* step();
      if (isFailure(pruned)) return yield* fail(client, pruned.error);
      reclaimed += pruned.reclaimed;
      if (pruned.text !== '') yield* client.stdout.line(pruned.text);
    }
    yield* client.stdout.line(`Total reclaimed space: ${humanSize(reclaimed)}`);
    return 0;
  },
};

function warning(all: boolean, volumes: boolean, filters: Filters): string {
  const items = [
    'all stopped containers',
    'all networks not used by at least one container',
    ...(volumes ? ['all anonymous volumes not used by at least one container'] : []),
    all ? 'all images without at least one container associated to them' : 'all dangling images',
    all ? 'all build cache' : 'unused build cache',
  ];
  const chosen = Object.keys(filters)
    .sort()
    .flatMap((name) => (filters[name] ?? []).map((value) => `${name}=${value}`));
  const list = (lines: readonly string[]): string => lines.map((line) => `  - ${line}\n`).join('');
  const filtered = chosen.length > 0 ? `\n  Items to be pruned will be filtered with:\n${list(chosen)}` : '';
  return `WARNING! This will remove:\n${list(items)}${filtered}`;
}
