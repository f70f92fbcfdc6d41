// GET /networks, GET /networks/{id}: the JSON of a network, fields in Docker's order.
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { danglingFilter, matchesExactly, matchesLabels, matchesPattern, parseFilters, type Filters } from '../query.ts';
import type { ContainerRecord, NetworkRecord } from '../records.ts';
import { containersOn, describeNetwork } from './describe-network.ts';
import { predefined } from './network-store.ts';

const accepted = ['driver', 'type', 'name', 'id', 'label', 'scope', 'dangling'];

/** Lists networks; the containers on them are left out, as Docker does. */
export function* listNetworks(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const filters = parseFilters(message.query['filters'], accepted);
  if (filters instanceof ApiError) return errorResponse(filters);
  const dangling = danglingFilter(filters);
  if (dangling instanceof ApiError) return errorResponse(errors.danglingNetwork());
  const type = filters.get('type')?.find((value) => value !== 'custom' && value !== 'builtin');
  if (type !== undefined)
    return errorResponse(new ApiError('invalid-filter', 'system', `invalid filter: 'type'='${type}'`));
  const found = [...engine.networks.all()].filter((network) => matches(engine, network, filters, dangling));
  return json(
    200,
    found.map((network) => describeNetwork(network, {})),
  );
}

/** One network with the containers that run on it. */
export function* inspectNetwork(engine: Engine, params: { id: string }): Task<Response> {
  const network = engine.networks.find(params.id);
  if (network instanceof ApiError) return errorResponse(errors.noSuchNetwork(params.id));
  return json(200, describeNetwork(network, containersOn(network, records(engine))));
}

/** Whether a network suits the filters of `docker network ls` and `prune`. */
export function matches(
  engine: Engine,
  network: NetworkRecord,
  filters: Filters,
  dangling: boolean | undefined,
): boolean {
  const builtin = isPredefined(network);
  const types = filters.get('type') ?? [];
  if (types.length > 0 && !types.includes(builtin ? 'builtin' : 'custom')) return false;
  if (dangling !== undefined && dangling !== (!builtin && !isUsed(engine, network))) return false;
  const ids = filters.get('id') ?? [];
  if (ids.length > 0 && !ids.some((id) => network.id.startsWith(id))) return false;
  return (
    matchesPattern(filters, 'name', [network.name]) &&
    matchesExactly(filters, 'driver', network.driver) &&
    matchesExactly(filters, 'scope', network.scope) &&
    matchesLabels(filters, 'label', network.labels)
  );
}

export const isPredefined = (network: NetworkRecord): boolean =>
  (predefined as readonly string[]).includes(network.name);

/** Whether a running container is connected to a network. */
export function isUsed(engine: Engine, network: NetworkRecord): boolean {
  for (const container of engine.containers.all())
    if (
      (container.isLive || container.starting) &&
      container.record.endpoints.some((endpoint) => endpoint.network === network.id)
    )
      return true;
  return false;
}

const records = (engine: Engine): ContainerRecord[] => [...engine.containers.all()].map(({ record }) => record);
