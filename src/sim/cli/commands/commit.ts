// docker commit: makes an image of a container.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { parseReference } from '../image-reference.ts';
import type { Command } from './command.ts';

export const commit: Command = {
  name: 'container commit',
  *run(client, { flags, args }) {
    const [container = '', name] = args;
    const reference = name === undefined || name === '' ? undefined : parseReference(name);
    if (reference && isFailure(reference)) return yield* fail(client, reference.error);
    const changes = flags.list('change');
    const answer = yield* client.api.post('/commit', {
      author: flags.string('author'),
      changes: changes.length > 0 ? changes.join('\n') : undefined,
      comment: flags.string('message'),
      container,
      pause: flags.bool('pause') ? undefined : 0,
      repo: reference?.name,
      tag: reference?.tag,
    });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    yield* client.stdout.line((answer.body as { Id: string }).Id);
    return 0;
  },
};
