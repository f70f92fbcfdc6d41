// docker network connect: hangs a container on one more network.
import { fail } from '../client.ts';
import { endpointSettings } from '../create/networks.ts';
import { orNull } from '../create/host-options.ts';
import { isFailure } from '../failure.ts';
import type { Command } from './command.ts';

export const networkConnect: Command = {
  name: 'network connect',
  notSimulated: ['driver-opt', 'gw-priority', 'ip6', 'link-local-ip'],
  *run(client, { flags, args }) {
    const [network = '', container = ''] = args;
    const ip = flags.string('ip');
    const answer = yield* client.api.post(
      `/networks/${network}/connect`,
      {},
      {
        Container: container,
        EndpointConfig: endpointSettings({
          IPAMConfig: ip === '' ? {} : { IPv4Address: ip },
          Links: orNull(flags.list('link')),
          Aliases: flags.list('alias'),
          DriverOpts: {},
        }),
      },
    );
    return isFailure(answer) ? yield* fail(client, answer.error) : 0;
  },
};
