// Where things stand: a function of the order in which they came, so that nothing moves because something else does.
import type { ChangeEntry, Log } from '../../sim/kernel/log.ts';
import { recordKey, type ContainerRecord, type NetworkRecord } from '../../sim/engine/records.ts';
import type { Kinds } from '../../sim/kernel/store.ts';

/** Kinds that have places of their own on the stage. */
const kinds = ['container', 'image', 'network', 'volume'] as const;
export type PlacedKind = (typeof kinds)[number];

/** Places by record key, for each kind. Containers, networks and volumes take the first free place; images a new one. */
export interface Places extends Readonly<Record<PlacedKind, ReadonlyMap<string, number>>> {
  /** Of containers, by record key: where they stand when those of one crowd stand as one. */
  readonly crowd: ReadonlyMap<string, CrowdPlace>;
}

/** Containers of one service, or of one image, are a crowd. */
export interface CrowdPlace {
  /** What they have in common, in a word: `web` of a project `shop` is `shop-web`; an image's name. */
  readonly crowd: string;
  /** Place of the crowd among crowds, and of the container within it. */
  readonly place: number;
  readonly within: number;
}

/** The crowd that a container belongs to from its birth on. */
export function crowdOf({ config, imageName }: Pick<ContainerRecord, 'config' | 'imageName'>): string {
  const labels = config.Labels;
  const project = labels['com.docker.compose.project'];
  const service = labels['com.docker.compose.service'];
  return project !== undefined && service !== undefined ? `${project}-${service}` : imageName;
}

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
      const places = assign(this.#events.slice(0, count));
      // Layers stand where their images do, whatever containers come and go.
      const { image } = this.#places;
      this.#places = sameEntries(image, places.image) ? { ...places, image } : places;
    }
    return this.#places;
  }
}

const sameEntries = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean =>
  a.size === b.size && [...a].every(([key, place]) => b.get(key) === place);

const empty = (): Record<PlacedKind, Map<string, number>> & { crowd: Map<string, CrowdPlace> } => ({
  container: new Map(),
  image: new Map(),
  network: new Map(),
  volume: new Map(),
  crowd: new Map(),
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
  const crowds = new Crowds(places.crowd);
  for (const { kind, key, after } of events) {
    if (!isPlaced(kind)) continue;
    if (kind === 'container') {
      if (after === undefined) crowds.leave(key);
      else crowds.come(key, crowdOf(after as ContainerRecord));
    }
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

/** Crowds take the first free place, and so do those within them. */
class Crowds {
  readonly #places: Map<string, CrowdPlace>;
  readonly #taken = new Set<number>();
  readonly #within = new Map<string, { readonly place: number; readonly taken: Set<number> }>();

  constructor(places: Map<string, CrowdPlace>) {
    this.#places = places;
  }

  come(key: string, crowd: string): void {
    const known = this.#within.get(crowd) ?? { place: firstFree(this.#taken), taken: new Set<number>() };
    const within = firstFree(known.taken);
    known.taken.add(within);
    this.#taken.add(known.place);
    this.#within.set(crowd, known);
    this.#places.set(key, { crowd, place: known.place, within });
  }

  leave(key: string): void {
    const left = this.#places.get(key);
    const known = left && this.#within.get(left.crowd);
    this.#places.delete(key);
    if (!left || !known) return;
    known.taken.delete(left.within);
    if (known.taken.size > 0) return;
    this.#taken.delete(known.place);
    this.#within.delete(left.crowd);
  }
}

/** The place that a container of this crowd would take next. */
export function nextInCrowd(crowd: string, members: readonly CrowdPlace[]): CrowdPlace {
  const own = members.filter((member) => member.crowd === crowd);
  const place = own[0]?.place ?? firstFree(new Set(members.map((member) => member.place)));
  return { crowd, place, within: firstFree(new Set(own.map(({ within }) => within))) };
}

/** The lowest number from 0 that is not taken. */
export function firstFree(taken: ReadonlySet<number>): number {
  let place = 0;
  while (taken.has(place)) place++;
  return place;
}
