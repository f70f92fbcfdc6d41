// docker unpause: lets the processes of paused containers go on.
import { together } from './each.ts';
import type { Command } from './command.ts';

export const unpause: Command = {
  name: 'container unpause',
  *run(client, { args }) {
    return yield* together(client, args, (name) => client.api.post(`/containers/${name}/unpause`));
  },
};
