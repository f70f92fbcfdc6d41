// The objects on the stage as one stop of the Tab key: arrows lead from one to the next, Enter picks.
import type { Interactive } from '../drawing/interactive.ts';

export class StageObjects {
  /** What the Tab key reaches. */
  #current = $state<string>();
  /** What the learner went to last; it may be gone at this moment, and come again at another. */
  #wanted: string | undefined;
  #selected = $state<string>();
  #lit = $state.raw<readonly string[]>([]);
  #opened = $state<string>();
  readonly #onselect: (id: string) => void;

  constructor(onselect: (id: string) => void) {
    this.#onselect = onselect;
  }

  set selected(id: string | undefined) {
    this.#selected = id;
  }

  /** Objects that somebody points at: a lesson, a goal. They are framed as the selected one is. */
  set lit(ids: readonly string[]) {
    this.#lit = ids;
  }

  /** The object that the Tab key reaches; undefined while nothing is drawn. */
  get current(): string | undefined {
    return this.#current;
  }

  /** The learner goes to an object. */
  goTo(id: string): void {
    this.#wanted = id;
    this.#current = id;
  }

  /** Something else is drawn now: the Tab key reaches what the learner went to, or the `first` object where that is not there. */
  redrawn(first: string | undefined, isDrawn: (id: string) => boolean): void {
    this.#current = this.#wanted !== undefined && isDrawn(this.#wanted) ? this.#wanted : first;
  }

  /** Id of the group whose members are drawn instead of it; undefined for none. */
  get opened(): string | undefined {
    return this.#opened;
  }

  /** Closes the group that is open. Returns whether one was. */
  close(): boolean {
    const open = this.#opened !== undefined;
    this.#opened = undefined;
    return open;
  }

  /** Whether an object is selected or pointed at. */
  isMarked(id: string): boolean {
    return this.#selected === id || this.#lit.includes(id);
  }

  /** What makes a drawn group of objects (by their ids) one that opens and closes. */
  groupProps(id: string, members: readonly string[]): Interactive {
    const selected = this.#selected;
    return {
      id,
      tabindex: this.#current === id ? 0 : -1,
      selected: selected !== undefined && this.#opened !== id && members.includes(selected),
      onpick: () => {
        this.goTo(id);
        this.#opened = this.#opened === id ? undefined : id;
      },
    };
  }

  /** What makes a drawn object one that can be reached and picked. */
  props(id: string, label?: string): Interactive {
    return {
      id,
      ...(label === undefined ? {} : { label }),
      tabindex: this.#current === id ? 0 : -1,
      selected: this.isMarked(id),
      onpick: () => {
        this.goTo(id);
        this.#onselect(id);
      },
    };
  }
}
