// JSON texts from a stream of characters, one value after the other, with jq's messages for what is none.
import type { Value } from './value.ts';

/** What stands where in a text that is not JSON. */
export class JsonProblem extends Error {}

const whitespace = /[ \t\r\n\ufeff]/;
const deepest = 256;

interface Open {
  readonly kind: 'array' | 'object';
  readonly items: Value[];
  readonly members: Map<string, Value>;
  /** The name before a colon. */
  name: string | undefined;
  /** What may come: a value, a separator, or (in objects) a name or a colon. */
  state: 'first' | 'value' | 'separator' | 'colon' | 'name';
}

/** Takes text in pieces and gives values as soon as they are whole. */
export class JsonReader {
  readonly #stack: Open[] = [];
  #token = '';
  #inString = false;
  #escaped = false;
  #line = 1;
  #column = 0;
  /** Lines that have been read. */
  lines = 0;

  /** Whole values in one more piece of text. */
  *feed(text: string): Generator<Value, void> {
    for (const character of text) {
      if (character === '\n') this.lines++;
      yield* this.#take(character);
      if (character === '\n') {
        this.#line++;
        this.#column = 0;
      } else this.#column++;
    }
  }

  /** The last value, which only the end of the text completes. */
  *end(): Generator<Value, void> {
    if (this.#inString) throw this.#problem('Unfinished string', true);
    yield* this.#literal(true);
    if (this.#stack.length > 0) throw this.#problem('Unfinished JSON term', true);
  }

  *#take(character: string): Generator<Value, void> {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (character === '\\') this.#escaped = true;
      else if (character === '"') {
        this.#inString = false;
        const text = this.#token;
        this.#token = '';
        yield* this.#value(this.#decoded(text));
        return;
      }
      this.#token += character;
      return;
    }
    const special = '[{:,]}"'.includes(character);
    if (!special && !whitespace.test(character)) {
      this.#token += character;
      return;
    }
    yield* this.#literal(false);
    if (!special) return;
    if (character === '"') {
      this.#inString = true;
      return;
    }
    yield* this.#structure(character);
  }

  *#structure(character: string): Generator<Value, void> {
    const open = this.#stack.at(-1);
    if (character === '[' || character === '{') {
      if (this.#stack.length >= deepest) throw this.#problem('Exceeds depth limit for parsing');
      if (open?.state === 'separator') throw this.#problem('Expected separator between values');
      if (open?.kind === 'object' && open.state !== 'value') throw this.#problem('Object keys must be strings');
      const kind = character === '[' ? 'array' : 'object';
      this.#stack.push({ kind, items: [], members: new Map(), name: undefined, state: 'first' });
      return;
    }
    if (character === ':') {
      if (open?.kind !== 'object') throw this.#problem("':' not as part of an object");
      if (open.state === 'first') throw this.#problem("Expected string key before ':'");
      if (open.state !== 'colon') throw this.#problem("':' should follow a key");
      open.state = 'value';
      return;
    }
    if (character === ',') {
      if (!open) throw this.#problem("',' not as part of an object or array"); // as jq says it
      if (open.state === 'colon') throw this.#problem('Objects must consist of key:value pairs');
      if (open.state !== 'separator') throw this.#problem("Expected value before ','");
      open.state = open.kind === 'array' ? 'value' : 'name';
      return;
    }
    const kind = character === ']' ? 'array' : 'object';
    if (open?.kind !== kind) throw this.#problem(`Unmatched '${character}'`);
    if (open.state === 'colon') throw this.#problem('Objects must consist of key:value pairs');
    if (open.state === 'value' || open.state === 'name')
      throw this.#problem(kind === 'array' ? 'Expected another array element' : 'Expected another key-value pair');
    this.#stack.pop();
    yield* this.#value(kind === 'array' ? open.items : open.members);
  }

  *#value(value: Value): Generator<Value, void> {
    const open = this.#stack.at(-1);
    if (!open) {
      yield value;
      return;
    }
    if (open.state === 'separator') throw this.#problem('Expected separator between values');
    if (open.kind === 'array') {
      open.items.push(value);
      open.state = 'separator';
    } else if (open.state === 'value') {
      open.members.set(open.name ?? '', value);
      open.state = 'separator';
    } else if (open.state === 'colon') throw this.#problem('Objects must consist of key:value pairs');
    else if (typeof value !== 'string') throw this.#problem('Object keys must be strings');
    else {
      open.name = value;
      open.state = 'colon';
    }
  }

  *#literal(atEnd: boolean): Generator<Value, void> {
    if (this.#token === '') return;
    const word = this.#token;
    this.#token = '';
    const fixed: Readonly<Record<string, Value>> = { true: true, false: false, null: null, nan: NaN };
    if (Object.hasOwn(fixed, word)) {
      yield* this.#value(fixed[word] ?? null);
      return;
    }
    if (/^[tfn'"]/.test(word) && /^[tfn'][a-z']*$/.test(word)) throw this.#problem('Invalid literal', atEnd);
    if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(word))
      throw this.#problem('Invalid numeric literal', atEnd);
    yield* this.#value(Number(word));
  }

  #decoded(text: string): string {
    try {
      return JSON.parse(
        `"${text.replace(/[\x00-\x1f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`,
      ) as string;
    } catch {
      throw this.#problem('Invalid escape');
    }
  }

  #problem(text: string, atEnd = false): JsonProblem {
    return new JsonProblem(
      `${text}${atEnd ? ' at EOF' : ''} at line ${this.#line}, column ${this.#column + (atEnd ? 0 : 1)}`,
    );
  }
}

/** One value from a text that holds nothing else. */
export function parseJson(text: string): Value {
  const reader = new JsonReader();
  const values = [...reader.feed(text), ...reader.end()];
  if (values.length > 1) throw new JsonProblem('Unexpected extra JSON values');
  return values[0] ?? null;
}
