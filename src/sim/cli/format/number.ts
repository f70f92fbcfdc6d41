// Go's numbers as text: strconv's parsers with their error texts, and the `%g` form of floats.
import type { Parsed } from './duration.ts';
import { quote } from './quote.ts';

const failure = (fn: string, text: string, why: string): { error: string } => ({
  error: `strconv.${fn}: parsing ${quote(text)}: ${why}`,
});

const integer = /^[+-]?(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]*|[1-9][0-9_]*)$/;

function toBigInt(text: string): bigint | undefined {
  if (!integer.test(text) || /__|_$/.test(text)) return undefined;
  const negative = text.startsWith('-');
  const digits = text.replace(/^[+-]/, '').replaceAll('_', '');
  const legacyOctal = /^0[0-7]+$/.test(digits);
  const value = BigInt(legacyOctal ? `0o${digits.slice(1)}` : digits);
  return negative ? -value : value;
}

/** strconv.ParseInt with base 0 (`0x1f`, `010`); `bits` limits the range. Values beyond 2^53 lose precision. */
export function parseInteger(text: string, bits = 64): Parsed<number> {
  const value = toBigInt(text);
  if (value === undefined) return failure('ParseInt', text, 'invalid syntax');
  const limit = 1n << BigInt(bits - 1);
  if (value >= limit || value < -limit) return failure('ParseInt', text, 'value out of range');
  return { value: Number(value) };
}

/** strconv.ParseUint with base 0. */
export function parseUnsigned(text: string, bits = 64): Parsed<number> {
  const value = /^[+-]/.test(text) ? undefined : toBigInt(text);
  if (value === undefined) return failure('ParseUint', text, 'invalid syntax');
  if (value >= 1n << BigInt(bits)) return failure('ParseUint', text, 'value out of range');
  return { value: Number(value) };
}

/** strconv.Atoi: decimal only. */
export function parseDecimalInteger(text: string, fn = 'Atoi'): Parsed<number> {
  if (!/^[+-]?\d+$/.test(text)) return failure(fn, text, 'invalid syntax');
  const value = BigInt(text.replace(/^\+/, ''));
  if (value >= 1n << 63n || value < -(1n << 63n)) return failure(fn, text, 'value out of range');
  return { value: Number(value) };
}

/** strconv.ParseFloat. */
export function parseFloat64(text: string): Parsed<number> {
  if (/^[+-]?(inf|infinity)$/i.test(text)) return { value: text.startsWith('-') ? -Infinity : Infinity };
  if (/^nan$/i.test(text)) return { value: NaN };
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return failure('ParseFloat', text, 'invalid syntax');
  const value = Number(text);
  return Number.isFinite(value) ? { value } : failure('ParseFloat', text, 'value out of range');
}

const booleans: Readonly<Record<string, boolean>> = Object.fromEntries([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((word) => [word, true]),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((word) => [word, false]),
]) as Record<string, boolean>;

/** strconv.ParseBool. */
export function parseBoolean(text: string): Parsed<boolean> {
  const value = Object.hasOwn(booleans, text) ? booleans[text] : undefined;
  return value === undefined ? failure('ParseBool', text, 'invalid syntax') : { value };
}

/** Go's exponent form: at least two digits, always a sign. */
const goExponent = (text: string): string =>
  text.replace(/e([+-]?)(\d+)$/, (_, sign: string, digits: string) => `e${sign || '+'}${digits.padStart(2, '0')}`);

const special = (value: number): string => (Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf');

/** `%.<digits>g`: significant digits without trailing zeros; exponent form below 1e-4 and from 10^digits. */
export function formatG(value: number, digits: number): string {
  if (!Number.isFinite(value)) return special(value);
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponentText = '0'] = value.toExponential(Math.max(digits, 1) - 1).split('e');
  const exponent = Number(exponentText);
  const strip = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
  if (exponent < -4 || exponent >= Math.max(digits, 1)) return goExponent(`${strip(mantissa)}e${String(exponent)}`);
  return strip(value.toFixed(Math.max(digits - 1 - exponent, 0)));
}

/** `%v` of a float64: the shortest digits that read back, exponent form below 1e-4 and from 1e21. */
export function formatFloat(value: number): string {
  if (!Number.isFinite(value)) return special(value);
  if (Object.is(value, -0)) return '-0';
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e21)) return goExponent(value.toExponential());
  return plainDigits(value);
}

/** Decimal digits without exponent, for values below 1e21. */
const plainDigits = (value: number): string => {
  const text = String(value);
  return text.includes('e') ? value.toFixed(10).replace(/\.?0+$/, '') : text;
};
