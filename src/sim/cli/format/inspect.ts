// `docker inspect --format`: the template runs on the typed document first and, if that fails, on the raw JSON.
import type { Json } from './indent-json.ts';
import { shapes } from './inspect-shapes.ts';
import {
  executeStrict,
  executeTemplate,
  type Execution,
  type ParsedTemplate,
  type TemplateError,
} from './template/template.ts';
import { GoNil, GoStruct, withType, type GoValue } from './value.ts';

interface Field {
  readonly name: string;
  readonly json: string;
  readonly type: string;
  readonly omitEmpty: boolean;
}

const known = new Map<string, readonly Field[]>();

function fieldsOf(type: string): readonly Field[] {
  const before = known.get(type);
  if (before) return before;
  const notation = shapes[type];
  if (notation === undefined) throw new Error(`no shape of ${type}`);
  const fields = notation.split(/\s+/).map((word): Field => {
    const match = /^(\w+)(?:\(([\w.]+)\))?(\?)?(?::(.+))?$/.exec(word);
    const [, name = '', json = name, optional, fieldType = 'string'] = match ?? [];
    return { name, json, type: fieldType, omitEmpty: optional !== undefined };
  });
  known.set(type, fields);
  return fields;
}

/** Go's spelling of a type of the notation: `map[]` is `map[string]string`, `[int]` is `[]int`. */
function goType(type: string): string {
  if (type === 'any') return 'interface {}';
  if (type === 'time') return 'time.Time';
  const map = /^map\[(.*)\]$/.exec(type);
  if (map) return `map[string]${goType(map[1] === undefined || map[1] === '' ? 'string' : map[1])}`;
  const list = /^\[(.*)\]$/.exec(type);
  if (list) return `[]${goType(list[1] === undefined || list[1] === '' ? 'string' : list[1])}`;
  return type.startsWith('*') ? `*${goType(type.slice(1))}` : type;
}

const zeros: Readonly<Record<string, GoValue>> = { string: '', bool: false, int: 0, int64: 0, any: null };

function convert(value: Json | undefined, type: string): GoValue {
  if (type === 'time') return time(typeof value === 'string' ? value : '0001-01-01T00:00:00Z');
  if (type.startsWith('*')) {
    if (value === null || value === undefined) return new GoNil(goType(type));
    const inner = convert(value, type.slice(1));
    return inner instanceof GoStruct ? struct(value, type.slice(1), goType(type)) : inner;
  }
  const container = /^(map)?\[(.*)\]$/.exec(type);
  if (container) {
    if (value === null || value === undefined) return new GoNil(goType(type));
    const element = container[2] === undefined || container[2] === '' ? 'string' : container[2];
    if (container[1] === undefined)
      return withType(
        (value as readonly Json[]).map((item) => convert(item, element)),
        goType(type),
      );
    const entries = Object.entries(value as Readonly<Record<string, Json>>);
    return withType(new Map(entries.map(([key, item]) => [key, convert(item, element)])), goType(type));
  }
  if (Object.hasOwn(zeros, type))
    return value === undefined || value === null ? (zeros[type] ?? null) : rawDocument(value);
  return struct(value, type, type);
}

function struct(value: Json | undefined, type: string, shown: string): GoStruct {
  const fields = fieldsOf(type);
  const record = (value ?? {}) as Readonly<Record<string, Json>>;
  return new GoStruct({
    type: shown,
    fields: Object.fromEntries(
      fields.map(({ name, json, type: fieldType }) => [name, convert(record[json], fieldType)]),
    ),
    json: Object.fromEntries(fields.map(({ name, json }) => [name, json])),
    omitEmpty: fields.filter((field) => field.omitEmpty).map((field) => field.name),
  });
}

function time(text: string): GoStruct {
  return new GoStruct({
    type: 'time.Time',
    text: text.replace('T', ' ').replace(/Z$/, ' +0000 UTC'),
    toJson: () => text,
  });
}

/** A decoded document as its Go type ('container.InspectResponse', 'image.InspectResponse', 'network.Inspect', 'volume.Volume'). */
export const typedDocument = (document: Json, type: string): GoValue => convert(document, type);

/** Decoded JSON as Go decodes it without a type: lists and maps of anything. */
export function rawDocument(value: Json): GoValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return withType((value as readonly Json[]).map(rawDocument), '[]interface {}');
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  return withType(new Map(entries.map(([key, item]) => [key, rawDocument(item)])), 'map[string]interface {}');
}

/**
 * One line of `inspect --format`, or the error (an empty line is printed before it). Without a type only the raw JSON is tried;
 * `docker volume inspect` and the other commands to which the API hands no raw JSON give `fallback: false`.
 */
export function inspectLine(
  template: ParsedTemplate,
  document: Json,
  type: string | undefined,
  fallback = true,
): { readonly kind: 'text'; readonly text: string } | TemplateError {
  const results: Execution[] = [];
  if (type !== undefined) results.push(executeTemplate(template, typedDocument(document, type)));
  if (results[0]?.kind !== 'text' && fallback) results.push(executeStrict(template, rawDocument(document)));
  const last = results.at(-1);
  if (!last) throw new Error('neither a type nor raw JSON to run the template on');
  if (last.kind === 'text') return { kind: 'text', text: `${last.text}\n` };
  return { kind: 'template-error', message: `template parsing error: ${last.message}` };
}
