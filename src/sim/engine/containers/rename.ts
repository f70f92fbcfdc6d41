// POST /containers/{id}/rename
import type { Request, Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { dnsNamesOf } from '../networks/endpoints.ts';

/** Gives a container another name, under which others find it at once. */
export function* renameContainer(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const { name = '' } = message.query;
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  if (name === '') return errorResponse(errors.emptyRename());
  yield* container.settled();
  const before = container.record.name;
  if (name === before || name === `/${before}`) return errorResponse(errors.sameName());
  const reserved = engine.containers.reserve(container.id, name);
  if (reserved instanceof ApiError)
    return errorResponse(
      errors.rename(reserved.code === 'invalid-container-name' ? errors.invalidContainerName(`/${name}`) : reserved),
    );
  engine.containers.free(before);
  const own = container.running?.own;
  const endpoints = container.record.endpoints.map((endpoint) => {
    if (!own || endpoint.dnsNames.length === 0) return endpoint;
    const dnsNames = dnsNamesOf(reserved, endpoint.aliases, container.id);
    engine.machine.networks.rename(own, endpoint.network, dnsNames);
    return { ...endpoint, dnsNames };
  });
  container.update({ name: reserved, endpoints });
  container.emit('rename', { oldName: `/${before}` });
  return { status: 204, headers: {} };
}
