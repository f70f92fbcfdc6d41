// docker buildx create, use, rm and stop: instances beside the daemon's own builder.
import type { Task } from '../../kernel/task.ts';
import { fail, type Client } from '../client.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import {
  allInstances,
  chooseBuilder,
  chosenBuilder,
  currentName,
  findInstance,
  instancePath,
  isOwnBuilder,
  removeInstance,
  saveInstance,
} from './builders.ts';

const endpoint = 'unix:///var/run/docker.sock';

/** `docker buildx create`: remembers an instance; nothing runs before it is used. */
export function* createBuilder(client: Client, flags: FlagValues, place: string): Task<number> {
  const name = flags.string('name');
  const driver = flags.string('driver') || 'docker-container';
  const refuse = (text: string): Task<number> => fail(client, `ERROR: ${text}`);
  if (flags.bool('append') && name === '') return yield* refuse('append requires a builder name');
  if (name !== '' && !/^[a-zA-Z][a-zA-Z0-9._-]*$/.test(name))
    return yield* refuse(
      `invalid name ${name}, name needs to start with a letter and may not contain symbols, except ._-`,
    );
  if (driver === 'docker') return yield* refuse('additional instances of driver "docker" cannot be created');
  if (!['docker-container', 'kubernetes', 'remote'].includes(driver))
    return yield* refuse(`failed to find driver ${JSON.stringify(driver)}`);
  if (driver === 'remote' && place === '') return yield* refuse('no remote endpoint provided');
  if (flags.bool('append') || flags.bool('leave') || flags.bool('bootstrap') || place !== '')
    return yield* fail(client, 'not simulated: nodes of builders');
  const before = findInstance(client, name);
  if (before)
    return yield* refuse(
      `existing instance for ${JSON.stringify(name)} but no append mode, specify the node name to make changes for existing instances`,
    );
  const { kernel } = client.process.machine;
  const chosen = name === '' ? `builder_${kernel.random('builder name').hex(6)}` : name;
  saveInstance(client, {
    Name: chosen,
    Driver: driver,
    Nodes: [{ Name: flags.string('node') || `${chosen}0`, Endpoint: endpoint }],
    LastActivity: kernel.clock,
  });
  if (flags.bool('use')) chooseBuilder(client, chosen);
  yield* client.stdout.line(chosen);
  return 0;
}

/** `docker buildx use`. */
export function* useBuilder(client: Client, name: string): Task<number> {
  if (isOwnBuilder(client, name)) chooseBuilder(client, '');
  else if (findInstance(client, name)) chooseBuilder(client, name);
  else
    return yield* fail(
      client,
      `ERROR: failed to find instance ${JSON.stringify(name)}: open ${instancePath(client, name)}: no such file or directory`,
    );
  return 0;
}

/** `docker buildx rm`. */
export function* removeBuilders(client: Client, flags: FlagValues, names: readonly string[]): Task<number> {
  const inactive = flags.bool('all-inactive');
  const wanted = inactive
    ? allInstances(client).map(({ Name }) => Name)
    : names.length > 0
      ? names
      : [currentOf(client)];
  let failures = 0;
  for (const name of wanted) {
    if (name === '' || isOwnBuilder(client, name)) {
      yield* client.stderr.line(
        `failed to remove ${name}: context builder cannot be removed, run \`docker context rm default\` to remove this context`,
      );
      failures++;
    } else if (findInstance(client, name)) {
      removeInstance(client, name);
      yield* client.stderr.line(`${name} removed`);
    } else {
      yield* client.stderr.line(`failed to remove ${name}: no builder ${JSON.stringify(name)} found`);
      failures++;
    }
  }
  return failures > 0 ? yield* fail(client, 'ERROR: failed to remove one or more builders') : 0;
}

const currentOf = (client: Client): string => {
  const name = currentName(client);
  return isOwnBuilder(client, name) ? '' : name;
};

/** `docker buildx stop`: instances here never run. */
export function* stopBuilder(client: Client, flags: FlagValues, name: string): Task<number> {
  const builder = chosenBuilder(client, name === '' ? flags.string('builder') : name);
  return builder !== 'own' && 'error' in builder ? yield* fail(client, builder.error) : 0;
}
