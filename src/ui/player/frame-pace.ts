// How much of the world a frame may take in, so that it is drawn before the next one is due, on any machine.
import type { FrameBudget } from './player.ts';

/** Ms of a frame that the simulation may use; the rest is for drawing. */
const share = 7;

/** Ms that simulating and drawing may take together: a sixtieth of a second, less what the browser needs for itself. */
const whole = 12;

const fewest = 40;
const most = 1000;

/** Measures what frames cost, and lets the next one take in as much as there was time for. */
export class FramePace {
  #entries = most;
  #began = 0;
  readonly #drawn = new MessageChannel();

  constructor() {
    this.#drawn.port1.onmessage = () => {
      this.#measured(performance.now() - this.#began);
    };
  }

  /** A frame begins: what it may cost. */
  begin(): FrameBudget {
    const began = performance.now();
    this.#began = began;
    // A message that is sent before the browser draws is delivered after it has.
    this.#drawn.port2.postMessage(undefined);
    return { entries: this.#entries, outOfTime: () => performance.now() - began > share };
  }

  #measured(cost: number): void {
    const factor = cost > whole ? 0.7 : cost < whole / 2 ? 1.1 : 1;
    this.#entries = Math.min(most, Math.max(fewest, Math.round(this.#entries * factor)));
  }
}
