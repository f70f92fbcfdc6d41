// docker compose config: the project as it is understood, or one aspect of it.
import type { Task } from '../../../kernel/task.ts';
import { alignTabs } from '../../format/tabwriter.ts';
import { indentJson } from '../../format/indent-json.ts';
import { quote } from '../../format/quote.ts';
import { failWith, profilesOf, type Compose } from '../compose.ts';
import { configHash } from '../config-hash.ts';
import { Fault, isFault } from '../model/fault.ts';
import { references } from '../model/interpolate.ts';
import {
  enableServices,
  renderProject,
  selectServices,
  unreadEnvironment,
  usedParts,
  type Project,
} from '../model/project.ts';
import { scalarText, type Mapping } from '../model/tree.ts';
import { writeYaml } from '../model/write-yaml.ts';
import { needsOf } from '../runtime/converge.ts';
import type { ComposeCommand } from './command.ts';
import { sortKeys } from '../model/shapes.ts';

export const config: ComposeCommand = {
  name: 'config',
  *run(compose) {
    const { flags } = compose.call;
    const text = yield* render(compose);
    if (isFault(text)) return yield* failWith(compose, text);
    const output = flags.string('output');
    if (output !== '' && text !== '') {
      const { process } = compose.client;
      process.files.writeFile(output.startsWith('/') ? output : `${process.cwd}/${output}`, text);
      return 0;
    }
    yield* compose.client.stdout.print(text);
    return 0;
  },
};

function* render(compose: Compose): Task<string | Fault> {
  const { flags, args } = compose.call;
  const asked = (flag: string): boolean => flags.bool(flag);
  if (asked('variables')) return yield* variables(compose);
  if (asked('environment')) {
    const project = yield* compose.project();
    return isFault(project) ? project : environment(project);
  }
  const all = yield* compose.model({
    interpolate: !asked('no-interpolate'),
    normalize: !asked('no-normalize'),
    resolvePaths: !asked('no-path-resolution'),
    resolveEnvironment: !asked('no-interpolate'),
    checkConsistency: !asked('no-consistency') && !asked('no-interpolate'),
  });
  if (isFault(all)) return all;
  if (asked('profiles')) return lines(profilesOf(all));
  const hash = flags.string('hash');
  const names = hash !== '' && hash !== '*' ? hash.split(',') : args;
  const enabled = enableServices(all, names, compose.place);
  if (isFault(enabled)) return enabled;
  const project = selectServices(enabled, hash === '' ? names : [], 'with');
  if (isFault(project)) return project;
  if (hash !== '') return hashes(project, hash === '*' ? [...project.services.keys()] : names);
  if (asked('services')) return lines(dependenciesFirst(project));
  if (asked('volumes')) return lines([...(usedParts(project)['volumes'] ?? [])].sort());
  if (asked('networks')) return lines([...(usedParts(project)['networks'] ?? [])].sort());
  if (asked('models')) return lines([...(usedParts(project)['models'] ?? [])].sort());
  if (asked('images'))
    return lines([...project.services].map(([name, service]) => imageOf(project, name, service)).sort());
  // What lists names has not looked at environments.
  const unread = unreadEnvironment(all) ?? unreadEnvironment(project);
  if (unread) return unread;
  const format = flags.string('format');
  if (format !== '' && format !== 'yaml' && format !== 'json') return new Fault(`unsupported format ${quote(format)}`);
  if (asked('no-interpolate')) {
    const raw = { name: project.name, ...project.model };
    const sorted = sortKeys(raw) as Mapping;
    return asked('quiet') ? '' : format === 'json' ? json(sorted) : writeYaml(sorted);
  }
  const rendered = renderProject(project, format === 'json' ? 'json' : 'yaml');
  if (isFault(rendered)) return rendered;
  if (asked('quiet')) return '';
  // A dollar would be taken for a variable when the text is read again.
  const text = format === 'json' ? json(rendered) : writeYaml(rendered);
  return text.replaceAll('$', '$$$$');
}

const json = (value: Mapping): string => indentJson(value, '  ', true);

const lines = (values: readonly string[]): string => values.map((value) => `${value}\n`).join('');

/** The names of services in order, each behind those that it depends on. */
function dependenciesFirst(project: Project): readonly string[] {
  const told = new Set<string>();
  const needs = needsOf(project);
  const tell = (name: string, above: ReadonlySet<string>): void => {
    if (told.has(name) || above.has(name) || !project.services.has(name)) return;
    for (const need of [...(needs.get(name) ?? [])].sort()) tell(need, new Set([...above, name]));
    told.add(name);
  };
  for (const name of [...project.services.keys()].sort()) tell(name, new Set());
  return [...told];
}

/** The image of a service; one that is built and has no name is called after project and service. */
export const imageOf = (project: Project, name: string, service: Mapping): string =>
  service['image'] === undefined || service['image'] === '' ? `${project.name}-${name}` : scalarText(service['image']);

function hashes(project: Project, names: readonly string[]): string | Fault {
  const missing = names.find((name) => !project.services.has(name));
  if (missing !== undefined) return new Fault(`no such service: ${missing}: not found`);
  return lines([...names].sort().map((name) => `${name} ${configHash(project.services.get(name) ?? {})}`));
}

function environment({ environment: all }: Project): string {
  return lines([...all].map(([name, value]) => `${name}=${value}`).sort());
}

/** The variables that the files mention, with what becomes of them. */
function* variables(compose: Compose): Task<string | Fault> {
  const project = yield* compose.project({
    interpolate: false,
    normalize: false,
    resolveEnvironment: false,
    checkConsistency: false,
  });
  if (isFault(project)) return project;
  const rows = new Map<string, readonly string[]>();
  for (const { name, operator, operand } of references(project.model)) {
    const kind = operator.at(-1);
    // A variable that is wanted in several places is told of where the most is said.
    if (rows.has(name) && !['?', '-', '+'].includes(kind ?? '')) continue;
    rows.set(name, [name, kind === '?' ? 'true' : 'false', kind === '-' ? operand : '', kind === '+' ? operand : '']);
  }
  const sorted = [...rows.values()].sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  const table = [['NAME', 'REQUIRED', 'DEFAULT VALUE', 'ALTERNATE VALUE'], ...sorted];
  return alignTabs(table.map((row) => `${row.join('\t')}\n`).join(''), 20, 1);
}
