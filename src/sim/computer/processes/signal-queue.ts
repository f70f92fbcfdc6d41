// What a server's master process does with signals: it takes them one after the other, when it has the time.
import type { Task } from '../../kernel/task.ts';
import { Trigger } from '../../kernel/trigger.ts';
import type { Process, Signal } from '../contract.ts';

/** The signals a process handles, kept in the order they came in until they are taken. */
export class SignalQueue {
  readonly #received: Signal[] = [];
  readonly #arrived = new Trigger();

  constructor(process: Process, handled: readonly Signal[]) {
    for (const signal of handled)
      process.handle(signal, (received) => {
        this.#received.push(received);
        this.#arrived.fire();
      });
  }

  /** Takes the next signal; waits for one when none is there. */
  *take(): Task<Signal> {
    for (;;) {
      const signal = this.#received.shift();
      if (signal !== undefined) return signal;
      yield* this.#arrived.next();
    }
  }
}
