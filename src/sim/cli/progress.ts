// Shows the progress that the daemon streams during a pull, push, load or import.
import type { Pipe } from '../kernel/pipe.ts';
import type { Task } from '../kernel/task.ts';
import type { Failure } from './failure.ts';
import { ProgressDisplay, type ProgressMessage } from './format/progress.ts';
import type { Output } from './output.ts';

/** Prints messages until they end; without an output nothing is printed. A failure is one that came in the stream. */
export function* showProgress(messages: Pipe<unknown>, output: Output | undefined): Task<Failure | undefined> {
  const display = new ProgressDisplay({ terminal: output?.terminal !== undefined, columns: output?.columns ?? 0 });
  for (;;) {
    const message = yield* messages.read();
    if (message === undefined) return undefined;
    const { text, error } = display.next(message as ProgressMessage);
    if (output) yield* output.print(text);
    if (error) return { error: error.message };
  }
}
