// A Compose file as bake reads it: a target for each service that is built, all of them the default group.
import { parseDotenv } from '../compose/model/dotenv.ts';
import { isFault } from '../compose/model/fault.ts';
import { interpolate } from '../compose/model/interpolate.ts';
import { pairs } from '../compose/model/project.ts';
import { readYaml } from '../compose/model/read-yaml.ts';
import { isMapping, isSequence, scalarText, section, type Mapping, type Tree } from '../compose/model/tree.ts';
import type { Failure } from '../failure.ts';

/** The same as a definition in JSON. `dotenv` is the text of `.env`, empty for none. */
export function definitionOfCompose(
  text: string,
  environment: ReadonlyMap<string, string>,
  dotenv: string,
): string | Failure {
  const own = parseDotenv(dotenv, (name) => environment.get(name));
  if (isFault(own)) return own;
  const lookup = (name: string): string | undefined => environment.get(name) ?? own.get(name);
  const documents = readYaml(text);
  if (isFault(documents)) return documents;
  const value = documents[0]?.value;
  if (!isMapping(value)) return { error: 'empty compose file' };
  const model = interpolate(value, { get: lookup, unset: () => undefined });
  if (isFault(model)) return model;
  const target: Record<string, unknown> = {};
  for (const [name, service] of Object.entries(section(model, 'services')).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const build = isMapping(service) ? service['build'] : undefined;
    if (!isMapping(service) || build === undefined || build === null) continue;
    const fields = isMapping(build) ? build : { context: build };
    target[name.replaceAll('.', '_')] = targetOf(fields, service['image'], lookup);
  }
  const definition = { group: { default: { targets: Object.keys(target) } }, target };
  // In a definition, `${` begins an expression.
  return JSON.stringify(definition).replaceAll('${', '$${');
}

type Lookup = (name: string) => string | undefined;

/** Keys of a build that bake calls otherwise or the same: `[compose, bake]`. */
const texts = [
  ['context', 'context'],
  ['dockerfile', 'dockerfile'],
  ['dockerfile_inline', 'dockerfile-inline'],
  ['target', 'target'],
  ['network', 'network'],
  ['shm_size', 'shm-size'],
] as const;
const lists = [
  ['cache_from', 'cache-from'],
  ['cache_to', 'cache-to'],
  ['platforms', 'platforms'],
  ['ssh', 'ssh'],
] as const;
const maps = [
  ['args', 'args'],
  ['labels', 'labels'],
  ['additional_contexts', 'contexts'],
] as const;

function targetOf(build: Mapping, image: Tree | undefined, lookup: Lookup): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [from, to] of texts) if (build[from] !== undefined) fields[to] = scalarText(build[from]);
  for (const [from, to] of lists) if (isSequence(build[from])) fields[to] = build[from].map(scalarText);
  for (const [from, to] of maps) {
    const found = pairs(build[from]).map(([name, value]) => [name, value ?? lookup(name)] as const);
    const given = found.filter(([, value]) => value !== undefined);
    if (given.length > 0) fields[to] = Object.fromEntries(given);
  }
  for (const [from, to] of [
    ['no_cache', 'no-cache'],
    ['pull', 'pull'],
  ] as const)
    if (build[from] === true || build[from] === 'true') fields[to] = true;
  const tags = isSequence(build['tags']) ? build['tags'].map(scalarText) : [];
  if (tags.length > 0) fields['tags'] = tags;
  else if (image !== undefined && image !== null) fields['tags'] = [scalarText(image)];
  const own = section(build, 'x-bake');
  for (const [name, value] of Object.entries(own)) fields[name] = isSequence(value) ? value.map(scalarText) : value;
  return fields;
}
