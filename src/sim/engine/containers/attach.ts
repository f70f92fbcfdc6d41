// POST /containers/{id}/attach, POST /containers/{id}/resize is in resize.ts
import type { Exchange, Request, Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { boolean } from '../query.ts';
import { detachKeysOf, feedInput, usualKeys } from './input.ts';
import { framePipe, type Frame } from './outputs.ts';

/** Joins a client to the streams of a container. It may be attached before it is started, and by several clients at once. */
export function* attachContainer(
  engine: Engine,
  params: { id: string },
  message: Request,
  exchange: Exchange,
): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  yield* container.settled();
  const { state, config } = container.record;
  if (state === 'paused') return errorResponse(errors.attachPaused(params.id));
  if (state === 'restarting') return errorResponse(errors.attachRestarting(params.id));
  const { query } = message;
  if (query['detachKeys'] && !detachKeysOf(query['detachKeys']))
    return errorResponse(errors.escapeKeys(query['detachKeys']));
  const stream = boolean(query['stream']);
  const wants = { stdout: boolean(query['stdout']), stderr: boolean(query['stderr']) };
  const pipe = framePipe();
  if (boolean(query['logs']))
    for (const { stream: name, data } of container.log.lines)
      if (wants[name]) pipe.offer({ stream: name, data } satisfies Frame);
  const attachment = { pipe, ...wants };
  if (stream && (container.running !== undefined || container.may('start'))) {
    container.outputs.add(attachment);
    exchange.abandoned.whenOpened(() => {
      container.outputs.remove(attachment);
    });
  } else pipe.close();
  container.emit('attach');
  if (stream && boolean(query['stdin']) && config.OpenStdin && message.upload) {
    const target = {
      get terminal() {
        return container.running?.terminal;
      },
      get stdin() {
        return container.running?.stdin;
      },
      closeStdin: () => container.running?.streams.closeStdin(),
    };
    feedInput(
      engine,
      message.upload,
      target,
      detachKeysOf(query['detachKeys']) ?? usualKeys,
      () => {
        container.emit('detach');
        container.outputs.remove(attachment);
      },
      {
        closesAtEnd: config.StdinOnce,
        onEnd: () => {
          container.outputs.remove(attachment);
        },
        starting: container,
      },
    );
  }
  const upgrade = message.headers['upgrade'] === 'tcp';
  const type = config.Tty ? 'application/vnd.docker.raw-stream' : 'application/vnd.docker.multiplexed-stream';
  return { status: upgrade ? 101 : 200, headers: { 'content-type': type }, stream: pipe };
}
