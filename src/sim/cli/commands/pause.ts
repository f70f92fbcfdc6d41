// docker pause: freezes all processes of containers.
import { together } from './each.ts';
import type { Command } from './command.ts';

export const pause: Command = {
  name: 'container pause',
  *run(client, { args }) {
    return yield* together(client, args, (name) => client.api.post(`/containers/${name}/pause`));
  },
};
