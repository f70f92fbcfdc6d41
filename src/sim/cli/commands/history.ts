// docker history: the steps that made an image, newest first.
import { fail } from '../client.ts';
import { parsePlatform } from '../create/platform.ts';
import { isFailure } from '../failure.ts';
import { tableRow } from '../format/table.ts';
import { rfc3339Nano } from '../format/time.ts';
import { ellipsis, shortId } from '../format/truncate.ts';
import { humanDuration, humanSize } from '../format/units.ts';
import { chooseFormat, printList } from '../listing.ts';
import type { Command } from './command.ts';

interface HistoryItem {
  readonly Id: string;
  /** Seconds since 1970. */
  readonly Created: number;
  readonly CreatedBy: string;
  readonly Size: number;
  readonly Comment: string;
}

export const history: Command = {
  name: 'image history',
  *run(client, { flags, args }) {
    const platform = parsePlatform(flags.string('platform'), '');
    if (isFailure(platform)) return yield* fail(client, platform.error);
    const answer = yield* client.api.get(`/images/${args[0] ?? ''}/history`, platform === '' ? {} : { platform });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const trunc = !flags.bool('no-trunc');
    const human = flags.bool('human');
    const { clock } = client.process.machine.kernel;
    const rows = (answer.body as readonly HistoryItem[]).map((item) =>
      tableRow('*image.historyContext', {
        ID: () => (trunc ? shortId(item.Id) : item.Id),
        CreatedAt: () => rfc3339Nano(item.Created * 1000),
        CreatedSince: () =>
          human ? `${humanDuration(clock - item.Created * 1000)} ago` : rfc3339Nano(item.Created * 1000),
        CreatedBy: () => {
          const text = item.CreatedBy.replaceAll('\t', ' ');
          return trunc ? ellipsis(text, 45) : text;
        },
        Size: () => (human ? humanSize(item.Size, 3) : String(item.Size)),
        Comment: () => item.Comment,
      }),
    );
    const format = chooseFormat(client, flags.string('format'), flags.bool('quiet'), {
      table:
        '{{.ID}}\t{{if .CreatedSince }}{{.CreatedSince}}{{else}}N/A{{end}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}',
      quiet: '{{.ID}}',
    });
    const createdTitle = human ? 'CREATED' : 'CREATED AT';
    return yield* printList(client, {
      format,
      header: {
        ID: 'IMAGE',
        CreatedSince: createdTitle,
        CreatedAt: 'CREATED AT',
        CreatedBy: 'CREATED BY',
        Size: 'SIZE',
        Comment: 'COMMENT',
      },
      rows,
    });
  },
};
