// Values as text: print_r, var_dump, var_export, serialize.
import { exactText } from '../numbers.ts';
import { Float, isInt, PhpArray, PhpObject, Ref, type Key, type Value, plainText } from '../values.ts';
import { isNamed } from '../run/class-info.ts';
import { toStr } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import { createObject } from '../run/objects.ts';
import { keyOfText } from '../run/convert.ts';
import { formatDate } from './dates.ts';
import type { Library } from './native.ts';

/** What a date shows of itself. */
export function datesProperties(object: PhpObject): [string, Value][] {
  const zone = plainText(object.get('_zone') ?? 'UTC');
  const ms = object.get('_ms');
  const moment = ms instanceof Float ? ms.value : Number(ms ?? 0);
  const kind = /^[+-]/.test(zone) ? 1 : /^[A-Z]{1,4}$/.test(zone) && zone !== 'UTC' ? 2 : 3;
  return [['date', formatDate('Y-m-d H:i:s.u', moment, zone)], ['timezone_type', kind], ['timezone', zone]]; // prettier-ignore
}

/** Properties of an object with how they are shown: name, and `:protected` or `:Class:private`. */
function shownProperties(object: PhpObject, style: 'print_r' | 'var_dump'): [string, Value][] {
  const made: [string, Value][] = [];
  if (isNamed(object.cls, 'datetimeinterface'))
    return datesProperties(object).map(([name, value]) => [style === 'var_dump' ? `"${name}"` : name, value]);
  for (const name of object.props.keys()) {
    const property = object.cls.properties.get(name);
    const { visibility = 'public' } = property ?? {};
    const owner = property?.cls.name ?? '';
    const quoted = style === 'var_dump' ? `"${name}"` : name;
    const mark =
      visibility === 'public'
        ? ''
        : visibility === 'protected'
          ? ':protected'
          : style === 'var_dump'
            ? `:"${owner}":private`
            : `:${owner}:private`;
    made.push([`${quoted}${mark}`, object.get(name) ?? null]);
  }
  return made;
}

/** The type behind an enum's cases. */
const backing = (value: PhpObject): string => {
  const own = value.get('value');
  return own === undefined ? '' : typeof own === 'string' ? ':string' : ':int';
};

/** What print_r writes. */
export function printed(php: Engine, value: Value, indent = '', open: readonly Value[] = []): string {
  if (!(value instanceof PhpArray) && !(value instanceof PhpObject)) return toStr(php, value);
  const title =
    value instanceof PhpArray
      ? 'Array\n'
      : `${value.cls.name} ${value.cls.kind === 'enum' ? `Enum${backing(value)}` : 'Object'}\n`;
  if (value instanceof PhpObject && open.includes(value)) return `${title} *RECURSION*`;
  const entries: [Key, Value][] = value instanceof PhpArray ? value.entries() : shownProperties(value, 'print_r');
  const lines = entries.map(
    ([key, one]) => `${indent}    [${key}] => ${printed(php, one, `${indent}        `, [...open, value])}\n`,
  );
  return `${title}${indent}(\n${lines.join('')}${indent})\n`;
}

/** What var_dump writes. */
export function dumped(value: Value, indent = '', mark = '', open: readonly Value[] = []): string {
  const start = `${indent}${mark}`;
  if (value === null) return `${start}NULL\n`;
  if (typeof value === 'boolean') return `${start}bool(${value})\n`;
  if (isInt(value)) return `${start}int(${value})\n`;
  if (value instanceof Float) return `${start}float(${exactText(value.value)})\n`;
  if (typeof value === 'string') return `${start}string(${value.length}) "${value}"\n`;
  if (open.includes(value)) return `${start}*RECURSION*\n`;
  const inner = `${indent}  `;
  if (value instanceof PhpArray) {
    const lines = value
      .raw()
      .map(
        ([key, one]) =>
          `${inner}[${typeof key === 'number' ? key : `"${key}"`}]=>\n${dumped(one instanceof Ref ? one.value : one, inner, one instanceof Ref ? '*' : '', [...open, value]).replace(`${inner}*`, inner)}`,
      );
    return `${start}array(${value.size}) {\n${lines.join('')}${indent}}\n`;
  }
  if (value.cls.kind === 'enum') return `${start}enum(${value.cls.name}::${plainText(value.get('name'))})\n`;
  const properties = shownProperties(value, 'var_dump');
  const unset = [...value.cls.properties.values()].filter((one) => !value.props.has(one.name) && one.type);
  const lines = properties.map(([name, one]) => `${inner}[${name}]=>\n${dumped(one, inner, '', [...open, value])}`);
  for (const { name, type, visibility, cls } of unset) {
    const how = visibility === 'public' ? '' : visibility === 'protected' ? ':protected' : `:"${cls.name}":private`;
    lines.push(`${inner}["${name}"${how}]=>\n${inner}uninitialized(${type?.text ?? 'mixed'})\n`);
  }
  return `${start}object(${value.cls.name})#${value.id} (${properties.length}) {\n${lines.join('')}${indent}}\n`;
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`.replaceAll('\0', `' . "\\0" . '`);

/** What var_export writes. */
export function exported(value: Value, indent = ''): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return String(value);
  if (isInt(value)) return value === -9_223_372_036_854_775_808n ? '-9223372036854775807-1' : String(value);
  if (value instanceof Float) {
    const text = exactText(value.value);
    return /^-?\d+$/.test(text) ? `${text}.0` : text;
  }
  if (typeof value === 'string') return quoted(value);
  const inner = `${indent}  `;
  const nested = (one: Value): string =>
    one instanceof PhpArray || one instanceof PhpObject ? `\n${inner}${exported(one, inner)}` : exported(one, inner);
  if (value instanceof PhpArray) {
    const lines = value
      .entries()
      .map(([key, one]) => `${inner}${typeof key === 'number' ? key : quoted(key)} => ${nested(one)},\n`);
    return `array (\n${lines.join('')}${indent})`;
  }
  if (value.cls.kind === 'enum') return `\\${value.cls.name}::${plainText(value.get('name'))}`;
  const lines = [...value.props.keys()].map(
    (name) => `${indent}   ${quoted(name)} => ${nested(value.get(name) ?? null)},\n`,
  );
  if (isNamed(value.cls, 'stdclass')) return `(object) array(\n${lines.join('')}${indent})`;
  return `\\${value.cls.name}::__set_state(array(\n${lines.join('')}${indent}))`;
}

/** What serialize writes. */
export function serialized(php: Engine, value: Value): string {
  if (value === null) return 'N;';
  if (typeof value === 'boolean') return `b:${Number(value)};`;
  if (isInt(value)) return `i:${value};`;
  if (value instanceof Float) return `d:${exactText(value.value)};`;
  if (typeof value === 'string') return `s:${value.length}:"${value}";`;
  const pairs = (entries: readonly (readonly [Key, Value])[]): string =>
    entries.map(([key, one]) => serialized(php, key) + serialized(php, one)).join('');
  if (value instanceof PhpArray) return `a:${value.size}:{${pairs(value.entries())}}`;
  const { cls } = value;
  if (cls.kind === 'enum') {
    const name = `${cls.name}:${plainText(value.get('name'))}`;
    return `E:${name.length}:"${name}";`;
  }
  if (cls.name === 'Closure' || cls.name === 'Generator')
    throw php.error('Exception', `Serialization of '${cls.name}' is not allowed`);
  const method = php.findMethod(cls, '__serialize');
  if (method) {
    const made = php.callMethodNow(value, method, []);
    return `O:${cls.name.length}:"${cls.name}":${made instanceof PhpArray ? `${made.size}:{${pairs(made.entries())}}` : '0:{}'}`;
  }
  const sleep = php.findMethod(cls, '__sleep');
  const chosen = sleep ? php.callMethodNow(value, sleep, []) : undefined;
  const names = chosen instanceof PhpArray ? chosen.values().map(String) : [...value.props.keys()];
  const entries = names.map((name): [Key, Value] => {
    const property = cls.properties.get(name);
    const { visibility = 'public' } = property ?? {};
    const full =
      visibility === 'public'
        ? name
        : visibility === 'protected'
          ? `\0*\0${name}`
          : `\0${property?.cls.name ?? ''}\0${name}`;
    return [full, value.get(name) ?? null];
  });
  return `O:${cls.name.length}:"${cls.name}":${entries.length}:{${entries.map(([key, one]) => `s:${String(key).length}:"${key}";${serialized(php, one)}`).join('')}}`;
}

class Reader {
  readonly #php: Engine;
  readonly #text: string;
  at = 0;

  constructor(php: Engine, text: string) {
    this.#php = php;
    this.#text = text;
  }

  #until(sign: string): string {
    const end = this.#text.indexOf(sign, this.at);
    if (end < 0) throw new SyntaxError('unserialize');
    const found = this.#text.slice(this.at, end);
    this.at = end + 1;
    return found;
  }

  #counted(): string {
    const length = Number(this.#until(':'));
    const found = this.#text.slice(this.at + 1, this.at + 1 + length);
    if (this.#text.charAt(this.at) !== '"' || this.#text.charAt(this.at + 1 + length) !== '"')
      throw new SyntaxError('unserialize');
    this.at += length + 2;
    return found;
  }

  value(): Value {
    const type = this.#text.charAt(this.at);
    this.at += 2;
    switch (type) {
      case 'N':
        return null;
      case 'b':
        return this.#until(';') === '1';
      case 'i':
        return Number(this.#until(';'));
      case 'd': {
        const text = this.#until(';');
        return new Float(text === 'INF' ? Infinity : text === '-INF' ? -Infinity : Number(text));
      }
      case 's': {
        const text = this.#counted();
        this.at++;
        return text;
      }
      case 'a': {
        const size = Number(this.#until(':'));
        this.at++;
        return this.#pairs(size);
      }
      case 'E': {
        const [cls = '', name = ''] = this.#counted().split(':');
        this.at++;
        return this.#php.needClass(cls).constants.get(name)?.value ?? null;
      }
      case 'O':
        return this.#object();
      default:
        throw new SyntaxError('unserialize');
    }
  }

  #pairs(size: number): PhpArray {
    const made = new PhpArray();
    for (let left = size; left > 0; left--) {
      const key = this.value();
      made.set(typeof key === 'number' ? key : keyOfText(plainText(key)), this.value());
    }
    if (this.#text.charAt(this.at) !== '}') throw new SyntaxError('unserialize');
    this.at++;
    return made;
  }

  #object(): PhpObject {
    const php = this.#php;
    const name = this.#counted();
    this.at++;
    const size = Number(this.#until(':'));
    this.at++;
    const cls = php.classNamed(name) ?? php.needClass('__PHP_Incomplete_Class');
    const made = createObject(php, cls);
    const fields = this.#pairs(size);
    const method = php.findMethod(cls, '__unserialize');
    if (method) php.callMethodNow(made, method, [fields]);
    else {
      for (const [key, one] of fields.entries()) made.set(String(key).replace(/^\0[^\0]*\0/, ''), one);
      const wakeup = php.findMethod(cls, '__wakeup');
      if (wakeup) php.callMethodNow(made, wakeup, []);
    }
    return made;
  }
}

/** What unserialize makes of a text. */
export function unserialized(php: Engine, text: string): Value {
  const reader = new Reader(php, text);
  try {
    return reader.value();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    php.warn(`unserialize(): Error at offset ${Math.max(0, reader.at - 2)} of ${text.length} bytes`);
    return false;
  }
}

export const show: Library = {
  'print_r(mixed $value, bool $return = false)': (php, [value, back = false]: [Value, boolean?]) => {
    const text = printed(php, value);
    if (back) return text;
    php.echo(text);
    return true;
  },
  'var_dump(mixed ...$values)': (php, values: readonly Value[]) => {
    for (const value of values) php.echo(dumped(value));
    return null;
  },
  'var_export(mixed $value, bool $return = false)': (php, [value, back = false]: [Value, boolean?]) => {
    const text = exported(value);
    if (back) return text;
    php.echo(text);
    return null;
  },
  'serialize(mixed $value)': (php, [value]: [Value]) => serialized(php, value),
  'unserialize(string $data, array $options = [])': (php, [text]: [string]) => unserialized(php, text),
  'strval(mixed $value)': (php, [value]: [Value]) => toStr(php, value),
};
