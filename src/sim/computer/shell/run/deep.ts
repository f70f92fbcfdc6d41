// Functions and `eval` inside one another: how deep they may go, and how that is possible at all.
import { join, spawn, type Task } from '../../../kernel/task.ts';
import { Jump } from '../jump.ts';
import type { Shell } from '../shell.ts';

/** Calls inside one another before the shell gives up. A real shell's own stack ends somewhere beyond. */
const deepest = 2000;
/** After so many, the next runs as a task of its own: resuming a task costs stack for each call that is open in it. */
const together = 16;

/** Runs what is one call deeper. */
export function* deeper(shell: Shell, body: () => Task<number>): Task<number> {
  if (shell.depth >= deepest) {
    yield* shell.complain(`not simulated: more than ${deepest} functions or evals inside one another`);
    throw shell.fatal(1);
  }
  shell.depth++;
  try {
    return shell.depth % together === 0 ? yield* apart(body) : yield* body();
  } finally {
    shell.depth--;
  }
}

function* apart(body: () => Task<number>): Task<number> {
  const handle = yield* spawn('nested call', caught(body));
  try {
    const outcome = yield* join(handle);
    if ('cancelled' in outcome) throw outcome.cancelled;
    if (outcome.value instanceof Jump) throw outcome.value;
    return outcome.value;
  } finally {
    handle.cancel();
  }
}

function* caught(body: () => Task<number>): Task<number | Jump> {
  try {
    return yield* body();
  } catch (error) {
    if (error instanceof Jump) return error;
    throw error;
  }
}
