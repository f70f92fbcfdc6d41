// docker compose create, start, stop, restart, kill, pause, unpause, rm and scale: what changes the state of containers.
import { all, type Task } from '../../../kernel/task.ts';
import { ask } from '../../ask.ts';
import { fail, stdin } from '../../client.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { failWith, type Compose, type Named } from '../compose.ts';
import { isFault } from '../model/fault.ts';
import type { Project } from '../model/project.ts';
import { isMapping, section, type Mapping } from '../model/tree.ts';
import { listContainers, type ContainerQuery, type ProjectContainer } from '../runtime/containers.ts';
import { graceOf, removeContainer, stopContainer } from '../runtime/converge.ts';
import { createProject, plainCreate } from '../runtime/create-project.ts';
import { inOrder } from '../runtime/order.ts';
import { startServices, waitDependencies } from '../runtime/start.ts';
import { stopServices } from '../runtime/stop.ts';
import type { ComposeCommand } from './command.ts';
import { scaled } from './scale-flag.ts';
import { createOptions, refusePull } from './up.ts';

export const create: ComposeCommand = {
  name: 'create',
  *run(compose) {
    const { flags, args } = compose.call;
    const pull = refusePull(flags);
    if (pull) return yield* failWith(compose, pull);
    if (flags.bool('build') && flags.bool('no-build'))
      return yield* failWith(compose, { error: '--build and --no-build are incompatible' });
    if (flags.bool('force-recreate') && flags.bool('no-recreate'))
      return yield* failWith(compose, { error: '--force-recreate and --no-recreate are incompatible' });
    const selected = yield* compose.selected(args);
    const project = isFault(selected) ? selected : scaled(selected, flags.list('scale'));
    if (isFault(project)) return yield* failWith(compose, project);
    return yield* compose.withProgress('Creating', (progress) =>
      createProject(compose, project, createOptions(flags, args), progress),
    );
  },
};

export const scale: ComposeCommand = {
  name: 'scale',
  *run(compose) {
    const { flags, args } = compose.call;
    for (const specifier of args) {
      const [, name = '', count = ''] = /^([^=]*)=(.*)$/s.exec(specifier) ?? [];
      if (name === '' || count === '')
        return yield* failWith(compose, { error: `invalid scale specifier: ${specifier}` });
      if (!/^\d+$/.test(count))
        return yield* failWith(compose, {
          error: `invalid scale specifier: can't parse replica value as int: ${specifier}`,
        });
    }
    const names = args.map((specifier) => specifier.split('=')[0] ?? '');
    const all = yield* compose.project();
    const selected = isFault(all) ? all : yield* compose.selected(names, flags.bool('no-deps') ? 'without' : 'with');
    const project = isFault(selected) ? selected : scaled(selected, args);
    if (isFault(project)) return yield* failWith(compose, project);
    return yield* compose.withProgress('Scaling', function* (progress) {
      const failure = yield* createProject(compose, project, { ...plainCreate, services: names }, progress);
      return failure ?? (yield* startServices(compose.client, project, progress));
    });
  },
};

export const start: ComposeCommand = {
  name: 'start',
  *run(compose) {
    const named = yield* compose.nameOrProject(compose.call.args, 'with');
    if (isFault(named)) return yield* failWith(compose, named);
    const project = named.project ?? (yield* fromLabels(compose, named.name));
    if (isFailure(project)) return yield* failWith(compose, project);
    return yield* compose.withProgress('Running', (progress) => startServices(compose.client, project, progress));
  },
};

export const stop: ComposeCommand = {
  name: 'stop',
  *run(compose) {
    const { flags, args } = compose.call;
    const named = yield* compose.nameOrProject(args);
    if (isFault(named)) return yield* failWith(compose, named);
    const project = named.project ?? (yield* fromLabels(compose, named.name));
    if (isFailure(project)) return yield* failWith(compose, project);
    const names = args.length > 0 ? args : [...project.services.keys()];
    const timeout = flags.changed('timeout') ? flags.number('timeout') : undefined;
    return yield* compose.withProgress('Stopping', (progress) =>
      stopServices(compose.client, project, names, timeout, progress),
    );
  },
};

/** A project without a file: services by the labels of their containers. */
export function* fromLabels({ client }: Compose, name: string): Task<Project | Failure> {
  const containers = yield* listContainers(client, name, { all: true, oneoff: 'exclude' });
  if (isFailure(containers)) return containers;
  const services = new Map(containers.map(({ service }) => [service, {}]));
  return {
    name,
    working: '',
    files: [],
    environment: new Map(),
    profiles: [],
    normalize: true,
    resolveEnvironment: true,
    checkConsistency: false,
    decode: true,
    model: { services: Object.fromEntries(services) },
    services,
    disabled: new Map(),
    unread: new Map(),
  };
}

/** Those of a service's dependencies that take it with them when they restart. */
const restartingNeeds = (fields: Mapping): Mapping =>
  Object.fromEntries(
    Object.entries(section(fields, 'depends_on')).filter(
      ([, settings]) => settings !== null && isMapping(settings) && settings['restart'] === true,
    ),
  );

export const restart: ComposeCommand = {
  name: 'restart',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const named = yield* compose.nameOrProject();
    if (isFault(named)) return yield* failWith(compose, named);
    const project = named.project ?? (yield* fromLabels(compose, named.name));
    if (isFailure(project)) return yield* failWith(compose, project);
    const missing = args.find((service) => !Object.hasOwn(section(project.model, 'services'), service));
    if (missing !== undefined) return yield* failWith(compose, { error: `no such service: ${missing}` });
    const containers = yield* listContainers(client, project.name, { all: true, oneoff: 'exclude' });
    if (isFailure(containers)) return yield* failWith(compose, containers);
    const wanted = new Set(args.length > 0 ? args : project.services.keys());
    // What needs one of them and says so restarts with it, once that one is as it should be.
    const needs = new Map([...project.services].map(([name, fields]) => [name, restartingNeeds(fields)]));
    if (!flags.bool('no-deps'))
      for (const [name, own] of needs) if (Object.keys(own).some((need) => wanted.has(need))) wanted.add(name);
    const order = new Map([...needs].map(([name, own]) => [name, flags.bool('no-deps') ? [] : Object.keys(own)]));
    const seconds = flags.changed('timeout') ? flags.number('timeout') : undefined;
    return yield* compose.withProgress('Restarting', (progress) =>
      inOrder([...project.services.keys()], order, function* (name): Task<Failure | undefined> {
        if (!wanted.has(name)) return undefined;
        const waitsFor = Object.fromEntries(
          Object.entries(needs.get(name) ?? {}).filter(([need]) => wanted.has(need) && !flags.bool('no-deps')),
        );
        const waited = yield* waitDependencies(client, project, { depends_on: waitsFor }, progress);
        if (waited) return waited;
        const own = containers.filter(({ service }) => service === name);
        const results = yield* all(
          own.map(function* (container): Task<Failure | undefined> {
            const id = `Container ${container.name}`;
            yield* progress.event(id, 'working', 'Restarting');
            const t = seconds ?? graceOf(project.services.get(name) ?? {});
            const answer = yield* client.api.post(`/containers/${container.Id}/restart`, {
              t: t === undefined ? undefined : String(t),
            });
            if (isFailure(answer)) return answer;
            yield* progress.event(id, 'done', 'Started');
            return undefined;
          }),
        );
        return results.find((result) => result !== undefined);
      }),
    );
  },
};

/** The project's name and the containers that a command is about; a failure for services that there are not. */
export function* chosenContainers(
  compose: Compose,
  query: Omit<ContainerQuery, 'services'>,
  withOrphans = false,
): Task<{ readonly named: Named; readonly containers: ProjectContainer[] } | Failure> {
  const { args } = compose.call;
  const named = yield* compose.nameOrProject(args);
  if (isFault(named)) return named;
  const containers = yield* listContainers(compose.client, named.name, { ...query, services: args });
  if (isFailure(containers)) return containers;
  const { project } = named;
  const own =
    args.length > 0 || !project
      ? containers
      : containers.filter(({ service }) => withOrphans || project.services.has(service));
  return { named, containers: own };
}

export const kill: ComposeCommand = {
  name: 'kill',
  *run(compose) {
    const { client, call } = compose;
    const chosen = yield* chosenContainers(
      compose,
      { all: false, oneoff: 'include' },
      call.flags.bool('remove-orphans'),
    );
    if (isFailure(chosen)) return yield* failWith(compose, chosen);
    if (chosen.containers.length === 0) {
      // Without an end of the line.
      yield* client.stderr.print('no container to kill');
      return 0;
    }
    return yield* compose.withProgress('Killing', (progress) =>
      eachContainer(chosen.containers, function* ({ Id, name }): Task<Failure | undefined> {
        const id = `Container ${name}`;
        yield* progress.event(id, 'working', 'Killing');
        const answer = yield* client.api.post(`/containers/${Id}/kill`, { signal: call.flags.string('signal') });
        if (isFailure(answer)) {
          yield* progress.event(id, 'error', 'Error while Killing');
          return answer;
        }
        yield* progress.event(id, 'done', 'Killed');
        return undefined;
      }),
    );
  },
};

function* eachContainer(
  containers: readonly ProjectContainer[],
  visit: (container: ProjectContainer) => Task<Failure | undefined>,
): Task<Failure | undefined> {
  const results = yield* all(containers.map(visit));
  return results.find((result) => result !== undefined);
}

const pausing = (name: 'pause' | 'unpause', done: string): ComposeCommand => ({
  name,
  *run(compose) {
    const chosen = yield* chosenContainers(compose, { all: false, oneoff: 'exclude' });
    if (isFailure(chosen)) return yield* failWith(compose, chosen);
    return yield* compose.withProgress('Running', (progress) =>
      eachContainer(chosen.containers, function* ({ Id, name: container }): Task<Failure | undefined> {
        const answer = yield* compose.client.api.post(`/containers/${Id}/${name}`);
        if (isFailure(answer)) return answer;
        yield* progress.event(`Container ${container}`, 'done', done);
        return undefined;
      }),
    );
  },
});

export const pause = pausing('pause', 'Paused');
export const unpause = pausing('unpause', 'Unpaused');

export const rm: ComposeCommand = {
  name: 'rm',
  *run(compose) {
    const { client, call } = compose;
    const { flags } = call;
    const query = { all: true, oneoff: 'exclude', newestFirst: true } as const;
    const chosen = yield* chosenContainers(compose, query);
    if (isFailure(chosen)) return yield* failWith(compose, chosen);
    let { containers } = chosen;
    if (flags.bool('stop')) {
      const failure = yield* compose.showing('Stopping', (progress) =>
        eachContainer(containers, (container) => stopContainer(client, container, progress, undefined)),
      );
      if (failure) return yield* failWith(compose, failure);
      const again = yield* chosenContainers(compose, query);
      if (isFailure(again)) return yield* failWith(compose, again);
      ({ containers } = again);
    }
    const stopped = containers.filter(({ State }) => State !== 'running' && State !== 'paused');
    if (stopped.length === 0) return yield* fail(client, 'No stopped containers', 0);
    const names = stopped.map(({ name }) => name).join(', ');
    if (flags.bool('force')) yield* client.stdout.line(`Going to remove ${names}`);
    else if (!stdin(client).terminal) {
      yield* client.stdout.print(`Going to remove ${names}`);
      if (!/^y(?:es)?$/i.test(yield* ask(client, '', 'shown'))) return 0;
    } else {
      const answer = yield* ask(client, `? Going to remove ${names} (y/N) `, 'shown');
      if (!/^y(?:es)?$/i.test(answer)) return 0;
    }
    return yield* compose.withProgress('Removing', (progress) =>
      eachContainer(stopped, (container) => removeContainer(client, container, progress, flags.bool('volumes'))),
    );
  },
};
