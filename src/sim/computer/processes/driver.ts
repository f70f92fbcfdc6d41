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
  /** Its name, for mistakes. */
  readonly description: string;
}

/** Where the process is told whose code runs. */
interface Processor<P> {
  running: P | undefined;
}

/**
 * To the tasks of the process it is the scheduler: the kernel's, but tasks that they start are threads of this process, which stop
 * and end with it.
 */
export class Driver<P extends Driven> implements Scheduler {
  readonly #kernel: Scheduler;
  readonly #processor: Processor<P>;
  readonly #driven: P;
  readonly #threads = new Set<TaskHandle>();
  #depth = 0;

  constructor(kernel: Scheduler, processor: Processor<P>, driven: P) {
    this.#kernel = kernel;
    this.#processor = processor;
    this.#driven = driven;
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
        arrived = yield (wake) => suspension(wake, this);
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

  get now(): number {
    return this.#kernel.now;
  }

  get current(): TaskHandle {
    return this.#kernel.current;
  }

  get loaded(): Scheduler['loaded'] {
    return this.#kernel.loaded;
  }

  at(time: number, action: () => void): () => void {
    return this.#kernel.at(time, action);
  }

  external<T>(promise: Promise<T>, settled: (outcome: PromiseSettledResult<T>) => void): void {
    this.#kernel.external(promise, settled);
  }

  spawn<T>(name: string, task: Task<T>, cause?: number): TaskHandle<T> {
    const thread = this.#kernel.spawn(name, this.drive(task), cause);
    this.#threads.add(thread);
    thread.whenFinished(() => {
      this.#threads.delete(thread);
    });
    return thread;
  }

  #step<T>(task: Task<T>, arrived: unknown, thrown: Cancelled | undefined): IteratorResult<Suspension, T> {
    const processor = this.#processor;
    const before = processor.running;
    processor.running = this.#driven;
    this.#depth++;
    try {
      return thrown ? task.throw(thrown) : task.next(arrived);
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      throw new Error(`in ${this.#driven.description}: ${String(error)}`, { cause: error });
    } finally {
      this.#depth--;
      processor.running = before;
    }
  }
}
