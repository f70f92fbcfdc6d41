// docker images: the images, as a table or in the user's own format.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { filtersQuery } from '../format/filters.ts';
import { chooseFormat, printList, type ListFormats } from '../listing.ts';
import { imageHeader, imageRows, type ImageSummary } from '../rows/image-row.ts';
import type { Command } from './command.ts';

export const images: Command = {
  name: 'image ls',
  notSimulated: ['tree'],
  *run(client, { flags, args }) {
    const [quiet, digests] = [flags.bool('quiet'), flags.bool('digests')];
    const [pattern] = args;
    const filters = flags.filters();
    const all = pattern === undefined ? filters : { ...filters, reference: [...(filters['reference'] ?? []), pattern] };
    const answer = yield* client.api.get('/images/json', { all: flags.bool('all'), filters: filtersQuery(all) });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const format = chooseFormat(client, flags.string('format'), quiet, formats(digests));
    const { clock } = client.process.machine.kernel;
    const digestColumn = digests || format.includes('{{.Digest}}');
    const options = { trunc: !flags.bool('no-trunc'), digests, digestColumn, clock };
    const rows = (answer.body as readonly ImageSummary[]).flatMap((image) => imageRows(image, options));
    return yield* printList(client, { format, header: imageHeader, rows });
  },
};

const formats = (digests: boolean): ListFormats => ({
  table: `{{.Repository}}\t{{.Tag}}${digests ? '\t{{.Digest}}' : ''}\t{{.ID}}\t{{if .CreatedSince }}{{.CreatedSince}}{{else}}N/A{{end}}\t{{.Size}}`,
  quiet: '{{.ID}}',
  raw: `repository: {{.Repository}}\ntag: {{.Tag}}\n${digests ? 'digest: {{.Digest}}\n' : ''}image_id: {{.ID}}\ncreated_at: {{.CreatedAt}}\nvirtual_size: {{.Size}}\n`,
  rawQuiet: 'image_id: {{.ID}}',
  config: 'imagesFormat',
});
