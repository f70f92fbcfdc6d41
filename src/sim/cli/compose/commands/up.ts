// docker compose up: creates and starts what the project describes, and stays with it unless it is detached.
import type { Task } from '../../../kernel/task.ts';
import { all, race, sleep } from '../../../kernel/task.ts';
import type { FlagValues } from '../../flags/flag-values.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { formatDuration } from '../../format/duration.ts';
import { failWith, type Compose } from '../compose.ts';
import { isFault } from '../model/fault.ts';
import type { Project } from '../model/project.ts';
import { Followers, untilInterrupted, type Exit } from '../runtime/attached.ts';
import { listContainers, shortName, type ProjectContainer } from '../runtime/containers.ts';
import { needsOf } from '../runtime/converge.ts';
import { createProject, type CreateOptions } from '../runtime/create-project.ts';
import { LogPrinter } from '../runtime/log-printer.ts';
import { Progress } from '../runtime/progress.ts';
import { startServices, waitHealthy } from '../runtime/start.ts';
import { isWatched, nothingToWatchUp, watchEnabled, watchProject } from '../runtime/watch.ts';
import { stopServices } from '../runtime/stop.ts';
import type { ComposeCommand } from './command.ts';
import { scaled } from './scale-flag.ts';

export const up: ComposeCommand = {
  name: 'up',
  *run(compose) {
    const { flags, args } = compose.call;
    const wrong = checkFlags(flags);
    if (wrong) return yield* failWith(compose, wrong);
    const selected = yield* compose.selected(args, flags.bool('no-deps') ? 'without' : 'with');
    if (isFault(selected)) return yield* failWith(compose, selected);
    const pull = refusePull(flags);
    if (pull) return yield* failWith(compose, pull);
    const codeFrom = flags.string('exit-code-from');
    if (codeFrom !== '' && !selected.services.has(codeFrom))
      return yield* failWith(compose, { error: `no such service: ${codeFrom}: not found` });
    const project = scaled(selected, flags.list('scale'));
    if (isFault(project)) return yield* failWith(compose, project);
    if (project.services.size === 0) return yield* failWith(compose, { error: 'no service selected' });
    const create = createOptions(flags, args);
    const detached = flags.bool('detach') || flags.bool('wait') || flags.bool('no-start');
    if (!detached) return yield* attached(compose, project, create);
    return yield* compose.withProgress('Running', function* (progress) {
      const failure = yield* createProject(compose, project, create, progress);
      if (failure || flags.bool('no-start')) return failure;
      const started = yield* startServices(compose.client, project, progress);
      return started ?? (flags.bool('wait') ? yield* waitForAll(compose, project, progress) : undefined);
    });
  },
};

/** The ways to pull that `--pull` may name. */
const pullPolicies = ['', 'policy', 'always', 'missing', 'if_not_present', 'never', 'build', 'daily', 'weekly'];

/** A `--pull` that means nothing. */
export function refusePull(flags: FlagValues): Failure | undefined {
  const pull = flags.string('pull');
  const known = pullPolicies.includes(pull) || pull.startsWith('every_');
  return known ? undefined : { error: `invalid --pull option ${JSON.stringify(pull)}` };
}

/** Flags that contradict each other, in the order in which Compose looks. */
function checkFlags(flags: FlagValues): Failure | undefined {
  const asked = (flag: string): boolean => flags.bool(flag);
  const onFailure = asked('abort-on-container-failure');
  const onExit = asked('abort-on-container-exit') || (flags.string('exit-code-from') !== '' && !onFailure);
  const attaches = flags.list('attach').length > 0 || asked('attach-dependencies');
  if (onExit && onFailure)
    return { error: '--abort-on-container-failure cannot be combined with --abort-on-container-exit' };
  if (asked('wait') && (onExit || attaches))
    return {
      error: '--wait cannot be combined with --abort-on-container-exit, --attach or --attach-dependencies',
    };
  if (asked('build') && asked('no-build')) return { error: '--build and --no-build are incompatible' };
  if ((asked('detach') || asked('wait')) && (onExit || onFailure || attaches || asked('watch')))
    return {
      error: `--${asked('wait') ? 'wait' : 'detach'} cannot be combined with --abort-on-container-exit, --abort-on-container-failure, --attach, --attach-dependencies or --watch`,
    };
  if (asked('no-recreate') && asked('renew-anon-volumes'))
    return { error: '--no-recreate and --renew-anon-volumes are incompatible' };
  if (asked('force-recreate') && asked('no-recreate'))
    return { error: '--force-recreate and --no-recreate are incompatible' };
  if (asked('always-recreate-deps') && asked('no-recreate'))
    return { error: '--always-recreate-deps and --no-recreate are incompatible' };
  if (asked('no-build') && asked('watch')) return { error: '--no-build and --watch are incompatible' };
  return undefined;
}

/** What flags of up and create say alike. */
export function createOptions(flags: FlagValues, services: readonly string[]): CreateOptions {
  const isUp = hasFlag(flags, 'always-recreate-deps');
  // New anonymous volumes come with new containers.
  const forced = flags.bool('force-recreate') || (isUp && flags.bool('renew-anon-volumes'));
  const recreate = forced ? 'force' : flags.bool('no-recreate') ? 'never' : 'diverged';
  return {
    services,
    build: flags.bool('build') ? 'force' : flags.bool('no-build') ? 'never' : 'missing',
    pull: flags.string('pull'),
    quietPull: flags.bool('quiet-pull'),
    quietBuild: isUp && flags.bool('quiet-build'),
    recreate,
    recreateDependencies:
      isUp && flags.bool('always-recreate-deps') ? 'force' : flags.bool('no-recreate') ? 'never' : 'diverged',
    removeOrphans: flags.bool('remove-orphans'),
    ignoreOrphans: false,
    renewAnonymousVolumes: isUp && flags.bool('renew-anon-volumes'),
    timeout: isUp && flags.changed('timeout') ? flags.number('timeout') : undefined,
  };
}

function hasFlag(flags: FlagValues, name: string): boolean {
  try {
    flags.changed(name);
    return true;
  } catch {
    return false;
  }
}

/** `--wait`: until all run, and are healthy where they say what that means; no longer than `--wait-timeout` says. */
function* waitForAll({ client, call }: Compose, project: Project, progress: Progress): Task<Failure | undefined> {
  const seconds = call.flags.number('wait-timeout');
  const containers = yield* listContainers(client, project.name, {
    all: true,
    oneoff: 'exclude',
    services: [...project.services.keys()],
  });
  if (isFailure(containers)) return containers;
  const waiting = function* (): Task<Failure | undefined> {
    const results = yield* all(containers.map((container) => waitHealthy(client, container, progress, 'wait')));
    return results.find((result) => result !== undefined);
  };
  if (seconds === 0) return yield* waiting();
  return yield* race([
    waiting(),
    (function* (): Task<Failure> {
      yield* sleep(seconds * 1000);
      return { error: `application not healthy after ${formatDuration(seconds * 1e9)}` };
    })(),
  ]);
}

/** Which services' output is shown. */
function attachedServices(flags: FlagValues, args: readonly string[], project: Project): Set<string> {
  const chosen =
    flags.list('attach').length > 0
      ? [...flags.list('attach')]
      : args.length > 0
        ? [...args]
        : [...project.services].filter(([, fields]) => fields['attach'] !== false).map(([name]) => name);
  if (flags.bool('attach-dependencies')) {
    const needs = needsOf(project);
    for (const name of chosen) for (const need of needs.get(name) ?? []) if (!chosen.includes(need)) chosen.push(need);
  }
  return new Set(chosen.filter((name) => !flags.list('no-attach').includes(name)));
}

function* attached(compose: Compose, project: Project, create: CreateOptions): Task<number> {
  const { client } = compose;
  const { flags, args } = compose.call;
  const created = yield* compose.showing('Running', (progress) => createProject(compose, project, create, progress));
  if (created) return yield* failWith(compose, created);
  if (compose.isDryRun) {
    yield* client.stdout.line("end of 'compose up' output, interactive run is not supported in dry-run mode");
    return 0;
  }
  if (flags.bool('watch') && !isWatched(project)) return yield* failWith(compose, nothingToWatchUp);
  const containers = yield* listContainers(client, project.name, {
    all: true,
    oneoff: 'exclude',
    services: [...project.services.keys()],
  });
  if (isFailure(containers)) return yield* failWith(compose, containers);
  const shown = attachedServices(flags, args, project);
  const colour =
    client.stdout.terminal !== undefined && !flags.bool('no-color') && compose.outer.string('ansi') !== 'never';
  const printer = new LogPrinter(client, {
    prefix: !flags.bool('no-log-prefix'),
    colour,
    timestamps: flags.bool('timestamps'),
    splitsErrors: true,
  });
  const followers = new Followers(client, printer);
  const follow = (container: ProjectContainer): Task =>
    followers.add({
      id: container.Id,
      service: container.service,
      name: shortName(container, project.name),
      shown: shown.has(container.service),
    });
  const visible = containers.filter(({ service }) => shown.has(service)).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const container of visible) printer.register(shortName(container, project.name));
  if (flags.bool('watch')) yield* client.stdout.line(`${watchMark}${watchEnabled}`);
  yield* client.stdout.line(
    `Attaching to ${visible.map((container) => shortName(container, project.name)).join(', ')}`,
  );
  let failure: Failure | undefined;
  try {
    const interrupted = yield* untilInterrupted(
      client,
      (function* (): Task {
        for (const container of containers)
          if (container.State === 'running' && followed(container, shown, args)) yield* follow(container);
        const silent = new Progress(client, 'quiet', '');
        failure = yield* startServices(client, project, silent, (container) =>
          followed(container, shown, args) ? follow(container) : nothing(),
        );
        if (failure) return;
        if (flags.bool('watch')) failure = yield* watchProject(compose, project, watchMark, flags.bool('quiet-build'));
        else yield* followers.wait(enough(flags));
      })(),
    );
    if (failure) return yield* failWith(compose, failure);
    if (interrupted) return yield* interrupt(compose, project, followers);
    return yield* finish(compose, project, followers);
  } finally {
    followers.release();
  }
}

/** What stands before the lines of watch among those of containers. */
const watchMark = '\x1b[92m        ⦿ \x1b[0m';

function* nothing(): Task {
  // A container that nobody watches.
}

/** Containers whose end matters: those asked for, and those whose output is shown. */
const followed = (container: ProjectContainer, shown: ReadonlySet<string>, args: readonly string[]): boolean =>
  args.length === 0 || args.includes(container.service) || shown.has(container.service);

/** When up does not wait for the rest. */
function enough(flags: FlagValues): (exits: readonly Exit[]) => boolean {
  const from = flags.string('exit-code-from');
  if (flags.bool('abort-on-container-failure')) return (exits) => exits.some(({ code }) => code !== 0);
  if (from !== '' || flags.bool('abort-on-container-exit')) return (exits) => exits.length > 0;
  return () => false;
}

function* finish(compose: Compose, project: Project, followers: Followers): Task<number> {
  const { client } = compose;
  const { flags } = compose.call;
  const from = flags.string('exit-code-from');
  const aborts = enough(flags);
  if (!aborts(followers.exits)) return 0;
  const first = flags.bool('abort-on-container-failure')
    ? followers.exits.find(({ code }) => code !== 0)
    : followers.exits[0];
  yield* client.stderr.print('\x1b[31m\x1b[1mAborting on container exit...\x1b[0m\n');
  const failure = yield* compose.showing('Stopping', (progress) =>
    stopServices(client, project, [...project.services.keys()], undefined, progress),
  );
  if (failure) return yield* failWith(compose, failure);
  yield* followers.wait(() => false);
  const code = from === '' ? (first?.code ?? 0) : (followers.exits.find(({ service }) => service === from)?.code ?? 0);
  if (code !== 0) yield* client.stderr.print('\n');
  return code;
}

function* interrupt(compose: Compose, project: Project, followers: Followers): Task<number> {
  const { client } = compose;
  followers.quiet = true;
  for (const signal of ['INT', 'TERM'] as const)
    client.process.handle(signal, () => {
      client.process.exit(130);
    });
  yield* client.stdout.line('Gracefully Stopping... press Ctrl+C again to force');
  const progress = new Progress(client, client.stderr.terminal ? 'lines' : 'plain', 'Stopping');
  const failure = yield* stopServices(client, project, [...project.services.keys()], undefined, progress);
  if (failure) return yield* failWith(compose, failure);
  yield* client.stderr.print('\n');
  return 130;
}
