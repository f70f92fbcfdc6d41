// What a model means without saying it: the default network, names, dependencies, where builds find their Dockerfile.
import { isMapping, isSequence, mapValues, scalarText, section, type Mapping, type Tree } from './tree.ts';

type Lookup = (name: string) => string | undefined;

/** Fills in the model of a project. */
export function normalize(model: Mapping, project: string, lookup: Lookup): Mapping {
  const services = mapValues(section(model, 'services'), (service) =>
    isMapping(service) ? normalizeService(service, lookup) : service,
  );
  const usesDefault = Object.values(services).some(
    (service) => isMapping(service) && isMapping(service['networks']) && 'default' in service['networks'],
  );
  const networks = section(model, 'networks');
  const all = usesDefault && !('default' in networks) ? { ...networks, default: null } : networks;
  const named = (part: Mapping): Mapping =>
    mapValues(part, (entry, key) => {
      const fields = isMapping(entry) ? entry : {};
      return fields['name'] === undefined
        ? { ...fields, name: fields['external'] === true ? key : `${project}_${key}` }
        : fields;
    });
  return {
    ...model,
    services,
    ...(Object.keys(all).length > 0 ? { networks: named(all) } : {}),
    ...Object.fromEntries(
      ['volumes', 'configs', 'secrets']
        .filter((part) => isMapping(model[part]))
        .map((part) => [part, named(section(model, part))]),
    ),
  };
}

function normalizeService(service: Mapping, lookup: Lookup): Mapping {
  const result: Record<string, Tree> = Object.fromEntries(Object.entries(service).filter(([key]) => key !== 'extends'));
  const { networks } = service;
  const attached = isMapping(networks) ? Object.keys(networks).length > 0 : networks !== undefined && networks !== null;
  if (!attached && (service['network_mode'] ?? '') === '' && service['provider'] === undefined)
    result['networks'] = { default: null };
  if (service['pull_policy'] === 'if_not_present') result['pull_policy'] = 'missing';
  if (isMapping(service['build'])) {
    const { build } = service;
    result['build'] = {
      ...build,
      ...(build['context'] === undefined ? { context: '.' } : {}),
      ...(build['dockerfile'] === undefined && build['dockerfile_inline'] === undefined
        ? { dockerfile: 'Dockerfile' }
        : {}),
      ...(build['args'] === undefined ? {} : { args: withoutNull(resolveVariables(build['args'], lookup)) }),
    };
  }
  if (service['environment'] !== undefined && service['environment'] !== null)
    result['environment'] = resolveVariables(service['environment'], lookup);
  const dependsOn = impliedDependencies(service);
  if (Object.keys(dependsOn).length > 0) result['depends_on'] = { ...dependsOn, ...section(service, 'depends_on') };
  if (isSequence(service['volumes']))
    result['volumes'] = service['volumes'].map((volume) =>
      isMapping(volume) && typeof volume['target'] === 'string'
        ? { ...volume, target: cleanPath(volume['target']) }
        : volume,
    );
  return result;
}

/** Services that must be there because this one shares something with them. */
function impliedDependencies(service: Mapping): Record<string, Tree> {
  const implied: Record<string, Tree> = {};
  for (const link of isSequence(service['links']) ? service['links'] : [])
    implied[scalarText(link).split(':')[0] ?? ''] = { condition: 'service_started', restart: true, required: true };
  for (const field of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
    const value = service[field];
    if (typeof value === 'string' && value.startsWith('service:'))
      implied[value.slice('service:'.length)] = { condition: 'service_started', restart: true, required: true };
  }
  for (const from of isSequence(service['volumes_from']) ? service['volumes_from'] : []) {
    const text = scalarText(from);
    if (!text.startsWith('container:'))
      implied[text.split(':')[0] ?? ''] ??= { condition: 'service_started', required: true };
  }
  return implied;
}

/** Names without a value take it from the environment, where it is set. */
function resolveVariables(value: Tree, lookup: Lookup): Tree {
  if (isMapping(value)) return mapValues(value, (item, key) => item ?? lookup(key) ?? null);
  if (!isSequence(value)) return value;
  return value.map((line) => {
    if (typeof line !== 'string' || line.includes('=')) return line;
    const found = lookup(line);
    return found === undefined ? line : `${line}=${found}`;
  });
}

const withoutNull = (value: Tree): Tree =>
  isMapping(value)
    ? Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null))
    : isSequence(value)
      ? value.filter((line) => typeof line !== 'string' || line.includes('='))
      : value;

/** Go's path.Clean for a path inside a container. */
function cleanPath(path: string): string {
  if (!path.startsWith('/')) return path;
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return `/${parts.join('/')}`;
}
