// docker top: the processes of a container as the machine sees them.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { alignColumns } from '../format/columns.ts';
import type { Command } from './command.ts';

export const top: Command = {
  name: 'container top',
  *run(client, { args }) {
    const [container = '', ...options] = args;
    const answer = yield* client.api.get(`/containers/${container}/top`, { ps_args: options.join(' ') });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const { Titles, Processes } = answer.body as {
      Titles: readonly string[];
      Processes: readonly (readonly string[])[];
    };
    yield* client.stdout.print(alignColumns([Titles, ...Processes], 20));
    return 0;
  },
};
