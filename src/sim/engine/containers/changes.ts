// GET /containers/{id}/changes: what `docker diff` shows.
import { diff } from '../../computer/filesystem/layer.ts';
import { json, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse } from '../errors.ts';

const kinds = { C: 0, A: 1, D: 2 } as const;

/** Paths that differ from the image: changed 0, added 1, deleted 2. */
export function* containerChanges(engine: Engine, params: { id: string }): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  const rows = diff(container.lower, container.disk.tree);
  return json(200, rows.length > 0 ? rows.map(({ path, kind }) => ({ Path: path, Kind: kinds[kind] })) : null);
}
