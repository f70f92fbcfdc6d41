// A session in the part of an address after `#`: `#/s/1/<packed>`. The number is the version of the format.
import { fromLean, toLean } from './lean.ts';
import { pack, unpack } from './pack.ts';
import { parseShared, type Refused, type Shared } from './shared.ts';

/** The version that is written. */
const linkVersion = 1;

/** Characters of a link that is read, and bytes of what is in it. */
const most = { characters: 400_000, bytes: 4_000_000 };

/** How long a link may be before mail and chat programs cut it, characters. */
export const longestLink = 8000;

/** How the part of an address that holds a session begins. */
export const linkStart = '#/s/';

/** The part of an address, from `#`, that holds what is shared. */
export function writeLink({ session, at, lesson, view }: Shared): string {
  const value = [toLean(session), at ?? null, lesson ? [lesson.id, lesson.step] : null, view ?? null];
  return `${linkStart}${linkVersion}/${pack(JSON.stringify(value))}`;
}

/** Reads the part of an address from `#`; or says in a sentence why it is no session. Nothing of it has been run. */
export function readLink(hash: string): Shared | Refused {
  const match = /^#\/s\/(\d{1,9})\/([^/?]*)$/.exec(hash.slice(0, most.characters + 1));
  if (hash.length > most.characters) return { problem: 'The link is longer than a link of Drydock can be.' };
  if (!match) return { problem: 'This is no link to a session: a part of it may be missing.' };
  const [, version = '', packed = ''] = match;
  if (Number(version) !== linkVersion)
    return {
      problem: `The link has version ${Number(version)}; this page reads version ${linkVersion}. Load the page again for the newest one.`,
    };
  const text = unpack(packed, most.bytes);
  if (text === undefined) return { problem: 'The link is damaged or cut: copy the whole of it.' };
  return readValue(text);
}

function readValue(text: string): Shared | Refused {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'The link does not hold a session of Drydock.' };
  }
  if (!Array.isArray(value)) return { problem: 'The link does not hold a session of Drydock.' };
  const [session, at, lesson, view] = value as readonly unknown[];
  const [id, step] = Array.isArray(lesson) ? (lesson as readonly unknown[]) : [];
  return parseShared({
    session: fromLean(session),
    at: at ?? undefined,
    lesson: lesson === null || lesson === undefined ? undefined : { id, step },
    view: view ?? undefined,
  });
}
