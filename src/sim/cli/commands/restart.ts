// docker restart: stops containers and starts them again.
import { oneByOne } from './each.ts';
import type { Command } from './command.ts';

export const restart: Command = {
  name: 'container restart',
  *run(client, { flags, args }) {
    const query = {
      signal: flags.string('signal'),
      ...(flags.changed('timeout') ? { t: flags.number('timeout') } : {}),
    };
    return yield* oneByOne(client, args, (name) => client.api.post(`/containers/${name}/restart`, query));
  },
};
