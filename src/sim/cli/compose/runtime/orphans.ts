// Containers that carry a project's label but belong to none of its services.
import type { Compose } from '../compose.ts';
import { logLine } from '../log-line.ts';
import type { Task } from '../../../kernel/task.ts';
import type { ProjectContainer } from './containers.ts';

/** Those of other services than the model's, and what `compose run` left behind. */
export const orphansOf = (services: readonly string[], containers: readonly ProjectContainer[]): ProjectContainer[] =>
  containers.filter(({ service, oneoff, State }) =>
    oneoff ? State === 'exited' || State === 'dead' : !services.includes(service),
  );

/** Says that there are some. */
export function* warnOfOrphans({ client }: Compose, orphans: readonly ProjectContainer[]): Task {
  if (orphans.length === 0 || /^(?:1|t|true|yes|y)$/i.test(client.process.env.get('COMPOSE_IGNORE_ORPHANS') ?? ''))
    return;
  const names = orphans.map(({ name }) => name).join(' ');
  yield* client.stderr.print(
    logLine(
      client,
      'warning',
      `Found orphan containers ([${names}]) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up.`,
    ),
  );
}
