// The life of an object up to a moment: what became of it and because of which command; and why there is such a thing at all.
import type { ProcessRecord } from '../../sim/computer/records.ts';
import type { ContainerRecord, DaemonRecord } from '../../sim/engine/records.ts';
import type { ChangeEntry, CommandEntry, Entry, Log, MessageEntry } from '../../sim/kernel/log.ts';
import type { RegistryRecord, RepositoryRecord } from '../../sim/registry/records.ts';
import { causesOf } from '../player/causes.ts';
import { changeInWords } from '../words/changes.ts';
import { messageInWords } from '../words/messages.ts';
import { namesIn } from '../words/names.ts';
import { say, type Part } from '../words/sentence.ts';
import type { Inspected } from './subject.ts';

/** Something that happened, in words. */
export interface Told {
  /** Id of its entry. */
  readonly id: number;
  /** Virtual ms. */
  readonly t: number;
  readonly parts: readonly Part[];
}

/** Something that became of an object. */
export interface LifeEvent extends Told {
  /** The command that led to it; undefined: it came about by itself. */
  readonly command: CommandEntry | undefined;
}

export interface Life {
  /** The latest first. */
  readonly events: readonly LifeEvent[];
  /** From the command to the object, step by step; one step alone where no command led to it. */
  readonly why: readonly Told[];
}

/** More events than this are not told: a restarting container has thousands. */
const most = 50;

/** The life of an object within the first `position` entries. */
export function lifeOf(log: Log, position: number, { kind, key }: Pick<Inspected, 'kind' | 'key'>): Life {
  const events: LifeEvent[] = [];
  let birth: ChangeEntry | undefined;
  for (let index = position - 1; index >= 0 && !birth; index--) {
    const entry = log.entries[index];
    if (entry?.type !== 'change' || entry.kind !== kind || entry.key !== key) continue;
    const isBirth = entry.before === undefined;
    if (isBirth) birth = entry;
    const parts = isBirth || events.length < most ? inWords(entry) : undefined;
    if (parts) events.push({ id: entry.id, t: entry.t, parts, command: causesOf(log, entry).command });
  }
  return { events, why: birth ? whyOf(log, birth) : [] };
}

/** The causes of a birth, the first one first. */
function whyOf(log: Log, birth: ChangeEntry): Told[] {
  const told: Told[] = [];
  const tell = ({ id, t }: Entry, parts: readonly Part[] | undefined): void => {
    if (parts) told.unshift({ id, t, parts });
  };
  tell(birth, inWords(birth));
  let byCommand = false;
  for (let cause = birth.cause; cause !== undefined && !byCommand; cause = log.entries[cause]?.cause) {
    const entry = log.entries[cause];
    if (entry?.type === 'message') {
      const request = log.entries[entry.exchange] as MessageEntry;
      tell(entry, messageInWords({ message: entry, request, names: namesIn(log) }));
    } else if (entry?.type === 'change') tell(entry, joined(changeInWords(entry)));
    else if (entry?.type === 'command') {
      byCommand = true;
      tell(entry, say`You typed ${entry.line}.`);
    }
  }
  if (!byCommand) tell(birth, ['No command of yours led to it: it comes with the machine, or came about by itself.']);
  return told;
}

function inWords(entry: ChangeEntry): readonly Part[] | undefined {
  const words = joined(changeInWords(entry));
  if (words) return words;
  const { before, after } = entry;
  switch (entry.kind) {
    case 'container':
      return settings(before as ContainerRecord | undefined, after as ContainerRecord | undefined);
    case 'layer':
      return before ? undefined : ['The layer is wanted here: its place in the stack is kept.'];
    case 'network':
      return before ? undefined : ['The network is made.'];
    case 'process':
      return process(before as ProcessRecord | undefined, after as ProcessRecord | undefined);
    case 'registry':
      return state(before as RegistryRecord | undefined, after as RegistryRecord | undefined);
    case 'daemon':
      return state(before as DaemonRecord | undefined, after as DaemonRecord | undefined);
    case 'repository':
      return repository(before as RepositoryRecord | undefined, after as RepositoryRecord | undefined);
    default:
      return undefined;
  }
}

/** Sentences one after the other; undefined for none. */
const joined = ([first, ...more]: readonly (readonly Part[])[]): readonly Part[] | undefined =>
  first && [...first, ...more.flatMap((sentence) => [' ', ...sentence])];

const settings = (
  before: ContainerRecord | undefined,
  after: ContainerRecord | undefined,
): readonly Part[] | undefined =>
  !before || !after || after.hostConfig === before.hostConfig
    ? undefined
    : ['Its limits or its restart policy are changed.'];

function process(before: ProcessRecord | undefined, after: ProcessRecord | undefined): readonly Part[] | undefined {
  if (!before) return after && say`The process ${String(after.pid)} begins: ${after.argv.join(' ')}.`;
  if (!after) return say`The process ${String(before.pid)} is gone.`;
  if (before.argv !== after.argv) return say`It becomes ${after.argv.join(' ')}.`;
  return before.state === after.state ? undefined : say`It is ${after.state} now.`;
}

function state(
  before: { readonly state: string } | undefined,
  after: { readonly state: string } | undefined,
): readonly Part[] | undefined {
  if (!after || before?.state === after.state) return undefined;
  return before ? say`It is ${after.state} now; it was ${before.state}.` : say`It is there, and ${after.state}.`;
}

function repository(
  before: RepositoryRecord | undefined,
  after: RepositoryRecord | undefined,
): readonly Part[] | undefined {
  if (!after) return undefined;
  if (!before) return say`The repository ${after.name} is asked for, or filled, for the first time.`;
  const tag = Object.keys(after.tags).find((name) => after.tags[name] !== before.tags[name]);
  if (tag !== undefined) return say`The tag ${tag} now leads to ${after.tags[tag]?.slice(7, 19) ?? ''}.`;
  const known = Object.keys(after.manifests).find((digest) => !before.manifests[digest]);
  return known === undefined ? undefined : say`The manifest ${known.slice(7, 19)} becomes known.`;
}
