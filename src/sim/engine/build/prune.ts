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

/** `all` takes internal records too, which the cache of this engine has none of; `filters` may say `until`. */
export function prune(engine: Engine, { query }: Request): Response {
  const filters = query['filters'] ? (JSON.parse(query['filters']) as Record<string, unknown>) : {};
  const until = filters['until'] ?? filters['unused-for'];
  const text = Array.isArray(until) ? String(until[0]) : '';
  const age = text === '' ? 0 : (parseDuration(text) ?? 0);
  const gone = cacheOf(engine).prune(engine.kernel.clock - age);
  const SpaceReclaimed = gone.reduce((sum, entry) => sum + (isShared(engine, entry) ? 0 : entry.size), 0);
  return json(200, { CachesDeleted: gone.length > 0 ? gone.map(({ id }) => id) : null, SpaceReclaimed });
}

/** The records of the cache, in the Engine API's shape (`GET /system/df`, BuildCache). */
export function list(engine: Engine): Response {
  const records = [...cacheOf(engine).records()].map((entry) => ({
    ID: entry.id,
    Type: entry.type,
    Description: entry.description,
    InUse: false,
    Shared: isShared(engine, entry),
    Size: entry.size,
    CreatedAt: timestamp(entry.createdAt),
    LastUsedAt: timestamp(entry.lastUsed),
    UsageCount: entry.uses,
  }));
  return json(200, records);
}
