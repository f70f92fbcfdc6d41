// docker pull: fetches an image from its registry.
import { fail } from '../client.ts';
import { parsePlatform } from '../create/platform.ts';
import { isFailure } from '../failure.ts';
import { parseReference } from '../image-reference.ts';
import { pullImage } from '../pull-image.ts';
import type { Command } from './command.ts';

export const pull: Command = {
  name: 'image pull',
  *run(client, { flags, args }) {
    const reference = parseReference(args[0] ?? '');
    if (isFailure(reference)) return yield* fail(client, reference.error);
    const [all, quiet] = [flags.bool('all-tags'), flags.bool('quiet')];
    const bare = reference.tag === '' && reference.digest === '';
    if (all && !bare) return yield* fail(client, "tag can't be used with --all-tags/-a");
    if (!all && bare && !quiet) yield* client.stdout.line('Using default tag: latest');
    const platform = flags.string('platform');
    if (platform !== '') {
      const parsed = parsePlatform(platform, 'Error response from daemon: ');
      if (isFailure(parsed)) return yield* fail(client, parsed.error);
    }
    const problem = yield* pullImage(client, reference, { platform, quiet, all, output: client.stdout });
    if (problem) return yield* fail(client, problem.error);
    yield* client.stdout.line(all ? reference.name : reference.full);
    return 0;
  },
};
