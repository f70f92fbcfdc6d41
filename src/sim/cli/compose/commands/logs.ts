// docker compose logs: what containers have written, each line behind its container's name.
import { all, sleep, spawn, type Task } from '../../../kernel/task.ts';
import { Trigger } from '../../../kernel/trigger.ts';
import { fail } from '../../client.ts';
import { isFailure } from '../../failure.ts';
import { parseTimestamp } from '../../timestamp.ts';
import { failWith, type Compose } from '../compose.ts';
import { logLine } from '../log-line.ts';
import { isFault } from '../model/fault.ts';
import { listContainers, shortName, type ProjectContainer } from '../runtime/containers.ts';
import { label } from '../runtime/labels.ts';
import { LogPrinter } from '../runtime/log-printer.ts';
import type { ComposeCommand } from './command.ts';

export const logs: ComposeCommand = {
  name: 'logs',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    if (flags.changed('index') && args.length !== 1)
      return yield* fail(client, '--index requires one service to be selected');
    const named = yield* compose.nameOrProject(args);
    if (isFault(named)) return yield* failWith(compose, named);
    const { name, project } = named;
    const services = args.length > 0 ? args : project ? [...project.services.keys()] : [];
    const listed = yield* listContainers(client, name, { all: true, oneoff: 'exclude', services });
    if (isFailure(listed)) return yield* failWith(compose, listed);
    const containers = flags.changed('index')
      ? listed.filter(({ number }) => number === flags.number('index'))
      : listed;
    if (flags.changed('index') && containers.length === 0)
      return yield* fail(client, `service "${args[0] ?? ''}" is not running container #${flags.number('index')}`);
    const { clock } = client.process.machine.kernel;
    const since = parseTimestamp(flags.string('since'), clock);
    if (isFailure(since)) return yield* fail(client, `invalid value for "since": ${since.error}`);
    const until = parseTimestamp(flags.string('until'), clock);
    if (isFailure(until)) return yield* fail(client, `invalid value for "until": ${until.error}`);
    const colour =
      client.stdout.terminal !== undefined && !flags.bool('no-color') && compose.outer.string('ansi') !== 'never';
    const printer = new LogPrinter(client, { prefix: !flags.bool('no-log-prefix'), colour });
    for (const container of containers) printer.register(shortName(container, name));
    const window = { since, until };
    if (flags.bool('follow')) return yield* follow(compose, name, containers, printer, window);
    for (const container of containers) yield* copy(compose, container, name, printer, false, window);
    return 0;
  },
};

interface Window {
  readonly since: string;
  readonly until: string;
}

function* copy(
  { client, call: { flags } }: Compose,
  container: ProjectContainer,
  project: string,
  printer: LogPrinter,
  following: boolean,
  { since, until }: Window,
): Task {
  const name = shortName(container, project);
  const answer = yield* client.api.get(`/containers/${container.Id}/logs`, {
    stdout: true,
    stderr: true,
    since,
    until,
    timestamps: flags.bool('timestamps'),
    follow: following,
    tail: flags.string('tail'),
  });
  if (isFailure(answer)) {
    yield* client.stderr.print(
      answer.error.includes('does not support reading')
        ? logLine(client, 'warning', `Can't retrieve logs for ${JSON.stringify(container.name)}: ${answer.error}`)
        : `${answer.error}\n`,
    );
    return;
  }
  for (;;) {
    const frame = answer.stream && (yield* answer.stream.read());
    if (frame === undefined) break;
    yield* printer.write(name, frame);
  }
  yield* printer.flush(name);
}

/** Stays with containers until those that run have ended; ones that start later join. */
function* follow(
  compose: Compose,
  project: string,
  containers: readonly ProjectContainer[],
  printer: LogPrinter,
  window: Window,
): Task<number> {
  const { client } = compose;
  const running = containers.filter(({ State }) => State === 'running');
  const over = new Trigger();
  let left = running.length;
  const watch = function* (container: ProjectContainer): Task {
    yield* copy(compose, container, project, printer, true, window);
    for (;;) {
      const answer = yield* client.api.get(`/containers/${container.Id}/json`);
      const state = isFailure(answer)
        ? undefined
        : (answer.body as { State: { Status: string; ExitCode: number } }).State;
      if (state?.Status === 'running') {
        yield* sleep(100);
        continue;
      }
      yield* printer.status(shortName(container, project), `exited with code ${state?.ExitCode ?? 0}`);
      break;
    }
    if (--left === 0) over.fire();
  };
  yield* all(
    containers
      .filter((one) => !running.includes(one))
      .map((container) => copy(compose, container, project, printer, false, window)),
  );
  const threads = [];
  for (const container of running) threads.push(yield* spawn('follow logs', watch(container)));
  const joined = yield* spawn(
    'new containers',
    joinNew(compose, project, containers, printer, (container) => {
      left++;
      return watch(container);
    }),
  );
  try {
    yield* over.next();
    return 0;
  } finally {
    for (const thread of [...threads, joined]) thread.cancel();
  }
}

/** Containers of the project that start while others are followed. */
function* joinNew(
  { client, call: { args } }: Compose,
  project: string,
  known: readonly ProjectContainer[],
  printer: LogPrinter,
  watch: (container: ProjectContainer) => Task,
): Task {
  const answer = yield* client.api.get('/events', {
    filters: JSON.stringify({
      type: { container: true },
      event: { start: true },
      label: { [`${label.project}=${project}`]: true },
    }),
  });
  for (;;) {
    const event =
      !isFailure(answer) && answer.stream
        ? ((yield* answer.stream.read()) as { Actor: { ID: string } } | undefined)
        : undefined;
    if (event === undefined) return;
    const listed = yield* listContainers(client, project, { all: true, oneoff: 'exclude', services: args });
    const found = isFailure(listed) ? undefined : listed.find(({ Id }) => Id === event.Actor.ID);
    if (!found || known.some(({ Id, State }) => Id === found.Id && State === 'running')) continue;
    printer.register(shortName(found, project));
    yield* spawn('follow logs', watch(found));
  }
}
