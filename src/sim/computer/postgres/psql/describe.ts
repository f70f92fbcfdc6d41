// `\d` and its like: questions to the catalogue and how their answers are laid out.
import type { Task } from '../../../kernel/task.ts';
import type { Outcome, Shell } from './shell.ts';

/** Runs a describing command; undefined when it is none. */
export function* describeCommand(shell: Shell, text: string): Task<Outcome | undefined> {
  yield* [];
  return shell.client && text === '' ? 'done' : undefined;
}
