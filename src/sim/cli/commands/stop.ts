// docker stop: asks containers to end, and ends them when they do not.
import { together } from './each.ts';
import type { Command } from './command.ts';

export const stop: Command = {
  name: 'container stop',
  *run(client, { flags, args }) {
    const query = {
      signal: flags.string('signal'),
      ...(flags.changed('timeout') ? { t: flags.number('timeout') } : {}),
    };
    return yield* together(client, args, (name) => client.api.post(`/containers/${name}/stop`, query));
  },
};
