// Arithmetic, bits, texts: what PHP's operators do with two values.
import { Float, int, PhpArray, Ref, wrapped, type Value } from '../values.ts';
import { toInt, toNumber, toStr } from './convert.ts';
import type { Engine } from './engine.ts';

type Number2 = number | bigint | Float;

const asFloat = (value: Number2): number => (value instanceof Float ? value.value : Number(value));

function add(php: Engine, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number')
    return int(exact(left + right, () => BigInt(left) + BigInt(right)));
  if (left instanceof PhpArray && right instanceof PhpArray) {
    const sum = left.copy();
    for (const [key, value] of right.raw()) {
      if (sum.has(key)) continue;
      if (value instanceof Ref) sum.bind(key, value);
      else sum.set(key, value);
    }
    return sum;
  }
  return numeric(
    php,
    '+',
    left,
    right,
    (one, two) => one + two,
    (one, two) => one + two,
  );
}

const exact = (fast: number, slow: () => bigint): number | bigint => (Number.isSafeInteger(fast) ? fast : slow());

function numeric(
  php: Engine,
  operator: string,
  left: Value,
  right: Value,
  onFloats: (one: number, two: number) => number,
  onInts: (one: bigint, two: bigint) => bigint,
): Value {
  const one = toNumber(php, left, operator, right, true);
  const two = toNumber(php, right, operator, left, false);
  if (one instanceof Float || two instanceof Float) return new Float(onFloats(asFloat(one), asFloat(two)));
  if (typeof one === 'number' && typeof two === 'number') {
    const fast = onFloats(one, two);
    if (Number.isSafeInteger(fast)) return fast === 0 ? 0 : fast;
  }
  return int(onInts(BigInt(one), BigInt(two)));
}

function divide(php: Engine, left: Value, right: Value): Value {
  const one = toNumber(php, left, '/', right, true);
  const two = toNumber(php, right, '/', left, false);
  if (asFloat(two) === 0) throw php.error('DivisionByZeroError', 'Division by zero');
  if (!(one instanceof Float) && !(two instanceof Float)) {
    const [over, under] = [BigInt(one), BigInt(two)];
    if (over % under === 0n) return int(over / under);
  }
  return new Float(asFloat(one) / asFloat(two));
}

/** An integer operand; floats with a fraction are said to lose it. */
function integer(php: Engine, value: Value, operator: string, other: Value, left: boolean): number | bigint {
  const number = toNumber(php, value, operator, other, left);
  if (number instanceof Float && !Number.isInteger(number.value))
    php.warn(`Implicit conversion from float ${toStr(php, number)} to int loses precision`, 'Deprecated');
  return toInt(number);
}

function modulo(php: Engine, left: Value, right: Value): Value {
  const one = integer(php, left, '%', right, true);
  const two = integer(php, right, '%', left, false);
  // eslint-disable-next-line eqeqeq -- a number or a bigint
  if (two == 0) throw php.error('DivisionByZeroError', 'Modulo by zero');
  if (typeof one === 'number' && typeof two === 'number') return one % two === 0 ? 0 : one % two;
  return int(BigInt(one) % BigInt(two));
}

function power(php: Engine, left: Value, right: Value): Value {
  const one = toNumber(php, left, '**', right, true);
  const two = toNumber(php, right, '**', left, false);
  if (one instanceof Float || two instanceof Float || two < 0) return new Float(asFloat(one) ** asFloat(two));
  const fast = Number(one) ** Number(two);
  if (Number.isSafeInteger(fast)) return fast === 0 ? 0 : fast;
  return Number(two) > 64 ? new Float(fast) : int(BigInt(one) ** BigInt(two));
}

function bits(
  php: Engine,
  operator: string,
  left: Value,
  right: Value,
  onInts: (one: bigint, two: bigint) => bigint,
  onBytes?: (one: number, two: number) => number,
): Value {
  if (typeof left === 'string' && typeof right === 'string' && onBytes) {
    const length = operator === '|' ? Math.max(left.length, right.length) : Math.min(left.length, right.length);
    let text = '';
    for (let at = 0; at < length; at++)
      text += String.fromCharCode(onBytes(left.charCodeAt(at) || 0, right.charCodeAt(at) || 0) & 255);
    return text;
  }
  const one = integer(php, left, operator, right, true);
  const two = integer(php, right, operator, left, false);
  return wrapped(onInts(BigInt(one), BigInt(two)));
}

function shift(php: Engine, operator: '<<' | '>>', left: Value, right: Value): Value {
  const by = integer(php, right, operator, left, false);
  if (by < 0) throw php.error('ArithmeticError', 'Bit shift by negative number');
  const one = BigInt(integer(php, left, operator, right, true));
  if (by >= 64) return operator === '>>' && one < 0n ? -1 : 0;
  return wrapped(operator === '<<' ? one << BigInt(by) : one >> BigInt(by));
}

/** What a binary operator makes of two values; undefined for an operator that is none of these. */
export function operatorOf(name: string): ((php: Engine, left: Value, right: Value) => Value) | undefined {
  return operators[name];
}

const operators: Readonly<Record<string, (php: Engine, left: Value, right: Value) => Value>> = {
  '+': add,
  '-': (php, left, right) =>
    numeric(
      php,
      '-',
      left,
      right,
      (one, two) => one - two,
      (one, two) => one - two,
    ),
  '*': (php, left, right) =>
    numeric(
      php,
      '*',
      left,
      right,
      (one, two) => one * two,
      (one, two) => one * two,
    ),
  '/': divide,
  '%': modulo,
  '**': power,
  '.': (php, left, right) => toStr(php, left) + toStr(php, right),
  '|': (php, left, right) =>
    bits(
      php,
      '|',
      left,
      right,
      (one, two) => one | two,
      (one, two) => one | two,
    ),
  '&': (php, left, right) =>
    bits(
      php,
      '&',
      left,
      right,
      (one, two) => one & two,
      (one, two) => one & two,
    ),
  '^': (php, left, right) =>
    bits(
      php,
      '^',
      left,
      right,
      (one, two) => one ^ two,
      (one, two) => one ^ two,
    ),
  '<<': (php, left, right) => shift(php, '<<', left, right),
  '>>': (php, left, right) => shift(php, '>>', left, right),
};

/** `++` and `--`: texts go through the alphabet, null becomes 1. */
export function step(php: Engine, value: Value, by: 1 | -1): Value {
  if (typeof value === 'number') return int(exact(value + by, () => BigInt(value) + BigInt(by)));
  if (value === null) return by === 1 ? 1 : null;
  if (typeof value === 'boolean') return value;
  if (value instanceof Float) return new Float(value.value + by);
  if (typeof value === 'bigint') return int(value + BigInt(by));
  if (typeof value === 'string') {
    if (/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(value)) return add(php, value, by);
    if (by === -1) return value === '' ? -1 : value;
    return nextText(value);
  }
  throw php.error('TypeError', `Cannot ${by === 1 ? 'increment' : 'decrement'} ${php.typeOf(value)}`);
}

function nextText(text: string): string {
  if (text === '') return '1';
  const letters = [...text];
  for (let at = letters.length - 1; at >= 0; at--) {
    const letter = letters[at] ?? '';
    if (!/[0-9a-zA-Z]/.test(letter)) break;
    const first = letter === '9' ? '0' : letter === 'z' ? 'a' : letter === 'Z' ? 'A' : undefined;
    if (first === undefined) {
      letters[at] = String.fromCharCode(letter.charCodeAt(0) + 1);
      break;
    }
    letters[at] = first;
    if (at === 0 || !/[0-9a-zA-Z]/.test(letters[at - 1] ?? '')) {
      letters.splice(at, 0, first === '0' ? '1' : first);
      break;
    }
  }
  return letters.join('');
}
