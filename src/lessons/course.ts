// The course: its parts in order, and the lessons of each.
import type { Problem } from './lesson.ts';
import { collector, readMap } from './yaml-fields.ts';

export interface Part {
  /** The folder. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** 1 stands on the ground of the course map. */
  readonly level: number;
  readonly number: number;
  /** Ids of its lessons, `<part>/<lesson>`, in order. */
  readonly lessons: readonly string[];
}

/** Reads a `part.yaml`. */
export function readPart(
  id: string,
  text: string,
): { readonly part: Part | undefined; readonly problems: readonly Problem[] } {
  const { problems, report } = collector();
  const fields = readMap(text, 1, report);
  const title = fields?.text('title');
  const summary = fields?.text('summary');
  const level = fields?.whole('level', 1, 9);
  const number = fields?.whole('number', 1, 99);
  const lessons = fields?.texts('lessons');
  fields?.finish('A part');
  if (
    title === undefined ||
    summary === undefined ||
    level === undefined ||
    number === undefined ||
    lessons === undefined
  ) {
    report(1, 'A part has a title, a summary, a level, a number and lessons.');
    return { part: undefined, problems };
  }
  return { part: { id, title, summary, level, number, lessons: lessons.map((lesson) => `${id}/${lesson}`) }, problems };
}
