// JSON values as jq sees them: objects keep their order, everything can be compared.

export type Value = null | boolean | number | string | readonly Value[] | ReadonlyMap<string, Value>;

/** An error of a jq program: any value, usually a text. */
export class JqError extends Error {
  readonly value: Value;

  constructor(value: Value) {
    super(typeof value === 'string' ? value : toJson(value));
    this.value = value;
  }
}

export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isObject = (value: Value): value is ReadonlyMap<string, Value> => value instanceof Map;

/** `null`, `boolean`, `number`, `string`, `array`, `object`. */
export const typeOf = (value: Value): string =>
  value === null ? 'null' : isArray(value) ? 'array' : isObject(value) ? 'object' : typeof value;

const longest = 11;

/** A value in a message: its type, and its text cut short. */
export function described(value: Value): string {
  const text = toJson(value);
  return `${typeOf(value)} (${text.length > longest ? `${text.slice(0, longest - 1)}...` : text})`;
}

export const isTrue = (value: Value): boolean => value !== null && value !== false;

const order = ['null', 'false', 'true', 'number', 'string', 'array', 'object'];
const rank = (value: Value): number => order.indexOf(typeof value === 'boolean' ? String(value) : typeOf(value));

/** Names of an object in the order of their characters. */
export const sortedKeys = (value: ReadonlyMap<string, Value>): string[] => [...value.keys()].sort(compareText);

/** By code points, as bytes of UTF-8 compare. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const [one, two] = [[...a], [...b]];
  for (let at = 0; at < Math.min(one.length, two.length); at++) {
    const difference = (one[at]?.codePointAt(0) ?? 0) - (two[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - two.length;
}

/** Negative, 0 or positive, in jq's order of all values. */
export function compare(a: Value, b: Value): number {
  const difference = rank(a) - rank(b);
  if (difference !== 0) return difference;
  if (typeof a === 'number' && typeof b === 'number')
    return Number.isNaN(a) ? -1 : a < b ? -1 : a > b ? 1 : Number.isNaN(b) ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (isArray(a) && isArray(b)) {
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      const result = compare(a[at] ?? null, b[at] ?? null);
      if (result !== 0) return result;
    }
    return a.length - b.length;
  }
  if (isObject(a) && isObject(b)) {
    const [one, two] = [sortedKeys(a), sortedKeys(b)];
    const names = compare(one, two);
    if (names !== 0) return names;
    for (const name of one) {
      const result = compare(a.get(name) ?? null, b.get(name) ?? null);
      if (result !== 0) return result;
    }
  }
  return 0;
}

export const equal = (a: Value, b: Value): boolean => compare(a, b) === 0;

const largest = '1.7976931348623157e+308';

/** A number as jq prints it: seventeen digits at most, no infinity. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'null';
  if (!Number.isFinite(value)) return value > 0 ? largest : `-${largest}`;
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const digits = mantissa.replace(/[-.]/g, '');
  const point = Number(exponent) + 1;
  const sign = value < 0 ? '-' : '';
  if (point <= -5 || point > digits.length + 15) {
    const power = String(Math.abs(point - 1)).padStart(2, '0');
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${sign}${digits.charAt(0)}${fraction}e${point - 1 < 0 ? '-' : '+'}${power}`;
  }
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** A text in double quotes; `ascii`: with escapes for everything else. */
export function quoted(text: string, ascii = false): string {
  const escaped = text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/["\\\x00-\x1f\x7f]/g, (character) => {
      const short = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r', '\b': '\\b', '\f': '\\f' }[
        character
      ];
      return short ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  if (!ascii) return `"${escaped}"`;
  return `"${escaped.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}

/** A value on one line. */
export function toJson(value: Value, sorted = false, ascii = false): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return quoted(value, ascii);
  if (isArray(value)) return `[${value.map((one) => toJson(one, sorted, ascii)).join(',')}]`;
  const names = sorted ? sortedKeys(value) : [...value.keys()];
  return `{${names.map((name) => `${quoted(name, ascii)}:${toJson(value.get(name) ?? null, sorted, ascii)}`).join(',')}}`;
}
