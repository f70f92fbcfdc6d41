// Finds the terms of the glossary in a step's text, so that the page can explain each at its first use.
import type { Glossary } from './glossary.ts';
import type { Block, Inline, Question, Step } from './lesson.ts';

/** The blocks with the first use of each term marked. Headings, code and links are left alone. */
export function markTerms(blocks: readonly Block[], glossary: Glossary, seen = new Set<string>()): Block[] {
  const mark = (inlines: readonly Inline[]): Inline[] => markInlines(inlines, glossary, seen);
  return blocks.map((block): Block => {
    switch (block.kind) {
      case 'paragraph':
        return { ...block, inlines: mark(block.inlines) };
      case 'list':
        return { ...block, items: block.items.map((item) => markTerms(item, glossary, seen)) };
      case 'parts':
        return { ...block, rows: block.rows.map((row) => ({ ...row, inlines: mark(row.inlines) })) };
      case 'watch':
        return { ...block, blocks: markTerms(block.blocks, glossary, seen) };
      case 'question':
        return { ...block, question: markQuestion(block.question, mark) };
      default:
        return block;
    }
  });
}

/** A step with its terms marked; the introduction, where there is one, comes before it. */
export function markStep(
  step: Step,
  introduction: readonly Block[],
  glossary: Glossary,
): { readonly introduction: Block[]; readonly blocks: Block[] } {
  const seen = new Set<string>();
  return { introduction: markTerms(introduction, glossary, seen), blocks: markTerms(step.blocks, glossary, seen) };
}

/** Options are buttons: a term inside one could not be opened by itself. */
const markQuestion = (question: Question, mark: (inlines: readonly Inline[]) => Inline[]): Question => ({
  ...question,
  inlines: mark(question.inlines),
});

function markInlines(inlines: readonly Inline[], glossary: Glossary, seen: Set<string>): Inline[] {
  return inlines.flatMap((inline): Inline[] => {
    if (inline.kind === 'strong' || inline.kind === 'emphasis')
      return [{ ...inline, inlines: markInlines(inline.inlines, glossary, seen) }];
    return inline.kind === 'text' ? markText(inline.text, glossary, seen) : [inline];
  });
}

function markText(text: string, glossary: Glossary, seen: Set<string>): Inline[] {
  const pieces: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(glossary.pattern)) {
    const term = glossary.find(match[0]);
    if (!term || seen.has(term.name)) continue;
    seen.add(term.name);
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    pieces.push({ kind: 'term', text: match[0], term: term.name });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}
