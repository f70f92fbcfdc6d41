// docker network create.
import { fail } from '../client.ts';
import { toMap } from '../create/environment.ts';
import { isFailure } from '../failure.ts';
import { parseAddressPools } from '../create/address-pools.ts';
import type { Command } from './command.ts';

export const networkCreate: Command = {
  name: 'network create',
  *run(client, { flags, args }) {
    const pools = parseAddressPools(flags);
    if (isFailure(pools)) return yield* fail(client, pools.error);
    const answer = yield* client.api.post(
      '/networks/create',
      {},
      {
        Driver: flags.string('driver') || 'bridge',
        Scope: flags.string('scope'),
        ...(flags.changed('ipv4') ? { EnableIPv4: flags.bool('ipv4') } : {}),
        ...(flags.changed('ipv6') ? { EnableIPv6: flags.bool('ipv6') } : {}),
        IPAM: { Driver: flags.string('ipam-driver') || 'default', Options: flags.map('ipam-opt'), Config: pools },
        Internal: flags.bool('internal'),
        Attachable: flags.bool('attachable'),
        Ingress: flags.bool('ingress'),
        ConfigOnly: flags.bool('config-only'),
        ConfigFrom: flags.string('config-from') === '' ? null : { Network: flags.string('config-from') },
        Options: flags.map('opt'),
        Labels: toMap(flags.list('label')),
        Name: args[0] ?? '',
      },
    );
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const { Id, Warning } = answer.body as { Id: string; Warning?: string };
    yield* client.stdout.line(Id);
    if (Warning) yield* client.stderr.line(`WARNING: ${Warning}`);
    return 0;
  },
};
