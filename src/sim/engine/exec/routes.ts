// POST /containers/{id}/exec, POST /exec/{id}/start, GET /exec/{id}/json, POST /exec/{id}/resize
import { json, type Exchange, type Request, type Response } from '../../kernel/message.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import { detachKeysOf, feedInput, usualKeys } from '../containers/input.ts';
import { framePipe } from '../containers/outputs.ts';
import { sizeOf } from '../containers/resize.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { Exec, type ExecConfig } from './exec.ts';

/** How long (ms) the runtime takes to enter a container. */
const entering = 15;

/** Makes an exec instance in a container that runs. */
export function* createExec(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const config = (message.body ?? {}) as ExecConfig;
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  yield* container.settled();
  if (config.DetachKeys && !detachKeysOf(config.DetachKeys)) return errorResponse(errors.escapeKeys(config.DetachKeys));
  if (!config.Cmd || config.Cmd.length === 0) return errorResponse(errors.noExecCommand());
  const { state } = container.record;
  if (state === 'paused') return errorResponse(errors.execPaused(params.id));
  if (state === 'restarting') return errorResponse(errors.execRestarting(container.id));
  if (!container.may('exec') || !container.running) return errorResponse(errors.notRunning(container.id));
  return json(201, { Id: Exec.create(container, config).id });
}

/** Runs it; attached unless `Detach`. A command that cannot be run is told on the attached output, as Docker does. */
export function* startExec(
  engine: Engine,
  params: { id: string },
  message: Request,
  exchange: Exchange,
): Task<Response> {
  const exec = engine.execs.get(params.id);
  if (!exec) return errorResponse(errors.noSuchExec(params.id));
  const { container } = exec;
  if (exec.state !== 'created') return errorResponse(errors.execHasRun(params.id));
  if (container.record.state === 'paused') return errorResponse(errors.execPaused(container.record.name));
  if (!container.running) return errorResponse(errors.notRunning(container.id));
  const body = (message.body ?? {}) as { Detach?: boolean; Tty?: boolean; ConsoleSize?: readonly number[] | null };
  yield* sleep(entering);
  if (body.Detach) {
    exec.closeStdin();
    const failure = yield* exec.start(body.ConsoleSize);
    return failure ? errorResponse(failure) : { status: 200, headers: {} };
  }
  const pipe = framePipe();
  const attachment = { pipe, stdout: exec.config.AttachStdout ?? false, stderr: exec.config.AttachStderr ?? false };
  exec.outputs.add(attachment);
  const failure = yield* exec.start(body.ConsoleSize);
  if (failure && exec.refused) return errorResponse(failure);
  if (failure) {
    pipe.offer({ stream: 'stdout', data: new TextEncoder().encode(`${failure.message}\r\n`) });
    exec.outputs.closeAll();
  } else if (exec.config.AttachStdin && message.upload) {
    const detach = (): void => {
      container.emit('exec_detach', { execID: exec.id });
      exec.outputs.remove(attachment);
    };
    feedInput(engine, message.upload, exec, detachKeysOf(exec.config.DetachKeys) ?? usualKeys, detach, {
      closesAtEnd: true,
      onEnd: () => {
        exec.outputs.remove(attachment);
      },
    });
  }
  exchange.abandoned.whenOpened(() => {
    exec.outputs.remove(attachment);
  });
  const upgrade = message.headers['upgrade'] === 'tcp';
  const type = exec.config.Tty ? 'application/vnd.docker.raw-stream' : 'application/vnd.docker.multiplexed-stream';
  return { status: upgrade ? 101 : 200, headers: { 'content-type': type }, stream: pipe };
}

/** What it is and how it ended. */
export function* inspectExec(engine: Engine, params: { id: string }): Task<Response> {
  const exec = engine.execs.get(params.id);
  if (!exec) return errorResponse(errors.noSuchExec(params.id));
  const { config } = exec;
  const [entrypoint = '', ...args] = config.Cmd ?? [];
  return json(200, {
    ID: exec.id,
    Running: exec.state === 'running',
    ExitCode: exec.exitCode,
    ProcessConfig: {
      tty: config.Tty ?? false,
      entrypoint,
      arguments: args,
      privileged: config.Privileged ?? false,
      ...(config.User ? { user: config.User } : {}),
    },
    OpenStdin: config.AttachStdin ?? false,
    OpenStderr: config.AttachStderr ?? false,
    OpenStdout: config.AttachStdout ?? false,
    CanRemove: false,
    ContainerID: exec.container.id,
    DetachKeys: config.DetachKeys ?? '',
    Pid: exec.pid,
  });
}

/** Sets the size of its terminal. */
export function* resizeExec(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const exec = engine.execs.get(params.id);
  if (!exec) return errorResponse(errors.noSuchExec(params.id));
  const size = sizeOf(message);
  if (size instanceof ApiError) return errorResponse(size);
  exec.terminal?.resize(size.columns, size.rows);
  return { status: 200, headers: {} };
}
