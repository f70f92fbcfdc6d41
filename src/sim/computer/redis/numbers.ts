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

/** Digits after the point that a sum of long doubles keeps. */
const places = 17;

/** The sum of two decimals as INCRBYFLOAT has it; undefined when one is no number or the sum is infinite. */
export function addDecimals(one: string, two: string): string | undefined {
  const [first, second] = [scaled(one), scaled(two)];
  if (first === undefined || second === undefined) return undefined;
  const sum = first + second;
  const digits = (sum < 0n ? -sum : sum).toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
}

function scaled(text: string): bigint | undefined {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d{1,4}))?$/i.exec(text);
  if (!match || (match[2] === '' && match[3] === '')) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent) - fraction.length + places;
  const digits = BigInt(`${whole}${fraction}`);
  const value = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  return sign === '-' ? -value : value;
}
