// What a command cost, from the log: time, requests, bytes that travelled, what it left on the disk.
import { humanSize } from '../../sim/cli/format/units.ts';
import type { ContainerRecord, LayerRecord, VolumeRecord } from '../../sim/engine/records.ts';
import type { ChangeEntry, Log } from '../../sim/kernel/log.ts';
import { commandIndexOf } from '../player/command-index.ts';
import type { Chapter } from './narrative.ts';

/** One line of the account. */
export interface Cost {
  readonly name: 'time' | 'requests' | 'fetched' | 'sent' | 'on disk';
  readonly text: string;
}

/** The account of a command that has ended; what was nothing is left out. */
export function accountOf(log: Log, chapter: Chapter): Cost[] {
  const { end } = chapter;
  if (!end) return [];
  const index = commandIndexOf(log);
  let asked = 0;
  let elsewhere = 0;
  let fetched = 0;
  let sent = 0;
  const changes: ChangeEntry[] = [];
  for (const entry of log.entries.slice(chapter.id, end.id + 1)) {
    if (index.of(entry) !== chapter.id) continue;
    if (entry.type === 'change') changes.push(entry);
    if (entry.type !== 'message') continue;
    if (entry.role === 'request' && entry.protocol === 'engine') asked++;
    if (entry.protocol !== 'distribution') continue;
    if (entry.role === 'request') elsewhere++;
    if (entry.role === 'request') sent += entry.size ?? 0;
    else fetched += entry.size ?? 0;
  }
  const requests = [
    asked > 0 ? `${asked} to the daemon` : '',
    elsewhere > 0 ? `${elsewhere} from there to a registry` : '',
  ];
  const all: Cost[] = [
    { name: 'time', text: `${seconds(end.t - chapter.t)} of simulated time` },
    { name: 'requests', text: requests.filter(Boolean).join(', ') },
    { name: 'fetched', text: fetched > 0 ? humanSize(fetched) : '' },
    { name: 'sent', text: sent > 0 ? humanSize(sent) : '' },
    { name: 'on disk', text: diskText(changes) },
  ];
  return all.filter(({ text }) => text !== '');
}

const seconds = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

/** "7 layers, 192.1MB, one image, one container more; one volume less". */
function diskText(changes: readonly ChangeEntry[]): string {
  const came: string[] = [];
  const went: string[] = [];
  for (const kind of ['layer', 'image', 'container', 'volume', 'network'] as const) {
    const first = new Map<string, object | undefined>();
    const last = new Map<string, object | undefined>();
    for (const change of changes)
      if (change.kind === kind) {
        if (!first.has(change.key)) first.set(change.key, change.before);
        last.set(change.key, change.after);
      }
    const made = [...last].filter(([key, after]) => after && !first.get(key)).map(([, after]) => after);
    const gone = [...first].filter(([key, before]) => before && !last.get(key)).map(([, before]) => before);
    if (made.length > 0) came.push(counted(kind, made));
    if (gone.length > 0) went.push(counted(kind, gone));
  }
  const [inContainers, inVolumes] = [growth(changes, 'container'), growth(changes, 'volume')];
  return [
    came.length > 0 ? `${came.join(', ')} more` : '',
    went.length > 0 ? `${went.join(', ')} less` : '',
    inContainers > 0 ? `${humanSize(inContainers)} written to writable layers` : '',
    inVolumes > 0 ? `${humanSize(inVolumes)} written to volumes` : '',
  ]
    .filter(Boolean)
    .join('; ');
}

function counted(kind: string, records: readonly (object | undefined)[]): string {
  const bytes = kind === 'layer' ? records.reduce((sum, record) => sum + (record as LayerRecord).size, 0) : 0;
  const count = records.length === 1 ? `one ${kind}` : `${records.length} ${kind}s`;
  return bytes > 0 ? `${count} of ${humanSize(bytes)}` : count;
}

/** Bytes by which writable layers, or volumes, grew that were there before. */
function growth(changes: readonly ChangeEntry[], of: 'container' | 'volume'): number {
  let bytes = 0;
  for (const { kind, before, after } of changes) {
    if (kind !== of || !before || !after) continue;
    bytes += bytesOf(after as ContainerRecord | VolumeRecord) - bytesOf(before as ContainerRecord | VolumeRecord);
  }
  return bytes;
}

const bytesOf = (record: ContainerRecord | VolumeRecord): number =>
  'writableSize' in record ? record.writableSize : record.size;
