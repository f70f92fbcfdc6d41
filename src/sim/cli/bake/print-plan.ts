// `docker buildx bake --print` and `--list`: what a bake would build, as JSON or as a table.
import type { Definition } from './bake-file.ts';
import { allNames, type ListField, type Plan, type Target } from './targets.ts';

/** The plan as buildx prints it. */
export function printPlan({ groups, targets }: Plan): string {
  const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const group = Object.fromEntries(sorted(groups).map(([name, members]) => [name, { targets: members }]));
  const target = Object.fromEntries(sorted(targets).map(([name, each]) => [name, fieldsOf(each)]));
  return `${JSON.stringify({ group, target }, undefined, 2)}\n`;
}

/** Fields of entries that come first, in this order; others follow by name. */
const entryOrder: Readonly<Partial<Record<ListField, readonly string[]>>> = {
  secret: ['id', 'src', 'env'],
  ssh: ['id', 'paths'],
};

function fieldsOf(target: Target): object {
  const { lists } = target;
  const filled = <T extends object>(name: string, value: T): object =>
    Object.keys(value).length > 0 ? { [name]: value } : {};
  const text = (name: string, value: string | undefined): object =>
    value === undefined || value === '' ? {} : { [name]: value };
  const plain = (name: ListField): object => filled(name, lists[name]);
  const entries = (name: ListField): object =>
    filled(
      name,
      lists[name].map((item) => entryOf(item, entryOrder[name] ?? [])),
    );
  return {
    ...plain('annotations'),
    ...entries('attest'),
    ...(target.description === '' ? {} : { description: target.description }),
    context: target.context,
    ...filled('contexts', target.contexts),
    dockerfile: target.dockerfile,
    ...text('dockerfile-inline', target.inline),
    ...filled('args', target.args),
    ...filled('labels', target.labels),
    ...filled('tags', target.tags),
    ...entries('cache-from'),
    ...entries('cache-to'),
    ...text('target', target.target),
    ...entries('secret'),
    ...entries('ssh'),
    ...plain('platforms'),
    ...entries('output'),
    ...(target.pull === undefined ? {} : { pull: target.pull }),
    ...(target.noCache === undefined ? {} : { 'no-cache': target.noCache }),
    ...text('network', target.network),
    ...plain('no-cache-filter'),
    ...text('shm-size', target.shmSize),
    ...plain('ulimits'),
    ...plain('entitlements'),
    ...filled('extra-hosts', target.hosts),
  };
}

/** `type=registry,ref=x` as an object; a bare name is the `ref` of a registry, a path or an id elsewhere. */
function entryOf(item: string, first: readonly string[]): object {
  const fields = item.split(',').map((field) => {
    const equals = field.indexOf('=');
    return equals < 0 ? ['', field] : [field.slice(0, equals), field.slice(equals + 1)];
  });
  const named = fields.map(([name = '', value = '']): [string, string] =>
    name === '' ? [first.includes('id') ? 'id' : 'ref', value] : [name, value],
  );
  if (named.some(([name]) => name === 'ref') && !named.some(([name]) => name === 'type'))
    named.push(['type', 'registry']);
  const rank = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length);
  return Object.fromEntries(named.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

/** Columns between which there are tabs, as Go's tabwriter with tabs of eight sets them. */
function tabbed(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => Math.floor((row[column] ?? '').length / 8) + 1)),
  );
  return rows
    .map((row) => {
      const cells = row.map((cell, column) =>
        column === columns - 1 ? cell : cell + '\t'.repeat((widths[column] ?? 1) - Math.floor(cell.length / 8)),
      );
      return `${cells.join('')}\n`;
    })
    .join('');
}

/** `--list=targets` or `--list=variables`. */
export function printList(definition: Definition, what: string, format: string): string {
  if (what === 'variables') {
    const rows = [...definition.variables]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, value, description }) => ({
        name,
        value: typeof value === 'string' ? value : JSON.stringify(value),
        description,
      }));
    if (format === 'json') return `${JSON.stringify(rows, undefined, 2)}\n`;
    const cells = rows.map(({ name, value, description }) => [name, '', value, description]);
    return tabbed([['VARIABLE', 'TYPE', 'VALUE', 'DESCRIPTION'], ...cells]);
  }
  const rows = allNames(definition)
    .filter((name) => !name.startsWith('_'))
    .sort()
    .map((name) => {
      const group = definition.groups.get(name);
      const described = definition.targets.get(name)?.['description'];
      const description = group ? [...group.targets].sort().join(', ') : typeof described === 'string' ? described : '';
      return { name, ...(description === '' ? {} : { description }), ...(group ? { group: true } : {}) };
    });
  if (format === 'json') return `${JSON.stringify(rows, undefined, 2)}\n`;
  return tabbed([['TARGET', 'DESCRIPTION'], ...rows.map(({ name, description = '' }) => [name, description])]);
}
