// Starts the containers of services, each service once those that it depends on are as it wants them.
import { all, sleep, type Task } from '../../../kernel/task.ts';
import type { Client } from '../../client.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { pairs, type Project } from '../model/project.ts';
import { isMapping, section, type Mapping } from '../model/tree.ts';
import { byNumber, listContainers, type ProjectContainer } from './containers.ts';
import { injectFiles, needsOf, scaleOf } from './converge.ts';
import { textOf } from './fields.ts';
import { inOrder } from './order.ts';
import type { Progress } from './progress.ts';

/** How often the state of a container is asked for while something waits for it, ms. */
const interval = 500;

interface State {
  readonly Status: string;
  readonly ExitCode: number;
  readonly Health?: { readonly Status: string };
}

/** Starts them. `started` is told of each container before it starts. */
export function* startServices(
  client: Client,
  project: Project,
  progress: Progress,
  started?: (container: ProjectContainer) => Task,
): Task<Failure | undefined> {
  const containers = yield* listContainers(client, project.name, { all: true, oneoff: 'exclude' });
  if (isFailure(containers)) return containers;
  return yield* inOrder([...project.services.keys()], needsOf(project), (name) => {
    const own = containers.filter(({ service }) => service === name).sort(byNumber);
    // That a service has none is a mistake only where the whole project has none.
    if (containers.length === 0 && scaleOf(project.services.get(name) ?? {}) > 0) return nothingToStart(name);
    return startService(client, project, name, own, progress, started);
  });
}

function* nothingToStart(name: string): Task<Failure> {
  return { error: `service "${name}" has no container to start` };
}

function* startService(
  client: Client,
  project: Project,
  name: string,
  containers: readonly ProjectContainer[],
  progress: Progress,
  started: ((container: ProjectContainer) => Task) | undefined,
): Task<Failure | undefined> {
  const fields = project.services.get(name) ?? {};
  const waited = yield* waitDependencies(client, project, fields, progress);
  if (waited) return waited;
  for (const container of containers) {
    if (container.State === 'running') continue;
    const id = `Container ${container.name}`;
    const injected = yield* injectFiles(client, project, fields, container.Id);
    if (injected) return injected;
    yield* progress.event(id, 'working', 'Starting');
    if (started) yield* started(container);
    const answer = yield* client.api.post(`/containers/${container.Id}/start`);
    if (isFailure(answer)) return answer;
    const hooked = yield* runHooks(client, container, fields, 'post_start');
    if (hooked) return hooked;
    yield* progress.event(id, 'done', 'Started');
  }
  return undefined;
}

/** Commands that a service wants run inside its containers at the start or before the end. */
export function* runHooks(
  client: Client,
  { Id }: ProjectContainer,
  fields: Mapping,
  kind: 'post_start' | 'pre_stop',
): Task<Failure | undefined> {
  const hooks = fields[kind];
  for (const hook of Array.isArray(hooks) ? (hooks as readonly Mapping[]) : []) {
    const code = yield* runCommand(client, Id, hook);
    if (isFailure(code)) return code;
    if (code !== 0) return { error: `${kind} hook exited with status ${code}` };
  }
  return undefined;
}

/** Runs a command inside a container to its end; its exit code. */
export function* runCommand(client: Client, container: string, hook: Mapping): Task<number | Failure> {
  const { command } = hook;
  const words = Array.isArray(command) ? (command as readonly string[]) : textOf(hook, 'command').split(/\s+/);
  const made = yield* client.api.post(
    `/containers/${container}/exec`,
    {},
    {
      User: textOf(hook, 'user'),
      Privileged: hook['privileged'] === true,
      WorkingDir: textOf(hook, 'working_dir'),
      Env: pairs(hook['environment']).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])),
      Cmd: words,
      AttachStdout: true,
      AttachStderr: true,
    },
  );
  if (isFailure(made)) return made;
  const id = (made.body as { Id: string }).Id;
  const run = yield* client.api.post(`/exec/${id}/start`, {}, { Detach: false, Tty: false });
  if (isFailure(run)) return run;
  while (run.stream && (yield* run.stream.read()) !== undefined);
  const state = yield* client.api.get(`/exec/${id}/json`);
  return isFailure(state) ? 0 : ((state.body as { ExitCode: number | null }).ExitCode ?? 0);
}

/** Waits until what a service depends on is as its conditions say. */
export function* waitDependencies(
  client: Client,
  project: Project,
  fields: Mapping,
  progress: Progress,
): Task<Failure | undefined> {
  const conditions = Object.entries(section(fields, 'depends_on')).filter(([name]) => project.services.has(name));
  const results = yield* all(
    conditions.map(function* ([name, settings]): Task<Failure | undefined> {
      const { condition, required } = isMapping(settings)
        ? { condition: textOf(settings, 'condition'), required: settings['required'] !== false }
        : { condition: 'service_started', required: true };
      if (condition === 'service_started' || condition === '') return undefined;
      const containers = yield* listContainers(client, project.name, {
        all: true,
        oneoff: 'exclude',
        services: [name],
      });
      if (isFailure(containers)) return containers;
      const found = yield* all(
        containers.map((container) =>
          condition === 'service_healthy'
            ? waitHealthy(client, container, progress, 'dependency')
            : waitCompleted(client, container, name, progress),
        ),
      );
      const failed = found.find((one) => one !== undefined);
      return failed && !required ? undefined : failed;
    }),
  );
  return results.find((result) => result !== undefined);
}

function* stateOf(client: Client, { Id }: ProjectContainer): Task<State | Failure> {
  const answer = yield* client.api.get(`/containers/${Id}/json`);
  return isFailure(answer) ? answer : (answer.body as { State: State }).State;
}

/** Waits until a container is healthy; one without a check is when it runs, if that will do. */
export function* waitHealthy(
  client: Client,
  container: ProjectContainer,
  progress: Progress,
  why: 'dependency' | 'wait',
): Task<Failure | undefined> {
  const id = `Container ${container.name}`;
  yield* progress.event(id, 'working', 'Waiting');
  for (;;) {
    yield* sleep(interval);
    const state = yield* stateOf(client, container);
    if (isFailure(state)) return state;
    const health = state.Health?.Status;
    const failed = (text: string): Failure => ({
      error: why === 'dependency' ? `dependency failed to start: ${text}` : text,
    });
    if (health === 'unhealthy') {
      if (why === 'dependency') yield* progress.event(id, 'error', 'Error');
      return failed(`container ${container.name} is unhealthy`);
    }
    if (state.Status === 'exited') {
      if (why === 'dependency') yield* progress.event(id, 'error', 'Error');
      return failed(`container ${container.name} exited (${state.ExitCode})`);
    }
    if (health === 'healthy' || (health === undefined && why === 'wait' && state.Status === 'running')) {
      yield* progress.event(id, 'done', 'Healthy');
      return undefined;
    }
    if (health === undefined && why === 'dependency') {
      yield* progress.event(id, 'error', 'Error');
      return failed(`container ${container.name} has no healthcheck configured`);
    }
  }
}

function* waitCompleted(
  client: Client,
  container: ProjectContainer,
  service: string,
  progress: Progress,
): Task<Failure | undefined> {
  const id = `Container ${container.name}`;
  yield* progress.event(id, 'working', 'Waiting');
  for (;;) {
    yield* sleep(interval);
    const state = yield* stateOf(client, container);
    if (isFailure(state)) return state;
    if (state.Status !== 'exited') continue;
    if (state.ExitCode !== 0) {
      yield* progress.event(id, 'error', `service "${service}" didn't complete successfully: exit ${state.ExitCode}`);
      return { error: `service "${service}" didn't complete successfully: exit ${state.ExitCode}` };
    }
    yield* progress.event(id, 'done', 'Exited');
    return undefined;
  }
}
