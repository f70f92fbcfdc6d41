// DELETE /networks/{id}, POST /networks/prune
import { json, type Request, type Response } from '../../kernel/message.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { matchesLabels, parseFilters } from '../query.ts';
import type { NetworkRecord } from '../records.ts';
import { parseTime } from '../times.ts';
import { isPredefined, isUsed } from './inspect-network.ts';

/** Removes a network that no running container is on. */
export function* removeNetwork(engine: Engine, params: { id: string }): Task<Response> {
  const network = engine.networks.find(params.id);
  if (network instanceof ApiError) return errorResponse(network);
  if (isPredefined(network)) return errorResponse(errors.removePredefined(network.name));
  const users = [...engine.containers.all()]
    .filter(
      ({ isLive, starting, record }) =>
        (isLive || starting) && record.endpoints.some((endpoint) => endpoint.network === network.id),
    )
    .map(({ record }) => {
      const endpoint = record.endpoints.find(({ network: on }) => on === network.id);
      return `name:"${record.name}" id:"${endpoint?.endpointId.slice(0, 12) ?? ''}"`;
    });
  if (users.length > 0) return errorResponse(errors.networkInUse(network.name, users.join(', ')));
  // At once: a container that starts meanwhile must find it or miss it.
  remove(engine, network);
  yield* sleep(40);
  return { status: 204, headers: {} };
}

/** Removes all networks that nobody uses. */
export function* pruneNetworks(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const filters = parseFilters(message.query['filters'], ['label', 'label!', 'until']);
  if (filters instanceof ApiError) return errorResponse(filters);
  const [until] = filters.get('until') ?? [];
  const before = until === undefined ? Infinity : parseTime(until, engine.kernel.clock);
  if (before === undefined) return errorResponse(errors.invalidTime(until ?? ''));
  const removed: string[] = [];
  for (const network of [...engine.networks.all()]) {
    if (isPredefined(network) || isUsed(engine, network) || network.createdAt > before) continue;
    if (!matchesLabels(filters, 'label', network.labels)) continue;
    if (filters.has('label!') && matchesLabels(filters, 'label!', network.labels)) continue;
    yield* sleep(20);
    if (isUsed(engine, network)) continue;
    remove(engine, network);
    removed.push(network.name);
  }
  engine.events.emit('network', 'prune', '', { reclaimed: '0' });
  return json(200, { NetworksDeleted: removed.length > 0 ? removed : null });
}

function remove(engine: Engine, network: NetworkRecord): void {
  engine.networks.remove(network);
  engine.events.emit('network', 'destroy', network.id, { name: network.name, type: network.driver });
}
