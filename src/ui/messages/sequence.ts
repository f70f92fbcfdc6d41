// The messages of a command as a sequence: who took part, in which order, and what each message says in a few words.
import type { Endpoint, Log, MessageEntry } from '../../sim/kernel/log.ts';
import type { View } from '../../sim/kernel/view.ts';
import type { MessageKind } from '../drawing/packet.ts';
import { bodyOf } from '../words/message-body.ts';
import { isRefusal } from '../words/refusal.ts';
import { humanSize } from '../../sim/cli/format/units.ts';
import { answerText } from '../stage/conversation.ts';

/** One who sends and receives. */
export interface Lifeline {
  readonly id: string;
  readonly name: string;
  /** What it is, where the name does not say it. */
  readonly detail: string;
}

/** One message. Places are indexes of lifelines. */
export interface SequenceRow {
  readonly message: MessageEntry;
  readonly from: number;
  readonly to: number;
  readonly kind: MessageKind;
  /** Method, status, or protocol. */
  readonly head: string;
  readonly body: string;
}

/** From the request that opens an exchange to what ends it, on the lifeline that answers. Rows by index. */
export interface Activation {
  readonly lifeline: number;
  readonly first: number;
  /** Undefined: it has not been answered yet. */
  readonly last: number | undefined;
}

export interface Sequence {
  readonly lifelines: readonly Lifeline[];
  readonly rows: readonly SequenceRow[];
  readonly activations: readonly Activation[];
}

type Kind = 'client' | 'machine' | 'daemon' | 'container' | 'registry' | 'outside';
const kindOf = (endpoint: Endpoint): Kind => endpoint.slice(0, endpoint.indexOf(':')) as Kind;
const nameIn = (endpoint: Endpoint): string => endpoint.slice(endpoint.indexOf(':') + 1);

/** Left asks, right holds. */
const order: readonly Kind[] = ['client', 'machine', 'daemon', 'container', 'registry', 'outside'];

/**
 * The sequence of messages, at most `most` lifelines wide: containers, then what is outside, share one where there are more.
 * Names of containers are those of the view's moment.
 */
export function sequenceOf(messages: readonly MessageEntry[], view: View, log: Log, most: number): Sequence {
  const seen = new Map<string, Endpoint>();
  for (const { from, to } of messages) for (const end of [from, to]) seen.set(lifelineId(end), end);
  const ends = [...seen].sort(([, a], [, b]) => order.indexOf(kindOf(a)) - order.indexOf(kindOf(b)));
  const shared = mergedKinds(
    ends.map(([, end]) => kindOf(end)),
    most,
  );
  const lifelines: Lifeline[] = [];
  const indexes = new Map<string, number>();
  for (const [id, end] of ends) {
    const kind = kindOf(end);
    const together = shared.has(kind) ? lifelines.findIndex((line) => line.id === kind) : -1;
    if (together >= 0) indexes.set(id, together);
    else {
      indexes.set(id, lifelines.length);
      lifelines.push(shared.has(kind) ? sharedLine(kind, ends) : lifelineOf(end, view));
    }
  }
  const rows = messages.map((message): SequenceRow => {
    const request = log.entries[message.exchange] as MessageEntry;
    return {
      message,
      from: indexes.get(lifelineId(message.from)) ?? 0,
      to: indexes.get(lifelineId(message.to)) ?? 0,
      ...wordsOf(message, request),
    };
  });
  return { lifelines, rows, activations: activationsOf(rows) };
}

/** All clients of a command are one lifeline: it is the same program, started again. */
const lifelineId = (end: Endpoint): string => (kindOf(end) === 'client' ? 'client' : end);

function mergedKinds(kinds: readonly Kind[], most: number): ReadonlySet<Kind> {
  const merged = new Set<Kind>();
  const count = (): number => {
    const alone = kinds.filter((kind) => !merged.has(kind)).length;
    return alone + merged.size;
  };
  for (const kind of ['container', 'outside', 'registry'] as const)
    if (count() > most && kinds.filter((other) => other === kind).length > 1) merged.add(kind);
  return merged;
}

function sharedLine(kind: Kind, ends: readonly (readonly [string, Endpoint])[]): Lifeline {
  const count = ends.filter(([, end]) => kindOf(end) === kind).length;
  const many = { container: 'containers', registry: 'registries' } as Partial<Record<Kind, string>>;
  return { id: kind, name: `${count} ${many[kind] ?? 'outside'}`, detail: '' };
}

function lifelineOf(end: Endpoint, view: View): Lifeline {
  const id = lifelineId(end);
  const name = nameIn(end);
  switch (kindOf(end)) {
    case 'client':
      return { id, name: 'docker', detail: 'client' };
    case 'machine':
      return { id, name: 'programs', detail: 'on this machine' };
    case 'daemon':
      return { id, name: 'dockerd', detail: 'daemon' };
    case 'registry':
      return { id, name: name === 'docker.io' ? 'Docker Hub' : name, detail: 'registry' };
    case 'container':
      return { id, name: containerName(name, view), detail: 'container' };
    case 'outside':
      return { id, name, detail: 'outside' };
  }
}

/** Its name, as long as it is there; else its short id. */
function containerName(id: string, view: View): string {
  const found = view.all('container').find((container) => container.id === id);
  return found?.name ?? id.slice(0, 12);
}

/** What a message says, in a head and a few words. */
export function wordsOf(message: MessageEntry, request: MessageEntry): Pick<SequenceRow, 'kind' | 'head' | 'body'> {
  const body = bodyOf(message.body);
  const { protocol, role } = message;
  const failed = typeof body['errno'] === 'string' || typeof body['error'] === 'string';
  if (protocol === 'dns') {
    const answer = Array.isArray(body['addresses']) ? body['addresses'].join(', ') : textOf(body['error']);
    if (role === 'request') return { kind: 'dns', head: 'DNS', body: `${message.path ?? ''} ?` };
    return { kind: failed ? 'error' : 'dns', head: 'DNS', body: answer || 'no answer' };
  }
  if (protocol === 'tcp' || protocol === 'udp') {
    const head = protocol.toUpperCase();
    if (role === 'request') return { kind: 'traffic', head, body: message.path ?? '' };
    if (failed) return { kind: 'error', head: textOf(body['errno']) || 'failed', body: textOf(body['reason']) };
    return { kind: 'traffic', head, body: role === 'end' ? 'closed' : 'connected' };
  }
  if (role === 'end') return { kind: failed ? 'error' : 'stream', head: 'end', body: endOf(message, request) };
  if (role === 'request')
    return {
      kind: protocol === 'http' ? 'traffic' : 'request',
      head: message.method ?? '',
      body: shortPath(message.path ?? ''),
    };
  const kind = isRefusal(message)
    ? 'error'
    : message.streaming
      ? 'stream'
      : protocol === 'http'
        ? 'traffic'
        : 'response';
  const said = answerText(message, request);
  return { kind, head: String(message.status ?? 0), body: said === 'blob' ? blobText(message, request) : said };
}

/** A path without version and query, its ids and digests cut to what `docker` prints. */
const shortPath = (path: string): string =>
  (path.split('?')[0] ?? '').replace(/^\/v1\.\d+/, '').replace(/[0-9a-f]{64}/g, (id) => id.slice(0, 12));

function blobText({ size = 0 }: MessageEntry, { path = '' }: MessageEntry): string {
  const digest = /sha256:([0-9a-f]{12})/.exec(path)?.[1];
  return digest === undefined ? humanSize(size) : `blob ${digest}, ${humanSize(size)}`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const endOf = (message: MessageEntry, request: MessageEntry): string =>
  message.from === request.from ? 'the asker has gone' : 'of the answer';

function activationsOf(rows: readonly SequenceRow[]): Activation[] {
  const open = new Map<number, { lifeline: number; first: number; last: number | undefined }>();
  rows.forEach(({ message, to }, index) => {
    if (message.role === 'request') {
      open.set(message.exchange, { lifeline: to, first: index, last: undefined });
      return;
    }
    const activation = open.get(message.exchange);
    // A stream goes on until its end.
    if (activation) activation.last = message.streaming ? undefined : index;
  });
  return [...open.values()];
}
