// A visit to a lesson in a learning platform: taken up where it was left, and reported step by step.
import type { Lesson } from '../../lessons/lesson.ts';
import { notBegun, type LessonProgress } from '../../lessons/progress.ts';
import { neededSteps, scoreOf } from '../../sharing/needed-steps.ts';
import { readResume, writeResume } from '../../sharing/resume.ts';
import type { Session } from '../../sim/session.ts';
import { findPlatform, type Platform } from './platform.ts';

export interface Visit {
  /** A part of the names under which this browser keeps the learner's work. */
  readonly student: string;
  /** How far the learner was, and the session, if the platform has kept it. */
  readonly progress: Partial<LessonProgress>;
  readonly session: Session | undefined;
  /** Tells the platform how far the learner is now. */
  readonly report: (lesson: Lesson, progress: LessonProgress, session: Session) => void;
  /** The page goes away. */
  readonly end: () => void;
}

let platform: Platform | undefined;

/** Begins the visit, if the address says that a platform is there. */
export async function beginVisit(): Promise<Visit | undefined> {
  platform ??= findPlatform();
  if (!platform) return undefined;
  const { student, report, end } = platform;
  const resume = readResume(await platform.load());
  return {
    student: student.replaceAll(/[^\w.@-]/g, '-').slice(0, 40),
    progress: resume?.progress ?? {},
    session: resume?.session,
    end: () => end(),
    report: (lesson, progress, session) => {
      const done = neededSteps(lesson).every(({ title }) => progress.done.includes(title));
      report(scoreOf(lesson, progress.done), done, writeResume({ ...notBegun, ...progress }, session));
    },
  };
}
