// Source text to tokens, with indentation, as the lexical analysis chapter of Python's reference has it.
import { PythonSyntaxError, type Span } from './syntax.ts';

export interface Token extends Span {
  readonly kind: 'name' | 'number' | 'string' | 'fstring' | 'op' | 'newline' | 'indent' | 'dedent' | 'end';
  readonly text: string;
  /** Of a string: its letters before the quote, in small letters, and what stands between the quotes. */
  readonly prefix: string;
  readonly body: string;
  /** Where the body begins. */
  readonly bodyLine: number;
  readonly bodyCol: number;
}

const operators = [
  '**=', '//=', '>>=', '<<=', '...', '!=', '->', ':=', '**', '//', '>>', '<<', '<=', '>=', '==', '+=', '-=', '*=', '/=',
  '%=', '&=', '|=', '^=', '@=', '+', '-', '*', '/', '%', '@', '&', '|', '^', '~', '<', '>', '(', ')', '[', ']', '{', '}', ',',
  ':', '.', ';', '=',
]; // prettier-ignore

const namePattern = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*/uy;
const numberPattern =
  /0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*\.(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*|\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?/y;
const stringStart = /([rRbBuUfF]{0,2})('''|"""|'|")/y;

/** All tokens of a source; throws PythonSyntaxError. */
export function tokenize(source: string, startLine = 1, startCol = 0, nested = false): Token[] {
  const tokens: Token[] = [];
  const indents = [0];
  const brackets: { text: string; line: number; col: number }[] = [];
  let at = 0;
  let line = startLine;
  let lineStart = -startCol;
  let fresh = !nested;
  const col = (): number => at - lineStart;
  const push = (
    kind: Token['kind'],
    text: string,
    from: { line: number; col: number },
    more: Partial<Token> = {},
  ): void => {
    tokens.push({
      kind,
      text,
      line: from.line,
      col: from.col,
      endLine: line,
      endCol: col(),
      prefix: '',
      body: '',
      bodyLine: line,
      bodyCol: 0,
      ...more,
    });
  };
  for (;;) {
    if (fresh && brackets.length === 0) {
      fresh = false;
      let width = 0;
      while (at < source.length && (source[at] === ' ' || source[at] === '\t' || source[at] === '\f')) {
        width = source[at] === '\t' ? (Math.floor(width / 8) + 1) * 8 : width + 1;
        at++;
      }
      const next = source[at];
      if (next === '#' || next === '\n' || next === '\r' || next === undefined) {
        while (at < source.length && source[at] !== '\n') at++;
        if (at >= source.length) {
          fresh = true;
          if (next === undefined || next === '#') break;
        } else {
          at++;
          line++;
          lineStart = at;
          fresh = true;
          continue;
        }
      }
      const here = { line, col: col() };
      if (width > (indents.at(-1) ?? 0)) {
        indents.push(width);
        push('indent', '', here);
      } else
        while (width < (indents.at(-1) ?? 0)) {
          indents.pop();
          if (width > (indents.at(-1) ?? 0))
            throw new PythonSyntaxError(
              'unindent does not match any outer indentation level',
              { line, col: (source.includes('\n', at) ? source.indexOf('\n', at) : source.length) - lineStart },
              'IndentationError',
            );
          push('dedent', '', here);
        }
    }
    const char = source[at];
    if (char === undefined) break;
    if (char === ' ' || char === '\t' || char === '\f' || char === '\r') {
      at++;
      continue;
    }
    if (char === '#') {
      while (at < source.length && source[at] !== '\n') at++;
      continue;
    }
    const from = { line, col: col() };
    if (char === '\n') {
      if (brackets.length === 0 && !nested) {
        at++;
        push('newline', '\n', from, { endLine: line, endCol: from.col + 1 });
        fresh = true;
      } else at++;
      line++;
      lineStart = at;
      continue;
    }
    if (char === '\\' && /^\r?\n/.test(source.slice(at + 1, at + 3))) {
      at = source.indexOf('\n', at) + 1;
      line++;
      lineStart = at;
      continue;
    }
    stringStart.lastIndex = at;
    const opening = stringStart.exec(source);
    if (opening) {
      const prefix = (opening[1] ?? '').toLowerCase();
      const quote = opening[2] ?? '';
      at += opening[0].length;
      const bodyStart = at;
      const bodyLine = line;
      const bodyCol = col();
      const end = stringEnd(source, at, quote, prefix);
      if (end < 0) {
        if (quote.length === 1)
          throw new PythonSyntaxError(`unterminated string literal (detected at line ${line})`, from);
        const lines = source.split('\n').length + startLine - (source.endsWith('\n') ? 2 : 1);
        throw new PythonSyntaxError(
          `unterminated triple-quoted string literal (detected at line ${lines})`,
          from,
          'SyntaxError',
          true,
        );
      }
      const body = source.slice(bodyStart, end);
      for (let index = bodyStart; index < end; index++)
        if (source[index] === '\n') {
          line++;
          lineStart = index + 1;
        }
      at = end + quote.length;
      push(prefix.includes('f') ? 'fstring' : 'string', '', from, { prefix, body, bodyLine, bodyCol });
      continue;
    }
    numberPattern.lastIndex = at;
    const number = /[\d.]/.test(char) ? numberPattern.exec(source) : null;
    if (number) {
      at += number[0].length;
      if (/^0+[1-9]\d*$/.test(number[0].replaceAll('_', '')))
        throw new PythonSyntaxError(
          'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
          { ...from, endCol: from.col + 1 },
        );
      push('number', number[0], from);
      namePattern.lastIndex = at;
      const glued = namePattern.exec(source);
      if (glued && !/^(?:and|or|if|in|is|else|for|not)/.test(glued[0]))
        throw new PythonSyntaxError('invalid decimal literal', { line, col: at - 1 - lineStart });
      continue;
    }
    namePattern.lastIndex = at;
    const name = namePattern.exec(source);
    if (name) {
      at += name[0].length;
      push('name', name[0], from);
      continue;
    }
    const operator = operators.find((one) => source.startsWith(one, at));
    if (operator === undefined) {
      if (nested && char === '!') {
        at++;
        push('op', '!', from);
        continue;
      }
      const code = (source.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      throw new PythonSyntaxError(
        char.charCodeAt(0) < 128
          ? char === '\\'
            ? 'unexpected character after line continuation character'
            : 'invalid syntax'
          : `invalid character '${String.fromCodePoint(source.codePointAt(at) ?? 0)}' (U+${code})`,
        from,
      );
    }
    at += operator.length;
    if ('([{'.includes(operator)) brackets.push({ text: operator, ...from });
    else if (')]}'.includes(operator)) {
      const open = brackets.pop();
      if (!open) throw new PythonSyntaxError(`unmatched '${operator}'`, from);
      if ('([{'.indexOf(open.text) !== ')]}'.indexOf(operator))
        throw new PythonSyntaxError(
          open.line === line
            ? `closing parenthesis '${operator}' does not match opening parenthesis '${open.text}'`
            : `closing parenthesis '${operator}' does not match opening parenthesis '${open.text}' on line ${open.line}`,
          from,
        );
    }
    push('op', operator, from);
  }
  const open = brackets.at(-1);
  if (open) throw new PythonSyntaxError(`'${open.text}' was never closed`, open, 'SyntaxError', true);
  const last = { line, col: col() };
  if (!nested && tokens.length > 0 && tokens.at(-1)?.kind !== 'newline' && tokens.at(-1)?.kind !== 'dedent')
    push('newline', '', last);
  for (let count = indents.length; count > 1; count--) push('dedent', '', { line, col: 0 });
  push('end', '', last);
  return tokens;
}

/** Index of the closing quote; -1 when there is none. Within the braces of a formatted string, other strings may stand. */
function stringEnd(source: string, start: number, quote: string, prefix: string): number {
  let at = start;
  let depth = 0;
  while (at < source.length) {
    const char = source[at] ?? '';
    if (char === '\\' && (depth === 0 || !prefix.includes('f'))) {
      at += 2;
      continue;
    }
    if (source.startsWith(quote, at)) {
      const same = depth > 0 ? nestedEnd(source, at) : -1;
      if (same < 0) return at;
      at = same;
      continue;
    }
    if (char === '\n' && quote.length === 1) return -1;
    if (prefix.includes('f')) {
      if (char === '{') {
        if (depth === 0 && source[at + 1] === '{') at++;
        else depth++;
      } else if (char === '}') {
        if (depth === 0 && source[at + 1] === '}') at++;
        else if (depth > 0) depth--;
      } else if (depth > 0 && (char === '"' || char === "'")) {
        const end = stringEnd(source, at + 1, char, '');
        if (end > 0) at = end;
      }
    }
    at++;
  }
  return -1;
}

/** Whether a quote of the outer string's kind opens a string within braces (3.12): then after its end, otherwise -1. */
function nestedEnd(source: string, at: number): number {
  const quote = source[at] ?? '';
  const lineEnd = source.indexOf('\n', at);
  const rest = source.slice(at + 1, lineEnd < 0 ? source.length : lineEnd);
  const close = rest.indexOf(quote);
  if (close < 0 || !/^[^{}]*$/.test(rest.slice(0, close))) return -1;
  const after = rest.slice(close + 1);
  return /^[^'"]*\}/.test(after) && after.includes(quote) ? at + close + 2 : -1;
}
