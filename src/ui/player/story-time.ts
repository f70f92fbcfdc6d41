// Story time: how long each moment of the simulation is shown. A message that takes 2 ms must be seen travelling, and a
// pause in which nothing happens need not be sat through, so the story stretches the one and shortens the other. It is
// a function of the log alone: the same moment is drawn in the same way whenever, and from wherever, one comes to it.
import { bisector } from 'd3-array';
import type { Log, MessageEntry } from '../../sim/kernel/log.ts';
import { commandIndexOf, type CommandIndex } from './command-index.ts';

/** A message is shown travelling for at least and at most so long (ms of story); what carries a layer may take longer. */
const shortest = 450;
const longest = 1400;
const longestTransfer = 2600;
/** After so many ms in which nothing happens the story skips to the next event. */
const pause = 1500;

/** From here on, `story` ms have been told at virtual time `t`; `rate` ms of story pass in a ms of simulation. */
interface Stretch {
  readonly t: number;
  readonly story: number;
  readonly rate: number;
}

const byTime = bisector<Stretch, number>((stretch) => stretch.t);
const byStory = bisector<Stretch, number>((stretch) => stretch.story);

/** Keeps up with a log as it grows. */
export class StoryTime {
  readonly #log: Log;
  readonly #stretches: Stretch[] = [{ t: 0, story: 0, rate: 1 }];
  readonly #index: CommandIndex;
  readonly #running = new Set<number>();
  #travelling: MessageEntry[] = [];
  #position = 0;
  #time = 0;
  #lastEvent = 0;

  constructor(log: Log) {
    this.#log = log;
    this.#index = commandIndexOf(log);
  }

  /** Takes in what has happened by virtual time `now` (ms). Must not go back. */
  extend(now: number): void {
    const { entries } = this.#log;
    for (let entry = entries[this.#position]; entry && entry.t <= now; entry = entries[++this.#position]) {
      this.#passTo(entry.t);
      const command = this.#index.of(entry);
      if (entry.type === 'command') this.#running.add(entry.id);
      else if (entry.type === 'exit' && entry.command !== undefined) this.#running.delete(entry.command);
      if (entry.type === 'message') {
        if (entry.role === 'end')
          this.#travelling = this.#travelling.filter(({ exchange }) => exchange !== entry.exchange);
        else if (this.#running.has(command) && entry.received > entry.t) this.#travelling.push(entry);
      }
      this.#lastEvent = entry.t;
      this.#setRate();
    }
    this.#passTo(now);
  }

  /** Story ms told at virtual time `t` (ms), which must have been taken in. */
  at(t: number): number {
    const stretch = this.#stretches[Math.max(0, byTime.right(this.#stretches, t) - 1)];
    return stretch ? stretch.story + (t - stretch.t) * stretch.rate : 0;
  }

  /** The latest virtual time at which the story has come to `story` ms: skips what is not told. */
  when(story: number): number {
    const stretch = this.#stretches[Math.max(0, byStory.right(this.#stretches, story) - 1)];
    if (!stretch) return 0;
    return stretch.rate === 0 ? stretch.t : stretch.t + (story - stretch.story) / stretch.rate;
  }

  /** Ms of story that a ms of simulation takes now, at the end of what was taken in; 1 while nothing is on its way. */
  get rate(): number {
    return this.#travelling.length ? this.#travelRate() : 1;
  }

  /** When the rate will change by itself: the next arrival (virtual ms); Infinity when nothing is on its way. */
  get nextChange(): number {
    return Math.min(...this.#travelling.map(({ received }) => received));
  }

  #passTo(time: number): void {
    while (this.#time < time) {
      const quiet = this.#travelling.length ? Infinity : this.#lastEvent + pause;
      const next = Math.min(time, this.nextChange, quiet > this.#time ? quiet : Infinity);
      this.#time = next;
      const before = this.#travelling.length;
      this.#travelling = this.#travelling.filter(({ received }) => received > next);
      if (this.#travelling.length !== before) this.#lastEvent = next;
      this.#setRate();
    }
  }

  #setRate(): void {
    const rate = this.#travelling.length ? this.#travelRate() : this.#time >= this.#lastEvent + pause ? 0 : 1;
    const last = this.#stretches.at(-1);
    if (!last || last.rate === rate) return;
    const stretch = { t: this.#time, story: last.story + (this.#time - last.t) * last.rate, rate };
    if (last.t === this.#time) this.#stretches.pop();
    this.#stretches.push(stretch);
  }

  #travelRate(): number {
    return Math.max(...this.#travelling.map((message) => shownFor(message) / (message.received - message.t)));
  }
}

/** How long a message is shown on its way, in ms of story. */
export function shownFor(message: MessageEntry): number {
  const upTo = (message.size ?? 0) > 100_000 ? longestTransfer : longest;
  return Math.min(upTo, Math.max(shortest, message.received - message.t));
}
