// The containers of a project, as the engine lists them.
import type { Task } from '../../../kernel/task.ts';
import type { Client } from '../../client.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { filtersQuery } from '../../format/filters.ts';
import type { ContainerSummary } from '../../rows/container-row.ts';
import { label } from './labels.ts';

/** A container and what its labels say. */
export interface ProjectContainer extends ContainerSummary {
  readonly name: string;
  readonly service: string;
  readonly number: number;
  readonly oneoff: boolean;
}

/** Which containers are asked for. */
export interface ContainerQuery {
  /** Stopped ones too. */
  readonly all: boolean;
  /** `include` those that `compose run` made, `exclude` them, or `only` them. */
  readonly oneoff: 'include' | 'exclude' | 'only';
  readonly services?: readonly string[];
  /** In the engine's own order instead of by name. */
  readonly newestFirst?: boolean;
}

/** Lists them by name, unless the query says otherwise. */
export function* listContainers(
  client: Client,
  project: string,
  query: ContainerQuery,
): Task<ProjectContainer[] | Failure> {
  const labels = [`${label.project}=${project}`];
  if (query.oneoff !== 'include') labels.push(`${label.oneoff}=${query.oneoff === 'only' ? 'True' : 'False'}`);
  const answer = yield* client.api.get('/containers/json', {
    all: query.all,
    filters: filtersQuery({ label: labels }),
  });
  if (isFailure(answer)) return answer;
  const wanted = query.services ?? [];
  const found = (answer.body as readonly ContainerSummary[])
    .map(describe)
    .filter(({ service }) => wanted.length === 0 || wanted.includes(service));
  return query.newestFirst ? found : found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A container with what its labels say. */
export function describe(container: ContainerSummary): ProjectContainer {
  const labels = container.Labels ?? {};
  return {
    ...container,
    name: (container.Names.find((name) => !name.slice(1).includes('/')) ?? container.Names[0] ?? '').replace(/^\//, ''),
    service: labels[label.service] ?? '',
    number: Number(labels[label.number] ?? 0),
    oneoff: labels[label.oneoff] === 'True',
  };
}

/** By number; Compose takes the first of a service where it needs one. */
export const byNumber = (a: ProjectContainer, b: ProjectContainer): number => a.number - b.number;

/** Name without the project, as logs show it: `web-1`. */
export const shortName = ({ name, service, number, oneoff }: ProjectContainer, project: string): string =>
  !oneoff && name === `${project}-${service}-${number}` ? `${service}-${number}` : name;
