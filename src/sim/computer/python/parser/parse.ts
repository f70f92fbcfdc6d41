// Tokens to a syntax tree: statements. Expressions are in expressions.ts, patterns of `match` in patterns.ts.
import { ExpressionParser } from './expressions.ts';
import { parsePattern } from './patterns.ts';
import {
  PythonSyntaxError,
  type Alias,
  type Expr,
  type Handler,
  type MatchCase,
  type Span,
  type Stmt,
  type WithItem,
} from './syntax.ts';
import { tokenize } from './tokens.ts';

const augmented = new Set(['+=', '-=', '*=', '/=', '//=', '%=', '**=', '>>=', '<<=', '&=', '^=', '|=', '@=']);

/** Parses a module; throws PythonSyntaxError. */
export function parseModule(source: string): Stmt[] {
  const parser = new Parser(tokenize(source));
  return parser.module();
}

/** Parses one expression (`eval`). */
export function parseExpression(source: string): Expr {
  const parser = new Parser(tokenize(source.trim()));
  const value = parser.starExpressions();
  if (parser.peek().kind === 'newline') parser.next();
  if (parser.peek().kind !== 'end') parser.fail();
  return value;
}

class Parser extends ExpressionParser {
  module(): Stmt[] {
    const body: Stmt[] = [];
    while (this.peek().kind !== 'end') {
      if (this.peek().kind === 'newline') {
        this.next();
        continue;
      }
      if (this.peek().kind === 'indent')
        throw new PythonSyntaxError('unexpected indent', this.peek(), 'IndentationError');
      this.#statement(body);
    }
    return body;
  }

  #statement(into: Stmt[]): void {
    const token = this.peek();
    if (token.kind === 'indent') throw new PythonSyntaxError('unexpected indent', token, 'IndentationError');
    const compound = this.#compound();
    if (compound) into.push(compound);
    else this.#simpleLine(into);
  }

  #simpleLine(into: Stmt[]): void {
    for (;;) {
      into.push(this.#simple());
      if (!this.accept(';')) break;
      if (this.peek().kind === 'newline') break;
    }
    if (this.peek().kind === 'newline') this.next();
    else if (this.peek().kind !== 'end') this.fail();
  }

  #block(what: string, head: Span): Stmt[] {
    if (!this.is(':')) {
      if (this.is('=')) this.fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
      if (/'(?:if|elif|while)'/.test(what) && this.peek().kind !== 'newline') this.fail();
      this.fail("expected ':'");
    }
    this.next();
    const body: Stmt[] = [];
    if (this.peek().kind !== 'newline') {
      this.#simpleLine(body);
      return body;
    }
    this.next();
    while (this.peek().kind === 'newline') this.next();
    if (this.peek().kind !== 'indent') {
      const at = this.peek();
      throw new PythonSyntaxError(
        `expected an indented block after ${what} on line ${head.line}`,
        at.kind === 'end' || at.kind === 'dedent' ? { ...at, endCol: at.col + 1 } : at,
        'IndentationError',
        at.kind === 'end',
      );
    }
    this.next();
    while (this.peek().kind !== 'dedent' && this.peek().kind !== 'end') {
      if (this.peek().kind === 'newline') this.next();
      else this.#statement(body);
    }
    if (this.peek().kind === 'dedent') this.next();
    return body;
  }

  #compound(): Stmt | undefined {
    const token = this.peek();
    if (token.kind === 'op' && token.text === '@') return this.#decorated();
    if (token.kind !== 'name') return undefined;
    switch (token.text) {
      case 'if':
        return this.#if();
      case 'while': {
        this.next();
        const test = this.namedExpression();
        const body = this.#block("'while' statement", token);
        return { kind: 'While', test, body, orelse: this.#else(), ...this.spanFrom(token) };
      }
      case 'for':
        this.next();
        return this.#for(token, false);
      case 'try':
        return this.#try();
      case 'with':
        this.next();
        return this.#with(token, false);
      case 'def':
        return this.#def([], token, false);
      case 'class':
        return this.#class([], token);
      case 'async': {
        this.next();
        if (this.isName('def')) return this.#def([], token, true);
        if (this.isName('for')) {
          this.next();
          return this.#for(token, true);
        }
        if (this.isName('with')) {
          this.next();
          return this.#with(token, true);
        }
        return this.fail();
      }
      case 'match':
        return this.#match();
      default:
        return undefined;
    }
  }

  #decorated(): Stmt {
    const decorators: Expr[] = [];
    const first = this.peek();
    while (this.accept('@')) {
      decorators.push(this.namedExpression());
      if (this.peek().kind !== 'newline') this.fail();
      this.next();
    }
    if (this.isName('class')) return this.#class(decorators, this.peek());
    const start = this.peek();
    const isAsync = this.acceptName('async');
    if (!this.isName('def')) this.fail();
    void first;
    return this.#def(decorators, start, isAsync);
  }

  #def(decorators: Expr[], start: Span, isAsync: boolean): Stmt {
    const head = this.peek();
    this.next();
    const name = this.identifier();
    if (!this.is('(')) this.fail("expected '('");
    this.next();
    const params = this.parameters(')', true);
    this.expect(')');
    const returns = this.accept('->') ? this.expression() : undefined;
    const body = this.#block('function definition', head);
    return { kind: 'FunctionDef', name, params, body, decorators, returns, isAsync, ...this.spanFrom(start) };
  }

  #class(decorators: Expr[], start: Span): Stmt {
    this.next();
    const name = this.identifier();
    const { args, keywords } = this.accept('(') ? this.callArguments() : { args: [], keywords: [] };
    const body = this.#block('class definition', start);
    return { kind: 'ClassDef', name, bases: args, keywords, body, decorators, ...this.spanFrom(start) };
  }

  #if(): Stmt {
    const token = this.peek();
    const word = token.text;
    this.next();
    const test = this.namedExpression();
    const body = this.#block(`'${word}' statement`, token);
    const orelse = this.isName('elif') ? [this.#if()] : this.#else();
    return { kind: 'IfStmt', test, body, orelse, ...this.spanFrom(token) };
  }

  #else(): Stmt[] {
    const token = this.peek();
    return this.acceptName('else') ? this.#block("'else' statement", token) : [];
  }

  #for(token: Span, isAsync: boolean): Stmt {
    const target = this.targetList();
    if (!this.acceptName('in')) this.fail();
    const iter = this.starExpressions();
    const body = this.#block("'for' statement", token);
    return { kind: 'For', target, iter, body, orelse: this.#else(), isAsync, ...this.spanFrom(token) };
  }

  #try(): Stmt {
    const token = this.peek();
    this.next();
    const body = this.#block("'try' statement", token);
    const handlers: Handler[] = [];
    let star = false;
    while (this.isName('except')) {
      const at = this.peek();
      this.next();
      if (this.accept('*')) star = true;
      let type: Expr | undefined;
      let name: string | undefined;
      if (!this.is(':')) {
        type = this.expression();
        if (this.is(',')) throw new PythonSyntaxError('multiple exception types must be parenthesized', { ...type });
        if (this.acceptName('as')) name = this.identifier();
      }
      const inner = this.#block(star ? "'except*' statement" : "'except' statement", at);
      handlers.push({ type, name, body: inner, ...this.spanFrom(at) });
    }
    const orelse = handlers.length > 0 ? this.#else() : [];
    const at = this.peek();
    const final = this.acceptName('finally') ? this.#block("'finally' statement", at) : [];
    if (handlers.length === 0 && final.length === 0)
      this.fail("expected 'except' or 'finally' block", this.peek().kind === 'end');
    return { kind: 'Try', body, handlers, orelse, final, star, ...this.spanFrom(token) };
  }

  #with(token: Span, isAsync: boolean): Stmt {
    const items = this.#parenthesizedItems() ?? this.#withItems(false);
    const body = this.#block("'with' statement", token);
    return { kind: 'With', items, body, isAsync, ...this.spanFrom(token) };
  }

  #parenthesizedItems(): WithItem[] | undefined {
    if (!this.is('(')) return undefined;
    const mark = this.mark();
    return this.attempt(mark, () => {
      this.next();
      const items = this.#withItems(true);
      this.expect(')');
      if (!this.is(':')) this.fail();
      return items;
    });
  }

  #withItems(enclosed: boolean): WithItem[] {
    const items: WithItem[] = [];
    do {
      if (enclosed && this.is(')')) break;
      const context = this.expression();
      items.push({ context, target: this.acceptName('as') ? this.starTarget() : undefined });
    } while (this.accept(','));
    return items;
  }

  #match(): Stmt | undefined {
    const token = this.peek();
    const mark = this.mark();
    const subject = this.attempt(mark, () => {
      this.next();
      const value = this.starExpressions();
      if (!this.is(':') || this.peek(1).kind !== 'newline' || this.peek(2).kind !== 'indent') this.fail();
      if (this.peek(3).text !== 'case') this.fail();
      return value;
    });
    if (!subject) return undefined;
    this.next();
    this.next();
    this.next();
    const cases: MatchCase[] = [];
    while (this.isName('case')) {
      const at = this.peek();
      this.next();
      const pattern = parsePattern(this);
      const guard = this.acceptName('if') ? this.namedExpression() : undefined;
      cases.push({ pattern, guard, body: this.#block("'case' statement", at) });
      while (this.peek().kind === 'newline') this.next();
    }
    if (this.peek().kind === 'dedent') this.next();
    else if (this.peek().kind !== 'end') this.fail();
    return { kind: 'Match', subject, cases, ...this.spanFrom(token) };
  }

  #simple(): Stmt {
    const token = this.peek();
    if (token.kind === 'name')
      switch (token.text) {
        case 'pass':
        case 'break':
        case 'continue':
          this.next();
          return {
            kind: token.text === 'pass' ? 'Pass' : token.text === 'break' ? 'Break' : 'Continue',
            ...this.spanFrom(token),
          };
        case 'return': {
          this.next();
          const value = this.#atEnd() ? undefined : this.starExpressions();
          return { kind: 'Return', value, ...this.spanFrom(token) };
        }
        case 'raise': {
          this.next();
          const value = this.#atEnd() ? undefined : this.expression();
          const cause = value && this.acceptName('from') ? this.expression() : undefined;
          return { kind: 'Raise', value, cause, ...this.spanFrom(token) };
        }
        case 'global':
        case 'nonlocal': {
          this.next();
          const names = [this.identifier()];
          while (this.accept(',')) names.push(this.identifier());
          return { kind: token.text === 'global' ? 'Global' : 'Nonlocal', names, ...this.spanFrom(token) };
        }
        case 'del': {
          this.next();
          const targets = [this.starTarget()];
          while (this.accept(',')) if (!this.#atEnd()) targets.push(this.starTarget());
          return { kind: 'Delete', targets, ...this.spanFrom(token) };
        }
        case 'assert': {
          this.next();
          const test = this.expression();
          const message = this.accept(',') ? this.expression() : undefined;
          return { kind: 'Assert', test, message, ...this.spanFrom(token) };
        }
        case 'import': {
          this.next();
          const names: Alias[] = [];
          do {
            const name = this.#dotted();
            names.push({ name, as: this.acceptName('as') ? this.identifier() : undefined });
          } while (this.accept(','));
          return { kind: 'Import', names, ...this.spanFrom(token) };
        }
        case 'from':
          return this.#importFrom();
        case 'type':
          if (this.peek(1).kind === 'name' && this.peek(2).text === '=') {
            this.next();
            const name = this.peek();
            this.next();
            this.next();
            const value = this.expression();
            return {
              kind: 'Assign',
              targets: [{ kind: 'Name', id: name.text, ...this.spanOf(name) }],
              value,
              ...this.spanFrom(token),
            };
          }
          break;
        case 'print':
        case 'exec':
          if (
            ['name', 'string', 'fstring', 'number'].includes(this.peek(1).kind) &&
            !this.isOperatorName(this.peek(1).text)
          )
            throw new PythonSyntaxError(
              `Missing parentheses in call to '${token.text}'. Did you mean ${token.text}(...)?`,
              { line: token.line, col: token.col, endCol: this.#lineEnd(token.line) },
            );
          break;
      }
    const value = this.starExpressions();
    const next = this.peek();
    if (next.kind === 'op') {
      if (augmented.has(next.text)) {
        if (!['Name', 'Attribute', 'Subscript'].includes(value.kind))
          throw new PythonSyntaxError(
            `'${this.describe(value)}' is an illegal expression for augmented assignment`,
            value,
          );
        this.next();
        const right = this.#assigned();
        return { kind: 'AugAssign', target: value, op: next.text.slice(0, -1), value: right, ...this.spanFrom(token) };
      }
      if (next.text === ':' && ['Name', 'Attribute', 'Subscript'].includes(value.kind)) {
        this.next();
        const annotation = this.expression();
        const right = this.accept('=') ? this.#assigned() : undefined;
        return { kind: 'AnnAssign', target: value, annotation, value: right, ...this.spanFrom(token) };
      }
      if (next.text === '=') {
        const targets = [value];
        let right = value;
        while (this.accept('=')) {
          this.checkTarget(right);
          right = this.#assigned();
          if (this.is('=')) targets.push(right);
        }
        return { kind: 'Assign', targets, value: right, ...this.spanFrom(token) };
      }
    }
    return { kind: 'Expr', value, ...this.spanFrom(token) };
  }

  #lineEnd(line: number): number {
    let end = 0;
    for (
      let ahead = 0;
      this.peek(ahead).line === line && this.peek(ahead).kind !== 'newline' && this.peek(ahead).kind !== 'end';
      ahead++
    )
      end = this.peek(ahead).endCol;
    return end;
  }

  #assigned(): Expr {
    return this.isName('yield') ? this.yieldExpression() : this.starExpressions();
  }

  #atEnd(): boolean {
    const token = this.peek();
    return token.kind === 'newline' || token.kind === 'end' || (token.kind === 'op' && token.text === ';');
  }

  #dotted(): string {
    let name = this.identifier();
    while (this.accept('.')) name += `.${this.identifier()}`;
    return name;
  }

  #importFrom(): Stmt {
    const token = this.peek();
    this.next();
    let level = 0;
    for (;;) {
      if (this.accept('.')) level++;
      else if (this.accept('...')) level += 3;
      else break;
    }
    const module = this.isName('import') ? '' : this.#dotted();
    if (!this.acceptName('import')) this.fail();
    const names: Alias[] = [];
    if (this.accept('*')) names.push({ name: '*', as: undefined });
    else {
      const enclosed = this.accept('(');
      do {
        if (enclosed && this.is(')')) break;
        const name = this.identifier();
        names.push({ name, as: this.acceptName('as') ? this.identifier() : undefined });
      } while (this.accept(','));
      if (enclosed) this.expect(')');
    }
    return { kind: 'ImportFrom', module, level, names, ...this.spanFrom(token) };
  }
}
