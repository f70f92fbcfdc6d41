// How things come and go: for a moment after it appeared, an object fades in from the side that it came from; for a
// moment after it was removed, it is still drawn, and fades.
import { bisector } from 'd3-array';
import type { ChangeEntry, Log } from '../../sim/kernel/log.ts';
import type { View } from '../../sim/kernel/view.ts';
import { arriving, leaving, placeTime, type Presence } from '../drawing/motion.ts';
import type { StoryTime } from '../player/story-time.ts';

/** A presence, and whether it has just come. */
export interface Appearance extends Presence {
  readonly fresh: boolean;
}

const settled: Appearance = { dx: 0, dy: 0, opacity: 1, fresh: false };

/** How long (ms of story) something that came or changed its state is marked as now. */
const freshTime = 600;

/** Kinds of records whose coming, going and changing of state is seen. */
const drawn = new Set<string>(['container', 'image', 'layer', 'network', 'volume']);

/** The changes of drawn records in a log: few, among all that happens in a busy world. Keeps up as the log grows. */
export class DrawnChanges {
  readonly #log: Log;
  readonly #changes: ChangeEntry[] = [];
  #read = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Those among the first `position` entries of the log, the latest first. */
  *backFrom(position: number): Generator<ChangeEntry, void, void> {
    const { entries } = this.#log;
    for (let entry = entries[this.#read]; entry; entry = entries[++this.#read])
      if (entry.type === 'change' && drawn.has(entry.kind)) this.#changes.push(entry);
    for (let index = byId.left(this.#changes, position) - 1; index >= 0; index--)
      yield this.#changes[index] as ChangeEntry;
  }
}

const byId = bisector<ChangeEntry, number>(({ id }) => id);

/** Presences by record key, for layers by chain id. */
export class Presences {
  /** When (story ms) an object appeared. */
  readonly #appeared = new Map<string, number>();
  /** Those that changed their state: they stay where they are, and are marked. */
  readonly #changed = new Set<string>();
  /** When (story ms) an object left. */
  readonly #left = new Map<string, number>();
  /** Kinds of records of which one came, changed its state or left. */
  readonly #moving = new Set<string>();
  readonly #now: number;
  readonly #still: boolean;
  #firstLeft: number | undefined;

  /** `still`: nothing moves (reduced motion). */
  constructor(view: View, changes: DrawnChanges, story: StoryTime, still: boolean) {
    this.#now = story.at(view.time);
    this.#still = still;
    let t = NaN;
    let at = 0;
    for (const entry of changes.backFrom(view.position)) {
      if (entry.t !== t) at = story.at((t = entry.t));
      if (this.#now - at > freshTime) break;
      this.#take(entry, at);
    }
  }

  /** Position in the log before the first thing left that can still be seen; undefined when nothing leaves. */
  get before(): number | undefined {
    return this.#firstLeft;
  }

  /** Whether all has come to rest: a later moment without events looks the same. */
  get settled(): boolean {
    return this.#appeared.size === 0 && this.#changed.size === 0 && this.#left.size === 0;
  }

  /** Whether nothing of a kind comes, goes or is marked. */
  rests(kind: 'container' | 'layer' | 'network' | 'volume'): boolean {
    return !this.#moving.has(kind);
  }

  of(id: string): Appearance {
    if (this.settled) return settled;
    const left = this.#left.get(id);
    if (left !== undefined) return { ...leaving(this.#now, left, 'above'), fresh: false };
    const appeared = this.#appeared.get(id);
    if (appeared === undefined) return this.#changed.has(id) ? fresh : settled;
    return this.#still || this.#now - appeared > placeTime
      ? fresh
      : { ...arriving(this.#now, appeared, 'above'), fresh: true };
  }

  /** How much of the time has passed (0 to 1) during which something that appeared is marked as now; undefined when it is not. */
  part(id: string): number | undefined {
    const appeared = this.#appeared.get(id);
    return appeared === undefined ? undefined : this.#still ? 1 : (this.#now - appeared) / freshTime;
  }

  #take(entry: ChangeEntry, at: number): void {
    const { kind, before, after } = entry;
    const id = kind === 'layer' ? entry.key.slice(entry.key.indexOf('/') + 1) : entry.key;
    if (after === undefined) {
      if (this.#still || this.#now - at > placeTime || this.#appeared.has(id)) return;
      this.#left.set(id, at);
      this.#firstLeft = entry.id;
    } else if (this.#left.has(id)) return;
    else if (before === undefined) this.#appeared.set(id, at);
    else if (kind === 'container' && stateOf(before) !== stateOf(after)) this.#changed.add(id);
    else return;
    this.#moving.add(kind);
  }
}

const fresh: Appearance = { ...settled, fresh: true };
const stateOf = (record: object): unknown => (record as { readonly state?: unknown }).state;
