// Keeps an xterm showing what a terminal of the simulation has been sent up to the playhead.
import type { Terminal } from '@xterm/xterm';
import type { View } from '../../sim/kernel/view.ts';

/** Text before this many characters is not written again when the playhead has gone back: no screen scrolls so far. */
const longest = 400_000;

/** Ms of real time between two screens that are written from the beginning: while somebody drags the playhead back, not every one. */
const rewriteEvery = 80;

export class Screen {
  readonly #xterm: Pick<Terminal, 'write' | 'reset'>;
  readonly #terminal: string;
  #shown = 0;
  /** When (real ms) the screen was last written from the beginning, and what will do it again. */
  #rewritten = -Infinity;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(xterm: Pick<Terminal, 'write' | 'reset'>, terminal: string) {
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
  }

  #rewrite(view: View): void {
    this.#waiting = undefined;
    this.#rewritten = performance.now();
    if (this.#shown > 0) this.#xterm.reset();
    this.#write(view, 0);
  }

  #write(view: View, from: number): void {
    const text = view.output(this.#terminal, from);
    this.#shown = view.position;
    if (text) this.#xterm.write(text.length > longest ? text.slice(-longest) : text);
  }
}
