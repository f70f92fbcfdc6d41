// docker search: images on Docker Hub by a word in their name or description.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { filtersQuery } from '../format/filters.ts';
import { tableRow } from '../format/table.ts';
import { ellipsis } from '../format/truncate.ts';
import { chooseFormat, printList } from '../listing.ts';
import type { Command } from './command.ts';

interface SearchResult {
  readonly name: string;
  readonly description: string;
  readonly star_count: number;
  readonly is_official: boolean;
}

export const search: Command = {
  name: 'search',
  *run(client, { flags, args }) {
    const term = args[0] ?? '';
    if (/^https?:\/\//.test(term))
      return yield* fail(
        client,
        `Error response from daemon: invalid repository name: repository name (${term}) should not have a scheme`,
      );
    if (Object.hasOwn(flags.filters(), 'is-automated'))
      yield* client.stderr.line(
        'WARNING: the "is-automated" filter is deprecated, and searching for "is-automated=true" will not yield any results in future.',
      );
    const answer = yield* client.api.send('GET', '/images/search', {
      query: {
        term: args[0] ?? '',
        limit: flags.number('limit') > 0 ? flags.number('limit') : undefined,
        filters: filtersQuery(flags.filters()),
      },
      headers: { 'x-registry-auth': client.config.authHeader('docker.io') },
    });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const trunc = !flags.bool('no-trunc');
    const rows = (answer.body as readonly SearchResult[]).map((result) =>
      tableRow('*formatter.searchContext', {
        Name: () => result.name,
        Description: () => {
          const text = result.description.replaceAll('\n', ' ').replaceAll('\r', ' ');
          return trunc ? ellipsis(text, 45) : text;
        },
        StarCount: () => String(result.star_count),
        IsOfficial: () => (result.is_official ? '[OK]' : ''),
      }),
    );
    const format = chooseFormat(client, flags.string('format'), false, {
      table: '{{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}',
      quiet: '',
    });
    const header = { Name: 'NAME', Description: 'DESCRIPTION', StarCount: 'STARS', IsOfficial: 'OFFICIAL' };
    return yield* printList(client, { format, header, rows });
  },
};
