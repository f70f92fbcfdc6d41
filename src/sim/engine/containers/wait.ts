// POST /containers/{id}/wait
import { json, type Exchange, type Request, type Response } from '../../kernel/message.ts';
import { race, type Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import type { Container } from './container.ts';

/**
 * Answers with the exit code when the condition comes true: `not-running` (at once for a container that does not run),
 * `next-exit`, `removed`.
 */
export function* waitContainer(
  engine: Engine,
  params: { id: string },
  message: Request,
  exchange: Exchange,
): Task<Response> {
  const { condition = '' } = message.query;
  if (!['', 'not-running', 'next-exit', 'removed'].includes(condition))
    return errorResponse(errors.invalidCondition(condition));
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  const code = yield* race<number | undefined>([until(container, condition), gone(exchange)]);
  return json(200, { StatusCode: code ?? 0 });
}

function* gone(exchange: Exchange): Task<undefined> {
  yield* exchange.abandoned.wait();
  return undefined;
}

function* until(container: Container, condition: string): Task<number> {
  if (condition === 'removed') {
    yield* container.removed.wait();
    return container.record.exitCode;
  }
  const live = container.running !== undefined || container.record.state === 'restarting' || container.starting;
  if (condition !== 'next-exit' && !live) return container.record.exitCode;
  for (;;) {
    const code = yield* race([container.ended.next(), removal(container)]);
    // While a restart policy goes on, a container is not taken to have stopped.
    if (condition === 'next-exit' || container.record.state !== 'restarting') return code;
  }
}

function* removal(container: Container): Task<number> {
  yield* container.removed.wait();
  return container.record.exitCode;
}
