// docker container|image|network|volume inspect: documents of one kind.
import { isFailure } from '../failure.ts';
import type { Json } from '../format/indent-json.ts';
import { inspectAll } from '../inspection.ts';
import type { Query } from '../api/connection.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import type { Command } from './command.ts';

interface InspectedKind {
  readonly name: string;
  readonly path: (name: string) => string;
  /** Go's type of the document. */
  readonly type: string;
  readonly query?: (flags: FlagValues) => Query;
  readonly notSimulated?: readonly string[];
}

const inspectKind = ({ name, path, type, query, notSimulated = [] }: InspectedKind): Command => ({
  name,
  notSimulated,
  *run(client, { flags, args }) {
    return yield* inspectAll(client, flags.string('format'), args, function* (object) {
      const answer = yield* client.api.get(path(object), query?.(flags));
      return isFailure(answer) ? answer : { document: answer.body as Json, type };
    });
  },
});

export const containerInspect = inspectKind({
  name: 'container inspect',
  path: (name) => `/containers/${name}/json`,
  type: 'container.InspectResponse',
  query: (flags) => ({ size: flags.bool('size') }),
});

export const imageInspect = inspectKind({
  name: 'image inspect',
  path: (name) => `/images/${name}/json`,
  type: 'image.InspectResponse',
  notSimulated: ['platform'],
});

export const networkInspect = inspectKind({
  name: 'network inspect',
  path: (name) => `/networks/${name}`,
  type: 'network.Inspect',
  query: (flags) => ({ verbose: flags.bool('verbose') }),
});

export const volumeInspect = inspectKind({
  name: 'volume inspect',
  path: (name) => `/volumes/${name}`,
  type: 'volume.Volume',
});
