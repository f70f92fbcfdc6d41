// docker ps: the containers, as a table or in the user's own format.
import type { Task } from '../../kernel/task.ts';
import { Latch } from '../../kernel/trigger.ts';
import { fail, type Client } from '../client.ts';
import { containerHeader, containerRow, type ContainerSummary } from '../rows/container-row.ts';
import { isFailure, type Failure } from '../failure.ts';
import { filtersQuery } from '../format/filters.ts';
import { executeTemplate, parseTemplate } from '../format/template/template.ts';
import { chooseFormat, printList, type ListFormats } from '../listing.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import type { Command } from './command.ts';

export const ps: Command = {
  name: 'container ls',
  *run(client, { flags }) {
    const quiet = flags.bool('quiet');
    const given = flags.string('format') || (quiet ? '' : client.config.text('psFormat'));
    const size = wantsSize(given, flags);
    if (isFailure(size)) return yield* fail(client, size.error);
    const containers = yield* list(client, flags, size);
    if (isFailure(containers)) return yield* fail(client, containers.error);
    const format = chooseFormat(client, given, quiet, formats(flags.bool('size')));
    if (quiet && flags.changed('format'))
      yield* client.stderr.line('WARNING: Ignoring custom format, because both --format and --quiet are set.');
    const { clock } = client.process.machine.kernel;
    const rows = containers.map((container) => containerRow(container, { trunc: !flags.bool('no-trunc'), clock }));
    return yield* printList(client, { format, header: containerHeader, rows });
  },
};

const formats = (size: boolean): ListFormats => ({
  table: `{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}${size ? '\t{{.Size}}' : ''}`,
  quiet: '{{.ID}}',
  raw: `container_id: {{.ID}}\nimage: {{.Image}}\ncommand: {{.Command}}\ncreated_at: {{.CreatedAt}}\nstate: {{- pad .State 1 0}}\nstatus: {{- pad .Status 1 0}}\nnames: {{.Names}}\nlabels: {{- pad .Labels 1 0}}\nports: {{- pad .Ports 1 0}}\n${size ? 'size: {{.Size}}\n' : ''}`,
  rawQuiet: 'container_id: {{.ID}}',
  config: 'psFormat',
});

function* list(client: Client, flags: FlagValues, size: boolean): Task<readonly ContainerSummary[] | Failure> {
  const last = flags.number('last');
  const limit = flags.bool('latest') && last === -1 ? 1 : last;
  const answer = yield* client.api.get('/containers/json', {
    all: flags.bool('all'),
    limit: limit > 0 ? limit : undefined,
    size,
    filters: filtersQuery(flags.filters()),
  });
  return isFailure(answer) ? answer : (answer.body as readonly ContainerSummary[]);
}

/** Sizes take the daemon time, so they are asked for only where they are shown; a template is tried on an empty row first. */
function wantsSize(format: string, flags: FlagValues): boolean | Failure {
  const asked = flags.bool('size');
  if (format === '') return asked;
  const template = parseTemplate(format);
  if (template.kind === 'template-error') return { error: `failed to parse template: ${template.message}` };
  const used = new Latch();
  const onSize = (): void => used.open();
  const row = containerRow(emptyContainer, { trunc: true, clock: 0, onSize });
  const tried = executeTemplate(template, row);
  if (tried.kind === 'template-error') return { error: `failed to execute template: ${tried.message}` };
  return asked || (used.opened && !flags.bool('quiet') && !flags.changed('size'));
}

const emptyContainer: ContainerSummary = {
  Id: '',
  Names: [],
  Image: '',
  ImageID: '',
  Command: '',
  Created: 0,
  Ports: [],
  Labels: {},
  State: '',
  Status: '',
  NetworkSettings: { Networks: {} },
  Mounts: [],
};
