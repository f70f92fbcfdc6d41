// What a command is doing to a container while nothing else tells of it: the daemon waits for it to stop, or packs its writable layer.
import { recordKey } from '../../sim/engine/records.ts';
import type { MessageEntry } from '../../sim/kernel/log.ts';
import type { View } from '../../sim/kernel/view.ts';
import type { Conversation } from './conversation.ts';

export interface UnderWay {
  readonly kind: 'stop' | 'commit';
  /** Record key of the container. */
  readonly container: string;
  /** Of a stop: the share of its patience that the daemon has left, and in seconds. */
  readonly left: number;
  readonly seconds: number;
}

/** Seconds that a daemon waits after SIGTERM unless it is told otherwise. */
const usualPatience = 10;

/** What is under way at the view's moment on a host; undefined when nothing is. */
export function underWay({ running, requests }: Conversation, view: View, engine: string): UnderWay | undefined {
  const request = running ? requests.findLast(({ to }) => to === `daemon:${engine}`) : undefined;
  if (!request || request.received > view.time) return undefined;
  const { kind, name, patience } = asked(request);
  if (kind === undefined || name === '') return undefined;
  const record = view
    .all('container')
    .find((container) => container.engine === engine && (container.name === name || container.id.startsWith(name)));
  const here = record && (record.state === 'running' || record.state === 'paused');
  if (!here) return undefined;
  const common = { kind, container: recordKey(engine, record.id) };
  if (kind === 'commit') return { ...common, left: 0, seconds: 0 };
  const whole = patience ?? record.config.StopTimeout ?? usualPatience;
  const seconds = Math.max(0, whole - (view.time - request.received) / 1000);
  return { ...common, left: whole > 0 ? seconds / whole : 0, seconds };
}

/** Which container a request is about, when it is one of these. */
function asked({ method, path = '' }: MessageEntry): {
  readonly kind?: UnderWay['kind'];
  readonly name: string;
  readonly patience?: number | undefined;
} {
  const [bare = '', query = ''] = path.replace(/^\/v1\.\d+/, '').split('?');
  const values = new URLSearchParams(query);
  if (method !== 'POST') return { name: '' };
  if (bare === '/commit') return { kind: 'commit', name: values.get('container') ?? '' };
  const name = /^\/containers\/([^/]+)\/(?:stop|restart)$/.exec(bare)?.[1];
  const patience = values.get('t');
  return name === undefined
    ? { name: '' }
    : { kind: 'stop', name, patience: patience === null ? undefined : Number(patience) };
}
