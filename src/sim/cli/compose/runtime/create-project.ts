// Everything before containers can start: images, networks, volumes, the containers themselves.
import { all, type Task } from '../../../kernel/task.ts';
import type { Compose } from '../compose.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { usedParts, type Project } from '../model/project.ts';
import { section } from '../model/tree.ts';
import { buildMissing } from './build.ts';
import { listContainers } from './containers.ts';
import { Convergence, stopAndRemove, type Recreate } from './converge.ts';
import { pullMissing } from './images.ts';
import { orphansOf, warnOfOrphans } from './orphans.ts';
import type { Progress } from './progress.ts';
import { ensureNetworks, ensureVolumes } from './resources.ts';

/** How a project is created. */
export interface CreateOptions {
  /** The services named on the command line; none means all. */
  readonly services: readonly string[];
  readonly build: 'force' | 'missing' | 'never';
  readonly pull: string;
  readonly quietBuild: boolean;
  readonly quietPull: boolean;
  readonly recreate: Recreate;
  readonly recreateDependencies: Recreate;
  readonly removeOrphans: boolean;
  readonly ignoreOrphans: boolean;
  readonly renewAnonymousVolumes: boolean;
  readonly timeout: number | undefined;
}

/** What most commands want. */
export const plainCreate: CreateOptions = {
  services: [],
  build: 'missing',
  pull: '',
  quietBuild: false,
  quietPull: false,
  recreate: 'diverged',
  recreateDependencies: 'diverged',
  removeOrphans: false,
  ignoreOrphans: false,
  renewAnonymousVolumes: false,
  timeout: undefined,
};

/** Gets images. */
export function* ensureImages(
  compose: Compose,
  project: Project,
  options: CreateOptions,
  progress: Progress,
): Task<Failure | undefined> {
  const { client } = compose;
  const pulled =
    options.build === 'force'
      ? undefined
      : yield* pullMissing(client, project, options.pull, progress, options.quietPull);
  if (pulled) return pulled;
  if (options.build === 'never') return undefined;
  const build = { noCache: false, pull: false, args: [], quiet: options.quietBuild, announced: true };
  return yield* buildMissing(client, project, options.build === 'force', build, progress);
}

/** Gets images, makes networks, volumes and containers. */
export function* createProject(
  compose: Compose,
  project: Project,
  options: CreateOptions,
  progress: Progress,
): Task<Failure | undefined> {
  const { client } = compose;
  if ((usedParts(project)['models']?.size ?? 0) > 0) return { error: "'models' support requires Docker Model plugin" };
  const images = yield* ensureImages(compose, project, options, progress);
  if (images) return images;
  const made = (yield* ensureNetworks(client, project, progress)) ?? (yield* ensureVolumes(client, project, progress));
  if (made) return made;
  const containers = yield* listContainers(client, project.name, { all: true, oneoff: 'include', newestFirst: true });
  if (isFailure(containers)) return containers;
  const orphans = orphansOf(Object.keys(section(project.model, 'services')), containers);
  if (options.removeOrphans) {
    const removed = yield* all(
      orphans.map((orphan) => stopAndRemove(client, orphan, progress, { timeout: undefined, volumes: false })),
    );
    const failure = removed.find((one) => one !== undefined);
    if (failure) return failure;
  } else if (!options.ignoreOrphans) yield* warnOfOrphans(compose, orphans);
  const own = containers.filter(({ oneoff }) => !oneoff).sort((a, b) => (a.name < b.name ? -1 : 1));
  return yield* new Convergence(client, project, own, progress, options).apply();
}
