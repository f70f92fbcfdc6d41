// From the text of a jq program to its tree.
import type { Definition, Node, Pattern } from './syntax.ts';

/** What is wrong with a program, in jq's words. */
export class SyntaxProblem extends Error {}

interface Token {
  readonly kind: 'number' | 'word' | 'variable' | 'field' | 'format' | 'text' | 'sign' | 'end';
  readonly text: string;
  readonly parts?: readonly (string | Node)[];
}

const keywords = new Set([
  'def',
  'if',
  'then',
  'elif',
  'else',
  'end',
  'as',
  'reduce',
  'foreach',
  'try',
  'catch',
  'label',
  'import',
  'include',
  'and',
  'or',
  '__loc__',
]);
const signs = [
  '?//=',
  '?//',
  '//=',
  '|=',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '==',
  '!=',
  '<=',
  '>=',
  '//',
  '..',
  '|',
  ',',
  '.',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  ':',
  ';',
  '=',
  '<',
  '>',
  '+',
  '-',
  '*',
  '/',
  '%',
  '?',
  '$',
];

const identity: Node = { kind: 'identity' };

/** Binding strength, and to which side operators of one strength group. */
const strengths: Readonly<Record<string, readonly [number, 'left' | 'right' | 'none']>> = {
  '|': [0, 'right'], ',': [1, 'left'], '//': [2, 'right'], '=': [3, 'none'], '|=': [3, 'none'], '+=': [3, 'none'], '-=': [3, 'none'],
  '*=': [3, 'none'], '/=': [3, 'none'], '%=': [3, 'none'], '//=': [3, 'none'], or: [4, 'left'], and: [5, 'left'], '==': [6, 'none'],
  '!=': [6, 'none'], '<': [6, 'none'], '<=': [6, 'none'], '>': [6, 'none'], '>=': [6, 'none'], '+': [7, 'left'], '-': [7, 'left'],
  '*': [8, 'left'], '/': [8, 'left'], '%': [8, 'left'],
}; // prettier-ignore

export class Parser {
  readonly #text: string;
  #position = 0;
  /** Where the current token begins; at the end, where the last one did. */
  #start = 0;
  #token: Token = { kind: 'end', text: '' };

  constructor(text: string) {
    this.#text = text;
    this.#advance();
  }

  /** The whole program; throws a SyntaxProblem. */
  program(): Node {
    if (this.#token.kind === 'end') return identity;
    const body = this.#definitionsThenPipe();
    if (this.#kind !== 'end') this.#unexpected('$end');
    return body;
  }

  /** Definitions only, as a library has them. */
  definitions(): Definition[] {
    const list: Definition[] = [];
    while (this.#is('def')) list.push(this.#definition());
    return list;
  }

  #definitionsThenPipe(): Node {
    if (!this.#is('def')) return this.#pipe();
    const definition = this.#definition();
    const body = this.#kind === 'end' ? identity : this.#definitionsThenPipe();
    return { kind: 'define', definition, body };
  }

  #definition(): Definition {
    this.#expect('def');
    const name = this.#name();
    const parameters: string[] = [];
    if (this.#accept('('))
      do parameters.push(this.#token.kind === 'variable' ? `$${this.#take().text}` : this.#name());
      while (this.#accept(';'));
    if (parameters.length > 0) this.#expect(')');
    this.#expect(':');
    const body = this.#definitionsThenPipe();
    this.#expect(';');
    return { name, parameters, body };
  }

  #pipe(): Node {
    return this.#binary(0);
  }

  #binary(least: number): Node {
    let left = this.#unary();
    for (;;) {
      const operator = this.#token.kind === 'sign' || this.#token.kind === 'word' ? this.#token.text : '';
      const strength = Object.hasOwn(strengths, operator) ? strengths[operator] : undefined;
      if (!strength || strength[0] < least) return left;
      this.#advance();
      if (operator === '|') {
        const right = this.#is('def') ? this.#definitionsThenPipe() : this.#binary(0);
        left = { kind: 'pipe', left, right };
        continue;
      }
      const right = this.#binary(strength[1] === 'right' ? strength[0] : strength[0] + 1);
      left = joined(operator, left, right);
      if (strength[1] === 'none') {
        const next = Object.hasOwn(strengths, this.#token.text) ? strengths[this.#token.text] : undefined;
        if (next?.[0] === strength[0] && this.#token.kind === 'sign') this.#unexpected();
      }
    }
  }

  #unary(): Node {
    if (this.#is('label')) {
      this.#advance();
      const name = this.#variable();
      this.#expect('|');
      return { kind: 'label', name, body: this.#definitionsThenPipe() };
    }
    if (this.#accept('-')) return { kind: 'negative', of: this.#postfix() };
    const term = this.#postfix();
    if (!this.#is('as')) return term;
    this.#advance();
    const patterns = [this.#pattern()];
    while (this.#accept('?//')) patterns.push(this.#pattern());
    this.#expect('|');
    // A binding reaches to the end of the pipe, wherever it stands.
    return { kind: 'bind', source: term, patterns, body: this.#definitionsThenPipe() };
  }

  #pattern(): Pattern {
    if (this.#isVariable()) return { kind: 'variable', name: this.#take().text };
    if (this.#accept('[')) {
      const items: Pattern[] = [];
      do items.push(this.#pattern());
      while (this.#accept(','));
      this.#expect(']');
      return { kind: 'array', items };
    }
    this.#expect('{');
    const members: { key: Node; variable: string | undefined; value: Pattern | undefined }[] = [];
    do {
      const variable = this.#isVariable() ? this.#take().text : undefined;
      const key = variable === undefined ? this.#key() : ({ kind: 'literal', value: variable } as const);
      const value = this.#accept(':') ? this.#pattern() : undefined;
      if (variable === undefined && !value) this.#unexpected();
      members.push({ key, variable, value });
    } while (this.#accept(','));
    this.#expect('}');
    return { kind: 'object', members };
  }

  #isVariable(): boolean {
    return this.#token.kind === 'variable';
  }

  get #kind(): Token['kind'] {
    return this.#token.kind;
  }

  /** The name of a member: a word, a text, or something in parentheses. */
  #key(): Node {
    const token = this.#token;
    if (token.kind === 'word') return { kind: 'literal', value: this.#take().text };
    if (token.kind === 'text') return this.#textNode('text');
    if (token.kind === 'number') return { kind: 'literal', value: this.#take().text };
    if (token.kind === 'format') {
      const format = this.#take().text;
      return this.#token.kind === 'text' ? this.#textNode(format) : { kind: 'format', name: format };
    }
    if (this.#accept('(')) {
      const key = this.#pipe();
      this.#expect(')');
      return key;
    }
    return this.#unexpected("'}'");
  }

  #postfix(): Node {
    let term = this.#term();
    for (;;) {
      if (this.#token.kind === 'field')
        term = { kind: 'index', of: term, key: { kind: 'literal', value: this.#take().text } };
      else if (this.#is('.') && this.#nextIsTextOrBracket()) {
        this.#advance();
        if (this.#token.kind === 'text') term = { kind: 'index', of: term, key: this.#textNode('text') };
      } else if (this.#accept('?')) term = { kind: 'try', body: term, handler: undefined };
      else if (this.#is('[')) term = this.#bracket(term);
      else return term;
    }
  }

  #nextIsTextOrBracket(): boolean {
    return /^\s*["[]/.test(this.#text.slice(this.#position));
  }

  #bracket(of: Node): Node {
    this.#expect('[');
    if (this.#accept(']')) return { kind: 'each', of };
    if (this.#accept(':')) {
      const to = this.#pipe();
      this.#expect(']');
      return { kind: 'slice', of, from: undefined, to };
    }
    const key = this.#pipe();
    if (this.#accept(':')) {
      const to = this.#is(']') ? undefined : this.#pipe();
      this.#expect(']');
      return { kind: 'slice', of, from: key, to };
    }
    this.#expect(']');
    return { kind: 'index', of, key };
  }

  #term(): Node {
    const token = this.#token;
    switch (token.kind) {
      case 'number':
        return { kind: 'literal', value: Number(this.#take().text) };
      case 'text':
        return this.#textNode('text');
      case 'format': {
        const name = this.#take().text;
        return this.#token.kind === 'text' ? this.#textNode(name) : { kind: 'format', name };
      }
      case 'field':
        return { kind: 'index', of: identity, key: { kind: 'literal', value: this.#take().text } };
      case 'variable':
        return this.#variableNode(this.#take().text);
      case 'word':
        return this.#wordTerm();
      case 'end':
        return this.#unexpected();
      case 'sign':
        return this.#signTerm();
    }
  }

  #variableNode(name: string): Node {
    if (name === '__loc__') {
      const line = this.#text.slice(0, this.#position).split('\n').length;
      return {
        kind: 'literal',
        value: new Map<string, string | number>([
          ['file', '<top-level>'],
          ['line', line],
        ]),
      };
    }
    return { kind: 'variable', name };
  }

  #signTerm(): Node {
    if (this.#accept('..')) return { kind: 'recurse' };
    if (this.#accept('.')) {
      if (this.#token.kind === 'text') return { kind: 'index', of: identity, key: this.#textNode('text') };
      return identity;
    }
    if (this.#accept('(')) {
      const body = this.#definitionsThenPipe();
      this.#expect(')');
      return body;
    }
    if (this.#accept('[')) {
      if (this.#accept(']')) return { kind: 'array', body: undefined };
      const body = this.#definitionsThenPipe();
      this.#expect(']');
      return { kind: 'array', body };
    }
    if (this.#accept('{')) return this.#object();
    return this.#unexpected();
  }

  #object(): Node {
    const members: { key: Node; value: Node }[] = [];
    while (!this.#is('}')) {
      if (this.#token.kind === 'variable') {
        const name = this.#take().text;
        members.push({ key: { kind: 'literal', value: name }, value: this.#variableNode(name) });
      } else {
        const key = this.#key();
        const value: Node = this.#accept(':') ? this.#objectValue() : { kind: 'index', of: identity, key };
        members.push({ key, value });
      }
      if (!this.#accept(',')) break;
    }
    this.#expect('}');
    return { kind: 'object', members };
  }

  /** Without commas, which separate members. */
  #objectValue(): Node {
    let value = this.#binary(2);
    while (this.#accept('|')) value = { kind: 'pipe', left: value, right: this.#binary(2) };
    return value;
  }

  #wordTerm(): Node {
    const { text } = this.#token;
    if (text === 'if') return this.#conditional();
    if (text === 'try') {
      this.#advance();
      const body = this.#postfixWithoutTry();
      return { kind: 'try', body, handler: this.#accept('catch') ? this.#postfixWithoutTry() : undefined };
    }
    if (text === 'reduce' || text === 'foreach') return this.#fold(text);
    if (text === 'def') {
      const definition = this.#definition();
      return { kind: 'define', definition, body: this.#definitionsThenPipe() };
    }
    if (text === 'break') {
      this.#advance();
      return { kind: 'break', name: this.#variable() };
    }
    if (keywords.has(text)) return this.#unexpected();
    const name = this.#take().text;
    const constants: Readonly<Record<string, null | boolean>> = { null: null, true: true, false: false };
    if (Object.hasOwn(constants, name) && !this.#is('(')) return { kind: 'literal', value: constants[name] ?? null };
    const args: Node[] = [];
    if (this.#accept('(')) {
      do args.push(this.#definitionsThenPipe());
      while (this.#accept(';'));
      this.#expect(')');
    }
    return { kind: 'call', name, args };
  }

  #postfixWithoutTry(): Node {
    return this.#accept('-') ? { kind: 'negative', of: this.#postfix() } : this.#postfix();
  }

  #conditional(): Node {
    this.#advance();
    const condition = this.#definitionsThenPipe();
    this.#expect('then');
    const yes = this.#definitionsThenPipe();
    if (this.#is('elif')) return { kind: 'if', condition, yes, no: this.#conditional() };
    const no = this.#accept('else') ? this.#definitionsThenPipe() : undefined;
    this.#expect('end');
    return { kind: 'if', condition, yes, no };
  }

  #fold(kind: 'reduce' | 'foreach'): Node {
    this.#advance();
    const source = this.#postfix();
    this.#expect('as');
    const pattern = this.#pattern();
    this.#expect('(');
    const start = this.#definitionsThenPipe();
    this.#expect(';');
    const update = this.#definitionsThenPipe();
    const extract = kind === 'foreach' && this.#accept(';') ? this.#definitionsThenPipe() : undefined;
    this.#expect(')');
    return kind === 'reduce'
      ? { kind, source, pattern, start, update }
      : { kind, source, pattern, start, update, extract };
  }

  #textNode(format: string): Node {
    const { parts = [] } = this.#take();
    const [first = ''] = parts;
    return parts.length <= 1 && typeof first === 'string'
      ? { kind: 'literal', value: first }
      : { kind: 'text', format, parts };
  }

  #variable(): string {
    return this.#token.kind === 'variable' ? this.#take().text : this.#unexpected();
  }

  #name(): string {
    return this.#token.kind === 'word' ? this.#take().text : this.#unexpected();
  }

  #is(text: string): boolean {
    return (this.#token.kind === 'sign' || this.#token.kind === 'word') && this.#token.text === text;
  }

  #accept(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#advance();
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) this.#unexpected(/^\w/.test(text) ? text : `'${text}'`);
  }

  #take(): Token {
    const token = this.#token;
    this.#advance();
    return token;
  }

  #unexpected(expecting?: string): never {
    const { kind, text } = this.#token;
    const names = {
      number: 'LITERAL',
      field: 'FIELD',
      format: 'FORMAT',
      text: 'QQSTRING_START',
      end: 'end of file',
      variable: "'$'",
    } as const;
    const shown =
      kind === 'word'
        ? keywords.has(text)
          ? text
          : 'IDENT'
        : kind === 'sign'
          ? text.length > 1
            ? text
            : `'${text}'`
          : names[kind];
    throw this.#problem(`syntax error, unexpected ${shown}${expecting === '$end' ? ', expecting end of file' : ''}`);
  }

  #problem(text: string): SyntaxProblem {
    const before = this.#text.slice(0, this.#start).split('\n');
    const line = before.length;
    const column = before.at(-1)?.length ?? 0;
    return new SyntaxProblem(
      `${text} (Unix shell quoting issues?) at <top-level>, line ${line}:\n${this.#text.split('\n')[line - 1] ?? ''}${' '.repeat(column)}`,
    );
  }

  #advance(): void {
    const text = this.#text;
    const skipped = /^(?:\s|#[^\n]*)*/.exec(text.slice(this.#position));
    this.#position += skipped?.[0].length ?? 0;
    const rest = text.slice(this.#position);
    const take = (kind: Token['kind'], match: string, shown = match): void => {
      this.#position += match.length;
      this.#token = { kind, text: shown };
    };
    if (rest !== '') this.#start = this.#position;
    if (rest === '') {
      this.#token = { kind: 'end', text: '' };
      return;
    }
    if (rest.startsWith('"')) {
      this.#position++;
      this.#token = { kind: 'text', text: '', parts: this.#parts() };
      return;
    }
    const patterns: readonly [Token['kind'], RegExp, number][] = [
      ['field', /^\.([A-Za-z_]\w*)/, 1],
      ['number', /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/, 0],
      ['variable', /^\$((?:\w+::)*[A-Za-z_]\w*)/, 1],
      ['format', /^@(\w+)/, 1],
      ['word', /^(?:[A-Za-z_]\w*::)*[A-Za-z_]\w*/, 0],
    ];
    for (const [kind, pattern, group] of patterns) {
      const match = pattern.exec(rest);
      if (!match) continue;
      take(kind, match[0], match[group]);
      return;
    }
    const sign = signs.find((one) => rest.startsWith(one));
    if (sign === undefined) throw this.#problem('syntax error, unexpected INVALID_CHARACTER, expecting end of file');
    take('sign', sign);
  }

  /** The parts of a text after its first quote: characters, and programs between `\(` and `)`. */
  #parts(): (string | Node)[] {
    const parts: (string | Node)[] = [];
    let plain = '';
    const escapes: Readonly<Record<string, string>> = {
      n: '\n',
      t: '\t',
      r: '\r',
      b: '\b',
      f: '\f',
      '"': '"',
      '\\': '\\',
      '/': '/',
    };
    for (;;) {
      const character = this.#text.charAt(this.#position++);
      if (character === '')
        throw this.#problem(
          'syntax error, unexpected end of file, expecting QQSTRING_TEXT or QQSTRING_INTERP_START or QQSTRING_END',
        );
      if (character === '"') break;
      if (character !== '\\') {
        plain += character;
        continue;
      }
      const next = this.#text.charAt(this.#position++);
      if (next === '(') {
        if (plain !== '') parts.push(plain);
        plain = '';
        parts.push(this.#interpolated());
      } else if (next === 'u') {
        plain += String.fromCharCode(Number.parseInt(this.#text.slice(this.#position, this.#position + 4), 16));
        this.#position += 4;
      } else plain += escapes[next] ?? next;
    }
    if (plain !== '') parts.push(plain);
    return parts;
  }

  #interpolated(): Node {
    this.#advance();
    const body = this.#definitionsThenPipe();
    if (!this.#is(')')) this.#unexpected();
    // The parenthesis is the current token, and the text goes on right behind it.
    return body;
  }
}

function joined(operator: string, left: Node, right: Node): Node {
  switch (operator) {
    case ',':
      return { kind: 'comma', left, right };
    case '//':
      return { kind: 'alternative', left, right };
    case 'and':
    case 'or':
      return { kind: operator, left, right };
    default:
      return /^(?:[-+*/%|]|\/\/)?=$/.test(operator)
        ? { kind: 'assign', operator, left, right }
        : { kind: 'operator', operator, left, right };
  }
}
