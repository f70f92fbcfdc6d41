// Finds lessons by words of their text.
import type { Lesson } from './lesson.ts';
import { blockTexts } from './lesson-text.ts';
import { plainText } from './plain-text.ts';

/** What is searched: a lesson, or one of its steps (from 1). */
export interface Page {
  readonly lesson: string;
  readonly lessonTitle: string;
  readonly step: number;
  readonly title: string;
  readonly text: string;
}

export interface Hit extends Omit<Page, 'text'> {
  /** The place that was found, with some words about it. */
  readonly excerpt: string;
}

/** The pages of a lesson: one for each step, with its commands. */
export function pagesOf(lesson: Lesson): Page[] {
  return lesson.steps.map((step, index) => {
    const introduction = index === 0 ? [...lesson.introduction] : [];
    const prose = blockTexts({ ...lesson, introduction, steps: [{ ...step, hints: [], notes: [] }] }).map(plainText);
    const commands = step.acts.flatMap((act) => (act.kind === 'commands' ? act.commands.map(({ line }) => line) : []));
    const goals = step.goals.map(({ words }) => words.replaceAll('`', ''));
    const summary = index === 0 ? [lesson.summary] : [];
    return {
      lesson: lesson.id,
      lessonTitle: lesson.title,
      step: index + 1,
      title: step.title,
      text: [...summary, ...prose, ...commands, ...goals].join(' '),
    };
  });
}

/** The pages that have all words of a query, best first: in the title before in the text. */
export function search(pages: readonly Page[], query: string, most = 20): Hit[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const scored = pages.flatMap((page) => {
    const title = `${page.lessonTitle} ${page.title}`.toLowerCase();
    const text = page.text.toLowerCase();
    if (!words.every((word) => title.includes(word) || text.includes(word))) return [];
    const inTitle = words.filter((word) => title.includes(word)).length;
    return [{ page, score: inTitle * 10 + words.filter((word) => text.includes(word)).length }];
  });
  return scored
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ page: { text, ...page } }) => ({ ...page, excerpt: excerptOf(text, words) }));
}

/** Some words about the first one that was found. */
function excerptOf(text: string, words: readonly string[]): string {
  const lower = text.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0);
  const from = Math.max(0, Math.min(...places, text.length) - 40);
  const begin = from === 0 ? 0 : text.indexOf(' ', from) + 1;
  const end = begin + 130 < text.length ? text.lastIndexOf(' ', begin + 130) : text.length;
  return `${begin > 0 ? '… ' : ''}${text.slice(begin, end)}${end < text.length ? ' …' : ''}`;
}
