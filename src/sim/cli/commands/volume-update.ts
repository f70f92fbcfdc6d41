// docker volume update: changes volumes of a cluster, which a single engine has none of.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import type { Command } from './command.ts';

export const volumeUpdate: Command = {
  name: 'volume update',
  *run(client, { args: [name = ''] }) {
    const answer = yield* client.api.get(`/volumes/${name}`);
    return yield* fail(client, isFailure(answer) ? answer.error : 'can only update cluster volumes');
  },
};
