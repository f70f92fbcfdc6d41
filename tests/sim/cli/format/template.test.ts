// Templates against what a real `docker network inspect -f` printed for each, output, errors and exit codes.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/sim/cli/format/indent-json.ts';
import { inspectLine } from '../../../../src/sim/cli/format/inspect.ts';
import {
  executeHeader,
  executeTemplate,
  parseTemplate,
  type ParsedTemplate,
} from '../../../../src/sim/cli/format/template/template.ts';
import { GoError, GoStruct, type GoValue } from '../../../../src/sim/cli/format/value.ts';

const { document, cases } = JSON.parse(
  readFileSync(new URL('../../../reference/templates.json', import.meta.url), 'utf8'),
) as { document: Json; cases: { template: string; exit: number; stdout: string; stderr: string }[] };

const refused = (message: string, code: number, printed: string) => ({
  exit: code,
  stdout: printed,
  stderr: `${message}\n`,
});

function inspected(template: ParsedTemplate) {
  const line = inspectLine(template, document, 'network.Inspect');
  return line.kind === 'text' ? { exit: 0, stdout: line.text, stderr: '' } : refused(line.message, 1, '\n');
}

describe('recorded templates', () => {
  it.each(cases.map((row) => [row.template, row] as const))('%s', (source, { exit, stdout, stderr }) => {
    const template = parseTemplate(source);
    const seen =
      template.kind === 'template-error'
        ? refused(`template parsing error: ${template.message}`, 64, '')
        : inspected(template);
    expect(seen).toEqual({ exit, stdout, stderr });
  });
});

const row = new GoStruct({
  type: '*formatter.ContainerContext',
  methods: {
    Names: () => 'web',
    Label: (name: GoValue) => (name === 'a' ? '1' : ''),
    Broken: () => new GoError('no luck'),
  },
  fields: { Count: 3 },
});

const run = (source: string, data: GoValue = row): string => {
  const template = parseTemplate(source);
  if (template.kind === 'template-error') return template.message;
  const result = executeTemplate(template, data);
  return result.kind === 'text' ? result.text : result.message;
};

describe('templates on rows', () => {
  it.each([
    ['{{.Names}} {{.Label "a"}}{{.Label "b"}} {{.Count}}', 'web 1 3'],
    ['{{"a" | .Label}}', '1'],
    ['{{.Label}}', 'template: :1:2: executing "" at <.Label>: wrong number of args for Label: want 1 got 0'],
    [
      'x {{.Foo}}',
      `template: :1:4: executing "" at <.Foo>: can't evaluate field Foo in type *formatter.ContainerContext`,
    ],
    ['{{.Broken}}', 'template: :1:2: executing "" at <.Broken>: error calling Broken: no luck'],
    [
      'é{{.Foo}}',
      `template: :1:4: executing "" at <.Foo>: can't evaluate field Foo in type *formatter.ContainerContext`,
    ],
    [
      'a\n {{.Foo}}',
      `template: :2:3: executing "" at <.Foo>: can't evaluate field Foo in type *formatter.ContainerContext`,
    ],
  ])('%s', (source, text) => {
    expect(run(source)).toBe(text);
  });

  it('leaves titles alone in the header', () => {
    const template = parseTemplate('{{upper .Names}} {{truncate .Image 3}} {{json .ID}} {{pad .X 1 1}}');
    if (template.kind === 'template-error') throw new Error(template.message);
    const header = executeHeader(template, { Names: 'Names', Image: 'IMAGE', ID: 'ID' });
    expect(header).toEqual({
      kind: 'template-error',
      message: 'template: :1:58: executing "" at <.X>: invalid value; expected string',
      written: 'Names IMAGE ID ',
    });
  });

  it('tells maps from structs', () => {
    expect(run('{{.nosuch}} {{.a}} {{len .}}', { a: 1 })).toBe('<no value> 1 1');
  });
});
