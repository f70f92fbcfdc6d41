// sed's scripts as commands (POSIX XCU sed; GNU's additions).
import type { Flavour } from '../flavour.ts';
import { compileRegex, type Grammar } from '../posix-regex.ts';

/** Which line an address means. */
export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'last' }
  /** `zero`: it stands for the line before the first, so that a range may end on the first. */
  | { readonly kind: 'zero' }
  /** Without a pattern: the last one that was used. */
  | { readonly kind: 'pattern'; readonly pattern: RegExp | undefined }
  | { readonly kind: 'plus'; readonly count: number }
  | { readonly kind: 'multiple'; readonly of: number };

/** A piece of a replacement: a text, a group (0: all that matched), or a change of case for what follows. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly group: number }
  | { readonly kind: 'case'; readonly letter: 'L' | 'U' | 'l' | 'u' | 'E' };

export interface Substitution {
  readonly pattern: RegExp | undefined;
  readonly replacement: readonly Piece[];
  readonly global: boolean;
  /** The first match that is replaced. */
  readonly from: number;
  readonly prints: boolean;
  readonly file: string | undefined;
}

export interface Command {
  readonly name: string;
  readonly addresses: readonly Address[];
  readonly negated: boolean;
  /** Of `a i c`, file of `r w`, label of `b t T :`. */
  readonly text: string;
  /** Of `q Q l`. */
  readonly number: number | undefined;
  readonly substitution?: Substitution;
  /** Of `y`. */
  readonly table?: ReadonlyMap<string, string>;
  /** Of `{`: where its block ends. Index of the command after it. */
  end: number;
}

/** What is wrong with a script, in GNU's words. */
export class WrongScript extends Error {
  /** What sed ends with. */
  readonly status: number;

  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

/** A script that was read. */
export interface Script {
  readonly commands: readonly Command[];
  readonly labels: ReadonlyMap<string, number>;
  /** It began with `#n`. */
  readonly silent: boolean;
}

/** One piece of script with where it came from: `-e expression #1` or a file. */
export interface Part {
  readonly text: string;
  readonly from: string;
  /** Errors in files are told by line, in expressions by character. */
  readonly byLine: boolean;
}

/** Reads a script; throws WrongScript. */
export const parseScript = (parts: readonly Part[], grammar: Grammar, flavour: Flavour): Script =>
  new ScriptParser(parts, grammar, flavour === 'busybox').run();

const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\x07' };

/** `\xHH`, `\oOOO`, `\dDDD`, `\cX`, without the backslash. */
const numbered = /^(?:x([0-9a-fA-F]{1,2})|o([0-7]{1,3})|d(\d{1,3})|c([ -~]))/;

class ScriptParser {
  readonly #busybox: boolean;
  readonly #parts: readonly Part[];
  readonly #grammar: Grammar;
  readonly #commands: Command[] = [];
  readonly #labels = new Map<string, number>();
  readonly #blocks: Command[] = [];
  #text = '';
  #part: Part | undefined;
  #at = 0;

  constructor(parts: readonly Part[], grammar: Grammar, busybox: boolean) {
    this.#busybox = busybox;
    this.#parts = parts;
    this.#grammar = grammar;
  }

  run(): Script {
    const silent = /^#n(\n|$)/.test(this.#parts[0]?.text ?? '');
    for (const part of this.#parts) {
      this.#part = part;
      this.#text = part.text;
      this.#at = 0;
      while (this.#skipTo()) this.#command();
    }
    const block = this.#blocks[0];
    if (block) throw new WrongScript(`-e expression #1, char 0: unmatched \`{'`);
    for (const { name, text } of this.#commands)
      if ('btT'.includes(name) && text !== '' && !this.#labels.has(text))
        throw new WrongScript(`can't find label for jump to \`${text}'`, 4);
    return { commands: this.#commands, labels: this.#labels, silent };
  }

  /** The error of a command that does not exist, or that something follows that must not. */
  #unsupported(text: string): WrongScript {
    if (this.#busybox) return new WrongScript(`unsupported command ${this.#text.charAt(this.#at - 1)}`);
    return this.#wrong(text);
  }

  #wrong(text: string): WrongScript {
    if (this.#busybox && text.startsWith('unterminated')) return new WrongScript("unmatched '/'");
    const part = this.#part;
    if (part?.byLine) {
      const line = this.#text.slice(0, this.#at).split('\n').length;
      return new WrongScript(`file ${part.from} line ${line}: ${text}`);
    }
    return new WrongScript(`${part?.from ?? ''}, char ${this.#at}: ${text}`);
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  /** Goes to the next command; false at the end of the part. */
  #skipTo(): boolean {
    while (/[\s;]/.test(this.#peek())) this.#at++;
    return this.#at < this.#text.length;
  }

  #blanks(): void {
    while (/[ \t]/.test(this.#peek())) this.#at++;
  }

  #number(): number | undefined {
    const digits = /^\d+/.exec(this.#text.slice(this.#at))?.[0];
    if (digits === undefined) return undefined;
    this.#at += digits.length;
    return Number(digits);
  }

  #address(first: boolean): Address | undefined {
    const character = this.#peek();
    if (/\d/.test(character)) {
      const line = this.#number() ?? 0;
      this.#blanksBefore('~');
      if (first && this.#peek() === '~') {
        this.#at++;
        return { kind: 'step', first: line, step: this.#number() ?? 0 };
      }
      return line === 0 && first ? { kind: 'zero' } : { kind: 'line', line };
    }
    if (character === '$') {
      this.#at++;
      return { kind: 'last' };
    }
    if (!first && (character === '+' || character === '~')) {
      this.#at++;
      const count = this.#number();
      if (count === undefined) throw this.#wrong('expected number');
      return character === '+' ? { kind: 'plus', count } : { kind: 'multiple', of: count };
    }
    if (character !== '/' && character !== '\\') return undefined;
    this.#at++;
    let delimiter = '/';
    if (character === '\\') {
      delimiter = this.#peek();
      this.#at++;
    }
    const source = this.#until(delimiter, 'regex', 'unterminated address regex');
    let flags = '';
    for (; /[IM]/.test(this.#peek()); this.#at++) flags += this.#peek() === 'I' ? 'i' : 'm';
    return { kind: 'pattern', pattern: this.#compile(source, flags) };
  }

  #blanksBefore(mark: string): void {
    const match = /^[ \t]+/.exec(this.#text.slice(this.#at));
    if (match && this.#text.charAt(this.#at + match[0].length) === mark) this.#at += match[0].length;
  }

  #compile(source: string, flags: string): RegExp | undefined {
    if (source === '') return undefined;
    const compiled = compileRegex(source, this.#grammar, `g${flags}`);
    if (compiled instanceof RegExp) return compiled;
    throw this.#wrong(compiled.wrong);
  }

  /** Text up to a delimiter that is not escaped and, in a regular expression, not in brackets. */
  #until(delimiter: string, kind: 'regex' | 'text', message: string): string {
    let out = '';
    for (let bracket = false; ;) {
      if (this.#at >= this.#text.length) throw this.#wrong(message);
      const character = this.#peek();
      this.#at++;
      if (character === '\\') {
        const next = this.#peek();
        this.#at++;
        if (next === delimiter && !(kind === 'text' && /[&\d]/.test(next)))
          out += kind === 'regex' && /[.*[\]^$+?(){}|]/.test(delimiter) ? `\\${next}` : next;
        else if (next === '\n' && kind === 'regex') out += '\n';
        else {
          const written = kind === 'regex' ? this.#written(this.#text.slice(this.#at - 1)) : undefined;
          // What is written as a number is as magic as the character itself.
          out += written?.character ?? `\\${next}`;
          if (written) this.#at += written.length - 1;
        }
        continue;
      }
      if (kind === 'regex' && character === '[' && !bracket) {
        const whole = /^\^?\]?(?:\[[:.=].*?[:.=]\]|\\[nt]|[^\]])*\]/s.exec(this.#text.slice(this.#at))?.[0];
        if (
          whole !== undefined &&
          !(whole.includes('\n') && !this.#text.includes(delimiter, this.#at + whole.length))
        ) {
          out += `[${this.#characters(whole)}`;
          this.#at += whole.length;
          continue;
        }
        bracket = true;
      }
      if (character === delimiter) return out;
      if (character === '\n' && kind === 'regex') throw this.#wrong(message);
      out += character;
    }
  }

  /** The character that letters after a backslash stand for in a regular expression, and how many letters those are. */
  #written(text: string): { readonly character: string; readonly length: number } | undefined {
    const simple = letters[text.charAt(0)];
    if (simple !== undefined) return { character: simple, length: 1 };
    const [all = '', hex, octal, decimal, control] = this.#busybox ? [] : (numbered.exec(text) ?? []);
    if (all === '') return undefined;
    const code =
      control !== undefined
        ? control.toUpperCase().charCodeAt(0) ^ 0x40
        : hex !== undefined
          ? Number.parseInt(hex, 16)
          : octal !== undefined
            ? Number.parseInt(octal, 8)
            : Number(decimal);
    return { character: String.fromCharCode(code & 0xff), length: all.length };
  }

  /** A bracket expression with the characters that are written with a backslash. */
  #characters(bracket: string): string {
    return bracket.replace(/\\(x[0-9a-fA-F]{1,2}|o[0-7]{1,3}|d\d{1,3}|c[ -~]|[a-z])/g, (whole, text: string) => {
      return this.#written(text)?.character ?? whole;
    });
  }

  #command(): void {
    const addresses: Address[] = [];
    const first = this.#address(true);
    if (first) {
      addresses.push(first);
      this.#blanks();
      if (this.#peek() === ',') {
        this.#at++;
        this.#blanks();
        const second = this.#address(false);
        if (!second) throw this.#wrong("unexpected `,'");
        addresses.push(second);
      }
    }
    if (first?.kind === 'zero' && addresses[1]?.kind !== 'pattern')
      throw this.#wrong('invalid usage of line address 0');
    this.#blanks();
    let negated = false;
    while (this.#peek() === '!') {
      negated = true;
      this.#at++;
      this.#blanks();
    }
    const name = this.#peek();
    this.#at++;
    if (name === '') throw this.#wrong('missing command');
    const command = { name, addresses, negated, text: '', number: undefined, end: 0 };
    this.#rest(command);
  }

  #rest(
    command: Command & {
      text: string;
      number: number | undefined;
      substitution?: Substitution;
      table?: ReadonlyMap<string, string>;
    },
  ): void {
    const { name, addresses } = command;
    switch (name) {
      case '#':
        if (addresses.length > 0) throw this.#wrong("comments don't accept any addresses");
        this.#line();
        return;
      case '{':
        this.#blocks.push(command);
        this.#commands.push(command);
        return;
      case '}': {
        if (addresses.length > 0) throw this.#wrong("} doesn't want any addresses");
        const block = this.#blocks.pop();
        if (!block) throw this.#wrong("unexpected `}'");
        block.end = this.#commands.length;
        this.#ended();
        return;
      }
      case ':': {
        if (addresses.length > 0) throw this.#wrong(": doesn't want any addresses");
        this.#blanks();
        const label = /^[^\s;]*/.exec(this.#text.slice(this.#at))?.[0] ?? '';
        if (label === '') throw this.#wrong('":" lacks a label');
        this.#at += label.length;
        this.#labels.set(label, this.#commands.length);
        return;
      }
      case 'b':
      case 't':
      case 'T':
        this.#blanks();
        command.text = /^[^\s;}]*/.exec(this.#text.slice(this.#at))?.[0] ?? '';
        this.#at += command.text.length;
        this.#ended();
        break;
      case 'a':
      case 'i':
      case 'c':
        command.text = this.#appended();
        break;
      case 'r':
      case 'R':
      case 'w':
      case 'W':
        this.#blanks();
        command.text = this.#line();
        if (command.text === '') throw this.#wrong('missing filename in r/R/w/W commands');
        break;
      case 's':
        command.substitution = this.#substitution();
        this.#ended();
        break;
      case 'y':
        command.table = this.#table();
        this.#ended();
        break;
      case 'q':
      case 'Q':
      case 'l':
      case 'L':
        if (name.toLowerCase() === 'q' && addresses.length > 1) throw this.#wrong('command only uses one address');
        this.#blanks();
        command.number = this.#number();
        this.#ended();
        break;
      case '=':
      case 'd':
      case 'D':
      case 'F':
      case 'g':
      case 'G':
      case 'h':
      case 'H':
      case 'n':
      case 'N':
      case 'p':
      case 'P':
      case 'x':
      case 'z':
        this.#ended();
        break;
      case 'e':
      case 'v':
        throw this.#wrong(`not simulated: \`${name}'`);
      default:
        throw this.#unsupported(`unknown command: \`${name}'`);
    }
    this.#commands.push(command);
  }

  /** A command ends with `;`, `}`, a comment or the end of the line. */
  #ended(): void {
    this.#blanks();
    const next = this.#peek();
    if (next === '' || next === ';' || next === '\n' || next === '}' || next === '#') return;
    this.#at++;
    throw this.#unsupported('extra characters after command');
  }

  #line(): string {
    const end = this.#text.indexOf('\n', this.#at);
    const line = this.#text.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#text.length : end + 1;
    return line;
  }

  /** The text of `a`, `i`, `c`: after a backslash and newline, or, as GNU has it, on the same line. */
  #appended(): string {
    this.#blanks();
    if (this.#text.slice(this.#at) === '\\') {
      this.#at++;
      return '';
    }
    if (this.#peek() === '\\') {
      this.#at++;
      const blank = /^[ \t]*\n/.exec(this.#text.slice(this.#at));
      if (blank) this.#at += blank[0].length;
      else this.#blanks();
    }
    if (this.#at >= this.#text.length) throw this.#wrong("expected \\ after `a', `c' or `i'");
    let out = '';
    while (this.#at < this.#text.length) {
      const character = this.#peek();
      this.#at++;
      if (character === '\n') break;
      if (character === '\\' && this.#at < this.#text.length) {
        const next = this.#peek();
        out += next === 't' ? '\t' : next;
        this.#at++;
      } else out += character;
    }
    return `${out}\n`;
  }

  #substitution(): Substitution {
    const delimiter = this.#peek();
    this.#at++;
    const missing = "unterminated `s' command";
    if (delimiter === '' || delimiter === '\n' || delimiter === '\\') throw this.#wrong(missing);
    const source = this.#until(delimiter, 'regex', missing);
    const replacement = pieces(this.#until(delimiter, 'text', missing));
    let global = false;
    let from = 1;
    let prints = false;
    let flags = '';
    let file: string | undefined;
    for (;;) {
      const flag = this.#peek();
      if (/\d/.test(flag)) {
        const number = this.#number() ?? 0;
        if (number === 0) throw this.#wrong("number option to `s' command may not be zero");
        from = number;
        continue;
      }
      if (!/[gpiIMmew]/.test(flag) || flag === '') {
        if (flag !== '' && !/[\s;}#]/.test(flag)) {
          this.#at++;
          throw this.#wrong("unknown option to `s'");
        }
        break;
      }
      this.#at++;
      if (flag === 'g' || flag === 'p') {
        if (flag === 'g' ? global : prints) throw this.#wrong(`multiple \`${flag}' options to \`s' command`);
        if (flag === 'g') global = true;
        else prints = true;
      } else if (flag === 'e') throw this.#wrong("not simulated: option `e' of `s'");
      else if (flag === 'w') {
        this.#blanks();
        file = this.#line();
        break;
      } else flags += /i/i.test(flag) ? 'i' : 'm';
    }
    const pattern = this.#compile(source, flags);
    const groups = (source.match(this.#grammar === 'extended' ? /(?<!\\)\(/g : /\\\(/g) ?? []).length;
    for (const piece of replacement)
      if (piece.kind === 'group' && piece.group > groups && source !== '')
        throw this.#wrong(`invalid reference \\${piece.group} on \`s' command's RHS`);
    return { pattern, replacement, global, from, prints, file };
  }

  #table(): ReadonlyMap<string, string> {
    const delimiter = this.#peek();
    this.#at++;
    const missing = "unterminated `y' command";
    const plain = (text: string): string[] => [
      ...text.replace(/\\(.)/gs, (_, c: string) => (c === 'n' ? '\n' : c === 't' ? '\t' : c)),
    ];
    const from = plain(this.#until(delimiter, 'text', missing));
    const to = plain(this.#until(delimiter, 'text', missing));
    if (from.length !== to.length) throw this.#wrong("strings for `y' command are different lengths");
    return new Map(from.map((character, index) => [character, to[index] ?? '']));
  }
}

function pieces(text: string): Piece[] {
  const result: Piece[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') result.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '&') {
      flush();
      result.push({ kind: 'group', group: 0 });
    } else if (character === '\\' && at + 1 < text.length) {
      const next = text.charAt(++at);
      const hex = next === 'x' ? /^[0-9a-fA-F]{1,2}/.exec(text.slice(at + 1))?.[0] : undefined;
      if (/\d/.test(next)) {
        flush();
        result.push({ kind: 'group', group: Number(next) });
      } else if (/[LUluE]/.test(next)) {
        flush();
        result.push({ kind: 'case', letter: next as 'L' });
      } else if (hex !== undefined) {
        plain += String.fromCharCode(Number.parseInt(hex, 16));
        at += hex.length;
      } else plain += letters[next] ?? next;
    } else plain += character;
  }
  flush();
  return result;
}
