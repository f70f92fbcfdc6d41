// Sizes and ages as Docker prints them: the library docker/go-units. Decimal sizes for disks, binary ones for memory.
import type { Parsed } from './duration.ts';
import { formatG, parseFloat64 } from './number.ts';

const decimalUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'] as const;
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'] as const;

function scaled(size: number, base: number, units: readonly string[]): [number, string] {
  let value = size;
  let step = 0;
  while (value >= base && step < units.length - 1) {
    value /= base;
    step++;
  }
  return [value, units[step] ?? ''];
}

/** A size in steps of 1000 with a number of significant digits: `2.07MB`, `0B`, `32.77kB` (4 digits unless told). */
export function humanSize(bytes: number, digits = 4): string {
  const [value, unit] = scaled(bytes, 1000, decimalUnits);
  return formatG(value, digits) + unit;
}

/** A size in steps of 1024 with four significant digits: `64MiB`, `1.944GiB`. */
export function bytesSize(bytes: number): string {
  const [value, unit] = scaled(bytes, 1024, binaryUnits);
  return formatG(value, 4) + unit;
}

const powers: Readonly<Record<string, number>> = { b: 0, k: 1, m: 2, g: 3, t: 4, p: 5 };

/** Parses `64m`, `1.5GiB`, `10kb` in steps of 1024 into bytes. */
export const ramInBytes = (text: string): Parsed<number> => parseSize(text, 1024);

/** Parses a size in steps of 1000 into bytes. */
export const fromHumanSize = (text: string): Parsed<number> => parseSize(text, 1000);

function parseSize(text: string, base: number): Parsed<number> {
  const separator = lastOf(text, /[0-9. ]/);
  if (separator < 0) return { error: `invalid size: '${text}'` };
  const number = text.slice(0, text[separator] === ' ' ? separator : separator + 1);
  const suffix = text.slice(separator + 1);
  const parsed = parseFloat64(number);
  if ('error' in parsed) return parsed;
  const size = parsed.value;
  if (size < 0) return { error: `invalid size: '${text}'` };
  if (suffix === '') return { value: Math.trunc(size) };
  if (suffix.length > 3) return { error: `invalid suffix: '${suffix}'` };
  const lower = suffix.toLowerCase();
  const power = powers[lower.charAt(0)];
  const good = power !== undefined && (power === 0 ? lower === 'b' : ['', 'b', 'ib'].includes(lower.slice(1)));
  return good ? { value: Math.trunc(size * base ** power) } : { error: `invalid suffix: '${lower}'` };
}

function lastOf(text: string, pattern: RegExp): number {
  for (let at = text.length - 1; at >= 0; at--) if (pattern.test(text.charAt(at))) return at;
  return -1;
}

/** An age in words, from milliseconds: `Less than a second`, `About a minute`, `3 hours`, `2 weeks`. */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${String(seconds)} seconds`;
  const minutes = Math.trunc(ms / 60_000);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${String(minutes)} minutes`;
  const hours = Math.trunc(ms / 3_600_000 + 0.5);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${String(hours)} hours`;
  if (hours < 24 * 7 * 2) return `${String(Math.trunc(hours / 24))} days`;
  if (hours < 24 * 30 * 2) return `${String(Math.trunc(hours / 24 / 7))} weeks`;
  if (hours < 24 * 365 * 2) return `${String(Math.trunc(hours / 24 / 30))} months`;
  return `${String(Math.trunc(ms / 3_600_000 / 24 / 365))} years`;
}
