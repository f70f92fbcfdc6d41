// Compares a compose file with the schema and tells the mistake that lies deepest, in Compose's words.
import { quote } from '../../format/quote.ts';
import { Fault } from './fault.ts';
import type { Schema, TypeName } from './schema.ts';
import { isMapping, isSequence, type Mapping, type Tree } from './tree.ts';

/** A mistake at a place. Alternatives that all fail are a mistake with causes. */
interface Mistake {
  readonly path: readonly string[];
  readonly text: string;
  /** Unknown fields count one level deeper. */
  readonly weight: number;
}

/** The mistake of a file; undefined when it has none. */
export function checkSchema(schema: Schema, value: Tree): Fault | undefined {
  const found = deepest(check(schema, value, []));
  return found && new Fault(`${found.path.join('.')} ${found.text}`);
}

/** The first of those that lie deepest. */
const deepest = (mistakes: readonly Mistake[]): Mistake | undefined =>
  mistakes.reduce<Mistake | undefined>((best, next) => (!best || next.weight > best.weight ? next : best), undefined);

const typeOf = (value: Tree): TypeName =>
  value === null
    ? 'null'
    : isSequence(value)
      ? 'array'
      : isMapping(value)
        ? 'object'
        : typeof value === 'number'
          ? Number.isInteger(value)
            ? 'integer'
            : 'number'
          : (typeof value as 'string' | 'boolean');

const hasType = (value: Tree, types: readonly TypeName[]): boolean => {
  const type = typeOf(value);
  return types.includes(type) || (type === 'integer' && types.includes('number'));
};

function check(schema: Schema, value: Tree, path: readonly string[]): Mistake[] {
  const mistake = (text: string): Mistake => ({ path, text, weight: path.length });
  if (schema.types && !hasType(value, schema.types)) return [mistake(`must be a ${typeWords(schema.types)}`)];
  const found: Mistake[] = [];
  if (schema.choices && typeof value === 'string' && !schema.choices.includes(value))
    found.push(mistake(`value must be ${choiceWords(schema.choices)}`));
  if (isMapping(value)) found.push(...checkMapping(schema, value, path));
  if (isSequence(value)) found.push(...checkSequence(schema, value, path));
  if (typeof value === 'string' && schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
    found.push(mistake(`'${value}' does not match pattern '${schema.pattern}'`));
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum)
      found.push(mistake(`must be greater than or equal to ${schema.minimum}`));
    if (schema.maximum !== undefined && value > schema.maximum)
      found.push(mistake(`must be less than or equal to ${schema.maximum}`));
  }
  if (schema.oneOf) {
    const outcomes = schema.oneOf.map((one) => check(one, value, path));
    if (!outcomes.some((outcome) => outcome.length === 0)) found.push(...outcomes.flat());
  }
  return found;
}

function checkMapping(schema: Schema, value: Mapping, path: readonly string[]): Mistake[] {
  const found: Mistake[] = [];
  const missing = (schema.required ?? []).filter((field) => !Object.hasOwn(value, field));
  if (missing.length > 0)
    found.push({
      path,
      text:
        missing.length === 1
          ? `missing property '${missing[0] ?? ''}'`
          : `missing properties ${missing.map((field) => `'${field}'`).join(', ')}`,
      weight: path.length,
    });
  const unknown: string[] = [];
  for (const [key, item] of Object.entries(value)) {
    const field = schema.fields && Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
    const forms = (schema.forms ?? []).filter(([form]) => form.test(key)).map(([, inner]) => inner);
    for (const inner of field ? [field, ...forms] : forms) found.push(...check(inner, item, [...path, key]));
    if (!field && forms.length === 0) unknown.push(key);
  }
  if (schema.closed === true && unknown.length > 0)
    found.push({
      path,
      text: `additional properties ${unknown.map((key) => `'${key}'`).join(', ')} not allowed`,
      weight: path.length + 1,
    });
  return found;
}

function checkSequence(schema: Schema, value: readonly Tree[], path: readonly string[]): Mistake[] {
  const found: Mistake[] = [];
  if (schema.unique === true) {
    const texts = value.map((item) => JSON.stringify(item));
    const second = texts.findIndex((item, at) => texts.indexOf(item) < at);
    if (second >= 0)
      found.push({
        path,
        text: `items at ${texts.indexOf(texts[second] ?? '')} and ${second} are equal`,
        weight: path.length,
      });
  }
  const { items } = schema;
  if (items) for (const [at, item] of value.entries()) found.push(...check(items, item, [...path, String(at)]));
  return found;
}

/** `string`, `number or string`; a mapping is called so. */
function typeWords(types: readonly TypeName[]): string {
  const words = types.map((type) => (type === 'object' ? 'mapping' : type)).sort();
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}

const choiceWords = (choices: readonly string[]): string =>
  choices.length === 1
    ? quote(choices[0] ?? '').replaceAll('"', "'")
    : `one of ${choices.map((choice) => `'${choice}'`).join(', ')}`;
