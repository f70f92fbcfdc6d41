// The parser of Go's text/template, with Go's texts for what does not parse.
import { parseFloat64, parseInteger } from '../number.ts';
import { quote } from '../quote.ts';
import { lex, showToken, type Token, type TokenKind } from './lex.ts';
import {
  showNode,
  type BranchNode,
  type CommandNode,
  type Node,
  type Operand,
  type PipeNode,
  type VariableNode,
} from './node.ts';

/** A parsed template: the main list and what `define` and `block` name. */
export interface ParsedTemplate {
  readonly kind: 'template';
  readonly source: string;
  readonly list: readonly Node[];
  readonly defined: ReadonlyMap<string, readonly Node[]>;
}

/** A template that does not parse or run; the text is Go's: `template: :1: unclosed action`. */
export interface TemplateError {
  readonly kind: 'template-error';
  readonly message: string;
}

/** Unwinds the parser; never leaves this file. */
class Failure extends Error {}

const operandKinds = new Set<TokenKind>([
  'bool',
  'charConstant',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParen',
]);

/** Parses a template; `isFunction` tells the known function names. */
export function parse(source: string, isFunction: (name: string) => boolean): ParsedTemplate | TemplateError {
  try {
    return new Parser(source, isFunction).parse();
  } catch (failure) {
    if (failure instanceof Failure) return { kind: 'template-error', message: failure.message };
    throw failure;
  }
}

type Ending = 'end' | 'else' | 'eof';

class Parser {
  readonly #source: string;
  readonly #isFunction: (name: string) => boolean;
  readonly #tokens: Token[];
  readonly #defined = new Map<string, readonly Node[]>();
  #position = 0;
  #variables: string[] = ['$'];
  #actionLine = 0;
  #rangeDepth = 0;

  constructor(source: string, isFunction: (name: string) => boolean) {
    this.#source = source;
    this.#isFunction = isFunction;
    this.#tokens = lex(source);
  }

  parse(): ParsedTemplate {
    const { list, ending, token } = this.#list(true);
    if (ending !== 'eof') this.#fail(`unexpected {{${ending}}}`, token);
    return { kind: 'template', source: this.#source, list, defined: this.#defined };
  }

  #peek(): Token {
    const token = this.#tokens[Math.min(this.#position, this.#tokens.length - 1)];
    if (!token) throw new Error('no tokens');
    return token;
  }

  #next(): Token {
    const token = this.#peek();
    this.#position++;
    return token;
  }

  #skipSpace(): Token {
    while (this.#peek().kind === 'space') this.#position++;
    return this.#peek();
  }

  #nextSolid(): Token {
    this.#skipSpace();
    return this.#next();
  }

  #fail(message: string, token: Token = this.#peek()): never {
    throw new Failure(`template: :${String(token.line)}: ${message}`);
  }

  #unexpected(token: Token, context: string): never {
    if (token.kind === 'error') {
      let extra = '';
      if (this.#actionLine !== 0 && this.#actionLine !== token.line) {
        extra = ` in action started at :${String(this.#actionLine)}`;
        if (token.text.endsWith(' action')) extra = extra.slice(' in action'.length);
      }
      this.#fail(token.text + extra, token);
    }
    this.#fail(`unexpected ${showToken(token)} in ${context}`, token);
  }

  /** Nodes up to `{{end}}`, `{{else` or the end of the text; the ending's keyword is consumed. */
  #list(top = false): { list: Node[]; ending: Ending; token: Token } {
    const list: Node[] = [];
    for (;;) {
      const token = this.#next();
      if (token.kind === 'eof') {
        if (!top) this.#fail('unexpected EOF', token);
        return { list, ending: 'eof', token };
      }
      if (token.kind === 'text') {
        list.push({ kind: 'text', at: token.at, text: token.text });
        continue;
      }
      if (token.kind !== 'leftDelim') this.#unexpected(token, 'input');
      this.#actionLine = token.line;
      const ending = this.#action(list, top);
      this.#actionLine = 0;
      if (ending) return { list, ending, token };
    }
  }

  #action(list: Node[], top: boolean): Ending | undefined {
    const token = this.#nextSolid();
    switch (token.kind) {
      case 'define':
        if (!top) this.#unexpected(token, 'command');
        this.#definition();
        return undefined;
      case 'block':
        list.push(this.#block());
        return undefined;
      case 'end':
        this.#close('end');
        return 'end';
      case 'else':
        return 'else';
      case 'if':
      case 'range':
      case 'with':
        list.push(this.#branch(token.kind, token));
        return undefined;
      case 'template':
        list.push(this.#template());
        return undefined;
      case 'break':
      case 'continue':
        if (this.#skipSpace().kind !== 'rightDelim') this.#unexpected(this.#next(), `{{${token.kind}}}`);
        if (this.#rangeDepth === 0) this.#fail(`{{${token.kind}}} outside {{range}}`, token);
        this.#next();
        list.push({ kind: token.kind, at: token.at });
        return undefined;
      default: {
        this.#position--;
        const at = this.#peek().at;
        list.push({ kind: 'action', at, pipe: this.#pipeline('command', 'rightDelim') });
        return undefined;
      }
    }
  }

  #close(context: string): void {
    const token = this.#nextSolid();
    if (token.kind !== 'rightDelim') this.#unexpected(token, context);
  }

  #branch(kind: BranchNode['kind'], keyword: Token): BranchNode {
    const scope = this.#variables.length;
    const pipe = this.#pipeline(kind, 'rightDelim');
    if (kind === 'range') this.#rangeDepth++;
    const { list, ending } = this.#list();
    if (kind === 'range') this.#rangeDepth--;
    let otherwise: Node[] | undefined;
    if (ending === 'else') {
      const peeked = this.#skipSpace();
      if (kind !== 'range' && peeked.kind === kind) {
        this.#next();
        otherwise = [this.#branch(kind, peeked)];
      } else {
        this.#close('else');
        const other = this.#list();
        if (other.ending !== 'end') this.#fail(`expected end; found {{${other.ending}}}`, other.token);
        otherwise = other.list;
      }
    }
    this.#variables.length = scope;
    return { kind, at: keyword.at, pipe, list, otherwise };
  }

  #name(context: string): { name: string; at: number } {
    const token = this.#nextSolid();
    if (token.kind !== 'string' && token.kind !== 'rawString') this.#unexpected(token, context);
    return { name: this.#unquote(token), at: token.at };
  }

  #template(): Node {
    const { name, at } = this.#name('template clause');
    let pipe: PipeNode | undefined;
    if (this.#skipSpace().kind === 'rightDelim') this.#next();
    else pipe = this.#pipeline('template clause', 'rightDelim');
    return { kind: 'template', at, name, pipe };
  }

  #definition(): void {
    const { name } = this.#name('define clause');
    this.#close('define clause');
    this.#defined.set(name, this.#body('define clause'));
  }

  #block(): Node {
    const { name, at } = this.#name('block clause');
    const pipe = this.#pipeline('block clause', 'rightDelim');
    this.#defined.set(name, this.#body('block clause'));
    return { kind: 'template', at, name, pipe };
  }

  #body(context: string): Node[] {
    const outer = this.#variables;
    this.#variables = ['$'];
    const { list, ending, token } = this.#list();
    if (ending !== 'end') this.#fail(`unexpected {{${ending}}} in ${context}`, token);
    this.#variables = outer;
    return list;
  }

  #pipeline(context: string, end: TokenKind): PipeNode {
    const at = this.#skipSpace().at;
    const variables: VariableNode[] = [];
    let assigns = false;
    while (this.#skipSpace().kind === 'variable') {
      const back = this.#position;
      const variable = this.#next();
      const next = this.#skipSpace();
      const comma = next.kind === 'char' && next.text === ',';
      if (next.kind !== 'assign' && next.kind !== 'declare' && !comma) {
        this.#position = back;
        break;
      }
      this.#next();
      variables.push({ kind: 'variable', at: variable.at, path: [variable.text] });
      if (next.kind === 'assign') this.#useVariable(variable);
      else this.#variables.push(variable.text);
      if (!comma) {
        assigns = next.kind === 'assign';
        break;
      }
      if (context !== 'range' || variables.length > 1) this.#fail(`too many declarations in ${context}`);
      if (!['variable', 'rightDelim', 'rightParen'].includes(this.#skipSpace().kind)) {
        this.#fail('range can only initialize variables');
      }
    }
    const commands: CommandNode[] = [];
    for (;;) {
      const token = this.#skipSpace();
      if (token.kind === end) {
        this.#next();
        break;
      }
      if (!operandKinds.has(token.kind)) this.#unexpected(token, context);
      commands.push(this.#command());
    }
    const pipe: PipeNode = { kind: 'pipe', at, assigns, variables, commands };
    if (commands.length === 0) this.#fail(`missing value for ${context}`);
    for (const [index, command] of commands.entries()) {
      if (index > 0 && ['bool', 'dot', 'nil', 'number', 'string'].includes(command.args[0]?.kind ?? '')) {
        this.#fail(`non executable command in pipeline stage ${String(index + 1)}`);
      }
    }
    return pipe;
  }

  #command(): CommandNode {
    const at = this.#skipSpace().at;
    const args: Operand[] = [];
    for (;;) {
      this.#skipSpace();
      const operand = this.#operand();
      if (operand) args.push(operand);
      const token = this.#next();
      if (token.kind === 'space') continue;
      if (token.kind === 'rightDelim' || token.kind === 'rightParen') this.#position--;
      else if (token.kind !== 'pipe') this.#unexpected(token, 'operand');
      break;
    }
    if (args.length === 0) this.#fail('empty command');
    return { kind: 'command', at, args };
  }

  #operand(): Operand | undefined {
    const node = this.#term();
    if (!node || this.#peek().kind !== 'field') return node;
    const at = this.#peek().at;
    const path: string[] = [];
    while (this.#peek().kind === 'field') path.push(this.#next().text.slice(1));
    switch (node.kind) {
      case 'field':
        return { kind: 'field', at, path: [...node.path, ...path] };
      case 'variable':
        return { kind: 'variable', at, path: [...node.path, ...path] };
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        return this.#fail(`unexpected . after term ${quote(showNode(node))}`);
      default:
        return { kind: 'chain', at, node, path };
    }
  }

  #term(): Operand | undefined {
    const token = this.#peek();
    if (!operandKinds.has(token.kind)) return undefined;
    this.#next();
    const { at, text } = token;
    switch (token.kind) {
      case 'identifier':
        if (!this.#isFunction(text)) this.#fail(`function ${quote(text)} not defined`, token);
        return { kind: 'identifier', at, name: text };
      case 'dot':
        return { kind: 'dot', at };
      case 'nil':
        return { kind: 'nil', at };
      case 'variable':
        return this.#useVariable(token);
      case 'field':
        return { kind: 'field', at, path: [text.slice(1)] };
      case 'bool':
        return { kind: 'bool', at, value: text === 'true' };
      case 'leftParen':
        return this.#pipeline('parenthesized pipeline', 'rightParen');
      case 'string':
      case 'rawString':
        return { kind: 'string', at, source: text, value: this.#unquote(token) };
      default:
        return this.#number(token);
    }
  }

  #useVariable(token: Token): VariableNode {
    if (!this.#variables.includes(token.text)) this.#fail(`undefined variable ${quote(token.text)}`, token);
    return { kind: 'variable', at: token.at, path: [token.text] };
  }

  #number(token: Token): Operand {
    const { at, text: source } = token;
    if (token.kind === 'charConstant') {
      const value = this.#unquote(token).codePointAt(0) ?? 0;
      return { kind: 'number', at, source, value, float: false };
    }
    const whole = parseInteger(source);
    if ('value' in whole) return { kind: 'number', at, source, value: whole.value, float: false };
    if (whole.error.endsWith('out of range')) this.#fail(`integer overflow: ${quote(source)}`, token);
    const float = parseFloat64(source.replaceAll('_', ''));
    if ('error' in float) this.#fail(`illegal number syntax: ${quote(source)}`, token);
    return { kind: 'number', at, source, value: float.value, float: true };
  }

  #unquote(token: Token): string {
    const inner = token.text.slice(1, -1);
    if (token.kind === 'rawString') return inner.replaceAll('\r', '');
    const pattern = /\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.?))/gs;
    return inner.replace(pattern, (_, simple: string | undefined, x, u, big, octal: string | undefined) => {
      if (simple !== undefined) return simpleEscapes[simple] ?? simple;
      const hex = (x ?? u ?? big) as string | undefined;
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return this.#fail('invalid syntax', token);
    });
  }
}

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
