// Elements that stand for the same thing are kept once: the last one, at the place of the first.
import { Fault, isFault } from './fault.ts';
import { goType } from './go-type.ts';
import { isMapping, isSequence, matches, scalarText, showPath, type Tree, type TreePath } from './tree.ts';
import { parseVolume } from './volume-syntax.ts';

type KeyOf = (item: Tree, path: TreePath) => string | Fault;

const keyOfPair: KeyOf = (item, path) =>
  typeof item === 'string'
    ? (item.split('=')[0] ?? '')
    : new Fault(`${showPath(path)}: unexpected type ${goType(item)}`);

const keyOfVolume: KeyOf = (item, path) => {
  if (isMapping(item))
    return typeof item['target'] === 'string'
      ? item['target']
      : new Fault(`service volume ${showPath(path)} is missing a mount target`);
  if (typeof item !== 'string') return '';
  const volume = parseVolume(item);
  return isFault(volume) ? volume : scalarText(volume['target'] ?? '');
};

const keyOfDevice: KeyOf = (item) =>
  isMapping(item)
    ? scalarText(item['target'] ?? '')
    : ((parts) => parts[1] ?? parts[0] ?? '')(scalarText(item).split(':'));

const keyOfExposed: KeyOf = (item, path) =>
  typeof item === 'string' || typeof item === 'number'
    ? String(item)
    : new Fault(`${showPath(path)}: unsupported expose value %!s(${goType(item)}=${scalarText(item)})`);

const keyOfMounted =
  (folder: string): KeyOf =>
  (item) =>
    isMapping(item)
      ? scalarText(item['target'] ?? `${folder}/${scalarText(item['source'] ?? '')}`)
      : `${folder}/${scalarText(item)}`;

const keyOfPort: KeyOf = (item, path) => {
  if (!isMapping(item)) return scalarText(item);
  const target = item['target'];
  if (target === undefined) return new Fault(`service ports ${showPath(path)} is missing a target port`);
  const field = (name: string, otherwise: string): string => {
    const value = item[name];
    return value === undefined || value === null ? otherwise : scalarText(value);
  };
  return `${field('host_ip', '0.0.0.0')}:${field('published', '')}:${scalarText(target)}/${field('protocol', 'tcp')}`;
};

const keyOfFile: KeyOf = (item) => (isMapping(item) ? scalarText(item['path'] ?? '') : scalarText(item));

const keys: Readonly<Record<string, KeyOf>> = {
  ...Object.fromEntries(
    [
      'annotations', 'build.args', 'build.additional_contexts', 'build.platforms', 'build.tags', 'build.labels', 'cap_add', 'cap_drop',
      'deploy.labels', 'dns', 'dns_opt', 'dns_search', 'environment', 'external_links', 'extra_hosts', 'label_file', 'labels', 'links',
      'networks.*.aliases', 'networks.*.link_local_ips', 'profiles', 'security_opt', 'sysctls', 'tmpfs',
    ].map((field) => [field, keyOfPair]), // prettier-ignore
  ),
  devices: keyOfDevice,
  configs: keyOfMounted(''),
  secrets: keyOfMounted('/run/secrets'),
  env_file: keyOfFile,
  expose: keyOfExposed,
  ports: keyOfPort,
  volumes: keyOfVolume,
};

/** Values where the whole line counts, not what stands before `=`. */
const wholeLine = new Set(['extra_hosts', 'security_opt']);

/** Removes what is defined again. */
export function enforceUnicity(value: Tree, path: TreePath = []): Tree | Fault {
  if (isMapping(value)) {
    const entries: [string, Tree][] = [];
    for (const [key, item] of Object.entries(value)) {
      const unique = enforceUnicity(item, [...path, key]);
      if (isFault(unique)) return unique;
      entries.push([key, unique]);
    }
    return Object.fromEntries(entries);
  }
  if (!isSequence(value)) return value;
  const found =
    path[0] === 'services' ? Object.entries(keys).find(([field]) => matches(path, `services.*.${field}`)) : undefined;
  if (!found) return value;
  const [field, keyOf] = found;
  const unique = new Map<string, Tree>();
  for (const [at, item] of value.entries()) {
    const key = wholeLine.has(field) && typeof item === 'string' ? item : keyOf(item, [...path, `[${at}]`]);
    if (isFault(key)) return key;
    unique.set(key, item);
  }
  return [...unique.values()];
}
