// POST /build/prune: the build cache, which is empty until there is a builder.
import { json, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';

/** Nothing to remove. */
export function* pruneBuildCache(_engine: Engine): Task<Response> {
  return json(200, { CachesDeleted: null, SpaceReclaimed: 0 });
}
