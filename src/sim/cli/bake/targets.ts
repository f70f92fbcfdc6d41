// Which targets a bake builds, with all that they inherit and what `--set` says of them.
import { BakeError, type Definition, type Fields } from './bake-file.ts';
import { textOf, type HclValue } from './hcl/value.ts';

/** A target ready to be built or printed, in the order in which buildx prints its fields. */
export interface Target {
  readonly description: string;
  readonly context: string;
  readonly contexts: Readonly<Record<string, string>>;
  readonly dockerfile: string;
  readonly inline: string | undefined;
  readonly args: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly lists: Readonly<Record<ListField, readonly string[]>>;
  readonly target: string;
  readonly pull: boolean | undefined;
  readonly noCache: boolean | undefined;
  readonly network: string;
  readonly shmSize: string;
  readonly hosts: Readonly<Record<string, string>>;
}

/** Fields that are lists of texts. */
export type ListField =
  | 'annotations'
  | 'attest'
  | 'cache-from'
  | 'cache-to'
  | 'secret'
  | 'ssh'
  | 'platforms'
  | 'output'
  | 'no-cache-filter'
  | 'ulimits'
  | 'entitlements';

const listFields: readonly ListField[] = [
  'annotations', 'attest', 'cache-from', 'cache-to', 'secret', 'ssh', 'platforms', 'output', 'no-cache-filter', 'ulimits',
  'entitlements',
]; // prettier-ignore

/** What is built: groups and targets by name. */
export interface Plan {
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly targets: ReadonlyMap<string, Target>;
}

/** Resolves names (none: `default`) with overrides `target.key=value`. */
export function planOf(
  definition: Definition,
  names: readonly string[],
  overrides: readonly string[],
): Plan | BakeError {
  const set = readOverrides(definition, overrides);
  if (set instanceof BakeError) return set;
  const groups = new Map<string, string[]>();
  const targets = new Map<string, Target>();
  const wanted = names.length > 0 ? names : ['default'];
  const visit = (name: string, above: readonly string[]): BakeError | undefined => {
    if (above.includes(name))
      return definition.targets.has(name) ? undefined : new BakeError(`failed to find target ${name}`);
    const group = definition.groups.get(name);
    if (group && !groups.has(name)) {
      groups.set(name, [...group.targets]);
      for (const member of group.targets) {
        const problem = visit(member, [...above, name]);
        if (problem) return problem;
      }
    }
    if (group) return undefined;
    if (targets.has(name)) return undefined;
    const fields = inherited(definition, name, []);
    if (fields instanceof BakeError) return fields;
    const target = targetOf({ ...fields }, set.get(name) ?? []);
    if (target instanceof BakeError) return target;
    targets.set(name, target);
    for (const value of Object.values(target.contexts)) {
      const problem = value.startsWith('target:') ? visit(value.slice('target:'.length), [...above, name]) : undefined;
      if (problem) return problem;
    }
    return undefined;
  };
  for (const name of wanted) {
    const problem = visit(name, []);
    if (problem) return problem;
  }
  // What is asked for counts as the default group, too.
  const asked = wanted.filter((name) => name !== 'default' || !groups.has('default'));
  groups.set('default', [...new Set([...asked, ...(groups.get('default') ?? [])])].sort());
  return { groups, targets };
}

/** The names that would be built, for targets and groups. */
export const allNames = ({ groups, targets }: Definition): string[] => [
  ...new Set([...groups.keys(), ...targets.keys()]),
];

/** A target's own fields over those that it inherits. */
function inherited(definition: Definition, name: string, above: readonly string[]): Fields | BakeError {
  const own = definition.targets.get(name);
  if (!own) return new BakeError(`failed to find target ${name}`);
  let fields: Fields = {};
  for (const parent of texts(own['inherits'] ?? null)) {
    if (above.includes(parent)) continue;
    const below = inherited(definition, parent, [...above, name]);
    if (below instanceof BakeError) return below;
    fields = merge(fields, below);
  }
  return merge(fields, own);
}

const maps = new Set(['args', 'labels', 'contexts', 'extra-hosts']);

function merge(below: Fields, above: Fields): Fields {
  const result: Record<string, HclValue> = { ...below };
  for (const [name, value] of Object.entries(above)) {
    if (name === 'inherits' || value === null) continue;
    const before = result[name];
    result[name] =
      maps.has(name) && isObject(value) && before !== undefined && isObject(before) ? { ...before, ...value } : value;
  }
  return result;
}

const isObject = (value: HclValue): value is { readonly [name: string]: HclValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const texts = (value: HclValue): string[] =>
  Array.isArray(value) ? (value as readonly HclValue[]).map((item) => itemText(item)) : [];

/** An item of a list: a text, or an object such as `{type = "docker"}`. */
const itemText = (item: HclValue): string =>
  isObject(item)
    ? Object.entries(item)
        .map(([name, value]) => `${name}=${textOf(value) ?? ''}`)
        .join(',')
    : (textOf(item) ?? '');

/** One `--set`: the keys behind the target's name, and the value. */
interface Override {
  readonly keys: readonly string[];
  readonly value: string;
}

function readOverrides(definition: Definition, overrides: readonly string[]): Map<string, Override[]> | BakeError {
  const found = new Map<string, Override[]>();
  for (const text of overrides) {
    const equals = text.indexOf('=');
    const key = equals < 0 ? text : text.slice(0, equals);
    const [pattern = '', ...keys] = key.split('.');
    if (keys.length === 0) return new BakeError(`invalid override key ${key}, expected target.name`);
    if (equals < 0 && keys[0] !== 'args') return new BakeError(`invalid override ${text}, expected target.name=value`);
    const regexp = new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
    );
    const names = [...definition.targets.keys()].filter((name) => regexp.test(name));
    if (names.length === 0) return new BakeError(`could not find any target matching '${pattern}'`);
    for (const name of names) found.set(name, [...(found.get(name) ?? []), { keys, value: text.slice(equals + 1) }]);
  }
  return found;
}

const listNames: Readonly<Record<string, string>> = { platform: 'platforms', secrets: 'secret', outputs: 'output' };
const single = ['context', 'dockerfile', 'dockerfile-inline', 'target', 'network', 'shm-size', 'call'];

function targetOf(fields: Record<string, HclValue>, overrides: readonly Override[]): Target | BakeError {
  const replaced = new Set<string>();
  for (const { keys, value } of overrides) {
    const [key = '', ...rest] = keys;
    const name = listNames[key] ?? key;
    if (maps.has(name)) {
      const before = fields[name];
      fields[name] = { ...(before !== undefined && isObject(before) ? before : {}), [rest.join('.')]: value };
    } else if (name === 'tags' || listFields.includes(name as ListField)) {
      fields[name] = [...(replaced.has(name) ? texts(fields[name] ?? null) : []), value];
      replaced.add(name);
    } else if (name === 'pull' || name === 'no-cache') fields[name] = value === 'true' || value === '1';
    else if (single.includes(name)) fields[name] = value;
    else return new BakeError(`unknown key: ${key}`);
  }
  const text = (name: string, otherwise = ''): string => textOf(fields[name] ?? otherwise) ?? otherwise;
  const map = (name: string): Record<string, string> => {
    const value = fields[name];
    const entries = value !== undefined && isObject(value) ? Object.entries(value) : [];
    const filled = entries.flatMap(([key, item]) => (item === null ? [] : [[key, textOf(item) ?? ''] as const]));
    return Object.fromEntries(filled.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const flag = (name: string): boolean | undefined =>
    fields[name] === undefined ? undefined : fields[name] === true || fields[name] === 'true';
  const strings = (name: ListField): readonly string[] => texts(fields[name] ?? null).filter((item) => item !== '');
  const lists: Target['lists'] = {
    annotations: strings('annotations'),
    attest: strings('attest'),
    'cache-from': strings('cache-from'),
    'cache-to': strings('cache-to'),
    secret: strings('secret'),
    ssh: strings('ssh'),
    platforms: strings('platforms'),
    output: strings('output'),
    'no-cache-filter': strings('no-cache-filter'),
    ulimits: strings('ulimits'),
    entitlements: strings('entitlements'),
  };
  return {
    description: text('description'),
    context: cleaned(text('context', '.')),
    contexts: map('contexts'),
    dockerfile: text('dockerfile', 'Dockerfile'),
    inline: fields['dockerfile-inline'] === undefined ? undefined : text('dockerfile-inline'),
    args: map('args'),
    labels: map('labels'),
    tags: [...new Set(texts(fields['tags'] ?? null).filter((tag) => tag !== ''))],
    lists,
    target: text('target'),
    pull: flag('pull'),
    noCache: flag('no-cache'),
    network: text('network'),
    shmSize: text('shm-size'),
    hosts: map('extra-hosts'),
  };
}

const cleaned = (path: string): string =>
  /^[a-z+]+:\/\//.test(path) ? path : path.replace(/^\.\/(?=.)/, '').replace(/(?<=.)\/+$/, '');
