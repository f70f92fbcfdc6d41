// The course as the page has it: summaries at once, each lesson's text when it is opened.
import type { Glossary } from '../../lessons/glossary.ts';
import type { Part } from '../../lessons/course.ts';
import type { Lesson, LessonSummary } from '../../lessons/lesson.ts';
import type { Page } from '../../lessons/search.ts';

const root = '../../lessons/';
const texts = import.meta.glob<string>('../../lessons/*/*/lesson.md', { query: '?raw', import: 'default' });
const summaries = import.meta.glob<LessonSummary>('../../lessons/*/*/lesson.md', {
  query: '?summary',
  import: 'default',
  eager: true,
});
const readParts = import.meta.glob<Part | null>('../../lessons/*/part.yaml', {
  query: '?part',
  import: 'default',
  eager: true,
});

/** The parts of the course in order, with the lessons that are there. */
export const parts: readonly Part[] = Object.values(readParts)
  .filter((part) => part !== null)
  .toSorted((a, b) => a.number - b.number)
  .map((part) => ({ ...part, lessons: part.lessons.filter((id) => summaryOf(id) !== undefined) }));

/** All lessons in the order in which they are taken. */
export const allLessons: readonly string[] = parts.flatMap(({ lessons }) => lessons);

/** What is known of a lesson without its text; undefined: there is none of this id. */
export function summaryOf(id: string): LessonSummary | undefined {
  return summaries[`${root}${id}/lesson.md`];
}

/** The part that a lesson belongs to. */
export const partOf = (id: string): Part | undefined => parts.find(({ lessons }) => lessons.includes(id));

/** Reads a lesson; undefined when there is none of this id. A variation chooses its names, ports and tags. */
export async function openLesson(id: string, variation?: string): Promise<Lesson | undefined> {
  if (id.startsWith('draft/')) {
    const [{ readDraft }, { readLesson }] = await Promise.all([
      import('../author/drafts.ts'),
      import('../../lessons/read-lesson.ts'),
    ]);
    const draft = readDraft(id.slice('draft/'.length));
    return draft && readLesson(id, draft.lesson, variation).lesson;
  }
  const load = texts[`${root}${id}/lesson.md`];
  if (!load) return undefined;
  const [text, { readLesson }] = await Promise.all([load(), import('../../lessons/read-lesson.ts')]);
  return readLesson(id, text, variation).lesson;
}

/** Reads the glossary. */
export async function openGlossary(): Promise<Glossary> {
  const [{ default: text }, { readGlossary }] = await Promise.all([
    import('../../lessons/glossary.md?raw'),
    import('../../lessons/glossary.ts'),
  ]);
  return readGlossary(text).glossary;
}

/** The text of the whole course, to be searched. */
export async function openPages(): Promise<readonly Page[]> {
  const { pagesOf } = await import('../../lessons/search.ts');
  const lessons = await Promise.all(allLessons.map((id) => openLesson(id)));
  return lessons.flatMap((lesson) => (lesson ? pagesOf(lesson) : []));
}
