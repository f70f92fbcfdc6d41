// Running text of a lesson: Markdown's inline tokens as a typed tree. What is not allowed is reported, never passed on.
import { Lexer, type Token, type Tokens } from 'marked';
import type { Inline } from './lesson.ts';
import { lessonLink } from './lesson-link.ts';
import type { Report } from './yaml-fields.ts';

export interface TextSource {
  /** Id of the lesson that is read: links are relative to it. */
  readonly lesson: string;
  readonly report: Report;
}

/** Reads a piece of Markdown that is no block. */
export function readInline(markdown: string, line: number, source: TextSource): Inline[] {
  return toInlines(Lexer.lexInline(markdown), line, source);
}

/** Turns the tokens of running text into a tree. */
export function toInlines(tokens: readonly Token[], line: number, source: TextSource): Inline[] {
  return tokens.flatMap((token) => toInline(token, line, source));
}

function toInline(token: Token, line: number, source: TextSource): Inline[] {
  switch (token.type) {
    case 'text':
    case 'escape':
      return [{ kind: 'text', text: (token as Tokens.Text).text.replaceAll('\n', ' ') }];
    case 'codespan':
      return [{ kind: 'code', text: (token as Tokens.Codespan).text }];
    case 'strong':
      return [{ kind: 'strong', inlines: toInlines((token as Tokens.Strong).tokens, line, source) }];
    case 'em':
      return [{ kind: 'emphasis', inlines: toInlines((token as Tokens.Em).tokens, line, source) }];
    case 'br':
      return [{ kind: 'text', text: ' ' }];
    case 'link': {
      const { href, tokens, raw } = token as Tokens.Link;
      const lesson = lessonLink(source.lesson, href);
      // An address in running text (`http://localhost:8080`) is text, not a link.
      if (raw === href) return [{ kind: 'text', text: href }];
      if (lesson !== undefined) return [{ kind: 'link', lesson, inlines: toInlines(tokens, line, source) }];
      source.report(line, `A link can only lead to another lesson's lesson.md, not to ${href}.`);
      return toInlines(tokens, line, source);
    }
    default:
      source.report(line, `Lessons have no ${token.type}: ${token.raw.trim().slice(0, 40)}`);
      return [{ kind: 'text', text: token.raw }];
  }
}
