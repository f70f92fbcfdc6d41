// Plays a world: lets virtual time pass as fast as the learner wants it shown, and moves the playhead over what has
// happened. The world knows nothing of it. Plain TypeScript: `player.svelte.ts` makes it visible to components.
import type { Kernel } from '../../sim/kernel/kernel.ts';
import { View } from '../../sim/kernel/view.ts';
import { StoryTime } from './story-time.ts';

/** Speeds to choose from; Infinity shows each end state at once. */
export const speeds = [0.25, 0.5, 1, 2, 4, Infinity] as const;
export type Speed = (typeof speeds)[number];

/** Entries that a task's step writes at most, nearly always: looks at the clock and the log are so many steps apart. */
const entriesAStep = 3;

/** The smallest piece of virtual time (ms) there is. */
const microsecond = 0.001;

/** What a frame may cost. */
export interface FrameBudget {
  /** Whether the frame has used up its share of the processor. */
  outOfTime(): boolean;
  /** Entries of the log after which it ends: all that follow the log have to read them before it is drawn. */
  readonly entries: number;
}

export class Player {
  readonly kernel: Kernel;
  readonly view: View;
  readonly story: StoryTime;
  speed: Speed = 1;
  #playing = true;
  /** Undefined: the playhead is at the head of the log and goes with it. */
  #past: number | undefined;
  /** Story ms that were too few to let a microsecond pass, kept for the next frame. */
  #owed = 0;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.view = new View(kernel.log);
    this.story = new StoryTime(kernel.log);
    this.#show();
  }

  /** Virtual time (ms) that is shown. */
  get time(): number {
    return this.#past ?? this.kernel.now;
  }

  get live(): boolean {
    return this.#past === undefined;
  }

  get playing(): boolean {
    return this.#playing;
  }

  play(): void {
    this.#playing = true;
  }

  pause(): void {
    this.#playing = false;
  }

  /** Shows the moment `time` (ms); at or past the head: live. */
  seek(time: number): void {
    this.#past = time >= this.kernel.now ? undefined : Math.max(0, time);
    this.#show();
  }

  /** Goes back to the present and lets it go on. */
  goLive(): void {
    this.#past = undefined;
    this.#playing = true;
    this.#show();
  }

  /** Moves the playhead to the next (1) or previous (-1) moment of `moments` (virtual ms, ascending), and stops there. */
  step(direction: 1 | -1, moments: readonly number[]): void {
    this.pause();
    const { time } = this;
    const next =
      direction === 1 ? moments.find((moment) => moment > time) : moments.findLast((moment) => moment < time);
    if (next !== undefined) this.seek(next);
    else if (direction === 1) this.seek(this.kernel.now);
    else this.seek(0);
  }

  /** Lets `elapsed` ms of the learner's time pass, as far as the budget reaches. Returns whether anything may look different. */
  frame(elapsed: number, budget: FrameBudget): boolean {
    if (!this.#playing) return false;
    if (this.#past !== undefined) this.#playPast(elapsed);
    else this.#playLive(elapsed, budget);
    this.#show();
    return true;
  }

  #playPast(elapsed: number): void {
    const from = this.time;
    const story = this.story.at(from) + (this.speed === Infinity ? Infinity : elapsed * this.speed);
    const to = story >= this.story.at(this.kernel.now) ? this.kernel.now : Math.max(from, this.story.when(story));
    this.seek(to);
  }

  /** Event by event, so that the pace changes at the very moment at which a message sets out. */
  #playLive(elapsed: number, budget: FrameBudget): void {
    const { kernel, story } = this;
    let remaining = this.#owed + elapsed * (this.speed === Infinity ? 1 : this.speed);
    this.#owed = 0;
    const enough = kernel.log.length + budget.entries;
    const slice = Math.ceil(budget.entries / entriesAStep);
    do {
      const due = Math.max(0, (kernel.nextDue ?? Infinity) - kernel.now);
      const change = Math.max(0, story.nextChange - kernel.now);
      const hurry = this.speed === Infinity && change < Infinity;
      // What is less than a microsecond away is a rounding error away, and is taken with it.
      const reach = due === 0 ? 0 : Math.max(microsecond, Math.min(due, change));
      const possible = hurry ? reach : Math.min(reach, remaining / story.rate);
      if (due > 0 && possible < microsecond) {
        this.#owed = remaining;
        return;
      }
      const passed = kernel.advance(possible, slice);
      if (!hurry) remaining -= passed * story.rate;
      story.extend(kernel.now);
      if (kernel.blocked) return;
    } while (kernel.log.length < enough && !budget.outOfTime());
  }

  #show(): void {
    this.story.extend(this.kernel.now);
    this.view.moveTo(this.time);
  }
}
