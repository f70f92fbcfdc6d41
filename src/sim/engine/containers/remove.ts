// DELETE /containers/{id}, POST /containers/prune
import { json, type Request, type Response } from '../../kernel/message.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { boolean, matchesLabels, parseFilters } from '../query.ts';
import { parseTime } from '../times.ts';
import { anonymousLabel } from '../volumes/volume-store.ts';
import type { Container } from './container.ts';

/** `force` kills it first, `v` removes its anonymous volumes too. */
export function* removeContainer(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  if (boolean(message.query['link'])) return errorResponse(errors.removeLink());
  yield* container.settled();
  if (container.removed.opened) return errorResponse(errors.noSuchContainer(params.id));
  const { state } = container.record;
  if (!boolean(message.query['force'])) {
    if (state === 'paused')
      return errorResponse(errors.cannotRemove(params.id, 'container is paused and must be unpaused first'));
    if (state === 'running' || state === 'restarting')
      return errorResponse(
        errors.cannotRemove(params.id, `container is ${state}: stop the container before removing or force remove`),
      );
  }
  if (state === 'removing') return errorResponse(errors.removalInProgress(params.id));
  const idle = engine.busy('removing');
  yield* kill(container);
  // Somebody may have started it again at the same moment.
  for (yield* container.settled(); container.running; yield* container.settled()) yield* kill(container);
  // Nothing happens if something else removed it meanwhile.
  yield* removeNow(container, boolean(message.query['v']));
  idle();
  return { status: 204, headers: {} };
}

function* kill(container: Container): Task {
  container.expectEnd = true;
  // An automatic removal must not come between.
  container.isRestarted = true;
  if (container.record.state === 'restarting') {
    container.restart?.cancel();
    container.move('giveUp');
  }
  const { running, engine } = container;
  if (!running) return;
  if (container.record.state === 'paused') engine.machine.thaw(container.id);
  engine.machine.signal(running.init, 'KILL');
  container.emit('kill', { signal: '9' });
  while (container.running) yield* container.ended.next();
}

/** Removes a container that does not run. */
export function* removeNow(container: Container, withVolumes: boolean): Task {
  const { engine, record } = container;
  if (container.removed.opened || !container.may('remove')) return;
  container.move('remove');
  yield* sleep(10);
  engine.containers.delete(container);
  container.move('removed');
  for (const [id, exec] of engine.execs) if (exec.container === container) engine.execs.delete(id);
  container.emit('destroy');
  if (!withVolumes) return;
  for (const { type, name } of record.mounts) {
    const volume = type === 'volume' ? engine.volumes.get(name) : undefined;
    if (volume?.labels?.[anonymousLabel] !== undefined && engine.volumes.users(name).length === 0)
      engine.volumes.remove(name);
  }
}

/** Removes all containers that do not run. */
export function* pruneContainers(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const filters = parseFilters(message.query['filters'], ['label', 'label!', 'until']);
  if (filters instanceof ApiError) return errorResponse(filters);
  const [until] = filters.get('until') ?? [];
  const before = until === undefined ? Infinity : parseTime(until, engine.kernel.clock);
  if (before === undefined) return errorResponse(errors.invalidTime(until ?? ''));
  const removed: string[] = [];
  let reclaimed = 0;
  for (const container of [...engine.containers.all()].reverse()) {
    const { record } = container;
    if (container.running || container.starting || !container.may('remove') || record.createdAt > before) continue;
    if (!matchesLabels(filters, 'label', record.config.Labels)) continue;
    if (filters.has('label!') && matchesLabels(filters, 'label!', record.config.Labels)) continue;
    container.flush();
    reclaimed += container.record.writableSize;
    yield* removeNow(container, false);
    removed.push(container.id);
  }
  engine.events.emit('container', 'prune', '', { reclaimed: String(reclaimed) });
  return json(200, { ContainersDeleted: removed.length > 0 ? removed : null, SpaceReclaimed: reclaimed });
}
