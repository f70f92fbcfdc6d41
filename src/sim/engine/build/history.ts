// GET /build/history and what belongs to it: the builds that an engine remembers, as BuildKit's history has them.
import { json, type Response } from '../../kernel/message.ts';
import type { Engine } from '../engine.ts';
import { errorResponse, ApiError } from '../errors.ts';
import { recordKey } from '../records.ts';
import type { BuildRecord } from './build-record.ts';
import type { BuildMessage } from './status.ts';

/** What builds told their clients, by engine and build. */
const logs = new WeakMap<Engine, Map<string, readonly BuildMessage[]>>();

/** Keeps what a build has told. */
export function keepLog(engine: Engine, id: string, messages: readonly BuildMessage[]): void {
  const kept = logs.get(engine) ?? new Map<string, readonly BuildMessage[]>();
  kept.set(id, messages);
  logs.set(engine, kept);
}

const statuses = { running: 'Running', done: 'Completed', failed: 'Error', cancelled: 'Canceled' } as const;

function describe(engine: Engine, record: BuildRecord): object {
  const { id, context, dockerfile, state, steps, stages, target, startedAt, completedAt, error, image } = record;
  const named = stages[target]?.name ?? '';
  const isLast = target === stages.length - 1;
  const folder = context.split('/').at(-1) ?? '';
  const vertices = new Map<number, NonNullable<BuildMessage['vertex']>>();
  for (const { vertex } of logs.get(engine)?.get(id) ?? []) if (vertex) vertices.set(vertex.id, vertex);
  const all = [...vertices.values()];
  const ended = all.filter(({ completed, error: why }) => completed !== undefined && why === undefined);
  return {
    Ref: id,
    Name: `${folder === '' ? dockerfile : folder}${named === '' || isLast ? '' : ` (${named})`}`,
    Status: statuses[state],
    Context: folder === '' ? '-' : '.',
    Dockerfile: dockerfile,
    Target: isLast ? '' : named,
    StartedAt: startedAt,
    CompletedAt: completedAt,
    Steps: all.length > 0 ? all.length : steps.length,
    Completed: ended.length,
    Cached: all.filter(({ cached }) => cached).length,
    Error: error,
    Image: image,
    Materials: record.materials,
  };
}

/** Lists them, the latest first. */
export function listHistory(engine: Engine): Response {
  const records = [...engine.kernel.store.all('build')].filter((record) => record.engine === engine.name);
  return json(
    200,
    records.reverse().map((record) => describe(engine, record)),
  );
}

/** What a build told its client. */
export function buildLogs(engine: Engine, { id }: { readonly id: string }): Response {
  const found = logs.get(engine)?.get(id);
  return found
    ? json(200, found)
    : errorResponse(new ApiError('no-such-build', 'not-found', `no record found for ref "${id}"`));
}

/** Forgets a build. */
export function forgetBuild(engine: Engine, { id }: { readonly id: string }): Response {
  engine.kernel.store.delete('build', recordKey(engine.name, id));
  logs.get(engine)?.delete(id);
  return { status: 204, headers: {} };
}
