// Which lessons teach a command or a term.
import { dockerCommand } from '../../lessons/docker-command.ts';
import type { Taught } from '../../lessons/taught.ts';
import { lessonAddress } from '../app/address.ts';
import { allLessons } from '../lessons/course-files.ts';

const taught = import.meta.glob<Taught>('../../lessons/*/*/lesson.md', {
  query: '?taught',
  import: 'default',
  eager: true,
});

/** A lesson to go to. */
export interface LessonLink {
  readonly id: string;
  readonly title: string;
  readonly href: string;
}

/** Challenges test what others teach. */
const teaching = allLessons.filter((id) => !id.includes('/challenge-'));
const taughtBy = (id: string): Taught | undefined => taught[`../../lessons/${id}/lesson.md`];

const linkTo = (id: string): LessonLink => ({ id, title: taughtBy(id)?.title ?? id, href: lessonAddress(id) });

/** The lesson in which a command line's docker command is met first; undefined where the course has none. */
export function lessonOnCommand(line: string): LessonLink | undefined {
  const command = dockerCommand(line);
  const id = teaching.find((lesson) => command !== undefined && taughtBy(lesson)?.commands.includes(command));
  return id === undefined ? undefined : linkTo(id);
}

/** The lesson that introduces a term of the glossary. */
export function lessonOnTerm(term: string): LessonLink | undefined {
  const id = teaching.find((lesson) =>
    taughtBy(lesson)?.terms.some((introduced) => introduced.toLowerCase() === term.toLowerCase()),
  );
  return id === undefined ? undefined : linkTo(id);
}
