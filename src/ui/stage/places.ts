// Where things stand: a function of the order in which they came, so that nothing moves because something else does.
import type { ChangeEntry, Log } from '../../sim/kernel/log.ts';
import { recordKey, type NetworkRecord } from '../../sim/engine/records.ts';
import type { Kinds } from '../../sim/kernel/store.ts';

/** Kinds that have places of their own on the stage. */
const kinds = ['container', 'image', 'network', 'volume'] as const;
export type PlacedKind = (typeof kinds)[number];

/** Places by record key, for each kind. Containers, networks and volumes take the first free place; images a new one. */
export type Places = Readonly<Record<PlacedKind, ReadonlyMap<string, number>>>;

const isPlaced = (kind: keyof Kinds): kind is PlacedKind => (kinds as readonly string[]).includes(kind);

/** The networks `host` and `none` are not drawn: nothing hangs on them. */
const isDrawn = ({ kind, before, after }: ChangeEntry): boolean =>
  kind !== 'network' || ((before ?? after) as NetworkRecord).driver === 'bridge';

/** Follows a log, for one engine. */
export class PlaceKeeper {
  readonly #log: Log;
  /** How the keys of the engine's records begin. */
  readonly #start: string;
  /** Births and deaths of placed records. */
  readonly #events: ChangeEntry[] = [];
  #read = 0;
  #at = -1;
  #places: Places = empty();

  constructor(log: Log, engine: string) {
    this.#log = log;
    this.#start = recordKey(engine, '');
  }

  /** Places after the first `position` entries of the log. The same object while nothing came or went. */
  at(position: number): Places {
    const { entries } = this.#log;
    for (let entry = entries[this.#read]; entry; entry = entries[++this.#read])
      if (
        entry.type === 'change' &&
        isPlaced(entry.kind) &&
        entry.key.startsWith(this.#start) &&
        (entry.before === undefined) !== (entry.after === undefined) &&
        isDrawn(entry)
      )
        this.#events.push(entry);
    let count = this.#events.length;
    while (count > 0 && (this.#events[count - 1] as ChangeEntry).id >= position) count--;
    if (count !== this.#at) {
      this.#at = count;
      this.#places = assign(this.#events.slice(0, count));
    }
    return this.#places;
  }
}

const empty = (): Record<PlacedKind, Map<string, number>> => ({
  container: new Map(),
  image: new Map(),
  network: new Map(),
  volume: new Map(),
});

function assign(events: readonly ChangeEntry[]): Places {
  const places = empty();
  const taken = {
    container: new Set<number>(),
    image: new Set<number>(),
    network: new Set<number>(),
    volume: new Set<number>(),
  };
  let images = 0;
  for (const { kind, key, after } of events) {
    if (!isPlaced(kind)) continue;
    if (after === undefined) {
      const place = places[kind].get(key);
      if (place !== undefined) taken[kind].delete(place);
      places[kind].delete(key);
    } else {
      const place = kind === 'image' ? images++ : firstFree(taken[kind]);
      places[kind].set(key, place);
      taken[kind].add(place);
    }
  }
  return places;
}

/** The lowest number from 0 that is not taken. */
export function firstFree(taken: ReadonlySet<number>): number {
  let place = 0;
  while (taken.has(place)) place++;
  return place;
}
