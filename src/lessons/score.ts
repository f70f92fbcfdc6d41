// How a challenge is scored: by the commands that changed the state of the world. Looking around costs nothing.
import type { ContainerRecord } from '../sim/engine/records.ts';
import type { ChangeEntry, Entry, Log } from '../sim/kernel/log.ts';

const counted = new Set<string>(['container', 'image', 'network', 'volume']);

/** The command lines typed since `since` that changed containers, images, networks or volumes, in order. */
export function changingCommands(log: Log, since: number): readonly string[] {
  const { entries } = log;
  const commandOf = new Map<number, number>();
  const changing = new Set<number>();
  for (let index = since; index < entries.length; index++) {
    const entry = entries[index] as Entry;
    const command =
      entry.type === 'command' ? entry.id : entry.cause === undefined ? undefined : commandOf.get(entry.cause);
    if (command === undefined) continue;
    commandOf.set(entry.id, command);
    if (entry.type === 'change' && counted.has(entry.kind) && !isOfExec(entry)) changing.add(command);
  }
  return [...changing].sort((a, b) => a - b).map((id) => lineOf(entries[id]));
}

/** A container has one process more, or less, by `docker exec`: it is the same container. */
function isOfExec({ kind, before, after }: ChangeEntry): boolean {
  if (kind !== 'container' || !before || !after) return false;
  const { execIds: _, ...was } = before as ContainerRecord;
  const is = after as ContainerRecord;
  return Object.entries(was).every(([name, value]) => is[name as keyof ContainerRecord] === value);
}

const lineOf = (entry: Entry | undefined): string => (entry?.type === 'command' ? entry.line : '');
