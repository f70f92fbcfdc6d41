// Room for a command that writes: keys go as `maxmemory-policy` says when `maxmemory` is exceeded (evict.c).
import { bytesOf, type Database, type Entry } from './database.ts';
import { error, type ErrorReply } from './reply.ts';
import type { Server } from './server.ts';

const outOfMemory = error("OOM command not allowed when used memory > 'maxmemory'.");

/** Makes room; an error when there is none for a command that needs it. */
export function evict(server: Server, grows: boolean): ErrorReply | undefined {
  const limit = Number(server.settings.get('maxmemory'));
  if (limit === 0) return undefined;
  let used = server.memory;
  while (used > limit) {
    const victim = choose(server);
    if (!victim) return grows ? outOfMemory : undefined;
    used -= bytesOf(victim.key, victim.entry.value);
    victim.database.remove(victim.key);
    server.stats.evicted++;
    server.parts.persistence.append(victim.database.index, [['DEL', victim.key]]);
  }
  return undefined;
}

interface Candidate {
  readonly database: Database;
  readonly key: string;
  readonly entry: Entry;
}

function choose(server: Server): Candidate | undefined {
  const policy = server.settings.get('maxmemory-policy') ?? 'noeviction';
  if (policy === 'noeviction') return undefined;
  const candidates = server.databases.flatMap((database) =>
    [...database.entries]
      .filter(([, { expiresAt }]) => policy.startsWith('allkeys-') || expiresAt !== undefined)
      .map(([key, entry]): Candidate => ({ database, key, entry })),
  );
  if (candidates.length === 0) return undefined;
  if (policy.endsWith('-random')) return server.parts.random.pick(candidates);
  const worth = ({ entry }: Candidate): number => {
    if (policy.endsWith('-ttl')) return entry.expiresAt ?? Infinity;
    return policy.endsWith('-lfu') ? entry.uses : entry.used;
  };
  return candidates.reduce((least, candidate) => (worth(candidate) < worth(least) ? candidate : least));
}
