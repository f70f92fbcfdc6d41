// `math`: functions of numbers.
import type { Task } from '../../../kernel/task.ts';
import { float, tuple, typeName } from '../objects/types.ts';
import { isInt, normal, plainNumber, PyFloat, type NativeCode, type Value } from '../objects/values.ts';
import { collect } from '../run/containers.ts';
import type { NativeModule } from '../run/interpreter.ts';
import { binary } from '../run/operators.ts';
import type { Thread } from '../run/thread.ts';
import { addFunctions, addValues } from './native.ts';

/** A number that an argument must be, as a float. */
function* real(thread: Thread, value: Value): Task<number> {
  const plain = plainNumber(value);
  if (plain instanceof PyFloat) return plain.value;
  if (typeof plain === 'number') return plain;
  if (typeof plain === 'bigint') {
    const number = Number(plain);
    if (!Number.isFinite(number)) throw thread.error('OverflowError', 'int too large to convert to float');
    return number;
  }
  const own = (yield* thread.callMethod(value, '__float__')) ?? (yield* thread.callMethod(value, '__index__'));
  if (own !== undefined) return yield* real(thread, own);
  throw thread.error('TypeError', `must be real number, not ${typeName(value)}`);
}

function whole(thread: Thread, value: Value): bigint {
  const plain = plainNumber(value);
  if (isInt(plain)) return BigInt(plain);
  const own = thread.sync(thread.callMethod(value, '__index__'));
  if (isInt(own)) return BigInt(own);
  throw thread.error('TypeError', `'${typeName(value)}' object cannot be interpreted as an integer`);
}

/** A function of floats; outside of what it is defined for it raises. */
const plain = (call: (...args: number[]) => number): NativeCode =>
  function* (thread, args) {
    const numbers: number[] = [];
    for (const arg of args) numbers.push(yield* real(thread, arg));
    const result = call(...numbers);
    if (Number.isNaN(result) && !numbers.some(Number.isNaN)) throw thread.error('ValueError', 'math domain error');
    if (!Number.isFinite(result) && numbers.every(Number.isFinite) && !Number.isNaN(result)) {
      if (call === Math.log || call === Math.log2 || call === Math.log10)
        throw thread.error('ValueError', 'math domain error');
      throw thread.error('OverflowError', 'math range error');
    }
    return float(result);
  };

const toWhole = (name: string, call: (value: number) => number): NativeCode =>
  function* (thread, [value]): Task<Value> {
    const number = plainNumber(value);
    if (isInt(number)) return number;
    const own = number instanceof PyFloat ? undefined : yield* thread.callMethod(value, name);
    if (own !== undefined) return own;
    const given = yield* real(thread, value);
    if (Number.isNaN(given)) throw thread.error('ValueError', 'cannot convert float NaN to integer');
    if (!Number.isFinite(given)) throw thread.error('OverflowError', 'cannot convert float infinity to integer');
    return normal(BigInt(call(given)));
  };

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let x = BigInt(Math.floor(Math.sqrt(Number(value))));
  for (;;) {
    const y = (x + value / x) >> 1n;
    if (y === x || y === x + 1n || y === x - 1n) {
      x = y;
      break;
    }
    x = y;
  }
  while (x * x > value) x--;
  while ((x + 1n) * (x + 1n) <= value) x++;
  return x;
}

const log = (value: Value): number => {
  const number = plainNumber(value);
  if (typeof number !== 'bigint') return Math.log(number instanceof PyFloat ? number.value : (number as number));
  const bits = number.toString(2).length;
  return Math.log(Number(number >> BigInt(Math.max(0, bits - 60)))) + Math.max(0, bits - 60) * Math.LN2;
};

/** Lanczos' approximation of the logarithm of the gamma function. */
function logGamma(value: number): number {
  if (value < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * value))) - logGamma(1 - value);
  const x = value - 1;
  const parts = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]; // prettier-ignore
  const t = x + 7.5;
  const sum = parts.reduce((total, part, at) => (at === 0 ? part : total + part / (x + at)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The error function, by its series or its continued fraction. */
function erf(x: number): number {
  const a = Math.abs(x);
  if (a > 6) return Math.sign(x);
  if (a < 2.5) {
    let term = a;
    let sum = a;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= -(a * a) / n;
      sum += term / (2 * n + 1);
    }
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
  }
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (a + fraction);
  return Math.sign(x) * (1 - Math.exp(-a * a) / ((a + fraction) * Math.sqrt(Math.PI)));
}

/** An exactly rounded sum (Shewchuk). */
function exactSum(values: readonly number[]): number {
  const partials: number[] = [];
  for (const value of values) {
    let x = value;
    let used = 0;
    for (const partial of partials) {
      let y = partial;
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[used++] = low;
      x = high;
    }
    partials.length = used;
    partials.push(x);
  }
  return partials.reduceRight((sum, part) => sum + part, 0);
}

/** Fills `math`. */
export const math: NativeModule = (_interpreter, names) => {
  addValues(names, {
    pi: float(Math.PI),
    e: float(Math.E),
    tau: float(2 * Math.PI),
    inf: float(Infinity),
    nan: float(Number.NaN),
  });
  const functions: Record<string, (...args: number[]) => number> = {
    sqrt: Math.sqrt, sin: Math.sin, cos: Math.cos, tan: Math.tan, asin: Math.asin, acos: Math.acos, atan: Math.atan, atan2: Math.atan2,
    sinh: Math.sinh, cosh: Math.cosh, tanh: Math.tanh, asinh: Math.asinh, acosh: Math.acosh, atanh: Math.atanh, exp: Math.exp,
    expm1: Math.expm1, log1p: Math.log1p, log2: Math.log2, log10: Math.log10, fabs: Math.abs, cbrt: Math.cbrt, hypot: Math.hypot, erf,
    pow: (a = 0, b = 0) => (a === 1 ? 1 : a ** b), exp2: (a = 0) => 2 ** a, erfc: (a = 0) => 1 - erf(a),
    fmod: (a = 0, b = 0) => a % b, copysign: (a = 0, b = 0) => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a)),
    degrees: (a = 0) => (a * 180) / Math.PI, radians: (a = 0) => (a * Math.PI) / 180, lgamma: (a = 0) => logGamma(a),
    gamma: (a = 0) => (Number.isInteger(a) && a > 0 && a < 20 ? Array.from({ length: a - 1 }, (_, at) => at + 1).reduce((x, y) => x * y, 1) : Math.exp(logGamma(a))),
  }; // prettier-ignore
  for (const [name, call] of Object.entries(functions)) addFunctions(names, { [name]: plain(call) });
  addFunctions(names, {
    *log(thread, [value, base]) {
      yield* real(thread, value);
      const number = log(value);
      if (!Number.isFinite(number) && plainNumber(value) !== Infinity)
        throw thread.error('ValueError', 'math domain error');
      return float(base === undefined ? number : number / log(base));
    },
    floor: toWhole('__floor__', Math.floor),
    ceil: toWhole('__ceil__', Math.ceil),
    trunc: toWhole('__trunc__', Math.trunc),
    *isnan(thread, [value]) {
      return Number.isNaN(yield* real(thread, value));
    },
    *isinf(thread, [value]) {
      return Math.abs(yield* real(thread, value)) === Infinity;
    },
    *isfinite(thread, [value]) {
      return Number.isFinite(yield* real(thread, value));
    },
    *isclose(thread, [left, right], kw) {
      const a = yield* real(thread, left);
      const b = yield* real(thread, right);
      const relative = kw?.has('rel_tol') ? yield* real(thread, kw.get('rel_tol')) : 1e-9;
      const absolute = kw?.has('abs_tol') ? yield* real(thread, kw.get('abs_tol')) : 0;
      return a === b || Math.abs(a - b) <= Math.max(relative * Math.max(Math.abs(a), Math.abs(b)), absolute);
    },
    *modf(thread, [value]) {
      const number = yield* real(thread, value);
      return tuple([float(number - Math.trunc(number)), float(Math.trunc(number))]);
    },
    *frexp(thread, [value]) {
      const number = yield* real(thread, value);
      if (number === 0 || !Number.isFinite(number)) return tuple([float(number), 0]);
      let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(number))) + 1);
      let mantissa = number * 2 ** -exponent;
      for (; Math.abs(mantissa) < 0.5; exponent--) mantissa *= 2;
      for (; Math.abs(mantissa) >= 1; exponent++) mantissa /= 2;
      return tuple([float(mantissa), exponent]);
    },
    *ldexp(thread, [value, exponent]) {
      return float((yield* real(thread, value)) * 2 ** Number(exponent));
    },
    factorial: (thread, [value]) => {
      const limit = whole(thread, value);
      if (limit < 0n) throw thread.error('ValueError', 'factorial() not defined for negative values');
      let result = 1n;
      for (let factor = 2n; factor <= limit; factor++) result *= factor;
      return normal(result);
    },
    gcd: (thread, args) => normal(args.reduce<bigint>((total, arg) => gcd(total, whole(thread, arg)), 0n)),
    lcm: (thread, args) =>
      normal(
        args.reduce<bigint>((total, arg) => {
          const value = whole(thread, arg);
          const size = value < 0n ? -value : value;
          return size === 0n ? 0n : (total / gcd(total, size)) * size;
        }, 1n),
      ),
    isqrt: (thread, [value]) => {
      const given = whole(thread, value);
      if (given < 0n) throw thread.error('ValueError', 'isqrt() argument must be nonnegative');
      return normal(squareRoot(given));
    },
    comb: (thread, [total, chosen]) => {
      const n = whole(thread, total);
      let k = whole(thread, chosen);
      if (k > n) return 0;
      if (k > n - k) k = n - k;
      let result = 1n;
      for (let at = 0n; at < k; at++) result = (result * (n - at)) / (at + 1n);
      return normal(result);
    },
    perm: (thread, [total, chosen = null]) => {
      const n = whole(thread, total);
      const k = chosen === null ? n : whole(thread, chosen);
      let result = k > n ? 0n : 1n;
      for (let at = 0n; at < k && result > 0n; at++) result *= n - at;
      return normal(result);
    },
    *prod(thread, [source], kw) {
      let total: Value = kw?.get('start') ?? 1;
      for (const item of yield* collect(thread, source)) total = yield* binary(thread, 2, total, item, false);
      return total;
    },
    *fsum(thread, [source]) {
      const numbers: number[] = [];
      for (const item of yield* collect(thread, source)) numbers.push(yield* real(thread, item));
      return float(exactSum(numbers));
    },
    *dist(thread, [left, right]) {
      const a = yield* collect(thread, left);
      const b = yield* collect(thread, right);
      let total = 0;
      for (const [at, item] of a.entries()) total += ((yield* real(thread, item)) - (yield* real(thread, b[at]))) ** 2;
      return float(Math.sqrt(total));
    },
    *sumprod(thread, [left, right]) {
      const a = yield* collect(thread, left);
      const b = yield* collect(thread, right);
      let total: Value = 0;
      for (const [at, item] of a.entries())
        total = yield* binary(thread, 0, total, yield* binary(thread, 2, item, b[at], false), false);
      return total;
    },
  });
};
