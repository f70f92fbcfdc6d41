// Runs the tasks of one process step by step: its program and the threads that it starts. They stand still while the process
// is stopped or frozen, each step costs CPU time, and no program's own mistake goes by without its name.
import { Cancelled, type Scheduler, type Suspension, type Task, type TaskHandle } from '../../kernel/task.ts';

/** ms of CPU that a step takes. */
const stepCost = 0.005;

/** What the driver asks of its process. */
export interface Driven {
  /** Whether it is stopped or frozen. */
  held(): boolean;
  /** Waits until it may have been let go. */
  released(): Task;
  /** Adds to what it owes for CPU; true when it is time to pay. */
  owe(ms: number): boolean;
  pay(): Task;
  /** Its code is about to run; returns what to call when it has run. */
  enter(): () => void;
  /** Its name, for mistakes. */
  describe(): string;
}

export class Driver {
  readonly #driven: Driven;
  readonly #threads = new Set<TaskHandle>();
  readonly #scheduler: Scheduler;
  #depth = 0;

  constructor(kernel: Scheduler, driven: Driven) {
    this.#driven = driven;
    this.#scheduler = this.#schedulerOf(kernel);
  }

  /** True while its code is on the call stack: it cannot be unwound meanwhile. */
  get executing(): boolean {
    return this.#depth > 0;
  }

  /** Runs a task as part of the process. */
  *drive<T>(task: Task<T>): Task<T> {
    const driven = this.#driven;
    let arrived: unknown;
    let thrown: Cancelled | undefined;
    while (driven.held()) yield* driven.released();
    for (;;) {
      const step = this.#step(task, arrived, thrown);
      if (step.done) return step.value;
      const suspension = step.value;
      thrown = undefined;
      try {
        arrived = yield (wake) => suspension(wake, this.#scheduler);
        while (driven.held()) yield* driven.released();
        if (driven.owe(stepCost)) yield* driven.pay();
      } catch (error) {
        if (!(error instanceof Cancelled)) throw error;
        thrown = error;
      }
    }
  }

  /** Ends all threads. */
  cancelThreads(): void {
    for (const thread of [...this.#threads]) thread.cancel();
  }

  #step<T>(task: Task<T>, arrived: unknown, thrown: Cancelled | undefined): IteratorResult<Suspension, T> {
    const leave = this.#driven.enter();
    this.#depth++;
    try {
      return thrown ? task.throw(thrown) : task.next(arrived);
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      throw new Error(`in ${this.#driven.describe()}: ${String(error)}`, { cause: error });
    } finally {
      this.#depth--;
      leave();
    }
  }

  /** The kernel's scheduler, but tasks that the program starts are threads of this process: they stop and end with it. */
  #schedulerOf(kernel: Scheduler): Scheduler {
    return {
      get now() {
        return kernel.now;
      },
      get current() {
        return kernel.current;
      },
      at: (time, action) => kernel.at(time, action),
      loaded: kernel.loaded,
      external: (promise, settled) => {
        kernel.external(promise, settled);
      },
      spawn: (name, task, cause) => {
        const thread = kernel.spawn(name, this.drive(task), cause);
        this.#threads.add(thread);
        thread.whenFinished(() => {
          this.#threads.delete(thread);
        });
        return thread;
      },
    };
  }
}
