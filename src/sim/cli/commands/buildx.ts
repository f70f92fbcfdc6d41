// docker buildx du, prune (docker builder prune) and version: the one builder that a daemon has of its own.
import { load, type Task } from '../../kernel/task.ts';
import { ask } from '../ask.ts';
import { fail, type Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { humanDuration, humanSize } from '../format/units.ts';
import type { Command } from './command.ts';

/** A record of the build cache, as the daemon tells it. */
interface CacheRecord {
  readonly ID: string;
  readonly Shared: boolean;
  readonly Size: number;
  readonly LastUsedAt: string;
}

export const buildxVersion: Command = {
  name: 'buildx version',
  offline: true,
  *run(client) {
    yield* client.stdout.line('github.com/docker/buildx 0.29.1+ds1 0.29.1+ds1-4');
    return 0;
  },
};

export const buildxDu: Command = {
  name: 'buildx du',
  notSimulated: ['debug', 'filter', 'format', 'verbose'],
  *run(client, { flags }) {
    const unknown = otherBuilder(flags);
    if (unknown) return yield* fail(client, unknown.error);
    const records = yield* cacheRecords(client);
    if (isFailure(records)) return yield* fail(client, `ERROR: ${records.error}`);
    yield* client.stdout.print(table(records, client.process.machine.kernel.clock));
    const sum = (list: readonly CacheRecord[]): string => humanSize(list.reduce((total, { Size }) => total + Size, 0));
    const shared = records.filter(({ Shared }) => Shared);
    if (shared.length > 0) {
      yield* client.stdout.line(`Shared:\t\t${sum(shared)}`);
      yield* client.stdout.line(`Private:\t${sum(records.filter(({ Shared }) => !Shared))}`);
    }
    yield* client.stdout.line(`Reclaimable:\t${sum(records)}\nTotal:\t\t${sum(records)}`);
    return 0;
  },
};

export const buildxPrune: Command = {
  name: 'buildx prune',
  notSimulated: ['debug', 'max-used-space', 'min-free-space', 'reserved-space', 'verbose'],
  *run(client, { flags }) {
    const unknown = otherBuilder(flags);
    if (unknown) return yield* fail(client, unknown.error);
    const what = flags.bool('all') ? 'all build cache' : 'all dangling build cache';
    const question = `WARNING! This will remove ${what}. Are you sure you want to continue? [y/N] `;
    if (!flags.bool('force') && !/^(?:y|yes)$/i.test(yield* ask(client, question, 'shown'))) return 0;
    const before = yield* cacheRecords(client);
    if (isFailure(before)) return yield* fail(client, `ERROR: ${before.error}`);
    const filters = flags.filters();
    const answer = yield* client.api.post('/build/prune', {
      all: flags.bool('all'),
      filters: Object.keys(filters).length > 0 ? JSON.stringify(filters) : '',
    });
    if (isFailure(answer)) return yield* fail(client, `ERROR: ${answer.error}`);
    const { CachesDeleted, SpaceReclaimed } = answer.body as {
      readonly CachesDeleted: readonly string[] | null;
      readonly SpaceReclaimed: number;
    };
    const gone = before.filter(({ ID }) => CachesDeleted?.includes(ID));
    if (gone.length > 0) yield* client.stdout.print(table(gone, client.process.machine.kernel.clock));
    yield* client.stdout.line(`Total:\t${humanSize(SpaceReclaimed)}`);
    return 0;
  },
};

function otherBuilder(flags: FlagValues): Failure | undefined {
  const name = flags.string('builder');
  return name === '' || name === 'default' ? undefined : { error: `ERROR: no builder "${name}" found` };
}

function* cacheRecords(client: Client): Task<readonly CacheRecord[] | Failure> {
  const answer = yield* client.api.get('/build/cache');
  return isFailure(answer) ? answer : (answer.body as readonly CacheRecord[]);
}

/** Records in columns; a star marks a size that images share. */
function table(records: readonly CacheRecord[], now: number): string {
  const rows = records.map(({ ID, Shared, Size, LastUsedAt }) => [
    ID,
    'true',
    `${humanSize(Size)}${Shared ? '*' : ''}`,
    `${humanDuration(now - Date.parse(LastUsedAt))} ago`,
  ]);
  const all = [['ID', 'RECLAIMABLE', 'SIZE', 'LAST ACCESSED'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(7, ...all.map((row) => (row[column] ?? '').length)) + 3);
  return all.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('')}\n`).join('');
}

const loadBuilders = async () => await import('../buildx/list-builders.ts');
const loadManagement = async () => await import('../buildx/manage-builders.ts');
const loadHistory = async () => await import('../buildx/history.ts');
const loadBake = async () => (await import('../bake/bake.ts')).bake;

/** Builders, past builds and bake files; each loaded when it is first used. */
export const buildxMore: readonly Command[] = [
  {
    name: 'buildx ls',
    notSimulated: ['debug'],
    *run(client, { flags }) {
      return yield* (yield* load(loadBuilders)).listBuilders(client, flags);
    },
  },
  {
    name: 'buildx inspect',
    notSimulated: ['debug'],
    *run(client, { flags, args }) {
      return yield* (yield* load(loadBuilders)).inspectBuilder(client, flags, args[0] ?? '');
    },
  },
  {
    name: 'buildx create',
    notSimulated: ['buildkitd-config', 'buildkitd-flags', 'debug', 'driver-opt', 'platform'],
    *run(client, { flags, args }) {
      return yield* (yield* load(loadManagement)).createBuilder(client, flags, args[0] ?? '');
    },
  },
  {
    name: 'buildx use',
    notSimulated: ['debug', 'default', 'global'],
    *run(client, { args }) {
      return yield* (yield* load(loadManagement)).useBuilder(client, args[0] ?? client.context);
    },
  },
  {
    name: 'buildx rm',
    notSimulated: ['debug', 'keep-daemon', 'keep-state'],
    *run(client, { flags, args }) {
      return yield* (yield* load(loadManagement)).removeBuilders(client, flags, args);
    },
  },
  {
    name: 'buildx stop',
    notSimulated: ['debug'],
    *run(client, { flags, args }) {
      return yield* (yield* load(loadManagement)).stopBuilder(client, flags, args[0] ?? '');
    },
  },
  {
    name: 'buildx history ls',
    notSimulated: ['debug', 'filter', 'local'],
    *run(client, { flags }) {
      return yield* (yield* load(loadHistory)).listHistory(client, flags);
    },
  },
  {
    name: 'buildx history inspect',
    notSimulated: ['debug'],
    *run(client, { flags, args }) {
      return yield* (yield* load(loadHistory)).inspectHistory(client, flags, args[0] ?? '');
    },
  },
  {
    name: 'buildx history logs',
    notSimulated: ['debug'],
    *run(client, { flags, args }) {
      return yield* (yield* load(loadHistory)).historyLogs(client, flags, args[0] ?? '');
    },
  },
  {
    name: 'buildx history rm',
    notSimulated: ['debug'],
    *run(client, { flags, args }) {
      return yield* (yield* load(loadHistory)).removeHistory(client, flags, args);
    },
  },
  {
    name: 'buildx bake',
    notSimulated: ['allow', 'call', 'check', 'debug', 'metadata-file', 'provenance', 'sbom'],
    *run(client, { flags, args }) {
      return yield* (yield* load(loadBake))(client, flags, args);
    },
  },
];
