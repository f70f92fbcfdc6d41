// The container that a step of the builder before BuildKit runs in.
import { join, spawn, type Task } from '../../../kernel/task.ts';
import type { ContainerConfig } from '../../../oci/image-config.ts';
import type { Container } from '../../containers/container.ts';
import { prepare } from '../../containers/create.ts';
import { framePipe, type Frame } from '../../containers/outputs.ts';
import { start } from '../../containers/start.ts';
import type { Engine } from '../../engine.ts';
import { ApiError } from '../../errors.ts';

/** Makes it of an image, with a configuration that may be ahead of the image's. */
export function createStepContainer(
  engine: Engine,
  image: string,
  command: readonly string[],
  { Env = [], User = '', WorkingDir = '' }: ContainerConfig,
  network: string,
): Container | ApiError {
  const body = {
    Image: image,
    Cmd: command,
    Entrypoint: [''],
    Env,
    User,
    WorkingDir,
    Healthcheck: { Test: ['NONE'] },
    HostConfig: network === 'default' ? {} : { NetworkMode: network },
  };
  const container = prepare(engine, body, undefined);
  if (container instanceof ApiError) return container;
  container.emit('create');
  return container;
}

/** Runs its command to the end, telling what it prints; its exit code. */
export function* runContainer(container: Container, say: (text: string) => void): Task<number | ApiError> {
  const pipe = framePipe();
  container.outputs.add({ pipe, stdout: true, stderr: true });
  const reading = yield* spawn(
    'build output',
    (function* (): Task {
      for (let frame = yield* pipe.read(); frame !== undefined; frame = yield* pipe.read()) {
        const { stream, data } = frame as Frame;
        const text = new TextDecoder().decode(data);
        say(stream === 'stderr' ? `\x1b[91m${text}\x1b[0m` : text);
      }
    })(),
  );
  const failure = yield* start(container);
  if (failure) {
    reading.cancel();
    return failure;
  }
  while (container.running) yield* container.ended.next();
  yield* join(reading);
  return container.record.exitCode;
}
