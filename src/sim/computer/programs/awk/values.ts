// awk's values: numbers, strings, and strings from input that look like numbers and then count as both.
import { toFloat } from '../printf-format.ts';

/** A string from input that looks like a number. */
export class NumericString {
  readonly text: string;
  readonly number: number;

  constructor(text: string, number: number) {
    this.text = text;
    this.number = number;
  }
}

/** Undefined: never set, both 0 and empty. */
export type Value = number | string | NumericString | undefined;

const looksNumeric = /^[ \t\n\r\f\v]*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[ \t\n\r\f\v]*$/;

/** A value from input: fields, getline, command-line assignments, ENVIRON. */
export const fromInput = (text: string): Value =>
  looksNumeric.test(text) ? new NumericString(text, Number(text)) : text;

/** The number that a value is, from its beginning if it is a string. */
export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  if (value instanceof NumericString) return value.number;
  return Number(/^[ \t\n\r\f\v]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(value)?.[1] ?? 0);
}

/** A number as text: whole ones as they are, others by a format such as `%.6g`. */
export function numberText(value: number, format: string): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e16 ? String(value) : BigInt(value).toString();
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const match = /^%\.(\d+)([efg])$/.exec(format);
  const text = toFloat(Math.abs(value), match?.[2] ?? 'g', Number(match?.[1] ?? 6));
  return value < 0 ? `-${text}` : text;
}

/** A value as text. */
export function toText(value: Value, format: string): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  return typeof value === 'number' ? numberText(value, format) : value.text;
}

/** Whether a value counts as true. */
export function isTrue(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  if (value instanceof NumericString) return value.number !== 0;
  return value !== undefined && value !== '';
}

/** Compares as numbers when both are, or look like, numbers; otherwise as strings. */
export function compareValues(left: Value, right: Value, format: string): number {
  const numeric = (value: Value): boolean => typeof value !== 'string';
  if (numeric(left) && numeric(right)) return toNumber(left) - toNumber(right);
  const [a, b] = [toText(left, format), toText(right, format)];
  return a < b ? -1 : a > b ? 1 : 0;
}
