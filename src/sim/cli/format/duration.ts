// Go's time.Duration: parsing ("1h30m"), printing ("1h30m0s") and the texts of its parse errors. Unit: nanoseconds.
import { quote } from './quote.ts';

/** A value, or the text of Go's error. */
export type Parsed<T> = { readonly value: T } | { readonly error: string };

const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** Parses a duration into nanoseconds; fractions below one are cut off, as Go does. */
export function parseDuration(text: string): Parsed<number> {
  const invalid = { error: `time: invalid duration ${quote(text)}` };
  let rest = text;
  const negative = rest.startsWith('-');
  if (/^[-+]/.test(rest)) rest = rest.slice(1);
  if (rest === '0') return { value: 0 };
  if (rest === '') return invalid;
  let total = 0;
  while (rest !== '') {
    const number = /^(\d*)(?:\.(\d*))?/.exec(rest);
    const [all = '', whole = '', fraction = ''] = number ?? [];
    if (whole === '' && fraction === '') return invalid;
    rest = rest.slice(all.length);
    const unit = /^[^.\d]+/.exec(rest)?.[0];
    if (unit === undefined) return { error: `time: missing unit in duration ${quote(text)}` };
    rest = rest.slice(unit.length);
    const scale = Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (scale === undefined) return { error: `time: unknown unit ${quote(unit)} in duration ${quote(text)}` };
    total += Number(whole || '0') * scale + Math.trunc(Number(`0.${fraction || '0'}`) * scale);
    if (total >= 2 ** 63) return invalid;
  }
  return { value: negative ? -total : total };
}

/** Prints nanoseconds as Go does: `1.5s`, `2m0s`, `72h3m0.5s`, `0s`. */
export function formatDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  const sign = nanoseconds < 0 ? '-' : '';
  const ns = Math.abs(nanoseconds);
  if (ns < 1e3) return `${sign}${String(ns)}ns`;
  if (ns < 1e6) return `${sign}${decimal(ns, 1e3)}µs`;
  if (ns < 1e9) return `${sign}${decimal(ns, 1e6)}ms`;
  const seconds = ns % 60e9;
  const minutes = Math.floor(ns / 60e9);
  const tail = `${decimal(seconds, 1e9)}s`;
  if (minutes === 0) return `${sign}${tail}`;
  const hours = Math.floor(minutes / 60);
  return `${sign}${hours > 0 ? `${String(hours)}h` : ''}${String(minutes % 60)}m${tail}`;
}

/** ns / unit without a rounding error and without trailing zeros. */
function decimal(ns: number, unit: number): string {
  const digits = String(unit).length - 1;
  const fraction = String(ns % unit)
    .padStart(digits, '0')
    .replace(/0+$/, '');
  return `${String(Math.floor(ns / unit))}${fraction === '' ? '' : `.${fraction}`}`;
}
