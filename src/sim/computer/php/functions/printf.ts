// sprintf and its like: `%[argnum$][flags][width][.precision]specifier`.
import { formatFloat } from '../numbers.ts';
import type { Float, PhpArray } from '../values.ts';
import { type Value } from '../values.ts';
import { toFloat, toInt, toStr } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import type { Library } from './native.ts';

/** A number with so many decimals, rounded half away from zero as PHP does. */
export function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf';
  return Math.abs(value) < 1e21
    ? rounded(value, decimals).toFixed(Math.min(100, Math.max(0, decimals)))
    : BigInt(Math.round(value)).toString();
}

/** Rounds half away from zero, after the noise of binary fractions is taken away. */
export function rounded(value: number, places: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const shifted = Number(`${mantissa}e${Number(exponent) + places}`);
  const whole = Math.round(Number(shifted.toPrecision(15)));
  const [digits = '', power = '0'] = whole.toExponential().split('e');
  const made = Number(`${digits}e${Number(power) - places}`);
  return value < 0 ? -made : made;
}

/** Formats; an Error of PHP's for too few arguments. */
export function format(php: Engine, name: string, pattern: string, args: readonly Value[]): string {
  let next = 0;
  const needed = { count: 0 };
  const made = pattern.replace(
    /%(?:%|(?:(\d+)\$)?([-+ 0]|'[^])*(\d+)?(?:\.(\d+))?(?:l)?([^]))/g,
    (
      whole: string,
      position: string | undefined,
      _flag: string | undefined,
      width: string | undefined,
      precision: string | undefined,
      letter: string | undefined,
    ) => {
      if (letter === undefined) return '%';
      const flags = /^%(?:\d+\$)?((?:[-+ 0]|'[^])*)/.exec(whole)?.[1] ?? '';
      const at = position === undefined ? next++ : Number(position) - 1;
      needed.count = Math.max(needed.count, at + 1);
      const value = args[at];
      if (value === undefined) return '';
      return pad(
        one(php, value, letter, precision === undefined ? undefined : Number(precision), flags),
        Number(width ?? 0),
        flags,
        letter,
      );
    },
  );
  if (needed.count > args.length)
    throw php.error(
      'ArgumentCountError',
      name.startsWith('v')
        ? `The arguments array must contain ${needed.count} items, ${args.length} given`
        : `${needed.count + 1} arguments are required, ${args.length + 1} given`,
    );
  return made;
}

function one(php: Engine, value: Value, letter: string, precision: number | undefined, flags: string): string {
  const plus = (text: string, negative: boolean): string => (flags.includes('+') && !negative ? `+${text}` : text);
  switch (letter) {
    case 'd':
    case 'i': {
      const number = toInt(value);
      return plus(String(number), number < 0);
    }
    case 'u':
      return String(BigInt.asUintN(64, BigInt(toInt(value))));
    case 's': {
      const text = toStr(php, value);
      return precision === undefined ? text : text.slice(0, precision);
    }
    case 'f':
    case 'F': {
      const number = toFloat(value);
      return plus(fixed(number, precision ?? 6), number < 0);
    }
    case 'e':
    case 'E': {
      const number = toFloat(value);
      const text = number.toExponential(precision ?? 6).replace(/e([+-])(\d+)/, 'e$1$2');
      return plus(letter === 'E' ? text.toUpperCase() : text, number < 0);
    }
    case 'g':
    case 'G': {
      return formatFloat(toFloat(value), precision ?? 6).replace('E', letter === 'g' ? 'e' : 'E');
    }
    case 'x':
    case 'X': {
      const text = BigInt.asUintN(64, BigInt(toInt(value))).toString(16);
      return letter === 'X' ? text.toUpperCase() : text;
    }
    case 'o':
      return BigInt.asUintN(64, BigInt(toInt(value))).toString(8);
    case 'b':
      return BigInt.asUintN(64, BigInt(toInt(value))).toString(2);
    case 'c':
      return String.fromCharCode(Number(toInt(value)) & 255);
    default:
      throw php.error('ValueError', `Unknown format specifier "${letter}"`);
  }
}

function pad(text: string, width: number, flags: string, letter: string): string {
  if (text.length >= width) return text;
  const custom = /'([^])/.exec(flags)?.[1];
  const fill = custom ?? (/(?:^|[^'])0/.test(flags) ? '0' : ' ');
  if (flags.replace(/'[^]/g, '').includes('-')) return text.padEnd(width, fill === '0' && letter !== 's' ? '0' : fill);
  if (fill === '0' && /^[+-]/.test(text) && letter !== 's')
    return text.charAt(0) + text.slice(1).padStart(width - 1, '0');
  return text.padStart(width, fill);
}

/** number_format */
export function numberFormat(value: number, decimals: number, point: string, separator: string): string {
  const text = fixed(Math.abs(rounded(value, decimals)), Math.max(0, decimals));
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '\0').replaceAll('\0', separator);
  const sign = value < 0 && /[1-9]/.test(text) ? '-' : '';
  return `${sign}${grouped}${fraction === undefined ? '' : point + fraction}`;
}

export const printfFunctions: Library = {
  'sprintf(string $format, mixed ...$values)': (php, [pattern, ...args]: [string, ...Value[]]) =>
    format(php, 'sprintf', pattern, args),
  'vsprintf(string $format, array $values)': (php, [pattern, args]: [string, PhpArray]) =>
    format(php, 'vsprintf', pattern, args.values()),
  'printf(string $format, mixed ...$values)': (php, [pattern, ...args]: [string, ...Value[]]) => {
    const text = format(php, 'printf', pattern, args);
    php.echo(text);
    return text.length;
  },
  'vprintf(string $format, array $values)': (php, [pattern, args]: [string, PhpArray]) => {
    const text = format(php, 'vprintf', pattern, args.values());
    php.echo(text);
    return text.length;
  },
  'number_format(float $num, int $decimals = 0, ?string $decimal_separator = null, ?string $thousands_separator = null)':
    (_php, [value, decimals = 0, point, separator]: [Float, number?, (string | null)?, (string | null)?]) =>
      numberFormat(value.value, decimals, point ?? '.', separator ?? ','),
};
