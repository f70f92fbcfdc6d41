// docker rename: gives a container another name.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import type { Command } from './command.ts';

export const rename: Command = {
  name: 'container rename',
  *run(client, { args }) {
    const [from = '', to = ''] = args.map((name) => name.trim());
    if (from === '' || to === '') return yield* fail(client, 'Error: Neither old nor new names may be empty');
    const answer = yield* client.api.post(`/containers/${from}/rename`, { name: to });
    if (!isFailure(answer)) return 0;
    return yield* fail(client, `${answer.error}\nError: failed to rename container named ${from}`);
  },
};
