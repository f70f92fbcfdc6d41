// docker tag: one more name for an image.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { quote } from '../format/quote.ts';
import { parseReference } from '../image-reference.ts';
import type { Command } from './command.ts';

export const tag: Command = {
  name: 'image tag',
  *run(client, { args }) {
    const [source = '', target = ''] = args;
    for (const name of [source, target]) {
      const parsed = parseReference(name);
      if (isFailure(parsed) && !/^(?:sha256:)?[0-9a-f]{64}$/.test(name))
        return yield* fail(
          client,
          `Error parsing reference: ${quote(name)} is not a valid repository/tag: ${parsed.error}`,
        );
    }
    if (target.includes('@')) return yield* fail(client, 'refusing to create a tag with a digest reference');
    const reference = parseReference(target);
    const name = isFailure(reference) ? { name: target, tag: '' } : reference;
    const query = { repo: name.name, tag: name.tag === '' ? 'latest' : name.tag };
    const answer = yield* client.api.post(`/images/${source}/tag`, query);
    return isFailure(answer) ? yield* fail(client, answer.error) : 0;
  },
};
