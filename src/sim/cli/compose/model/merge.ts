// What happens when a value stands in two compose files, or in a service and the one it extends.
import { Fault, isFault } from './fault.ts';
import {
  isMapping,
  isSequence,
  matches,
  scalarText,
  showPath,
  type Mapping,
  type Tree,
  type TreePath,
} from './tree.ts';

type Merger = (base: Tree, other: Tree, path: TreePath) => Tree | Fault;

/** Merges a file over what the files before it gave. */
export function merge(base: Mapping, other: Mapping, path: TreePath = []): Mapping | Fault {
  const result: Record<string, Tree> = { ...base };
  for (const [key, value] of Object.entries(other)) {
    const before = result[key];
    if (before === undefined) {
      result[key] = value;
      continue;
    }
    const merged = mergeValue(before, value, [...path, key]);
    if (isFault(merged)) return merged;
    result[key] = merged;
  }
  return result;
}

function mergeValue(base: Tree, other: Tree, path: TreePath): Tree | Fault {
  const special = specials.find(([patterns]) => patterns.some((pattern) => matches(path, pattern)));
  if (special) return special[1](base, other, path);
  if (base === null) return other;
  if (other === null) return base;
  if (isMapping(base))
    return isMapping(other) ? merge(base, other, path) : new Fault(`cannot override ${showPath(path)}`);
  if (isSequence(base)) return isSequence(other) ? [...base, ...other] : new Fault(`cannot override ${showPath(path)}`);
  return other;
}

const replace: Merger = (_, other) => other;

/** Both as `KEY=value` lines, one after the other; the last of a key wins later. */
const append: Merger = (base, other) => [...asLines(base), ...asLines(other)];

function asLines(value: Tree): readonly Tree[] {
  if (isSequence(value)) return value;
  if (isMapping(value))
    return Object.entries(value)
      .map(([key, item]) => (item === null ? key : `${key}=${scalarText(item)}`))
      .sort();
  return typeof value === 'string' ? [value] : [];
}

const appendHosts: Merger = (base, other) => {
  const lines = (value: Tree): readonly Tree[] =>
    isMapping(value)
      ? Object.entries(value).flatMap(([host, address]) =>
          (isSequence(address) ? address : [address]).map((one) => `${host}=${scalarText(one)}`),
        )
      : asLines(value);
  const all = lines(base);
  return [...all, ...lines(other).filter((line) => !all.includes(line))];
};

/** Merges as mappings what may be a list of names. */
const asMapping =
  (entry: () => Tree): Merger =>
  (base, other, path) =>
    merge(named(base, entry), named(other, entry), path);

const named = (value: Tree, entry: () => Tree): Mapping =>
  isMapping(value)
    ? value
    : Object.fromEntries((isSequence(value) ? value : []).map((name) => [scalarText(name), entry()]));

const mergeBuild: Merger = (base, other, path) => {
  const long = (value: Tree): Mapping => (isMapping(value) ? value : value === null ? {} : { context: value });
  return merge(long(base), long(other), path);
};

/** The options of another driver are of no use. */
const mergeLogging: Merger = (base, other, path) => {
  if (!isMapping(base) || !isMapping(other)) return other;
  const [before, after] = [base['driver'], other['driver']];
  return before === undefined || after === undefined || before === after ? merge(base, other, path) : other;
};

const mergeUlimit: Merger = (base, other, path) =>
  isMapping(base) && isMapping(other) ? merge(base, other, path) : other;

/** Address pools are the same when their subnets are. */
const mergePools: Merger = (base, other, path) => {
  if (!isSequence(base) || !isSequence(other)) return other;
  const result = [...base];
  for (const pool of other) {
    const at = isMapping(pool) ? result.findIndex((one) => isMapping(one) && one['subnet'] === pool['subnet']) : -1;
    const before = result[at];
    if (!isMapping(before) || !isMapping(pool)) result.push(pool);
    else {
      const merged = merge(before, pool, path);
      if (isFault(merged)) return merged;
      result[at] = merged;
    }
  }
  return result;
};

const ofService = (...fields: string[]): string[] => fields.map((field) => `services.*.${field}`);

const specials: readonly (readonly [patterns: readonly string[], merger: Merger])[] = [
  [ofService('command', 'entrypoint', 'healthcheck.test'), replace],
  [
    [
      ...ofService(
        'annotations', 'build.args', 'build.additional_contexts', 'build.labels', 'deploy.labels', 'dns', 'dns_opt', 'dns_search',
        'env_file', 'label_file', 'environment', 'labels', 'sysctls', 'tmpfs',
      ), // prettier-ignore
      'networks.*.labels',
      'volumes.*.labels',
    ],
    append,
  ],
  [ofService('extra_hosts', 'build.extra_hosts'), appendHosts],
  [ofService('build'), mergeBuild],
  [ofService('depends_on'), asMapping(() => ({ condition: 'service_started', required: true }))],
  [ofService('networks', 'models'), asMapping(() => null)],
  [ofService('logging'), mergeLogging],
  [ofService('ulimits.*'), mergeUlimit],
  [['networks.*.ipam.config'], mergePools],
];

/** Takes away what `!reset` and `!override` of a later file stand for. */
export function resetPath(value: Tree, path: TreePath): Tree {
  const [head, ...rest] = path;
  if (head === undefined || !isMapping(value) || !Object.hasOwn(value, head)) return value;
  if (rest.length === 0) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== head));
  return { ...value, [head]: resetPath(value[head] ?? null, rest) };
}
