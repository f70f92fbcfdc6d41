// docker compose cp: files between a service's container and this machine.
import { cp as dockerCp } from '../../commands/cp.ts';
import { fail, type Client } from '../../client.ts';
import { splitArgument } from '../../copy/paths.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { all, type Task } from '../../../kernel/task.ts';
import { failWith, type Compose } from '../compose.ts';
import { runDocker } from '../docker-command.ts';
import { isFault } from '../model/fault.ts';
import { byNumber, listContainers, type ProjectContainer } from '../runtime/containers.ts';
import type { Progress } from '../runtime/progress.ts';
import type { ComposeCommand } from './command.ts';

export const cp: ComposeCommand = {
  name: 'cp',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const [source = '', target = ''] = args;
    const from = splitArgument(source);
    const to = splitArgument(target);
    if (from.container !== '' && to.container !== '')
      return yield* fail(client, 'copying between services is not supported');
    if (from.container === '' && to.container === '') return yield* fail(client, 'unknown copy direction');
    const service = from.container || to.container;
    const named = yield* compose.nameOrReadProject();
    if (isFault(named)) return yield* failWith(compose, named);
    const listed = yield* listContainers(client, named.name, {
      all: true,
      oneoff: flags.bool('all') ? 'include' : 'exclude',
      services: [service],
    });
    if (isFailure(listed)) return yield* failWith(compose, listed);
    const index = flags.changed('index') ? flags.number('index') : 0;
    const found = listed.sort(byNumber).filter(({ number }) => index === 0 || number === index);
    if (found.length === 0)
      return yield* fail(
        client,
        index === 0
          ? `no container found for service "${service}"`
          : `service "${service}" is not running container #${index}`,
      );
    // Into a service: into all of its containers.
    const containers = to.container === '' ? found.slice(0, 1) : found;
    return yield* compose.withProgress('Copying', function* (progress): Task<Failure | undefined> {
      const results = yield* all(containers.map((container) => copy(compose, container, from, to, progress)));
      return results.find((result) => result !== undefined);
    });
  },
};

interface End {
  readonly container: string;
  readonly path: string;
}

function* copy(
  { client, call: { flags } }: Compose,
  { Id, name }: ProjectContainer,
  from: End,
  to: End,
  progress: Progress,
): Task<Failure | undefined> {
  const out = from.container !== '';
  const shown = out ? `copy ${name}:${from.path} to ${to.path}` : `copy ${from.path} to ${name}:${to.path}`;
  yield* progress.event(name, 'working', 'Copying', shown);
  const words = [
    ...(flags.bool('archive') ? ['--archive'] : []),
    ...(flags.bool('follow-link') ? ['--follow-link'] : []),
  ];
  const said: string[] = [];
  const code = yield* runDocker(listening(client, said), dockerCp, [
    ...words,
    '--quiet',
    out ? `${Id}:${from.path}` : from.path,
    out ? to.path : `${Id}:${to.path}`,
  ]);
  if (code !== 0) return { error: said.join('').trimEnd() };
  yield* progress.event(name, 'done', 'Copied', shown);
  return undefined;
}

/** The client with a standard error that is kept instead of shown. */
function listening(client: Client, said: string[]): Client {
  const stderr = Object.create(client.stderr) as Client['stderr'];
  Object.assign(stderr, {
    *print(text: string): Task {
      said.push(text);
    },
    *line(text: string): Task {
      said.push(`${text}\n`);
    },
  });
  return { ...client, stderr };
}
