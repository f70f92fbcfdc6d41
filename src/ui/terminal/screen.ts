// Keeps an xterm showing what a terminal of the simulation has been sent up to the playhead.
import type { Terminal } from '@xterm/xterm';
import type { View } from '../../sim/kernel/view.ts';

/** Text before this many characters is not written again when the playhead has gone back: no screen scrolls so far. */
const longest = 400_000;

/** Ms of real time between two screens that are written from the beginning: while somebody drags the playhead back, not every one. */
const rewriteEvery = 150;

/** Ms of real time after which what has scrolled off the screen is written, too. */
const wholeAfter = 300;

/** Begins anew: ESC c, in the same stream as what follows, so that no empty screen is seen between. */
const begin = '\u001bc';

export class Screen {
  readonly #xterm: Pick<Terminal, 'write' | 'rows'>;
  readonly #terminal: string;
  #shown = 0;
  /** When (real ms) the screen was last written from the beginning, and what will do it again. */
  #rewritten = -Infinity;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** Cuts off what has scrolled away; loaded when the playhead goes back for the first time. */
  #lastScreen: ((text: string, rows: number) => string) | undefined;
  /** What will write all, where only the last screen has been written. */
  #completing: ReturnType<typeof setTimeout> | undefined;

  constructor(xterm: Pick<Terminal, 'write' | 'rows'>, terminal: string) {
    this.#xterm = xterm;
    this.#terminal = terminal;
  }

  /** Writes what is new; starts over when the playhead has gone back. `view` stays the same object, and is read when its turn has come. */
  show(view: View): void {
    if (this.#waiting !== undefined) return;
    const { position } = view;
    if (position === this.#shown) return;
    if (position > this.#shown) this.#write(view, this.#shown);
    else {
      const wait = this.#rewritten + rewriteEvery - performance.now();
      if (wait <= 0) this.#rewrite(view);
      else this.#waiting = setTimeout(() => this.#rewrite(view), wait);
    }
  }

  /** Nothing is written any more. */
  close(): void {
    clearTimeout(this.#waiting);
    clearTimeout(this.#completing);
  }

  #rewrite(view: View): void {
    this.#waiting = undefined;
    this.#rewritten = performance.now();
    clearTimeout(this.#completing);
    const whole = this.#whole(view);
    const text = this.#lastScreen?.(whole, this.#xterm.rows) ?? whole;
    this.#xterm.write(begin + text);
    if (!this.#lastScreen) void import('./last-screen.ts').then((found) => (this.#lastScreen = found.lastScreen));
    if (text !== whole) this.#completing = setTimeout(() => this.#xterm.write(begin + this.#whole(view)), wholeAfter);
  }

  #write(view: View, from: number): void {
    const text = view.output(this.#terminal, from);
    this.#shown = view.position;
    if (text) this.#xterm.write(text.length > longest ? text.slice(-longest) : text);
  }

  #whole(view: View): string {
    this.#shown = view.position;
    return view.output(this.#terminal).slice(-longest);
  }
}
