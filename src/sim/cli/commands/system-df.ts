// docker system df: how much disk images, containers, volumes and build cache take.
import type { Task } from '../../kernel/task.ts';
import { fail, type Client } from '../client.ts';
import { executeTemplate, parseTemplate } from '../format/template/template.ts';
import { GoStruct } from '../format/value.ts';
import { isFailure } from '../failure.ts';
import { formatRows, type TableRequest } from '../format/table.ts';
import { chooseFormat, printList } from '../listing.ts';
import { cacheHeader, cacheRow } from '../rows/cache-row.ts';
import { containerHeader, containerRow } from '../rows/container-row.ts';
import { summaryHeader, summaryRows, type DiskUsage } from '../rows/disk-usage-rows.ts';
import { imageHeader, imageRows } from '../rows/image-row.ts';
import { volumeHeader, volumeRow } from '../rows/volume-row.ts';
import { humanSize } from '../format/units.ts';
import type { Command } from './command.ts';

export const systemDf: Command = {
  name: 'system df',
  *run(client, { flags }) {
    const answer = yield* client.api.get('/system/df');
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const usage = answer.body as DiskUsage;
    const given = flags.string('format');
    if (flags.bool('verbose')) return yield* printVerbose(client, usage, given);
    const format = chooseFormat(client, given, false, {
      table: '{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}',
      quiet: '',
      raw: 'type: {{.Type}}\ntotal: {{.TotalCount}}\nactive: {{.Active}}\nsize: {{.Size}}\nreclaimable: {{.Reclaimable}}\n',
    });
    return yield* printList(client, { format, header: summaryHeader, rows: summaryRows(usage) });
  },
};

function* printVerbose(client: Client, usage: DiskUsage, format: string): Task<number> {
  const { clock } = client.process.machine.kernel;
  const images = (usage.Images ?? []).flatMap((image) =>
    imageRows(image, { trunc: true, digests: false, digestColumn: false, clock }),
  );
  const containers = (usage.Containers ?? []).map((container) =>
    containerRow({ ...container, SizeRootFs: 0 }, { trunc: true, clock }),
  );
  const volumes = (usage.Volumes ?? []).map(volumeRow);
  const caches = (usage.BuildCache ?? []).map((record) => cacheRow(record, clock));
  if (format !== '' && format !== 'table') {
    const source = format === 'json' ? '{{json .}}' : format.replace(/^table\s*/, '');
    const template = parseTemplate(source);
    if (template.kind === 'template-error') return yield* fail(client, `template parsing error: ${template.message}`);
    const fields = { Images: images, Containers: containers, Volumes: volumes, BuildCache: caches };
    const text = executeTemplate(template, new GoStruct({ type: '*formatter.diskUsageContext', fields }));
    if (text.kind !== 'text') return yield* fail(client, text.message);
    yield* client.stdout.print(text.text);
    return 0;
  }
  const cacheSize = (usage.BuildCache ?? []).reduce((sum, { Shared, Size }) => sum + (Shared ? 0 : Size), 0);
  const parts: [title: string, request: TableRequest][] = [
    [
      'Images space usage:',
      {
        format:
          'table {{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}\t{{.SharedSize}}\t{{.UniqueSize}}\t{{.Containers}}',
        header: imageHeader,
        rows: images,
      },
    ],
    [
      'Containers space usage:',
      {
        format:
          'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.LocalVolumes}}\t{{.Size}}\t{{.RunningFor}}\t{{.Status}}\t{{.Names}}',
        header: containerHeader,
        rows: containers,
      },
    ],
    [
      'Local Volumes space usage:',
      { format: 'table {{.Name}}\t{{.Links}}\t{{.Size}}', header: volumeHeader, rows: volumes },
    ],
    [
      `Build cache usage: ${humanSize(cacheSize)}`,
      {
        format:
          'table {{.ID}}\t{{.CacheType}}\t{{.Size}}\t{{.CreatedSince}}\t{{.LastUsedSince}}\t{{.UsageCount}}\t{{.Shared}}',
        header: cacheHeader,
        rows: caches,
      },
    ],
  ];
  const texts = parts.map(([title, request]) => {
    const table = formatRows(request);
    return `${title}\n\n${table.kind === 'text' ? table.text : ''}`;
  });
  yield* client.stdout.print(texts.join('\n'));
  return 0;
}
