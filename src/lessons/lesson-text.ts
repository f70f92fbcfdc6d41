// What a lesson says, for search and checks.
import type { Block, Inline, Lesson } from './lesson.ts';

/** All running text of a lesson, piece by piece. */
export function blockTexts({ introduction, steps }: Lesson): readonly (readonly Inline[])[] {
  const below = steps.flatMap(({ blocks, hints, notes }) => [...blocks, ...hints.flat(), ...notes.flat()]);
  return [...introduction, ...below].flatMap(textsOf);
}

/** The running text of a block and of those inside it. */
export function textsOf(block: Block): readonly (readonly Inline[])[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [block.inlines];
    case 'list':
      return block.items.flat().flatMap(textsOf);
    case 'parts':
      return block.rows.map(({ inlines }) => inlines);
    case 'table':
      return [...block.head, ...block.rows.flat()];
    case 'watch':
      return block.blocks.flatMap(textsOf);
    case 'question':
      return [
        block.question.inlines,
        ...block.question.options.flatMap(({ inlines, explanation }) => [inlines, explanation]),
      ];
    default:
      return [];
  }
}

/** Ids of the lessons to which links lead. */
export function linksIn(lesson: Lesson): readonly string[] {
  return blockTexts(lesson).flatMap((inlines) => inlines.flatMap(linkOf));
}

function linkOf(inline: Inline): readonly string[] {
  if (inline.kind === 'link') return [inline.lesson];
  return 'inlines' in inline ? inline.inlines.flatMap(linkOf) : [];
}
