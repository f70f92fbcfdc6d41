// docker push: sends an image to the registry that its name says.
import { fail } from '../client.ts';
import { parsePlatform } from '../create/platform.ts';
import { isFailure } from '../failure.ts';
import { parseReference } from '../image-reference.ts';
import { showProgress } from '../progress.ts';
import type { Command } from './command.ts';

const platformNote = `
 Info -> Using --platform pushes only the specified platform manifest of a multi-platform image index.
         Other components, like attestations, will not be included.
         To push the complete multi-platform image, remove the --platform flag.
         
`;

export const push: Command = {
  name: 'image push',
  *run(client, { flags, args }) {
    const platform = flags.string('platform');
    if (platform !== '') {
      const parsed = parsePlatform(platform, '');
      if (isFailure(parsed)) return yield* fail(client, `Invalid platform ${platform}${parsed.error}`);
      yield* client.stdout.print(platformNote);
    }
    const reference = parseReference(args[0] ?? '');
    if (isFailure(reference)) return yield* fail(client, reference.error);
    const [all, quiet] = [flags.bool('all-tags'), flags.bool('quiet')];
    const bare = reference.tag === '' && reference.digest === '';
    if (all && !bare) return yield* fail(client, "tag can't be used with --all-tags/-a");
    if (reference.digest !== '') return yield* fail(client, 'cannot push a digest reference');
    if (!all && bare && !quiet) yield* client.stdout.line('Using default tag: latest');
    const answer = yield* client.api.send('POST', `/images/${reference.name}/push`, {
      query: { tag: all ? undefined : reference.tag || 'latest', ...(platform === '' ? {} : { platform }) },
      headers: { 'x-registry-auth': client.config.authHeader(reference.domain) },
      body: {},
    });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const problem = answer.stream && (yield* showProgress(answer.stream, quiet ? undefined : client.stdout));
    if (problem) return yield* fail(client, problem.error);
    if (quiet) yield* client.stdout.line(all ? reference.name : reference.full);
    return 0;
  },
};
