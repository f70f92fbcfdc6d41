// docker network disconnect: takes a container off a network.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import type { Command } from './command.ts';

export const networkDisconnect: Command = {
  name: 'network disconnect',
  *run(client, { flags, args }) {
    const [network = '', container = ''] = args;
    const body = { Container: container, Force: flags.bool('force') };
    const answer = yield* client.api.post(`/networks/${network}/disconnect`, {}, body);
    return isFailure(answer) ? yield* fail(client, answer.error) : 0;
  },
};
