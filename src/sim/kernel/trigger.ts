// Waiting for something to happen, and the latch that remembers that it did.
import { suspend, type Task } from './task.ts';

/** Wakes all who wait, each time it fires. A waiter that comes after the firing waits for the next. */
export class Trigger<T = void> {
  #waiting: ((value: T) => void)[] = [];

  fire(value: T): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    for (const wake of waiting) wake(value);
  }

  /** Waits for the next firing; returns what it fired with. */
  *next(): Task<T> {
    return yield* suspend<T>((wake) => {
      this.#waiting.push(wake);
      return () => {
        this.#waiting = this.#waiting.filter((other) => other !== wake);
      };
    });
  }
}

/** Opens once, with a value, and stays open. */
export class Latch<T = void> {
  #opened: { value: T } | undefined;
  readonly #trigger = new Trigger<T>();
  readonly #callbacks: ((value: T) => void)[] = [];

  get opened(): boolean {
    return this.#opened !== undefined;
  }

  /** The value it was opened with, if it was. */
  get value(): T | undefined {
    return this.#opened?.value;
  }

  /** Opens it; later calls do nothing. */
  open(value: T): void {
    if (this.#opened) return;
    this.#opened = { value };
    for (const callback of this.#callbacks.splice(0)) callback(value);
    this.#trigger.fire(value);
  }

  /** Calls back when it opens; at once if it has. */
  whenOpened(callback: (value: T) => void): void {
    if (this.#opened) callback(this.#opened.value);
    else this.#callbacks.push(callback);
  }

  /** Waits until it is open. */
  *wait(): Task<T> {
    return this.#opened ? this.#opened.value : yield* this.#trigger.next();
  }
}
