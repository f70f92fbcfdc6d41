// Reads the other ways of a session that were kept beside it.
import { parseSession } from '../../sim/parse-session.ts';
import type { Session } from '../../sim/session.ts';
import { mostBranches, type Ways } from './branches.ts';

/** Reads what was kept; what is no session is left out. */
export function parseWays(value: unknown): Ways {
  const { left, undone } = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return { left: sessionsIn(left).slice(-mostBranches), undone: sessionsIn(undone) };
}

function sessionsIn(value: unknown): Session[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((candidate: unknown) => {
    const session = parseSession(candidate);
    return 'problem' in session ? [] : [session];
  });
}
