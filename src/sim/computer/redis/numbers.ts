// Numbers in arguments: 64-bit integers, doubles as scores are, and long doubles of INCRBYFLOAT, added as decimals.
import { error, isError, type ErrorReply } from './reply.ts';

export const notAnInteger = error('ERR value is not an integer or out of range');
export const notAFloat = error('ERR value is not a valid float');
export const notPositive = error('ERR value is out of range, must be positive');

const largest = 2n ** 63n - 1n;
const smallest = -(2n ** 63n);

/** Whether a number fits into 64 bits. */
export const fits = (value: bigint): boolean => value >= smallest && value <= largest;

/** The integer that a text is, written as Redis writes it. */
export function parseWide(text: string): bigint | undefined {
  if (text.length > 20 || !/^(?:0|-?[1-9]\d*)$/.test(text)) return undefined;
  const value = BigInt(text);
  return fits(value) ? value : undefined;
}

/** An integer argument for counts and indices. */
export function integer(text: string | undefined, problem: ErrorReply = notAnInteger): number | ErrorReply {
  const value = parseWide(text ?? '');
  return value === undefined ? problem : Number(value);
}

/** A count that must not be negative. */
export function count(text: string | undefined, problem: ErrorReply = notPositive): number | ErrorReply {
  const value = integer(text, problem);
  return !isError(value) && value < 0 ? problem : value;
}

/** A double: digits, an exponent, `inf`; undefined when it is none (`nan` is none). */
export function parseDouble(text: string): number | undefined {
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

/** A double as replies have it. */
export function formatDouble(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Digits after the point that a sum of long doubles keeps, and bits that a long double has. */
const places = 17;
const bits = 64;

/** A long double: `mantissa` times two to the power of `exponent`. */
interface LongDouble {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** The sum of two decimals as INCRBYFLOAT has it; undefined when one is no number. */
export function addDecimals(one: string, two: string): string | undefined {
  const [first, second] = [parseLong(one), parseLong(two)];
  if (!first || !second) return undefined;
  const exponent = Math.min(first.exponent, second.exponent);
  const aligned = (value: LongDouble): bigint => value.mantissa << BigInt(value.exponent - exponent);
  const sum = aligned(first) + aligned(second);
  return formatLong(exponent < 0 ? nearest(sum, 1n << BigInt(-exponent)) : nearest(sum << BigInt(exponent), 1n));
}

function parseLong(text: string): LongDouble | undefined {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d{1,4}))?$/i.exec(text);
  if (!match || (match[2] === '' && match[3] === '')) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const shift = Number(power) - fraction.length;
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  return shift >= 0 ? nearest(digits * 10n ** BigInt(shift), 1n) : nearest(digits, 10n ** BigInt(-shift));
}

/** The long double nearest to a fraction; of two that are as near, the even one. */
function nearest(numerator: bigint, denominator: bigint): LongDouble {
  if (numerator === 0n) return { mantissa: 0n, exponent: 0 };
  const size = (numerator < 0n ? -numerator : numerator).toString(2).length - denominator.toString(2).length;
  const exponent = size - bits;
  const mantissa =
    exponent < 0
      ? divide(numerator << BigInt(-exponent), denominator)
      : divide(numerator, denominator << BigInt(exponent));
  return (mantissa < 0n ? -mantissa : mantissa) >> BigInt(bits) === 0n
    ? { mantissa, exponent }
    : { mantissa: divide(mantissa, 2n), exponent: exponent + 1 };
}

/** A quotient rounded to the nearest integer, a half to the even one. */
function divide(numerator: bigint, denominator: bigint): bigint {
  const positive = numerator < 0n ? -numerator : numerator;
  const quotient = positive / denominator;
  const rest = 2n * (positive % denominator);
  const up = rest > denominator || (rest === denominator && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return numerator < 0n ? -rounded : rounded;
}

function formatLong({ mantissa, exponent }: LongDouble): string {
  const scaled = mantissa * 10n ** BigInt(places);
  const value = exponent < 0 ? divide(scaled, 1n << BigInt(-exponent)) : scaled << BigInt(exponent);
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
}
