// HCL's tokens: names, numbers, operators, quoted text with its templates still inside, here-documents, ends of lines.
import { HclError, type Place } from './node.ts';

/** One token. */
export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'heredoc' | 'symbol' | 'newline' | 'end';
  /** What it says; of text and here-documents the inside as written. */
  readonly text: string;
  readonly place: Place;
}

const symbols = /^(?:\.\.\.|=>|==|!=|<=|>=|&&|\|\||[{}[\]().,:?=<>+\-*/%!])/;

/** Splits a text; the first thing that cannot be read. */
export function tokensOf(source: string): Token[] | HclError {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  let lineStart = 0;
  const place = (length: number): Place => ({ line, column: at - lineStart + 1, end: at - lineStart + 1 + length });
  const take = (length: number): void => {
    for (let index = at; index < at + length; index++)
      if (source.charAt(index) === '\n') {
        line++;
        lineStart = index + 1;
      }
    at += length;
  };
  while (at < source.length) {
    const rest = source.slice(at);
    const blank = /^[ \t\r]+|^(?:#|\/\/)[^\n]*|^\/\*[^]*?\*\//.exec(rest);
    if (blank) {
      take(blank[0].length);
      continue;
    }
    if (rest.startsWith('\n')) {
      tokens.push({ kind: 'newline', text: '\n', place: place(1) });
      take(1);
      continue;
    }
    const heredoc = /^<<(-?)([A-Za-z_][\w-]*)\n([^]*?\n)??[ \t]*\2(?=\n|$)/.exec(rest);
    if (heredoc) {
      const [all, dash = '', , body = ''] = heredoc;
      tokens.push({ kind: 'heredoc', text: dash === '' ? body : outdented(body), place: place(all.length) });
      take(all.length);
      continue;
    }
    if (rest.startsWith('"')) {
      const length = quotedLength(rest);
      if (length === undefined)
        return new HclError(
          'Invalid multi-line string; Quoted strings may not be split over multiple lines.',
          place(1),
        );
      tokens.push({ kind: 'text', text: rest.slice(1, length - 1), place: place(length) });
      take(length);
      continue;
    }
    const word = /^[A-Za-z_][\w-]*/.exec(rest) ?? /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(rest) ?? symbols.exec(rest);
    if (!word) return new HclError(`Invalid character; This character is not used within the language.`, place(1));
    const [text] = word;
    const kind = /^[A-Za-z_]/.test(text) ? 'name' : /^\d/.test(text) ? 'number' : 'symbol';
    tokens.push({ kind, text, place: place(text.length) });
    take(text.length);
  }
  tokens.push({ kind: 'end', text: '', place: place(0) });
  return tokens;
}

/** How long quoted text is, templates with quotes of their own included; undefined when its line ends first. */
function quotedLength(text: string): number | undefined {
  let depth = 0;
  for (let at = 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (depth === 0) {
      if (char === '\\') at++;
      else if (char === '"') return at + 1;
      else if (char === '\n') return undefined;
      else if ((char === '$' || char === '%') && text.charAt(at + 1) === '{' && text.charAt(at - 1) !== char) {
        depth = 1;
        at++;
      }
    } else if (char === '{') depth++;
    else if (char === '}') depth--;
    else if (char === '"') {
      const inner = quotedLength(text.slice(at));
      if (inner === undefined) return undefined;
      at += inner - 1;
    }
  }
  return undefined;
}

/** The text of `<<-`: the indentation that all lines share goes. */
function outdented(body: string): string {
  const lines = body.split('\n');
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const least = depths.length > 0 ? Math.min(...depths) : 0;
  return lines.map((line) => line.slice(Math.min(least, line.length - line.trimStart().length))).join('\n');
}
