// Tells what happens: the sentences for each entry of a log, one after the other.
import type { ContainerRecord, ImageRecord, PullRecord } from '../../sim/engine/records.ts';
import { browserTerminal, type ChangeEntry, type Entry, type Log, type MessageEntry } from '../../sim/kernel/log.ts';
import { bodyOf } from './message-body.ts';
import { causesOf } from '../player/causes.ts';
import { commandIndexOf } from '../player/command-index.ts';
import { buildInWords } from './builds.ts';
import { changeInWords } from './changes.ts';
import { eventInWords } from './events.ts';
import { messageInWords } from './messages.ts';
import { Names } from './names.ts';
import { isRefusal } from './refusal.ts';
import { plainText, say, type Part } from './sentence.ts';

/** Something that is said of an entry. */
export interface Told {
  readonly parts: readonly Part[];
  readonly bad: boolean;
  readonly aside: boolean;
}

const tell = (parts: readonly Part[], bad = false, aside = false): Told => ({ parts, bad, aside });

/** So many files that are copied up are told one by one for a command. */
const mostCopies = 5;

export class Teller {
  readonly #log: Log;
  readonly #names: Names;
  /** Connections that were told to stand, by command, ends and target: more of the same say nothing new. */
  readonly #connected = new Set<string>();
  readonly #copied = new Map<number, number>();
  /** Pulls that builds have asked for, and the images that they brought: the build takes their names away again. */
  readonly #basePulls = new Set<string>();
  readonly #bases = new Set<string>();
  /** Id of the entry that changed an image last. */
  #imageChanged = -1;
  /** Id of the entry that made a pull fail last. */
  #pullFailed = -1;

  constructor(log: Log) {
    this.#log = log;
    this.#names = new Names(log);
  }

  /** The command that an entry is told with: the one that led to it; a container’s end belongs to who asked for it. */
  commandOf(entry: Entry): number {
    if (entry.type === 'change' && entry.kind === 'container' && hasEnded(entry))
      return causesOf(this.#log, entry).command?.id ?? -1;
    return commandIndexOf(this.#log).of(entry);
  }

  /** Takes the next entry, in order; what it says. */
  take(entry: Entry): readonly Told[] {
    const said = this.#said(entry);
    this.#names.take(entry);
    return said;
  }

  #said(entry: Entry): readonly Told[] {
    if (entry.type === 'change') return this.#change(entry);
    if (entry.type === 'message') return this.#message(entry);
    if (entry.type !== 'event') return [];
    // What a health check runs by itself is told by what comes of it.
    if (entry.action.startsWith('exec_') && !this.#isAsked(entry)) return [];
    const parts = eventInWords(entry, this.#names);
    if (!parts) return [];
    return entry.action === 'copy-up' ? this.#copy(entry, parts) : [tell(parts)];
  }

  #isAsked({ cause }: Entry): boolean {
    const behind = cause === undefined ? undefined : this.#log.entries[cause];
    return behind?.type === 'message' && behind.path?.includes('/exec/') === true;
  }

  #copy(entry: Entry, parts: readonly Part[]): readonly Told[] {
    const command = commandIndexOf(this.#log).of(entry);
    const count = (this.#copied.get(command) ?? 0) + 1;
    this.#copied.set(command, count);
    if (count === mostCopies + 1)
      return [tell(['More files of the image are copied up in the same way.'], false, true)];
    return count > mostCopies ? [] : [tell(parts, false, true)];
  }

  #change(entry: ChangeEntry): readonly Told[] {
    const { kind, key } = entry;
    if (kind === 'process') return this.#process(entry);
    if (kind === 'build' || kind === 'buildCache') return buildInWords(entry).map(({ parts, bad }) => tell(parts, bad));
    if (kind === 'pull') {
      const state = (entry.after as PullRecord | undefined)?.state;
      if (state === 'resolving' && this.#pathBehind(entry)?.endsWith('/build')) this.#basePulls.add(key);
      if (state === 'complete' || state === 'failed') this.#basePulls.delete(key);
      if (state === 'failed') this.#pullFailed = entry.id;
    }
    if (kind === 'image') {
      this.#imageChanged = entry.id;
      if (this.#isBase(entry)) return [];
    }
    return changeInWords(entry, this.#names).map((parts) => tell(parts, hasFailed(entry)));
  }

  /** The process that `docker exec` starts. */
  #process(entry: ChangeEntry): readonly Told[] {
    const { before, after } = entry as ChangeEntry<'process'>;
    if (before || !after?.container || !this.#pathBehind(entry)?.includes('/exec/')) return [];
    const name = this.#names.of(after.container);
    return [
      tell(
        say`One more process runs in ${name}, in the same namespaces: number ${String(after.pid)}, ${after.argv.join(' ')}.`,
      ),
    ];
  }

  /** Whether an image is there only while a build fetches its base. */
  #isBase({ key, before, after }: ChangeEntry): boolean {
    if (!before && this.#basePulls.size > 0 && (after as ImageRecord).parent === '') this.#bases.add(key);
    const isBase = this.#bases.has(key);
    if (!after) this.#bases.delete(key);
    return isBase;
  }

  /** Path of the request that an entry comes from, without version and query. */
  #pathBehind({ cause }: Entry): string | undefined {
    const behind = cause === undefined ? undefined : this.#log.entries[cause];
    return behind?.type === 'message' && behind.role === 'request' ? behind.path?.split('?')[0] : undefined;
  }

  #message(entry: MessageEntry): readonly Told[] {
    const request = this.#log.entries[entry.exchange] as MessageEntry;
    const spoken = this.#isToRegistry(request)
      ? {
          message: { ...entry, protocol: 'distribution' } as const,
          request: { ...request, protocol: 'distribution' } as const,
        }
      : { message: entry, request };
    const sender = this.#senderOf(request);
    const parts = messageInWords({ ...spoken, names: this.#names, sender }) ?? this.#endOfPull(entry, request);
    if (!parts || this.#isKnown(entry, request, parts)) return [];
    const icon = request.protocol === 'http' && request.path === '/favicon.ico';
    if (icon && entry.role === 'request')
      return [
        tell(
          ['The browser also asks for a picture to show with the title: ', { code: 'GET /favicon.ico' }, '.'],
          false,
          true,
        ),
      ];
    return [tell(parts, !icon && this.#isBad(spoken.message, spoken.request), icon)];
  }

  /** Whether it is bad news. That a blob is not there yet is not, when it is to be sent. */
  #isBad(message: MessageEntry, request: MessageEntry): boolean {
    const asksForBlob =
      request.protocol === 'distribution' && request.method === 'HEAD' && request.path?.includes('/blobs/');
    if (asksForBlob && message.status === 404) return false;
    const { error, errno } = bodyOf(message.body);
    return isRefusal(message) || errno !== undefined || (message.protocol === 'dns' && error !== undefined);
  }

  /** Who on the host sends something: the daemon when it deals with a registry, the browser, or some program. */
  #senderOf(request: MessageEntry): string | undefined {
    if (!request.from.startsWith('machine:')) return undefined;
    if (this.#isForRegistry(request)) return 'The daemon';
    const command = this.#log.entries[commandIndexOf(this.#log).of(request)];
    return command?.type === 'command' && command.terminal === browserTerminal ? 'The browser' : undefined;
  }

  /** A registry may be a container: what the daemon asks it then is HTTP like any other. */
  #isToRegistry(request: MessageEntry): boolean {
    return request.protocol === 'http' && request.path?.startsWith('/v2/') === true && this.#isForRegistry(request);
  }

  /** Whether something is done for a request that the daemon can only answer with a registry’s help. */
  #isForRegistry(entry: Entry): boolean {
    return /\/(?:images\/.*|build|auth)$/.test(this.#pathBehind(entry) ?? '');
  }

  /** A pull that has changed nothing. */
  #endOfPull(entry: MessageEntry, request: MessageEntry): readonly Part[] | undefined {
    if (entry.role !== 'end' || request.protocol !== 'engine' || !request.path?.includes('/images/create'))
      return undefined;
    if (this.#imageChanged > entry.exchange || this.#pullFailed > entry.exchange) return undefined;
    return ['The image on the host is the same one, so nothing has changed.'];
  }

  /** Whether a connection like it was told before, for the same command. */
  #isKnown(entry: MessageEntry, request: MessageEntry, parts: readonly Part[]): boolean {
    if (entry.protocol !== 'tcp' || entry.role === 'end') return false;
    const key = `${commandIndexOf(this.#log).of(entry)} ${request.from} ${request.path ?? ''} ${plainText(parts)}`;
    if (this.#connected.has(key)) return true;
    this.#connected.add(key);
    return false;
  }
}

const hasEnded = ({ before, after }: ChangeEntry): boolean =>
  (after as ContainerRecord | undefined)?.state === 'exited' &&
  (before as ContainerRecord | undefined)?.state !== 'exited';

const hasFailed = ({ kind, after }: ChangeEntry): boolean =>
  (kind === 'pull' || kind === 'layer') && (after as { readonly state: string } | undefined)?.state === 'failed';
