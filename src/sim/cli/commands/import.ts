// docker import: an image from the tar archive of a file system.
import { failed } from '../../computer/filesystem/errno.ts';
import { fail, readStdin } from '../client.ts';
import { openError } from '../create/environment.ts';
import { parsePlatform } from '../create/platform.ts';
import { isFailure } from '../failure.ts';
import { parseReference } from '../image-reference.ts';
import { showProgress } from '../progress.ts';
import type { Command } from './command.ts';

export const importImage: Command = {
  name: 'image import',
  *run(client, { flags, args }) {
    const [source = '', name] = args;
    const isUrl = /^(?:https?|ftp):\/\//.test(source);
    const archive =
      source === '-' ? yield* readStdin(client) : isUrl ? undefined : client.process.files.readFile(source);
    if (failed(archive)) return yield* fail(client, openError(source, archive));
    if (name !== undefined && name !== '') {
      const reference = parseReference(name);
      if (isFailure(reference)) return yield* fail(client, reference.error);
    }
    const platform = parsePlatform(flags.string('platform'), 'Error response from daemon: ');
    if (isFailure(platform)) return yield* fail(client, platform.error);
    const changes = flags.list('change');
    const answer = yield* client.api.send('POST', '/images/create', {
      query: {
        fromSrc: isUrl ? source : '-',
        repo: name,
        platform: platform === '' ? undefined : platform,
        message: flags.string('message'),
        changes: changes.length > 0 ? changes.join('\n') : undefined,
      },
      ...(archive ? { body: archive, headers: { 'content-type': 'application/x-tar' } } : {}),
    });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const problem = answer.stream && (yield* showProgress(answer.stream, client.stdout));
    return problem ? yield* fail(client, problem.error) : 0;
  },
};
