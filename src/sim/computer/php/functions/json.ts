// json_encode and json_decode.
import { fromText, isUtf8, toBytes, toText } from '../bytes.ts';
import { exactText } from '../numbers.ts';
import type { PhpObject } from '../values.ts';
import { Float, int, isInt, PhpArray, type Value } from '../values.ts';
import { isNamed } from '../run/class-info.ts';
import { keyOfText } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import { createObject } from '../run/objects.ts';
import type { Library } from './native.ts';
import { datesProperties } from './show.ts';

const pretty = 128;
const plainSlashes = 64;
const plainUnicode = 256;
const asObject = 16;
const throws = 4_194_304;

class JsonProblem extends Error {
  readonly code: number;

  constructor(code: number) {
    super(messages[code]);
    this.code = code;
  }
}

const ignoreUtf8 = 1_048_576;
const substituteUtf8 = 2_097_152;

const messages: Readonly<Record<number, string>> = {
  0: 'No error',
  1: 'Maximum stack depth exceeded',
  3: 'Control character error, possibly incorrectly encoded',
  4: 'Syntax error',
  5: 'Malformed UTF-8 characters, possibly incorrectly encoded',
  7: 'Inf and NaN cannot be JSON encoded',
  8: 'Type is not supported',
  11: 'Non-backed enums have no default serialization',
};

function quoted(text: string, flags: number): string {
  if (!isUtf8(text) && (flags & (substituteUtf8 | ignoreUtf8)) === 0) throw new JsonProblem(5);
  const whole = isUtf8(text) ? toText(text) : new TextDecoder().decode(toBytes(text));
  let made = JSON.stringify((flags & ignoreUtf8) !== 0 ? whole.replaceAll('\ufffd', '') : whole);
  if ((flags & 8) !== 0) made = `"${made.slice(1, -1).replaceAll('\\"', '\\u0022')}"`;
  if ((flags & plainSlashes) === 0) made = made.replaceAll('/', '\\/');
  if ((flags & 1) !== 0) made = made.replaceAll('<', '\\u003C').replaceAll('>', '\\u003E');
  if ((flags & 2) !== 0) made = made.replaceAll('&', '\\u0026');
  if ((flags & 4) !== 0) made = made.replaceAll("'", '\\u0027');
  if ((flags & plainUnicode) !== 0) return fromText(made);
  return made.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function encode(php: Engine, value: Value, flags: number, indent: string): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean' || isInt(value)) return String(value);
  if (value instanceof Float) {
    if (!Number.isFinite(value.value)) throw new JsonProblem(7);
    const text = exactText(value.value).replace('E', 'e');
    return (flags & 1024) !== 0 && /^-?\d+$/.test(text) ? `${text}.0` : text;
  }
  if (typeof value === 'string') {
    if ((flags & 32) !== 0 && /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) return String(Number(value));
    return quoted(value, flags);
  }
  const inner = `${indent}    `;
  const [open, between, close] = (flags & pretty) !== 0 ? [`\n${inner}`, `,\n${inner}`, `\n${indent}`] : ['', ',', ''];
  const colon = (flags & pretty) !== 0 ? ': ' : ':';
  const pairs = (entries: readonly (readonly [string, Value])[]): string =>
    entries.length === 0
      ? '{}'
      : `{${open}${entries.map(([key, one]) => quoted(key, flags) + colon + encode(php, one, flags, inner)).join(between)}${close}}`;
  if (value instanceof PhpArray) {
    if (!value.isList || (flags & asObject) !== 0)
      return pairs(value.entries().map(([key, one]) => [String(key), one]));
    if (value.size === 0) return '[]';
    return `[${open}${value
      .values()
      .map((one) => encode(php, one, flags, inner))
      .join(between)}${close}]`;
  }
  if (php.isInstance(value, 'JsonSerializable')) {
    const method = php.findMethod(value.cls, 'jsonserialize');
    const made = method ? php.callMethodNow(value, method, []) : null;
    return made === value ? pairs(publicOf(value)) : encode(php, made, flags, indent);
  }
  if (value.cls.kind === 'enum') {
    const backing = value.get('value');
    if (backing === undefined) throw new JsonProblem(11);
    return encode(php, backing, flags, indent);
  }
  return pairs(publicOf(value));
}

const publicOf = (object: PhpObject): [string, Value][] =>
  isNamed(object.cls, 'datetimeinterface')
    ? datesProperties(object)
    : [...object.props.keys()]
        .filter((name) => (object.cls.properties.get(name)?.visibility ?? 'public') === 'public')
        .map((name) => [name, object.get(name) ?? null]);

/** Reads JSON as PHP does: stricter than nothing, integers as integers. */
class Reader {
  readonly #php: Engine;
  readonly #text: string;
  readonly #arrays: boolean;
  readonly #bigAsText: boolean;
  readonly #depth: number;
  #at = 0;

  constructor(php: Engine, text: string, arrays: boolean, bigAsText: boolean, depth: number) {
    this.#php = php;
    this.#text = text;
    this.#arrays = arrays;
    this.#bigAsText = bigAsText;
    this.#depth = depth;
  }

  whole(): Value {
    const value = this.#value(1);
    this.#space();
    if (this.#at < this.#text.length) throw new JsonProblem(4);
    return value;
  }

  #space(): void {
    while (/[ \t\n\r]/.test(this.#text.charAt(this.#at))) this.#at++;
  }

  #value(depth: number): Value {
    this.#space();
    const letter = this.#text.charAt(this.#at);
    if (letter === '{' || letter === '[') {
      if (depth > this.#depth) throw new JsonProblem(1);
      this.#at++;
      return letter === '{' ? this.#object(depth) : this.#list(depth);
    }
    if (letter === '"') return this.#string();
    const rest = this.#text.slice(this.#at, this.#at + 400);
    const word = /^(?:true|false|null)/i.exec(rest)?.[0];
    if (word !== undefined) {
      this.#at += word.length;
      return word.toLowerCase() === 'null' ? null : word.toLowerCase() === 'true';
    }
    const number = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/.exec(rest);
    if (!number) throw new JsonProblem(4);
    const [all, fraction, power] = number;
    this.#at += all.length;
    if (fraction !== undefined || power !== undefined) return new Float(Number(all));
    const made = all === '-0' ? -0 : int(BigInt(all));
    return made instanceof Float && this.#bigAsText ? all : Object.is(made, -0) ? new Float(-0) : made;
  }

  #string(): string {
    const match = /"((?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)"/y;
    match.lastIndex = this.#at;
    const found = match.exec(this.#text);
    if (!found) throw new JsonProblem(/^"[^"]*[\0-\x1f]/.test(this.#text.slice(this.#at)) ? 3 : 4);
    this.#at = match.lastIndex;
    return fromText(JSON.parse(found[0]) as string);
  }

  #list(depth: number): Value {
    const made = new PhpArray();
    this.#space();
    if (this.#text.charAt(this.#at) === ']') {
      this.#at++;
      return made;
    }
    for (;;) {
      made.push(this.#value(depth + 1));
      if (this.#next(']')) return made;
    }
  }

  /** Whether it ends here; otherwise a comma was read. */
  #next(end: string): boolean {
    this.#space();
    const letter = this.#text.charAt(this.#at++);
    if (letter === end) return true;
    if (letter !== ',') throw new JsonProblem(4);
    return false;
  }

  #object(depth: number): Value {
    const entries: [string, Value][] = [];
    this.#space();
    if (this.#text.charAt(this.#at) === '}') this.#at++;
    else
      for (;;) {
        this.#space();
        if (this.#text.charAt(this.#at) !== '"') throw new JsonProblem(4);
        const key = this.#string();
        this.#space();
        if (this.#text.charAt(this.#at++) !== ':') throw new JsonProblem(4);
        entries.push([key, this.#value(depth + 1)]);
        if (this.#next('}')) break;
      }
    if (this.#arrays) return PhpArray.of(entries.map(([key, value]) => [keyOfText(key), value] as const));
    const made = createObject(this.#php, this.#php.needClass('stdClass'));
    for (const [key, value] of entries) made.set(key, value);
    return made;
  }
}

/** The code of the last problem. */
const remember = (php: Engine, code: number): void => {
  php.kept.set('json', code);
};

function guarded(php: Engine, flags: number, attempt: () => Value, otherwise: Value): Value {
  try {
    const made = attempt();
    if ((flags & throws) === 0) remember(php, 0);
    return made;
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    if ((flags & throws) !== 0) throw php.error('JsonException', error.message, error.code);
    remember(php, error.code);
    return otherwise;
  }
}

export const json: Library = {
  'json_encode(mixed $value, int $flags = 0, int $depth = 512)': (php, [value, flags = 0]: [Value, number?]) =>
    guarded(php, flags, () => encode(php, value, flags, ''), (flags & 512) !== 0 ? 'null' : false),
  'json_decode(string $json, ?bool $associative = null, int $depth = 512, int $flags = 0)': (
    php,
    [text, arrays, depth = 512, flags = 0]: [string, (boolean | null)?, number?, number?],
  ) =>
    guarded(
      php,
      flags,
      () => {
        if (!isUtf8(text)) throw new JsonProblem(5);
        return new Reader(php, toText(text), arrays ?? (flags & 1) !== 0, (flags & 2) !== 0, depth).whole();
      },
      null,
    ),
  'json_validate(string $json, int $depth = 512, int $flags = 0)': (php, [text, depth = 512]: [string, number?]) =>
    guarded(
      php,
      0,
      () => {
        new Reader(php, toText(text), true, false, depth).whole();
        return true;
      },
      false,
    ),
  'json_last_error()': (php) => (php.kept.get('json') as number | undefined) ?? 0,
  'json_last_error_msg()': (php) => messages[(php.kept.get('json') as number | undefined) ?? 0] ?? 'Unknown error',
};
