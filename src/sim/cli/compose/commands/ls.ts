// docker compose ls: the projects of the engine, by the labels of their containers.
import { fail } from '../../client.ts';
import { isFailure } from '../../failure.ts';
import { jsonString } from '../../format/json.ts';
import { quote } from '../../format/quote.ts';
import { alignTabs } from '../../format/tabwriter.ts';
import type { ContainerSummary } from '../../rows/container-row.ts';
import { describe } from '../runtime/containers.ts';
import { label } from '../runtime/labels.ts';
import type { ComposeCommand } from './command.ts';

export const ls: ComposeCommand = {
  name: 'ls',
  *run({ client, call: { flags } }) {
    const format = flags.string('format');
    const filters = flags.filters();
    const wrong = Object.keys(filters).find((key) => key !== 'name');
    if (wrong !== undefined) return yield* fail(client, `invalid filter '${wrong}'`);
    const answer = yield* client.api.get('/containers/json', {
      all: flags.bool('all'),
      filters: JSON.stringify({ label: { [label.project]: true } }),
    });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const projects = new Map<string, { states: string[]; files: Set<string> }>();
    for (const container of (answer.body as readonly ContainerSummary[]).map(describe)) {
      const name = container.Labels?.[label.project] ?? '';
      const project = projects.get(name) ?? { states: [], files: new Set() };
      project.states.push(container.State);
      const files = container.Labels?.[label.files];
      if (files !== undefined) project.files.add(files);
      projects.set(name, project);
    }
    const wanted = filters['name'] ?? [];
    const rows = [...projects]
      .filter(([name]) => wanted.length === 0 || wanted.some((pattern) => new RegExp(pattern).test(name)))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { states, files }]) => ({ name, status: combined(states), files: [...files].join(',') || 'N/A' }));
    if (flags.bool('quiet')) yield* client.stdout.print(rows.map(({ name }) => `${name}\n`).join(''));
    else if (format === 'json')
      yield* client.stdout.line(
        `[${rows.map(({ name, status, files }) => `{"Name":${jsonString(name)},"Status":${jsonString(status)},"ConfigFiles":${jsonString(files)}}`).join(',')}]`,
      );
    else if (format === 'table' || format === 'pretty' || format === '')
      yield* client.stdout.print(
        alignTabs(
          ['NAME\tSTATUS\tCONFIG FILES', ...rows.map(({ name, status, files }) => `${name}\t${status}\t${files}`)]
            .map((line) => `${line}\n`)
            .join(''),
          20,
          1,
        ),
      );
    else return yield* fail(client, `format value ${quote(format)} could not be parsed: parsing failed`);
    return 0;
  },
};

/** `exited(1), running(2)`. */
function combined(states: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([state, count]) => `${state}(${count})`)
    .join(', ');
}
