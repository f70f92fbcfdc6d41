// awk's lexical conventions: a slash begins a regular expression where a value may stand, and divides elsewhere.
import { AwkSyntaxError } from './syntax.ts';

export interface Token {
  readonly kind:
    'number' | 'string' | 'regex' | 'name' | 'function name' | 'builtin' | 'keyword' | 'operator' | 'newline' | 'end';
  readonly text: string;
  readonly line: number;
}

const keywords = new Set([
  'BEGIN', 'END', 'function', 'func', 'if', 'else', 'while', 'for', 'do', 'break', 'continue', 'next', 'nextfile', 'exit', 'return',
  'delete', 'in', 'getline', 'print', 'printf',
]); // prettier-ignore

/** Names of the functions that awk brings. */
export const builtinFunctions: ReadonlySet<string> = new Set([
  'length', 'substr', 'index', 'split', 'sub', 'gsub', 'gensub', 'match', 'sprintf', 'sin', 'cos', 'atan2', 'exp', 'log', 'sqrt', 'int',
  'rand', 'srand', 'tolower', 'toupper', 'system', 'close', 'fflush', 'strftime', 'systime', 'mktime', 'and', 'or', 'xor', 'lshift', 'rshift',
  'compl',
]); // prettier-ignore

const operators = /^(?:\*\*=|\*\*|\^=|&&|\|\||\+\+|--|\+=|-=|\*=|\/=|%=|==|<=|>=|!=|!~|>>|[-+*/%^!<>|?:~$=,;(){}[\]])/;

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  '/': '/',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** The characters that the escapes of a string stand for. */
export const unescapeString = (text: string): string =>
  text.replace(/\\(?:([0-7]{1,3})|\n|(.))/gs, (whole, octal: string | undefined, letter: string | undefined) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
    if (letter === undefined) return '';
    return escapes[letter] ?? whole;
  });

/** The tokens of a program; throws AwkSyntaxError. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  const push = (kind: Token['kind'], text: string): void => {
    tokens.push({ kind, text, line });
  };
  while (at < source.length) {
    const rest = source.slice(at);
    const skip = /^(?:[ \t\r]+|\\\r?\n|#[^\n]*)/.exec(rest);
    if (skip) {
      if (skip[0].startsWith('\\')) line++;
      at += skip[0].length;
      continue;
    }
    if (rest.startsWith('\n')) {
      push('newline', '\n');
      line++;
      at++;
      continue;
    }
    const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(rest);
    if (number) {
      push('number', number[0]);
      at += number[0].length;
      continue;
    }
    if (rest.startsWith('"')) {
      const string = /^"((?:[^"\\\n]|\\[^])*)"/.exec(rest);
      if (!string) throw new AwkSyntaxError('runaway string constant', line, rest.split('\n', 1)[0] ?? '');
      push('string', unescapeString(string[1] ?? ''));
      at += string[0].length;
      continue;
    }
    const word = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    if (word !== undefined) {
      at += word.length;
      push(
        keywords.has(word)
          ? 'keyword'
          : builtinFunctions.has(word)
            ? 'builtin'
            : source.charAt(at) === '('
              ? 'function name'
              : 'name',
        word,
      );
      continue;
    }
    if (rest.startsWith('/') && valueMayStart(tokens.at(-1))) {
      const regex = /^\/((?:[^/\\\n[]|\\.|\[\^?\]?(?:\[:\w+:\]|\\.|[^\]\n])*\])*)\//.exec(rest);
      if (!regex) throw new AwkSyntaxError('runaway regular expression', line, rest.split('\n', 1)[0] ?? '');
      push('regex', regex[1] ?? '');
      at += regex[0].length;
      continue;
    }
    const operator = operators.exec(rest)?.[0];
    if (operator === undefined) throw new AwkSyntaxError('unexpected character', line, rest.charAt(0));
    push('operator', operator === '**' ? '^' : operator === '**=' ? '^=' : operator);
    at += operator.length;
  }
  push('newline', '\n');
  push('end', '');
  return tokens;
}

function valueMayStart(before: Token | undefined): boolean {
  if (!before) return true;
  if (before.kind === 'operator') return ![')', ']', '++', '--', '$'].includes(before.text);
  return !['number', 'string', 'regex', 'name', 'builtin'].includes(before.kind);
}
