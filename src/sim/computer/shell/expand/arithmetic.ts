// Arithmetic of `$(( ))`, `(( ))` and `let`: C's operators on 64-bit integers (POSIX XCU 2.6.4), on text whose expansions
// have been done. Variables are read by name; in bash their values are expressions again.

/** What arithmetic may use of a shell. */
export interface ArithmeticContext {
  get(name: string, index: string | undefined): string | undefined;
  /** A message refuses the assignment (read-only). */
  set(name: string, index: string | undefined, value: string): string | undefined;
  /** POSIX alone: no `**`, `++` and `--`, and variables hold numbers, not expressions (dash). */
  readonly strict: boolean;
}

/** A result, or what is wrong and at which rest of the text. */
export type ArithmeticResult =
  | { readonly value: bigint }
  | {
      readonly error:
        'operand' | 'division' | 'token' | 'operator' | 'base' | 'recursion' | 'exponent' | 'illegal' | 'refused';
      readonly at: string;
      readonly message?: string;
    };

class ArithmeticError extends Error {
  readonly kind: Extract<ArithmeticResult, { error: unknown }>['error'];
  readonly at: string;
  constructor(kind: ArithmeticError['kind'], at: string, message = kind as string) {
    super(message);
    this.kind = kind;
    this.at = at;
  }
}

const precedence: Readonly<Record<string, number>> = {
  '||': 1, '&&': 2, '|': 3, '^': 4, '&': 5, '==': 6, '!=': 6, '<': 7, '>': 7, '<=': 7, '>=': 7, '<<': 8, '>>': 8,
  '+': 9, '-': 9, '*': 10, '/': 10, '%': 10, '**': 11,
}; // prettier-ignore

const assignments = new Set(['=', '+=', '-=', '*=', '/=', '%=', '<<=', '>>=', '&=', '|=', '^=']);

const tokenPattern =
  /\s*(?:(0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z@_]+|\d+[0-9a-zA-Z_]*)|([A-Za-z_][A-Za-z0-9_]*)|(\*\*|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||\+\+|--|[-+*/%&|^]=|[-+*/%<>=!~&|^?:,()[\]]))/y;

const strictTokenPattern = new RegExp(tokenPattern.source.replace('\\*\\*|', '').replace('\\+\\+|--|', ''), 'y');

interface Token {
  readonly kind: 'number' | 'name' | 'operator';
  readonly text: string;
  readonly at: number;
}

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);

class Evaluator {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  readonly #context: ArithmeticContext;
  readonly #depth: number;
  #next = 0;

  constructor(text: string, context: ArithmeticContext, depth: number) {
    this.#text = text;
    this.#context = context;
    this.#depth = depth;
    const pattern = context.strict ? strictTokenPattern : tokenPattern;
    let at = 0;
    while (text.slice(at).trim() !== '') {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (!match) throw new ArithmeticError('token', text.slice(at).trimStart());
      const [whole, number, name, operator] = match;
      at = pattern.lastIndex;
      const start = at - whole.trimStart().length;
      if (number !== undefined) this.#tokens.push({ kind: 'number', text: number, at: start });
      else if (name !== undefined) this.#tokens.push({ kind: 'name', text: name, at: start });
      else this.#tokens.push({ kind: 'operator', text: operator ?? '', at: start });
    }
  }

  run(): bigint {
    if (this.#tokens.length === 0) return 0n;
    const value = this.#comma(true);
    const left = this.#peek();
    if (left) throw new ArithmeticError(left.kind === 'operator' ? 'operator' : 'token', this.#rest(left));
    return value;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #rest(token: Token | undefined): string {
    return token ? this.#text.slice(token.at) : (this.#lastToken()?.text ?? '');
  }

  #lastToken(): Token | undefined {
    return this.#tokens.at(-1);
  }

  #takes(operator: string): boolean {
    const token = this.#peek();
    if (token?.kind !== 'operator' || token.text !== operator) return false;
    this.#next++;
    return true;
  }

  #comma(live: boolean): bigint {
    let value = this.#assignment(live);
    while (this.#takes(',')) value = this.#assignment(live);
    return value;
  }

  #assignment(live: boolean): bigint {
    const start = this.#next;
    const target = this.#target();
    const operator = this.#peek();
    if (target && operator?.kind === 'operator' && assignments.has(operator.text)) {
      this.#next++;
      const value = this.#assignment(live);
      if (!live) return 0n;
      const result =
        operator.text === '=' ? value : this.#apply(operator.text.slice(0, -1), this.#read(target), value, operator);
      return this.#write(target, result);
    }
    this.#next = start;
    return this.#ternary(live);
  }

  /** A name, with an index if it has one, when that is what comes next. */
  #target(): { name: string; index: string | undefined } | undefined {
    const token = this.#peek();
    if (token?.kind !== 'name') return undefined;
    this.#next++;
    const open = this.#peek();
    if (open?.text !== '[') return { name: token.text, index: undefined };
    let depth = 0;
    for (let at = this.#next; at < this.#tokens.length; at++) {
      const inner = this.#tokens[at];
      if (inner?.text === '[') depth++;
      if (inner?.text === ']' && --depth === 0) {
        this.#next = at + 1;
        return { name: token.text, index: this.#text.slice(open.at + 1, inner.at) };
      }
    }
    return { name: token.text, index: undefined };
  }

  #ternary(live: boolean): bigint {
    const test = this.#binary(1, live);
    if (!this.#takes('?')) return test;
    const yes = test !== 0n;
    const first = this.#assignment(live && yes);
    if (!this.#takes(':')) throw new ArithmeticError('operand', this.#rest(this.#peek()));
    const second = this.#assignment(live && !yes);
    return yes ? first : second;
  }

  #binary(least: number, live: boolean): bigint {
    let left = this.#unary(live);
    for (;;) {
      const token = this.#peek();
      const level = token?.kind === 'operator' ? precedence[token.text] : undefined;
      if (!token || level === undefined || level < least) return left;
      this.#next++;
      if (token.text === '&&' || token.text === '||') {
        const decided = token.text === '&&' ? left === 0n : left !== 0n;
        const right = this.#binary(level + 1, live && !decided);
        left = decided ? (token.text === '&&' ? 0n : 1n) : right !== 0n ? 1n : 0n;
        continue;
      }
      const right = this.#binary(token.text === '**' ? level : level + 1, live);
      left = live ? this.#apply(token.text, left, right, token) : 0n;
    }
  }

  #apply(operator: string, a: bigint, b: bigint, token: Token): bigint {
    const truth = (condition: boolean): bigint => (condition ? 1n : 0n);
    switch (operator) {
      case '+':
        return wrap(a + b);
      case '-':
        return wrap(a - b);
      case '*':
        return wrap(a * b);
      case '/':
      case '%': {
        if (b === 0n) throw new ArithmeticError('division', this.#text.slice(token.at + token.text.length).trimStart());
        return wrap(operator === '/' ? a / b : a % b);
      }
      case '**':
        if (b < 0n) throw new ArithmeticError('exponent', this.#text.slice(token.at + 2).trimStart());
        return power(a, b);
      case '<<':
        return wrap(a << (b & 63n));
      case '>>':
        return wrap(a >> (b & 63n));
      case '&':
        return a & b;
      case '|':
        return a | b;
      case '^':
        return a ^ b;
      case '==':
        return truth(a === b);
      case '!=':
        return truth(a !== b);
      case '<':
        return truth(a < b);
      case '>':
        return truth(a > b);
      case '<=':
        return truth(a <= b);
      default:
        return truth(a >= b);
    }
  }

  #unary(live: boolean): bigint {
    for (const operator of ['++', '--'] as const) {
      const before = this.#next;
      if (!this.#takes(operator)) continue;
      const target = this.#target();
      if (target) {
        if (!live) return 0n;
        return this.#write(target, wrap(this.#read(target) + (operator === '++' ? 1n : -1n)));
      }
      // `--1` is minus minus one.
      this.#next = before + 1;
      return this.#unary(live);
    }
    if (this.#takes('!')) return this.#unary(live) === 0n ? 1n : 0n;
    if (this.#takes('~')) return ~this.#unary(live);
    if (this.#takes('-')) return wrap(-this.#unary(live));
    if (this.#takes('+')) return this.#unary(live);
    return this.#primary(live);
  }

  #primary(live: boolean): bigint {
    const token = this.#peek();
    if (!token) throw new ArithmeticError('operand', this.#rest(undefined));
    if (token.kind === 'number') {
      this.#next++;
      return this.#number(token);
    }
    const target = this.#target();
    if (target) {
      for (const operator of ['++', '--'] as const) {
        if (!this.#takes(operator)) continue;
        const value = live ? this.#read(target) : 0n;
        if (live) this.#write(target, wrap(value + (operator === '++' ? 1n : -1n)));
        return value;
      }
      return live ? this.#read(target) : 0n;
    }
    if (this.#takes('(')) {
      const value = this.#comma(live);
      if (!this.#takes(')')) throw new ArithmeticError('operand', this.#rest(this.#peek()));
      return value;
    }
    throw new ArithmeticError('operand', this.#rest(token));
  }

  #number(token: Token): bigint {
    const { text } = token;
    const based = /^(\d+)#(.+)$/.exec(text);
    try {
      if (based) return inBase(based[2] ?? '', Number(based[1]));
      if (/^0[xX]/.test(text)) return wrap(BigInt(text));
      if (/^0\d/.test(text)) return inBase(text.slice(1), 8);
      if (!/^\d+$/.test(text)) throw new RangeError(text);
      return wrap(BigInt(text));
    } catch {
      throw new ArithmeticError('base', this.#rest(token));
    }
  }

  #read(target: { name: string; index: string | undefined }): bigint {
    const text = this.#context.get(target.name, target.index)?.trim() ?? '';
    if (text === '') return 0n;
    if (/^-?(0|[1-9]\d*)$/.test(text)) return wrap(BigInt(text));
    if (this.#context.strict) throw new ArithmeticError('illegal', text);
    if (this.#depth > 50) throw new ArithmeticError('recursion', target.name);
    return new Evaluator(text, this.#context, this.#depth + 1).run();
  }

  #write(target: { name: string; index: string | undefined }, value: bigint): bigint {
    const refusal = this.#context.set(target.name, target.index, String(value));
    if (refusal !== undefined) throw new ArithmeticError('refused', target.name, refusal);
    return value;
  }
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = wrap(result * square);
    square = wrap(square * square);
  }
  return result;
}

function inBase(digits: string, base: number): bigint {
  if (base < 2 || base > 64) throw new RangeError('base');
  let value = 0n;
  for (const character of digits) {
    const folded = base <= 36 ? character.toLowerCase() : character;
    const digit = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_'.indexOf(folded);
    if (digit < 0 || digit >= base) throw new RangeError('digit');
    value = wrap(value * BigInt(base) + BigInt(digit));
  }
  return value;
}

/** Computes an expression. Nothing but an empty text is 0. */
export function evaluate(text: string, context: ArithmeticContext): ArithmeticResult {
  try {
    return { value: new Evaluator(text, context, 0).run() };
  } catch (error) {
    if (!(error instanceof ArithmeticError)) throw error;
    return { error: error.kind, at: error.at, message: error.message };
  }
}
