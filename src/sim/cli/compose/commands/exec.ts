// docker compose exec and attach: a process more in a service's container, or its own streams.
import type { Task } from '../../../kernel/task.ts';
import { attach as dockerAttach } from '../../commands/attach.ts';
import { exec as dockerExec } from '../../commands/exec.ts';
import { stdin } from '../../client.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { failWith, type Compose } from '../compose.ts';
import { runDocker } from '../docker-command.ts';
import { isFault } from '../model/fault.ts';
import { byNumber, listContainers, type ProjectContainer } from '../runtime/containers.ts';
import type { ComposeCommand } from './command.ts';

/** A running container of a service: the first, or the one with the number that is asked for; in want of others one of `run`. */
export function* runningContainer(compose: Compose, service: string): Task<ProjectContainer | Failure> {
  const { flags } = compose.call;
  const named = yield* compose.nameOrReadProject();
  if (isFault(named)) return named;
  const listed = yield* listContainers(compose.client, named.name, {
    all: false,
    oneoff: 'include',
    services: [service],
  });
  if (isFailure(listed)) return listed;
  const index = flags.changed('index') ? flags.number('index') : 0;
  const found = listed
    .sort((a, b) => Number(a.oneoff) - Number(b.oneoff) || byNumber(a, b))
    .find(({ number, oneoff }) => index === 0 || (number === index && !oneoff));
  return found ?? { error: `service "${service}" is not running${index === 0 ? '' : ` container #${index}`}` };
}

export const exec: ComposeCommand = {
  name: 'exec',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const [service = '', ...command] = args;
    const container = yield* runningContainer(compose, service);
    if (isFailure(container)) return yield* failWith(compose, container);
    if (compose.isDryRun)
      return yield* failWith(compose, { error: 'interactive exec is not supported in dry-run mode' });
    const noTty = flags.changed('no-tty') ? flags.bool('no-tty') : client.stdout.terminal === undefined;
    const tty = !noTty && stdin(client).terminal !== undefined && flags.bool('tty');
    const words: string[] = [];
    if (flags.bool('detach')) words.push('--detach');
    else if (flags.bool('interactive')) words.push('--interactive');
    if (tty && !flags.bool('detach')) words.push('--tty');
    if (flags.bool('privileged')) words.push('--privileged');
    if (flags.string('user') !== '') words.push('--user', flags.string('user'));
    if (flags.string('workdir') !== '') words.push('--workdir', flags.string('workdir'));
    for (const variable of flags.list('env')) words.push('--env', variable);
    return yield* runDocker(client, dockerExec, [...words, container.Id, ...command]);
  },
};

export const attach: ComposeCommand = {
  name: 'attach',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const container = yield* runningContainer(compose, args[0] ?? '');
    if (isFailure(container)) return yield* failWith(compose, container);
    const words: string[] = [];
    if (flags.string('detach-keys') !== '') words.push('--detach-keys', flags.string('detach-keys'));
    if (flags.bool('no-stdin')) words.push('--no-stdin');
    words.push(`--sig-proxy=${String(flags.bool('sig-proxy'))}`, container.Id);
    return yield* runDocker(client, dockerAttach, words);
  },
};
