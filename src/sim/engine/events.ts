// Docker's events: kept for `docker events --since`, handed to those who listen, written to the world's log.
import type { Kernel } from '../kernel/kernel.ts';
import type { Endpoint } from '../kernel/log.ts';

/** What an event is about. */
export type EventType = 'container' | 'image' | 'network' | 'volume' | 'daemon';

/** An event as the API sends it. `time` in seconds, `timeNano` in nanoseconds (exact to the microsecond). */
export interface EngineEvent {
  readonly status?: string;
  readonly id?: string;
  readonly from?: string;
  readonly Type: EventType;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
  readonly scope: 'local';
  readonly time: number;
  readonly timeNano: number;
}

/** How many past events a daemon remembers. */
const remembered = 256;

/** The events of one engine. */
export class Events {
  readonly #kernel: Kernel;
  readonly #source: Endpoint;
  readonly #past: EngineEvent[] = [];
  readonly #listeners = new Set<(event: EngineEvent) => void>();

  constructor(kernel: Kernel, source: Endpoint) {
    this.#kernel = kernel;
    this.#source = source;
  }

  /** The events that are remembered, oldest first. */
  get past(): readonly EngineEvent[] {
    return this.#past;
  }

  /** The daemon has ended: its memory of them was in it. */
  forget(): void {
    this.#past.length = 0;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** Something happened. Attributes are sent in order of their names, as Go does. */
  emit(type: EventType, action: string, actor: string, attributes: Readonly<Record<string, string>>): void {
    const sorted = sortedByName(attributes);
    const micros = Math.round(this.#kernel.clock * 1000);
    const common = {
      Type: type,
      Action: action,
      Actor: { ID: actor, Attributes: sorted },
      scope: 'local',
      time: Math.floor(micros / 1_000_000),
      timeNano: micros * 1000,
    } as const;
    const from = type === 'container' ? sorted['image'] : undefined;
    const event: EngineEvent =
      type === 'container' || type === 'image'
        ? { status: action, id: actor, ...(from === undefined ? {} : { from }), ...common }
        : common;
    this.#past.push(event);
    if (this.#past.length > remembered) this.#past.shift();
    this.#kernel.log.append({ type: 'event', source: this.#source, subject: type, action, actor, attributes: sorted });
    for (const listener of this.#listeners) listener(event);
  }

  /** Calls back for each event from now on, until the function returned is called. */
  listen(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The same entries in order of their names. */
export function sortedByName<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const names = Object.keys(record);
  let ordered = true;
  for (let index = 1; index < names.length; index++)
    if ((names[index - 1] ?? '') > (names[index] ?? '')) ordered = false;
  if (ordered) return record;
  return Object.fromEntries(names.sort().map((name) => [name, record[name] as T]));
}
