// docker container|image|network|volume inspect: documents of one kind.
import { fail } from '../client.ts';
import { parsePlatform } from '../create/platform.ts';
import { isFailure, type Failure } from '../failure.ts';
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
  /** What is wrong with the flags, if something is. */
  readonly check?: (flags: FlagValues) => Failure | undefined;
}

const inspectKind = ({ name, path, type, query, check }: InspectedKind): Command => ({
  name,
  *run(client, { flags, args }) {
    const problem = check?.(flags);
    if (problem) return yield* fail(client, problem.error);
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

const platformOf = (flags: FlagValues): string | Failure => parsePlatform(flags.string('platform'), '');

export const imageInspect = inspectKind({
  name: 'image inspect',
  path: (name) => `/images/${name}/json`,
  type: 'image.InspectResponse',
  query: (flags) => {
    const platform = platformOf(flags);
    return isFailure(platform) || platform === '' ? {} : { platform };
  },
  check: (flags) => {
    const platform = platformOf(flags);
    return isFailure(platform) ? platform : undefined;
  },
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
