// docker compose watch: brings the project up and then follows the files that its services are developed with.
import type { Task } from '../../../kernel/task.ts';
import { failWith } from '../compose.ts';
import { isFault } from '../model/fault.ts';
import { untilInterrupted } from '../runtime/attached.ts';
import { createProject, plainCreate } from '../runtime/create-project.ts';
import { startServices } from '../runtime/start.ts';
import { watchEnabled, watchProject } from '../runtime/watch.ts';
import { watchRules } from '../runtime/watch-rules.ts';
import type { Failure } from '../../failure.ts';
import type { ComposeCommand } from './command.ts';

export const watch: ComposeCommand = {
  name: 'watch',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const project = yield* compose.selected(args);
    if (isFault(project)) return yield* failWith(compose, project);
    const quiet = flags.bool('quiet');
    if (!flags.bool('no-up')) {
      const failure = yield* compose.showing('Running', function* (progress): Task<Failure | undefined> {
        const created = yield* createProject(
          compose,
          project,
          { ...plainCreate, services: args, quietBuild: quiet },
          progress,
        );
        return created ?? (yield* startServices(client, project, progress));
      });
      if (failure) return yield* failWith(compose, failure);
    }
    let failure: Failure | undefined;
    const interrupted = yield* untilInterrupted(
      client,
      (function* (): Task {
        if (watchRules(project).length > 0) yield* client.stdout.line(watchEnabled);
        failure = yield* watchProject(compose, project, '', quiet);
      })(),
    );
    if (failure && !interrupted) return yield* failWith(compose, failure);
    yield* client.stderr.print('\n');
    return 130;
  },
};
