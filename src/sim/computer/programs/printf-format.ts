// The formatting of printf(1), for the program and the shells' builtin (POSIX XCU printf).
import { unescape } from './unescape.ts';

/** What a format and its arguments give. */
export interface Formatted {
  readonly text: string;
  /** Arguments that were no numbers, in order, as the messages name them. */
  readonly invalid: readonly { readonly argument: string; readonly problem: 'number' | 'incomplete' }[];
  /** A directive that does not exist. */
  readonly badDirective: string | undefined;
}

const directive = /%([-+ 0#']*)(\*|\d+)?(?:\.(\*|-?\d+)?)?([hlLjzt]*)([a-zA-Z%]|\([^)]*\)T)?/y;

/** Formats; the format is used again as long as arguments are left. */
export function formatPrintf(format: string, given: readonly string[], quote: (text: string) => string): Formatted {
  const args = [...given];
  const invalid: { argument: string; problem: 'number' | 'incomplete' }[] = [];
  let out = '';
  const number = (text: string): bigint => {
    const trimmed = text.trimStart();
    if (/^["']/.test(trimmed)) return BigInt(trimmed.codePointAt(1) ?? 0);
    const match = /^([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(trimmed);
    if (!match) {
      if (text !== '') invalid.push({ argument: text, problem: 'number' });
      return 0n;
    }
    if (match[0].length < trimmed.length) invalid.push({ argument: text, problem: 'incomplete' });
    const digits = match[2] ?? '0';
    const value = /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
    return match[1] === '-' ? -value : value;
  };
  do {
    const before = args.length;
    let used = false;
    for (let i = 0; i < format.length;) {
      const character = format.charAt(i);
      if (character === '\\') {
        const piece =
          /^\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|["'?]|.)/s.exec(format.slice(i))?.[0] ??
          '\\';
        if (piece === '\\"' || piece === "\\'" || piece === '\\?') out += piece.charAt(1);
        else {
          const escaped = unescape(piece, { octalNeedsZero: false });
          out += escaped.text;
          if (escaped.stops) return { text: out, invalid, badDirective: undefined };
        }
        i += piece.length;
        continue;
      }
      if (character !== '%') {
        out += character;
        i++;
        continue;
      }
      directive.lastIndex = i;
      const match = directive.exec(format);
      const [whole = '%', flags = '', width, precision, , conversion] = match ?? [];
      i += whole.length;
      if (conversion === '%') {
        out += '%';
        continue;
      }
      if (conversion === undefined || !'diouxXcsbqeEfFgG'.includes(conversion))
        return { text: out, invalid, badDirective: whole };
      used = true;
      const size = width === '*' ? Number(number(args.shift() ?? '0')) : Number(width ?? 0);
      const digits = whole.includes('.')
        ? Math.max(0, precision === '*' ? Number(number(args.shift() ?? '0')) : Number(precision ?? 0))
        : undefined;
      const argument = args.shift();
      const left = flags.includes('-') || size < 0;
      const pad = (text: string, zero = false): string => {
        const missing = Math.abs(size) - [...text].length;
        if (missing <= 0) return text;
        if (left) return text + ' '.repeat(missing);
        if (!zero || !flags.includes('0')) return ' '.repeat(missing) + text;
        const sign = /^([-+ ]|0[xX])*/.exec(text)?.[0] ?? '';
        return sign + '0'.repeat(missing) + text.slice(sign.length);
      };
      switch (conversion) {
        case 's':
          out += pad([...(argument ?? '')].slice(0, digits).join(''));
          break;
        case 'b': {
          const escaped = unescape(argument ?? '', { octalNeedsZero: false });
          out += pad([...escaped.text].slice(0, digits).join(''));
          if (escaped.stops) return { text: out, invalid, badDirective: undefined };
          break;
        }
        case 'q':
          out += pad(quote(argument ?? ''));
          break;
        case 'c':
          out += pad([...(argument ?? '')][0] ?? '');
          break;
        case 'd':
        case 'i':
        case 'o':
        case 'u':
        case 'x':
        case 'X':
          out += pad(integer(number(argument ?? ''), conversion, flags, digits), digits === undefined);
          break;
        default:
          out += pad(floating(argument ?? '', conversion, flags, digits, invalid), true);
      }
    }
    if (!used || args.length === before) break;
  } while (args.length > 0);
  return { text: out, invalid, badDirective: undefined };
}

function integer(value: bigint, conversion: string, flags: string, digits: number | undefined): string {
  const signed = conversion === 'd' || conversion === 'i';
  const magnitude = signed ? (value < 0n ? -value : value) : BigInt.asUintN(64, value);
  const base = conversion === 'o' ? 8 : conversion === 'x' || conversion === 'X' ? 16 : 10;
  let text = magnitude.toString(base).padStart(digits ?? 0, '0');
  if (flags.includes('#') && base === 8 && !text.startsWith('0')) text = `0${text}`;
  if (flags.includes('#') && base === 16 && value !== 0n) text = `0x${text}`;
  if (conversion === 'X') text = text.toUpperCase();
  if (!signed) return text;
  return (value < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + text;
}

function floating(
  argument: string,
  conversion: string,
  flags: string,
  digits: number | undefined,
  invalid: { argument: string; problem: 'number' | 'incomplete' }[],
): string {
  const match = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?/.exec(argument)?.[0];
  if (match === undefined && argument !== '') invalid.push({ argument, problem: 'number' });
  else if (match !== undefined && match.length < argument.length) invalid.push({ argument, problem: 'incomplete' });
  const value = Number(match ?? 0);
  const precision = digits ?? 6;
  let text = toFloat(Math.abs(value), conversion.toLowerCase(), precision, flags.includes('#'));
  if (conversion === conversion.toUpperCase()) text = text.toUpperCase();
  return (value < 0 || Object.is(value, -0) ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + text;
}

/** A number as C's %e, %f or %g prints it. */
export function toFloat(value: number, conversion: string, precision: number, keepZeros = false): string {
  const exponential = (digits: number): string => value.toExponential(digits).replace(/e([-+])(\d)$/, 'e$10$2');
  if (conversion === 'f') return value.toFixed(Math.min(100, precision));
  if (conversion === 'e') return exponential(Math.min(100, precision));
  const significant = Math.max(1, precision);
  const exponent = value === 0 ? 0 : Number(value.toExponential(significant - 1).split('e')[1]);
  const strip = (text: string): string => (keepZeros || !text.includes('.') ? text : text.replace(/\.?0+(e|$)/, '$1'));
  if (exponent < -4 || exponent >= significant) return strip(exponential(significant - 1));
  return strip(value.toFixed(Math.min(100, significant - 1 - exponent)));
}
