// Values of the form `key=value,key=value` (--network, --ulimit, --gpus, --config, --secret): their parts as records,
// their mistakes in Docker's words.
import { ramInBytes } from '../format/units.ts';
import type { Parsed } from '../format/duration.ts';
import { parseDecimalInteger } from '../format/number.ts';
import { readCsv } from './csv.ts';
import { pair, setEntry } from './pair.ts';

/** One `--network` of run and create. */
export interface NetworkOption {
  Target: string;
  Aliases: string[];
  DriverOpts: Record<string, string>;
  Links: string[];
  IPv4Address?: string;
  IPv6Address?: string;
  LinkLocalIPs: string[];
  MacAddress?: string;
  GwPriority?: number;
}

/** One `--ulimit`. */
export interface UlimitOption {
  Name: string;
  Soft: number;
  Hard: number;
}

/** One `--gpus`, in the shape of the Engine API's `DeviceRequest`. */
export interface GpuOption {
  Driver: string;
  Count: number;
  DeviceIDs: string[];
  Capabilities: string[][];
  Options: Record<string, string>;
}

/** Parses the value of `--network`: a name, or `name=…,alias=…,ip=…`. */
export function parseNetwork(text: string): Parsed<NetworkOption> {
  const network: NetworkOption = { Target: '', Aliases: [], DriverOpts: {}, Links: [], LinkLocalIPs: [] };
  if (!/^\w+=/.test(text) && !/(^|,)[\w-]+=/.test(text)) return { value: { ...network, Target: text } };
  const fields = readCsv(text);
  if ('error' in fields) return fields;
  for (const field of fields.value) {
    const [rawKey, value] = pair(field);
    if (value === undefined) return { error: `invalid field ${field}` };
    const key = rawKey.trim().toLowerCase();
    const trimmed = value.trim().toLowerCase();
    if (key === 'name') network.Target = trimmed;
    else if (key === 'alias') network.Aliases.push(trimmed);
    else if (key === 'ip') network.IPv4Address = trimmed;
    else if (key === 'ip6') network.IPv6Address = trimmed;
    else if (key === 'mac-address') network.MacAddress = trimmed;
    else if (key === 'link-local-ip') network.LinkLocalIPs.push(trimmed);
    else if (key === 'driver-opt') setEntry(network.DriverOpts, value.trim());
    else if (key === 'gw-priority') {
      const priority = parseDecimalInteger(trimmed, 'Atoi');
      if ('error' in priority) return { error: `invalid gw-priority (${trimmed}): ${priority.error}` };
      network.GwPriority = priority.value;
    } else return { error: `invalid field key ${key}` };
  }
  if (network.Target === '') return { error: `network name/id is not specified` };
  return { value: network };
}

const ulimitNames = new Set(
  'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(' '),
);

/** Parses `nofile=1024:2048`. */
export function parseUlimit(text: string): Parsed<UlimitOption> {
  const [name, value] = pair(text);
  if (value === undefined) return { error: `invalid ulimit argument: ${text}` };
  if (!ulimitNames.has(name)) return { error: `invalid ulimit type: ${name}` };
  const parts = value.split(':');
  if (parts.length > 2) {
    return { error: `too many limit value arguments - ${value}, can only have up to two, \`soft[:hard]\`` };
  }
  const soft = parseDecimalInteger(parts[0] ?? '', 'ParseInt');
  if ('error' in soft) return soft;
  const hard = parts[1] === undefined ? soft : parseDecimalInteger(parts[1], 'ParseInt');
  if ('error' in hard) return hard;
  if (hard.value !== -1 && (soft.value === -1 || soft.value > hard.value)) {
    const shown = soft.value === -1 ? '-1' : String(soft.value);
    return { error: `ulimit soft limit must be less than or equal to hard limit: ${shown} > ${String(hard.value)}` };
  }
  return { value: { Name: name, Soft: soft.value, Hard: hard.value } };
}

/** Parses `all`, `2` or `driver=…,count=…,device=…,capabilities=…`. */
export function parseGpus(text: string): Parsed<GpuOption> {
  const fields = readCsv(text);
  if ('error' in fields) return fields;
  const gpu: GpuOption = { Driver: '', Count: 0, DeviceIDs: [], Capabilities: [], Options: {} };
  const seen = new Set<string>();
  for (const field of fields.value) {
    const [givenKey, givenValue] = pair(field);
    const key = givenValue === undefined ? 'count' : givenKey;
    const value = givenValue ?? givenKey;
    if (seen.has(key)) return { error: `gpu request key '${key}' can be specified only once` };
    seen.add(key);
    if (key === 'driver') gpu.Driver = value;
    else if (key === 'count') {
      const count = value === 'all' ? { value: -1 } : parseDecimalInteger(value);
      if ('error' in count) {
        return { error: `invalid count (${value}): value must be either "all" or an integer: invalid syntax` };
      }
      gpu.Count = count.value;
    } else if (key === 'device') gpu.DeviceIDs = value.split(',');
    else if (key === 'capabilities') gpu.Capabilities = [[...value.split(','), 'gpu']];
    else if (key === 'options') for (const option of value.split(',')) setEntry(gpu.Options, option);
    else return { error: `unexpected key '${key}' in '${field}'` };
  }
  if (!seen.has('count') && gpu.DeviceIDs.length === 0) gpu.Count = 1;
  if (gpu.Capabilities.length === 0) gpu.Capabilities = [['gpu']];
  return { value: gpu };
}

/** A device and a number: `--device-read-bps`, `--device-read-iops`, `--blkio-weight-device`. */
export interface DeviceRate {
  Path: string;
  /** Bytes or operations a second, or the weight. */
  Rate: number;
}

/** Parses `/dev/sda:1mb`; `kind` decides the unit and the words of the error. */
export function parseDeviceRate(text: string, kind: 'bps' | 'iops' | 'weight'): Parsed<DeviceRate> {
  const [path = '', amount, ...more] = text.split(':');
  if (amount === undefined || more.length > 0) return { error: `bad format: ${text}` };
  if (!path.startsWith('/dev/')) return { error: `bad format for device path: ${text}` };
  if (kind === 'weight') {
    const weight = Number(amount);
    const good = /^\d+$/.test(amount) && (weight === 0 || (weight >= 10 && weight <= 1000));
    return good ? { value: { Path: path, Rate: weight } } : { error: `invalid weight for device: ${text}` };
  }
  if (kind === 'iops') {
    if (/^\d+$/.test(amount)) return { value: { Path: path, Rate: Number(amount) } };
    return {
      error: `invalid rate for device: ${text}. The correct format is <device-path>:<number>. Number must be a positive integer`,
    };
  }
  const rate = ramInBytes(amount);
  if ('error' in rate) {
    return {
      error: `invalid rate for device: ${text}. The correct format is <device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb`,
    };
  }
  return { value: { Path: path, Rate: rate.value } };
}

/** A config or a secret of a service. */
export interface FileReference {
  Source: string;
  Target: string;
  UID: string;
  GID: string;
  Mode: number;
}

/** Parses `--config` and `--secret`: a name, or `source=…,target=…,uid=…,gid=…,mode=…`. */
export function parseFileReference(text: string, kind: 'config' | 'secret'): Parsed<FileReference> {
  const fields = readCsv(text);
  if ('error' in fields) return fields;
  const reference: FileReference = { Source: '', Target: '', UID: '0', GID: '0', Mode: 0o444 };
  const [only] = fields.value;
  if (fields.value.length === 1 && only !== undefined && !only.includes('=')) {
    return { value: { ...reference, Source: only, Target: only } };
  }
  for (const field of fields.value) {
    const [rawKey, value] = pair(field);
    const key = rawKey.toLowerCase();
    if (value === undefined) return { error: `invalid field '${field}' must be a key=value pair` };
    if (key === 'source' || key === 'src') reference.Source = value;
    else if (key === 'target') reference.Target = value;
    else if (key === 'uid') reference.UID = value;
    else if (key === 'gid') reference.GID = value;
    else if (key === 'mode') {
      if (!/^[0-7]+$/.test(value))
        return { error: `invalid mode specified: strconv.ParseUint: parsing "${value}": invalid syntax` };
      reference.Mode = Number.parseInt(value, 8);
    } else
      return {
        error:
          kind === 'config' ? `invalid field in config request: ${key}` : `invalid field in secret request: ${key}`,
      };
  }
  if (reference.Source === '') return { error: 'source is required' };
  if (reference.Target === '') reference.Target = reference.Source;
  return { value: reference };
}
