// jq's operators: arithmetic on all types, comparison, alternatives, assignments.
import type { Closure, Evaluator, Result } from './evaluate.ts';
import { deletePaths, getPath, setPath } from './paths.ts';
import { compare, described, equal, isArray, isObject, isTrue, JqError, type Value } from './value.ts';

/** `left operator right`. */
export function arithmetic(operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    case '>=':
      return compare(left, right) >= 0;
    case '+':
      return plus(left, right);
    case '-':
      return minus(left, right);
    case '*':
      return times(left, right);
    case '/':
      return divided(left, right);
    default:
      return remainder(left, right);
  }
}

const fail = (left: Value, right: Value, what: string): never => {
  throw new JqError(`${described(left)} and ${described(right)} cannot be ${what}`);
};

export function plus(left: Value, right: Value): Value {
  if (left === null) return right;
  if (right === null) return left;
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (isArray(left) && isArray(right)) return [...left, ...right];
  if (isObject(left) && isObject(right)) return new Map([...left, ...right]);
  return fail(left, right, 'added');
}

function minus(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (isArray(left) && isArray(right)) return left.filter((item) => !right.some((other) => equal(item, other)));
  return fail(left, right, 'subtracted');
}

function times(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return left * right;
  if (typeof left === 'string' && typeof right === 'number')
    return right > 0 ? left.repeat(Math.max(1, Math.floor(right))) : null;
  if (typeof left === 'number' && typeof right === 'string') return times(right, left);
  if (isObject(left) && isObject(right)) return merged(left, right);
  return fail(left, right, 'multiplied');
}

function merged(left: ReadonlyMap<string, Value>, right: ReadonlyMap<string, Value>): Value {
  const result = new Map(left);
  for (const [name, value] of right) {
    const before = result.get(name) ?? null;
    result.set(name, isObject(before) && isObject(value) ? merged(before, value) : value);
  }
  return result;
}

function divided(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    if (right === 0) return fail(left, right, 'divided because the divisor is zero');
    return left / right;
  }
  if (typeof left === 'string' && typeof right === 'string') return left === '' ? [] : left.split(right);
  return fail(left, right, 'divided');
}

function remainder(left: Value, right: Value): Value {
  if (typeof left !== 'number' || typeof right !== 'number') return fail(left, right, 'divided');
  if (Number.isNaN(left) || Number.isNaN(right)) return NaN;
  const divisor = Math.abs(Math.trunc(right));
  if (divisor === 0) return fail(left, right, 'divided because the divisor is zero');
  const result = Math.abs(Math.trunc(left)) % divisor;
  return left < 0 ? -result : result;
}

/** `a // b`: the true results of the left, or else those of the right. Errors of the left end it. */
export function* alternative(
  left: () => Generator<Result, void>,
  right: () => Generator<Result, void>,
): Generator<Result, void> {
  let any = false;
  try {
    for (const result of left()) {
      if (!isTrue(result.value)) continue;
      any = true;
      yield result;
    }
  } catch (error) {
    if (!(error instanceof JqError)) throw error;
  }
  if (!any) yield* right();
}

/** `paths operator value`. */
export function* assign(
  evaluator: Evaluator,
  operator: string,
  left: Closure,
  right: Closure,
  value: Value,
): Generator<Value, void> {
  if (operator === '|=') {
    yield updated(evaluator, left, right, value);
    return;
  }
  for (const operand of evaluator.call(right, value)) {
    let result = value;
    for (const path of evaluator.pathsOf(left, value)) {
      const before = getPath(result, path);
      const kind = operator.slice(0, -1);
      if (kind === '//' && isTrue(before)) continue;
      result = setPath(result, path, kind === '' || kind === '//' ? operand : arithmetic(kind, before, operand));
    }
    yield result;
  }
}

/** Paths for which the filter gives nothing are deleted. */
function updated(evaluator: Evaluator, left: Closure, right: Closure, value: Value): Value {
  let result = value;
  const gone: Value[] = [];
  for (const path of evaluator.pathsOf(left, value)) {
    const next = evaluator.call(right, getPath(result, path)).next();
    if (next.done) gone.push(path);
    else result = setPath(result, path, next.value);
  }
  return gone.length === 0 ? result : deletePaths(result, gone);
}
