// What the text after a flag means: one reader per type of flag, with the words Go and Docker use when it does not parse.
import { parseDuration, type Parsed } from '../format/duration.ts';
import { parseBoolean, parseFloat64, parseInteger, parseUnsigned } from '../format/number.ts';
import { ramInBytes } from '../format/units.ts';
import type { FlagSpec } from '../reference/reference.ts';
import { parsePorts } from '../create/ports.ts';
import { readCsv } from './csv.ts';
import { checkSysctl, listCheck } from './list-check.ts';
import { parseMount, type MountOption } from './mount-option.ts';
import { nanoCpus } from './nano-cpus.ts';
import {
  parseFileReference,
  parseGpus,
  parseNetwork,
  parseUlimit,
  type FileReference,
  type GpuOption,
  type NetworkOption,
  type UlimitOption,
} from './option-list.ts';
import { splitWords } from './split-words.ts';

/** What a flag can hold. */
export type FlagValue =
  | boolean
  | number
  | string
  | readonly string[]
  | Readonly<Record<string, string>>
  | Readonly<Record<string, readonly string[]>>
  | readonly MountOption[]
  | readonly NetworkOption[]
  | readonly UlimitOption[]
  | readonly GpuOption[]
  | readonly FileReference[];

/** Reads one more value of a flag on top of what earlier ones gave. */
type Reader = (text: string, before: FlagValue | undefined, flag: FlagSpec, command: string) => Parsed<FlagValue>;

const append =
  <T>(read: (text: string, flag: FlagSpec, command: string) => Parsed<T>): Reader =>
  (text, before, flag, command) => {
    const parsed = read(text, flag, command);
    if ('error' in parsed) return parsed;
    return { value: [...((before as readonly T[] | undefined) ?? []), parsed.value] as unknown as FlagValue };
  };

const csvList: Reader = (text, before) => {
  const fields = text === '' ? { value: [] } : readCsv(text);
  if ('error' in fields) return fields;
  return { value: [...((before as readonly string[] | undefined) ?? []), ...fields.value] };
};

const map: Reader = (text, before, flag) => {
  const checked = flag.name === 'sysctl' ? checkSysctl(text) : { value: text };
  if ('error' in checked) return checked;
  const at = checked.value.indexOf('=');
  const [key, value] = at < 0 ? [checked.value, ''] : [checked.value.slice(0, at), checked.value.slice(at + 1)];
  return { value: { ...(before as Readonly<Record<string, string>> | undefined), [key]: value } };
};

const stringToString: Reader = (text, before) => {
  const fields = readCsv(text);
  if ('error' in fields) return fields;
  const result = { ...(before as Readonly<Record<string, string>> | undefined) };
  for (const field of fields.value) {
    const at = field.indexOf('=');
    if (at < 0) return { error: `${field} must be formatted as key=value` };
    result[field.slice(0, at)] = field.slice(at + 1);
  }
  return { value: result };
};

const filter: Reader = (text, before) => {
  const filters = { ...(before as Readonly<Record<string, readonly string[]>> | undefined) };
  if (text === '') return { value: filters };
  const at = text.indexOf('=');
  if (at < 0) return { error: 'bad format of filter (expected name=value)' };
  const name = text.slice(0, at).trim().toLowerCase();
  const value = text.slice(at + 1).trim();
  const known = (Object.hasOwn(filters, name) ? filters[name] : undefined) ?? [];
  const values = known.includes(value) ? known : [...known, value];
  // Made as an own property, whatever the name is.
  return { value: Object.fromEntries([...Object.entries(filters), [name, values]]) };
};

const ulimit: Reader = (text, before) => {
  const parsed = parseUlimit(text);
  if ('error' in parsed) return parsed;
  const others = ((before as readonly UlimitOption[] | undefined) ?? []).filter((u) => u.Name !== parsed.value.Name);
  return { value: [...others, parsed.value] };
};

const preference = (text: string): Parsed<string> => {
  const at = text.indexOf('=');
  if (at < 0) return { error: 'placement preference must be of the format "<strategy>=<arg>"' };
  const strategy = text.slice(0, at);
  return strategy === 'spread'
    ? { value: text }
    : { error: `unsupported placement preference ${strategy} (only spread is supported)` };
};

/** `-p` of services: the short form is checked at once, as `docker run` does it later. */
const servicePort = (text: string): Parsed<string> => {
  const ports = /^\w+=/.test(text) ? undefined : parsePorts([text], []);
  return ports && 'error' in ports ? ports : { value: text };
};

const nodeAddress: Reader = (text) => {
  const port = /:([^:\]]*)$/.exec(text)?.[1] ?? '';
  const wrong = !/^\d*$/.test(port) || (text.split(':').length > 2 && !text.startsWith('['));
  return wrong ? { error: `parse "tcp://${text}": invalid port ":${port}" after host` } : { value: text };
};

const subnets: Reader = (text, before, flag, command) => {
  const fields = csvList(text, before, flag, command);
  if ('error' in fields) return fields;
  const wrong = text.split(',').find((field) => !/^[0-9a-fA-F.:]+\/\d+$/.test(field.trim()));
  return wrong === undefined ? fields : { error: `invalid string being converted to CIDR: ${wrong}` };
};

const externalCa = (text: string): Parsed<string> => {
  const fields = readCsv(text);
  if ('error' in fields) return fields;
  for (const field of fields.value) {
    if (!field.includes('=')) return { error: `invalid field '${field}' must be a key=value pair` };
  }
  return { value: text };
};

const credentialSpec: Reader = (text) =>
  text === '' || /^(config|file|registry):\/\//.test(text)
    ? { value: text }
    : { error: 'invalid credential spec: value must be prefixed with "config://", "file://", or "registry://"' };

const readers: Readonly<Record<string, Reader>> = {
  bool: (text) => parseBoolean(text),
  string: (text) => ({ value: text }),
  'pem-file': (text) => ({ value: text }),
  'node-addr': nodeAddress,
  int: (text) => parseInteger(text),
  uint: (text) => parseUnsigned(text),
  uint16: (text) => parseUnsigned(text, 16),
  uint32: (text) => parseUnsigned(text, 32),
  float: (text) => parseFloat64(text),
  decimal: (text) => nanoCpus(text),
  bytes: (text, _before, flag) => (flag.name === 'memory-swap' && text === '-1' ? { value: -1 } : ramInBytes(text)),
  duration: (text) => parseDuration(text),
  list: append((text, flag, command) => listCheck(command, flag.name)(text)),
  stringArray: append((text) => ({ value: text })),
  scale: append((text) => ({ value: text })),
  port: append(servicePort),
  strings: csvList,
  ipNetSlice: subnets,
  map,
  stringToString,
  filter,
  mount: append(parseMount),
  network: append(parseNetwork),
  ulimit,
  'gpu-request': append(parseGpus),
  config: append((text) => parseFileReference(text, 'config')),
  secret: append((text) => parseFileReference(text, 'secret')),
  pref: append(preference),
  'external-ca': append(externalCa),
  'credential-spec': credentialSpec,
  command: (text) => splitWords(text),
};

/** Reads one value of a flag; the error is Docker's, without the citation around it. `command` is the canonical name. */
export function readValue(
  text: string,
  before: FlagValue | undefined,
  flag: FlagSpec,
  command: string,
): Parsed<FlagValue> {
  const reader = readers[flag.type];
  if (!reader) throw new Error(`no reader for flags of type ${flag.type}`);
  return reader(text, before, flag, command);
}

/** Every type that has a reader of its own; a test holds the reference against it. */
export const knownTypes: readonly string[] = Object.keys(readers);
