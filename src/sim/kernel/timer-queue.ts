// A binary heap of actions ordered by virtual time, then by the order in which they were added.

export interface Timer {
  readonly time: number;
  readonly order: number;
  action: (() => void) | undefined;
}

/** Pending actions; cancelled ones stay until they surface. */
export class TimerQueue {
  readonly #heap: Timer[] = [];
  #order = 0;

  add(time: number, action: () => void): Timer {
    const timer: Timer = { time, order: this.#order++, action };
    this.#heap.push(timer);
    let index = this.#heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#precedes(index, parent)) break;
      this.#swap(index, parent);
      index = parent;
    }
    return timer;
  }

  /** The earliest live timer, left in place; undefined when none is pending. */
  peek(): Timer | undefined {
    while (this.#heap[0] !== undefined && this.#heap[0].action === undefined) this.#removeFirst();
    return this.#heap[0];
  }

  /** Removes and returns the earliest live timer. */
  take(): Timer | undefined {
    const first = this.peek();
    if (first) this.#removeFirst();
    return first;
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      let smallest = index;
      if (left < this.#heap.length && this.#precedes(left, smallest)) smallest = left;
      if (left + 1 < this.#heap.length && this.#precedes(left + 1, smallest)) smallest = left + 1;
      if (smallest === index) return;
      this.#swap(index, smallest);
      index = smallest;
    }
  }

  #precedes(a: number, b: number): boolean {
    const one = this.#heap[a];
    const two = this.#heap[b];
    if (!one || !two) return false;
    return one.time < two.time || (one.time === two.time && one.order < two.order);
  }

  #swap(a: number, b: number): void {
    const one = this.#heap[a];
    const two = this.#heap[b];
    if (!one || !two) return;
    this.#heap[a] = two;
    this.#heap[b] = one;
  }
}
