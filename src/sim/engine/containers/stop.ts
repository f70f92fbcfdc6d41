// POST /containers/{id}/stop, /kill, /restart
import type { Signal } from '../../computer/contract.ts';
import { signalNumber } from '../../computer/processes/signals.ts';
import type { Request, Response } from '../../kernel/message.ts';
import { race, sleep, type Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { integer } from '../query.ts';
import type { Container } from './container.ts';
import { thaw } from './pause.ts';
import { parseSignal } from './signal.ts';
import { start } from './start.ts';

/** Seconds that a container has for its own end. */
const usualTimeout = 10;

/** Asks the first process to end, and kills it when it has not after a while. */
export function* stopContainer(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  yield* container.settled();
  if (!container.running && container.record.state !== 'restarting') return errorResponse(errors.notModified());
  const options = optionsOf(container, message, (why) => errors.cannotStop(params.id, why));
  if (options instanceof ApiError) return errorResponse(options);
  const idle = engine.busy('stopping');
  yield* stop(container, options.timeout, options.signal);
  idle();
  return { status: 204, headers: {} };
}

function optionsOf(
  container: Container,
  message: Request,
  refuseSignal: (why: ApiError) => ApiError,
): { timeout: number; signal: Signal } | ApiError {
  const { config } = container.record;
  const timeout = integer(message.query['t'], config.StopTimeout ?? usualTimeout);
  if (timeout instanceof ApiError) return timeout;
  const asked = message.query['signal'];
  const signal = parseSignal(asked ? asked : (config.StopSignal ?? 'TERM'));
  return signal instanceof ApiError ? refuseSignal(signal) : { timeout, signal };
}

/** Stops a container as the user wishes; a negative timeout waits for ever. */
function* stop(container: Container, timeout: number, signal: Signal): Task {
  container.update({ stoppedByUser: true });
  yield* halt(container, timeout, signal);
}

/** Stops a container as its own configuration says, because the daemon ends: nobody wished it. */
export function* stopWithDaemon(container: Container): Task {
  yield* container.settled();
  const { StopTimeout, StopSignal } = container.record.config;
  const signal = parseSignal(StopSignal ?? 'TERM');
  yield* halt(container, StopTimeout ?? usualTimeout, signal instanceof ApiError ? 'TERM' : signal);
}

function* halt(container: Container, timeout: number, signal: Signal): Task {
  if (container.record.state === 'restarting') {
    container.restart?.cancel();
    container.restart = undefined;
    container.move('giveUp');
    container.emit('stop');
    container.ended.fire(container.record.exitCode);
    return;
  }
  if (!container.running) return;
  container.expectEnd = true;
  deliver(container, signal);
  if (timeout !== 0 || signal !== 'KILL') yield* endWithin(container, timeout < 0 ? Infinity : timeout * 1000);
  if (container.isLive) {
    deliver(container, 'KILL');
    yield* untilEnded(container);
  }
  container.emit('stop');
}

/** Sends a signal to the first process and tells of it. A paused container is thawed: else the signal would wait. */
function deliver(container: Container, signal: Signal): void {
  const { running, engine } = container;
  if (!running) return;
  engine.machine.signal(running.init, signal);
  container.emit('kill', { signal: String(signalNumber(signal)) });
  if (container.record.state === 'paused') thaw(container);
}

function* untilEnded(container: Container): Task {
  while (container.running) yield* container.ended.next();
}

function* endWithin(container: Container, ms: number): Task {
  if (ms === Infinity) {
    yield* untilEnded(container);
    return;
  }
  yield* race([untilEnded(container), sleep(ms)]);
}

/** Sends a signal, by default KILL, and comes back at once, or after the end for KILL. */
export function* killContainer(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const refuse = (why: ApiError): Response => errorResponse(errors.cannotKill(params.id, why));
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return refuse(container);
  const asked = message.query['signal'];
  const signal = asked ? parseSignal(asked) : 'KILL';
  if (signal instanceof ApiError) return refuse(signal);
  yield* container.settled();
  if (!container.running || !container.may('signal')) return refuse(errors.notRunning(container.id));
  const stopSignal = parseSignal(container.record.config.StopSignal ?? 'TERM');
  if (signal === 'KILL' || signal === stopSignal) {
    container.expectEnd = true;
    container.update({ stoppedByUser: true });
  }
  deliver(container, signal);
  if (signal === 'KILL') yield* untilEnded(container);
  return { status: 204, headers: {} };
}

/** Stops it if it runs, and starts it. */
export function* restartContainer(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  const options = optionsOf(container, message, (why) => errors.cannotRestart(params.id, why));
  if (options instanceof ApiError) return errorResponse(options);
  const idle = engine.busy('restarting');
  container.isRestarted = true;
  try {
    yield* container.settled();
    yield* stop(container, options.timeout, options.signal);
    yield* container.settled();
    container.resetRestarts();
    const failure = container.may('start') ? yield* start(container) : errors.startRemoving();
    if (failure) return errorResponse(failure);
    container.emit('restart');
    return { status: 204, headers: {} };
  } finally {
    container.isRestarted = false;
    idle();
  }
}
