// docker rm: removes containers.
import { isFailure, type Failure } from '../failure.ts';
import { allOf, report } from './each.ts';
import type { Command } from './command.ts';

export const rm: Command = {
  name: 'container rm',
  *run(client, { flags, args }) {
    const force = flags.bool('force');
    const query = { force, link: flags.bool('link'), v: flags.bool('volumes') };
    // A leading slash is part of a container's full name.
    const results = yield* allOf(client, args, function* (name) {
      const bare = name.replace(/^\/+/, '');
      return bare === ''
        ? { error: 'container name cannot be empty' }
        : yield* client.api.delete(`/containers/${bare}`, query);
    });
    const errors: Failure[] = [];
    for (const [index, result] of results.entries()) {
      if (!isFailure(result)) yield* client.stdout.line(args[index] ?? '');
      else if (force && 'status' in result && result.status === 404) yield* client.stderr.line(result.error);
      else errors.push(result);
    }
    return yield* report(client, errors);
  },
};
