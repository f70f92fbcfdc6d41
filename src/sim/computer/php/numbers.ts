// Numbers and texts of each other: how PHP reads and writes them.
import { Float, int, type Value } from './values.ts';

const numeric = /^[ \t\n\r\v\f]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/;
const whole = /^[ \t\n\r\v\f]*[+-]?\d+$/;

/** The number that a text begins with, and whether there is nothing but white space after it. */
export function leadingNumber(
  text: string,
): { readonly value: number | bigint | Float; readonly all: boolean } | undefined {
  const found = numeric.exec(text)?.[0];
  if (found === undefined) return undefined;
  const all = found.length === text.length || text.slice(found.length).trim() === '';
  if (!whole.test(found)) return { value: new Float(Number(found)), all };
  const plain = Number(found);
  if (Number.isSafeInteger(plain)) return { value: plain === 0 ? 0 : plain, all };
  const made = int(BigInt(found.trim().replace(/^\+/, '')));
  return { value: made, all };
}

/** The number that a text is; undefined for one that is no number. */
export function numberOf(text: string): number | bigint | Float | undefined {
  const first = text.charCodeAt(0);
  // What begins with a letter or is empty is no number.
  if (Number.isNaN(first) || first > 57) return undefined;
  const found = leadingNumber(text);
  return found?.all ? found.value : undefined;
}

/** A float with so many digits at most (17: as many as it takes to read the same float again). */
export function formatFloat(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'NAN';
  if (!Number.isFinite(value)) return value < 0 ? '-INF' : 'INF';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', power = '0'] = (digits === 17 ? value.toExponential() : value.toExponential(digits - 1)).split(
    'e',
  );
  const sign = mantissa.startsWith('-') ? '-' : '';
  const figures = mantissa.replace(/[-.]/g, '').replace(/0+$/, '') || '0';
  const point = Number(power) + 1;
  if (point < -3 || point > digits) {
    const exponent = Number(power);
    return `${sign}${figures.charAt(0)}.${figures.slice(1) || '0'}E${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
  }
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${figures}`;
  if (figures.length <= point) return sign + figures + '0'.repeat(point - figures.length);
  return `${sign}${figures.slice(0, point)}.${figures.slice(point)}`;
}

/** A float as `echo` writes it. */
export const floatText = (value: number): string => formatFloat(value, 14);

/** A float as var_dump and json_encode write it, so that it reads the same. */
export const exactText = (value: number): string => formatFloat(value, 17);

/** The integer that a float is cut to. */
export function truncated(value: number): number | bigint {
  if (!Number.isFinite(value)) return 0;
  const cut = Math.trunc(value);
  if (Number.isSafeInteger(cut)) return cut === 0 ? 0 : cut;
  return int(BigInt.asIntN(64, BigInt(cut))) as number | bigint;
}

/** The name of a type as gettype says it. */
export function typeName(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number' || typeof value === 'bigint') return 'integer';
  if (value instanceof Float) return 'double';
  return 'props' in value ? 'object' : 'array';
}

/** The name of a type as messages say it. */
export function debugType(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number' || typeof value === 'bigint') return 'int';
  if (value instanceof Float) return 'float';
  return 'props' in value ? value.cls.name : 'array';
}
