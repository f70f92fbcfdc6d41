// The model as Compose writes it: order of fields, kinds of values, and which are left out when they are empty.
import { parseDuration, formatDuration } from '../../format/duration.ts';
import { splitWords } from '../../flags/split-words.ts';
import { ramInBytes } from '../../format/units.ts';
import { Fault, isFault } from './fault.ts';
import { goType } from './go-type.ts';
import { byKey, byYamlKey, isMapping, isSequence, scalarText, type Mapping, type Tree } from './tree.ts';

/** How a value is written. */
type Kind =
  | 'text' | 'int' | 'float' | 'bool' | 'duration' | 'bytes' | 'texts' | 'map' | 'nullable map' | 'mode' | 'words' | 'test' | 'ulimit' | 'ssh'
  | 'hosts' | 'any'
  | { readonly struct: Shape; readonly pointer?: boolean }
  | { readonly list: Kind }
  | { readonly dictionary: Kind }; // prettier-ignore

/** A field: its name in YAML, its kind, `?` when it is written even if it is empty, and its name in JSON if that differs. */
type Field = readonly [name: string, kind: Kind, optional?: '?' | '', json?: string];
type Shape = readonly Field[];

const pointer = (struct: Shape): Kind => ({ struct, pointer: true });
const inline = (struct: Shape): Kind => ({ struct });
const list = (kind: Kind): Kind => ({ list: kind });
const dictionary = (kind: Kind): Kind => ({ dictionary: kind });

const files: Shape = [
  ['source', 'text'],
  ['target', 'text'],
  ['uid', 'text'],
  ['gid', 'text'],
  ['mode', 'mode', '?'],
];
const device: Shape = [
  ['capabilities', 'texts'],
  ['driver', 'text'],
  ['count', 'any'],
  ['device_ids', 'texts'],
  ['options', 'map'],
];
const hook: Shape = [
  ['command', 'words', '', 'command'], ['user', 'text'], ['privileged', 'bool'], ['working_dir', 'text'], ['environment', 'nullable map'],
]; // prettier-ignore
const throttle: Shape = [
  ['path', 'text', '', 'Path'],
  ['rate', 'bytes', '', 'Rate'],
];
const weight: Shape = [
  ['path', 'text', '', 'Path'],
  ['weight', 'int', '', 'Weight'],
];
const update: Shape = [
  ['parallelism', 'int', '?'], ['delay', 'duration'], ['failure_action', 'text'], ['monitor', 'duration'],
  ['max_failure_ratio', 'float'], ['order', 'text'],
]; // prettier-ignore
const resource: Shape = [
  ['cpus', 'float'], ['memory', 'bytes'], ['pids', 'int'], ['devices', list(pointer(device))],
  ['generic_resources', list(pointer([['discrete_resource_spec', pointer([['kind', 'text', '?'], ['value', 'int', '?']])]]))],
]; // prettier-ignore

const build: Shape = [
  ['context', 'text'], ['dockerfile', 'text'], ['dockerfile_inline', 'text'], ['entitlements', 'texts'], ['args', 'nullable map'],
  ['provenance', 'text'], ['sbom', 'text'], ['ssh', 'ssh'], ['labels', 'map'], ['cache_from', 'texts'], ['cache_to', 'texts'],
  ['no_cache', 'bool'], ['additional_contexts', 'map'], ['pull', 'bool'], ['extra_hosts', 'hosts'], ['isolation', 'text'],
  ['network', 'text'], ['target', 'text'], ['secrets', list(pointer(files))], ['shm_size', 'bytes'], ['tags', 'texts'],
  ['ulimits', dictionary('ulimit')], ['platforms', 'texts'], ['privileged', 'bool'],
]; // prettier-ignore

const watch: Shape = [
  ['path', 'text'], ['action', 'text'], ['target', 'text'], ['exec', inline(hook)], ['include', 'texts'], ['ignore', 'texts'],
  ['initial_sync', 'bool'],
]; // prettier-ignore

const deploy: Shape = [
  ['mode', 'text'], ['replicas', 'int', '?'], ['labels', 'map'], ['update_config', pointer(update)],
  ['rollback_config', pointer(update)],
  ['resources', inline([['limits', pointer(resource)], ['reservations', pointer(resource)]])],
  ['restart_policy', pointer([['condition', 'text'], ['delay', 'duration', '?'], ['max_attempts', 'int', '?'], ['window', 'duration', '?']])],
  ['placement', inline([['constraints', 'texts'], ['preferences', list(pointer([['spread', 'text']]))], ['max_replicas_per_node', 'int']])],
  ['endpoint_mode', 'text'],
]; // prettier-ignore

const network: Shape = [
  ['aliases', 'texts'], ['driver_opts', 'map'], ['gw_priority', 'int'], ['interface_name', 'text'], ['ipv4_address', 'text'],
  ['ipv6_address', 'text'], ['link_local_ips', 'texts'], ['mac_address', 'text'], ['priority', 'int'],
]; // prettier-ignore

const port: Shape = [
  ['name', 'text'], ['mode', 'text'], ['host_ip', 'text'], ['target', 'int'], ['published', 'text'], ['protocol', 'text'],
  ['app_protocol', 'text'],
]; // prettier-ignore

const volume: Shape = [
  ['type', 'text'], ['source', 'text'], ['target', 'text'], ['read_only', 'bool'], ['consistency', 'text'],
  ['bind', pointer([['selinux', 'text'], ['propagation', 'text'], ['create_host_path', 'bool'], ['recursive', 'text']])],
  ['volume', pointer([['labels', 'map'], ['nocopy', 'bool'], ['subpath', 'text']])],
  ['tmpfs', pointer([['size', 'bytes'], ['mode', 'int']])],
  ['image', pointer([['subpath', 'text']])],
]; // prettier-ignore

/** A service. */
export const serviceShape: Shape = [
  ['profiles', 'texts'], ['annotations', 'map'], ['attach', 'bool', '?'], ['build', pointer(build)],
  ['develop', pointer([['watch', list(pointer(watch))]])],
  ['blkio_config', pointer([
    ['weight', 'int'], ['weight_device', list(pointer(weight))], ['device_read_bps', list(pointer(throttle))],
    ['device_read_iops', list(pointer(throttle))], ['device_write_bps', list(pointer(throttle))],
    ['device_write_iops', list(pointer(throttle))],
  ])],
  ['cap_add', 'texts'], ['cap_drop', 'texts'], ['cgroup_parent', 'text'], ['cgroup', 'text'], ['cpu_count', 'int'],
  ['cpu_percent', 'float'], ['cpu_period', 'int'], ['cpu_quota', 'int'], ['cpu_rt_period', 'int'], ['cpu_rt_runtime', 'int'],
  ['cpus', 'float'], ['cpuset', 'text'], ['cpu_shares', 'int'], ['command', 'words', '', 'command'],
  ['configs', list(pointer(files))], ['container_name', 'text'],
  ['credential_spec', pointer([['config', 'text'], ['file', 'text'], ['registry', 'text']])],
  ['depends_on', dictionary(pointer([['condition', 'text'], ['restart', 'bool'], ['required', 'bool', '?']]))],
  ['deploy', pointer(deploy)], ['device_cgroup_rules', 'texts'],
  ['devices', list(pointer([['source', 'text'], ['target', 'text'], ['permissions', 'text']]))],
  ['dns', 'texts'], ['dns_opt', 'texts'], ['dns_search', 'texts'], ['domainname', 'text'], ['entrypoint', 'words', '', 'entrypoint'],
  ['provider', pointer([['type', 'text'], ['options', dictionary('texts')]])],
  ['environment', 'nullable map'], ['env_file', list(pointer([['path', 'text'], ['required', 'bool', '?'], ['format', 'text']]))],
  ['expose', 'texts'], ['external_links', 'texts'], ['extra_hosts', 'hosts'], ['group_add', 'texts'], ['gpus', list(pointer(device))],
  ['hostname', 'text'],
  ['healthcheck', pointer([
    ['test', 'test'], ['timeout', 'duration', '?'], ['interval', 'duration', '?'], ['retries', 'int', '?'],
    ['start_period', 'duration', '?'], ['start_interval', 'duration', '?'], ['disable', 'bool'],
  ])],
  ['image', 'text'], ['init', 'bool', '?'], ['ipc', 'text'], ['isolation', 'text'], ['labels', 'map'], ['label_file', 'texts'],
  ['links', 'texts'], ['logging', pointer([['driver', 'text'], ['options', 'map']])], ['mem_limit', 'bytes'],
  ['mem_reservation', 'bytes'], ['memswap_limit', 'bytes'], ['mem_swappiness', 'bytes'], ['mac_address', 'text'],
  ['models', dictionary(pointer([['endpoint_var', 'text'], ['model_var', 'text']]))], ['network_mode', 'text'],
  ['networks', dictionary(pointer(network))], ['oom_kill_disable', 'bool'], ['oom_score_adj', 'int'], ['pid', 'text'],
  ['pids_limit', 'int'], ['platform', 'text'], ['ports', list(pointer(port))], ['privileged', 'bool'], ['pull_policy', 'text'],
  ['read_only', 'bool'], ['restart', 'text'], ['runtime', 'text'], ['scale', 'int', '?'], ['secrets', list(pointer(files))],
  ['security_opt', 'texts'], ['shm_size', 'bytes'], ['stdin_open', 'bool'], ['stop_grace_period', 'duration', '?'],
  ['stop_signal', 'text'], ['storage_opt', 'map'], ['sysctls', 'map'], ['tmpfs', 'texts'], ['tty', 'bool'],
  ['ulimits', dictionary('ulimit')], ['use_api_socket', 'bool'], ['user', 'text'], ['userns_mode', 'text'], ['uts', 'text'],
  ['volumes', list(pointer(volume))], ['volumes_from', 'texts'], ['working_dir', 'text'], ['post_start', list(pointer(hook))],
  ['pre_stop', list(pointer(hook))],
]; // prettier-ignore

const networkShape: Shape = [
  ['name', 'text'], ['driver', 'text'], ['driver_opts', 'map'],
  ['ipam', inline([
    ['driver', 'text'],
    ['config', list(pointer([['subnet', 'text'], ['gateway', 'text'], ['ip_range', 'text'], ['aux_addresses', 'map']]))],
  ])],
  ['external', 'bool'], ['internal', 'bool'], ['attachable', 'bool'], ['labels', 'map'], ['enable_ipv4', 'bool', '?'],
  ['enable_ipv6', 'bool', '?'],
]; // prettier-ignore
const volumeShape: Shape = [
  ['name', 'text'], ['driver', 'text'], ['driver_opts', 'map'], ['external', 'bool'], ['labels', 'map'],
]; // prettier-ignore
const fileShape: Shape = [
  ['name', 'text'], ['file', 'text'], ['environment', 'text'], ['content', 'text'], ['external', 'bool'], ['labels', 'map'],
  ['driver', 'text'], ['driver_opts', 'map'], ['template_driver', 'text'],
]; // prettier-ignore
const modelShape: Shape = [
  ['name', 'text'],
  ['model', 'text'],
  ['context_size', 'int'],
  ['runtime_flags', 'texts'],
];

/** The parts of a project, in the order of the YAML form. */
export const partShapes: Readonly<Record<string, Shape>> = {
  services: serviceShape,
  networks: networkShape,
  volumes: volumeShape,
  secrets: fileShape,
  configs: fileShape,
  models: modelShape,
};

/** The two notations: JSON writes structs inside even if they are empty, commands as null, and no `x-` fields. */
export type Notation = 'yaml' | 'json';

/** A part's entry in the form in which it is written; a fault tells a value that cannot be read. */
export function shapeOf(part: string, entry: Tree, notation: Notation, where: string): Tree | Fault {
  const shape = partShapes[part];
  if (!shape) throw new Error(`no such part: ${part}`);
  return writeStruct(shape, isMapping(entry) ? entry : {}, notation, where);
}

function writeStruct(shape: Shape, value: Mapping, notation: Notation, where: string): Mapping | Fault {
  const entries: [string, Tree][] = [];
  for (const [name, kind, optional = '', json] of shape) {
    const given = value[name];
    const result = write(kind, given ?? null, notation, `${where}.${name}`);
    if (isFault(result)) return result;
    const key = notation === 'json' ? (json ?? name) : name;
    if (notation === 'json' && kind === 'words' && json !== undefined) {
      entries.push([key, isEmpty(result) && !isSequence(given ?? null) ? null : result]);
      continue;
    }
    const struct = typeof kind === 'object' && 'struct' in kind ? kind : undefined;
    if (struct && struct.pointer !== true) {
      if (notation === 'json' || !isEmpty(result))
        entries.push([key, isEmpty(result) ? emptyStruct(struct.struct, notation) : result]);
      continue;
    }
    if (given === undefined || given === null) continue;
    if (optional === '?' || struct || kind === 'words' || !isEmpty(result)) entries.push([key, result]);
  }
  if (notation === 'yaml')
    entries.push(
      ...Object.entries(value)
        .filter(([key]) => key.startsWith('x-'))
        .map(([key, item]): [string, Tree] => [key, sortKeys(item)])
        .sort(byKey),
    );
  return Object.fromEntries(entries);
}

const emptyStruct = (shape: Shape, notation: Notation): Mapping =>
  notation === 'json' && shape === hook ? { command: null } : {};

const isEmpty = (value: Tree): boolean =>
  value === null ||
  value === '' ||
  value === 0 ||
  value === false ||
  (typeof value === 'object' && Object.keys(value).length === 0);

const keyOrder = (notation: Notation): typeof byKey => (notation === 'json' ? byKey : byYamlKey);

/** Keys in their order, all the way down. */
export function sortKeys(value: Tree, notation: Notation = 'yaml'): Tree {
  if (isSequence(value)) return value.map((item) => sortKeys(item, notation));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]): [string, Tree] => [key, sortKeys(item, notation)])
      .sort(keyOrder(notation)),
  );
}

const plainText = (value: Tree): string => (value === null ? '' : scalarText(value));

function write(kind: Kind, value: Tree, notation: Notation, where: string): Tree | Fault {
  if (typeof kind === 'object') return writeNested(kind, value, notation, where);
  if (value === null) return null;
  switch (kind) {
    case 'text':
      return plainText(value);
    case 'int':
    case 'float':
      return number(value, where, kind);
    case 'bool':
      return value === true || (typeof value === 'string' && /^(?:true|yes|on|y|1|t)$/i.test(value));
    case 'duration': {
      const parsed = parseDuration(plainText(value));
      return 'error' in parsed ? decoding(where, parsed.error) : formatDuration(parsed.value);
    }
    case 'bytes': {
      const parsed = ramInBytes(plainText(value).replace(/^-/, ''));
      if ('error' in parsed) return decoding(where, parsed.error);
      return parsed.value === 0 ? '' : `${plainText(value).startsWith('-') ? '-' : ''}${parsed.value}`;
    }
    case 'texts':
      return (isSequence(value) ? value : [value]).map(plainText);
    case 'words': {
      if (isSequence(value)) return value.map(plainText);
      const words = splitWords(plainText(value));
      return 'error' in words ? decoding(where, 'invalid command line string') : words.value;
    }
    case 'test':
      return isSequence(value) ? value.map(plainText) : ['CMD-SHELL', plainText(value)];
    case 'map':
      return textMap(value, keyOrder(notation), (text) => plainText(text));
    case 'nullable map':
      return textMap(value, keyOrder(notation), (text) => (text === null ? null : plainText(text)));
    case 'mode':
      return fileMode(value, where);
    case 'ulimit':
      return isMapping(value) ? { soft: value['soft'] ?? 0, hard: value['hard'] ?? 0 } : number(value, where, 'int');
    case 'ssh':
      return isMapping(value)
        ? Object.entries(value)
            .map(([id, path]) => (path === null || path === '' ? id : `${id}: ${plainText(path)}`))
            .sort()
        : value;
    case 'hosts':
      return hosts(value, where);
    case 'any':
      return value === 'all' ? -1 : sortKeys(value);
  }
}

function writeNested(kind: Exclude<Kind, string>, value: Tree, notation: Notation, where: string): Tree | Fault {
  if ('struct' in kind) {
    if (value === null) return kind.pointer === true ? null : {};
    if (!isMapping(value)) return decoding(where, `expected a map, got '${goType(value)}'`);
    return writeStruct(kind.struct, value, notation, where);
  }
  if ('list' in kind) {
    const items: Tree[] = [];
    for (const [at, item] of (isSequence(value) ? value : []).entries()) {
      const result = write(kind.list, item, notation, `${where}[${at}]`);
      if (isFault(result)) return result;
      items.push(result);
    }
    return items;
  }
  const entries: [string, Tree][] = [];
  for (const [key, item] of Object.entries(isMapping(value) ? value : {})) {
    const result = write(kind.dictionary, item, notation, `${where}[${key}]`);
    if (isFault(result)) return result;
    entries.push([key, result]);
  }
  return Object.fromEntries(entries.sort(keyOrder(notation)));
}

const decoding = (where: string, why: string): Fault =>
  new Fault(`decoding failed due to the following error(s):\n\n'${where}' ${why}`);

function number(value: Tree, where: string, kind: 'int' | 'float'): Tree | Fault {
  const text = plainText(value);
  if (typeof value === 'number') return kind === 'int' ? Math.trunc(value) : value;
  const parsed = Number(text);
  if (text !== '' && !Number.isNaN(parsed)) return parsed;
  const parser = kind === 'int' ? 'strconv.ParseInt' : 'strconv.ParseFloat';
  return decoding(where, `${parser}: parsing "${text}": invalid syntax`);
}

function textMap(value: Tree, order: typeof byKey, text: (value: Tree) => Tree): Tree {
  const entries = isMapping(value)
    ? Object.entries(value).map(([key, item]): [string, Tree] => [key, text(item)])
    : (isSequence(value) ? value : []).map((line): [string, Tree] => {
        const whole = plainText(line);
        const at = whole.indexOf('=');
        return at < 0 ? [whole, text(null)] : [whole.slice(0, at), whole.slice(at + 1)];
      });
  return Object.fromEntries([...new Map(entries)].sort(order));
}

function fileMode(value: Tree, where: string): Tree | Fault {
  if (typeof value === 'number') return `0${value.toString(8)}`;
  const text = plainText(value);
  if (!/^[0-7]+$/.test(text)) return decoding(where, `strconv.ParseInt: parsing "${text}": invalid syntax`);
  return `0${parseInt(text, 8).toString(8)}`;
}

/** `host=address`, by host. */
function hosts(value: Tree, where: string): Tree | Fault {
  const pairs = isMapping(value)
    ? Object.entries(value).flatMap(([host, address]) =>
        (isSequence(address) ? address : [address]).map((one): [string, string] => [host, plainText(one)]),
      )
    : (isSequence(value) ? value : []).map((line): [string, string] => {
        const text = plainText(line);
        const at = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
        return [text.slice(0, at), text.slice(at + 1)];
      });
  const bad = isSequence(value) ? value.find((line) => !/[=:]/.test(plainText(line))) : undefined;
  if (bad !== undefined) return decoding(where, `invalid additional host, missing IP: ${plainText(bad)}`);
  return pairs.sort((a, b) => byKey(a, b)).map(([host, address]) => `${host}=${address.replace(/^\[(.*)\]$/, '$1')}`);
}
