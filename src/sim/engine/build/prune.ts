// What is in the build cache, and removing it.
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Engine } from '../engine.ts';
import { parseDuration, timestamp } from '../times.ts';
import type { BuildCacheRecord } from './build-record.ts';
import { cacheOf } from './cache.ts';

const isShared = (engine: Engine, { snapshot }: BuildCacheRecord): boolean => {
  const top = snapshot.chain.at(-1);
  return top !== undefined && [...engine.images.all()].some(({ layers }) => layers.includes(top));
};

/** `all` takes what images share, too; `filters` may say `until`. */
export function prune(engine: Engine, { query }: Request): Response {
  const filters = query['filters'] ? (JSON.parse(query['filters']) as Record<string, unknown>) : {};
  const until = filters['until'] ?? filters['unused-for'];
  const text = Array.isArray(until) ? String(until[0]) : '';
  const age = text === '' ? 0 : (parseDuration(text) ?? 0);
  const all = ['1', 'true'].includes(query['all'] ?? '');
  const before = engine.kernel.clock - age;
  const cache = cacheOf(engine);
  const gone = cache.prune((record) => record.lastUsed <= before && (all || !isShared(engine, record)));
  const local = cache.pruneLocal(before);
  const SpaceReclaimed =
    gone.reduce((sum, entry) => sum + (isShared(engine, entry) ? 0 : entry.size), 0) +
    local.reduce((sum, { size }) => sum + size, 0);
  const ids = [...gone, ...local].map(({ id }) => id);
  return json(200, { CachesDeleted: ids.length > 0 ? ids : null, SpaceReclaimed });
}

/** The records of the cache, in the Engine API's shape (`GET /system/df`, BuildCache). */
export function list(engine: Engine): Response {
  const cache = cacheOf(engine);
  const ids = new Map([...cache.records()].map(({ key, id }) => [key, id]));
  const records = [...cache.records()].map((record) => ({
    ID: record.id,
    Parents: ids.has(record.parent) ? [ids.get(record.parent)] : null,
    Type: record.type,
    Description: record.description,
    InUse: false,
    Shared: isShared(engine, record),
    Size: record.size,
    CreatedAt: timestamp(record.createdAt),
    LastUsedAt: timestamp(record.lastUsed),
    UsageCount: record.uses,
  }));
  const local = cache.localRecords().map((record) => ({
    ID: record.id,
    Parents: null,
    Type: record.type,
    Description: record.description,
    InUse: false,
    Shared: false,
    Size: record.size,
    CreatedAt: timestamp(record.createdAt),
    LastUsedAt: timestamp(record.lastUsed),
    UsageCount: record.uses,
  }));
  return json(200, [...records, ...local]);
}
