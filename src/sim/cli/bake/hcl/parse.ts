// HCL text to a body: a recursive-descent parser over tokens (HCL native syntax specification).
import { HclError, type Attribute, type Block, type Body, type Expression, type Place } from './node.ts';
import { tokensOf, type Token } from './tokens.ts';

/** Reads a file. */
export function parseHcl(source: string): Body | HclError {
  const tokens = tokensOf(source);
  if (tokens instanceof HclError) return tokens;
  return caught(() => new Parser(tokens).body('end'));
}

/** Reads text with `${…}` in it, as quoted text and JSON have it. */
export function parseTemplate(text: string, place: Place): Expression | HclError {
  return caught(() => template(text, place, 'quoted'));
}

/** Thrown within this module and caught in it. */
class Stop extends Error {
  readonly error: HclError;

  constructor(message: string, place: Place) {
    super(message);
    this.error = new HclError(message, place);
  }
}

function caught<T>(read: () => T): T | HclError {
  try {
    return read();
  } catch (error) {
    if (error instanceof Stop) return error.error;
    throw error;
  }
}

/** Operators by how tightly they bind, loosest first. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  /** Inside brackets ends of lines mean nothing. */
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** `opened`: the brace that a block begins with. */
  body(until: '}' | 'end', opened?: Token): Body {
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    for (;;) {
      while (this.#peek().kind === 'newline') this.#at++;
      const token = this.#peek();
      if (until === 'end' ? token.kind === 'end' : token.text === '}' && token.kind === 'symbol')
        return { attributes, blocks };
      if (token.kind === 'end' && opened)
        throw new Stop(
          'Unclosed configuration block; There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.',
          opened.place,
        );
      if (token.kind !== 'name')
        throw new Stop(
          'Argument or block definition required; An argument or block definition is required here.',
          token.place,
        );
      this.#at++;
      if (this.#is('=')) {
        this.#at++;
        attributes.push({ name: token.text, value: this.expression(), place: token.place });
      } else blocks.push(this.#block(token));
      const next = this.#peek();
      if (next.kind === 'newline' || next.kind === 'end' || (until === '}' && next.text === '}')) continue;
      throw new Stop('Missing newline after argument; An argument definition must end with a newline.', next.place);
    }
  }

  #block(name: Token): Block {
    const labels: string[] = [];
    for (let token = this.#peek(); token.kind === 'text' || token.kind === 'name'; token = this.#peek()) {
      labels.push(token.text);
      this.#at++;
    }
    if (!this.#is('{'))
      throw new Stop(
        'Invalid block definition; Either a quoted string block label or an opening brace ("{") is expected here.',
        this.#peek().place,
      );
    const brace = this.#peek();
    this.#at++;
    const depth = this.#depth;
    this.#depth = 0;
    const body = this.body('}', brace);
    this.#depth = depth;
    this.#at++;
    return { type: name.text, labels, body, place: name.place };
  }

  expression(): Expression {
    const condition = this.#binary(0);
    if (!this.#is('?')) return condition;
    this.#at++;
    const yes = this.expression();
    this.#expect(
      ':',
      'Missing false expression in conditional; The conditional operator (...?...:...) requires a false expression, delimited by a colon.',
    );
    return { kind: 'choice', condition, yes, no: this.expression(), place: condition.place };
  }

  #binary(level: number): Expression {
    const operators = levels[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (let token = this.#peek(); token.kind === 'symbol' && operators.includes(token.text); token = this.#peek()) {
      this.#at++;
      const right = this.#binary(level + 1);
      left = { kind: 'binary', operator: token.text, left, right, place: span(left.place, right.place) };
    }
    return left;
  }

  #unary(): Expression {
    const token = this.#peek();
    if (token.kind === 'symbol' && (token.text === '!' || token.text === '-')) {
      this.#at++;
      return { kind: 'unary', operator: token.text, operand: this.#unary(), place: token.place };
    }
    return this.#postfix(this.#primary());
  }

  #postfix(start: Expression): Expression {
    let of = start;
    for (;;) {
      if (this.#is('.')) {
        this.#at++;
        const name = this.#next();
        if (name.text === '*') {
          const names: string[] = [];
          while (this.#is('.')) {
            this.#at++;
            names.push(this.#next().text);
          }
          of = { kind: 'splat', of, names, place: of.place };
        } else if (name.kind === 'number')
          of = {
            kind: 'index',
            of,
            key: { kind: 'literal', value: Number(name.text), place: name.place },
            place: of.place,
          };
        else of = { kind: 'attribute', of, name: name.text, place: of.place };
      } else if (this.#is('[')) {
        this.#open();
        if (this.#is('*')) {
          this.#at++;
          this.#close(']');
          of = { kind: 'splat', of, names: [], place: of.place };
          continue;
        }
        const key = this.expression();
        this.#close(']');
        of = { kind: 'index', of, key, place: of.place };
      } else return of;
    }
  }

  #primary(): Expression {
    const token = this.#next();
    const { place } = token;
    switch (token.kind) {
      case 'number':
        return { kind: 'literal', value: Number(token.text), place };
      case 'text':
        return template(token.text, place, 'quoted');
      case 'heredoc':
        return template(token.text, place, 'plain');
      case 'name':
        return this.#named(token);
      case 'symbol':
        if (token.text === '(') {
          this.#depth++;
          const inner = this.expression();
          this.#close(')');
          return inner;
        }
        if (token.text === '[') return this.#list(place);
        if (token.text === '{') return this.#object(place);
        break;
      default:
    }
    throw new Stop(
      'Invalid expression; Expected the start of an expression, but found an invalid expression token.',
      place,
    );
  }

  #named({ text, place }: Token): Expression {
    if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true', place };
    if (text === 'null') return { kind: 'literal', value: null, place };
    if (!this.#is('(')) return { kind: 'variable', name: text, place };
    this.#open();
    const args: Expression[] = [];
    let spread = false;
    while (!this.#is(')')) {
      args.push(this.expression());
      if (this.#is('...')) {
        this.#at++;
        spread = true;
      }
      if (!this.#is(',')) break;
      this.#at++;
      this.#skip();
    }
    this.#close(')');
    return { kind: 'call', name: text, args, spread, place };
  }

  #list(place: Place): Expression {
    this.#depth++;
    this.#skip();
    if (this.#peek().text === 'for' && this.#peek().kind === 'name') return this.#for(place, ']');
    const items: Expression[] = [];
    while (!this.#is(']')) {
      items.push(this.expression());
      this.#skip();
      if (this.#is(']')) break;
      this.#expect(',', 'Missing item separator; Expected a comma to mark the beginning of the next item.');
      this.#skip();
    }
    this.#close(']');
    return { kind: 'list', items, place };
  }

  #object(place: Place): Expression {
    const depth = this.#depth;
    this.#depth = 0;
    while (this.#peek().kind === 'newline') this.#at++;
    if (this.#peek().text === 'for' && this.#peek().kind === 'name') {
      this.#depth = depth + 1;
      return this.#for(place, '}');
    }
    const items: [Expression, Expression][] = [];
    while (!this.#is('}')) {
      const name = this.#peek();
      let key: Expression;
      if (name.kind === 'name' && ['=', ':'].includes(this.#tokens[this.#at + 1]?.text ?? '')) {
        this.#at++;
        key = { kind: 'literal', value: name.text, place: name.place };
      } else key = this.expression();
      if (!this.#is('=') && !this.#is(':'))
        throw new Stop(
          'Missing attribute value; Expected an attribute value, introduced by an equals sign ("=").',
          this.#peek().place,
        );
      this.#at++;
      items.push([key, this.expression()]);
      if (this.#is(',')) this.#at++;
      while (this.#peek().kind === 'newline') this.#at++;
    }
    this.#at++;
    this.#depth = depth;
    return { kind: 'object', items, place };
  }

  #for(place: Place, end: ']' | '}'): Expression {
    this.#at++;
    const names = [this.#next().text];
    if (this.#is(',')) {
      this.#at++;
      names.push(this.#next().text);
    }
    const word = this.#next();
    if (word.text !== 'in')
      throw new Stop(
        "Invalid 'for' expression; For expression requires the 'in' keyword after its name declarations.",
        word.place,
      );
    const source = this.expression();
    this.#expect(':', "Invalid 'for' expression; For expression requires a colon after the collection expression.");
    this.#skip();
    const first = this.expression();
    let value = first;
    if (end === '}') {
      this.#expect('=>', "Invalid 'for' expression; For expression requires an arrow.");
      value = this.expression();
      if (this.#is('...')) throw new Stop('not simulated: grouping in a for expression', this.#peek().place);
    }
    this.#skip();
    let condition: Expression | undefined;
    if (this.#peek().text === 'if') {
      this.#at++;
      condition = this.expression();
    }
    this.#close(end);
    return { kind: 'for', names, source, key: end === '}' ? first : undefined, value, condition, place };
  }

  #open(): void {
    this.#at++;
    this.#depth++;
    this.#skip();
  }

  #close(symbol: string): void {
    this.#skip();
    this.#expect(symbol, `Missing closing delimiter; Expected ${JSON.stringify(symbol)} here.`);
    this.#depth--;
  }

  #expect(symbol: string, message: string): void {
    const token = this.#next();
    if (token.kind !== 'symbol' || token.text !== symbol) throw new Stop(message, token.place);
  }

  #skip(): void {
    if (this.#depth > 0) while (this.#tokens[this.#at]?.kind === 'newline') this.#at++;
  }

  #is(symbol: string): boolean {
    const token = this.#peek();
    return token.kind === 'symbol' && token.text === symbol;
  }

  #peek(): Token {
    this.#skip();
    return this.#tokens[this.#at] ?? (this.#tokens.at(-1) as Token);
  }

  #next(): Token {
    const token = this.#peek();
    if (token.kind !== 'end') this.#at++;
    return token;
  }
}

/** From the beginning of one place to the end of another. */
const span = (from: Place, to: Place): Place => (from.line === to.line ? { ...from, end: to.end } : from);

/** Text with `${…}` and escapes. */
function template(text: string, place: Place, kind: 'quoted' | 'plain'): Expression {
  const parts: Expression[] = [];
  let literal = '';
  const flush = (): void => {
    if (literal !== '') parts.push({ kind: 'literal', value: literal, place });
    literal = '';
  };
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    if (rest.startsWith('$${') || rest.startsWith('%%{')) {
      literal += rest.slice(1, 3);
      at += 3;
    } else if (rest.startsWith('%{')) throw new Stop('not simulated: template directives', place);
    else if (rest.startsWith('${')) {
      const length = insertLength(rest);
      if (length === undefined)
        throw new Stop('Unclosed template interpolation sequence; There is no closing brace.', place);
      const inside = rest.slice(2, length - 1);
      const from = place.column + (kind === 'quoted' ? 1 : 0) + at + 2;
      const tokens = tokensOf(inside.replace(/^~|~$/g, ''));
      if (tokens instanceof HclError) throw new Stop(tokens.message, place);
      flush();
      const moved = tokens.map((token) => ({
        ...token,
        place: { line: place.line, column: from + token.place.column - 1, end: from + token.place.end - 1 },
      }));
      parts.push(new Parser(moved).expression());
      at += length;
    } else if (kind === 'quoted' && rest.startsWith('\\')) {
      const escape = /^\\(?:u([0-9a-fA-F]{4})|(.))/.exec(rest);
      const [all = '\\', code, char = ''] = escape ?? [];
      const known: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };
      literal += code === undefined ? (known[char] ?? char) : String.fromCharCode(parseInt(code, 16));
      at += all.length;
    } else {
      literal += rest.charAt(0);
      at++;
    }
  }
  flush();
  const [only] = parts;
  if (parts.length === 0) return { kind: 'literal', value: '', place };
  // `"${x}"` alone is x itself, whatever type it has.
  return parts.length === 1 && only ? only : { kind: 'template', parts, place };
}

function insertLength(text: string): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quoted) {
      if (char === '\\') at++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}
