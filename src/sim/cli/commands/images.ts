// docker images: the images, as a table or in the user's own format.
import { load } from '../../kernel/task.ts';
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { filtersQuery } from '../format/filters.ts';
import { chooseFormat, printList, type ListFormats } from '../listing.ts';
import { imageHeader, imageRows, type ImageSummary } from '../rows/image-row.ts';
import type { Command } from './command.ts';

const loadTree = () => import('../format/image-tree.ts');

/** What does not go with `--tree`, and how the refusal calls it. */
const besideTree = [
  ['quiet', '--quiet'],
  ['no-trunc', '--no-trunc'],
  ['digests', '--show-digest'],
  ['format', '--format'],
] as const;

export const images: Command = {
  name: 'image ls',
  *run(client, { flags, args }) {
    const [quiet, digests] = [flags.bool('quiet'), flags.bool('digests')];
    const tree = flags.bool('tree');
    const unsuitable = tree ? besideTree.find(([flag]) => flags.names().includes(flag)) : undefined;
    if (unsuitable) return yield* fail(client, `${unsuitable[1]} is not yet supported with --tree`);
    const [pattern] = args;
    const filters = flags.filters();
    const all = pattern === undefined ? filters : { ...filters, reference: [...(filters['reference'] ?? []), pattern] };
    const answer = yield* client.api.get('/images/json', { all: flags.bool('all'), filters: filtersQuery(all) });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    if (tree) {
      const { imageTree } = yield* load(loadTree);
      const { columns, terminal } = client.stdout;
      const screen = { columns, isTerminal: terminal !== undefined };
      for (const line of imageTree(answer.body as readonly ImageSummary[], flags.bool('all'), screen))
        yield* client.stdout.line(line);
      return 0;
    }
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
