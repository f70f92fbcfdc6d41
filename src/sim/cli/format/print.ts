// Go's fmt: the verbs of Printf and the default format of every value (`[a b]`, `map[a:b]`, `<nil>`, `{a b}`).
import { formatFloat, formatG } from './number.ts';
import { quote, quoteRune } from './quote.ts';
import { GoFloat, GoNil, GoStruct, isMap, isSlice, mapEntries, typeName, type GoValue } from './value.ts';

/** `%v` of a value, `%+v` with field names. `top` is false inside lists and maps, where nil prints the same. */
export function formatValue(value: GoValue, plus = false): string {
  if (value === null) return '<nil>';
  if (value instanceof GoNil)
    return value.type.startsWith('[]') ? '[]' : value.type.startsWith('map[') ? 'map[]' : '<nil>';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : formatFloat(value);
  if (value instanceof GoFloat) return formatFloat(value.value);
  if (isSlice(value)) return `[${value.map((item) => formatValue(item, plus)).join(' ')}]`;
  if (value instanceof GoStruct) {
    if (value.text !== undefined) return value.text;
    const fields = Object.entries(value.fields).map(
      ([name, field]) => (plus ? `${name}:` : '') + formatValue(field, plus),
    );
    return `${value.type.startsWith('*') ? '&' : ''}{${fields.join(' ')}}`;
  }
  return `map[${mapEntries(value)
    .map(([key, item]) => `${key}:${formatValue(item, plus)}`)
    .join(' ')}]`;
}

/** fmt.Sprint: blanks only between operands of which neither is a string. */
export const sprint = (values: readonly GoValue[]): string =>
  values
    .map((value, at) => {
      const before = values[at - 1];
      const blank = at > 0 && typeof value !== 'string' && typeof before !== 'string';
      return (blank ? ' ' : '') + formatValue(value);
    })
    .join('');

/** fmt.Sprintln: blanks between all, newline at the end. */
export const sprintln = (values: readonly GoValue[]): string =>
  `${values.map((value) => formatValue(value)).join(' ')}\n`;

interface Verb {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly letter: string;
}

/** fmt.Sprintf, with Go's complaints for what does not fit (`%!d(string=x)`, `%!v(MISSING)`, `%!(EXTRA int=1)`). */
export function sprintf(format: string, values: readonly GoValue[]): string {
  let next = 0;
  let result = '';
  let at = 0;
  let reordered = false;
  const pattern = /%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d*))?(?:\[(\d+)\])?(.|$)/gsu;
  for (let match = pattern.exec(format); match; match = pattern.exec(format)) {
    result += format.slice(at, match.index);
    at = match.index + match[0].length;
    const [, flags = '', width, precision, index, letter = ''] = match;
    if (letter === '%') {
      result += '%';
      continue;
    }
    if (letter === '') {
      result += '%!(NOVERB)';
      break;
    }
    const star = (text: string | undefined): number | undefined => {
      if (text === undefined) return undefined;
      return text === '*' ? Number(values[next++] ?? 0) : Number(text === '' ? '0' : text);
    };
    const verb: Verb = { flags, width: star(width), precision: star(precision), letter };
    if (index !== undefined) {
      next = Number(index) - 1;
      reordered = true;
      if (next < 0 || next >= values.length) {
        result += `%!${letter}(BADINDEX)`;
        continue;
      }
    }
    if (next >= values.length) {
      result += `%!${letter}(MISSING)`;
      continue;
    }
    result += formatVerb(values[next++] ?? null, verb);
  }
  result += format.slice(at);
  if (!reordered && next < values.length) {
    const extra = values
      .slice(next)
      .map((value) => (value === null ? '<nil>' : `${typeName(value)}=${formatValue(value)}`));
    result += `%!(EXTRA ${extra.join(', ')})`;
  }
  return result;
}

function formatVerb(value: GoValue, verb: Verb): string {
  const text = verbText(value, verb);
  if (text === undefined) {
    return value === null ? `%!${verb.letter}(<nil>)` : `%!${verb.letter}(${typeName(value)}=${formatValue(value)})`;
  }
  const { width = 0, flags } = verb;
  const missing = width - Array.from(text).length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (flags.includes('0') && /^[-+]?[\d.]/.test(text)) {
    const sign = /^[-+]/.exec(text)?.[0] ?? '';
    return sign + '0'.repeat(missing) + text.slice(sign.length);
  }
  return ' '.repeat(missing) + text;
}

const isInteger = (value: GoValue): value is number | bigint =>
  typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));

const asFloat = (value: GoValue): number | undefined => {
  if (value instanceof GoFloat) return value.value;
  return typeof value === 'number' && !Number.isInteger(value) ? value : undefined;
};

/** The text without padding; undefined when the verb does not fit the value. */
function verbText(value: GoValue, verb: Verb): string | undefined {
  const { letter, precision, flags } = verb;
  const plus = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const sign = (text: string): string => (text.startsWith('-') ? text : plus + text);
  if (letter === 'T') return typeName(value);
  if (letter === 'v') {
    if (flags.includes('#')) return goSyntax(value);
    const float = asFloat(value);
    if (float !== undefined && precision !== undefined) return sign(formatG(float, precision));
    return isInteger(value) ? sign(formatValue(value)) : formatValue(value, flags.includes('+'));
  }
  if (isSlice(value) || isMap(value)) return each(value, verb);
  if (letter === 't') return typeof value === 'boolean' ? String(value) : undefined;
  if (typeof value === 'string') return stringVerb(value, verb);
  if (isInteger(value)) return integerVerb(BigInt(value), verb, sign);
  const float = asFloat(value);
  if (float === undefined) return undefined;
  if (letter === 'f' || letter === 'F') return sign(float.toFixed(precision ?? 6));
  if (letter === 'e') return sign(float.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, 'e$10$2'));
  if (letter === 'g') return sign(precision === undefined ? formatFloat(float) : formatG(float, precision));
  return undefined;
}

function each(value: GoValue, verb: Verb): string {
  if (isSlice(value)) return `[${value.map((item) => formatVerb(item, verb)).join(' ')}]`;
  const entries = isMap(value) ? mapEntries(value) : [];
  return `map[${entries.map(([key, item]) => `${formatVerb(key, verb)}:${formatVerb(item, verb)}`).join(' ')}]`;
}

function stringVerb(value: string, { letter, precision, flags }: Verb): string | undefined {
  const cut = precision === undefined ? value : Array.from(value).slice(0, precision).join('');
  if (letter === 's') return cut;
  if (letter === 'q') return flags.includes('#') && !cut.includes('`') ? `\`${cut}\`` : quote(cut);
  if (letter !== 'x' && letter !== 'X') return undefined;
  const hex = Array.from(new TextEncoder().encode(cut), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return letter === 'X' ? hex.toUpperCase() : hex;
}

const bases: Readonly<Record<string, number>> = { d: 10, b: 2, o: 8, x: 16, X: 16 };
const prefixes: Readonly<Record<number, string>> = { 2: '0b', 8: '0', 16: '0x' };

function integerVerb(value: bigint, { letter, flags }: Verb, sign: (text: string) => string): string | undefined {
  const base = bases[letter];
  if (base !== undefined) {
    const digits = value.toString(base);
    const prefix = flags.includes('#') ? (prefixes[base] ?? '') : '';
    const prefixed = digits.replace(/^-?/, (minus) => minus + prefix);
    return sign(letter === 'X' ? prefixed.toUpperCase() : prefixed);
  }
  if (letter === 'c') return String.fromCodePoint(Number(value));
  if (letter === 'q') return quoteRune(String.fromCodePoint(Number(value)));
  if (letter === 'U') return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
  return undefined;
}

/** `%#v`: Go syntax. */
function goSyntax(value: GoValue): string {
  if (value === null) return '<nil>';
  if (typeof value === 'string') return quote(value);
  if (isSlice(value)) return `${typeName(value)}{${value.map(goSyntax).join(', ')}}`;
  if (isMap(value)) {
    return `${typeName(value)}{${mapEntries(value)
      .map(([key, item]) => `${quote(key)}:${goSyntax(item)}`)
      .join(', ')}}`;
  }
  return formatValue(value);
}
