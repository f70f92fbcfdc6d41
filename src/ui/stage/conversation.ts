// The messages of the current command, as the stage lists them between client, daemon and registry.
import type { Log, MessageEntry } from '../../sim/kernel/log.ts';
import type { View } from '../../sim/kernel/view.ts';
import type { Direction, MessageKind } from '../drawing/packet.ts';
import { episodesOf, saidBefore } from '../player/episodes.ts';
import { bodyOf } from '../words/message-body.ts';
import { isRefusal } from '../words/refusal.ts';

/** One line of a conversation. */
export interface Line {
  readonly id: number;
  readonly direction: Direction;
  readonly kind: MessageKind;
  /** Method or status. */
  readonly head: string;
  readonly body: string;
  /** 0 just sent, 1 arrived. */
  readonly done: number;
  /** An answer that goes on flowing. */
  readonly open: boolean;
  /** How many messages of the same form this line stands for. */
  readonly count: number;
  /** The engine at one of its ends. */
  readonly engine: string;
}

/** The command at the playhead and what was said because of it. */
export interface Conversation {
  /** Id of its `command` entry. */
  readonly command: number;
  readonly running: boolean;
  readonly clientToDaemon: readonly Line[];
  readonly daemonToRegistry: readonly Line[];
  /** Messages of programs over the network that are on their way. */
  readonly traffic: readonly MessageEntry[];
  /** Engine API requests so far, for those who look for promises in them. */
  readonly requests: readonly MessageEntry[];
}

const nobody: Conversation = {
  command: -1,
  running: false,
  clientToDaemon: [],
  daemonToRegistry: [],
  traffic: [],
  requests: [],
};

/** What was said because of each command of a log. */
export class Conversations {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** The conversation at the view's moment. */
  at(view: View): Conversation {
    const episode = episodesOf(this.#log).at(view.position);
    if (!episode) return nobody;
    const ended = new Set<number>();
    const said = { engine: [] as MessageEntry[], distribution: [] as MessageEntry[] };
    const travelling: MessageEntry[] = [];
    for (const message of saidBefore(episode, view.position)) {
      const { protocol, role, exchange } = message;
      if (role === 'end') ended.add(exchange);
      if (isTraffic(protocol)) {
        if (message.received > view.time) travelling.push(message);
      } else if (role !== 'end') said[protocol].push(message);
    }
    const lines = (of: readonly MessageEntry[], from: string): Line[] =>
      merge(
        of
          .map((message) => lineOf(message, this.#log, view.time, ended, from))
          // A blob's answer is drawn as the layer itself on its way.
          .filter(({ body, direction }) => !(direction === 'left' && body === 'blob')),
      );
    return {
      command: episode.id,
      running: episode.end >= view.position,
      clientToDaemon: lines(said.engine, 'client:'),
      daemonToRegistry: lines(said.distribution, 'daemon:'),
      traffic: travelling.filter(({ exchange }) => !ended.has(exchange)),
      requests: said.engine.filter(({ role }) => role === 'request'),
    };
  }
}

/** The engine that sends or gets a message; empty when none does. */
export function engineOf({ from, to }: Pick<MessageEntry, 'from' | 'to'>): string {
  const end = [from, to].find((endpoint) => endpoint.startsWith('daemon:'));
  return end?.slice('daemon:'.length) ?? '';
}

type Protocol = MessageEntry['protocol'];
const isTraffic = (protocol: Protocol): protocol is Exclude<Protocol, 'engine' | 'distribution'> =>
  protocol !== 'engine' && protocol !== 'distribution';

const settled = new WeakMap<MessageEntry, Line>();

/** The line of a message. Once it has arrived, and says no more, it is always the same one. */
function lineOf(message: MessageEntry, log: Log, time: number, ended: ReadonlySet<number>, asks: string): Line {
  const arrived = message.received <= time && message.streaming !== true;
  const known = arrived ? settled.get(message) : undefined;
  if (known) return known;
  const line = makeLine(message, log, time, ended, asks);
  if (arrived) settled.set(message, line);
  return line;
}

function makeLine(message: MessageEntry, log: Log, time: number, ended: ReadonlySet<number>, asks: string): Line {
  const request = log.entries[message.exchange] as MessageEntry;
  const direction = message.from.startsWith(asks) ? 'right' : 'left';
  const span = message.received - message.t;
  const done = span <= 0 ? 1 : Math.min(1, (time - message.t) / span);
  const common = { id: message.id, direction, done, open: false, count: 1, engine: engineOf(message) } as const;
  if (message.role === 'request')
    return { ...common, kind: 'request', head: message.method ?? '', body: shortPath(message.path ?? '') };
  const status = message.status ?? 0;
  const open = message.streaming === true && !ended.has(message.exchange);
  return {
    ...common,
    kind: isRefusal(message) ? 'error' : open ? 'stream' : 'response',
    head: String(status),
    body: answerText(message, request),
    open,
  };
}

/** Lines of the same form that follow one another become one: three blobs asked for at once. */
function merge(lines: readonly Line[]): Line[] {
  const merged: Line[] = [];
  for (const line of lines) {
    const last = merged.at(-1);
    if (
      last?.body === 'blobs' &&
      line.body === 'blobs' &&
      last.direction === line.direction &&
      last.head === line.head &&
      last.engine === line.engine
    )
      merged[merged.length - 1] = { ...last, done: Math.min(last.done, line.done), count: last.count + 1 };
    else merged.push(line);
  }
  return merged;
}

/** A path without query and version, with ids and digests cut to what one can compare. */
export function shortPath(path: string): string {
  const [bare = ''] = path.split('?');
  const parts = bare
    .replace(/^\/v1\.\d+/, '')
    .replace(/^\/v2\//, '')
    .split('/');
  const manifests = parts.lastIndexOf('manifests');
  if (manifests > 0) return `manifests/${(parts[manifests + 1] ?? '').replace(/^(sha256:\w{3})\w+$/, '$1…')}`;
  if (parts.includes('blobs')) return 'blobs';
  if (bare === '/v2/') return '/v2/';
  return parts.map((part) => part.replace(/^[0-9a-f]{64}$/, (id) => `${id.slice(0, 4)}…`)).join('/');
}

/** A word for an answer. */
export function answerText(message: MessageEntry, request: MessageEntry): string {
  const status = message.status ?? 0;
  const body = bodyOf(message.body);
  if (status >= 400) {
    const errors: unknown = body['errors'];
    const first: unknown = Array.isArray(errors)
      ? (errors[0] as { message?: unknown } | undefined)?.message
      : undefined;
    const said = typeof body['message'] === 'string' ? body['message'] : typeof first === 'string' ? first : '';
    return said.split(/[:,]/)[0] ?? '';
  }
  const path = request.path ?? '';
  if (path.includes('/blobs/')) return 'blob';
  if (path.startsWith('/token')) return 'token';
  if (path.includes('/manifests/'))
    return request.method === 'HEAD' ? 'digest' : Array.isArray(body['manifests']) ? 'index' : 'manifest';
  if (Array.isArray(message.body)) return message.body.length === 1 ? '1 entry' : `${message.body.length} entries`;
  const id = body['Id'];
  if (status === 201 && typeof id === 'string') return `created ${id.slice(0, 12)}`;
  const words: Record<number, string> = {
    200: 'OK',
    201: 'created',
    204: 'done',
    304: 'nothing to do',
    101: 'open both ways',
  };
  return words[status] ?? '';
}
