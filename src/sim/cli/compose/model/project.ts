// A project: its model complete, with names and environment, and which of its services take part.
import { Fault, isFault } from './fault.ts';
import { checkConsistency } from './consistency.ts';
import { parseDotenv, parseRawEnvironment } from './dotenv.ts';
import type { Environment, Surroundings } from './load.ts';
import { normalize } from './normalize.ts';
import { partShapes, shapeOf, sortKeys, type Notation } from './shapes.ts';
import { byKey, byYamlKey, isMapping, isSequence, scalarText, section, type Mapping, type Tree } from './tree.ts';

/** What a project is made from. */
export interface ProjectSource {
  readonly name: string;
  readonly working: string;
  readonly files: readonly string[];
  readonly environment: Environment;
  /** Active profiles; `*` is all. */
  readonly profiles: readonly string[];
  readonly normalize: boolean;
  /** Environment files of services are read, labels too. */
  readonly resolveEnvironment: boolean;
  readonly checkConsistency: boolean;
  /** Values are read: not before variables are filled in. */
  readonly decode: boolean;
}

/** A loaded project. Its parts are in the long form, values as the YAML form writes them. */
export interface Project extends ProjectSource {
  /** The whole model, also of services that are not enabled. */
  readonly model: Mapping;
  readonly services: ReadonlyMap<string, Mapping>;
  /** Services whose profile is not active. */
  readonly disabled: ReadonlyMap<string, Mapping>;
  /** Why the environment of services could not be read, by their names. It counts when a command needs it. */
  readonly unread: ReadonlyMap<string, Fault>;
}

/** Completes a model. */
export function makeProject(loaded: Mapping, source: ProjectSource, surroundings: Surroundings): Project | Fault {
  const model = source.normalize ? normalize(loaded, source.name, (name) => source.environment.get(name)) : loaded;
  const all = section(model, 'services');
  const names = Object.keys(all);
  const active = (name: string): boolean => isActive(all[name] ?? null, source.profiles);
  const disabledNames = new Set(names.filter((name) => !active(name)));
  // What cannot be read is told before what does not fit.
  for (const part of source.decode ? Object.keys(partShapes) : []) {
    for (const [name, entry] of Object.entries(section(model, part))) {
      const read = shapeOf(part, entry, 'yaml', `${part}[${name}]`);
      if (isFault(read)) return read;
    }
  }
  if (source.checkConsistency) {
    const fault = checkConsistency(model, disabledNames);
    if (fault) return fault;
  }
  const services = new Map<string, Mapping>();
  const disabled = new Map<string, Mapping>();
  const unread = new Map<string, Fault>();
  for (const name of names) {
    const entry = all[name] ?? null;
    const service = isMapping(entry) ? entry : {};
    if (disabledNames.has(name)) {
      disabled.set(name, service);
      continue;
    }
    const resolved = source.resolveEnvironment ? resolveService(service, source.environment, surroundings) : service;
    if (isFault(resolved)) unread.set(name, resolved);
    services.set(name, isFault(resolved) ? service : resolved);
  }
  return { ...source, model, services, disabled, unread };
}

const profilesOf = (service: Tree | undefined): readonly string[] =>
  isMapping(service) && isSequence(service['profiles']) ? service['profiles'].map(scalarText) : [];

function isActive(service: Tree, active: readonly string[]): boolean {
  const profiles = profilesOf(service);
  return profiles.length === 0 || active.includes('*') || profiles.some((profile) => active.includes(profile));
}

/** Disabled services become enabled ones because they are named, and with them all of their profiles. */
export function enableServices(
  project: Project,
  names: readonly string[],
  surroundings: Surroundings,
): Project | Fault {
  const named = names.filter((name) => project.disabled.has(name));
  if (named.length === 0) return project;
  const active = named.flatMap((name) => profilesOf(project.disabled.get(name)));
  const wanted = [...project.disabled].filter(([, service]) => isActive(service, active)).map(([name]) => name);
  const services = new Map(project.services);
  const disabled = new Map(project.disabled);
  const unread = new Map(project.unread);
  for (const name of wanted) {
    const service = project.disabled.get(name) ?? {};
    const resolved = resolveService(service, project.environment, surroundings);
    if (isFault(resolved)) unread.set(name, resolved);
    services.set(name, isFault(resolved) ? service : resolved);
    disabled.delete(name);
  }
  const order = Object.keys(section(project.model, 'services'));
  const inFile = [...services].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return { ...project, services: new Map(inFile), disabled, unread };
}

/** Why the environment of one of the project's services could not be read; the first in order of names. */
export function unreadEnvironment({ services, unread }: Project): Fault | undefined {
  const [first] = [...unread.keys()].filter((name) => services.has(name)).sort();
  return first === undefined ? undefined : unread.get(first);
}

function resolveService(service: Mapping, environment: Environment, surroundings: Surroundings): Mapping | Fault {
  const values = new Map<string, string | null>();
  const own = new Map(pairs(service['environment']));
  for (const file of isSequence(service['env_file']) ? service['env_file'] : []) {
    if (!isMapping(file)) continue;
    const path = scalarText(file['path'] ?? '');
    const text = surroundings.read(path);
    if (isFault(text)) {
      if (file['required'] === false) continue;
      return new Fault(`env file ${path} not found: stat ${path}: no such file or directory`);
    }
    const format = file['format'];
    if (format !== undefined && format !== 'raw')
      return new Fault(`unsupported env_file format ${JSON.stringify(format)}`);
    const known = (name: string): string | undefined => own.get(name) ?? values.get(name) ?? undefined;
    const found =
      format === 'raw'
        ? parseRawEnvironment(text, (name) => values.get(name) ?? environment.get(name))
        : parseDotenv(text, (name) => environment.get(name), known);
    if (isFault(found))
      return new Fault(`failed to ${format === 'raw' ? 'parse env_file' : 'read'} ${path}: ${found.error}`);
    for (const [name, value] of found) values.set(name, value);
  }
  for (const [name, value] of pairs(service['environment'])) values.set(name, value);
  const labels = new Map<string, string | null>();
  for (const file of isSequence(service['label_file']) ? service['label_file'] : []) {
    const path = scalarText(file);
    const text = surroundings.read(path);
    if (isFault(text)) return new Fault(`label file ${path} not found: stat ${path}: no such file or directory`);
    const found = parseDotenv(text, () => undefined);
    if (isFault(found)) return new Fault(`failed to read ${path}: ${found.error}`);
    for (const [name, value] of found) labels.set(name, value);
  }
  for (const [name, value] of pairs(service['labels'])) labels.set(name, value ?? '');
  const { env_file, label_file, ...rest } = service;
  void env_file;
  void label_file;
  return {
    ...rest,
    ...(values.size > 0 || service['environment'] !== undefined ? { environment: Object.fromEntries(values) } : {}),
    ...(labels.size > 0 || service['labels'] !== undefined ? { labels: Object.fromEntries(labels) } : {}),
  };
}

/** A mapping or a list of `KEY=value` as pairs; null where there is no value. */
export function pairs(value: Tree | undefined): [string, string | null][] {
  if (isMapping(value))
    return Object.entries(value).map(([key, item]) => [key, item === null ? null : scalarText(item)]);
  return (isSequence(value) ? value : []).map((line) => {
    const text = scalarText(line);
    const at = text.indexOf('=');
    return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
  });
}

/** The project with only these services and what they need. */
export function selectServices(
  project: Project,
  names: readonly string[],
  dependencies: 'with' | 'without',
): Project | Fault {
  if (names.length === 0) return project;
  const selected = new Set<string>();
  const add = (name: string, optional: boolean): Fault | undefined => {
    if (selected.has(name)) return undefined;
    const service = project.services.get(name);
    if (!service) return optional ? undefined : new Fault(`no such service: ${name}`);
    selected.add(name);
    if (dependencies === 'without') return undefined;
    for (const [dependency, settings] of Object.entries(section(service, 'depends_on'))) {
      const fault = add(dependency, isMapping(settings) && settings['required'] === false);
      if (fault) return fault;
    }
    return undefined;
  };
  for (const name of names) {
    const fault = add(name, false);
    if (fault) return fault;
  }
  const services = new Map(
    [...project.services]
      .filter(([name]) => selected.has(name))
      .map(([name, service]): [string, Mapping] => {
        if (!isMapping(service['depends_on'])) return [name, service];
        const kept = Object.entries(service['depends_on']).filter(([dependency]) => selected.has(dependency));
        const { depends_on, ...rest } = service;
        void depends_on;
        return [name, kept.length > 0 ? { ...rest, depends_on: Object.fromEntries(kept) } : rest];
      }),
  );
  return { ...project, services };
}

/** Networks, volumes and files that enabled services use. */
export function usedParts(project: Project): Readonly<Record<string, ReadonlySet<string>>> {
  const used = {
    networks: new Set<string>(),
    volumes: new Set<string>(),
    secrets: new Set<string>(),
    configs: new Set<string>(),
    models: new Set<string>(),
  };
  const sources = (value: Tree | undefined, into: Set<string>): void => {
    for (const one of isSequence(value) ? value : [])
      if (isMapping(one) && one['source'] !== undefined) into.add(scalarText(one['source']));
  };
  for (const service of project.services.values()) {
    for (const name of Object.keys(section(service, 'networks'))) used.networks.add(name);
    for (const name of Object.keys(section(service, 'models'))) used.models.add(name);
    for (const volume of isSequence(service['volumes']) ? service['volumes'] : [])
      if (isMapping(volume) && volume['type'] === 'volume' && volume['source'] !== undefined)
        used.volumes.add(scalarText(volume['source']));
    sources(service['secrets'], used.secrets);
    sources(section(service, 'build')['secrets'], used.secrets);
    sources(service['configs'], used.configs);
  }
  return used;
}

/** The project as `config` prints it. */
export function renderProject(project: Project, notation: Notation): Mapping | Fault {
  const used = usedParts(project);
  const result: Record<string, Tree> = { name: project.name };
  for (const part of Object.keys(partShapes)) {
    const entries: [string, Tree][] =
      part === 'services'
        ? [...project.services]
        : Object.entries(section(project.model, part)).filter(([name]) => used[part]?.has(name));
    const written: [string, Tree][] = [];
    for (const [name, entry] of entries.sort(notation === 'json' ? byKey : byYamlKey)) {
      const shaped = shapeOf(part, entry, notation, `${part}[${name}]`);
      if (isFault(shaped)) return shaped;
      written.push([name, shaped]);
    }
    if (written.length > 0 || part === 'services') result[part] = Object.fromEntries(written);
  }
  for (const [key, value] of Object.entries(project.model).sort(byYamlKey))
    if (key.startsWith('x-')) result[key] = sortKeys(value, notation);
  return notation === 'json' ? Object.fromEntries(Object.entries(result).sort(byKey)) : result;
}

/** A service in the form in which it is written, the values that the engine gets. */
export function shapedService(service: Mapping): Mapping {
  const shaped = shapeOf('services', service, 'yaml', 'services');
  return isFault(shaped) || !isMapping(shaped) ? service : shaped;
}
