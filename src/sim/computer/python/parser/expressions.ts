// Tokens to a syntax tree: expressions, arguments and parameters, in the order of precedence of Python's grammar.
import { parseFormat } from './format-string.ts';
import { bytesLiteral, stringLiteral } from './literals.ts';
import {
  PythonSyntaxError,
  type Arg,
  type Comprehension,
  type Expr,
  type Keyword,
  type Parameters,
  type Span,
} from './syntax.ts';
import { tokenize, type Token } from './tokens.ts';

const keywords = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

const constants = new Map([
  ['None', 'none'],
  ['True', 'true'],
  ['False', 'false'],
]);

const binary: readonly (readonly string[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%', '@'],
];

export class ExpressionParser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The expression within braces of a formatted string. */
  static within(source: string, line: number, col: number): Expr {
    const parser = new ExpressionParser(tokenize(source, line, col, true));
    const value = parser.isName('yield') ? parser.yieldExpression() : parser.starExpressions();
    if (parser.peek().kind !== 'end') parser.fail('f-string: invalid syntax');
    return value;
  }

  mark(): number {
    return this.#at;
  }

  /** What `parse` gives; undefined and back at the mark when it is a mistake. */
  attempt<T>(mark: number, parse: () => T): T | undefined {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof PythonSyntaxError)) throw error;
      this.#at = mark;
      return undefined;
    }
  }

  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    if (!token) throw new Error('no tokens');
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  is(text: string): boolean {
    const token = this.peek();
    return token.kind === 'op' && token.text === text;
  }

  isName(text: string): boolean {
    const token = this.peek();
    return token.kind === 'name' && token.text === text;
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.#at++;
    return true;
  }

  acceptName(text: string): boolean {
    if (!this.isName(text)) return false;
    this.#at++;
    return true;
  }

  isOperatorName(text: string): boolean {
    return ['and', 'or', 'in', 'is', 'not', 'if', 'else', 'for'].includes(text);
  }

  expect(text: string): void {
    if (!this.accept(text)) this.fail();
  }

  fail(message = 'invalid syntax', incomplete = false): never {
    const token = this.peek();
    throw new PythonSyntaxError(
      message,
      token.kind === 'newline' || token.kind === 'end' ? { line: token.line, col: token.col } : token,
      'SyntaxError',
      incomplete || token.kind === 'end',
    );
  }

  identifier(): string {
    const token = this.peek();
    if (token.kind !== 'name' || keywords.has(token.text)) this.fail();
    this.#at++;
    return token.text;
  }

  spanOf(token: Span): Span {
    return { line: token.line, col: token.col, endLine: token.endLine, endCol: token.endCol };
  }

  /** From a start to the end of the token before the present one. */
  spanFrom(start: Span): Span {
    const last = this.#tokens[this.#at - 1] ?? start;
    return { line: start.line, col: start.col, endLine: last.endLine, endCol: last.endCol };
  }

  describe(value: Expr): string {
    switch (value.kind) {
      case 'Constant':
        return value.value.type === 'none'
          ? 'None'
          : value.value.type === 'bool'
            ? value.value.value
              ? 'True'
              : 'False'
            : value.value.type === 'ellipsis'
              ? 'ellipsis'
              : 'literal';
      case 'Call':
        return 'function call';
      case 'Binary':
      case 'Unary':
      case 'Bool':
        return 'expression';
      case 'Compare':
        return 'comparison';
      case 'Lambda':
        return 'lambda';
      case 'If':
        return 'conditional expression';
      case 'Joined':
        return 'f-string expression';
      case 'Comp':
        return value.type === 'generator' ? 'generator expression' : `${value.type} comprehension`;
      case 'DictComp':
        return 'dict comprehension';
      case 'Dict':
        return 'dict literal';
      case 'Set':
        return 'set display';
      case 'Await':
        return 'await expression';
      case 'Yield':
      case 'YieldFrom':
        return 'yield expression';
      case 'Named':
        return 'named expression';
      case 'Tuple':
        return 'tuple';
      case 'List':
        return 'list';
      default:
        return value.kind.toLowerCase();
    }
  }

  /** Complains unless a value can be assigned to. */
  checkTarget(value: Expr): void {
    switch (value.kind) {
      case 'Name':
      case 'Attribute':
      case 'Subscript':
        return;
      case 'Starred':
        this.checkTarget(value.value);
        return;
      case 'Tuple':
      case 'List':
        for (const item of value.items) this.checkTarget(item);
        return;
      default: {
        const what = this.describe(value);
        const constant = value.kind === 'Constant' && ['none', 'bool', 'ellipsis'].includes(value.value.type);
        throw new PythonSyntaxError(
          constant ? `cannot assign to ${what}` : `cannot assign to ${what} here. Maybe you meant '==' instead of '='?`,
          value,
        );
      }
    }
  }

  starExpressions(): Expr {
    if (this.isName('yield')) return this.yieldExpression();
    const start = this.peek();
    const first = this.#starNamed();
    if (!this.is(',')) return first;
    const items = [first];
    while (this.accept(',')) {
      if (this.#endsList()) break;
      items.push(this.#starNamed());
    }
    return { kind: 'Tuple', items, ...this.spanFrom(start) };
  }

  #endsList(): boolean {
    const { kind, text } = this.peek();
    return (
      kind === 'newline' ||
      kind === 'end' ||
      (kind === 'op' && [')', ']', '}', '=', ':', ';', '!'].includes(text)) ||
      (kind === 'name' && text === 'in')
    );
  }

  #starNamed(): Expr {
    const start = this.peek();
    if (this.accept('*')) return { kind: 'Starred', value: this.#binary(0), ...this.spanFrom(start) };
    return this.namedExpression();
  }

  yieldExpression(): Expr {
    const start = this.next();
    if (this.acceptName('from')) return { kind: 'YieldFrom', value: this.expression(), ...this.spanFrom(start) };
    const { kind, text } = this.peek();
    const none = kind === 'newline' || kind === 'end' || (kind === 'op' && [')', ']', '}', ';', '='].includes(text));
    return { kind: 'Yield', value: none ? undefined : this.starExpressions(), ...this.spanFrom(start) };
  }

  namedExpression(): Expr {
    const start = this.peek();
    if (start.kind === 'name' && this.peek(1).kind === 'op' && this.peek(1).text === ':=') {
      const target = this.identifier();
      this.next();
      return { kind: 'Named', target, value: this.expression(), ...this.spanFrom(start) };
    }
    return this.expression();
  }

  expression(): Expr {
    const start = this.peek();
    if (this.isName('lambda')) {
      this.next();
      const params = this.parameters(':', false);
      this.expect(':');
      return { kind: 'Lambda', params, body: this.expression(), ...this.spanFrom(start) };
    }
    const body = this.#or();
    if (!this.isName('if')) return body;
    this.next();
    const test = this.#or();
    if (!this.acceptName('else'))
      throw new PythonSyntaxError("expected 'else' after 'if' expression", this.spanFrom(start));
    return { kind: 'If', test, body, orelse: this.expression(), ...this.spanFrom(start) };
  }

  #or(): Expr {
    return this.#logical('or', () => this.#logical('and', () => this.#not()));
  }

  #logical(op: 'and' | 'or', operand: () => Expr): Expr {
    const start = this.peek();
    const first = operand();
    if (!this.isName(op)) return first;
    const values = [first];
    while (this.acceptName(op)) values.push(operand());
    return { kind: 'Bool', op, values, ...this.spanFrom(start) };
  }

  #not(): Expr {
    const start = this.peek();
    if (this.acceptName('not')) return { kind: 'Unary', op: 'not', operand: this.#not(), ...this.spanFrom(start) };
    const left = this.#binary(0);
    const ops: string[] = [];
    const rights: Expr[] = [];
    for (;;) {
      const op = this.#comparison();
      if (op === undefined) break;
      ops.push(op);
      rights.push(this.#binary(0));
    }
    return ops.length > 0 ? { kind: 'Compare', left, ops, rights, ...this.spanFrom(start) } : left;
  }

  #comparison(): string | undefined {
    const { kind, text } = this.peek();
    if (kind === 'op' && ['==', '!=', '<', '>', '<=', '>='].includes(text)) return this.next().text;
    if (this.acceptName('in')) return 'in';
    if (this.isName('not') && this.peek(1).text === 'in') {
      this.#at += 2;
      return 'not in';
    }
    if (this.acceptName('is')) return this.acceptName('not') ? 'is not' : 'is';
    return undefined;
  }

  #binary(level: number): Expr {
    const ops = binary[level];
    if (!ops) return this.#factor();
    const start = this.peek();
    let left = this.#binary(level + 1);
    while (this.peek().kind === 'op' && ops.includes(this.peek().text)) {
      const op = this.next().text;
      const right = this.#binary(level + 1);
      left = { kind: 'Binary', op, left, right, ...this.spanFrom(start) };
    }
    return left;
  }

  /** An operand of `|`: what patterns and stars are made of. */
  bitOr(): Expr {
    return this.#binary(0);
  }

  #factor(): Expr {
    const start = this.peek();
    if (start.kind === 'op' && ['+', '-', '~'].includes(start.text)) {
      this.next();
      return { kind: 'Unary', op: start.text, operand: this.#factor(), ...this.spanFrom(start) };
    }
    const base = this.#awaited();
    if (!this.accept('**')) return base;
    return { kind: 'Binary', op: '**', left: base, right: this.#factor(), ...this.spanFrom(start) };
  }

  #awaited(): Expr {
    const start = this.peek();
    if (this.isName('await')) {
      this.next();
      return { kind: 'Await', value: this.primary(), ...this.spanFrom(start) };
    }
    return this.primary();
  }

  primary(): Expr {
    const start = this.peek();
    let value = this.#atom();
    for (;;) {
      if (this.accept('.')) value = { kind: 'Attribute', value, attr: this.identifier(), ...this.spanFrom(start) };
      else if (this.accept('(')) {
        const { args, keywords: named } = this.callArguments();
        value = { kind: 'Call', func: value, args, keywords: named, ...this.spanFrom(start) };
      } else if (this.accept('[')) {
        const index = this.#subscript();
        this.expect(']');
        value = { kind: 'Subscript', value, index, ...this.spanFrom(start) };
      } else return value;
    }
  }

  #subscript(): Expr {
    const start = this.peek();
    const first = this.#slice();
    if (!this.is(',')) return first;
    const items = [first];
    while (this.accept(',')) if (!this.is(']')) items.push(this.#slice());
    return { kind: 'Tuple', items, ...this.spanFrom(start) };
  }

  #slice(): Expr {
    const start = this.peek();
    const lower = this.is(':') ? undefined : this.#starNamed();
    if (lower && !this.is(':')) return lower;
    this.expect(':');
    const ends = (): boolean => this.is(':') || this.is(']') || this.is(',');
    const upper = ends() ? undefined : this.expression();
    const step = this.accept(':') && !ends() ? this.expression() : undefined;
    return { kind: 'Slice', lower, upper, step, ...this.spanFrom(start) };
  }

  /** Arguments after `(`, and the `)`. */
  callArguments(): { args: Expr[]; keywords: Keyword[] } {
    const args: Expr[] = [];
    const named: Keyword[] = [];
    while (!this.is(')')) {
      const start = this.peek();
      if (this.accept('*')) args.push({ kind: 'Starred', value: this.expression(), ...this.spanFrom(start) });
      else if (this.accept('**')) named.push({ name: undefined, value: this.expression() });
      else if (start.kind === 'name' && this.peek(1).kind === 'op' && this.peek(1).text === '=') {
        const name = this.identifier();
        this.next();
        named.push({ name, value: this.expression() });
      } else {
        const value = this.namedExpression();
        if (this.isName('for') || (this.isName('async') && this.peek(1).text === 'for')) {
          const loops = this.#loops();
          args.push({ kind: 'Comp', type: 'generator', element: value, loops, ...this.spanFrom(start) });
        } else {
          if (named.some(({ name }) => name !== undefined))
            throw new PythonSyntaxError('positional argument follows keyword argument', {
              line: this.peek().line,
              col: this.peek().col,
            });
          if (this.is('='))
            throw new PythonSyntaxError(`expression cannot contain assignment, perhaps you meant "=="?`, {
              ...value,
              endCol: this.peek().endCol,
            });
          args.push(value);
        }
      }
      if (!this.accept(',')) {
        if (!this.is(')')) this.#forgotComma(args, start);
        break;
      }
    }
    this.expect(')');
    return { args, keywords: named };
  }

  #forgotComma(items: readonly Expr[], start: Span): never {
    const token = this.peek();
    const last = items.at(-1);
    if (
      last &&
      (token.kind === 'string' || token.kind === 'number' || (token.kind === 'name' && !keywords.has(token.text)))
    )
      throw new PythonSyntaxError('invalid syntax. Perhaps you forgot a comma?', {
        line: start.line,
        col: start.col,
        endLine: token.endLine,
        endCol: token.endCol,
      });
    this.fail();
  }

  #loops(): Comprehension[] {
    const loops: Comprehension[] = [];
    for (;;) {
      const isAsync = this.isName('async') && this.peek(1).text === 'for';
      if (isAsync) this.next();
      if (!this.acceptName('for')) return loops;
      const target = this.targetList();
      if (!this.acceptName('in')) this.fail();
      const iter = this.#or();
      const ifs: Expr[] = [];
      while (this.acceptName('if')) {
        const start = this.peek();
        if (start.kind === 'name' && this.peek(1).text === ':=') ifs.push(this.namedExpression());
        else ifs.push(this.#or());
      }
      loops.push({ target, iter, ifs, isAsync });
    }
  }

  targetList(): Expr {
    const start = this.peek();
    const first = this.starTarget();
    if (!this.is(',')) return first;
    const items = [first];
    while (this.accept(',')) {
      if (this.isName('in') || this.is('=')) break;
      items.push(this.starTarget());
    }
    return { kind: 'Tuple', items, ...this.spanFrom(start) };
  }

  starTarget(): Expr {
    const start = this.peek();
    const value: Expr = this.accept('*')
      ? { kind: 'Starred', value: this.primary(), ...this.spanFrom(start) }
      : this.primary();
    this.checkTarget(value);
    return value;
  }

  /** Parameters up to, and without, `end`. */
  parameters(end: string, annotated: boolean): Parameters {
    const args: Arg[] = [];
    const defaults: Expr[] = [];
    const kwonly: Arg[] = [];
    const kwDefaults: (Expr | undefined)[] = [];
    let vararg: Arg | undefined;
    let kwarg: Arg | undefined;
    let positionalOnly = 0;
    let star = false;
    const arg = (): Arg => {
      const name = this.identifier();
      const starred = annotated && this.accept(':');
      return { name, annotation: starred ? this.#starNamed() : undefined };
    };
    while (!this.is(end)) {
      if (this.accept('/')) positionalOnly = args.length;
      else if (this.accept('**')) kwarg = arg();
      else if (this.accept('*')) {
        star = true;
        if (!this.is(',')) vararg = arg();
      } else {
        const token = this.peek();
        const one = arg();
        if ([...args, ...kwonly].some(({ name }) => name === one.name))
          throw new PythonSyntaxError(`duplicate argument '${one.name}' in function definition`, token);
        const value = this.accept('=') ? this.expression() : undefined;
        if (star) {
          kwonly.push(one);
          kwDefaults.push(value);
        } else {
          args.push(one);
          if (value) defaults.push(value);
          else if (defaults.length > 0)
            throw new PythonSyntaxError('non-default argument follows default argument', token);
        }
      }
      if (!this.accept(',')) break;
    }
    return { positionalOnly, args, defaults, vararg, kwonly, kwDefaults, kwarg };
  }

  #atom(): Expr {
    const token = this.peek();
    switch (token.kind) {
      case 'number':
        this.next();
        return { kind: 'Constant', value: numberOf(token.text), ...this.spanOf(token) };
      case 'string':
      case 'fstring':
        return this.#strings();
      case 'name': {
        const constant = constants.get(token.text);
        if (constant) {
          this.next();
          return {
            kind: 'Constant',
            value: constant === 'none' ? { type: 'none' } : { type: 'bool', value: constant === 'true' },
            ...this.spanOf(token),
          };
        }
        if (keywords.has(token.text)) this.fail();
        this.next();
        return { kind: 'Name', id: token.text, ...this.spanOf(token) };
      }
      case 'op':
        if (this.accept('...')) return { kind: 'Constant', value: { type: 'ellipsis' }, ...this.spanOf(token) };
        if (this.accept('(')) return this.#parenthesized(token);
        if (this.accept('[')) return this.#list(token);
        if (this.accept('{')) return this.#braces(token);
        return this.fail();
      default:
        return this.fail();
    }
  }

  #strings(): Expr {
    const start = this.peek();
    const pieces: Token[] = [];
    while (this.peek().kind === 'string' || this.peek().kind === 'fstring') pieces.push(this.next());
    const bytes = pieces.filter(({ prefix }) => prefix.includes('b')).length;
    if (bytes > 0) {
      if (bytes < pieces.length)
        throw new PythonSyntaxError('cannot mix bytes and nonbytes literals', this.spanFrom(start));
      const value = Uint8Array.from(pieces.flatMap((piece) => [...bytesLiteral(piece)]));
      return { kind: 'Constant', value: { type: 'bytes', value }, ...this.spanFrom(start) };
    }
    if (pieces.every(({ kind }) => kind === 'string'))
      return {
        kind: 'Constant',
        value: { type: 'str', value: pieces.map(stringLiteral).join('') },
        ...this.spanFrom(start),
      };
    const parts = pieces.flatMap((piece) =>
      piece.kind === 'string'
        ? [stringLiteral(piece)]
        : parseFormat(piece, (source, line, col) => ExpressionParser.within(source, line, col)),
    );
    return { kind: 'Joined', parts, ...this.spanFrom(start) };
  }

  #parenthesized(start: Span): Expr {
    if (this.accept(')')) return { kind: 'Tuple', items: [], ...this.spanFrom(start) };
    if (this.isName('yield')) {
      const value = this.yieldExpression();
      this.expect(')');
      return value;
    }
    const first = this.#starNamed();
    if (this.isName('for') || (this.isName('async') && this.peek(1).text === 'for')) {
      const loops = this.#loops();
      this.expect(')');
      return { kind: 'Comp', type: 'generator', element: first, loops, ...this.spanFrom(start) };
    }
    if (!this.is(',')) {
      if (!this.is(')')) this.#forgotComma([first], first);
      this.next();
      return first;
    }
    const items = [first];
    while (this.accept(',')) {
      if (this.is(')')) break;
      items.push(this.#starNamed());
    }
    this.expect(')');
    return { kind: 'Tuple', items, ...this.spanFrom(start) };
  }

  #list(start: Span): Expr {
    if (this.accept(']')) return { kind: 'List', items: [], ...this.spanFrom(start) };
    const first = this.#starNamed();
    if (this.isName('for') || (this.isName('async') && this.peek(1).text === 'for')) {
      const loops = this.#loops();
      this.expect(']');
      return { kind: 'Comp', type: 'list', element: first, loops, ...this.spanFrom(start) };
    }
    const items = [first];
    while (this.accept(',')) {
      if (this.is(']')) break;
      items.push(this.#starNamed());
    }
    if (!this.is(']')) this.#forgotComma(items, items.at(-1) ?? start);
    this.next();
    return { kind: 'List', items, ...this.spanFrom(start) };
  }

  #braces(start: Span): Expr {
    if (this.accept('}')) return { kind: 'Dict', keys: [], values: [], ...this.spanFrom(start) };
    const keys: (Expr | undefined)[] = [];
    const values: Expr[] = [];
    const items: Expr[] = [];
    for (let first = true; !this.is('}'); first = false) {
      if (this.accept('**')) {
        keys.push(undefined);
        values.push(this.bitOr());
      } else {
        const key = this.#starNamed();
        const pair = this.accept(':');
        const value = pair ? this.expression() : undefined;
        if (first && (this.isName('for') || (this.isName('async') && this.peek(1).text === 'for'))) {
          const loops = this.#loops();
          this.expect('}');
          const span = this.spanFrom(start);
          return value
            ? { kind: 'DictComp', key, value, loops, ...span }
            : { kind: 'Comp', type: 'set', element: key, loops, ...span };
        }
        if (value) {
          keys.push(key);
          values.push(value);
        } else items.push(key);
      }
      if (!this.accept(',')) {
        if (!this.is('}'))
          this.#forgotComma(values.length > 0 ? values : items, values.at(-1) ?? items.at(-1) ?? start);
        break;
      }
    }
    this.expect('}');
    if (items.length > 0 && values.length > 0) this.fail();
    const span = this.spanFrom(start);
    return items.length > 0 ? { kind: 'Set', items, ...span } : { kind: 'Dict', keys, values, ...span };
  }
}

function numberOf(text: string): { type: 'int'; value: bigint } | { type: 'float' | 'imaginary'; value: number } {
  const plain = text.replaceAll('_', '').toLowerCase();
  if (/^0[xob]/.test(plain)) return { type: 'int', value: BigInt(plain) };
  if (plain.endsWith('j')) return { type: 'imaginary', value: Number(plain.slice(0, -1)) };
  if (/[.e]/.test(plain)) return { type: 'float', value: Number(plain) };
  return { type: 'int', value: BigInt(plain) };
}
