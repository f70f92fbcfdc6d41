// The room of a shared session: kept apart from the learner's own, which is not touched. What is shared begins it, as often as wanted.
import { hexOf, sha256 } from '../../sim/oci/digest.ts';
import type { Session } from '../../sim/session.ts';
import { readLink } from '../../sharing/link.ts';
import { readSessionFile, writeSessionFile } from '../../sharing/session-file.ts';
import type { Refused, Shared } from '../../sharing/shared.ts';
import { replay, type Room } from '../session/laboratory.svelte.ts';
import { openStorage } from '../session/storage.ts';

/** Sessions from files that were opened in this page, by name. */
const opened = new Map<string, Shared>();

const nameOf = (shared: Shared): string => hexOf(sha256(writeSessionFile(shared))).slice(0, 16);

/** Takes in the text of a file. Returns the address at which its session is shown; or why it is none. */
export async function takeInFile(text: string): Promise<{ readonly address: string } | Refused> {
  const shared = readSessionFile(text);
  if ('problem' in shared) return shared;
  const name = nameOf(shared);
  opened.set(name, shared);
  await (await openStorage<Shared>(`file:${name}`))?.save(shared).catch(() => undefined);
  return { address: `#/file/${name}` };
}

/** What an address names: a session in it, or one from a file that this browser has kept. */
export async function sharedAt(hash: string): Promise<Shared | Refused> {
  const [, name] = /^#\/file\/([0-9a-f]{16})$/.exec(hash) ?? [];
  if (name === undefined) return readLink(hash);
  const kept = opened.get(name) ?? (await (await openStorage(`file:${name}`))?.load().catch(() => undefined));
  if (kept === undefined)
    return { problem: 'This browser has not kept the file that the address names: open it again.' };
  return readSessionFile(writeSessionFile(kept as Shared));
}

/** The room in which it is shown. `ontime` is told how far (virtual ms) the replay has come, and ends it by throwing. */
export async function roomOf(shared: Shared, ontime: (time: number) => void): Promise<Room> {
  const key = `shared:${nameOf(shared)}`;
  const storage = await openStorage<Session>(key);
  const saved = (await storage?.load().catch(() => undefined)) as Session | undefined;
  // Windows that were opened and sized are no work: then the moment that was shared is shown again.
  if (saved && !hasWork(saved, shared.session)) await storage?.clear().catch(() => undefined);
  return { key, make: () => replay(shared.session, ontime) };
}

function hasWork(saved: Session, shared: Session): boolean {
  const inputs = saved.inputs as readonly { readonly kind: string }[] | undefined;
  return (inputs ?? []).slice(shared.inputs.length).some(({ kind }) => kind !== 'resize' && kind !== 'open');
}
