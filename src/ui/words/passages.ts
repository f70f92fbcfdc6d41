// A chapter in passages: a command with hundreds of lines is written passage by passage, so that a frame touches one or two of them.
import { KeptList } from '../stage/keep.ts';
import type { Chapter } from './narrative.ts';
import type { Sentence } from './sentence.ts';

/** Lines of a passage. */
export const passageLength = 16;

/** Some lines of a chapter, as they stand at a moment. */
export interface Passage {
  /** Among all passages of all chapters. */
  readonly id: string;
  readonly sentences: readonly Sentence[];
  /** How many of them have happened. */
  readonly told: number;
  /** Which of them happens now; -1 for none. */
  readonly now: number;
  /** The playhead is in it or beside it. */
  readonly near: boolean;
}

/** Cuts one chapter into passages as it grows. A passage that stands as it stood is the same object. */
export class Passages {
  readonly #chapter: Pick<Chapter, 'id' | 'sentences'>;
  readonly #full: (readonly Sentence[])[] = [];
  readonly #kept = new KeptList<Passage>(({ id }) => id);

  constructor(chapter: Pick<Chapter, 'id' | 'sentences'>) {
    this.#chapter = chapter;
  }

  /** The first `count` sentences, when `told` of them have happened. */
  of(count: number, told: number): readonly Passage[] {
    const current = Math.floor(Math.max(0, told - 1) / passageLength);
    return this.#kept.of(
      this.#cut(count).map((sentences, index) => ({
        id: `${this.#chapter.id} ${index}`,
        sentences,
        told: Math.min(passageLength, Math.max(0, told - index * passageLength)),
        now: index === current ? told - 1 - index * passageLength : -1,
        near: Math.abs(index - current) <= 1,
      })),
    );
  }

  #cut(count: number): readonly (readonly Sentence[])[] {
    const { sentences } = this.#chapter;
    const full = Math.floor(count / passageLength);
    while (this.#full.length < full) {
      const from = this.#full.length * passageLength;
      this.#full.push(sentences.slice(from, from + passageLength));
    }
    const rest = sentences.slice(full * passageLength, count);
    return rest.length > 0 ? [...this.#full.slice(0, full), rest] : this.#full.slice(0, full);
  }
}
