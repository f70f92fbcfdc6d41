// docker volume ls.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { filtersQuery } from '../format/filters.ts';
import { chooseFormat, printList } from '../listing.ts';
import { volumeHeader, volumeRow, type VolumeSummary } from '../rows/volume-row.ts';
import type { Command } from './command.ts';

export const volumeLs: Command = {
  name: 'volume ls',
  *run(client, { flags }) {
    const answer = yield* client.api.get('/volumes', { filters: filtersQuery(flags.filters()) });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const { Volumes } = answer.body as { Volumes: readonly VolumeSummary[] | null };
    const volumes = [...(Volumes ?? [])].sort((a, b) => (a.Name < b.Name ? -1 : a.Name > b.Name ? 1 : 0));
    const format = chooseFormat(client, flags.string('format'), flags.bool('quiet'), {
      table: '{{.Driver}}\t{{.Name}}',
      quiet: '{{.Name}}',
      raw: 'name: {{.Name}}\ndriver: {{.Driver}}\n',
      rawQuiet: 'name: {{.Name}}',
      config: 'volumesFormat',
    });
    return yield* printList(client, { format, header: volumeHeader, rows: volumes.map(volumeRow) });
  },
};
