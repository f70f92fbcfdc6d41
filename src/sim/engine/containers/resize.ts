// POST /containers/{id}/resize
import type { Request, Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';

/** The size that a request names. */
export function sizeOf({ query }: Request): { readonly rows: number; readonly columns: number } | ApiError {
  const { h = '', w = '' } = query;
  if (!/^\d+$/.test(h)) return errors.invalidSize('height', h);
  if (!/^\d+$/.test(w)) return errors.invalidSize('width', w);
  return { rows: Number(h), columns: Number(w) };
}

/** Sets the size of the terminal of a container that runs. */
export function* resizeContainer(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  const size = sizeOf(message);
  if (size instanceof ApiError) return errorResponse(size);
  if (!container.running) return errorResponse(errors.notRunning(container.id));
  container.running.terminal?.resize(size.columns, size.rows);
  return { status: 200, headers: {} };
}
