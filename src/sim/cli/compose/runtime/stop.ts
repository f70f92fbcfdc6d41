// Stops the containers of services, those that need others first.
import { all, type Task } from '../../../kernel/task.ts';
import type { Client } from '../../client.ts';
import { isFailure, type Failure } from '../../failure.ts';
import type { Project } from '../model/project.ts';
import { listContainers } from './containers.ts';
import { graceOf, needsOf, stopContainer } from './converge.ts';
import { inOrder, reversed } from './order.ts';
import type { Progress } from './progress.ts';
import { runHooks } from './start.ts';

/** Stops the running ones. */
export function* stopServices(
  client: Client,
  project: Project,
  services: readonly string[],
  timeout: number | undefined,
  progress: Progress,
): Task<Failure | undefined> {
  const containers = yield* listContainers(client, project.name, { all: true, oneoff: 'exclude' });
  if (isFailure(containers)) return containers;
  const names = [...project.services.keys()];
  return yield* inOrder(names, reversed(names, needsOf(project)), function* (name): Task<Failure | undefined> {
    if (!services.includes(name)) return undefined;
    const fields = project.services.get(name) ?? {};
    const own = containers.filter(({ service }) => service === name);
    const results = yield* all(
      own.map(function* (container): Task<Failure | undefined> {
        const hooked =
          container.State === 'running' ? yield* runHooks(client, container, fields, 'pre_stop') : undefined;
        return hooked ?? (yield* stopContainer(client, container, progress, timeout ?? graceOf(fields)));
      }),
    );
    return results.find((result) => result !== undefined);
  });
}
