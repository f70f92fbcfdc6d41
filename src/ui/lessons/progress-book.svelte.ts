// The learner's progress as components see it.
import {
  mergeProgress,
  noProgress,
  notBegun,
  readProgress,
  type LessonProgress,
  type Progress,
} from '../../lessons/progress.ts';
import { askToPersist, openProgressStorage, type ProgressStorage } from './progress-storage.ts';

/** How long what is kept is kept: `kept` until the browser needs the room, `promised` until the learner removes it. */
export type Keeping = 'promised' | 'kept' | 'refused';

export class ProgressBook {
  #progress = $state.raw<Progress>(noProgress);
  #keeping = $state<Keeping>('kept');
  readonly #storage: ProgressStorage | undefined;

  private constructor(storage: ProgressStorage | undefined, progress: Progress) {
    this.#storage = storage;
    this.#progress = progress;
    this.#keeping = storage ? 'kept' : 'refused';
  }

  /** A book that nobody keeps: for a session that somebody shared. */
  static loose(): ProgressBook {
    return new ProgressBook(undefined, noProgress);
  }

  static async open(name?: string): Promise<ProgressBook> {
    const storage = await openProgressStorage(name);
    const progress = await storage?.load().catch(() => undefined);
    return new ProgressBook(storage, progress ?? noProgress);
  }

  get progress(): Progress {
    return this.#progress;
  }

  get keeping(): Keeping {
    return this.#keeping;
  }

  of(lesson: string): LessonProgress {
    return this.#progress.lessons[lesson] ?? notBegun;
  }

  /** Notes something about a lesson, and that it was the latest. */
  note(lesson: string, change: Partial<LessonProgress>): void {
    const noted = { ...this.of(lesson), ...change };
    this.#put((progress) => ({ ...progress, latest: lesson, lessons: { ...progress.lessons, [lesson]: noted } }));
  }

  set name(name: string) {
    this.#put((progress) => ({ ...progress, name }));
  }

  /** Takes in a file's text. Returns in one sentence what is wrong with it; undefined when it was taken in. */
  bring(text: string): string | undefined {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return 'This is not a file of Drydock’s progress.';
    }
    const read = readProgress(value);
    if ('problem' in read) return read.problem;
    this.#put((progress) => mergeProgress(progress, read));
    return undefined;
  }

  /** The text of a file that another browser can take in. */
  get file(): string {
    return `${JSON.stringify(this.#progress, undefined, 1)}\n`;
  }

  /** Asks the browser to promise that nothing is thrown away. To be called when the learner has done something. */
  async persist(): Promise<void> {
    if (this.#storage && this.#keeping === 'kept' && (await askToPersist())) this.#keeping = 'promised';
  }

  #put(change: (progress: Progress) => Progress): void {
    this.#progress = change(this.#progress);
    this.#storage?.change(change).catch(() => (this.#keeping = 'refused'));
  }
}

const books: Record<string, Promise<ProgressBook>> = {};

/** The one book of this page; a graded lab, by its seed, has one of its own. */
export const progressBook = (lab?: string): Promise<ProgressBook> => (books[lab ?? ''] ??= ProgressBook.open(lab));
