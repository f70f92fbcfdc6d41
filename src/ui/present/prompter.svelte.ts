// Types prepared commands as a person would, one at each key press, and takes them back.
import type { Laboratory } from '../session/laboratory.svelte.ts';
import type { Prepared } from './queue.ts';

/** Real ms between two keys, before Enter, and between two looks whether a program has begun. */
const pace = { key: 34, enter: 420, look: 60 };

export class Prompter {
  #queue = $state.raw<readonly Prepared[]>([]);
  #next = $state(0);
  #typing = $state(false);
  #problem = $state('');
  /** Virtual time (ms) before each command that was typed. */
  #marks: readonly number[] = [];
  /** Types what is left at once. */
  #hurry = false;
  /** The demo is closed. */
  #closed = false;
  readonly #laboratory: Laboratory;

  constructor(laboratory: Laboratory, queue: readonly Prepared[]) {
    this.#laboratory = laboratory;
    this.#queue = queue;
  }

  get queue(): readonly Prepared[] {
    return this.#queue;
  }

  set queue(queue: readonly Prepared[]) {
    this.#queue = queue;
    this.#next = 0;
    this.#marks = [];
  }

  /** How many have been typed. */
  get done(): number {
    return this.#next;
  }

  get upcoming(): readonly Prepared[] {
    return this.#queue.slice(this.#next);
  }

  get typing(): boolean {
    return this.#typing;
  }

  /** Why nothing was typed; empty for no reason. */
  get problem(): string {
    return this.#problem;
  }

  /** Types the next command and runs it. While one is being typed: types the rest of it at once. */
  async forward(): Promise<void> {
    if (this.#typing) {
      this.#hurry = true;
      return;
    }
    const prepared = this.#queue[this.#next];
    if (!prepared) {
      this.#problem = this.#queue.length === 0 ? 'No commands are prepared: press Q.' : 'That was the last command.';
      return;
    }
    const terminal = `terminal-${prepared.terminal}`;
    this.#typing = true;
    this.#hurry = false;
    try {
      await this.#type(prepared, terminal);
    } finally {
      this.#typing = false;
    }
  }

  async #type(prepared: Prepared, terminal: string): Promise<void> {
    // A press is not lost on a command that takes its time.
    while (this.#laboratory.isBusy(terminal) !== prepared.inside) {
      this.#problem = prepared.inside ? 'It waits for a program to type to.' : 'It waits for the command before.';
      if (this.#closed) return;
      await new Promise((resolve) => setTimeout(resolve, pace.look));
    }
    this.#problem = '';
    this.#marks = [...this.#marks.slice(0, this.#next), this.#laboratory.playback.head];
    if (!this.#laboratory.terminals.includes(terminal)) this.#laboratory.addTerminal(terminal);
    for (const key of prepared.keys) {
      this.#laboratory.type(terminal, key);
      await this.#pause(pace.key);
    }
    await this.#pause(pace.enter);
    if (prepared.enter) this.#laboratory.type(terminal, '\r');
    this.#next++;
    if (prepared.text === undefined) return;
    while (!this.#laboratory.isBusy(terminal)) {
      if (this.#closed) return;
      await new Promise((resolve) => setTimeout(resolve, pace.look));
    }
    this.#laboratory.type(terminal, prepared.text);
  }

  /** Waits for nothing any more: the demo is closed. */
  stop(): void {
    this.#closed = true;
  }

  /** Takes the last command back: the world is as it was before it. */
  async back(): Promise<void> {
    if (this.#typing) return;
    const mark = this.#marks[this.#next - 1];
    if (mark === undefined) return;
    this.#problem = '';
    await this.#laboratory.branchAt(mark);
    this.#next--;
  }

  /** Begins the queue again, in a world that is as at the beginning. */
  restarted(): void {
    this.#next = 0;
    this.#marks = [];
    this.#problem = '';
  }

  async #pause(ms: number): Promise<void> {
    if (!this.#hurry) await new Promise((resolve) => setTimeout(resolve, ms));
  }
}
