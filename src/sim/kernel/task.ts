// Tasks: cooperative, cancellable threads of control written as generators. A task runs until it yields a suspension.

/** What a task yields: told how to wake the task, it arranges for that to happen, and returns how to undo the arrangement. */
export type Suspension = (wake: (value?: unknown) => void, scheduler: Scheduler) => (() => void) | undefined;

/** A thread of control in virtual time. `return` is its result; a throw inside it that is not `Cancelled` is a bug of ours. */
export type Task<T = void> = Generator<Suspension, T, unknown>;

/** Thrown into a task at its current yield when it is cancelled, so that its `finally` blocks run. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** The one that is thrown: tasks are cancelled by the thousand, and where from is of no interest. */
export const cancelled = new Cancelled('cancelled');

/** A spawned task. */
export interface TaskHandle<T = unknown> {
  /** The id of the log entry that made this task run; entries it writes carry it. A task may move on to a new cause. */
  cause: number | undefined;
  readonly name: string;
  readonly finished: boolean;
  /** Throws `Cancelled` into the task at its yield, at once. Does nothing to a finished task. */
  cancel(): void;
  /** Calls back once when the task has finished: with its result, or with `Cancelled`. At once if it already has. */
  whenFinished(callback: (outcome: { value: T } | { cancelled: Cancelled }) => void): void;
}

/** What a suspension may use of the kernel. */
export interface Scheduler {
  /** Virtual time in milliseconds since the world began, in whole microseconds. */
  readonly now: number;
  /** The task that is running. */
  readonly current: TaskHandle;
  /** Runs `action` at virtual time `time` (ms), after all that was scheduled for then before. Returns how to undo it. */
  at(time: number, action: () => void): () => void;
  spawn<T>(name: string, task: Task<T>, cause?: number): TaskHandle<T>;
  external<T>(promise: Promise<T>, settled: (outcome: PromiseSettledResult<T>) => void): void;
  /** What `load` has brought into this world, by the function that brings it. */
  readonly loaded: Map<() => Promise<unknown>, unknown>;
}

/** Suspends the running task until `wake` is called; returns what it was woken with. */
export function* suspend<T = void>(
  start: (wake: (value: T) => void, scheduler: Scheduler) => (() => void) | undefined,
): Task<T> {
  return (yield start) as T;
}

/** Waits for `duration` milliseconds of virtual time; 0 lets everything else that is due now go first. */
export function* sleep(duration: number): Task {
  yield (wake, scheduler) => scheduler.at(scheduler.now + Math.max(0, duration), wake);
}

/** Starts a task of its own that inherits the cause, and goes on at once. */
export function* spawn<T>(name: string, task: Task<T>): Task<TaskHandle<T>> {
  return yield* suspend<TaskHandle<T>>((wake, scheduler) => {
    wake(scheduler.spawn(name, task, scheduler.current.cause));
    return undefined;
  });
}

/** Waits for a spawned task. Cancelling the waiter leaves the task alone. */
export function* join<T>(handle: TaskHandle<T>): Task<{ value: T } | { cancelled: Cancelled }> {
  return yield* suspend((wake) => {
    let waiting = true;
    handle.whenFinished((outcome) => {
      if (waiting) wake(outcome);
    });
    return () => {
      waiting = false;
    };
  });
}

/** Runs tasks side by side and waits for all; results in the order given. Cancelling it, or one of them, cancels the rest. */
export function* all<T>(tasks: readonly Task<T>[]): Task<T[]> {
  const handles: TaskHandle<T>[] = [];
  try {
    for (const [index, task] of tasks.entries()) handles.push(yield* spawn(`all[${index}]`, task));
    const results: T[] = [];
    for (const handle of handles) {
      const outcome = yield* join(handle);
      if ('cancelled' in outcome) throw outcome.cancelled;
      results.push(outcome.value);
    }
    return results;
  } finally {
    for (const handle of handles) handle.cancel();
  }
}

/** Runs tasks side by side; the first to finish decides the result, the others are cancelled. Ties go to the earlier one. */
export function* race<T>(tasks: readonly Task<T>[]): Task<T> {
  const handles: TaskHandle<T>[] = [];
  try {
    for (const [index, task] of tasks.entries()) handles.push(yield* spawn(`race[${index}]`, task));
    const outcome = yield* suspend<{ value: T } | { cancelled: Cancelled }>((wake) => {
      let waiting = true;
      for (const handle of handles)
        handle.whenFinished((result) => {
          if (waiting) wake(result);
          waiting = false;
        });
      return () => {
        waiting = false;
      };
    });
    if ('cancelled' in outcome) throw outcome.cancelled;
    return outcome.value;
  } finally {
    for (const handle of handles) handle.cancel();
  }
}

/**
 * The one door to the outside: waits for a promise (a lazily loaded module) while virtual time stands still, so that how
 * long it really takes never shows. A rejection is thrown here.
 */
export function* external<T>(promise: Promise<T>): Task<T> {
  const outcome = yield* suspend<PromiseSettledResult<T>>((wake, scheduler) => {
    scheduler.external(promise, wake);
    return undefined;
  });
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/**
 * A module that is loaded when it is first needed: through `external` the first time in a world, at once from then on,
 * whatever the page has already loaded for other worlds. `module` is its identity: pass the same function each time.
 */
export function* load<T>(module: () => Promise<T>): Task<T> {
  const known = yield* suspend<{ module: unknown } | undefined>((wake, { loaded }) => {
    wake(loaded.has(module) ? { module: loaded.get(module) } : undefined);
    return undefined;
  });
  if (known) return known.module as T;
  const value = yield* external(module());
  return yield* suspend<T>((wake, { loaded }) => {
    loaded.set(module, value);
    wake(value);
    return undefined;
  });
}
