// Numbers: arithmetic, bases, randomness; and what a value is.
import { Float, int, isInt, PhpArray, PhpObject, type Ref, type Value } from '../values.ts';
import { crc32 } from '../../../kernel/crc32.ts';
import { numberOf, typeName, debugType } from '../numbers.ts';
import { toBool, toFloat, toInt } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import { operatorOf } from '../run/operators.ts';
import type { Library } from './native.ts';
import { rounded } from './printf.ts';

const float =
  (fn: (value: number) => number) =>
  (_php: Engine, [value]: [Float]): Value =>
    new Float(fn(value.value));

/** The number itself when it is an integer, else rounded by a function. */
const towards =
  (fn: (value: number) => number) =>
  (_php: Engine, [value]: [Value]): Value =>
    new Float(isInt(value) ? Number(value) : fn(toFloat(value)));

/** A random integer from a to b. */
export function randomInt(php: Engine, low: number, high: number): number {
  return low + Math.floor(php.process.machine.kernel.random('php').next() * (high - low + 1));
}

function draw(php: Engine, name: string, low: number | undefined, high: number | undefined): Value {
  if (low === undefined || high === undefined) return randomInt(php, 0, 2_147_483_647);
  if (low > high) {
    if (name === 'rand') return randomInt(php, high, low);
    throw php.error(
      'ValueError',
      name === 'random_int'
        ? 'random_int(): Argument #1 ($min) must be less than or equal to argument #2 ($max)'
        : 'mt_rand(): Argument #2 ($max) must be greater than or equal to argument #1 ($min)',
    );
  }
  return randomInt(php, low, high);
}

function fromBase(php: Engine, text: string, base: number): Value {
  const digits = text.toLowerCase().replace(/^0[xbo]/, '');
  let value = 0n;
  let odd = false;
  for (const digit of digits) {
    const one = Number.parseInt(digit, base);
    if (Number.isNaN(one)) odd = true;
    else value = value * BigInt(base) + BigInt(one);
  }
  if (odd) php.warn('Invalid characters passed for attempted conversion, these have been ignored', 'Deprecated');
  return int(value);
}

const unsigned = (value: number | bigint): bigint => BigInt.asUintN(64, BigInt(value));

/** A random text of bytes. */
export function randomBytes(php: Engine, count: number): string {
  return Array.from({ length: count }, () => String.fromCharCode(randomInt(php, 0, 255))).join('');
}

export const math: Library = {
  'abs(int|float $num)': (_php, [value]: [Value]) =>
    value instanceof Float
      ? new Float(Math.abs(value.value))
      : int(isInt(value) && typeof value === 'bigint' ? (value < 0n ? -value : value) : Math.abs(Number(value))),
  'ceil(int|float $num)': towards(Math.ceil),
  'floor(int|float $num)': towards(Math.floor),
  'round(int|float $num, int $precision = 0, int $mode = 1)': (_php, [value, places = 0]: [Value, number?]) =>
    new Float(rounded(toFloat(value), places)),
  'sqrt(float $num)': float(Math.sqrt),
  'sin(float $num)': float(Math.sin),
  'cos(float $num)': float(Math.cos),
  'tan(float $num)': float(Math.tan),
  'asin(float $num)': float(Math.asin),
  'acos(float $num)': float(Math.acos),
  'atan(float $num)': float(Math.atan),
  'atan2(float $y, float $x)': (_php, [y, x]: [Float, Float]) => new Float(Math.atan2(y.value, x.value)),
  'sinh(float $num)': float(Math.sinh),
  'cosh(float $num)': float(Math.cosh),
  'tanh(float $num)': float(Math.tanh),
  'exp(float $num)': float(Math.exp),
  'log(float $num, float $base = 0)': (_php, [value, base]: [Float, Float?]) =>
    new Float(base ? Math.log(value.value) / Math.log(base.value) : Math.log(value.value)),
  'log10(float $num)': float(Math.log10),
  'log2(float $num)': float(Math.log2),
  'log1p(float $num)': float(Math.log1p),
  'expm1(float $num)': float(Math.expm1),
  'pi()': () => new Float(Math.PI),
  'deg2rad(float $num)': float((value) => (value * Math.PI) / 180),
  'rad2deg(float $num)': float((value) => (value * 180) / Math.PI),
  'hypot(float $x, float $y)': (_php, [x, y]: [Float, Float]) => new Float(Math.hypot(x.value, y.value)),
  'pow(mixed $num, mixed $exponent)': (php, [base, exponent]: [Value, Value]) =>
    operatorOf('**')?.(php, base, exponent) ?? null,
  'intdiv(int $num1, int $num2)': (php, [one, two]: [number | bigint, number | bigint]) => {
    if (Number(two) === 0) throw php.error('DivisionByZeroError', 'Division by zero');
    return int(BigInt(one) / BigInt(two));
  },
  'fmod(float $num1, float $num2)': (_php, [one, two]: [Float, Float]) => new Float(one.value % two.value),
  'fdiv(float $num1, float $num2)': (_php, [one, two]: [Float, Float]) => new Float(one.value / two.value),
  'is_nan(float $num)': (_php, [value]: [Float]) => Number.isNaN(value.value),
  'is_finite(float $num)': (_php, [value]: [Float]) => Number.isFinite(value.value),
  'is_infinite(float $num)': (_php, [value]: [Float]) => Math.abs(value.value) === Infinity,
  'dechex(int $num)': (_php, [value]: [number]) => unsigned(value).toString(16),
  'decbin(int $num)': (_php, [value]: [number]) => unsigned(value).toString(2),
  'decoct(int $num)': (_php, [value]: [number]) => unsigned(value).toString(8),
  'hexdec(string $hex_string)': (php, [text]: [string]) => fromBase(php, text, 16),
  'bindec(string $binary_string)': (php, [text]: [string]) => fromBase(php, text, 2),
  'octdec(string $octal_string)': (php, [text]: [string]) => fromBase(php, text, 8),
  'base_convert(string $num, int $from_base, int $to_base)': (php, [text, from, to]: [string, number, number]) =>
    BigInt(toInt(fromBase(php, text, from))).toString(to),
  'rand(?int $min = null, ?int $max = null)': (php, [low, high]: [(number | null)?, (number | null)?]) =>
    draw(php, 'rand', low ?? undefined, high ?? undefined),
  'mt_rand(?int $min = null, ?int $max = null)': (php, [low, high]: [(number | null)?, (number | null)?]) =>
    draw(php, 'mt_rand', low ?? undefined, high ?? undefined),
  'random_int(int $min, int $max)': (php, [low, high]: [number, number]) => draw(php, 'random_int', low, high),
  'random_bytes(int $length)': (php, [length]: [number]) => randomBytes(php, length),
  'openssl_random_pseudo_bytes(int $length)': (php, [length]: [number]) => randomBytes(php, length),
  'mt_srand(?int $seed = null, int $mode = 0)': (php) => {
    throw php.notSimulated('mt_srand()');
  },
  'srand(?int $seed = null, int $mode = 0)': (php) => {
    throw php.notSimulated('srand()');
  },
  'mt_getrandmax()': () => 2_147_483_647,
  'getrandmax()': () => 2_147_483_647,
  'intval(mixed $value, int $base = 10)': (php, [value, base = 10]: [Value, number?]) => {
    if (base === 10 || typeof value !== 'string') return toInt(value);
    const text = value.trim().toLowerCase();
    const chosen =
      base === 0 ? (/^[+-]?0x/.test(text) ? 16 : /^[+-]?0b/.test(text) ? 2 : /^[+-]?0/.test(text) ? 8 : 10) : base;
    const digits = text.replace(/^([+-]?)0[xbo]/, '$1');
    const found = Number.parseInt(digits, chosen);
    return Number.isNaN(found) ? 0 : toInt(int(found)) || toInt(fromBase(php, digits, chosen));
  },
  'floatval(mixed $value)': (_php, [value]: [Value]) => new Float(toFloat(value)),
  'doubleval(mixed $value)': (_php, [value]: [Value]) => new Float(toFloat(value)),
  'boolval(mixed $value)': (_php, [value]: [Value]) => toBool(value),
  'settype(&$var, string $type)': (php, [ref, type]: [Ref, string]) => {
    const wanted = type.toLowerCase();
    if (wanted.startsWith('int')) ref.value = toInt(ref.value);
    else if (wanted.startsWith('bool')) ref.value = toBool(ref.value);
    else if (['float', 'double'].includes(wanted)) ref.value = new Float(toFloat(ref.value));
    else if (wanted === 'string') ref.value = php.callNow('strval', [ref.value]);
    else if (wanted === 'array')
      ref.value = ref.value instanceof PhpArray ? ref.value : PhpArray.list(ref.value === null ? [] : [ref.value]);
    else if (wanted === 'null') ref.value = null;
    else throw php.error('ValueError', 'settype(): Argument #2 ($type) must be a valid type');
    return true;
  },
  'gettype(mixed $value)': (_php, [value]: [Value]) =>
    value instanceof PhpObject && value.cls.name === '__Resource' ? 'resource' : typeName(value),
  'get_debug_type(mixed $value)': (_php, [value]: [Value]) =>
    value instanceof PhpObject && value.cls.name.includes('@anonymous') ? 'class@anonymous' : debugType(value),
  'is_int(mixed $value)': (_php, [value]: [Value]) => isInt(value),
  'is_integer(mixed $value)': (_php, [value]: [Value]) => isInt(value),
  'is_long(mixed $value)': (_php, [value]: [Value]) => isInt(value),
  'is_float(mixed $value)': (_php, [value]: [Value]) => value instanceof Float,
  'is_double(mixed $value)': (_php, [value]: [Value]) => value instanceof Float,
  'is_string(mixed $value)': (_php, [value]: [Value]) => typeof value === 'string',
  'is_bool(mixed $value)': (_php, [value]: [Value]) => typeof value === 'boolean',
  'is_array(mixed $value)': (_php, [value]: [Value]) => value instanceof PhpArray,
  'is_object(mixed $value)': (_php, [value]: [Value]) => value instanceof PhpObject && value.cls.name !== '__Resource',
  'is_null(mixed $value)': (_php, [value]: [Value]) => value === null,
  'is_resource(mixed $value)': (_php, [value]: [Value]) =>
    value instanceof PhpObject && value.cls.name === '__Resource' && !value.destroyed,
  'is_numeric(mixed $value)': (_php, [value]: [Value]) =>
    isInt(value) || value instanceof Float || (typeof value === 'string' && numberOf(value) !== undefined),
  'is_scalar(mixed $value)': (_php, [value]: [Value]) =>
    value !== null && !(value instanceof PhpArray) && !(value instanceof PhpObject),
  'is_iterable(mixed $value)': (php, [value]: [Value]) =>
    value instanceof PhpArray || php.isInstance(value, 'Traversable'),
  'is_countable(mixed $value)': (php, [value]: [Value]) =>
    value instanceof PhpArray || php.isInstance(value, 'Countable'),
  'crc32(string $string)': (_php, [text]: [string]) => checksum(text),
  'spl_object_id(object $object)': (_php, [object]: [PhpObject]) => object.id,
  'spl_object_hash(object $object)': (_php, [object]: [PhpObject]) => object.id.toString(16).padStart(32, '0'),
};

/** CRC-32 of a string of bytes. */
export const checksum = (text: string): number => crc32(Uint8Array.from(text, (byte) => byte.charCodeAt(0)));
