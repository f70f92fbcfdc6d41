// A chapter in passages: a command with hundreds of lines is written passage by passage, so that a frame touches one or two of them.
import type { Sentence } from './sentence.ts';

/** Lines of a passage. */
export const passageLength = 16;

/** Cuts one chapter into passages as it grows: a passage that is full stays the same object. */
export class Passages {
  readonly #sentences: readonly Sentence[];
  readonly #full: (readonly Sentence[])[] = [];

  constructor(sentences: readonly Sentence[]) {
    this.#sentences = sentences;
  }

  /** The first `count` sentences. */
  of(count: number): readonly (readonly Sentence[])[] {
    const full = Math.floor(count / passageLength);
    while (this.#full.length < full) {
      const from = this.#full.length * passageLength;
      this.#full.push(this.#sentences.slice(from, from + passageLength));
    }
    const rest = this.#sentences.slice(full * passageLength, count);
    return rest.length > 0 ? [...this.#full.slice(0, full), rest] : this.#full.slice(0, full);
  }
}

/** How many lines of the passage at `index` have happened when `told` of the chapter have. */
export const toldIn = (index: number, told: number): number =>
  Math.min(passageLength, Math.max(0, told - index * passageLength));
