// docker buildx du, prune (docker builder prune) and version: the one builder that a daemon has of its own.
import { load, type Task } from '../../kernel/task.ts';
import { ask } from '../ask.ts';
import { fail, type Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { parseDuration } from '../format/duration.ts';
import { formatRows, tableRow } from '../format/table.ts';
import { humanDuration, humanSize } from '../format/units.ts';
import type { GoStruct } from '../format/value.ts';
import type { Command } from './command.ts';

/** A record of the build cache, as the daemon tells it. */
interface CacheRecord {
  readonly ID: string;
  readonly Parents: readonly string[] | null;
  readonly Type: string;
  readonly Description: string;
  readonly CreatedAt: string;
  readonly UsageCount: number;
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
  notSimulated: ['debug'],
  *run(client, { flags }) {
    const unknown = otherBuilder(flags);
    if (unknown) return yield* fail(client, unknown.error);
    const all = yield* cacheRecords(client);
    if (isFailure(all)) return yield* fail(client, `ERROR: ${all.error}`);
    const records = chosen(all, flags.filters());
    const now = client.process.machine.kernel.clock;
    const format = flags.string('format');
    if (format !== '' && format !== 'table') {
      const formatted = formatRows({ format, header: {}, rows: records.map((record) => templateRow(record, now)) });
      if (formatted.kind !== 'text') return yield* fail(client, `ERROR: ${formatted.message}`);
      yield* client.stdout.print(formatted.text);
      return 0;
    }
    yield* client.stdout.print(flags.bool('verbose') ? details(records, now) : table(records, now));
    // Of a choice no sums are told.
    if (Object.keys(flags.filters()).length > 0) return 0;
    const sum = (list: readonly CacheRecord[]): string => humanSize(list.reduce((total, { Size }) => total + Size, 0));
    const shared = records.filter(({ Shared }) => Shared);
    if (shared.some(({ Size }) => Size > 0)) {
      yield* client.stdout.line(`Shared:\t\t${sum(shared)}`);
      yield* client.stdout.line(`Private:\t${sum(records.filter(({ Shared }) => !Shared))}`);
    }
    yield* client.stdout.line(`Reclaimable:\t${sum(records)}\nTotal:\t\t${sum(records)}`);
    return 0;
  },
};

const filterNames = new Set(
  'id parent type description inuse shared private mutable immutable until unused-for'.split(' '),
);

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
    for (const text of filters['until'] ?? []) {
      const age = parseDuration(text);
      if ('error' in age)
        return yield* fail(client, `ERROR: "until" filter expects a duration (e.g., '24h'): ${age.error}`);
    }
    // A filter by what no record has chooses none.
    if (Object.keys(filters).some((name) => !filterNames.has(name))) {
      yield* client.stdout.line('Total:\t0B');
      return 0;
    }
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

/** The records that filters choose. */
function chosen(records: readonly CacheRecord[], filters: Readonly<Record<string, readonly string[]>>): CacheRecord[] {
  const wants = (name: string, value: string): boolean => (filters[name] ?? [value]).includes(value);
  const known = ['id', 'type', 'shared', 'private', 'description', 'inuse', 'mutable', 'immutable'];
  if (Object.keys(filters).some((name) => !known.includes(name))) return [];
  return records.filter(
    ({ ID, Type, Shared, Description }) =>
      wants('id', ID) &&
      wants('type', Type) &&
      wants('description', Description) &&
      (filters['shared'] === undefined || Shared) &&
      (filters['private'] === undefined || !Shared) &&
      filters['inuse'] === undefined &&
      (filters['mutable'] === undefined || isMutable(Type)) &&
      (filters['immutable'] === undefined || !isMutable(Type)),
  );
}

const isMutable = (type: string): boolean => type !== 'regular';

const moment = (time: string): string => `${time.replace('T', ' ').replace('Z', '')} +0000 UTC`;

const templateRow = (record: CacheRecord, now: number): GoStruct =>
  tableRow('*commands.duContext', {
    CreatedAt: () => moment(record.CreatedAt),
    Description: () => record.Description,
    ID: () => record.ID,
    LastUsedAt: () => `${humanDuration(now - Date.parse(record.LastUsedAt))} ago`,
    Mutable: () => isMutable(record.Type),
    Parents: () => record.Parents,
    Reclaimable: () => true,
    Shared: () => record.Shared,
    Size: () => humanSize(record.Size),
    Type: () => record.Type,
    UsageCount: () => record.UsageCount,
  });

/** Records one below the other. */
function details(records: readonly CacheRecord[], now: number): string {
  return records
    .map(({ ID, Parents, Type, Description, CreatedAt, Shared, Size, LastUsedAt, UsageCount }) =>
      [
        `ID:           ${ID}`,
        ...(Parents && Parents.length > 0 ? ['Parents:', ...Parents.map((parent) => ` - ${parent}`)] : []),
        `Created at:   ${moment(CreatedAt)}`,
        `Mutable:      ${String(isMutable(Type))}`,
        'Reclaimable:  true',
        `Shared:       ${String(Shared)}`,
        `Size:         ${humanSize(Size)}`,
        `Description:  ${Description}`,
        `Usage count:  ${UsageCount}`,
        `Last used:    ${humanDuration(now - Date.parse(LastUsedAt))} ago`,
        `Type:         ${Type}`,
        '',
        '',
      ].join('\n'),
    )
    .join('');
}

/** Records in columns; a star marks a size that images share. */
function table(records: readonly CacheRecord[], now: number): string {
  const rows = records.map(({ ID, Type, Shared, Size, LastUsedAt }) => [
    `${ID}${isMutable(Type) ? '*' : ''}`,
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
    notSimulated: ['allow', 'debug', 'provenance', 'sbom'],
    *run(client, { flags, args }) {
      return yield* (yield* load(loadBake))(client, flags, args);
    },
  },
];
