// docker export: the file system of a container as a tar archive.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { bodyBytes, writeArchive } from '../archive-output.ts';
import type { Command } from './command.ts';

export const exportContainer: Command = {
  name: 'container export',
  *run(client, { flags, args }) {
    const path = flags.string('output');
    if (path === '' && client.stdout.terminal)
      return yield* fail(client, 'cowardly refusing to save to a terminal. Use the -o flag or redirect');
    const answer = yield* client.api.get(`/containers/${args[0] ?? ''}/export`);
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const problem = yield* writeArchive(client, path, yield* bodyBytes(answer));
    return problem ? yield* fail(client, `failed to export container: ${problem.error}`) : 0;
  },
};
