// What counts in a lesson, and the score of what has been done of it.
import type { Lesson, Step } from '../lessons/lesson.ts';

/** The steps that count. Of a broken world it counts that it was mended, in the last step, not how the cause was found. */
export function neededSteps({ kind, steps }: Pick<Lesson, 'kind' | 'steps'>): readonly Step[] {
  return (kind === 'repair' ? steps.slice(-1) : steps).filter(({ goals }) => goals.length > 0);
}

/** 0 … 100, with a tenth: how many of the steps that count are done, by title. */
export function scoreOf(lesson: Pick<Lesson, 'kind' | 'steps'>, done: readonly string[]): number {
  const needed = neededSteps(lesson);
  if (needed.length === 0) return 100;
  return Math.round((needed.filter(({ title }) => done.includes(title)).length * 1000) / needed.length) / 10;
}
