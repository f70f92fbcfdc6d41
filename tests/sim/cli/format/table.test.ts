// Tables: Go's tabwriter, headers, templates a row, JSON.
import { describe, expect, it } from 'vitest';
import { alignColumns } from '../../../../src/sim/cli/format/columns.ts';
import { filtersQuery } from '../../../../src/sim/cli/format/filters.ts';
import { indentJson } from '../../../../src/sim/cli/format/indent-json.ts';
import { formatRows, tableRow } from '../../../../src/sim/cli/format/table.ts';
import { alignTabs } from '../../../../src/sim/cli/format/tabwriter.ts';

const header = { ID: 'CONTAINER ID', Names: 'NAMES', Image: 'IMAGE', Ports: 'PORTS' };

const container = (id: string, name: string, image: string, ports: string) =>
  tableRow(
    '*formatter.ContainerContext',
    { ID: () => id, Names: () => name, Image: () => image, Ports: () => ports },
    { Label: (label) => (label === 'a' ? '1' : '') },
  );

const rows = [
  container('e670dd4e903d', 'web', 'alpine', '0.0.0.0:8080->80/tcp'),
  container('d4d3d7f32b63', 'a-longer-name', 'registry.example/app:1.0', ''),
];

const print = (format: string, list = rows): string => {
  const result = formatRows({ format, header, rows: list });
  return result.kind === 'text' ? result.text : result.message;
};

describe('formatted rows', () => {
  it('prints a table', () => {
    expect(print('table {{.ID}}\\t{{.Image}}\\t{{.Ports}}\\t{{.Names}}')).toBe(
      [
        'CONTAINER ID   IMAGE                      PORTS                  NAMES',
        'e670dd4e903d   alpine                     0.0.0.0:8080->80/tcp   web',
        'd4d3d7f32b63   registry.example/app:1.0                          a-longer-name',
        '',
      ].join('\n'),
    );
  });

  it('keeps narrow headers without rows, and trailing blanks of empty cells', () => {
    expect(print('table {{.Names}}\\t{{.Image}}', [])).toBe('NAMES     IMAGE\n');
    expect(print('table {{.Names}}\\t{{.Ports}}', rows.slice(1))).toBe('NAMES           PORTS\na-longer-name   \n');
  });

  it('prints a template a row, with real newlines and tabs', () => {
    expect(print('{{.Names}}:\\t{{upper .Image}}')).toBe('web:\tALPINE\na-longer-name:\tREGISTRY.EXAMPLE/APP:1.0\n');
  });

  it('prints a row as JSON, keys sorted, brackets escaped', () => {
    expect(print('json', rows.slice(0, 1))).toBe(
      '{"ID":"e670dd4e903d","Image":"alpine","Names":"web","Ports":"0.0.0.0:8080-\\u003e80/tcp"}\n',
    );
    expect(print('{{json .Ports}}', rows.slice(0, 1))).toBe('"0.0.0.0:8080->80/tcp"\n');
  });

  it('titles a label by the last part of its name', () => {
    expect(print('table {{.Names}}\\t{{.Label "com.example.my-tier"}}', rows.slice(0, 1))).toBe(
      'NAMES     my tier\nweb       \n',
    );
  });

  it('spreads a table over lines, and leaves fields without a title out', () => {
    expect(print('table {{.Names}}\\t{{.Image}}\\n{{.ID}}', rows.slice(0, 1))).toBe(
      'NAMES     IMAGE\nCONTAINER ID\nweb       alpine\ne670dd4e903d\n',
    );
    expect(print('table {{len .Names}}\\t{{.Names}}', rows.slice(0, 1))).toBe('5         NAMES\n3         web\n');
  });

  it('says what is wrong', () => {
    expect(print('{{.Foo}}')).toBe(
      `template parsing error: template: :1:2: executing "" at <.Foo>: can't evaluate field Foo in type *formatter.ContainerContext`,
    );
    expect(print('table {{.Foo')).toBe('template parsing error: template: :1: unclosed action');
    expect(print('{{.Foo}}', [])).toBe('');
  });
});

describe('the tabwriter', () => {
  it('ends a column where a line has no cell in it', () => {
    expect(alignTabs('a\tb\tc\nlong-cell-here\tb\nx\n1\t2\n', 1, 2)).toBe(
      'a               b  c\nlong-cell-here  b\nx\n1  2\n',
    );
  });

  it('counts characters, not bytes', () => {
    expect(alignTabs('é…\tx\nabc\ty\n', 1, 1)).toBe('é…  x\nabc y\n');
  });

  it('aligns plain columns', () => {
    expect(
      alignColumns(
        [
          ['UID', 'PID', 'CMD'],
          ['root', '1', 'sleep 9'],
        ],
        20,
      ),
    ).toBe('UID                 PID                 CMD\nroot                1                   sleep 9\n');
  });
});

describe('documents', () => {
  it('indents as docker inspect', () => {
    expect(indentJson([{ Id: 'a', List: [], None: null, Map: {}, Html: '<a>&', Deep: { n: [1, 2.5, true] } }])).toBe(`[
    {
        "Id": "a",
        "List": [],
        "None": null,
        "Map": {},
        "Html": "<a>&",
        "Deep": {
            "n": [
                1,
                2.5,
                true
            ]
        }
    }
]`);
    expect(indentJson([])).toBe('[]');
  });

  it('sends filters as the Engine API reads them', () => {
    expect(filtersQuery({ status: ['exited', 'dead'], label: ['a=1'] })).toBe(
      '{"label":{"a=1":true},"status":{"dead":true,"exited":true}}',
    );
    expect(filtersQuery({})).toBe('');
  });
});
