// What `--format` makes of a list: docker's table, `table TEMPLATE`, a template a row, `json`, `raw`.
import { alignTabs } from './tabwriter.ts';
import {
  executeHeader,
  executeTemplate,
  parseTemplate,
  type ParsedTemplate,
  type TemplateError,
} from './template/template.ts';
import { GoStruct, type GoMethod, type GoValue } from './value.ts';

/** One list to print. */
export interface TableRequest {
  /** The format as given, or the command's default (`table {{.ID}}\t…`); `json` stands for `{{json .}}`. */
  readonly format: string;
  /** Column titles by field: { ID: 'CONTAINER ID', Names: 'NAMES' }. */
  readonly header: Readonly<Record<string, string>>;
  readonly rows: readonly GoStruct[];
}

/** The whole text, or Docker's words for a bad template: then nothing is printed. */
export type Formatted = { readonly kind: 'text'; readonly text: string } | TemplateError;

const prefix = 'table';

/** Whether a format asks for a table. */
export const isTable = (format: string): boolean => format.startsWith(prefix);

/** The template inside a format, with `\t` and `\n` made real. */
export function templateOf(format: string): string {
  const bare = isTable(format) ? format.slice(prefix.length) : format === 'json' ? '{{json .}}' : format;
  return bare
    .replace(/^ +| +$/g, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n');
}

/** Prints rows as a format asks; an error's text starts `template parsing error: `. */
export function formatRows(request: TableRequest): Formatted {
  const template = parseTemplate(templateOf(request.format));
  if (template.kind === 'template-error') return parsingError(template);
  const lines: string[] = [];
  for (const row of request.rows) {
    const line = executeTemplate(template, row);
    if (line.kind === 'template-error') return parsingError(line);
    lines.push(line.text);
  }
  const body = lines.map((line) => `${line}\n`).join('');
  if (!isTable(request.format)) return { kind: 'text', text: body };
  return { kind: 'text', text: alignTabs(`${header(template, request.header)}\n${body}`, 10, 3) };
}

const parsingError = (error: TemplateError): TemplateError => ({
  kind: 'template-error',
  message: `template parsing error: ${error.message}`,
});

/** The titles as a row; the title of a label is the last part of its name. */
const titleRow = (titles: Readonly<Record<string, string>>): GoStruct =>
  new GoStruct({
    type: 'formatter.SubHeaderContext',
    fields: titles,
    methods: {
      Label: (name) => (typeof name === 'string' ? (name.split('.').at(-1) ?? '').replace(/[-_]/g, ' ') : ''),
    },
    open: true,
  });

/** The line of titles; an error in it cuts the line there, as it does in Docker. */
function header(template: ParsedTemplate, titles: Readonly<Record<string, string>>): string {
  const line = executeHeader(template, titleRow(titles));
  return line.kind === 'text' ? line.text : line.written;
}

/** A row of a table. `type` is Go's name of it, cited in errors: `*formatter.ContainerContext`. */
export function tableRow(
  type: string,
  columns: Readonly<Record<string, () => GoValue>>,
  more: Readonly<Record<string, GoMethod>> = {},
): GoStruct {
  return new GoStruct({
    type,
    methods: { ...columns, ...more },
    toJson: () => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column()])),
  });
}
