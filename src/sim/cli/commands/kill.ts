// docker kill: sends a signal to the first process of containers.
import { together } from './each.ts';
import type { Command } from './command.ts';

export const kill: Command = {
  name: 'container kill',
  *run(client, { flags, args }) {
    const query = { signal: flags.string('signal') };
    return yield* together(client, args, (name) => client.api.post(`/containers/${name}/kill`, query));
  },
};
