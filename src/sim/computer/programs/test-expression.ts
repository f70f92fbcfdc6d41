// The conditions of test(1), which `[`, `test` and `[[` share (POSIX XCU test).
import type { Process } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import type { Stat } from '../filesystem/file-system.ts';

/** Whose words a wrong expression is answered in. */
export type TestFlavour = 'bash' | 'dash' | 'ash' | 'gnu' | 'busybox';

/** True, false, or what is wrong. */
export type TestResult = boolean | { readonly wrong: string };

const unary = new Set([...'abcdefghknoprstuvwxzGLNOSR'].map((letter) => `-${letter}`));
const binary = new Set(['=', '==', '!=', '<', '>', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-ef', '-nt', '-ot']);

/** A condition on one operand; undefined for an unknown operator. */
export function testUnary(process: Process, operator: string, operand: string): boolean | undefined {
  const stat = (): Stat | undefined => {
    const result = operator === '-h' || operator === '-L' ? process.files.lstat(operand) : process.files.stat(operand);
    return failed(result) ? undefined : result;
  };
  const is = (condition: (stat: Stat) => boolean): boolean => {
    const found = stat();
    return found !== undefined && condition(found);
  };
  switch (operator) {
    case '-n':
      return operand !== '';
    case '-z':
      return operand === '';
    case '-a':
    case '-e':
      return is(() => true);
    case '-f':
      return is(({ kind }) => kind === 'file');
    case '-d':
      return is(({ kind }) => kind === 'directory');
    case '-h':
    case '-L':
      return is(({ kind }) => kind === 'symlink');
    case '-b':
      return is(({ kind }) => kind === 'block');
    case '-c':
      return is(({ kind }) => kind === 'character');
    case '-p':
      return is(({ kind }) => kind === 'fifo');
    case '-S':
      return is(({ kind }) => kind === 'socket');
    case '-s':
      return is(({ size }) => size > 0);
    case '-r':
      return !process.files.access(operand, 4);
    case '-w':
      return !process.files.access(operand, 2);
    case '-x':
      return !process.files.access(operand, 1);
    case '-g':
      return is(({ mode }) => (mode & 0o2000) !== 0);
    case '-u':
      return is(({ mode }) => (mode & 0o4000) !== 0);
    case '-k':
      return is(({ mode }) => (mode & 0o1000) !== 0);
    case '-O':
      return is(({ uid }) => uid === process.credentials.uid);
    case '-G':
      return is(({ gid }) => gid === process.credentials.gid);
    case '-N':
      return is(() => false);
    case '-t':
      return process.descriptors.get(Number(operand))?.terminal !== undefined;
    default:
      return undefined;
  }
}

/** `-nt`, `-ot`, `-ef`. */
export function testFiles(process: Process, left: string, operator: string, right: string): boolean {
  const a = process.files.stat(left);
  const b = process.files.stat(right);
  if (operator === '-ef') return !failed(a) && !failed(b) && a.ino === b.ino && a.device === b.device;
  const [newer, older] = operator === '-nt' ? [a, b] : [b, a];
  if (failed(newer)) return false;
  return failed(older) || newer.mtime > older.mtime;
}

class Wrong extends Error {}

class TestParser {
  readonly #process: Process;
  readonly #args: readonly string[];
  readonly #flavour: TestFlavour;
  #at = 0;

  constructor(process: Process, args: readonly string[], flavour: TestFlavour) {
    this.#process = process;
    this.#args = args;
    this.#flavour = flavour;
  }

  run(): boolean {
    const { length } = this.#args;
    if (length === 0) return false;
    if (length <= 4) {
      const short = this.#byCount(this.#args);
      if (short !== undefined) return short;
    }
    const value = this.#or();
    const left = this.#args[this.#at];
    if (left !== undefined) throw new Wrong(this.#tooMany(left));
    return value;
  }

  #tooMany(left: string): string {
    switch (this.#flavour) {
      case 'bash':
        return 'too many arguments';
      case 'gnu':
        return `extra argument ‘${left}’`;
      case 'dash':
        // dash names the word before the one that is too many.
        return `${this.#args[this.#at - 1] ?? left}: unexpected operator`;
      default:
        return `${left}: unknown operand`;
    }
  }

  /** POSIX decides by the number of arguments up to four. */
  #byCount(args: readonly string[]): boolean | undefined {
    const [a = '', b = '', c = ''] = args;
    switch (args.length) {
      case 1:
        return a !== '';
      case 2:
        if (a === '!') return b === '';
        if (unary.has(a) && !this.#lacks(a)) return this.#unary(a, b);
        this.#twoArguments(a, b);
        return undefined;
      case 3:
        if (this.#isBinary(b)) return this.#binary(a, b, c);
        if (b === '-a') return a !== '' && c !== '';
        if (b === '-o') return a !== '' || c !== '';
        if (a === '!') {
          const inner = this.#byCount([b, c]);
          return inner === undefined ? undefined : !inner;
        }
        if (a === '(' && c === ')') return b !== '';
        return undefined;
      case 4:
        if (a === '!') {
          const inner = this.#byCount(args.slice(1));
          return inner === undefined ? undefined : !inner;
        }
        if (a === '(' && args[3] === ')') return this.#byCount([b, c]);
        return undefined;
      default:
        return undefined;
    }
  }

  #lacks(operator: string): boolean {
    return (
      this.#flavour === 'dash' && (operator === '-a' || operator === '-N' || operator === '-v' || operator === '-o')
    );
  }

  #isBinary(operator: string): boolean {
    if (operator === '==') return this.#flavour !== 'dash';
    return binary.has(operator);
  }

  #twoArguments(a: string, b: string): undefined {
    if ((this.#flavour === 'dash' || this.#flavour === 'ash') && this.#isBinary(b))
      throw new Wrong(`${b}: argument expected`);
    if (this.#flavour === 'bash') throw new Wrong(`${a}: unary operator expected`);
    if (this.#flavour === 'gnu')
      throw new Wrong(
        a.startsWith('-') ? `‘${a}’: unary operator expected` : `missing argument after ‘${this.#args.at(-1) ?? ''}’`,
      );
    return undefined;
  }

  #or(): boolean {
    let value = this.#and();
    while (this.#args[this.#at] === '-o') {
      this.#at++;
      value = this.#and() || value;
    }
    return value;
  }

  #and(): boolean {
    let value = this.#not();
    while (this.#args[this.#at] === '-a') {
      this.#at++;
      value = this.#not() && value;
    }
    return value;
  }

  #not(): boolean {
    if (this.#args[this.#at] === '!' && this.#at + 1 < this.#args.length) {
      this.#at++;
      return !this.#not();
    }
    return this.#primary();
  }

  #primary(): boolean {
    const a = this.#args[this.#at];
    if (a === undefined) throw new Wrong('argument expected');
    const operator = this.#args[this.#at + 1];
    const b = this.#args[this.#at + 2];
    if (operator !== undefined && b !== undefined && this.#isBinary(operator)) {
      this.#at += 3;
      return this.#binary(a, operator, b);
    }
    if (a === '(') {
      this.#at++;
      const value = this.#or();
      if (this.#args[this.#at] !== ')')
        throw new Wrong(this.#flavour === 'bash' ? "`)' expected" : 'closing paren expected');
      this.#at++;
      return value;
    }
    if (unary.has(a) && operator !== undefined && !this.#lacks(a)) {
      this.#at += 2;
      return this.#unary(a, operator);
    }
    if (operator !== undefined && this.#at === 0 && this.#args.length === 3 && operator !== '-a' && operator !== '-o') {
      if (this.#flavour === 'bash') throw new Wrong(`${operator}: binary operator expected`);
      if (this.#flavour === 'gnu') throw new Wrong(`‘${operator}’: binary operator expected`);
    }
    this.#at++;
    return a !== '';
  }

  #unary(operator: string, operand: string): boolean {
    return testUnary(this.#process, operator, operand) ?? false;
  }

  #binary(a: string, operator: string, b: string): boolean {
    switch (operator) {
      case '=':
      case '==':
        return a === b;
      case '!=':
        return a !== b;
      case '<':
        return a < b;
      case '>':
        return a > b;
      case '-ef':
      case '-nt':
      case '-ot':
        return testFiles(this.#process, a, operator, b);
      default: {
        const x = this.#integer(a);
        const y = this.#integer(b);
        const results: Readonly<Record<string, boolean>> = {
          '-eq': x === y,
          '-ne': x !== y,
          '-lt': x < y,
          '-le': x <= y,
          '-gt': x > y,
          '-ge': x >= y,
        };
        return results[operator] ?? false;
      }
    }
  }

  #integer(text: string): bigint {
    if (/^\s*[-+]?\d+\s*$/.test(text)) return BigInt(text.trim().replace(/^\+/, ''));
    const wrong = {
      bash: `${text}: integer expression expected`,
      dash: `Illegal number: ${text}`,
      ash: text === '' ? 'bad number' : `${text}: bad number`,
      gnu: `invalid integer ‘${text}’`,
      busybox: text === '' ? 'bad number' : `${text}: bad number`,
    };
    throw new Wrong(wrong[this.#flavour]);
  }
}

/** The value of an expression given as arguments (without the closing bracket). */
export function evaluateTest(process: Process, args: readonly string[], flavour: TestFlavour): TestResult {
  try {
    return new TestParser(process, args, flavour).run();
  } catch (error) {
    if (error instanceof Wrong) return { wrong: error.message };
    throw error;
  }
}
