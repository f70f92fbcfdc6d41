// docker load: images from a tar archive.
import { failed } from '../../computer/filesystem/errno.ts';
import { fail, readStdin, stdin } from '../client.ts';
import { openError } from '../create/environment.ts';
import { parsePlatform } from '../create/platform.ts';
import { isFailure } from '../failure.ts';
import { showProgress } from '../progress.ts';
import type { Command } from './command.ts';

export const load: Command = {
  name: 'image load',
  *run(client, { flags }) {
    const platform = parsePlatform(flags.string('platform'), 'invalid platform: ');
    if (isFailure(platform)) return yield* fail(client, platform.error);
    const path = flags.string('input');
    if (path === '' && stdin(client).terminal)
      return yield* fail(client, 'requested load from stdin, but stdin is empty');
    const archive = path === '' ? yield* readStdin(client) : client.process.files.readFile(path);
    if (failed(archive))
      return yield* fail(
        client,
        archive.errno === 'EISDIR'
          ? `error during connect: Post "http://%2Fvar%2Frun%2Fdocker.sock/v1.51/images/load?quiet=1": read ${path}: is a directory`
          : openError(path, archive),
      );
    const quiet = flags.bool('quiet') || client.stdout.terminal === undefined;
    const answer = yield* client.api.send('POST', '/images/load', {
      query: { quiet, ...(platform === '' ? {} : { platform }) },
      headers: { 'content-type': 'application/x-tar' },
      body: archive,
    });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const problem = answer.stream && (yield* showProgress(answer.stream, client.stdout));
    return problem ? yield* fail(client, problem.error) : 0;
  },
};
