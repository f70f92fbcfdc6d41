// docker volume rm.
import { oneByOne } from './each.ts';
import type { Command } from './command.ts';

export const volumeRm: Command = {
  name: 'volume rm',
  *run(client, { flags, args }) {
    const query = { force: flags.bool('force') };
    return yield* oneByOne(client, args, (name) => client.api.delete(`/volumes/${name}`, query));
  },
};
