// Images of services: pulled where they are missing, built where the project says how.
import type { Task } from '../../../kernel/task.ts';
import { all } from '../../../kernel/task.ts';
import type { Client } from '../../client.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { parseReference } from '../../image-reference.ts';
import { isMapping, type Mapping, type Tree } from '../model/tree.ts';
import type { Project } from '../model/project.ts';
import { textOf } from './fields.ts';
import type { Progress } from './progress.ts';

/** The image of a service; one that is built and has no name is called after project and service. */
export const imageOf = (project: Project, service: string, fields: Mapping): string =>
  textOf(fields, 'image') || `${project.name}-${service}`;

/** The digest of an image that the engine has; undefined when it has none of that name. */
export function* imageId(client: Client, image: string): Task<string | undefined | Failure> {
  const answer = yield* client.api.get(`/images/${image}/json`);
  if (!isFailure(answer)) return (answer.body as { Id: string }).Id;
  return answer.status === 404 ? undefined : answer;
}

/** Pulls the image of a service and tells how it goes; `cited` is how the progress names it. */
export function* pullService(
  client: Client,
  image: string,
  cited: string,
  progress: Progress,
  { buildable = false, quiet = false }: { readonly buildable?: boolean; readonly quiet?: boolean } = {},
): Task<Failure | undefined> {
  const reference = parseReference(image);
  if (isFailure(reference)) return reference;
  yield* progress.event(cited, 'working', '', 'Pulling');
  const answer = yield* client.api.send('POST', '/images/create', {
    query: { fromImage: reference.name, tag: reference.digest || reference.tag || 'latest' },
    headers: { 'x-registry-auth': client.config.authHeader(reference.domain) },
  });
  const failure = isFailure(answer)
    ? answer
    : answer.stream
      ? yield* followPull(answer.stream, cited, quiet ? undefined : progress)
      : undefined;
  if (failure) {
    const why = failure.error.replace(/^Error response from daemon: /, '');
    yield* progress.event(cited, buildable ? 'warning' : 'error', why, buildable ? 'Warning' : 'Error');
    return { error: failure.error.startsWith('Error response') ? failure.error : `Error response from daemon: ${why}` };
  }
  yield* progress.event(cited, 'done', '', 'Pulled');
  return undefined;
}

interface PullMessage {
  readonly id?: string;
  readonly status?: string;
  readonly error?: string;
}

/** Layers appear below their service. */
function* followPull(
  stream: { read(): Task<unknown> },
  cited: string,
  progress: Progress | undefined,
): Task<Failure | undefined> {
  for (;;) {
    const message = (yield* stream.read()) as PullMessage | undefined;
    if (message === undefined) return undefined;
    if (message.error !== undefined) return { error: message.error };
    const { id, status = '' } = message;
    if (!progress || id === undefined || !/^[0-9a-f]{12}$/.test(id)) continue;
    const done = ['Pull complete', 'Already exists'].includes(status);
    yield* progress.event(id, done ? 'done' : 'working', '', status, cited);
  }
}

/** The images that a service mounts, with the names under which the progress cites them. */
function volumeImages(service: string, fields: Mapping): readonly (readonly [cited: string, image: string])[] {
  const volumes: readonly Tree[] = Array.isArray(fields['volumes']) ? fields['volumes'] : [];
  return volumes.flatMap((volume, index) =>
    isMapping(volume) && volume['type'] === 'image'
      ? [[`${service}:volume ${index}`, textOf(volume, 'source')] as const]
      : [],
  );
}

/** Pulls what services need and the engine does not have, each image once. What can be built may be refused. */
export function* pullMissing(
  client: Client,
  project: Project,
  policy: string,
  progress: Progress,
  quiet: boolean,
): Task<Failure | undefined> {
  const wanted = new Map<string, { readonly service: string; readonly buildable: boolean }>();
  for (const [service, fields] of project.services) {
    for (const [cited, source] of volumeImages(service, fields))
      if (!wanted.has(source) && (yield* imageId(client, source)) === undefined)
        wanted.set(source, { service: cited, buildable: false });
    const own = policy !== '' && policy !== 'policy' ? policy : textOf(fields, 'pull_policy');
    const image = textOf(fields, 'image');
    const buildable = isMapping(fields['build']);
    if (image === '' || own === 'never' || own === 'build' || wanted.has(image)) continue;
    const id = yield* imageId(client, image);
    if (isFailure(id)) return { error: `unable to get image '${image}': ${id.error}` };
    if (own === 'always' || id === undefined) wanted.set(image, { service, buildable });
  }
  const results = yield* all(
    [...wanted].map(function* ([image, { service, buildable }]): Task<Failure | undefined> {
      const failure = yield* pullService(client, image, service, progress, { buildable, quiet });
      return buildable ? undefined : failure;
    }),
  );
  return results.find((result) => result !== undefined);
}
