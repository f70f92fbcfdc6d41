// GET and POST /volumes…, DELETE /volumes/{name}, POST /volumes/prune
import { json, type Request, type Response } from '../../kernel/message.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import {
  boolean,
  danglingFilter,
  matchesExactly,
  matchesLabels,
  matchesPattern,
  parseFilters,
  type Filters,
} from '../query.ts';
import { describeVolume } from './describe-volume.ts';
import { anonymousLabel } from './volume-store.ts';

/** GET /volumes */
export function* listVolumes(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const filters = parseFilters(message.query['filters'], ['dangling', 'name', 'driver', 'label']);
  if (filters instanceof ApiError) return errorResponse(filters);
  const dangling = danglingFilter(filters);
  if (dangling instanceof ApiError) return errorResponse(dangling);
  const found = [...engine.volumes.all()].filter(
    (volume) =>
      matchesPattern(filters, 'name', [volume.name]) &&
      matchesExactly(filters, 'driver', volume.driver) &&
      matchesLabels(filters, 'label', volume.labels ?? {}) &&
      (dangling === undefined || dangling === (engine.volumes.users(volume.name).length === 0)),
  );
  return json(200, { Volumes: found.length > 0 ? found.map(describeVolume) : null, Warnings: null });
}

/** POST /volumes/create */
export function* createVolume(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const body = (message.body ?? {}) as {
    Name?: string;
    Driver?: string;
    Labels?: Record<string, string> | null;
    DriverOpts?: Record<string, string> | null;
  };
  yield* sleep(5);
  const volume = engine.volumes.create({
    name: body.Name,
    driver: body.Driver,
    labels: body.Labels,
    options: body.DriverOpts,
  });
  return volume instanceof ApiError ? errorResponse(volume) : json(201, describeVolume(volume));
}

/** GET /volumes/{name} */
export function* inspectVolume(engine: Engine, params: { name: string }): Task<Response> {
  const volume = engine.volumes.get(params.name);
  return volume ? json(200, describeVolume(volume)) : errorResponse(errors.noSuchVolume(params.name));
}

/** DELETE /volumes/{name}: `force` makes a missing one no error. */
export function* removeVolume(engine: Engine, params: { name: string }, message: Request): Task<Response> {
  yield* sleep(10);
  if (!engine.volumes.get(params.name)) {
    if (boolean(message.query['force'])) return { status: 204, headers: {} };
    return errorResponse(errors.noSuchVolume(params.name));
  }
  const users = engine.volumes.users(params.name);
  if (users.length > 0) return errorResponse(errors.volumeInUse(params.name, users));
  engine.volumes.remove(params.name);
  return { status: 204, headers: {} };
}

/** POST /volumes/prune: unused anonymous volumes; with the filter `all` named ones too. */
export function* pruneVolumes(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const filters = parseFilters(message.query['filters'], ['label', 'label!', 'all']);
  if (filters instanceof ApiError) return errorResponse(filters);
  const all = allFilter(filters);
  if (all instanceof ApiError) return errorResponse(all);
  const removed: string[] = [];
  let reclaimed = 0;
  for (const volume of [...engine.volumes.all()]) {
    yield* sleep(1);
    const labels = volume.labels ?? {};
    if (!all && labels[anonymousLabel] === undefined) continue;
    // What was made with options of a driver is not the engine's to throw away.
    if (Object.keys(volume.options ?? {}).length > 0) continue;
    if (!matchesLabels(filters, 'label', labels)) continue;
    if (filters.has('label!') && matchesLabels(filters, 'label!', labels)) continue;
    if (engine.volumes.users(volume.name).length > 0) continue;
    removed.push(volume.name);
    reclaimed += volume.size;
    engine.volumes.remove(volume.name);
  }
  engine.events.emit('volume', 'prune', '', { reclaimed: String(reclaimed) });
  return json(200, { VolumesDeleted: removed.length > 0 ? removed : null, SpaceReclaimed: reclaimed });
}

/** The boolean of the filter `all`, as Go reads one. */
function allFilter(filters: Filters): boolean | ApiError {
  const [value] = filters.get('all') ?? [];
  if (value === undefined) return false;
  const yes = /^(?:1|t|T|TRUE|true|True)$/.test(value);
  return yes || /^(?:0|f|F|FALSE|false|False)$/.test(value) ? yes : errors.booleanFilter('all', value);
}
