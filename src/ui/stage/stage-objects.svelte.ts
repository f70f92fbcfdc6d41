// The objects on the stage as one stop of the Tab key: arrows lead from one to the next, Enter picks.
import type { Interactive } from '../drawing/interactive.ts';

export class StageObjects {
  #current = $state<string>();
  #selected = $state<string>();
  #lit = $state.raw<readonly string[]>([]);
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

  /** The object that the Tab key reaches; undefined: the first one drawn. */
  get current(): string | undefined {
    return this.#current;
  }

  set current(id: string | undefined) {
    this.#current = id;
  }

  /** What makes a drawn object one that can be reached and picked. */
  props(id: string, label?: string): Interactive {
    return {
      id,
      ...(label === undefined ? {} : { label }),
      tabindex: this.#current === id ? 0 : -1,
      selected: this.#selected === id || this.#lit.includes(id),
      onpick: () => {
        this.#current = id;
        this.#onselect(id);
      },
    };
  }
}
