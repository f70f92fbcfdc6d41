// `_json`: reading JSON. The messages are those of json.decoder.
import type { Task } from '../../../kernel/task.ts';
import { dict, float, list } from '../objects/types.ts';
import { normal, type Value } from '../objects/values.ts';
import { put } from '../run/containers.ts';
import type { NativeModule } from '../run/interpreter.ts';
import type { Thread } from '../run/thread.ts';
import { addFunctions } from './native.ts';
import { tuple } from '../objects/types.ts';

/** What a caller wants done with what is read. */
interface Hooks {
  readonly object: Value;
  readonly pairs: Value;
  readonly float: Value;
  readonly int: Value;
  readonly constant: Value;
  readonly strict: boolean;
}

class Failure extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Reader {
  readonly #text: string;
  readonly #thread: Thread;
  readonly #hooks: Hooks;
  at: number;

  constructor(thread: Thread, text: string, at: number, hooks: Hooks) {
    this.#thread = thread;
    this.#text = text;
    this.at = at;
    this.#hooks = hooks;
  }

  #space(): void {
    while (' \t\n\r'.includes(this.#text[this.at] ?? 'x')) this.at++;
  }

  *value(): Task<Value> {
    const text = this.#text;
    const start = this.at;
    const char = text[start];
    switch (char) {
      case '"':
        this.at++;
        return this.#string();
      case '{':
        return yield* this.#object();
      case '[':
        return yield* this.#array();
      default:
    }
    for (const [word, value] of [
      ['null', null],
      ['true', true],
      ['false', false],
    ] as const)
      if (text.startsWith(word, start)) {
        this.at += word.length;
        return value;
      }
    number.lastIndex = start;
    const match = number.exec(text);
    if (match) {
      this.at += match[0].length;
      const isFloat = match[1] !== undefined || match[2] !== undefined;
      const hook = isFloat ? this.#hooks.float : this.#hooks.int;
      if (hook !== null) return yield* this.#thread.call(hook, [match[0]]);
      return isFloat ? float(Number(match[0])) : normal(BigInt(match[0]));
    }
    for (const [word, value] of [
      ['NaN', Number.NaN],
      ['Infinity', Infinity],
      ['-Infinity', -Infinity],
    ] as const)
      if (text.startsWith(word, start)) {
        this.at += word.length;
        return this.#hooks.constant === null ? float(value) : yield* this.#thread.call(this.#hooks.constant, [word]);
      }
    throw new Failure('Expecting value', start);
  }

  #string(): string {
    const text = this.#text;
    const begin = this.at - 1;
    let result = '';
    for (;;) {
      const char = text[this.at];
      if (char === undefined) throw new Failure('Unterminated string starting at', begin);
      if (char === '"') {
        this.at++;
        return result;
      }
      if (char === '\\') {
        const next = text[this.at + 1];
        if (next === undefined) throw new Failure('Unterminated string starting at', begin);
        if (next === 'u') {
          const digits = text.slice(this.at + 2, this.at + 6);
          if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new Failure('Invalid \\uXXXX escape', this.at + 1);
          result += String.fromCharCode(Number.parseInt(digits, 16));
          this.at += 6;
          continue;
        }
        const plain = escapes[next];
        if (plain === undefined) throw new Failure('Invalid \\escape: ', this.at);
        result += plain;
        this.at += 2;
        continue;
      }
      if (char < ' ' && this.#hooks.strict) throw new Failure('Invalid control character at', this.at);
      result += char;
      this.at++;
    }
  }

  *#array(): Task<Value> {
    this.at++;
    const items: Value[] = [];
    this.#space();
    if (this.#text[this.at] === ']') {
      this.at++;
      return list(items);
    }
    for (;;) {
      items.push(yield* this.value());
      this.#space();
      const char = this.#text[this.at];
      if (char === ']') {
        this.at++;
        return list(items);
      }
      if (char !== ',') throw new Failure("Expecting ',' delimiter", this.at);
      const comma = this.at++;
      this.#space();
      if (this.#text[this.at] === ']' && this.#thread.interpreter.series >= 13)
        throw new Failure('Illegal trailing comma before end of array', comma);
    }
  }

  *#object(): Task<Value> {
    this.at++;
    const pairs: [string, Value][] = [];
    this.#space();
    if (this.#text[this.at] === '}') this.at++;
    else
      for (;;) {
        if (this.#text[this.at] !== '"')
          throw new Failure('Expecting property name enclosed in double quotes', this.at);
        this.at++;
        const key = this.#string();
        this.#space();
        if (this.#text[this.at] !== ':') throw new Failure("Expecting ':' delimiter", this.at);
        this.at++;
        this.#space();
        pairs.push([key, yield* this.value()]);
        this.#space();
        const char = this.#text[this.at];
        if (char === '}') {
          this.at++;
          break;
        }
        if (char !== ',') throw new Failure("Expecting ',' delimiter", this.at);
        const comma = this.at++;
        this.#space();
        if (this.#text[this.at] === '}' && this.#thread.interpreter.series >= 13)
          throw new Failure('Illegal trailing comma before end of object', comma);
      }
    if (this.#hooks.pairs !== null)
      return yield* this.#thread.call(this.#hooks.pairs, [list(pairs.map((pair) => tuple(pair)))]);
    const made = dict();
    for (const [key, value] of pairs) put(this.#thread, made, key, value);
    return this.#hooks.object === null ? made : yield* this.#thread.call(this.#hooks.object, [made]);
  }
}

/** Fills `_json`: `scan(text, at, hooks…)` gives (value, end), or (message, at, None) for text that is no JSON. */
export const json: NativeModule = (_interpreter, names) => {
  addFunctions(names, {
    *scan(thread, [text, at, object, pairs, real, int, constant, strict]) {
      const reader = new Reader(thread, text as string, Number(at), {
        object,
        pairs,
        float: real,
        int,
        constant,
        strict: strict === true,
      });
      try {
        const value = yield* reader.value();
        return tuple([value, reader.at]);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return tuple([error.message, error.at, null]);
      }
    },
    quote: (_thread, [text, ascii]) => {
      const quoted = JSON.stringify(text).replace(/\x7f/g, '\x7f');
      return ascii === true
        ? quoted.replace(/[^\0-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
        : quoted;
    },
  });
};
