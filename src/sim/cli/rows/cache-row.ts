// A row of the build cache in `docker system df --verbose`.
import { tableRow } from '../format/table.ts';
import { parseRfc3339 } from '../format/time.ts';
import { humanDuration, humanSize } from '../format/units.ts';
import type { GoStruct } from '../format/value.ts';

/** A record of the build cache as `GET /system/df` lists it. */
export interface CacheRecord {
  readonly ID: string;
  readonly Parents?: readonly string[] | null;
  readonly Type: string;
  readonly Description: string;
  readonly InUse: boolean;
  readonly Shared: boolean;
  readonly Size: number;
  readonly CreatedAt: string;
  readonly LastUsedAt: string | null;
  readonly UsageCount: number;
}

/** Titles of the columns. */
export const cacheHeader: Readonly<Record<string, string>> = {
  ID: 'CACHE ID',
  Parent: 'PARENT',
  CacheType: 'CACHE TYPE',
  Size: 'SIZE',
  CreatedSince: 'CREATED',
  LastUsedSince: 'LAST USED',
  UsageCount: 'USAGE',
  InUse: 'IN USE',
  Shared: 'SHARED',
  Description: 'DESCRIPTION',
};

/** The row of a record; `clock` is now in ms since 1970. */
export function cacheRow(record: CacheRecord, clock: number): GoStruct {
  const since = (time: string): string => `${humanDuration(clock - (parseRfc3339(time) ?? clock))} ago`;
  return tableRow('*formatter.buildCacheContext', {
    ID: () => record.ID.slice(0, 12),
    Parent: () => (record.Parents ?? []).join(', '),
    CacheType: () => record.Type,
    Description: () => record.Description,
    Size: () => humanSize(record.Size, 3),
    CreatedSince: () => since(record.CreatedAt),
    LastUsedSince: () => (record.LastUsedAt === null ? '' : since(record.LastUsedAt)),
    UsageCount: () => String(record.UsageCount),
    InUse: () => String(record.InUse),
    Shared: () => String(record.Shared),
  });
}
