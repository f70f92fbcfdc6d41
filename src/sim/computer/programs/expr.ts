// expr(1).
import { applet } from './invocation.ts';
import { compileRegex } from './posix-regex.ts';

class Wrong extends Error {}

/** Reads and evaluates an expression, one word a token; throws Wrong. */
class ExpressionReader {
  readonly #words: readonly string[];
  readonly #quote: (text: string) => string;
  readonly #gnu: boolean;
  #at = 0;

  constructor(words: readonly string[], gnu: boolean, quote: (text: string) => string) {
    this.#gnu = gnu;
    this.#words = words;
    this.#quote = quote;
  }

  run(): string {
    const value = this.#or();
    const extra = this.#words[this.#at];
    if (extra !== undefined) throw new Wrong(`syntax error: unexpected argument ${this.#quote(extra)}`);
    return value;
  }

  #next(...operators: readonly string[]): string | undefined {
    const word = this.#words[this.#at];
    if (word === undefined || !operators.includes(word)) return undefined;
    this.#at++;
    return word;
  }

  #or(): string {
    let value = this.#and();
    while (this.#next('|') !== undefined) {
      const right = this.#and();
      value = isTrue(value) ? value : isTrue(right) ? right : '0';
    }
    return value;
  }

  #and(): string {
    let value = this.#comparison();
    while (this.#next('&') !== undefined) {
      const right = this.#comparison();
      value = isTrue(value) && isTrue(right) ? value : '0';
    }
    return value;
  }

  #comparison(): string {
    let value = this.#sum();
    for (
      let word = this.#next('<', '<=', '=', '==', '!=', '>=', '>');
      word;
      word = this.#next('<', '<=', '=', '==', '!=', '>=', '>')
    ) {
      const right = this.#sum();
      const numbers = isInteger(value) && isInteger(right);
      const order = numbers ? compare(BigInt(value), BigInt(right)) : compare(value, right);
      const results: Readonly<Record<string, boolean>> = {
        '<': order < 0,
        '<=': order <= 0,
        '=': order === 0,
        '==': order === 0,
        '!=': order !== 0,
        '>=': order >= 0,
        '>': order > 0,
      };
      value = results[word] ? '1' : '0';
    }
    return value;
  }

  #sum(): string {
    let value = this.#product();
    for (let word = this.#next('+', '-'); word; word = this.#next('+', '-')) {
      const [a, b] = [this.#integer(value), this.#integer(this.#product())];
      value = String(word === '+' ? a + b : a - b);
    }
    return value;
  }

  #product(): string {
    let value = this.#match();
    for (let word = this.#next('*', '/', '%'); word; word = this.#next('*', '/', '%')) {
      const [a, b] = [this.#integer(value), this.#integer(this.#match())];
      if (word !== '*' && b === 0n) throw new Wrong('division by zero');
      value = String(word === '*' ? a * b : word === '/' ? a / b : a % b);
    }
    return value;
  }

  #match(): string {
    let value = this.#word();
    while (this.#next(':') !== undefined) value = matched(value, this.#word());
    return value;
  }

  #word(): string {
    const word = this.#words[this.#at++];
    if (word === undefined) {
      const last = this.#words.at(-1) ?? '';
      throw new Wrong(`syntax error: missing argument after ${this.#quote(last)}`);
    }
    switch (word) {
      case '(': {
        const value = this.#or();
        const close = this.#words[this.#at++];
        if (close === undefined)
          throw new Wrong(`syntax error: expecting ')' after ${this.#quote(this.#words[this.#at - 2] ?? '')}`);
        if (close !== ')') throw new Wrong(`syntax error: expecting ')' instead of ${this.#quote(close)}`);
        return value;
      }
      case '+':
        return this.#words[this.#at++] ?? '';
      case 'length':
        return String([...this.#word()].length);
      case 'match':
        return matched(this.#word(), this.#word());
      case 'index': {
        const [text, wanted] = [[...this.#word()], new Set(this.#word())];
        return String(text.findIndex((character) => wanted.has(character)) + 1);
      }
      case 'substr': {
        const [text, start, length] = [[...this.#word()], Number(this.#word()), Number(this.#word())];
        return start >= 1 && length > 0 ? text.slice(start - 1, start - 1 + length).join('') : '';
      }
      default:
        return word;
    }
  }

  #integer(text: string): bigint {
    if (!isInteger(text)) throw new Wrong(this.#gnu ? 'non-integer argument' : 'non-numeric argument');
    return BigInt(text);
  }
}

const isInteger = (text: string): boolean => /^-?\d+$/.test(text);
const isTrue = (text: string): boolean => text !== '' && !/^-?0+$/.test(text);

function compare<T extends string | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function matched(text: string, pattern: string): string {
  const regex = compileRegex(`^${pattern.replace(/^\^/, '')}`, 'basic');
  if ('wrong' in regex) throw new Wrong(regex.wrong);
  const match = regex.exec(text);
  if (pattern.includes('\\(')) return match?.[1] ?? '';
  return String([...(match?.[0] ?? '')].length);
}

/** `expr` */
export const expr = applet(
  {
    name: 'expr',
    short: '+',
    usage: 'EXPRESSION',
    about: 'Print the value of EXPRESSION to standard output.',
    misuse: 2,
    busybox: { misuse: 2 },
    prepare: (args) =>
      args.length === 1 && /^--(help|version)$/.test(args[0] ?? '')
        ? args
        : ['--', ...(args[0] === '--' ? args.slice(1) : args)],
  },
  function* (run) {
    if (run.operands.length === 0) return yield* run.misuse('missing operand', 'too few arguments');
    try {
      const value = new ExpressionReader(run.operands, run.gnu, (text) => run.quote(text)).run();
      yield* run.print(`${value}\n`);
      return isTrue(value) ? 0 : 1;
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      return yield* run.die(run.gnu || !error.message.startsWith('syntax error') ? error.message : 'syntax error');
    }
  },
);
