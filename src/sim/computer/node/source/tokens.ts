// JavaScript in tokens, as far as it must be known to find statements in it: strings, templates, comments and regular
// expressions are told apart from code.

export interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'template' | 'pattern' | 'sign';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words after which a slash begins a regular expression. */
const beforePattern = new Set(
  'return typeof instanceof in of new delete void throw case do else yield await'.split(' '),
);

const word = /[\p{ID_Start}$_#@][\p{ID_Continue}$\u200c\u200d]*/uy;
const number = /(?:0[xXoObB][\da-fA-F_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?n?)/y;
const space = /(?:\s+|\/\/[^\n\u2028\u2029]*|\/\*[^]*?\*\/)+/y;
const text = /'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"/y;
const pattern = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
const sign = /=>|\.\.\.|\?\.(?!\d)|\+\+|--|&&=?|\|\|=?|\?\?=?|[{}()[\];,<>+\-*/%&|^!~?:=.@#\\]/y;

/** The tokens of a program. What cannot be read is left out. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  /** Depths of braces at which a template goes on. */
  const templates: number[] = [];
  let depth = 0;
  let at = source.startsWith('#!') ? Math.max(0, source.indexOf('\n')) : 0;
  const match = (expression: RegExp): string | undefined => {
    expression.lastIndex = at;
    return expression.exec(source)?.[0];
  };
  const push = (kind: Token['kind'], length: number): void => {
    tokens.push({ kind, text: source.slice(at, at + length), start: at, end: at + length });
    at += length;
  };
  while (at < source.length) {
    const gap = match(space);
    if (gap) {
      at += gap.length;
      continue;
    }
    const letter = source.charAt(at);
    if (letter === '`' || (letter === '}' && templates.at(-1) === depth)) {
      if (letter === '}') templates.pop();
      const end = templateEnd(source, at + 1);
      if (source.startsWith('${', end)) templates.push(depth);
      push('template', (source.startsWith('${', end) ? end + 2 : end + 1) - at);
      continue;
    }
    const found = match(word);
    if (found) {
      push('word', found.length);
      continue;
    }
    const digits = match(number);
    if (digits) {
      push('number', digits.length);
      continue;
    }
    const quoted = match(text);
    if (quoted) {
      push('text', quoted.length);
      continue;
    }
    if (letter === '/' && patternMay(tokens)) {
      const expression = match(pattern);
      if (expression) {
        push('pattern', expression.length);
        continue;
      }
    }
    const mark = match(sign);
    if (mark === '{') depth++;
    if (mark === '}') depth--;
    if (mark) push('sign', mark.length);
    else at++;
  }
  return tokens;
}

/** Where a part of a template ends: at its closing backtick, or at `${`. */
function templateEnd(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '`' || source.startsWith('${', at)) return at;
  }
  return source.length;
}

/** Whether a slash begins a regular expression here, and is not a division. */
function patternMay(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  if (!last) return true;
  if (last.kind === 'word') return beforePattern.has(last.text);
  if (last.kind === 'template') return last.text.endsWith('${');
  if (last.kind !== 'sign') return false;
  if (last.text === ')') return followsCondition(tokens);
  return last.text !== ']' && last.text !== '}' && last.text !== '++' && last.text !== '--';
}

/** Whether the parenthesis that closes here belongs to `if (…)`, `while (…)` or `for (…)`. */
function followsCondition(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token?.kind !== 'sign') continue;
    if (token.text === ')') depth++;
    if (token.text === '(' && --depth === 0) return /^(if|while|for|with)$/.test(tokens[index - 1]?.text ?? '');
  }
  return false;
}
