// GET /containers/{id}/json: every field of `docker inspect`. Worked out only when somebody asks.
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse } from '../errors.ts';
import { layerFolder } from '../layers/layer-folder.ts';
import { boolean } from '../query.ts';
import type { Container } from './container.ts';
import { describeContainer, describeSize } from './describe-container.ts';

/** One container; `size` adds the sizes of its files. */
export function* inspectContainer(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  yield* container.settled();
  return json(200, document(container, boolean(message.query['size'])));
}

function document(container: Container, size: boolean): object {
  container.flush();
  const { engine, record, imageLayers, imageSize } = container;
  const folders = imageLayers.map((chain) => layerFolder(chain, engine.layers.get(chain)));
  return describeContainer(record, folders, size ? describeSize(record, imageSize) : {});
}
