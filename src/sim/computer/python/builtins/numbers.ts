// What built-in functions compute with numbers: rounding, radix, powers of a modulus.
import { isInt, type NativeCode, plainNumber } from '../objects/values.ts';
import type { Thread } from '../run/thread.ts';
import { whole } from './length.ts';

export const radix =
  (base: number, prefix: string): NativeCode =>
  (thread, [value]) => {
    const plain = plainNumber(value);
    const number = isInt(plain) ? plain : whole(thread, value);
    return `${number < 0 ? '-' : ''}0${prefix}${(number < 0 ? -number : number).toString(base)}`;
  };

export const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** The number that gives 1 with `value`, modulo `by`. */
export function inverse(thread: Thread, value: bigint, by: bigint): bigint {
  let [a, b, x, y] = [((value % by) + by) % by, by, 1n, 0n];
  while (b !== 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  if (a !== 1n) throw thread.error('ValueError', 'base is not invertible for the given modulus');
  return ((x % by) + by) % by;
}

/** Rounds half to even. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest < 0.5 ? floor : rest > 0.5 ? floor + 1 : floor % 2 === 0 ? floor : floor + 1;
}

/** A float to a number of decimals, by its exact value. */
export function roundTo(value: number, digits: number): number {
  if (!Number.isFinite(value) || digits > 22) return value;
  if (digits < 0) return roundHalfEven(value / 10 ** -digits) * 10 ** -digits;
  const text = value.toFixed(Math.min(100, digits));
  const half = Math.abs(value).toFixed(Math.min(100, digits + 25));
  // Only an exact half is rounded to even; toFixed rounds it up.
  const tail = half.slice(half.indexOf('.') + 1 + digits);
  if (!/^50*$/.test(tail)) return Number(text);
  const down = half.slice(0, digits === 0 ? half.indexOf('.') : half.indexOf('.') + 1 + digits);
  const even = Number(down.at(-1)) % 2 === 0;
  return even ? Math.sign(value) * Number(down) : Number(text);
}
