// What a learning platform keeps between two visits: how far the learner is and, where it fits, the session itself.
import type { LessonProgress } from '../lessons/progress.ts';
import { parseSession } from '../sim/parse-session.ts';
import type { Session } from '../sim/session.ts';
import { fromLean, toLean } from './lean.ts';
import { pack, unpack } from './pack.ts';

/** Characters that SCORM 1.2 lets `cmi.suspend_data` have. */
export const mostSuspended = 4096;

const start = 'D1.';

export interface Resume {
  readonly progress: Partial<LessonProgress>;
  /** Undefined where it did not fit: then the lesson begins again, with the steps that are done. */
  readonly session: Session | undefined;
}

/** The text that is kept, of at most `mostSuspended` characters. */
export function writeResume(progress: LessonProgress, session: Session): string {
  const { step, done, hints, moments, hinted } = progress;
  const texts = [{ step, done, hints, moments, hinted }, { step, done, hints }, { step }].map((kept, index) =>
    // Only the first is whole: moments mean nothing without their session.
    pack(JSON.stringify(index === 0 ? [kept, toLean(session)] : [kept])),
  );
  return `${start}${texts.find((text) => start.length + text.length <= mostSuspended) ?? ''}`;
}

/** Reads what was kept; undefined when it is nothing that this page wrote. */
export function readResume(text: string): Resume | undefined {
  const json =
    text.startsWith(start) && text.length <= mostSuspended ? unpack(text.slice(start.length), 1_000_000) : undefined;
  if (json === undefined) return undefined;
  const value = JSON.parse(json) as unknown;
  if (!Array.isArray(value)) return undefined;
  const [progress, lean] = value as readonly unknown[];
  if (typeof progress !== 'object' || progress === null) return undefined;
  const session = lean === undefined ? undefined : parseSession(fromLean(lean));
  return { progress, session: session && !('problem' in session) ? session : undefined };
}
