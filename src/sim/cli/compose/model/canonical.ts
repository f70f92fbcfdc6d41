// From the short forms of a compose file to the long ones.
import { parsePorts } from '../../create/ports.ts';
import { isFailure } from '../../failure.ts';
import { Fault, isFault } from './fault.ts';
import { goType } from './go-type.ts';
import {
  isMapping,
  isSequence,
  mapValues,
  matches,
  scalarText,
  showPath,
  type Mapping,
  type Tree,
  type TreePath,
} from './tree.ts';
import { parseVolume } from './volume-syntax.ts';

type Transform = (value: Tree, path: TreePath, interpolated: boolean) => Tree | Fault;

const wrong = (value: Tree, path: TreePath, what: string): Fault =>
  new Fault(`${showPath(path)}: invalid type ${goType(value)} for ${what}`);

const listOfTexts: Transform = (value) => (typeof value === 'string' ? [value] : value);

const build: Transform = (value, path) => {
  if (typeof value === 'string') return { context: value };
  if (!isMapping(value)) return wrong(value, path, 'build');
  return value['context'] === undefined ? { ...value, context: '.' } : value;
};

const pairs: Transform = (value) => {
  if (!isSequence(value)) return value;
  return Object.fromEntries(
    value.map((line) => {
      const text = scalarText(line);
      const at = text.indexOf('=');
      return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
};

const dependsOn: Transform = (value) => {
  if (isSequence(value))
    return Object.fromEntries(
      value.map((name) => [scalarText(name), { condition: 'service_started', required: true }]),
    );
  return isMapping(value)
    ? mapValues(value, (entry) => (isMapping(entry) && !('required' in entry) ? { ...entry, required: true } : entry))
    : value;
};

const envFile: Transform = (value) => {
  const one = (entry: Tree): Tree =>
    isMapping(entry)
      ? { ...entry, required: entry['required'] === 'false' ? false : (entry['required'] ?? true) }
      : { path: entry, required: true };
  if (isSequence(value)) return value.map(one);
  return typeof value === 'string' ? [one(value)] : value;
};

const namesToMapping: Transform = (value) =>
  isSequence(value) ? Object.fromEntries(value.map((name) => [scalarText(name), null])) : value;

const ports: Transform = (value, path, interpolated) => {
  if (!isSequence(value)) return wrong(value, path, 'port');
  const result: Tree[] = [];
  for (const entry of value) {
    if (isMapping(entry)) {
      result.push({
        ...entry,
        ...(entry['mode'] === undefined ? { mode: 'ingress' } : {}),
        ...(entry['protocol'] === undefined ? { protocol: 'tcp' } : {}),
      });
      continue;
    }
    if (typeof entry === 'number' && !Number.isInteger(entry)) return wrong(entry, path.slice(0, 3), 'port');
    const text = scalarText(entry);
    const parsed = parsePorts([text], []);
    if (isFailure(parsed)) {
      if (!interpolated && text.includes('$')) {
        result.push(entry);
        continue;
      }
      return new Fault(parsed.error);
    }
    for (const [port, bindings] of Object.entries(parsed.bindings)) {
      const [target, protocol] = port.split('/');
      for (const { HostIp, HostPort } of bindings)
        result.push({
          mode: 'ingress',
          ...(HostIp === '' ? {} : { host_ip: HostIp }),
          target: Number(target),
          ...(HostPort === '' ? {} : { published: HostPort }),
          protocol: protocol ?? 'tcp',
        });
    }
  }
  return result;
};

const volumes: Transform = (value) => {
  if (!isSequence(value)) return value;
  const result: Tree[] = [];
  for (const entry of value) {
    if (typeof entry !== 'string') {
      if (isMapping(entry) && entry['type'] === 'bind' && (entry['source'] ?? '') === '')
        return new Fault('invalid mount config for type "bind": field Source must not be empty');
      result.push(entry);
      continue;
    }
    const volume = parseVolume(entry);
    if (isFault(volume)) return volume;
    result.push(volume);
  }
  return result;
};

const devices: Transform = (value) => {
  if (!isSequence(value)) return value;
  const result: Tree[] = [];
  for (const entry of value) {
    if (typeof entry !== 'string') {
      result.push(entry);
      continue;
    }
    const [source = '', target = source, permissions = 'rwm', ...more] = entry.split(':');
    if (more.length > 0) return new Fault(`confusing device mapping, please use long syntax: ${entry}`);
    result.push({ source, target, permissions });
  }
  return result;
};

const mounted =
  (folder: string | undefined): Transform =>
  (value) => {
    if (!isSequence(value)) return value;
    return value.map((entry) => {
      const long: Tree = typeof entry === 'string' ? { source: entry } : entry;
      return folder !== undefined && isMapping(long) && long['target'] === undefined
        ? { ...long, target: `${folder}/${scalarText(long['source'] ?? '')}` }
        : long;
    });
  };

const ssh: Transform = (value) => {
  if (isSequence(value)) return pairs(value, [], true);
  return typeof value === 'string' ? pairs([value], [], true) : value;
};

const gpus: Transform = (value) => {
  const all = (entry: Tree): Tree =>
    isMapping(entry) && entry['count'] === undefined && entry['device_ids'] === undefined
      ? { ...entry, count: 'all' }
      : entry;
  if (value === 'all') return [{ count: 'all' }];
  return isSequence(value) ? value.map(all) : value;
};

const extendsForm: Transform = (value) => (typeof value === 'string' ? { service: value } : value);

/** A name below `external` is the old way to say it. */
const external: Transform = (value, path) => {
  if (!isMapping(value)) return value;
  const given = value['external'];
  if (!isMapping(given)) return value;
  const name = given['name'];
  const known = value['name'];
  if (known !== undefined && name !== undefined && known !== name)
    return new Fault(`${showPath(path)}: name and external.name conflict; only use name`);
  return { ...value, external: true, ...(name === undefined ? {} : { name }) };
};

const transforms: readonly (readonly [pattern: string, transform: Transform])[] = [
  ['services.*.build', build],
  ['services.*.build.additional_contexts', pairs],
  ['services.*.build.ssh', ssh],
  ['services.*.build.secrets', mounted(undefined)],
  ['services.*.depends_on', dependsOn],
  ['services.*.env_file', envFile],
  ['services.*.label_file', listOfTexts],
  ['services.*.extends', extendsForm],
  ['services.*.networks', namesToMapping],
  ['services.*.models', namesToMapping],
  ['services.*.volumes', volumes],
  ['services.*.dns', listOfTexts],
  ['services.*.dns_search', listOfTexts],
  ['services.*.tmpfs', listOfTexts],
  ['services.*.devices', devices],
  ['services.*.secrets', mounted('/run/secrets')],
  ['services.*.configs', mounted(undefined)],
  ['services.*.ports', ports],
  ['services.*.gpus', gpus],
  ['services.*.deploy.resources.reservations.devices', gpus],
  ['services.*.develop.watch.[].ignore', listOfTexts],
  ['services.*.develop.watch.[].include', listOfTexts],
  ['networks.*', external],
  ['volumes.*', external],
  ['secrets.*', external],
  ['configs.*', external],
];

/** The long form of a whole model. */
export function canonical(model: Mapping, interpolated: boolean): Mapping | Fault {
  const walk = (value: Tree, path: TreePath): Tree | Fault => {
    let current = value;
    for (const [pattern, transform] of transforms) {
      if (current === null || !matches(path, pattern)) continue;
      const changed = transform(current, path, interpolated);
      if (isFault(changed)) return changed;
      current = changed;
    }
    if (isSequence(current) && path.length < 6) {
      const items: Tree[] = [];
      for (const item of current) {
        const result = walk(item, [...path, '[]']);
        if (isFault(result)) return result;
        items.push(result);
      }
      return items;
    }
    if (!isMapping(current)) return current;
    const entries: [string, Tree][] = [];
    for (const [key, item] of Object.entries(current)) {
      const result = walk(item, [...path, key]);
      if (isFault(result)) return result;
      entries.push([key, result]);
    }
    return Object.fromEntries(entries);
  };
  return walk(model, []) as Mapping | Fault;
}

/** What the long forms must not be; looked at after them. */
export function checkCanonical(model: Mapping): Fault | undefined {
  for (const kind of ['networks', 'volumes', 'secrets', 'configs'] as const) {
    const entries = model[kind];
    if (!isMapping(entries)) continue;
    for (const [name, entry] of Object.entries(entries)) {
      if (!isMapping(entry)) continue;
      const fault =
        kind === 'volumes'
          ? conflictsWithExternal(entry, `${kind}.${name}`)
          : kind === 'networks'
            ? undefined
            : checkFileObject(
                entry,
                `${kind}.${name}`,
                kind === 'secrets' ? ['file', 'environment'] : ['file', 'environment', 'content'],
              );
      if (fault) return fault;
    }
  }
  for (const [name, service] of Object.entries(isMapping(model['services']) ? model['services'] : {})) {
    if (!isMapping(service)) continue;
    const fault = checkService(name, service);
    if (fault) return fault;
  }
  return undefined;
}

function conflictsWithExternal(entry: Mapping, path: string): Fault | undefined {
  if (entry['external'] !== true) return undefined;
  const other = Object.keys(entry).find((key) => key !== 'name' && key !== 'external' && !key.startsWith('x-'));
  return other === undefined
    ? undefined
    : new Fault(`${path}: conflicting parameters "external" and "${other}" specified`);
}

function checkFileObject(entry: Mapping, path: string, fields: readonly string[]): Fault | undefined {
  const given = fields.filter((field) => Object.hasOwn(entry, field));
  if (given.length > 1) return new Fault(`${path}: ${fields.join('|')} attributes are mutually exclusive`);
  if (given.length > 0 || entry['driver'] !== undefined || entry['external'] !== undefined)
    return conflictsWithExternal(entry, path);
  return new Fault(`${path}: one of ${fields.join('|')} must be set`);
}

function checkService(name: string, service: Mapping): Fault | undefined {
  for (const port of isSequence(service['ports']) ? service['ports'] : []) {
    const address = isMapping(port) ? port['host_ip'] : undefined;
    if (typeof address === 'string' && address !== '' && !/^[\d.]+$|:/.test(address))
      return new Fault(`services.${name}.ports.[]: invalid ip address: ${address}`);
  }
  const develop = isMapping(service['develop']) ? service['develop']['watch'] : undefined;
  for (const watch of isSequence(develop ?? null) ? (develop as readonly Tree[]) : [])
    if (isMapping(watch) && watch['path'] === '')
      return new Fault(`services.${name}.develop.watch.[].path: value can't be blank`);
  const deploy = isMapping(service['deploy']) ? service['deploy'] : {};
  const resources = isMapping(deploy['resources']) ? deploy['resources'] : {};
  const reservations = isMapping(resources['reservations']) ? resources['reservations'] : {};
  for (const [place, requests] of [
    ['deploy.resources.reservations.devices', reservations['devices']],
    ['gpus', service['gpus']],
  ] as const)
    for (const request of isSequence(requests ?? null) ? (requests as readonly Tree[]) : [])
      if (isMapping(request) && request['count'] !== undefined && request['device_ids'] !== undefined)
        return new Fault(`services.${name}.${place}.[]: "count" and "device_ids" attributes are exclusive`);
  return undefined;
}
