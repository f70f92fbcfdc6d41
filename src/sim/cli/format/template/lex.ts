// The tokens of Go's text/template: text, `{{` actions `}}` with trim markers, and what stands inside.
import { quote, quoteRune } from '../quote.ts';

/** The kinds of token; a keyword's kind is the keyword. */
export type TokenKind =
  | 'error'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'assign'
  | 'declare'
  | 'eof'
  | 'field'
  | 'identifier'
  | 'leftDelim'
  | 'leftParen'
  | 'number'
  | 'pipe'
  | 'rawString'
  | 'rightDelim'
  | 'rightParen'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'
  | 'dot'
  | 'nil'
  | 'block'
  | 'break'
  | 'continue'
  | 'define'
  | 'else'
  | 'end'
  | 'if'
  | 'range'
  | 'template'
  | 'with';

export interface Token {
  readonly kind: TokenKind;
  /** Index into the template's text. */
  readonly at: number;
  readonly text: string;
  /** Line, from 1. */
  readonly line: number;
}

const keywords = new Set<string>('block break continue define dot else end if nil range template with'.split(' '));

/** How an error names a token. */
export function showToken(token: Token): string {
  if (token.kind === 'eof') return 'EOF';
  if (token.kind === 'error') return token.text;
  if (keywords.has(token.kind)) return `<${token.text}>`;
  return token.text.length > 10 ? `${quote(token.text.slice(0, 10))}...` : quote(token.text);
}

const spaces = ' \t\r\n';
const isSpace = (character: string): boolean => character !== '' && spaces.includes(character);
const isAlphanumeric = (character: string): boolean => character === '_' || /^[\p{L}\p{Nd}]$/u.test(character);

/** `U+0040 '@'`. */
function showCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${code} ${quoteRune(character)}`;
}

/** All tokens of a template, the last one `eof` or `error`. */
export function lex(input: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let parens = 0;
  let line = 1;

  const emit = (kind: TokenKind, end: number): void => {
    const text = input.slice(at, end);
    tokens.push({ kind, at, text, line });
    line += text.split('\n').length - 1;
    at = end;
  };
  const fail = (message: string): false => {
    tokens.push({ kind: 'error', at, text: message, line });
    return false;
  };
  const skip = (end: number): void => {
    line += input.slice(at, end).split('\n').length - 1;
    at = end;
  };
  const trimsLeft = (open: number): boolean => input[open + 2] === '-' && isSpace(input.charAt(open + 3));
  const rightDelim = (from: number): { length: number; trims: boolean } | undefined => {
    if (isSpace(input.charAt(from)) && input.startsWith('-}}', from + 1)) return { length: 4, trims: true };
    return input.startsWith('}}', from) ? { length: 2, trims: false } : undefined;
  };
  const trimAfter = (trims: boolean): void => {
    if (!trims) return;
    let end = at;
    while (isSpace(input.charAt(end))) end++;
    skip(end);
  };

  /** Whether a name may end here. */
  const terminated = (end: number): boolean => {
    const next = input.charAt(end);
    return next === '' || isSpace(next) || '.,|:)('.includes(next) || rightDelim(end) !== undefined;
  };
  const wordEnd = (from: number): number => {
    let end = from;
    while (end < input.length) {
      const character = String.fromCodePoint(input.codePointAt(end) ?? 0);
      if (!isAlphanumeric(character)) break;
      end += character.length;
    }
    return end;
  };
  const badCharacter = (end: number): false => {
    const character = String.fromCodePoint(input.codePointAt(end) ?? 0);
    return fail(`bad character ${showCharacter(character)}`);
  };
  const name = (kind: TokenKind, bare: TokenKind): boolean => {
    if (terminated(at + 1)) {
      emit(bare, at + 1);
      return true;
    }
    const end = wordEnd(at + 1);
    if (!terminated(end)) return badCharacter(end);
    emit(kind, end);
    return true;
  };

  const comment = (open: number): boolean => {
    const start = open + (trimsLeft(open) ? 4 : 2);
    const close = input.indexOf('*/', start);
    if (close < 0) return fail('unclosed comment');
    const delim = rightDelim(close + 2);
    if (!delim) return fail('comment ends before closing delimiter');
    skip(close + 2 + delim.length);
    trimAfter(delim.trims);
    return true;
  };

  const quoted = (mark: string, kind: TokenKind, unclosed: string): boolean => {
    for (let end = at + 1; ; end++) {
      const character = input.charAt(end);
      if (character === '' || (character === '\n' && mark !== '`')) return fail(unclosed);
      if (character === '\\' && mark !== '`' && input[end + 1] !== undefined && input[end + 1] !== '\n') end++;
      else if (character === mark) {
        emit(kind, end + 1);
        return true;
      }
    }
  };

  const number = (): boolean => {
    const match =
      /^[+-]?(?:0[xX][0-9a-fA-F_]+(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?\d+)?|0[bB][01_]+|0[oO][0-7_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?\d+)?|\.\d[\d_]*(?:[eE][+-]?\d+)?)?i?/.exec(
        input.slice(at),
      );
    const end = at + (match?.[0].length ?? 0);
    if (isAlphanumeric(input.charAt(end)) || end === at) {
      return fail(`bad number syntax: ${quote(input.slice(at, end + 1))}`);
    }
    emit('number', end);
    return true;
  };

  /** One token inside an action; false ends everything. */
  const inside = (): boolean | 'out' => {
    const delim = rightDelim(at);
    if (delim) {
      if (parens > 0) return fail('unclosed left paren');
      if (delim.trims) skip(at + 2);
      emit('rightDelim', at + 2);
      trimAfter(delim.trims);
      return 'out';
    }
    const character = at < input.length ? String.fromCodePoint(input.codePointAt(at) ?? 0) : '';
    if (character === '') return fail('unclosed action');
    if (isSpace(character)) {
      let end = at;
      while (isSpace(input.charAt(end)) && !(end > at && rightDelim(end)?.trims === true)) end++;
      emit('space', end);
      return true;
    }
    if (character === '=') emit('assign', at + 1);
    else if (character === ':') {
      if (input[at + 1] !== '=') return fail('expected :=');
      emit('declare', at + 2);
    } else if (character === '|') emit('pipe', at + 1);
    else if (character === '"') return quoted('"', 'string', 'unterminated quoted string');
    else if (character === '`') return quoted('`', 'rawString', 'unterminated raw quoted string');
    else if (character === "'") return quoted("'", 'charConstant', 'unterminated character constant');
    else if (character === '$') return name('variable', 'variable');
    else if (character === '.' && !/\d/.test(input.charAt(at + 1))) return name('field', 'dot');
    else if (/[-+.\d]/.test(character)) return number();
    else if (isAlphanumeric(character)) {
      const end = wordEnd(at);
      if (!terminated(end)) return badCharacter(end);
      const word = input.slice(at, end);
      if (word === 'true' || word === 'false') emit('bool', end);
      else emit(keywords.has(word) && word !== 'dot' ? (word as TokenKind) : 'identifier', end);
    } else if (character === '(') {
      parens++;
      emit('leftParen', at + 1);
    } else if (character === ')') {
      parens--;
      if (parens < 0) return fail('unexpected right paren');
      emit('rightParen', at + 1);
    } else if (/^[\x20-\x7e]$/.test(character)) emit('char', at + 1);
    else return fail(`unrecognized character in action: ${showCharacter(character)}`);
    return true;
  };

  for (;;) {
    const open = input.indexOf('{{', at);
    let end = open < 0 ? input.length : open;
    if (open >= 0 && trimsLeft(open)) while (end > at && isSpace(input.charAt(end - 1))) end--;
    if (end > at) emit('text', end);
    if (open < 0) break;
    skip(open);
    if (input.startsWith('/*', open + (trimsLeft(open) ? 4 : 2))) {
      if (!comment(open)) return tokens;
      continue;
    }
    const trims = trimsLeft(open);
    emit('leftDelim', open + 2);
    if (trims) skip(at + 2);
    parens = 0;
    let more = inside();
    while (more === true) more = inside();
    if (more === false) return tokens;
  }
  tokens.push({ kind: 'eof', at: input.length, text: '', line });
  return tokens;
}
