// docker container|image|network|volume prune: removes what is not in use, after asking.
import type { Task } from '../../kernel/task.ts';
import { fail, type Client } from '../client.ts';
import { confirm } from '../confirm.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import type { Filters } from '../format/filters.ts';
import { humanSize } from '../format/units.ts';
import { pruneContainers, pruneFilters, pruneImages, pruneNetworks, pruneVolumes, type Pruned } from '../prune.ts';
import type { Command } from './command.ts';

interface PrunedKind {
  readonly name: string;
  readonly warning: (flags: FlagValues) => string;
  readonly prune: (client: Client, filters: Filters, flags: FlagValues) => Task<Pruned | Failure>;
  /** Whether the bytes are reported. */
  readonly total: boolean;
}

const pruneKind = ({ name, warning, prune, total }: PrunedKind): Command => ({
  name,
  *run(client, { flags }) {
    if (!flags.bool('force') && !(yield* confirm(client, `WARNING! This will remove ${warning(flags)}`))) return 0;
    const pruned = yield* prune(client, pruneFilters(client, flags.filters()), flags);
    if (isFailure(pruned)) return yield* fail(client, pruned.error);
    if (pruned.text !== '') yield* client.stdout.line(pruned.text);
    if (total) yield* client.stdout.line(`Total reclaimed space: ${humanSize(pruned.reclaimed)}`);
    return 0;
  },
});

export const containerPrune = pruneKind({
  name: 'container prune',
  warning: () => 'all stopped containers.',
  prune: pruneContainers,
  total: true,
});

export const imagePrune = pruneKind({
  name: 'image prune',
  warning: (flags) =>
    flags.bool('all') ? 'all images without at least one container associated to them.' : 'all dangling images.',
  prune: (client, filters, flags) => pruneImages(client, filters, flags.bool('all')),
  total: true,
});

export const networkPrune = pruneKind({
  name: 'network prune',
  warning: () => 'all custom networks not used by at least one container.',
  prune: pruneNetworks,
  total: false,
});

export const volumePrune = pruneKind({
  name: 'volume prune',
  warning: (flags) => `${flags.bool('all') ? 'all' : 'anonymous'} local volumes not used by at least one container.`,
  prune: (client, filters, flags) => pruneVolumes(client, filters, flags.bool('all')),
  total: true,
});
