// A bake file as one thing: variables, functions, groups and targets of all files together (HCL or JSON).
import { HclError, type Attribute, type Block, type Body, type Expression, type Place } from './hcl/node.ts';
import { parseHcl, parseTemplate } from './hcl/parse.ts';
import { timestampOf } from './hcl/dates.ts';
import { evaluate, type Scope } from './hcl/evaluate.ts';
import { textOf, type HclValue } from './hcl/value.ts';

/** What is wrong with a definition; with a place, the lines of the file are shown. */
export class BakeError {
  readonly message: string;
  readonly file: string;
  readonly place: Place | undefined;

  constructor(message: string, file = '', place?: Place) {
    this.message = message;
    this.file = file;
    this.place = place;
  }
}

/** A variable as it is listed. */
export interface Variable {
  readonly name: string;
  readonly value: HclValue;
  readonly description: string;
}

/** A target's attributes, evaluated. */
export type Fields = Readonly<Record<string, HclValue>>;

/** All that the files define. */
export interface Definition {
  readonly variables: readonly Variable[];
  readonly groups: ReadonlyMap<string, { readonly targets: readonly string[]; readonly description: string }>;
  readonly targets: ReadonlyMap<string, Fields>;
}

/** A file's text under its name. */
export interface BakeText {
  readonly name: string;
  readonly text: string;
}

/** Attributes of groups and targets. */
const attributesKnown = new Set(
  (
    'name description targets attest inherits annotations context contexts dockerfile dockerfile-inline args labels tags ' +
    'cache-from cache-to target secret ssh platforms output pull no-cache network no-cache-filter shm-size ulimits call ' +
    'entitlements extra-hosts'
  ).split(' '),
);

/** Reads the files; later ones win. `environment` gives variables their values; `now`: ms since 1970. */
export function readDefinition(
  files: readonly BakeText[],
  environment: ReadonlyMap<string, string>,
  now: number,
): Definition | BakeError {
  const reader = new Reader(environment, now);
  for (const file of files) {
    const body = file.name.endsWith('.json') ? bodyOfJson(file.text) : parseHcl(file.text);
    if (body instanceof HclError) return new BakeError(body.message, file.name, body.place);
    reader.add(file.name, body);
  }
  return reader.evaluate();
}

interface Placed<T> {
  readonly file: string;
  readonly at: T;
}

class Reader {
  readonly #environment: ReadonlyMap<string, string>;
  readonly #now: number;
  readonly #variables = new Map<string, Placed<Block | Attribute>>();
  readonly #functions = new Map<string, Placed<Block>>();
  readonly #groups: Placed<Block>[] = [];
  readonly #targets: Placed<Block>[] = [];
  readonly #values = new Map<string, HclValue | HclError>();
  readonly #pending = new Set<string>();
  #file = '';

  constructor(environment: ReadonlyMap<string, string>, now: number) {
    this.#environment = environment;
    this.#now = now;
  }

  add(file: string, { attributes, blocks }: Body): void {
    for (const attribute of attributes) this.#variables.set(attribute.name, { file, at: attribute });
    for (const block of blocks) {
      const name = block.labels[0] ?? '';
      if (block.type === 'variable') this.#variables.set(name, { file, at: block });
      else if (block.type === 'function') this.#functions.set(name, { file, at: block });
      else if (block.type === 'group') this.#groups.push({ file, at: block });
      else if (block.type === 'target') this.#targets.push({ file, at: block });
    }
  }

  evaluate(): Definition | BakeError {
    const variables: Variable[] = [];
    for (const [name, { file, at }] of this.#variables) {
      this.#file = file;
      const value = this.#variable(name);
      if (value instanceof HclError) return this.#error(value);
      const wrong = 'body' in at ? this.#validate(at) : undefined;
      if (wrong) return this.#error(wrong);
      const description = 'body' in at ? this.#text(at, 'description') : '';
      variables.push({ name, value: value ?? null, description });
    }
    const groups = new Map<string, { targets: string[]; description: string }>();
    for (const { file, at } of this.#groups) {
      this.#file = file;
      const fields = this.#fields(at, this.#scope());
      if (fields instanceof HclError) return this.#error(fields);
      const targets = Array.isArray(fields['targets']) ? (fields['targets'] as readonly HclValue[]) : [];
      groups.set(at.labels[0] ?? '', {
        targets: targets.map((name) => textOf(name) ?? ''),
        description: textOf(fields['description'] ?? '') ?? '',
      });
    }
    const targets = new Map<string, Fields>();
    for (const { file, at } of this.#targets) {
      this.#file = file;
      const problem = this.#target(at, targets, groups);
      if (problem) return this.#error(problem);
    }
    return { variables, groups, targets };
  }

  /** One target, or all that its matrix makes of it. */
  #target(
    block: Block,
    targets: Map<string, Fields>,
    groups: Map<string, { targets: string[]; description: string }>,
  ): HclError | undefined {
    const name = block.labels[0] ?? '';
    const matrix = block.body.attributes.find((attribute) => attribute.name === 'matrix');
    if (!matrix) {
      const fields = this.#fields(block, this.#scope());
      if (fields instanceof HclError) return fields;
      targets.set(name, { ...targets.get(name), ...fields });
      return undefined;
    }
    const axes = evaluate(matrix.value, this.#scope());
    if (axes instanceof HclError) return axes;
    const members: string[] = [];
    for (const values of combinations(axes)) {
      const scope = this.#scope(values);
      const fields = this.#fields(block, scope);
      if (fields instanceof HclError) return fields;
      const { name: own, matrix: _, ...rest } = fields;
      const chosen = textOf(own ?? '') ?? '';
      if (chosen === '') return new HclError(`matrix requires name`, block.place);
      targets.set(chosen, { ...targets.get(chosen), ...rest });
      members.push(chosen);
    }
    groups.set(name, { targets: members, description: '' });
    return undefined;
  }

  #fields(block: Block, scope: Scope): Record<string, HclValue> | HclError {
    const fields: Record<string, HclValue> = {};
    for (const { name, value } of block.body.attributes) {
      // What it does not know buildx does not look at.
      if (!attributesKnown.has(name)) continue;
      const result = evaluate(value, scope);
      if (result instanceof HclError) return result;
      fields[name] = result;
    }
    return fields;
  }

  #scope(more: Readonly<Record<string, HclValue>> = {}): Scope {
    return {
      variable: (name) => more[name] ?? this.#variable(name),
      call: (name, args) => this.#call(name, args),
      functions: [...this.#functions.keys()],
    };
  }

  /** A variable's value: the environment's, read as what the default is, or the default. */
  #variable(name: string): HclValue | HclError | undefined {
    if (this.#values.has(name)) return this.#values.get(name);
    const found = this.#variables.get(name);
    if (!found) return name.startsWith('BAKE_') ? builtIn(name) : undefined;
    if (this.#pending.has(name)) return new HclError(`variable cycle not allowed for ${name}`, found.at.place);
    this.#pending.add(name);
    const { at } = found;
    const initial =
      'body' in at ? at.body.attributes.find((attribute) => attribute.name === 'default')?.value : at.value;
    const standard = initial ? evaluate(initial, this.#scope()) : '';
    const given = this.#environment.get(name);
    const value =
      given === undefined || standard instanceof HclError ? standard : typed(given, standard, at.place, name);
    this.#pending.delete(name);
    this.#values.set(name, value);
    return value;
  }

  #call(name: string, args: readonly HclValue[]): HclValue | HclError | undefined {
    const found = this.#functions.get(name)?.at;
    if (!found) return name === 'timestamp' ? timestampOf(this.#now) : undefined;
    const attribute = (key: string): Expression | undefined =>
      found.body.attributes.find((each) => each.name === key)?.value;
    const params = namesIn(attribute('params'));
    const variadic = namesIn(attribute('variadic_param') ?? attribute('variadic_params'));
    const result = attribute('result');
    if (!result) return new HclError(`function ${name} has no result`, found.place);
    const values: Record<string, HclValue> = {};
    for (const [at, param] of params.entries()) values[param] = args[at] ?? null;
    const [rest] = variadic;
    if (rest !== undefined) values[rest] = args.slice(params.length);
    return evaluate(result, this.#scope(values));
  }

  #validate(block: Block): HclError | undefined {
    for (const { type, body } of block.body.blocks) {
      if (type !== 'validation') continue;
      const condition = body.attributes.find(({ name }) => name === 'condition');
      if (!condition) continue;
      const value = evaluate(condition.value, this.#scope());
      if (value instanceof HclError) return value;
      if (value === true) continue;
      const message = body.attributes.find(({ name }) => name === 'error_message');
      const text = message ? evaluate(message.value, this.#scope()) : '';
      return new HclError(
        `Validation failed; ${text instanceof HclError ? '' : (textOf(text) ?? '') || 'This check failed, but has an invalid error message.'}`,
        condition.value.place,
      );
    }
    return undefined;
  }

  #text(block: Block, name: string): string {
    const attribute = block.body.attributes.find((each) => each.name === name);
    const value = attribute ? evaluate(attribute.value, this.#scope()) : '';
    return value instanceof HclError ? '' : (textOf(value) ?? '');
  }

  /** An error in the values, which are looked at twice: buildx counts what it says the second time. */
  #error({ message, place }: HclError): BakeError {
    const again = /^(?:Unknown variable|Call to unknown function)/.test(message) ? ', and 1 other diagnostic(s)' : '';
    return new BakeError(`${message}${again}`, this.#file, place);
  }
}

const builtIn = (name: string): HclValue | undefined =>
  name === 'BAKE_LOCAL_PLATFORM' ? 'linux/amd64' : name === 'BAKE_CMD_CONTEXT' ? '.' : undefined;

const namesIn = (expression: Expression | undefined): string[] => {
  if (expression?.kind === 'variable') return [expression.name];
  const items = expression?.kind === 'list' ? expression.items : [];
  return items.flatMap((item) =>
    item.kind === 'variable'
      ? [item.name]
      : item.kind === 'literal' && typeof item.value === 'string'
        ? [item.value]
        : [],
  );
};

/** What the environment says, as the type of the default. */
function typed(given: string, standard: HclValue, place: Place, name: string): HclValue | HclError {
  if (typeof standard === 'boolean') {
    if (/^(?:1|t|T|TRUE|true|True)$/.test(given)) return true;
    return /^(?:0|f|F|FALSE|false|False)$/.test(given) ? false : new HclError(`failed to parse ${name} as bool`, place);
  }
  if (typeof standard === 'number')
    return Number.isNaN(Number(given)) ? new HclError(`failed to parse ${name} as number`, place) : Number(given);
  if (typeof standard === 'object' && standard !== null)
    return new HclError(`unsupported type for variable ${JSON.stringify(name)}`, place);
  return given;
}

/** Every choice of one value an axis; the first axis moves fastest. */
function combinations(axes: HclValue): Record<string, HclValue>[] {
  let all: Record<string, HclValue>[] = [{}];
  if (typeof axes !== 'object' || axes === null || Array.isArray(axes)) return all;
  for (const [name, values] of Object.entries(axes).sort(([a], [b]) => (a < b ? -1 : 1)))
    all = (Array.isArray(values) ? (values as readonly HclValue[]) : []).flatMap((value) =>
      all.map((chosen) => ({ ...chosen, [name]: value })),
    );
  return all;
}

/** JSON in the shape of HCL: objects by type and label, texts that are templates. */
function bodyOfJson(text: string): Body | HclError {
  const place = { line: 1, column: 1, end: 1 };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return new HclError('Invalid JSON; The file is not valid JSON.', place);
  }
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const [type, labelled] of Object.entries((value ?? {}) as Record<string, unknown>)) {
    if (!['target', 'group', 'variable', 'function'].includes(type)) {
      const expression = expressionOfJson(labelled, place);
      if (expression instanceof HclError) return expression;
      attributes.push({ name: type, value: expression, place });
      continue;
    }
    for (const [label, body] of Object.entries((labelled ?? {}) as Record<string, unknown>)) {
      const own: Attribute[] = [];
      for (const [name, item] of Object.entries((body ?? {}) as Record<string, unknown>)) {
        const expression = expressionOfJson(item, place);
        if (expression instanceof HclError) return expression;
        own.push({ name, value: expression, place });
      }
      blocks.push({ type, labels: [label], body: { attributes: own, blocks: [] }, place });
    }
  }
  return { attributes, blocks };
}

function expressionOfJson(value: unknown, place: Place): Expression | HclError {
  if (typeof value === 'string') return parseTemplate(value.replaceAll('\\', '\\\\'), place);
  if (Array.isArray(value)) {
    const items: Expression[] = [];
    for (const item of value as unknown[]) {
      const expression = expressionOfJson(item, place);
      if (expression instanceof HclError) return expression;
      items.push(expression);
    }
    return { kind: 'list', items, place };
  }
  if (typeof value === 'object' && value !== null) {
    const items: [Expression, Expression][] = [];
    for (const [name, item] of Object.entries(value)) {
      const expression = expressionOfJson(item, place);
      if (expression instanceof HclError) return expression;
      items.push([{ kind: 'literal', value: name, place }, expression]);
    }
    return { kind: 'object', items, place };
  }
  return { kind: 'literal', value: (value ?? null) as number | boolean | null, place };
}
