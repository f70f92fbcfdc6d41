// POST /containers/{id}/pause, /unpause: the control group's freezer.
import type { Response } from '../../kernel/message.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import type { Container } from './container.ts';

/** Freezes all processes of a container that runs. */
export function* pauseContainer(engine: Engine, params: { id: string }): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  yield* container.settled();
  const { state } = container.record;
  if (state === 'paused') return errorResponse(errors.alreadyPaused(container.id));
  if (state === 'restarting') return errorResponse(errors.restarting(container.id));
  if (!container.may('pause')) return errorResponse(errors.notRunning(container.id));
  freeze(container);
  yield* sleep(5);
  return { status: 204, headers: {} };
}

/** Lets them go on. */
export function* unpauseContainer(engine: Engine, params: { id: string }): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  yield* container.settled();
  if (!container.may('unpause')) return errorResponse(errors.notPaused(container.id));
  thaw(container);
  yield* sleep(5);
  return { status: 204, headers: {} };
}

/** Freezes now. */
export function freeze(container: Container): void {
  container.engine.machine.freeze(container.id);
  container.move('pause');
  container.emit('pause');
}

/** Thaws now. */
export function thaw(container: Container): void {
  container.engine.machine.thaw(container.id);
  container.move('unpause');
  container.emit('unpause');
}
