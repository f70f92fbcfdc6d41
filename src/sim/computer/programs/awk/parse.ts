// Reads awk programs by recursive descent (POSIX XCU awk, grammar).
import {
  AwkSyntaxError,
  type AwkFunction,
  type AwkProgram,
  type Expression,
  type Rule,
  type Statement,
} from './syntax.ts';
import { tokenize, type Token } from './tokens.ts';

/** The program of a text; throws AwkSyntaxError. */
export const parseAwk = (source: string): AwkProgram => new AwkParser(tokenize(source)).program();

const comparisons = new Set(['<', '<=', '==', '!=', '>', '>=']);
const assignments = new Set(['=', '+=', '-=', '*=', '/=', '%=', '^=']);

class AwkParser {
  readonly #tokens: readonly Token[];
  #at = 0;
  /** Greater than 0 inside parentheses, where `in` and `>` are what they always are. */
  #noIn = 0;
  #noGreater = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  program(): AwkProgram {
    const rules: Rule[] = [];
    const functions = new Map<string, AwkFunction>();
    this.#skipEnds();
    while (this.#token.kind !== 'end') {
      if (this.#is('keyword', 'function') || this.#is('keyword', 'func')) {
        const made = this.#function();
        functions.set(made.name, made);
      } else rules.push(this.#rule());
      this.#skipEnds();
    }
    return { rules, functions };
  }

  get #token(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', line: 0 };
  }

  #is(kind: Token['kind'], text?: string): boolean {
    const token = this.#token;
    return token.kind === kind && (text === undefined || token.text === text);
  }

  #operator(text: string): boolean {
    return this.#is('operator', text);
  }

  #take(text: string): boolean {
    const token = this.#token;
    if ((token.kind !== 'operator' && token.kind !== 'keyword') || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw this.#wrong();
  }

  #wrong(): AwkSyntaxError {
    const { text, line, kind } = this.#token;
    return new AwkSyntaxError('syntax error', line, kind === 'newline' || kind === 'end' ? 'end of line' : text);
  }

  #skipNewlines(): void {
    while (this.#token.kind === 'newline') this.#at++;
  }

  #skipEnds(): void {
    while (this.#token.kind === 'newline' || this.#operator(';')) this.#at++;
  }

  #function(): AwkFunction {
    this.#at++;
    const name = this.#token.text;
    if (this.#token.kind !== 'function name' && this.#token.kind !== 'name') throw this.#wrong();
    this.#at++;
    this.#expect('(');
    const parameters: string[] = [];
    while (!this.#take(')')) {
      if (this.#token.kind !== 'name') throw this.#wrong();
      parameters.push(this.#token.text);
      this.#at++;
      if (this.#take(',')) this.#skipNewlines();
    }
    this.#skipNewlines();
    return { name, parameters, body: this.#block() };
  }

  #rule(): Rule {
    if (this.#operator('{')) return { pattern: { kind: 'always' }, action: this.#block() };
    if (this.#take('BEGIN')) return { pattern: { kind: 'BEGIN' }, action: this.#block() };
    if (this.#take('END')) return { pattern: { kind: 'END' }, action: this.#block() };
    const first = this.#expression();
    let pattern: Rule['pattern'] = { kind: 'when', condition: first };
    if (this.#take(',')) {
      this.#skipNewlines();
      pattern = { kind: 'range', first, last: this.#expression() };
    }
    return { pattern, action: this.#operator('{') ? this.#block() : undefined };
  }

  #block(): Statement {
    this.#expect('{');
    const body: Statement[] = [];
    this.#skipEnds();
    while (!this.#take('}')) {
      if (this.#token.kind === 'end') throw this.#wrong();
      body.push(this.#statement());
      this.#skipEnds();
    }
    return { kind: 'block', body };
  }

  /** The statement that belongs to `if`, `while`, `for`: it may stand on the next line or be empty. */
  #inner(): Statement {
    this.#skipNewlines();
    if (this.#take(';')) return { kind: 'block', body: [] };
    return this.#statement();
  }

  #ended(): void {
    if (this.#take(';') || this.#operator('}')) return;
    if (this.#token.kind !== 'newline' && this.#token.kind !== 'end') throw this.#wrong();
    if (this.#token.kind === 'newline') this.#at++;
  }

  #statement(): Statement {
    const { kind, text } = this.#token;
    if (this.#operator('{')) return this.#block();
    if (kind === 'keyword')
      switch (text) {
        case 'if': {
          this.#at++;
          const condition = this.#condition();
          const yes = this.#inner();
          const before = this.#at;
          this.#skipEnds();
          if (this.#take('else')) return { kind: 'if', condition, yes, no: this.#inner() };
          this.#at = before;
          return { kind: 'if', condition, yes, no: undefined };
        }
        case 'while': {
          this.#at++;
          return { kind: 'while', condition: this.#condition(), body: this.#inner() };
        }
        case 'do': {
          this.#at++;
          const body = this.#inner();
          this.#skipEnds();
          this.#expect('while');
          const condition = this.#condition();
          this.#ended();
          return { kind: 'do', body, condition };
        }
        case 'for':
          return this.#for();
        case 'break':
        case 'continue':
        case 'next':
        case 'nextfile':
          this.#at++;
          this.#ended();
          return { kind: text };
        case 'exit':
        case 'return': {
          this.#at++;
          const value = this.#atEnd() ? undefined : this.#expression();
          this.#ended();
          return { kind: text, value };
        }
        default:
      }
    const simple = this.#simple();
    this.#ended();
    return simple;
  }

  #atEnd(): boolean {
    return this.#token.kind === 'newline' || this.#token.kind === 'end' || this.#operator(';') || this.#operator('}');
  }

  #condition(): Expression {
    this.#expect('(');
    const condition = this.#grouped(() => this.#expression());
    this.#expect(')');
    return condition;
  }

  /** Inside parentheses `in` and `>` have their usual meaning again. */
  #grouped<T>(read: () => T): T {
    const [noIn, noGreater] = [this.#noIn, this.#noGreater];
    this.#noIn = 0;
    this.#noGreater = 0;
    const result = read();
    this.#noIn = noIn;
    this.#noGreater = noGreater;
    return result;
  }

  #for(): Statement {
    this.#at++;
    this.#expect('(');
    const [name, inWord, array, close] = this.#tokens.slice(this.#at, this.#at + 4);
    if (name?.kind === 'name' && inWord?.text === 'in' && array?.kind === 'name' && close?.text === ')') {
      this.#at += 4;
      return { kind: 'for in', name: name.text, array: array.text, body: this.#inner() };
    }
    const start = this.#operator(';') ? undefined : this.#grouped(() => this.#simple());
    this.#expect(';');
    this.#skipNewlines();
    const condition = this.#operator(';') ? undefined : this.#grouped(() => this.#expression());
    this.#expect(';');
    this.#skipNewlines();
    const step = this.#operator(')') ? undefined : this.#grouped(() => this.#simple());
    this.#expect(')');
    return { kind: 'for', start, condition, step, body: this.#inner() };
  }

  #simple(): Statement {
    if (this.#is('keyword', 'print') || this.#is('keyword', 'printf')) return this.#print();
    if (this.#take('delete')) {
      const array = this.#token.text;
      if (this.#token.kind !== 'name') throw this.#wrong();
      this.#at++;
      if (!this.#take('[')) return { kind: 'delete', array, subscripts: undefined };
      const subscripts = this.#grouped(() => this.#list(']'));
      return { kind: 'delete', array, subscripts };
    }
    return { kind: 'expression', expression: this.#expression() };
  }

  #list(close: string): Expression[] {
    const list: Expression[] = [];
    this.#skipNewlines();
    while (!this.#take(close)) {
      list.push(this.#expression());
      this.#skipNewlines();
      if (this.#take(',')) this.#skipNewlines();
      else if (!this.#operator(close)) throw this.#wrong();
    }
    return list;
  }

  #print(): Statement {
    const formatted = this.#token.text === 'printf';
    this.#at++;
    let args: Expression[] = [];
    if (!this.#atEnd() && !this.#operator('>') && !this.#operator('>>') && !this.#operator('|')) {
      const before = this.#at;
      if (this.#take('(')) {
        const list = this.#grouped(() => this.#list(')'));
        // What is in parentheses may be only the beginning of the first expression: `print (1)(2)`, `print (a, b) in c`.
        if (this.#atEnd() || ['>', '>>', '|'].includes(this.#token.text)) args = list;
        else {
          this.#at = before;
          args = this.#printed();
        }
      } else args = this.#printed();
    }
    const { text } = this.#token;
    if (!this.#is('operator') || (text !== '>' && text !== '>>' && text !== '|'))
      return { kind: 'print', formatted, args, to: undefined };
    this.#at++;
    return { kind: 'print', formatted, args, to: { kind: text, target: this.#concatenation(false) } };
  }

  #printed(): Expression[] {
    this.#noGreater++;
    const list = [this.#expression()];
    while (this.#take(',')) {
      this.#skipNewlines();
      list.push(this.#expression());
    }
    this.#noGreater--;
    return list;
  }

  #expression(): Expression {
    return this.#assignment();
  }

  #assignment(): Expression {
    const target = this.#choice();
    const { kind, text } = this.#token;
    if (kind === 'operator' && assignments.has(text) && isTarget(target)) {
      this.#at++;
      this.#skipNewlines();
      return { kind: 'assign', operator: text, target, value: this.#assignment() };
    }
    return target;
  }

  #choice(): Expression {
    const condition = this.#or();
    if (!this.#take('?')) return condition;
    this.#skipNewlines();
    const yes = this.#assignment();
    this.#skipNewlines();
    this.#expect(':');
    this.#skipNewlines();
    return { kind: 'choice', condition, yes, no: this.#assignment() };
  }

  #or(): Expression {
    let left = this.#and();
    while (this.#take('||')) {
      this.#skipNewlines();
      left = { kind: 'binary', operator: '||', left, right: this.#and() };
    }
    return left;
  }

  #and(): Expression {
    let left = this.#in();
    while (this.#take('&&')) {
      this.#skipNewlines();
      left = { kind: 'binary', operator: '&&', left, right: this.#in() };
    }
    return left;
  }

  #in(): Expression {
    let left = this.#match();
    while (this.#noIn === 0 && this.#take('in')) {
      const array = this.#token.text;
      if (this.#token.kind !== 'name') throw this.#wrong();
      this.#at++;
      left = { kind: 'in', subscripts: [left], array };
    }
    return left;
  }

  #match(): Expression {
    let left = this.#comparison();
    while (this.#operator('~') || this.#operator('!~')) {
      const negated = this.#token.text === '!~';
      this.#at++;
      left = { kind: 'match', negated, left, right: this.#comparison() };
    }
    return left;
  }

  #comparison(): Expression {
    const left = this.#concatenation(true);
    const { kind, text } = this.#token;
    if (kind !== 'operator' || !comparisons.has(text) || (text === '>' && this.#noGreater > 0)) return left;
    this.#at++;
    return { kind: 'binary', operator: text, left, right: this.#concatenation(true) };
  }

  /** Values one after the other; with `pipes`, also `command | getline`. */
  #concatenation(pipes: boolean): Expression {
    let left = this.#sum();
    for (;;) {
      if (pipes && this.#operator('|') && this.#tokens[this.#at + 1]?.text === 'getline') {
        this.#at += 2;
        left = { kind: 'getline', target: this.#target(), from: { kind: 'command', source: left } };
        continue;
      }
      if (!this.#valueStarts()) return left;
      left = { kind: 'binary', operator: ' ', left, right: this.#sum() };
    }
  }

  #valueStarts(): boolean {
    const { kind, text } = this.#token;
    if (kind === 'operator') return ['$', '(', '++', '--'].includes(text);
    return (
      kind === 'number' ||
      kind === 'string' ||
      kind === 'regex' ||
      kind === 'name' ||
      kind === 'function name' ||
      kind === 'builtin'
    );
  }

  #sum(): Expression {
    let left = this.#product();
    while (this.#operator('+') || this.#operator('-')) {
      const operator = this.#token.text;
      this.#at++;
      left = { kind: 'binary', operator, left, right: this.#product() };
    }
    return left;
  }

  #product(): Expression {
    let left = this.#unary();
    while (this.#operator('*') || this.#operator('/') || this.#operator('%')) {
      const operator = this.#token.text;
      this.#at++;
      left = { kind: 'binary', operator, left, right: this.#unary() };
    }
    return left;
  }

  #unary(): Expression {
    for (const operator of ['!', '-', '+'] as const)
      if (this.#take(operator)) return { kind: 'unary', operator, operand: this.#unary() };
    return this.#power();
  }

  #power(): Expression {
    const left = this.#postfix();
    if (!this.#take('^')) return left;
    // A minus binds weaker than the power to its left: 2^-3.
    const right: Expression = this.#take('-')
      ? { kind: 'unary', operator: '-', operand: this.#power() }
      : this.#power();
    return { kind: 'binary', operator: '^', left, right };
  }

  #postfix(): Expression {
    const value = this.#primary();
    if (isTarget(value) && (this.#operator('++') || this.#operator('--'))) {
      const operator = this.#token.text as '++';
      this.#at++;
      return { kind: 'step', operator, target: value, when: 'after' };
    }
    return value;
  }

  /** The variable that getline fills; undefined when there is none. */
  #target(): Expression | undefined {
    if (this.#operator('$') || this.#token.kind === 'name') return this.#primary();
    return undefined;
  }

  #primary(): Expression {
    const { kind, text } = this.#token;
    switch (kind) {
      case 'number':
        this.#at++;
        return { kind: 'number', value: Number(text) };
      case 'string':
        this.#at++;
        return { kind: 'string', value: text };
      case 'regex':
        this.#at++;
        return { kind: 'regex', source: text };
      case 'name':
        this.#at++;
        if (this.#take('[')) return { kind: 'element', array: text, subscripts: this.#grouped(() => this.#list(']')) };
        return { kind: 'name', name: text };
      case 'function name':
        this.#at += 2;
        return { kind: 'call', name: text, args: this.#grouped(() => this.#list(')')), own: true };
      case 'builtin':
        this.#at++;
        if (!this.#take('(')) {
          if (text !== 'length') throw this.#wrong();
          return { kind: 'call', name: text, args: [], own: false };
        }
        return { kind: 'call', name: text, args: this.#grouped(() => this.#list(')')), own: false };
      case 'keyword':
        if (this.#take('getline')) {
          const target = this.#target();
          if (!this.#take('<')) return { kind: 'getline', target, from: undefined };
          return { kind: 'getline', target, from: { kind: 'file', source: this.#postfix() } };
        }
        throw this.#wrong();
      default:
    }
    if (this.#take('$')) {
      for (const operator of ['++', '--'] as const)
        if (this.#take(operator))
          return { kind: 'field', index: { kind: 'step', operator, target: this.#primary(), when: 'before' } };
      if (this.#take('-')) return { kind: 'field', index: { kind: 'unary', operator: '-', operand: this.#primary() } };
      return { kind: 'field', index: this.#primary() };
    }
    for (const operator of ['++', '--'] as const)
      if (this.#take(operator)) {
        const target = this.#primary();
        if (!isTarget(target)) throw this.#wrong();
        return { kind: 'step', operator, target, when: 'before' };
      }
    if (this.#take('-')) return { kind: 'unary', operator: '-', operand: this.#unary() };
    if (this.#take('(')) {
      const list = this.#grouped(() => this.#list(')'));
      const [first] = list;
      if (list.length > 1 && this.#take('in')) {
        const array = this.#token.text;
        this.#at++;
        return { kind: 'in', subscripts: list, array };
      }
      if (!first || list.length > 1) throw this.#wrong();
      return { kind: 'group', inner: first };
    }
    throw this.#wrong();
  }
}

const isTarget = ({ kind }: Expression): boolean => kind === 'name' || kind === 'field' || kind === 'element';
