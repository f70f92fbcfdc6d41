// `docker inspect --format`: the template runs on the typed document first and, if that fails, on the raw JSON.
import type { Json } from './indent-json.ts';
import { executeStrict, executeTemplate, type ParsedTemplate, type TemplateError } from './template/template.ts';
import { GoNilPointer, GoStruct, type GoValue } from './value.ts';

/** Where Go's types say more than the JSON they are sent as. */
export interface DocumentShape {
  /** Go's name of the struct, cited in errors. */
  readonly type: string;
  /** Go names of fields whose JSON name differs: { ID: 'Id' }. */
  readonly names?: Readonly<Record<string, string>>;
  /** Fields (by JSON name) that are objects with free keys; all other objects are structs. */
  readonly maps?: readonly string[];
  /** Fields that are pointers: `null` or absent prints `<nil>`. Others print `[]` or `map[]` when null. */
  readonly pointers?: readonly string[];
}

/** Fields that are maps in all documents of the Engine API. */
const freeKeys = new Set([
  'Annotations', 'BuildArgs', 'Config.LogConfig', 'Containers', 'Data', 'DriverOpts', 'ExposedPorts', 'Labels', 'Networks',
  'Options', 'PortBindings', 'Ports', 'StorageOpt', 'Sysctls', 'Tmpfs', 'UsageData', 'Volumes', 'IndexConfigs', 'Status',
]);

/** Fields that are pointers in all documents of the Engine API. */
const pointers = new Set([
  'Health', 'Healthcheck', 'MemorySwappiness', 'OomKillDisable', 'PidsLimit', 'Init', 'StopTimeout', 'SizeRw', 'SizeRootFs',
  'IPAMConfig', 'ClusterVolume', 'Descriptor', 'Manifests', 'ImageManifestDescriptor', 'UsageData',
]);

/** A decoded document as Go's typed value: objects become structs, maps keep free keys, null becomes what the field's type is. */
export function typedDocument(document: Json, shape: DocumentShape): GoValue {
  const maps = new Set([...freeKeys, ...(shape.maps ?? [])]);
  const nils = new Set([...pointers, ...(shape.pointers ?? [])]);
  const convert = (value: Json, key: string, type: string, insideMap: boolean): GoValue => {
    if (value === null) return nils.has(key) || insideMap ? new GoNilPointer(`*${type}`) : maps.has(key) ? {} : [];
    if (typeof value !== 'object') return value;
    if (Array.isArray(value)) return (value as readonly Json[]).map((item) => convert(item, key, type, false));
    const entries = Object.entries(value as { readonly [key: string]: Json });
    if (maps.has(key) || (key === 'Config' && type === 'LogConfig')) {
      return new Map(entries.map(([name, item]) => [name, convert(item, name === key ? '' : `${key}[]`, key, true)]));
    }
    return struct(entries, key === '' ? type : key);
  };
  const struct = (entries: readonly [string, Json][], type: string): GoStruct => {
    const renamed = type === shape.type ? Object.entries(shape.names ?? {}) : [];
    const goName = (name: string): string => renamed.find(([, json]) => json === name)?.[0] ?? name;
    return new GoStruct({
      type,
      fields: Object.fromEntries(entries.map(([name, item]) => [goName(name), convert(item, name, type, false)])),
      json: Object.fromEntries(renamed),
    });
  };
  return convert(document, '', shape.type, false);
}

/** One line of `inspect --format`, or the error; an empty line is printed before it. */
export function inspectLine(template: ParsedTemplate, typed: GoValue, raw: Json): { kind: 'text'; text: string } | TemplateError {
  const first = executeTemplate(template, typed);
  if (first.kind === 'text') return { kind: 'text', text: `${first.text}\n` };
  const second = executeStrict(template, raw as GoValue);
  if (second.kind === 'text') return { kind: 'text', text: `${second.text}\n` };
  return { kind: 'template-error', message: `template parsing error: ${second.message}` };
}
