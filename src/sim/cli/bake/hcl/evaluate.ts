// The values of HCL expressions.
import { Problem, builtIns } from './functions.ts';
import { HclError, type Expression } from './node.ts';
import { equals, keysOf, textOf, toBoolean, toNumber, type HclValue } from './value.ts';

/** Where names come from. A text instead of a value is what is wrong with asking for it. */
export interface Scope {
  readonly variable: (name: string) => HclValue | HclError | undefined;
  readonly call: (name: string, args: readonly HclValue[]) => HclValue | HclError | undefined;
  /** All names of functions, for hints. */
  readonly functions: readonly string[];
}

/** The value of an expression, or what is wrong with it. */
export function evaluate(expression: Expression, scope: Scope): HclValue | HclError {
  const { place } = expression;
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'template': {
      const parts = each(expression.parts, scope);
      if (parts instanceof HclError) return parts;
      const texts = parts.map(textOf);
      return texts.includes(undefined)
        ? new HclError(
            'Invalid template interpolation value; Cannot include the given value in a string template: string required.',
            place,
          )
        : texts.join('');
    }
    case 'variable': {
      const found = scope.variable(expression.name);
      return found === undefined
        ? new HclError(`Unknown variable; There is no variable named ${JSON.stringify(expression.name)}.`, place)
        : found;
    }
    case 'attribute':
    case 'index': {
      const of = evaluate(expression.of, scope);
      if (of instanceof HclError) return of;
      const key = expression.kind === 'attribute' ? expression.name : evaluate(expression.key, scope);
      return key instanceof HclError
        ? key
        : (member(of, key) ??
            new HclError('Invalid index; The given key does not identify an element in this collection value.', place));
    }
    case 'splat': {
      const of = evaluate(expression.of, scope);
      if (of instanceof HclError) return of;
      const items = Array.isArray(of) ? (of as readonly HclValue[]) : [of];
      return items.map((item) => expression.names.reduce<HclValue>((value, name) => member(value, name) ?? null, item));
    }
    case 'list':
      return each(expression.items, scope);
    case 'object': {
      const result: Record<string, HclValue> = {};
      for (const [name, item] of expression.items) {
        const key = evaluate(name, scope);
        const value = evaluate(item, scope);
        if (key instanceof HclError) return key;
        if (value instanceof HclError) return value;
        result[textOf(key) ?? ''] = value;
      }
      return result;
    }
    case 'call':
      return call(expression, scope);
    case 'unary': {
      const operand = evaluate(expression.operand, scope);
      if (operand instanceof HclError) return operand;
      return expression.operator === '!' ? !toBoolean(operand) : -(toNumber(operand) ?? NaN);
    }
    case 'binary':
      return binary(expression, scope);
    case 'choice': {
      const condition = evaluate(expression.condition, scope);
      if (condition instanceof HclError) return condition;
      return evaluate(toBoolean(condition) ? expression.yes : expression.no, scope);
    }
    case 'for':
      return loop(expression, scope);
  }
}

function each(expressions: readonly Expression[], scope: Scope): HclValue[] | HclError {
  const values: HclValue[] = [];
  for (const expression of expressions) {
    const value = evaluate(expression, scope);
    if (value instanceof HclError) return value;
    values.push(value);
  }
  return values;
}

function member(of: HclValue, key: HclValue): HclValue | undefined {
  if (Array.isArray(of)) return (of as readonly HclValue[])[toNumber(key) ?? -1];
  if (typeof of === 'object' && of !== null) return (of as Readonly<Record<string, HclValue>>)[textOf(key) ?? ''];
  return undefined;
}

function call({ name, args, spread, place }: Extract<Expression, { kind: 'call' }>, scope: Scope): HclValue | HclError {
  // These two look at values that are not there.
  if (name === 'try' || name === 'can') {
    for (const arg of args) {
      const value = evaluate(arg, scope);
      if (!(value instanceof HclError)) return name === 'can' ? true : value;
    }
    return name === 'can' ? false : new HclError('Error in function call; no expression succeeded', place);
  }
  const values = each(args, scope);
  if (values instanceof HclError) return values;
  const last = values.at(-1);
  const all = spread && Array.isArray(last) ? [...values.slice(0, -1), ...(last as readonly HclValue[])] : values;
  const own = scope.call(name, all);
  if (own !== undefined) return own;
  const builtIn = builtIns[name];
  if (!builtIn) {
    if (name in notSimulated) return new HclError(`not simulated: the function ${name}`, place);
    const near = nearest(name, [...scope.functions, ...Object.keys(builtIns)]);
    const hint = near === undefined ? '' : ` Did you mean ${JSON.stringify(near)}?`;
    return new HclError(`Call to unknown function; There is no function named ${JSON.stringify(name)}.${hint}`, place);
  }
  const value = builtIn(all);
  return value instanceof Problem
    ? new HclError(`Error in function call; Call to function ${JSON.stringify(name)} failed: ${value.text}.`, place)
    : value;
}

/** Functions that Bake has and that are not simulated: they look at chance, secrets and other machines. */
const notSimulated: Readonly<Record<string, true>> = {
  bcrypt: true, cidrhost: true, cidrnetmask: true, cidrsubnet: true, cidrsubnets: true, csvdecode: true,
  homedir: true, md5: true, parseint: true, rsadecrypt: true, semvercmp: true, sha1: true,
  sha512: true, unixtimestampparse: true, uuidv4: true,
  uuidv5: true, base64decode: true, base64encode: true,
}; // prettier-ignore

function nearest(name: string, known: readonly string[]): string | undefined {
  return known.find((each) => Math.abs(each.length - name.length) <= 1 && shared(each, name) >= name.length - 1);
}

const shared = (a: string, b: string): number => [...a].filter((char, at) => b.charAt(at) === char).length;

function binary(
  { operator, left, right, place }: Extract<Expression, { kind: 'binary' }>,
  scope: Scope,
): HclValue | HclError {
  const a = evaluate(left, scope);
  if (a instanceof HclError) return a;
  if (operator === '&&' && !toBoolean(a)) return false;
  if (operator === '||' && toBoolean(a)) return true;
  const b = evaluate(right, scope);
  if (b instanceof HclError) return b;
  if (operator === '&&' || operator === '||') return toBoolean(b);
  if (operator === '==') return equals(a, b);
  if (operator === '!=') return !equals(a, b);
  const x = toNumber(a);
  const y = toNumber(b);
  if (x === undefined || y === undefined)
    return new HclError('Invalid operand; Unsuitable value for operand: a number is required.', place);
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return y === 0 ? new HclError('Division by zero; Cannot divide by zero.', place) : x / y;
    case '%':
      return x % y;
    case '<':
      return x < y;
    case '>':
      return x > y;
    case '<=':
      return x <= y;
    default:
      return x >= y;
  }
}

function loop(
  { names, source, key, value, condition, place }: Extract<Expression, { kind: 'for' }>,
  scope: Scope,
): HclValue | HclError {
  const collection = evaluate(source, scope);
  if (collection instanceof HclError) return collection;
  if (typeof collection !== 'object' || collection === null)
    return new HclError(
      'Iteration over non-iterable value; A value of this type cannot be used as the collection in a for expression.',
      place,
    );
  const list: HclValue[] = [];
  const object: Record<string, HclValue> = {};
  for (const [at, item] of keysOf(collection)) {
    const [first = '', second] = names;
    const inner: Scope = {
      ...scope,
      variable: (name) =>
        second === undefined
          ? name === first
            ? item
            : scope.variable(name)
          : name === first
            ? at
            : name === second
              ? item
              : scope.variable(name),
    };
    const wanted = condition ? evaluate(condition, inner) : true;
    if (wanted instanceof HclError) return wanted;
    if (!toBoolean(wanted)) continue;
    const result = evaluate(value, inner);
    if (result instanceof HclError) return result;
    if (!key) list.push(result);
    else {
      const name = evaluate(key, inner);
      if (name instanceof HclError) return name;
      object[textOf(name) ?? ''] = result;
    }
  }
  return key ? object : list;
}
