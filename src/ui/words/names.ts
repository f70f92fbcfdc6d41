// What the ids in messages stand for, as far as a log has been read: containers, networks, images, exec sessions, layers that are there.
import type { ContainerRecord, ImageRecord, LayerRecord, NetworkRecord } from '../../sim/engine/records.ts';
import type { ChangeEntry, Entry, Log, MessageEntry } from '../../sim/kernel/log.ts';
import { familiarReference, parseReference } from '../../sim/oci/reference.ts';
import { bodyOf } from './message-body.ts';

/** A process that was prepared with `docker exec`: in which container, and its command line. */
export interface Prepared {
  readonly container: string;
  readonly command: string;
}

/** The first 12 digits of an id or a digest. */
export const short = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);

/** A reference as Docker shows it: without `docker.io/library/`, its digest cut short. What is none stays as it is. */
export function familiar(text: string): string {
  const read = parseReference(text);
  if (!read.ok) return text;
  const { digest } = read.reference;
  const whole = familiarReference(read.reference);
  return digest ? whole.replace(digest, `sha256:${short(digest)}`) : whole;
}

export class Names {
  readonly #log: Log;
  /** Of containers and networks by their whole ids. */
  readonly #names = new Map<string, string>();
  readonly #images = new Map<string, string>();
  readonly #prepared = new Map<string, Prepared>();
  /** Keys of layer records. */
  readonly #present = new Set<string>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Learns from an entry; they come in order. */
  take(entry: Entry): void {
    if (entry.type === 'change') this.#change(entry);
    else if (entry.type === 'message' && entry.status === 201 && entry.protocol === 'engine') this.#exec(entry);
  }

  /** What a container or network is called that is given by its id, the beginning of it, or its name; a short id where it is not known. */
  of(text: string): string {
    if (!/^[0-9a-f]{12,64}$/.test(text)) return text;
    return this.#names.get(text) ?? (text.length < 64 ? this.#beginning(text) : undefined) ?? short(text);
  }

  /** A text of the daemon with names in the place of ids that are known. */
  inText(text: string): string {
    return text.replace(/\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b/g, (id) => this.of(id));
  }

  /** What an image is called that is given by its id or a reference. */
  image(text: string): string {
    const id = /^[0-9a-f]{64}$/.test(text) ? `sha256:${text}` : text;
    return id.startsWith('sha256:') ? (this.#images.get(id) ?? short(id)) : familiar(text);
  }

  /** The process of an exec session. */
  prepared(id: string): Prepared | undefined {
    return this.#prepared.get(id);
  }

  /** How many of some layers, by chain id, are on an engine's disk. */
  present(engine: string, layers: readonly string[]): number {
    return layers.filter((layer) => this.#present.has(`${engine}/${layer}`)).length;
  }

  #beginning(text: string): string | undefined {
    for (const [id, name] of this.#names) if (id.startsWith(text)) return name;
    return undefined;
  }

  #change({ kind, key, before, after }: ChangeEntry): void {
    if (kind === 'container' || kind === 'network') {
      const record = after as ContainerRecord | NetworkRecord | undefined;
      if (record) this.#names.set(record.id, record.name);
    } else if (kind === 'image') {
      const { id, tags } = (after ?? before) as ImageRecord;
      if (tags[0] !== undefined) this.#images.set(id, tags[0]);
    } else if (kind === 'layer') {
      if ((after as LayerRecord | undefined)?.state === 'present') this.#present.add(key);
      else this.#present.delete(key);
    }
  }

  #exec({ exchange, body }: MessageEntry): void {
    const request = this.#log.entries[exchange] as MessageEntry;
    const container = /\/containers\/([^/]+)\/exec$/.exec(request.path ?? '')?.[1];
    const { Id } = bodyOf(body);
    const { Cmd } = bodyOf(request.body);
    if (container === undefined || typeof Id !== 'string') return;
    this.#prepared.set(Id, { container: this.of(container), command: Array.isArray(Cmd) ? Cmd.join(' ') : '' });
  }
}

/** Of a log that is read once for all who ask; it is never behind. */
export function namesIn(log: Log): Names {
  let shared = known.get(log);
  if (!shared) known.set(log, (shared = { names: new Names(log), position: 0 }));
  for (let entry = log.entries[shared.position]; entry; entry = log.entries[++shared.position])
    shared.names.take(entry);
  return shared.names;
}

const known = new WeakMap<Log, { readonly names: Names; position: number }>();
