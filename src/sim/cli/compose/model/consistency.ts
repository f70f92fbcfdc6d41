// Whether the parts of a model fit together: what services refer to is there, and nothing is said twice.
import { ramInBytes } from '../../format/units.ts';
import { quote } from '../../format/quote.ts';
import { Fault } from './fault.ts';
import { isMapping, isSequence, scalarText, section, type Mapping, type Tree } from './tree.ts';

const invalid = (text: string): Fault => new Fault(`${text}: invalid compose project`);

/** Looks at the enabled services; `disabled` are those whose profile is not active. */
export function checkConsistency(model: Mapping, disabled: ReadonlySet<string>): Fault | undefined {
  const services = section(model, 'services');
  for (const [name, service] of Object.entries(services).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (disabled.has(name)) continue;
    const fields = isMapping(service) ? service : {};
    const fault =
      checkBuild(name, fields, services) ??
      checkReferences(name, fields, model, disabled) ??
      checkAmounts(name, fields) ??
      checkMounts(name, fields);
    if (fault) return fault;
  }
  const cycle = findCycle(services, disabled);
  if (cycle) return new Fault(`dependency cycle detected: ${cycle.join(' -> ')}`);
  for (const [name, secret] of Object.entries(section(model, 'secrets'))) {
    const fields = isMapping(secret) ? secret : {};
    if (fields['external'] !== true && !fields['file'] && !fields['environment'] && fields['driver'] === undefined)
      return invalid(`secret ${quote(name)} must declare either \`file\` or \`environment\``);
  }
  return undefined;
}

/** Services that wait for each other, the first one again at the end. */
function findCycle(services: Mapping, disabled: ReadonlySet<string>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): readonly string[] | undefined => {
    const at = path.indexOf(name);
    if (at >= 0) return [...path.slice(at), name];
    if (done.has(name) || disabled.has(name)) return undefined;
    const service = services[name];
    for (const next of Object.keys(isMapping(service) ? section(service, 'depends_on') : {}).sort()) {
      const cycle = visit(next, [...path, name]);
      if (cycle) return cycle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of Object.keys(services).sort()) {
    const cycle = visit(name, []);
    if (cycle) return cycle;
  }
  return undefined;
}

function checkBuild(name: string, service: Mapping, services: Mapping): Fault | undefined {
  const build = isMapping(service['build']) ? service['build'] : undefined;
  if (!build && (service['image'] ?? '') === '' && service['provider'] === undefined)
    return invalid(`service ${quote(name)} has neither an image nor a build context specified`);
  if (!build) return undefined;
  if ((build['dockerfile_inline'] ?? '') !== '' && (build['dockerfile'] ?? '') !== '')
    return invalid(`service ${quote(name)} declares mutualy exclusive dockerfile and dockerfile_inline`);
  for (const [context, value] of Object.entries(section(build, 'additional_contexts'))) {
    const target = /^service:(.*)$/.exec(scalarText(value))?.[1];
    if (target === undefined) continue;
    const other = services[target];
    if (!isMapping(other))
      return new Fault(
        `service ${quote(name)} declares unknown service ${quote(target)} as additional contexts ${context}`,
      );
    if (!isMapping(other['build']))
      return new Fault(
        `service ${quote(name)} declares non-buildable service ${quote(target)} as additional contexts ${context}`,
      );
  }
  const platforms = isSequence(build['platforms']) ? build['platforms'] : [];
  if (platforms.length > 0 && service['platform'] !== undefined && !platforms.includes(service['platform']))
    return invalid(`service.build.platforms MUST include service.platform ${quote(scalarText(service['platform']))}`);
  return undefined;
}

const texts = (value: Tree | undefined): string[] => (isSequence(value) ? value.map(scalarText) : []);
const sources = (value: Tree | undefined): string[] =>
  isSequence(value)
    ? value.flatMap((one) => (isMapping(one) && one['source'] !== undefined ? [scalarText(one['source'])] : []))
    : [];

function checkReferences(
  name: string,
  service: Mapping,
  model: Mapping,
  disabled: ReadonlySet<string>,
): Fault | undefined {
  const services = section(model, 'services');
  const undefinedPart = (part: string, kind: string, names: readonly string[]): Fault | undefined => {
    const missing = names.find((one) => !Object.hasOwn(section(model, part), one));
    return missing === undefined ? undefined : invalid(`service ${quote(name)} refers to undefined ${kind} ${missing}`);
  };
  const networks = Object.keys(section(service, 'networks')).sort();
  const mode = scalarText(service['network_mode'] ?? '');
  if (mode !== '' && networks.length > 0)
    return invalid(`service ${name} declares mutually exclusive \`network_mode\` and \`networks\``);
  const network = undefinedPart('networks', 'network', networks);
  if (network) return network;
  const [how] = texts(section(service, 'healthcheck')['test']);
  if (how !== undefined && !['CMD', 'CMD-SHELL', 'NONE'].includes(how))
    return new Fault('healthcheck.test must start either by "CMD", "CMD-SHELL" or "NONE"');
  for (const [dependency, settings] of Object.entries(section(service, 'depends_on')).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    if (Object.hasOwn(services, dependency) && !disabled.has(dependency)) continue;
    if (disabled.has(dependency) && isMapping(settings) && settings['required'] === false) continue;
    return invalid(`service ${quote(name)} depends on undefined service ${quote(dependency)}`);
  }
  const shared = /^service:(.*)$/.exec(mode)?.[1];
  if (shared !== undefined && !Object.hasOwn(services, shared))
    return new Fault(`service ${quote(shared)} not found for network_mode 'service:${shared}'`);
  const volumes = isSequence(service['volumes']) ? service['volumes'] : [];
  const named = volumes.flatMap((volume) =>
    isMapping(volume) && volume['type'] === 'volume' && (volume['source'] ?? '') !== ''
      ? [scalarText(volume['source'] ?? '')]
      : [],
  );
  return (
    undefinedPart('volumes', 'volume', named) ??
    undefinedPart('secrets', 'build secret', sources(section(service, 'build')['secrets'])) ??
    undefinedPart('configs', 'config', sources(service['configs'])) ??
    undefinedPart('models', 'model', Object.keys(section(service, 'models'))) ??
    undefinedPart('secrets', 'secret', sources(service['secrets']))
  );
}

function checkAmounts(name: string, service: Mapping): Fault | undefined {
  const deploy = section(service, 'deploy');
  const resources = section(deploy, 'resources');
  const limits = section(resources, 'limits');
  const reservations = section(resources, 'reservations');
  const bytes = (value: Tree): number => {
    const parsed = ramInBytes(scalarText(value));
    return 'error' in parsed ? 0 : parsed.value;
  };
  const distinct = (
    field: string,
    other: string,
    a: Tree | undefined,
    b: Tree | undefined,
    read: (value: Tree) => number,
  ): Fault | undefined =>
    a === undefined || b === undefined || a === null || b === null || read(a) === read(b)
      ? undefined
      : invalid(`services.${name}: can't set distinct values on '${field}' and '${other}'`);
  const found =
    distinct('scale', 'deploy.replicas', service['scale'], deploy['replicas'], Number) ??
    distinct('cpus', 'deploy.resources.limits.cpus', service['cpus'], limits['cpus'], Number) ??
    distinct('mem_limit', 'deploy.resources.limits.memory', service['mem_limit'], limits['memory'], bytes) ??
    distinct(
      'mem_reservation',
      'deploy.resources.reservations.memory',
      service['mem_reservation'],
      reservations['memory'],
      bytes,
    ) ??
    distinct('pids_limit', 'deploy.resources.limits.pids', service['pids_limit'], limits['pids'], Number);
  if (found) return found;
  const scale = Number(service['scale'] ?? deploy['replicas'] ?? 1);
  if (scale < 0) return new Fault(`services.${name}.scale: must be greater than or equal to 0`);
  if (scale > 1 && (service['container_name'] ?? '') !== '') {
    const attribute = service['scale'] === undefined ? 'deploy.replicas' : 'scale';
    return invalid(`services.${attribute}: can't set container_name and ${name} as container name must be unique`);
  }
  const watches = section(service, 'develop')['watch'];
  for (const watch of isSequence(watches) ? watches : [])
    if (
      isMapping(watch) &&
      (watch['target'] ?? '') === '' &&
      watch['action'] !== 'rebuild' &&
      watch['action'] !== 'restart'
    )
      return invalid(`services.${name}.develop.watch: target is required for non-rebuild actions`);
  return undefined;
}

function checkMounts(name: string, service: Mapping): Fault | undefined {
  const mounted = new Map<string, string>();
  const places: [string, string][] = [
    ...texts(service['tmpfs']).map((text, at): [string, string] => [
      text.split(':')[0] ?? '',
      `services.${name}.tmpfs[${at}]`,
    ]),
    ...(isSequence(service['volumes']) ? service['volumes'] : []).map((volume, at): [string, string] => [
      isMapping(volume) ? scalarText(volume['target'] ?? '') : '',
      `services.${name}.volumes[${at}]`,
    ]),
  ];
  for (const [target, place] of places) {
    const before = mounted.get(target);
    if (before !== undefined) return new Fault(`${place}: target ${target} already mounted as ${before}`);
    mounted.set(target, place);
  }
  return undefined;
}
