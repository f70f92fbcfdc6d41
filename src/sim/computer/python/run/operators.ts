// Operators and comparisons where methods of classes may be asked.
import type { Task } from '../../../kernel/task.ts';
import { binaryOps, compareOps, unaryOps } from '../compiler/code.ts';
import { equal } from '../objects/hash.ts';
import { typeName, typeOf } from '../objects/types.ts';
import {
  isInt,
  normal,
  notImplemented,
  plainNumber,
  PyBytes,
  PyFloat,
  PyList,
  PyObject,
  PySet,
  PyTuple,
  type Raised,
  unboxed,
  type Value,
} from '../objects/values.ts';
import { contains } from './containers.ts';
import { binaryFast, compareFast } from './fast.ts';
import type { Thread } from './thread.ts';
import { truth } from './truth.ts';

const forward =
  '__add__ __sub__ __mul__ __truediv__ __floordiv__ __mod__ __pow__ __lshift__ __rshift__ __and__ __or__ __xor__ __matmul__'.split(
    ' ',
  );

const comparisons = ['__eq__', '__ne__', '__lt__', '__le__', '__gt__', '__ge__'];

const reflected = ['__eq__', '__ne__', '__gt__', '__ge__', '__lt__', '__le__'];

const unaries = ['__neg__', '__pos__', '__invert__'];

/** A binary operation; `inPlace` tries `__iadd__` and its like first. */
export function* binary(thread: Thread, op: number, left: Value, right: Value, inPlace: boolean): Task<Value> {
  const name = forward[op] ?? '';
  if (inPlace) {
    const result = yield* thread.callMethod(left, `__i${name.slice(2)}`, right);
    if (result !== undefined && result !== notImplemented) return result;
  }
  const mine = typeOf(left).lookup(name);
  const back = `__r${name.slice(2)}`;
  const theirs = typeOf(left) === typeOf(right) ? undefined : typeOf(right).lookup(back);
  const first = theirs !== undefined && typeOf(right).isSubclass(typeOf(left)) && typeOf(left).lookup(back) !== theirs;
  if (first) {
    const result = yield* thread.call(theirs, [right, left]);
    if (result !== notImplemented) return result;
  }
  if (mine !== undefined) {
    const result = yield* thread.call(mine, [left, right]);
    if (result !== notImplemented) return result;
  }
  if (theirs !== undefined && !first) {
    const result = yield* thread.call(theirs, [right, left]);
    if (result !== notImplemented) return result;
  }
  const a = plainNumber(left);
  const b = plainNumber(right);
  const quick = binaryFast(op, a, b);
  if (quick !== undefined)
    return typeof left === 'boolean' && typeof right === 'boolean' && op >= 9 && op <= 11 ? quick === 1 : quick;
  if (op === 6 && isInt(a) && isInt(b) && b < 0 && Number(a) !== 0) return new PyFloat(Number(a) ** Number(b));
  if ((isInt(a) || a instanceof PyFloat) && (isInt(b) || b instanceof PyFloat))
    throw arithmeticError(thread, op, a, b) ?? refused(thread, op, left, right, inPlace);
  throw refused(thread, op, left, right, inPlace);
}

function arithmeticError(
  thread: Thread,
  op: number,
  a: number | bigint | PyFloat,
  b: number | bigint | PyFloat,
): Raised | undefined {
  const floats = a instanceof PyFloat || b instanceof PyFloat;
  switch (op) {
    case 3:
      return thread.error('ZeroDivisionError', floats ? 'float division by zero' : 'division by zero');
    case 4:
      return thread.error(
        'ZeroDivisionError',
        floats ? 'float floor division by zero' : 'integer division or modulo by zero',
      );
    case 5:
      return thread.error('ZeroDivisionError', floats ? 'float modulo' : 'integer modulo by zero');
    case 6: {
      const x = a instanceof PyFloat ? a.value : Number(a);
      const y = b instanceof PyFloat ? b.value : Number(b);
      if (x === 0) return thread.error('ZeroDivisionError', '0.0 cannot be raised to a negative power');
      if (floats || x > 0 || Number.isInteger(y)) return undefined;
      return thread.error('ValueError', 'not simulated: complex numbers');
    }
    case 7:
    case 8:
      return floats ? undefined : thread.error('ValueError', 'negative shift count');
    default:
      return undefined;
  }
}

function refused(thread: Thread, op: number, left: Value, right: Value, inPlace: boolean): Raised {
  const sign = binaryOps[op] ?? '';
  if (op === 0 && !inPlace) {
    if (typeof left === 'string')
      return thread.error('TypeError', `can only concatenate str (not "${typeName(right)}") to str`);
    if (left instanceof PyList || left instanceof PyTuple)
      return thread.error(
        'TypeError',
        `can only concatenate ${typeName(left)} (not "${typeName(right)}") to ${typeName(left)}`,
      );
  }
  if (op === 0 && typeof left === 'string')
    return thread.error('TypeError', `can only concatenate str (not "${typeName(right)}") to str`);
  if (op === 2 && (typeof left === 'string' || left instanceof PyList || left instanceof PyTuple))
    return thread.error('TypeError', `can't multiply sequence by non-int of type '${typeName(right)}'`);
  if (op === 0 && left instanceof PyBytes) return thread.error('TypeError', `can't concat ${typeName(right)} to bytes`);
  const text = op === 6 && !inPlace ? '** or pow()' : `${sign}${inPlace ? '=' : ''}`;
  return thread.error(
    'TypeError',
    `unsupported operand type(s) for ${text}: '${typeName(left)}' and '${typeName(right)}'`,
  );
}

export function* unary(thread: Thread, op: number, value: Value): Task<Value> {
  if (op === 3) return !(yield* truth(thread, value));
  const own = yield* thread.callMethod(value, unaries[op] ?? '');
  if (own !== undefined) return own;
  const plain = plainNumber(value);
  if (plain instanceof PyFloat && op < 2) return op === 0 ? new PyFloat(-plain.value) : plain;
  if (isInt(plain)) {
    if (op === 1) return plain;
    if (typeof plain === 'number') return op === 0 ? (plain === 0 ? 0 : -plain) : -plain - 1;
    return normal(op === 0 ? -plain : ~plain);
  }
  throw thread.error('TypeError', `bad operand type for unary ${unaryOps[op]}: '${typeName(value)}'`);
}

/** A comparison by its number in `compareOps`. */
export function* compareOp(thread: Thread, op: number, left: Value, right: Value): Task<Value> {
  const quick = compareFast(op, unboxed(left), unboxed(right));
  if (quick !== undefined && !hasOwn(left, op) && !hasOwn(right, op)) return quick;
  if (op === 6 || op === 7) {
    const found = yield* contains(thread, right, left);
    return op === 6 ? found : !found;
  }
  const name = comparisons[op] ?? '';
  const back = reflected[op] ?? '';
  const mine = typeOf(left).lookup(name);
  const theirs = typeOf(right).lookup(back);
  const first = theirs !== undefined && typeOf(right) !== typeOf(left) && typeOf(right).isSubclass(typeOf(left));
  for (const side of first ? [1, 0] : [0, 1]) {
    const func = side === 0 ? mine : theirs;
    if (func === undefined) continue;
    const result = yield* thread.call(func, side === 0 ? [left, right] : [right, left]);
    if (result !== notImplemented) return result;
  }
  if (op === 0) return equal(thread, left, right);
  if (op === 1) {
    const own = typeOf(left).lookup('__eq__') ?? typeOf(right).lookup('__eq__');
    if (own === undefined) return !equal(thread, left, right);
    return !(yield* truth(thread, yield* compareOp(thread, 0, left, right)));
  }
  const ordered = yield* order(thread, op, left, right);
  if (ordered !== undefined) return ordered;
  throw thread.error(
    'TypeError',
    `'${compareOps[op]}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`,
  );
}

const hasOwn = (value: Value, op: number): boolean =>
  value instanceof PyObject && value.cls.heap && value.cls.lookup(comparisons[op] ?? '') !== undefined;

function* order(thread: Thread, op: number, left: Value, right: Value): Task<boolean | undefined> {
  if ((left instanceof PyList && right instanceof PyList) || (left instanceof PyTuple && right instanceof PyTuple)) {
    const length = Math.min(left.items.length, right.items.length);
    for (let index = 0; index < length; index++) {
      const a = left.items[index];
      const b = right.items[index];
      if (yield* truth(thread, yield* compareOp(thread, 0, a, b))) continue;
      return yield* truth(thread, yield* compareOp(thread, op, a, b));
    }
    return compareFast(op, left.items.length, right.items.length);
  }
  if (left instanceof PyBytes && right instanceof PyBytes)
    return compareFast(op, String.fromCharCode(...left.bytes), String.fromCharCode(...right.bytes));
  if (left instanceof PySet && right instanceof PySet) {
    const within = (a: PySet, b: PySet): boolean => [...a.map.keys()].every((key) => b.map.has(key));
    const smaller = left.map.size < right.map.size;
    const larger = left.map.size > right.map.size;
    if (op === 2) return smaller && within(left, right);
    if (op === 3) return within(left, right);
    if (op === 4) return larger && within(right, left);
    return within(right, left);
  }
  return undefined;
}
