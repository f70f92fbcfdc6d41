// One type from another, and when two values are equal or one is less (https://www.php.net/manual/en/types.comparisons.php).
import { exactText, floatText, leadingNumber, numberOf, truncated } from '../numbers.ts';
import { Float, isInt, PhpArray, PhpObject, type Key, type Value } from '../values.ts';
import { isNamed } from './class-info.ts';
import type { Engine } from './engine.ts';

export function toBool(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null || value === 0 || value === '' || value === '0') return false;
  if (value instanceof Float) return value.value !== 0;
  return !(value instanceof PhpArray) || value.size > 0;
}

/** An integer, as `(int)` makes it. */
export function toInt(value: Value): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Float) return truncated(value.value);
  if (typeof value === 'string') {
    const found = leadingNumber(value)?.value ?? 0;
    return found instanceof Float ? truncated(found.value) : found;
  }
  return value instanceof PhpArray ? (value.size > 0 ? 1 : 0) : 1;
}

/** An integer for counting with. */
export const toCount = (value: Value): number => Number(toInt(value));

export function toFloat(value: Value): number {
  if (value instanceof Float) return value.value;
  if (typeof value === 'string') {
    const found = leadingNumber(value)?.value ?? 0;
    return found instanceof Float ? found.value : Number(found);
  }
  return Number(toInt(value));
}

/** A text. Objects are asked for theirs; an Error of PHP's is thrown for those that have none. */
export function toStr(php: Engine, value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value === null || value === false) return '';
  if (value === true) return '1';
  if (value instanceof Float) return php.precision === 14 ? floatText(value.value) : exactText(value.value);
  if (value instanceof PhpArray) {
    php.warn('Array to string conversion');
    return 'Array';
  }
  return php.textOf(value);
}

/** The values of an array as texts; of anything else, its own. */
export const toTexts = (php: Engine, value: Value): string[] =>
  value instanceof PhpArray ? value.values().map((one) => toStr(php, one)) : [toStr(php, value)];

/** The key that a value stands for in an array; undefined for what cannot be one. */
export function keyOf(php: Engine, value: Value): Key | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return keyOfText(value);
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Float) {
    if (!Number.isInteger(value.value))
      php.warn(`Implicit conversion from float ${exactText(value.value)} to int loses precision`, 'Deprecated');
    return Number(truncated(value.value));
  }
  return undefined;
}

/** '12' is the key 12. */
export function keyOfText(text: string): Key {
  const first = text.charCodeAt(0);
  if (text.length > 17 || !(first === 45 || (first >= 48 && first <= 57))) return text;
  const number = Number(text);
  return Number.isSafeInteger(number) && String(number) === text ? number : text;
}

/** A number for arithmetic; an Error of PHP's for what is none. */
export function toNumber(
  php: Engine,
  value: Value,
  operator: string,
  other: Value,
  left: boolean,
): number | bigint | Float {
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Float) return value;
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    const found = leadingNumber(value);
    if (found?.all) return found.value;
    if (found) {
      php.warn('A non-numeric value encountered');
      return found.value;
    }
    throw php.error('TypeError', unsupported(php, operator, left ? value : other, left ? other : value));
  }
  throw php.error('TypeError', unsupported(php, operator, left ? value : other, left ? other : value));
}

const unsupported = (php: Engine, operator: string, left: Value, right: Value): string =>
  `Unsupported operand types: ${php.typeOf(left)} ${operator} ${php.typeOf(right)}`;

/** `===` */
export function identical(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left instanceof Float) return right instanceof Float && left.value === right.value;
  if (left instanceof PhpArray) {
    if (!(right instanceof PhpArray) || left.size !== right.size) return false;
    const others = right.entries();
    return left.entries().every(([key, value], index) => {
      const other = others[index];
      return other?.[0] === key && identical(value, other[1]);
    });
  }
  return false;
}

/** `==` */
export function equal(php: Engine, left: Value, right: Value): boolean {
  if (left === right) return true;
  if (typeof left === 'string' && typeof right === 'string') {
    const one = numberOf(left);
    if (one === undefined) return false;
    const two = numberOf(right);
    return two !== undefined && order(one, two) === 0;
  }
  if (typeof left === 'boolean' || typeof right === 'boolean' || left === null || right === null) {
    if (left === null && typeof right === 'string') return right === '';
    if (right === null && typeof left === 'string') return left === '';
    return toBool(left) === toBool(right);
  }
  if (left instanceof PhpArray && right instanceof PhpArray) {
    if (left.size !== right.size) return false;
    for (const [key, value] of left.entries()) {
      const other = right.get(key);
      if (other === undefined || !equal(php, value, other)) return false;
    }
    return true;
  }
  return compare(php, left, right) === 0;
}

type Numeric = number | bigint | Float;

const isNumeric = (value: Value): value is Numeric => isInt(value) || value instanceof Float;

function order(left: Numeric, right: Numeric): number {
  const one = left instanceof Float ? left.value : left;
  const two = right instanceof Float ? right.value : right;
  return one < two ? -1 : one > two ? 1 : one >= two ? 0 : 1;
}

const sign = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** `<=>`: -1, 0 or 1. */
export function compare(php: Engine, left: Value, right: Value): number {
  if (isNumeric(left) && isNumeric(right)) return order(left, right);
  if (typeof left === 'string' && typeof right === 'string') {
    const one = numberOf(left);
    const two = one === undefined ? undefined : numberOf(right);
    return one !== undefined && two !== undefined ? order(one, two) : sign(left, right);
  }
  if (typeof left === 'boolean' || typeof right === 'boolean' || left === null || right === null) {
    if (left === null && typeof right === 'string') return right === '' ? 0 : -1;
    if (right === null && typeof left === 'string') return left === '' ? 0 : 1;
    return Number(toBool(left)) - Number(toBool(right));
  }
  if (typeof left === 'string' && isNumeric(right)) return -compareToText(php, right, left);
  if (typeof right === 'string' && isNumeric(left)) return compareToText(php, left, right);
  if (left instanceof PhpArray && right instanceof PhpArray) {
    if (left.size !== right.size) return left.size < right.size ? -1 : 1;
    for (const [key, value] of left.entries()) {
      const other = right.get(key);
      if (other === undefined) return 1;
      const found = compare(php, value, other);
      if (found !== 0) return found;
    }
    return 0;
  }
  if (left instanceof PhpArray) return 1;
  if (right instanceof PhpArray) return -1;
  if (left instanceof PhpObject && right instanceof PhpObject) return compareObjects(php, left, right);
  if (left instanceof PhpObject && typeof right === 'string') return sign(toStr(php, left), right);
  if (right instanceof PhpObject && typeof left === 'string') return sign(left, toStr(php, right));
  const [object, other] = left instanceof PhpObject ? [left, right] : [right as PhpObject, left];
  const wanted = other instanceof Float ? 'float' : 'int';
  php.warn(`Object of class ${object.cls.name} could not be converted to ${wanted}`);
  return order(left instanceof PhpObject ? 1 : (left as Numeric), right instanceof PhpObject ? 1 : (right as Numeric));
}

function compareToText(php: Engine, number: Numeric, text: string): number {
  const found = numberOf(text);
  return found === undefined ? sign(toStr(php, number), text) : order(number, found);
}

function compareObjects(php: Engine, left: PhpObject, right: PhpObject): number {
  // Dates are compared as moments, whatever their classes.
  if (isNamed(left.cls, 'datetimeinterface') && isNamed(right.cls, 'datetimeinterface'))
    return compare(php, left.get('_ms') ?? null, right.get('_ms') ?? null);
  if (left === right) return 0;
  if (left.cls !== right.cls || left.cls.kind === 'enum') return 1;
  if (left.props.size !== right.props.size) return left.props.size < right.props.size ? -1 : 1;
  for (const name of left.props.keys()) {
    const other = right.get(name);
    if (other === undefined) return 1;
    const found = compare(php, left.get(name) ?? null, other);
    if (found !== 0) return found;
  }
  return 0;
}
