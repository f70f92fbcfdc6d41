// docker save: images as a tar archive.
import { fail } from '../client.ts';
import { parsePlatform } from '../create/platform.ts';
import { isFailure } from '../failure.ts';
import { bodyBytes, writeArchive } from '../archive-output.ts';
import type { Command } from './command.ts';

export const save: Command = {
  name: 'image save',
  *run(client, { flags, args }) {
    const path = flags.string('output');
    if (path === '' && client.stdout.terminal)
      return yield* fail(client, 'cowardly refusing to save to a terminal. Use the -o flag or redirect');
    const platform = parsePlatform(flags.string('platform'), 'invalid platform: ');
    if (isFailure(platform)) return yield* fail(client, platform.error);
    const query = { names: args.join(','), ...(platform === '' ? {} : { platform }) };
    const answer = yield* client.api.get('/images/get', query);
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const problem = yield* writeArchive(client, path, yield* bodyBytes(answer));
    return problem ? yield* fail(client, `failed to save image: ${problem.error}`) : 0;
  },
};
