// The player as components see it: reading from it in a component makes the component follow it.
import type { View } from '../../sim/kernel/view.ts';
import type { Log } from '../../sim/kernel/log.ts';
import type { Kernel } from '../../sim/kernel/kernel.ts';
import { FramePace } from './frame-pace.ts';
import { Player, speeds, type Speed } from './player.ts';
import type { StoryTime } from './story-time.ts';

/** A gap between frames (ms) longer than this was a sleeping tab, not time that the learner watched. */
const longestFrame = 250;

export class Playback {
  readonly #player: Player;
  readonly #pace = new FramePace();
  #version = $state(0);
  #reducedMotion = $state(false);
  #frame: number | undefined;
  #last: number | undefined;

  constructor(kernel: Kernel) {
    this.#player = new Player(kernel);
  }

  /** Changes whenever anything that is shown may have. */
  get version(): number {
    return this.#version;
  }

  /** Virtual ms at the playhead. */
  get time(): number {
    void this.#version;
    return this.#player.time;
  }

  /** Virtual ms at the head of the log. */
  get head(): number {
    void this.#version;
    return this.#player.kernel.now;
  }

  get live(): boolean {
    void this.#version;
    return this.#player.live;
  }

  get playing(): boolean {
    void this.#version;
    return this.#player.playing;
  }

  get speed(): Speed {
    void this.#version;
    return this.#player.speed;
  }

  /** The world at the playhead. Read it anew after each change. */
  get view(): View {
    void this.#version;
    return this.#player.view;
  }

  /** Always the same object, which grows: who reads it as it grows follows `version`, and who only keeps hold of it need not. */
  get log(): Log {
    return this.#player.kernel.log;
  }

  get story(): StoryTime {
    void this.#version;
    return this.#player.story;
  }

  /** Whether nothing may travel: states change at once. */
  get reducedMotion(): boolean {
    return this.#reducedMotion;
  }

  set reducedMotion(reduced: boolean) {
    this.#reducedMotion = reduced;
  }

  setSpeed(speed: Speed): void {
    this.#player.speed = speed;
    this.#changed();
  }

  /** The next faster (1) or slower (-1) speed; round again from the fastest when `round`. */
  changeSpeed(direction: 1 | -1, round = false): void {
    const index = speeds.indexOf(this.#player.speed) + direction;
    const next = round ? speeds[(index + speeds.length) % speeds.length] : speeds[index];
    if (next !== undefined) this.setSpeed(next);
  }

  togglePlaying(): void {
    if (this.#player.playing) this.#player.pause();
    else this.#player.play();
    this.#changed();
  }

  seek(time: number): void {
    this.#player.pause();
    this.#player.seek(time);
    this.#changed();
  }

  step(direction: 1 | -1, moments: readonly number[]): void {
    this.#player.step(direction, moments);
    this.#changed();
  }

  goLive(): void {
    this.#player.goLive();
    this.#changed();
  }

  /** Lets time pass with the screen's frames until `stop`. */
  start(): void {
    if (this.#frame !== undefined) return;
    const onFrame = (now: number): void => {
      this.#frame = requestAnimationFrame(onFrame);
      const elapsed = Math.min(longestFrame, now - (this.#last ?? now));
      this.#last = now;
      if (this.#player.frame(elapsed, this.#pace.begin())) this.#changed();
    };
    this.#frame = requestAnimationFrame(onFrame);
  }

  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#last = undefined;
  }

  #changed(): void {
    this.#version++;
  }
}
