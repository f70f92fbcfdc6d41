// Ports whose protocol is not simulated.
import type { Task } from '../../../kernel/task.ts';
import type { Listener, Process } from '../../contract.ts';
import { warn } from '../../programs/net/say.ts';

/** Lets clients of a listener in and out again, until it is closed; that nobody answers is said on standard error. */
export function* turnAway(process: Process, listener: Listener, what: string): Task {
  for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept()) {
    // Who only looks whether the port is open sends nothing.
    if (yield* connection.read()) yield* warn(process, `drydock: not simulated: ${what}\n`);
    connection.close();
  }
}
