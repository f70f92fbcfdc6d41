// Makes the containers of a project what its model says: new ones, others in the place of those that changed, fewer or more.
import { all, type Task } from '../../../kernel/task.ts';
import type { Client } from '../../client.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { writeTar } from '../../../oci/tar-write.ts';
import { bytePipe } from '../../../kernel/pipe.ts';
import { configHash } from '../config-hash.ts';
import type { Project } from '../model/project.ts';
import { section, type Mapping } from '../model/tree.ts';
import { byNumber, type ProjectContainer } from './containers.ts';
import { durationOf, mappingsOf, numberOf, textOf } from './fields.ts';
import { imageId, imageOf } from './images.ts';
import { label } from './labels.ts';
import { inOrder, type Needs } from './order.ts';
import { checkGivenFiles } from './given-files.ts';
import type { Progress } from './progress.ts';
import { createBody, fileTarget, networkName, type Instance } from './service-request.ts';

/** When a container is made anew. */
export type Recreate = 'diverged' | 'force' | 'never';

/** How containers are made. */
export interface ConvergeOptions {
  /** For the services that were asked for. */
  readonly recreate: Recreate;
  /** For those that they need. */
  readonly recreateDependencies: Recreate;
  readonly services: readonly string[];
  readonly renewAnonymousVolumes: boolean;
  /** Seconds until a container is killed that is replaced; undefined for its own. */
  readonly timeout: number | undefined;
}

/** What a service waits for, among those that take part. */
export function needsOf(project: Project): Needs {
  return new Map(
    [...project.services].map(([name, fields]) => [
      name,
      Object.keys(section(fields, 'depends_on')).filter((other) => project.services.has(other)),
    ]),
  );
}

/** How many containers a service has. */
export const scaleOf = (fields: Mapping): number =>
  fields['scale'] !== undefined
    ? numberOf(fields, 'scale')
    : section(fields, 'deploy')['replicas'] !== undefined
      ? numberOf(section(fields, 'deploy'), 'replicas')
      : 1;

/** The name of a service's container. */
export const containerName = (project: Project, service: string, fields: Mapping, number: number): string =>
  textOf(fields, 'container_name') || `${project.name}-${service}-${number}`;

/** Brings containers of services into shape. They know each other by what was there before and what is made now. */
export class Convergence {
  readonly #client: Client;
  readonly #project: Project;
  readonly #progress: Progress;
  readonly #options: ConvergeOptions;
  readonly #containers = new Map<string, ProjectContainer[]>();
  #failed = false;

  constructor(
    client: Client,
    project: Project,
    existing: readonly ProjectContainer[],
    progress: Progress,
    options: ConvergeOptions,
  ) {
    this.#client = client;
    this.#project = project;
    this.#progress = progress;
    this.#options = options;
    for (const container of existing) {
      const list = this.#containers.get(container.service) ?? [];
      list.push(container);
      this.#containers.set(container.service, list.sort(byNumber));
    }
  }

  /** Does it for all services; containers are created, not started. */
  *apply(): Task<Failure | undefined> {
    const { services } = this.#project;
    return yield* inOrder([...services.keys()], needsOf(this.#project), (name) =>
      this.#ensure(name, services.get(name) ?? {}),
    );
  }

  *#ensure(service: string, fields: Mapping): Task<Failure | undefined> {
    const provider = section(fields, 'provider');
    if (provider['type'] !== undefined)
      return { error: `exec: ${JSON.stringify(textOf(provider, 'type'))}: executable file not found in $PATH` };
    const expected = scaleOf(fields);
    const custom = textOf(fields, 'container_name');
    if (custom !== '' && expected > 1)
      return {
        error: `WARNING: The "${service}" service is using the custom container name "${custom}". Docker requires each container to have a unique name. Remove the custom name to scale the service`,
      };
    const image = yield* imageId(this.#client, imageOf(this.#project, service, fields));
    if (isFailure(image)) return image;
    const asked = this.#options.services.length === 0 || this.#options.services.includes(service);
    const policy = asked ? this.#options.recreate : this.#options.recreateDependencies;
    const hash = configHash(fields);
    const diverged = (container: ProjectContainer): boolean =>
      policy === 'force' ||
      (policy === 'diverged' &&
        (labelOf(container, label.hash) !== hash ||
          (image !== undefined && labelOf(container, label.image) !== image) ||
          this.#wrongNetworks(container, fields)));
    // Those that are as they should be stay; of the rest the last ones go.
    const actual = [...(this.#containers.get(service) ?? [])].sort(
      (a, b) => Number(diverged(a)) - Number(diverged(b)) || a.number - b.number,
    );
    const jobs: Task<Failure | undefined>[] = actual.map((container, at) =>
      at >= expected
        ? this.#drop(container)
        : diverged(container)
          ? this.#replace(service, fields, container, image ?? '')
          : this.#keep(container),
    );
    const highest = Math.max(0, ...actual.map(({ number }) => number));
    for (let next = 1; next <= expected - actual.length; next++)
      jobs.push(this.#create(service, fields, highest + next, image ?? ''));
    const results = yield* all(jobs);
    return results.find((result) => result !== undefined);
  }

  /** A network of the service that the container is not in. */
  #wrongNetworks(container: ProjectContainer, fields: Mapping): boolean {
    const joined = Object.keys(container.NetworkSettings.Networks ?? {});
    return Object.keys(section(fields, 'networks')).some((key) => !joined.includes(networkName(this.#project, key)));
  }

  *#keep(container: ProjectContainer): Task<Failure | undefined> {
    const id = `Container ${container.name}`;
    if (container.State === 'running') yield* this.#progress.event(id, 'done', 'Running');
    if (!['running', 'created', 'exited', 'restarting'].includes(container.State)) {
      yield* this.#progress.event(id, 'working', 'Restart');
      const started = yield* this.#client.api.post(`/containers/${container.Id}/start`);
      if (isFailure(started)) return started;
      yield* this.#progress.event(id, 'done', 'Restarted');
    }
    return undefined;
  }

  *#drop(container: ProjectContainer): Task<Failure | undefined> {
    return yield* stopAndRemove(this.#client, container, this.#progress, {
      timeout: this.#options.timeout,
      volumes: false,
    });
  }

  *#create(service: string, fields: Mapping, number: number, image: string): Task<Failure | undefined> {
    const name = containerName(this.#project, service, fields, number);
    const id = `Container ${name}`;
    yield* this.#progress.event(id, 'working', 'Creating');
    const made = yield* createContainer(
      this.#client,
      this.#instance({ service, fields, number, name, imageId: image, inherited: new Map(), extraLabels: {} }),
      name,
    );
    if (isFailure(made)) return yield* this.#refused(id, made);
    this.#remember(service, made, name, number);
    yield* this.#progress.event(id, 'done', 'Created');
    return undefined;
  }

  /** The old container makes room under another name, so that nothing is lost when the new one cannot be made. */
  *#replace(service: string, fields: Mapping, old: ProjectContainer, image: string): Task<Failure | undefined> {
    const { api } = this.#client;
    const number = old.number === 0 ? 1 : old.number;
    const name = containerName(this.#project, service, fields, number);
    const id = `Container ${old.name}`;
    yield* this.#progress.event(id, 'working', 'Recreate');
    const inherited = this.#options.renewAnonymousVolumes
      ? new Map<string, string>()
      : yield* anonymousVolumes(this.#client, old);
    const temporary = `${old.Id.slice(0, 12)}_${name}`;
    const made = yield* createContainer(
      this.#client,
      this.#instance({
        service,
        fields,
        number,
        name,
        imageId: image,
        inherited,
        extraLabels: { [label.replace]: `${service}-${number}` },
      }),
      temporary,
    );
    if (isFailure(made)) return yield* this.#refused(id, made);
    const seconds = this.#options.timeout ?? graceOf(fields);
    const stopped = yield* api.post(`/containers/${old.Id}/stop`, {
      t: seconds === undefined ? undefined : String(seconds),
    });
    if (isFailure(stopped)) return stopped;
    const removed = yield* api.delete(`/containers/${old.Id}`);
    if (isFailure(removed)) return removed;
    const renamed = yield* api.post(`/containers/${made}/rename`, { name });
    if (isFailure(renamed)) return renamed;
    this.#remember(service, made, name, number);
    yield* this.#progress.event(id, 'done', 'Recreated');
    return undefined;
  }

  /** The first refusal is told; others that come with it are not. */
  *#refused(id: string, failure: Failure): Task<Failure> {
    if (!this.#failed) yield* this.#progress.event(id, 'error', failure.error);
    this.#failed = true;
    return failure;
  }

  #remember(service: string, id: string, name: string, number: number): void {
    const list = (this.#containers.get(service) ?? []).filter((one) => one.number !== number);
    const made = { Id: id, name, service, number, State: 'created' } as ProjectContainer;
    this.#containers.set(service, [...list, made].sort(byNumber));
  }

  #instance(
    part: Pick<Instance, 'service' | 'fields' | 'number' | 'name' | 'imageId' | 'inherited' | 'extraLabels'>,
  ): Instance {
    return {
      ...part,
      project: this.#project,
      image: imageOf(this.#project, part.service, part.fields),
      oneoff: false,
      useAliases: true,
      autoRemove: false,
      stdin: false,
      containerOf: (other) => this.#containers.get(other)?.[0]?.Id,
      linkedTo: (other) => this.#containers.get(other) ?? [],
    };
  }
}

const labelOf = ({ Labels }: ProjectContainer, name: string): string => Labels?.[name] ?? '';

/** Seconds that a service's containers get to stop; undefined for the engine's own. */
export const graceOf = (fields: Mapping): number | undefined => {
  const grace = durationOf(fields, 'stop_grace_period');
  return grace === undefined ? undefined : Math.ceil(grace / 1e9);
};

/** Asks the engine for a container. */
export function* createContainer(client: Client, instance: Instance, name: string): Task<string | Failure> {
  const refused = yield* checkGivenFiles(client, instance);
  if (refused) return refused;
  const body = createBody(instance);
  if (isFailure(body)) return body;
  const answer = yield* client.api.post('/containers/create', { name }, body);
  if (isFailure(answer)) return answer;
  const { Id, Warnings } = answer.body as { Id: string; Warnings?: readonly string[] | null };
  for (const text of Warnings ?? []) yield* client.stderr.line(`WARNING: ${text}`);
  return Id;
}

/** Puts a service's configs and secrets that are no files into a container that is about to start. */
export function* injectFiles(client: Client, project: Project, fields: Mapping, id: string): Task<Failure | undefined> {
  for (const kind of ['configs', 'secrets'] as const)
    for (const reference of mappingsOf(fields, kind)) {
      const source = textOf(reference, 'source');
      const definition = section(section(project.model, kind), source);
      const variable = textOf(definition, 'environment');
      const content =
        definition['content'] !== undefined
          ? textOf(definition, 'content')
          : variable === ''
            ? undefined
            : project.environment.get(variable);
      if (content === undefined) {
        if (variable === '') continue;
        return {
          error: `environment variable ${JSON.stringify(variable)} required by ${kind === 'configs' ? 'config' : 'secret'} ${JSON.stringify(textOf(definition, 'name') || `${project.name}_${source}`)} is not set`,
        };
      }
      const mode = textOf(reference, 'mode');
      const upload = bytePipe();
      upload.offer(
        writeTar([
          {
            path: fileTarget(kind, reference).slice(1),
            type: 'file',
            mode: typeof reference['mode'] === 'number' ? reference['mode'] : mode === '' ? 0o444 : parseInt(mode, 8),
            uid: Number(textOf(reference, 'uid') || '0'),
            gid: Number(textOf(reference, 'gid') || '0'),
            mtime: Math.floor(client.process.machine.kernel.clock / 1000) * 1000,
            content: new TextEncoder().encode(content),
          },
        ]),
      );
      upload.close();
      const answer = yield* client.api.send('PUT', `/containers/${id}/archive`, {
        query: { path: '/' },
        headers: { 'content-type': 'application/x-tar' },
        upload,
      });
      if (isFailure(answer)) return answer;
    }
  return undefined;
}

/** Volumes without a name of their own, by where they are mounted. */
function* anonymousVolumes(client: Client, container: ProjectContainer): Task<Map<string, string>> {
  const answer = yield* client.api.get(`/containers/${container.Id}/json`);
  const mounts = isFailure(answer)
    ? []
    : ((answer.body as { Mounts?: readonly { Type: string; Name?: string; Destination: string }[] | null }).Mounts ??
      []);
  return new Map(
    mounts.flatMap(({ Type, Name = '', Destination }): [string, string][] =>
      Type === 'volume' && /^[0-9a-f]{64}$/.test(Name) ? [[Destination, Name]] : [],
    ),
  );
}

/** Stops a container, then removes it. */
export function* stopAndRemove(
  client: Client,
  container: ProjectContainer,
  progress: Progress,
  { timeout, volumes }: { readonly timeout: number | undefined; readonly volumes: boolean },
): Task<Failure | undefined> {
  const failure = yield* stopContainer(client, container, progress, timeout);
  if (failure?.status !== 404) return failure ?? (yield* removeContainer(client, container, progress, volumes));
  yield* progress.event(`Container ${container.name}`, 'done', 'Removed');
  return undefined;
}

/** Stops a container. */
export function* stopContainer(
  client: Client,
  { Id, name }: ProjectContainer,
  progress: Progress,
  timeout: number | undefined,
): Task<(Failure & { readonly status?: number }) | undefined> {
  const id = `Container ${name}`;
  yield* progress.event(id, 'working', 'Stopping');
  const stopped = yield* client.api.post(`/containers/${Id}/stop`, {
    t: timeout === undefined ? undefined : String(timeout),
  });
  if (isFailure(stopped)) {
    yield* progress.event(id, 'error', 'Error while Stopping');
    return stopped;
  }
  yield* progress.event(id, 'done', 'Stopped');
  return undefined;
}

/** Removes a container. */
export function* removeContainer(
  client: Client,
  { Id, name }: ProjectContainer,
  progress: Progress,
  volumes: boolean,
): Task<Failure | undefined> {
  const id = `Container ${name}`;
  yield* progress.event(id, 'working', 'Removing');
  const removed = yield* client.api.delete(`/containers/${Id}`, { force: true, v: volumes });
  // That somebody else removes it, as the engine does by itself after `run --rm`, is no failure.
  if (isFailure(removed) && removed.status !== 404 && removed.status !== 409) {
    yield* progress.event(id, 'error', 'Error while Removing');
    return removed;
  }
  yield* progress.event(id, 'done', 'Removed');
  return undefined;
}
