// How values are written: repr, str, and the format mini-language.
import type { Task } from '../../../kernel/task.ts';
import type { Thread } from '../run/thread.ts';
import { latin } from './hash.ts';
import { textLength } from './items.ts';
import { typeName, typeOf } from './types.ts';
import {
  ellipsis,
  isInt,
  notImplemented,
  PyBoxed,
  PyBytes,
  PyClass,
  PyDict,
  PyException,
  PyFloat,
  PyFunction,
  PyList,
  PyMethod,
  PyModule,
  PyNative,
  PyObject,
  PyProperty,
  PyRange,
  PySet,
  PySlice,
  PyTuple,
  type Value,
} from './values.ts';

/** A float as repr() writes it: the shortest digits that give it back. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const absolute = Math.abs(value);
  if (absolute !== 0 && (absolute < 1e-4 || absolute >= 1e16)) {
    const [digits = '', power = '0'] = value.toExponential().split('e');
    const exponent = Number(power);
    return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const text = String(value);
  if (text.includes('e')) return `${BigInt(value)}.0`;
  return text.includes('.') ? text : `${text}.0`;
}

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** A text in quotes, with escapes for what cannot be printed; `ascii`: an already quoted one, made ASCII. */
export function reprText(text: string, ascii = false): string {
  if (ascii) return text.replace(/[^\0-\x7f]/gu, escapeCharacter);
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = '';
  for (const char of text) {
    if (char === quote) result += `\\${char}`;
    else if (named[char] !== undefined) result += named[char];
    else if (/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(char)) result += escapeCharacter(char);
    else result += char;
  }
  return quote + result + quote;
}

function escapeCharacter(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

export function reprBytes(bytes: Uint8Array): string {
  const text = latin(bytes);
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = '';
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (char === quote) result += `\\${char}`;
    else if (named[char] !== undefined) result += named[char];
    else if (code < 32 || code > 126) result += `\\x${code.toString(16).padStart(2, '0')}`;
    else result += char;
  }
  return `b${quote}${result}${quote}`;
}

/** `repr(value)` */
export function* repr(thread: Thread, value: Value): Task<string> {
  if (typeof value === 'string') return reprText(value);
  if (isInt(value)) return String(value);
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value instanceof PyFloat) return floatText(value.value);
  if (value === ellipsis) return 'Ellipsis';
  if (value === notImplemented) return 'NotImplemented';
  const own = typeOf(value).lookup('__repr__');
  if (own !== undefined) {
    const text = yield* thread.call(own, [value]);
    if (typeof text !== 'string')
      throw thread.error('TypeError', `__repr__ returned non-string (type ${typeName(text)})`);
    return text;
  }
  return yield* builtinRepr(thread, value);
}

/** The representation of built-in objects, and of those without one of their own. */
export function* builtinRepr(thread: Thread, value: Value): Task<string> {
  if (value instanceof PyBoxed) return yield* repr(thread, value.value);
  if (value instanceof PyBytes)
    return value.cls.name === 'bytearray' ? `bytearray(${reprBytes(value.bytes)})` : reprBytes(value.bytes);
  if (value instanceof PyList || value instanceof PyTuple || value instanceof PyDict || value instanceof PySet) {
    const { showing } = thread.interpreter;
    if (showing.has(value)) return value instanceof PyList ? '[...]' : value instanceof PyDict ? '{...}' : '(...)';
    showing.add(value);
    try {
      return yield* reprCollection(thread, value);
    } finally {
      showing.delete(value);
    }
  }
  if (value instanceof PyRange)
    return `range(${value.start}, ${value.stop}${value.step === 1 ? '' : `, ${value.step}`})`;
  if (value instanceof PySlice)
    return `slice(${yield* repr(thread, value.start)}, ${yield* repr(thread, value.stop)}, ${yield* repr(thread, value.step)})`;
  if (value instanceof PyClass) return `<class '${classPath(value)}'>`;
  if (value instanceof PyException) {
    const args: string[] = [];
    for (const arg of value.args) args.push(yield* repr(thread, arg));
    return `${value.cls.name}(${args.join(', ')})`;
  }
  const address = thread.interpreter.address(value as object);
  if (value instanceof PyFunction) return `<function ${value.qualname} at ${address}>`;
  if (value instanceof PyNative) return `<built-in function ${value.name}>`;
  if (value instanceof PyMethod) {
    const name =
      value.func instanceof PyFunction ? value.func.qualname : value.func instanceof PyNative ? value.func.name : '?';
    if (value.func instanceof PyNative)
      return `<built-in method ${name} of ${typeName(value.self)} object at ${thread.interpreter.address(value.func)}>`;
    return `<bound method ${name} of ${yield* repr(thread, value.self)}>`;
  }
  if (value instanceof PyModule) {
    const file = value.dict.get('__file__');
    return typeof file === 'string' ? `<module '${value.name}' from '${file}'>` : `<module '${value.name}' (built-in)>`;
  }
  if (value instanceof PyProperty) return `<property object at ${address}>`;
  const generator = typeName(value);
  if ((generator === 'generator' || generator === 'coroutine') && value instanceof PyObject)
    return `<${generator} object ${(value as unknown as { name: string }).name} at ${address}>`;
  return `<${classPath(typeOf(value))} object at ${address}>`;
}

/** A class's name with its module, except for built-in ones. */
export function classPath(cls: PyClass): string {
  const module = cls.dict.get('__module__');
  return typeof module === 'string' && module !== 'builtins' ? `${module}.${cls.qualname}` : cls.qualname;
}

function* reprCollection(thread: Thread, value: PyList | PyTuple | PyDict | PySet): Task<string> {
  const parts: string[] = [];
  if (value instanceof PyDict) {
    for (const entry of value.map.values())
      parts.push(`${yield* repr(thread, entry.key)}: ${yield* repr(thread, entry.value)}`);
    return `{${parts.join(', ')}}`;
  }
  const items = value instanceof PySet ? [...value.map.values()] : value.items;
  for (const item of items) parts.push(yield* repr(thread, item));
  if (value instanceof PyList) return `[${parts.join(', ')}]`;
  if (value instanceof PyTuple) return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`;
  if (parts.length === 0) return `${value.cls.name}()`;
  return value.cls.name === 'set' ? `{${parts.join(', ')}}` : `${value.cls.name}({${parts.join(', ')}})`;
}

/** `str(value)` */
export function* str(thread: Thread, value: Value): Task<string> {
  if (typeof value === 'string') return value;
  if (isInt(value)) return String(value);
  const own = typeOf(value).lookup('__str__');
  if (own !== undefined) {
    const text = yield* thread.call(own, [value]);
    const plain = text instanceof PyBoxed ? text.value : text;
    if (typeof plain !== 'string')
      throw thread.error('TypeError', `__str__ returned non-string (type ${typeName(text)})`);
    return plain;
  }
  if (value instanceof PyException) {
    if (value.args.length === 0) return '';
    if (value.args.length === 1) return yield* str(thread, value.args[0]);
    return yield* repr(thread, thread.interpreter.tuple(value.args));
  }
  if (value instanceof PyBoxed && (typeof value.value === 'string' || typeOf(value).lookup('__repr__') === undefined))
    return yield* str(thread, value.value);
  return yield* repr(thread, value);
}

interface Spec {
  fill: string;
  align: string;
  sign: string;
  alternate: boolean;
  width: number;
  comma: string;
  precision: number | undefined;
  type: string;
}

function parseSpec(thread: Thread, text: string, value: Value): Spec {
  const match = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su.exec(text);
  if (!match)
    throw thread.error('ValueError', `Invalid format specifier '${text}' for object of type '${typeName(value)}'`);
  const [, fill, align, sign, , alternate, zero, width, comma, precision, type] = match;
  return {
    fill: fill ?? (zero && !align ? '0' : ' '),
    align: align ?? (zero ? '=' : ''),
    sign: sign ?? '-',
    alternate: alternate !== undefined,
    width: Number(width ?? 0),
    comma: comma ?? '',
    precision: precision === undefined ? undefined : Number(precision),
    type: type ?? '',
  };
}

function pad(spec: Spec, text: string, prefix: string, align: string): string {
  const missing = spec.width - textLength(text) - prefix.length;
  if (missing <= 0) return prefix + text;
  switch (spec.align || align) {
    case '<':
      return prefix + text + spec.fill.repeat(missing);
    case '^':
      return spec.fill.repeat(Math.floor(missing / 2)) + prefix + text + spec.fill.repeat(Math.ceil(missing / 2));
    case '=':
      return prefix + spec.fill.repeat(missing) + text;
    default:
      return spec.fill.repeat(missing) + prefix + text;
  }
}

const group = (digits: string, sign: string, size = 3): string =>
  digits.replace(new RegExp(`\\B(?=(?:[0-9a-fA-F]{${size}})+$)`, 'g'), sign);

/** Digits of a float with a fixed number of decimals, rounded as the exact binary value says. */
export function fixed(value: number, precision: number): string {
  if (Math.abs(value) < 1e21 && precision <= 100) return value.toFixed(precision);
  return `${BigInt(value)}${precision > 0 ? `.${'0'.repeat(precision)}` : ''}`;
}

export function general(value: number, precision: number, alternate = false): string {
  if (!Number.isFinite(value)) return floatText(value);
  const digits = Math.max(1, precision);
  const exponent = value === 0 ? 0 : Number(value.toExponential(digits - 1).split('e')[1]);
  let text: string;
  if (exponent < -4 || exponent >= digits) {
    const [mantissa = '', power = '0'] = value.toExponential(digits - 1).split('e');
    const shown = alternate || !mantissa.includes('.') ? mantissa : mantissa.replace(/\.?0+$/, '');
    text = `${shown}e${Number(power) < 0 ? '-' : '+'}${String(Math.abs(Number(power))).padStart(2, '0')}`;
  } else {
    text = fixed(value, digits - 1 - exponent);
    if (!alternate && text.includes('.')) text = text.replace(/\.?0+$/, '');
  }
  return text;
}

/** A number by a specification. */
function formatFloat(value: number, spec: Spec): string {
  const negative = value < 0 || Object.is(value, -0);
  const absolute = Math.abs(value);
  let text: string;
  switch (spec.type) {
    case 'f':
    case 'F':
      text = Number.isFinite(value) ? fixed(absolute, spec.precision ?? 6) : floatText(absolute);
      break;
    case '%':
      text = `${fixed(absolute * 100, spec.precision ?? 6)}%`;
      break;
    case 'e':
    case 'E': {
      const [mantissa = '', power = '0'] = absolute.toExponential(spec.precision ?? 6).split('e');
      text = `${mantissa}e${Number(power) < 0 ? '-' : '+'}${String(Math.abs(Number(power))).padStart(2, '0')}`;
      break;
    }
    case 'g':
    case 'G':
    case 'n':
      text = general(absolute, spec.precision ?? 6, spec.alternate);
      break;
    default:
      if (spec.precision === undefined) text = floatText(absolute);
      else {
        text = general(absolute, spec.precision);
        if (/^\d+$/.test(text)) text += '.0';
      }
  }
  if (spec.type === 'E' || spec.type === 'G' || spec.type === 'F') text = text.toUpperCase();
  if (spec.comma) {
    const [whole = '', ...rest] = text.split('.');
    text = [group(whole, spec.comma), ...rest].join('.');
  }
  const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign;
  return pad(spec, text, sign, '>');
}

function formatInt(thread: Thread, value: number | bigint, spec: Spec): string {
  if ('eEfFgG%'.includes(spec.type) && spec.type !== '') return formatFloat(Number(value), spec);
  if (spec.precision !== undefined)
    throw thread.error('ValueError', 'Precision not allowed in integer format specifier');
  if (spec.type === 's') throw thread.error('ValueError', "Unknown format code 's' for object of type 'int'");
  if (spec.type === 'c') return pad(spec, String.fromCodePoint(Number(value)), '', '<');
  const base = { b: 2, o: 8, x: 16, X: 16 }[spec.type] ?? 10;
  const negative = value < 0;
  let digits = (negative ? -value : value).toString(base);
  if (spec.type === 'X') digits = digits.toUpperCase();
  if (spec.comma) digits = group(digits, spec.comma, base === 10 ? 3 : 4);
  const prefix = spec.alternate && base !== 10 ? `0${spec.type}` : '';
  const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign;
  if (spec.comma && spec.fill === '0' && spec.align === '=') {
    while (digits.length + sign.length < spec.width)
      digits = group(`0${digits.replaceAll(spec.comma, '')}`, spec.comma);
  }
  return pad(spec, digits, sign + prefix, '>');
}

/** `format(value, spec)` */
export function* formatValue(thread: Thread, value: Value, text: string): Task<string> {
  const own = value instanceof PyObject ? typeOf(value).lookup('__format__') : undefined;
  if (own !== undefined) return (yield* thread.call(own, [value, text])) as string;
  if (text === '') return yield* str(thread, value);
  if (isInt(value) || typeof value === 'boolean')
    return formatInt(thread, typeof value === 'boolean' ? Number(value) : value, parseSpec(thread, text, value));
  if (value instanceof PyFloat) {
    const spec = parseSpec(thread, text, value);
    if ('dsxXobc'.includes(spec.type) && spec.type !== '')
      throw thread.error('ValueError', `Unknown format code '${spec.type}' for object of type 'float'`);
    return formatFloat(value.value, spec);
  }
  const plain = value instanceof PyBoxed ? value.value : value;
  if (typeof plain === 'string') {
    const spec = parseSpec(thread, text, plain);
    if (spec.type !== '' && spec.type !== 's')
      throw thread.error('ValueError', `Unknown format code '${spec.type}' for object of type 'str'`);
    if (spec.align === '=' && !/0\d/.test(text))
      throw thread.error('ValueError', "'=' alignment not allowed in string format specifier");
    const shown = spec.precision === undefined ? plain : [...plain].slice(0, spec.precision).join('');
    return pad({ ...spec, align: spec.align === '=' ? '<' : spec.align }, shown, '', '<');
  }
  if (plain !== value) return yield* formatValue(thread, plain, text);
  throw thread.error('TypeError', `unsupported format string passed to ${typeName(value)}.__format__`);
}
