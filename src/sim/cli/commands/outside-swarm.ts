// What only managers of a swarm can do: no swarm is simulated, so the daemon refuses it as it does everywhere outside of one.
import type { Task } from '../../kernel/task.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import { fail, type Client } from '../client.ts';
import { openError } from '../create/environment.ts';
import { isFailure } from '../failure.ts';
import type { Command } from './command.ts';

type Run = Command['run'];

/** The daemon's refusal. */
function* refusal(client: Client): Task<string> {
  const answer = yield* client.api.get('/nodes');
  return isFailure(answer) ? answer.error : 'not simulated: a swarm';
}

const plain: Run = function* (client) {
  return yield* fail(client, yield* refusal(client));
};

const inspect: Run = function* (client, { flags }) {
  yield* client.stdout.line(flags.string('format') === '' ? '[]' : '');
  return yield* fail(client, yield* refusal(client));
};

/** `secret create NAME FILE`: the file is read first. */
const createFrom: Run = function* (client, { args }) {
  const [, path = '-'] = args;
  const content = path === '-' ? undefined : client.process.files.readFile(path);
  if (content !== undefined && failed(content))
    return yield* fail(client, `error reading from ${path}: ${openError(path, content)}`);
  return yield* fail(client, yield* refusal(client));
};

const scale: Run = function* (client, { args }) {
  const text = yield* refusal(client);
  return yield* fail(client, args.map((arg) => `${arg.split('=', 1)[0] ?? ''}: ${text}`).join('\n'));
};

const deploy: Run = function* (client, { flags }) {
  const files = flags.list('compose-file');
  if (files.length === 0) return yield* fail(client, 'Specify a Compose file (with --compose-file)');
  for (const path of files) {
    const content = path === '-' ? undefined : client.process.files.readFile(path);
    if (content !== undefined && failed(content)) return yield* fail(client, openError(path, content));
  }
  if (!flags.names().includes('detach'))
    yield* client.stderr.print(
      'Since --detach=false was not specified, tasks will be created in the background.\nIn a future release, --detach=false will become the default.\n',
    );
  const text = (yield* refusal(client)).replace('Error response from daemon: T', 't').replace(/\.$/, '');
  return yield* fail(client, text);
};

const unlockKey: Run = function* (client) {
  return yield* fail(client, `could not fetch unlock key: ${yield* refusal(client)}`);
};

const leave: Run = function* (client) {
  return yield* fail(client, 'Error response from daemon: This node is not part of a swarm');
};

const unlock: Run = function* (client) {
  return yield* fail(client, 'Error: This node is not part of a swarm');
};

const commands: Readonly<Record<string, Run>> = {
  ...Object.fromEntries(
    [
      ...['ls', 'ps', 'update', 'promote', 'demote', 'rm'].map((verb) => `node ${verb}`),
      ...['ls', 'ps', 'create', 'update', 'rm', 'rollback', 'logs'].map((verb) => `service ${verb}`),
      ...['ls', 'ps', 'rm', 'services'].map((verb) => `stack ${verb}`),
      ...['ls', 'rm'].flatMap((verb) => [`secret ${verb}`, `config ${verb}`]),
      ...['join-token', 'update', 'ca'].map((verb) => `swarm ${verb}`),
    ].map((name) => [name, plain]),
  ),
  'node inspect': inspect,
  'service inspect': inspect,
  'secret inspect': inspect,
  'config inspect': inspect,
  'secret create': createFrom,
  'config create': createFrom,
  'service scale': scale,
  'stack deploy': deploy,
  'swarm unlock-key': unlockKey,
  'swarm unlock': unlock,
  'swarm leave': leave,
};

/** How a command of the swarm is refused, by its canonical name; undefined for what Docker would do or other commands. */
export function outsideSwarm(name: string): Command | undefined {
  const run = commands[name];
  return run && { name, run };
}
