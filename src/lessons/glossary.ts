// The glossary: terms with the forms in which they are met, and what each means.
import { Lexer, type Tokens } from 'marked';
import { toInlines } from './inlines.ts';
import type { Inline, Problem } from './lesson.ts';
import { place } from './step-reader.ts';
import { collector } from './yaml-fields.ts';

export interface Term {
  readonly name: string;
  /** The name first; in small letters. */
  readonly forms: readonly string[];
  readonly meaning: readonly Inline[];
}

export interface Glossary {
  readonly terms: readonly Term[];
  /** The term of a form. */
  find(form: string): Term | undefined;
  /** Finds any form in running text. */
  readonly pattern: RegExp;
}

/** Reads the glossary: a `##` heading with the term and its other forms, a paragraph below. */
export function readGlossary(text: string): { readonly glossary: Glossary; readonly problems: readonly Problem[] } {
  const { problems, report } = collector();
  const source = { lesson: 'glossary/glossary', report };
  const terms: Term[] = [];
  const tokens = place(new Lexer({ gfm: true }).lex(text), 1).filter(({ token }) => token.type !== 'space');
  for (const [index, { token, line }] of tokens.entries()) {
    if (token.type !== 'heading' || (token as Tokens.Heading).depth !== 2) continue;
    const forms = (token as Tokens.Heading).text.split(',').map((form) => form.trim());
    const next = tokens[index + 1];
    if (next?.token.type !== 'paragraph') report(line, `"${forms[0] ?? ''}" has no paragraph that explains it.`);
    const meaning = toInlines((next?.token as Tokens.Paragraph | undefined)?.tokens ?? [], line, source);
    terms.push({ name: forms[0] ?? '', forms: forms.map((form) => form.toLowerCase()), meaning });
  }
  const byForm = new Map(terms.flatMap((term) => term.forms.map((form) => [form, term] as const)));
  const alternatives = [...byForm.keys()].toSorted((a, b) => b.length - a.length).map(escape);
  const pattern = new RegExp(`(?<![\\w-])(?:${alternatives.join('|')})(?![\\w-])`, 'gi');
  return { glossary: { terms, find: (form) => byForm.get(form.toLowerCase()), pattern }, problems };
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
