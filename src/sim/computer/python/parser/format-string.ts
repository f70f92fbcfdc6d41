// The parts of a formatted string literal: texts, and expressions with conversion and format.
import { unescape } from './literals.ts';
import { PythonSyntaxError, type Expr, type FormatPart } from './syntax.ts';
import type { Token } from './tokens.ts';

type ParseExpression = (source: string, line: number, col: number) => Expr;

/** Parts of an f-string token. */
export function parseFormat(token: Token, parse: ParseExpression): FormatPart[] {
  return new Reader(token, parse).parts(0).parts;
}

class Reader {
  readonly #token: Token;
  readonly #body: string;
  readonly #parse: ParseExpression;
  #at = 0;

  constructor(token: Token, parse: ParseExpression) {
    this.#token = token;
    this.#body = token.body;
    this.#parse = parse;
  }

  parts(depth: number): { parts: FormatPart[] } {
    const parts: FormatPart[] = [];
    let text = '';
    const raw = this.#token.prefix.includes('r');
    const flush = (): void => {
      if (text !== '') parts.push(raw ? text : unescape(text, false, this.#token));
      text = '';
    };
    while (this.#at < this.#body.length) {
      const char = this.#body[this.#at] ?? '';
      if (char === '\\' && !raw && this.#body[this.#at + 1] === 'N' && this.#body[this.#at + 2] === '{') {
        const end = this.#body.indexOf('}', this.#at);
        text += this.#body.slice(this.#at, end + 1);
        this.#at = end + 1;
      } else if (char === '{' && this.#body[this.#at + 1] === '{' && depth === 0) {
        text += '{';
        this.#at += 2;
      } else if (char === '{') {
        flush();
        this.#field(parts, depth);
      } else if (char === '}') {
        if (depth > 0) break;
        if (this.#body[this.#at + 1] !== '}')
          throw new PythonSyntaxError("f-string: single '}' is not allowed", this.#token);
        text += '}';
        this.#at += 2;
      } else {
        text += char;
        this.#at++;
      }
    }
    flush();
    return { parts };
  }

  #field(parts: FormatPart[], depth: number): void {
    const start = ++this.#at;
    let nesting = 0;
    for (; this.#at < this.#body.length; this.#at++) {
      const char = this.#body[this.#at] ?? '';
      const next = this.#body[this.#at + 1];
      if (char === '"' || char === "'") this.#skipString(char);
      else if ('([{'.includes(char)) nesting++;
      else if (nesting > 0 && ')]}'.includes(char)) nesting--;
      else if (nesting === 0 && (char === '}' || char === ':' || (char === '!' && next !== '='))) break;
    }
    const source = this.#body.slice(start, this.#at);
    if (this.#at >= this.#body.length) throw new PythonSyntaxError("f-string: expecting '}'", this.#token);
    const shown = /^([^]*[^=!<>])=\s*$/.exec(source);
    const code = shown?.[1] ?? source;
    if (code.trim() === '') throw new PythonSyntaxError('f-string: empty expression not allowed', this.#token);
    const before = this.#body.slice(0, start);
    const lines = before.split('\n');
    const line = this.#token.bodyLine + lines.length - 1;
    const col = lines.length > 1 ? (lines.at(-1) ?? '').length : this.#token.bodyCol + before.length;
    const value = this.#parse(code, line, col);
    if (shown) parts.push(source);
    let conversion = '';
    if (this.#body[this.#at] === '!') {
      conversion = this.#body[this.#at + 1] ?? '';
      if (!'rsa'.includes(conversion) || conversion === '')
        throw new PythonSyntaxError(
          `f-string: invalid conversion character '${conversion}': expected 's', 'r', or 'a'`,
          this.#token,
        );
      this.#at += 2;
    }
    let spec: FormatPart[] | undefined;
    if (this.#body[this.#at] === ':') {
      this.#at++;
      spec = this.parts(depth + 1).parts;
    }
    if (this.#body[this.#at] !== '}') throw new PythonSyntaxError("f-string: expecting '}'", this.#token);
    this.#at++;
    parts.push({ value, conversion: conversion || (shown && !spec ? 'r' : ''), spec });
  }

  #skipString(quote: string): void {
    const triple = this.#body.startsWith(quote.repeat(3), this.#at) ? quote.repeat(3) : quote;
    this.#at += triple.length;
    while (this.#at < this.#body.length && !this.#body.startsWith(triple, this.#at))
      this.#at += this.#body[this.#at] === '\\' ? 2 : 1;
    this.#at += triple.length - 1;
  }
}
