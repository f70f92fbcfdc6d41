// docker inspect: the whole document of any object, whatever kind it is.
import type { Task } from '../../kernel/task.ts';
import { fail, type Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { Json } from '../format/indent-json.ts';
import { inspectAll, type Found } from '../inspection.ts';
import { quote } from '../format/quote.ts';
import type { Command } from './command.ts';

interface Kind {
  readonly name: string;
  readonly path: (name: string) => string;
  /** Go's type of the document. */
  readonly type?: string;
  /** Only a swarm has it. */
  readonly swarm?: boolean;
}

/** In the order in which they are tried. */
const kinds: readonly Kind[] = [
  { name: 'container', path: (name) => `/containers/${name}/json`, type: 'container.InspectResponse' },
  { name: 'image', path: (name) => `/images/${name}/json`, type: 'image.InspectResponse' },
  { name: 'network', path: (name) => `/networks/${name}`, type: 'network.Inspect' },
  { name: 'volume', path: (name) => `/volumes/${name}`, type: 'volume.Volume' },
  { name: 'service', path: (name) => `/services/${name}`, swarm: true },
  { name: 'task', path: (name) => `/tasks/${name}`, swarm: true },
  { name: 'node', path: (name) => `/nodes/${name}`, swarm: true },
  { name: 'plugin', path: (name) => `/plugins/${name}/json` },
  { name: 'secret', path: (name) => `/secrets/${name}`, swarm: true },
  { name: 'config', path: (name) => `/configs/${name}`, swarm: true },
];

export const inspect: Command = {
  name: 'inspect',
  *run(client, { flags, args }) {
    const wanted = flags.string('type');
    const kind = kinds.find(({ name }) => name === wanted);
    if (flags.changed('type') && wanted === '')
      return yield* fail(
        client,
        'type is empty: must be one of "config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume"',
      );
    if (wanted !== '' && !kind) {
      const known = kinds.map(({ name }) => quote(name)).sort();
      return yield* fail(client, `unknown type: ${quote(wanted)}: must be one of ${known.join(', ')}`);
    }
    const size = flags.bool('size');
    return yield* inspectAll(client, flags.string('format'), args, (name) =>
      kind ? lookAt(client, kind, name.trim(), size) : search(client, name.trim(), size),
    );
  },
};

function* lookAt(
  client: Client,
  kind: Kind,
  name: string,
  size: boolean,
): Task<Found | (Failure & { status: number })> {
  const query = kind.name === 'container' ? { size } : {};
  const answer = yield* client.api.get(kind.path(name), query);
  if (isFailure(answer)) return answer;
  if (size && kind.name !== 'container') yield* client.stderr.line(`WARNING: --size ignored for ${kind.name}`);
  return { document: answer.body as Json, type: kind.type };
}

function* search(client: Client, name: string, size: boolean): Task<Found | Failure> {
  let swarm: boolean | undefined;
  for (const kind of kinds) {
    if (kind.swarm === true) {
      swarm ??= yield* inSwarm(client);
      if (!swarm) continue;
    }
    const found = yield* lookAt(client, kind, name, size);
    if (!isFailure(found) || name === '') return found;
    const { status } = found;
    // A name that one kind of object cannot have (400) or that is not supported (501) may still name another.
    if (status !== 404 && status !== 400 && status !== 501) return found;
  }
  return { error: `Error: No such object: ${name}` };
}

function* inSwarm(client: Client): Task<boolean> {
  const info = yield* client.api.get('/info');
  if (isFailure(info)) return false;
  const { Swarm } = info.body as { Swarm?: { ControlAvailable?: boolean } };
  return Swarm?.ControlAvailable === true;
}
