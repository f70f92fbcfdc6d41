// docker compose down: stops and removes what up made.
import { all, type Task } from '../../../kernel/task.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { parseReference } from '../../image-reference.ts';
import { failWith, type Compose, type Named } from '../compose.ts';
import { logLine } from '../log-line.ts';
import { isFault } from '../model/fault.ts';
import type { Project } from '../model/project.ts';
import { isMapping, section } from '../model/tree.ts';
import { listContainers, type ProjectContainer } from '../runtime/containers.ts';
import { graceOf, needsOf, stopAndRemove } from '../runtime/converge.ts';
import { imageId, imageOf } from '../runtime/images.ts';
import { label } from '../runtime/labels.ts';
import { inOrder, reversed, type Needs } from '../runtime/order.ts';
import { orphansOf } from '../runtime/orphans.ts';
import type { Progress } from '../runtime/progress.ts';
import { removeNetworks, removeVolumes } from '../runtime/resources.ts';
import type { ComposeCommand } from './command.ts';

export const down: ComposeCommand = {
  name: 'down',
  *run(compose) {
    const { flags, args } = compose.call;
    const rmi = flags.string('rmi');
    if (rmi !== '' && rmi !== 'all' && rmi !== 'local')
      return yield* failWith(compose, { error: `invalid value for --rmi: "${rmi}"` });
    const named = yield* compose.nameOrProject(args);
    if (isFault(named)) return yield* failWith(compose, named);
    return yield* compose.withProgress('Running', (progress) => takeDown(compose, named, progress));
  },
};

function* takeDown(compose: Compose, { name, project }: Named, progress: Progress): Task<Failure | undefined> {
  const { client } = compose;
  const { flags, args } = compose.call;
  const timeout = flags.changed('timeout') ? flags.number('timeout') : undefined;
  const volumes = flags.bool('volumes');
  // What `run` left behind is nobody's until it is asked for.
  const orphans = flags.bool('remove-orphans');
  const containers = yield* listContainers(client, name, { all: true, oneoff: orphans ? 'include' : 'exclude' });
  if (isFailure(containers)) return containers;
  const regular = containers.filter(({ oneoff }) => !oneoff);
  const needs = project ? needsOf(project) : labelledNeeds(regular);
  const services = project ? [...project.services.keys()] : [...needs.keys()];
  const wanted = args.length > 0 ? args : services;
  const drop = (list: readonly ProjectContainer[], grace?: number): Task<(Failure | undefined)[]> =>
    all(list.map((container) => stopAndRemove(client, container, progress, { timeout: timeout ?? grace, volumes })));
  const stopping = inOrder(services, reversed(services, needs), function* (service): Task<Failure | undefined> {
    if (!wanted.includes(service)) return undefined;
    const own = containers.filter((container) => container.service === service);
    const results = yield* drop(own, graceOf(project?.services.get(service) ?? {}));
    return results.find((result) => result !== undefined);
  });
  const stopped = yield* stopping;
  if (stopped) return stopped;
  if (orphans) {
    const results = yield* drop(
      orphansOf(project ? Object.keys(section(project.model, 'services')) : services, containers),
    );
    const failure = results.find((result) => result !== undefined);
    if (failure) return failure;
  }
  const networksOfModel = project ? modelledNetworks(project) : undefined;
  if ((networksOfModel === undefined || networksOfModel.length === 0) && containers.length === 0) {
    const networks = yield* client.api.get('/networks', {
      filters: JSON.stringify({ label: { [`${label.project}=${name}`]: true } }),
    });
    if (!isFailure(networks) && (networks.body as readonly unknown[]).length === 0)
      yield* client.stderr.print(
        logLine(client, 'warning', `Warning: No resource found to remove for project ${JSON.stringify(name)}.`),
      );
  }
  const jobs: Task<Failure | undefined>[] = [];
  const rmi = flags.string('rmi');
  if (rmi !== '' && project) jobs.push(...(yield* imageRemovals(compose, project, rmi, progress)));
  jobs.push(removeNetworks(client, name, networksOfModel, progress));
  if (volumes) jobs.push(removeVolumes(client, project, name, progress));
  const results = yield* all(jobs);
  return results.find((result) => result !== undefined);
}

/** Networks of the model that are the project's own. */
const modelledNetworks = (project: Project): string[] =>
  Object.entries(section(project.model, 'networks'))
    .filter(([, fields]) => !(isMapping(fields) && fields['external'] === true))
    .map(([key]) => key);

/** Without a file, what services need is read from the labels of their containers. */
function labelledNeeds(containers: readonly ProjectContainer[]): Needs {
  return new Map(
    containers.map(({ service, Labels }) => [
      service,
      (Labels?.[label.dependsOn] ?? '')
        .split(',')
        .map((text) => text.split(':')[0] ?? '')
        .filter((name) => name !== ''),
    ]),
  );
}

/** What removes the images that services use, or those that are built; images that are not there need nothing. */
function* imageRemovals(
  { client }: Compose,
  project: Project,
  which: string,
  progress: Progress,
): Task<Task<Failure | undefined>[]> {
  const images = new Set<string>();
  for (const [name, fields] of project.services) {
    const image = imageOf(project, name, fields);
    const removed = which === 'all' || (isMapping(fields['build']) && fields['image'] === undefined);
    if (removed && typeof (yield* imageId(client, image)) === 'string') images.add(familiar(image));
  }
  for (const tag of yield* furtherTags(client, project)) images.add(tag);
  return [...images].sort().map(function* (image): Task<Failure | undefined> {
    const id = `Image ${image}`;
    yield* progress.event(id, 'working', 'Removing');
    const removed = yield* client.api.delete(`/images/${image}`);
    if (!isFailure(removed)) yield* progress.event(id, 'done', 'Removed');
    else if (removed.status === 409) yield* progress.event(id, 'warning', 'Resource is still in use');
    else if (removed.status === 404) yield* progress.event(id, 'done', 'Warning: No resource found to remove');
    else return removed;
    return undefined;
  });
}

/** Of each image that was built for the project one name: the first that is not the service's own, if there is one. */
function* furtherTags(client: Compose['client'], project: Project): Task<readonly string[]> {
  const answer = yield* client.api.get('/images/json', {
    filters: JSON.stringify({ label: [`${label.project}=${project.name}`] }),
  });
  if (isFailure(answer)) return [];
  const own = [...project.services].map(([name, fields]) => familiar(imageOf(project, name, fields)));
  const listed = answer.body as readonly { readonly RepoTags: readonly string[] | null }[];
  return listed.flatMap(({ RepoTags }) => RepoTags?.find((tag) => !own.includes(tag)) ?? RepoTags?.[0] ?? []);
}

/** A name with its tag, as lists show it. */
function familiar(image: string): string {
  const reference = parseReference(image);
  return isFailure(reference) ? image : reference.familiar;
}
