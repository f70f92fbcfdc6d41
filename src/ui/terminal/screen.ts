// Keeps an xterm showing what a terminal of the simulation has been sent up to the playhead.
import type { Terminal } from '@xterm/xterm';
import type { View } from '../../sim/kernel/view.ts';

/** Text before this many characters is not written again when the playhead has gone back: no screen scrolls so far. */
const longest = 400_000;

export class Screen {
  readonly #xterm: Pick<Terminal, 'write' | 'reset'>;
  readonly #terminal: string;
  #shown = 0;

  constructor(xterm: Pick<Terminal, 'write' | 'reset'>, terminal: string) {
    this.#xterm = xterm;
    this.#terminal = terminal;
  }

  /** Writes what is new; starts over when the playhead has gone back. */
  show(view: View): void {
    const { position } = view;
    if (position === this.#shown) return;
    const from = position < this.#shown ? 0 : this.#shown;
    const text = view.output(this.#terminal, from);
    if (from === 0 && this.#shown > 0) this.#xterm.reset();
    this.#shown = position;
    if (text) this.#xterm.write(text.length > longest ? text.slice(-longest) : text);
  }
}
