// What is shared: a session, the moment of it that is shown, and the lesson that stands beside it.
import { parseSession } from '../sim/parse-session.ts';
import type { Session } from '../sim/session.ts';

export interface Shared {
  readonly session: Session;
  /** Virtual time (ms) of the moment that is shown; undefined: the end. */
  readonly at: number | undefined;
  /** The lesson beside it, and its step from 1. */
  readonly lesson: { readonly id: string; readonly step: number } | undefined;
  /** View of the stage; undefined: the one that suits the command. */
  readonly view: string | undefined;
}

/** What came in could not be read: why, in one sentence. */
export interface Refused {
  readonly problem: string;
}

/** Checks all that stands around a session that came from outside, and the session. */
export function parseShared(value: {
  readonly session: unknown;
  readonly at: unknown;
  readonly lesson: unknown;
  readonly view: unknown;
}): Shared | Refused {
  const session = parseSession(value.session);
  if ('problem' in session) return session;
  const { at, lesson, view } = value;
  if (at !== undefined && (typeof at !== 'number' || !(at >= 0 && at <= session.until)))
    return { problem: 'The moment that it names is not in the session.' };
  if (view !== undefined && (typeof view !== 'string' || !/^[a-z-]{1,30}$/.test(view)))
    return { problem: 'The view that it names is none.' };
  const beside = lesson === undefined ? undefined : parseLesson(lesson);
  if (lesson !== undefined && !beside) return { problem: 'The lesson that it names is none.' };
  return { session, at, lesson: beside, view };
}

function parseLesson(value: unknown): Shared['lesson'] {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, step } = value as Record<string, unknown>;
  if (typeof id !== 'string' || id.length > 120 || !/^[\w-]+\/[\w-]+$/.test(id)) return undefined;
  if (typeof step !== 'number' || !Number.isInteger(step) || step < 1 || step > 20) return undefined;
  return { id, step };
}
