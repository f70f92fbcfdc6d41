// A session as a file: JSON that says what it is, so that a foreign file is told apart.
import { parseShared, type Refused, type Shared } from './shared.ts';

const format = 'drydock-session';
const fileVersion = 1;

/** Characters of a file that is read: what a session may hold, and its quotes. */
export const largestFile = 24_000_000;

/** The text of a file. */
export function writeSessionFile({ session, at, lesson, view }: Shared): string {
  return `${JSON.stringify({ format, version: fileVersion, at, lesson, view, session }, undefined, 1)}\n`;
}

/** Reads a file's text; or says in a sentence why it is no session. */
export function readSessionFile(text: string): Shared | Refused {
  if (text.length > largestFile) return { problem: 'The file is larger than a session of Drydock can be.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'This is no file of Drydock: it is not JSON.' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: 'This is no file with a session of Drydock.' };
  const { format: named, version, at, lesson, view, session } = value as Record<string, unknown>;
  if (named !== format) return { problem: 'This is no file with a session of Drydock.' };
  if (version !== fileVersion)
    return {
      problem: `The file has version ${typeof version === 'number' ? version : 'unknown'}; this page reads version ${fileVersion}.`,
    };
  return parseShared({ session, at, lesson, view });
}
