// docker volume create.
import { fail } from '../client.ts';
import { toMap } from '../create/environment.ts';
import { isFailure } from '../failure.ts';
import type { Command } from './command.ts';

export const volumeCreate: Command = {
  name: 'volume create',
  notSimulated: [
    'availability',
    'group',
    'limit-bytes',
    'required-bytes',
    'scope',
    'secret',
    'sharing',
    'topology-preferred',
    'topology-required',
    'type',
  ],
  *run(client, { flags, args }) {
    const [argument] = args;
    const named = flags.string('name');
    if (argument !== undefined && named !== '')
      return yield* fail(
        client,
        'conflicting options: cannot specify a volume-name through both --name and as a positional arg',
      );
    const name = argument ?? named;
    const labels = toMap(flags.list('label'));
    const options = flags.map('opt');
    const answer = yield* client.api.post(
      '/volumes/create',
      {},
      {
        Driver: flags.string('driver') || 'local',
        ...(flags.changed('opt') ? { DriverOpts: options } : {}),
        ...(flags.changed('label') ? { Labels: labels } : {}),
        ...(name === '' ? {} : { Name: name }),
      },
    );
    if (isFailure(answer)) return yield* fail(client, answer.error);
    yield* client.stdout.line((answer.body as { Name: string }).Name);
    return 0;
  },
};
