// Because of what something happened: the request behind it, and the learner's command.
import type { ContainerRecord } from '../../sim/engine/records.ts';
import type { ChangeEntry, CommandEntry, Entry, Log, MessageEntry } from '../../sim/kernel/log.ts';
import { commandIndexOf } from './command-index.ts';

/** The nearest request and the command that led to a change; undefined where it came about by itself. */
export function causesOf(
  log: Log,
  entry: ChangeEntry,
): { readonly request: MessageEntry | undefined; readonly command: CommandEntry | undefined } {
  const request = endedBy(log, entry) ?? requestBehind(log, entry);
  const command = log.entries[commandIndexOf(log).of(request ?? entry)];
  return { request, command: command?.type === 'command' ? command : undefined };
}

/** A request in short: `POST /containers/web/stop`. */
export function requestText({ method, path }: MessageEntry): string {
  const short = path?.split('?')[0]?.replace(/^\/v1\.\d+/, '') ?? '';
  return `${method ?? ''} ${short.replace(/[0-9a-f]{64}/g, (id) => id.slice(0, 12))}`;
}

/** The nearest request among the causes of an entry. */
function requestBehind(log: Log, entry: Entry): MessageEntry | undefined {
  for (let cause = entry.cause; cause !== undefined; cause = log.entries[cause]?.cause) {
    const found = log.entries[cause];
    if (found?.type === 'message' && found.role === 'request') return found;
  }
  return undefined;
}

/** How many entries back the request is looked for that a container's end answers. */
const farthest = 4000;

/** The request to end a container that was open when it ended: its process ends by itself as far as causes go. */
function endedBy(log: Log, { id, kind, after }: ChangeEntry): MessageEntry | undefined {
  const container = kind === 'container' ? (after as ContainerRecord | undefined) : undefined;
  if (container?.state !== 'exited') return undefined;
  const answered = new Set<number>();
  for (let index = id - 1; index >= Math.max(0, id - farthest); index--) {
    const found = log.entries[index];
    if (found?.type !== 'message' || found.protocol !== 'engine') continue;
    if (found.role !== 'request') answered.add(found.exchange);
    else if (!answered.has(found.id)) {
      const named = /\/containers\/([^/?]+)(?:\/(?:stop|kill|restart)|\?|$)/.exec(found.path ?? '')?.[1];
      const meant = named !== undefined && (named === container.name || container.id.startsWith(named));
      if (meant && found.method !== 'GET') return found;
    }
  }
  return undefined;
}
