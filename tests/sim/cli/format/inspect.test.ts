// The Go types of inspect's documents against recorded ones: written back as JSON, a typed document is what it was read from.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectLine, typedDocument } from '../../../../src/sim/cli/format/inspect.ts';
import type { Json } from '../../../../src/sim/cli/format/indent-json.ts';
import { toJson } from '../../../../src/sim/cli/format/json.ts';
import { parseTemplate } from '../../../../src/sim/cli/format/template/template.ts';

interface Step {
  readonly command: string;
  readonly stdout: string;
}

type Document = Record<string, Json>;

const documentsOf = (name: string): Document[] => {
  const url = new URL(`../../../transcripts/${name}.json`, import.meta.url);
  const { steps } = JSON.parse(readFileSync(url, 'utf8')) as { steps: Step[] };
  return steps.flatMap(({ command, stdout }) =>
    /^docker (\w+ )?inspect [\w -]+$/.test(command) && stdout.startsWith('[\n    {')
      ? (JSON.parse(stdout) as Document[])
      : [],
  );
};

const containers = documentsOf('inspect-container-full');
const images = documentsOf('image-inspect-full');
const { document: network } = JSON.parse(
  readFileSync(new URL('../../../reference/templates.json', import.meta.url), 'utf8'),
) as { document: Document };
const volume: Document = {
  CreatedAt: '2026-11-21T04:15:16Z',
  Driver: 'local',
  Labels: null,
  Mountpoint: '/var/lib/docker/volumes/data/_data',
  Name: 'data',
  Options: { device: 'tmpfs', type: 'tmpfs' },
  Scope: 'local',
};

const print = (source: string, document: Json, type: string): string => {
  const template = parseTemplate(source);
  if (template.kind === 'template-error') return template.message;
  const line = inspectLine(template, document, type);
  return line.kind === 'text' ? line.text : line.message;
};

describe('typed documents', () => {
  it.each([
    ['container.InspectResponse', containers],
    ['network.Inspect', [network]],
    ['volume.Volume', [volume]],
  ] as const)('%s', (type, documents) => {
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents)
      expect(toJson(typedDocument(document, type), false)).toBe(JSON.stringify(document));
  });

  it('reads images, whose Config comes sorted and is typed differently', () => {
    expect(images.length).toBeGreaterThan(0);
    for (const document of images) {
      const typed = JSON.parse(toJson(typedDocument(document, 'image.InspectResponse'))) as Document;
      expect({ ...typed, Config: null }).toEqual({ ...document, Config: null });
    }
  });
});

describe('templates on documents', () => {
  it('stays with the type where there is no raw JSON', () => {
    const template = parseTemplate('{{.Labels}} {{.ClusterVolume}} {{.Foo}}');
    if (template.kind === 'template-error') throw new Error(template.message);
    expect(inspectLine(template, volume, 'volume.Volume', false)).toEqual({
      kind: 'template-error',
      message: `template parsing error: template: :1:33: executing "" at <.Foo>: can't evaluate field Foo in type volume.Volume`,
    });
  });

  const [fresh] = containers;
  if (!fresh) throw new Error('no container');

  it.each([
    ['{{.ID}}', `${fresh['Id'] as string}\n`],
    ['{{.Id}}', `${fresh['Id'] as string}\n`],
    ['{{.State.Health}}', '<nil>\n'],
    [
      '{{.State.Health.Status}}',
      'template parsing error: template: :1:8: executing "" at <.State.Health.Status>: map has no entry for key "Health"',
    ],
    ['{{.HostConfig.PidsLimit}} {{.HostConfig.Binds}} {{.HostConfig.Tmpfs}}', '<nil> [] map[]\n'],
    ['{{json .HostConfig.Binds}} {{json .HostConfig.PidsLimit}}', 'null null\n'],
    ['{{.Config.Labels.nosuch}}|{{index .Config.Labels "nosuch"}}|', '<no value>||\n'],
    ['{{join .Config.Cmd " "}}', '/bin/sh\n'],
    [
      '{{.State.Foo}}',
      'template parsing error: template: :1:8: executing "" at <.State.Foo>: map has no entry for key "Foo"',
    ],
    ['{{printf "%T %T %T" .SizeRw .Mounts .State}}', '*int64 []container.MountPoint *container.State\n'],
    ['{{.NetworkSettings.Networks.bridge.IPAddress}}|', '|\n'],
    ['{{.Driver}} {{.RestartCount}} {{.Name}}', 'overlay2 0 /fresh\n'],
  ])('%s', (source, text) => {
    expect(print(source, fresh, 'container.InspectResponse')).toBe(text);
  });
});
