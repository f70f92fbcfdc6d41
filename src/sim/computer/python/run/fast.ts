// Arithmetic and comparison of plain numbers and texts: what needs no method of any class. Undefined: take the long way.
import { normal, PyFloat, type Value } from '../objects/values.ts';

/** `op` is an index into `binaryOps`. */
export function binaryFast(op: number, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    let result: number;
    switch (op) {
      case 0:
        result = left + right;
        break;
      case 1:
        result = left - right;
        break;
      case 2:
        result = left * right;
        break;
      case 3:
        return right === 0 ? undefined : new PyFloat(left / right);
      case 4:
        if (right === 0) return undefined;
        result = Math.floor(left / right);
        if (Math.abs(left) > 4503599627370496) return normal(floorDivide(BigInt(left), BigInt(right)));
        return result === 0 ? 0 : result;
      case 5:
        if (right === 0) return undefined;
        result = left % right;
        if (result !== 0 && result < 0 !== right < 0) result += right;
        return result === 0 ? 0 : result;
      case 6:
        if (right < 0) return undefined;
        result = left ** right;
        return Number.isSafeInteger(result) ? result : normal(BigInt(left) ** BigInt(right));
      case 7:
        if (right < 0) return undefined;
        return right < 22 && Math.abs(left) < 2147483648 ? left * 2 ** right : normal(BigInt(left) << BigInt(right));
      case 8:
        if (right < 0) return undefined;
        return right > 1000 ? (left < 0 ? -1 : 0) : Math.floor(left / 2 ** right);
      case 9:
      case 10:
      case 11: {
        const small = left === (left | 0) && right === (right | 0);
        if (small) return op === 9 ? left & right : op === 10 ? left | right : left ^ right;
        const a = BigInt(left);
        const b = BigInt(right);
        return normal(op === 9 ? a & b : op === 10 ? a | b : a ^ b);
      }
      default:
        return undefined;
    }
    if (Number.isSafeInteger(result)) return result === 0 ? 0 : result;
    const a = BigInt(left);
    const b = BigInt(right);
    return normal(op === 0 ? a + b : op === 1 ? a - b : a * b);
  }
  if (typeof left === 'string') return op === 0 && typeof right === 'string' ? left + right : undefined;
  if (left instanceof PyFloat || right instanceof PyFloat) {
    const a = floatOf(left);
    const b = floatOf(right);
    return a === undefined || b === undefined ? undefined : floatBinary(op, a, b);
  }
  if (typeof left === 'bigint' || typeof right === 'bigint') {
    const a = typeof left === 'number' ? BigInt(left) : left;
    const b = typeof right === 'number' ? BigInt(right) : right;
    if (typeof a !== 'bigint' || typeof b !== 'bigint') return undefined;
    return bigBinary(op, a, b);
  }
  return undefined;
}

const floatOf = (value: Value): number | undefined =>
  value instanceof PyFloat
    ? value.value
    : typeof value === 'number' || typeof value === 'bigint'
      ? Number(value)
      : typeof value === 'boolean'
        ? Number(value)
        : undefined;

function floatBinary(op: number, a: number, b: number): Value {
  switch (op) {
    case 0:
      return new PyFloat(a + b);
    case 1:
      return new PyFloat(a - b);
    case 2:
      return new PyFloat(a * b);
    case 3:
      return b === 0 ? undefined : new PyFloat(a / b);
    case 4:
      return b === 0 ? undefined : new PyFloat(Math.floor(a / b));
    case 5: {
      if (b === 0) return undefined;
      let rest = a % b;
      if (rest !== 0 && rest < 0 !== b < 0) rest += b;
      return new PyFloat(rest === 0 ? (b < 0 ? -0 : 0) : rest);
    }
    case 6: {
      if (a === 0 && b < 0) return undefined;
      const result = a === 1 ? 1 : a ** b;
      return Number.isNaN(result) && !Number.isNaN(a) && !Number.isNaN(b) ? undefined : new PyFloat(result);
    }
    default:
      return undefined;
  }
}

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function bigBinary(op: number, a: bigint, b: bigint): Value {
  switch (op) {
    case 0:
      return normal(a + b);
    case 1:
      return normal(a - b);
    case 2:
      return normal(a * b);
    case 3:
      return b === 0n ? undefined : new PyFloat(divide(a, b));
    case 4:
      return b === 0n ? undefined : normal(floorDivide(a, b));
    case 5:
      return b === 0n ? undefined : normal(a - floorDivide(a, b) * b);
    case 6:
      return b < 0n ? undefined : normal(a ** b);
    case 7:
      return b < 0n ? undefined : normal(a << b);
    case 8:
      return b < 0n ? undefined : normal(a >> b);
    case 9:
      return normal(a & b);
    case 10:
      return normal(a | b);
    case 11:
      return normal(a ^ b);
    default:
      return undefined;
  }
}

/** The quotient of big integers as the nearest float, without leaving the range on the way. */
function divide(a: bigint, b: bigint): number {
  const bits = (value: bigint): number => (value < 0n ? -value : value).toString(2).length;
  const shift = bits(a) - bits(b) - 64;
  const scaled = shift > 0 ? a / (b << BigInt(shift)) : (a << BigInt(-shift)) / b;
  return Number(scaled) * 2 ** shift;
}

/** `op` is an index into `compareOps`. */
export function compareFast(op: number, left: Value, right: Value): boolean | undefined {
  if (op === 8) return same(left, right);
  if (op === 9) return !same(left, right);
  if (op > 5) return undefined;
  let a: number | bigint | string;
  let b: number | bigint | string;
  if (typeof left === 'string' && typeof right === 'string') {
    if (op < 2) return (left === right) === (op === 0);
    const order = compareText(left, right);
    a = order;
    b = 0;
  } else {
    const x = numeric(left);
    const y = numeric(right);
    if (x === undefined || y === undefined) {
      if (op < 2 && (left === null || right === null) && plain(left) && plain(right))
        return (left === right) === (op === 0);
      return undefined;
    }
    a = x;
    b = y;
  }
  switch (op) {
    case 0:
      // eslint-disable-next-line eqeqeq -- a number and a bigint may be equal
      return a == b;
    case 1:
      // eslint-disable-next-line eqeqeq -- a number and a bigint may be equal
      return a != b;
    case 2:
      return a < b;
    case 3:
      return a <= b;
    case 4:
      return a > b;
    default:
      return a >= b;
  }
}

const plain = (value: Value): boolean => value === null || typeof value !== 'object' || value instanceof PyFloat;

/** Order of texts by code points. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    let x = a.charCodeAt(index);
    let y = b.charCodeAt(index);
    if (x === y) continue;
    if (x >= 0xd800 && x < 0xe000) x += 0x10000;
    if (y >= 0xd800 && y < 0xe000) y += 0x10000;
    return x - y;
  }
  return a.length - b.length;
}

const numeric = (value: Value): number | bigint | undefined =>
  typeof value === 'number' || typeof value === 'bigint'
    ? value
    : value instanceof PyFloat
      ? value.value
      : typeof value === 'boolean'
        ? Number(value)
        : undefined;

const same = (left: Value, right: Value): boolean =>
  left === right || (typeof left === 'bigint' && typeof right === 'bigint' && left === right);
