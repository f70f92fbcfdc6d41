// docker network connect: hangs a container on one more network.
import { fail } from '../client.ts';
import { endpointSettings } from '../create/networks.ts';
import { toMap } from '../create/environment.ts';
import { orNull } from '../create/host-options.ts';
import { isFailure } from '../failure.ts';
import type { Command } from './command.ts';

export const networkConnect: Command = {
  name: 'network connect',
  *run(client, { flags, args }) {
    const [network = '', container = ''] = args;
    const [ip, ip6] = [flags.string('ip'), flags.string('ip6')];
    const local = flags.list('link-local-ip');
    const answer = yield* client.api.post(
      `/networks/${network}/connect`,
      {},
      {
        Container: container,
        EndpointConfig: endpointSettings({
          IPAMConfig: {
            ...(ip === '' ? {} : { IPv4Address: ip }),
            ...(ip6 === '' ? {} : { IPv6Address: ip6 }),
            ...(local.length === 0 ? {} : { LinkLocalIPs: local }),
          },
          Links: orNull(flags.list('link')),
          Aliases: flags.list('alias'),
          DriverOpts: toMap(flags.list('driver-opt')),
          GwPriority: flags.number('gw-priority'),
        }),
      },
    );
    return isFailure(answer) ? yield* fail(client, answer.error) : 0;
  },
};
