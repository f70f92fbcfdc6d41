// How things come: for a moment after it appeared, an object fades in from the side that it came from.
import type { Log } from '../../sim/kernel/log.ts';
import type { View } from '../../sim/kernel/view.ts';
import { arriving, placeTime, type Presence } from '../drawing/motion.ts';
import type { StoryTime } from '../player/story-time.ts';

/** A presence, and whether it has just come. */
export interface Appearance extends Presence {
  readonly fresh: boolean;
}

const settled: Appearance = { dx: 0, dy: 0, opacity: 1, fresh: false };

/** How long (ms of story) something that came or changed its state is marked as now. */
const freshTime = 600;

/** Presences by record key, for layers by chain id. */
export class Presences {
  readonly #appeared = new Map<string, number>();
  readonly #now: number;
  readonly #still: boolean;

  /** `still`: nothing moves (reduced motion). */
  constructor(view: View, log: Log, story: StoryTime, still: boolean) {
    this.#now = story.at(view.time);
    this.#still = still;
    for (let index = view.position - 1; index >= 0; index--) {
      const entry = log.entries[index];
      if (!entry || this.#now - story.at(entry.t) > freshTime) break;
      if (entry.type !== 'change' || entry.after === undefined) continue;
      const isNew = entry.before === undefined;
      if (entry.kind === 'layer') {
        if (isNew) this.#appeared.set(entry.key.slice(entry.key.indexOf('/') + 1), story.at(entry.t));
      } else if (
        isNew ||
        (entry.kind === 'container' &&
          (entry.before as { state?: string }).state !== (entry.after as { state?: string }).state)
      )
        this.#appeared.set(entry.key, story.at(entry.t));
    }
  }

  of(id: string): Appearance {
    const appeared = this.#appeared.get(id);
    if (appeared === undefined) return settled;
    const fresh = this.#now - appeared < freshTime;
    return this.#still || this.#now - appeared > placeTime
      ? { ...settled, fresh }
      : { ...arriving(this.#now, appeared, 'above'), fresh };
  }
}
