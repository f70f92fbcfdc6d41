// Doing one thing to each of several objects: names of the good ones on standard output, errors on standard error, exit 1.
import { all, type Task } from '../../kernel/task.ts';
import type { Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';

/** What is done to one object; a failure, or anything else when it went well. */
export type Act = (name: string) => Task<unknown>;

/** One after the other, reported as they go; errors come at the end. Exit 0 or 1. */
export function* oneByOne(client: Client, names: readonly string[], act: Act): Task<number> {
  const errors: Failure[] = [];
  for (const name of names) {
    const result = yield* act(name);
    if (isFailure(result)) errors.push(result);
    else yield* client.stdout.line(name);
  }
  return yield* report(client, errors);
}

/** All at once, reported in the order given; errors come at the end. Exit 0 or 1. */
export function* together(client: Client, names: readonly string[], act: Act): Task<number> {
  const results = yield* allOf(client, names, act);
  const errors: Failure[] = [];
  for (const [index, result] of results.entries()) {
    if (isFailure(result)) errors.push(result);
    else yield* client.stdout.line(names[index] ?? '');
  }
  return yield* report(client, errors);
}

/** Does it to all at once; the results in the order given. */
export function* allOf(client: Client, names: readonly string[], act: Act): Task<unknown[]> {
  // The negotiation comes before the requests, which then go out side by side.
  yield* client.api.negotiate();
  return yield* all(names.map((name) => act(name)));
}

/** Prints errors; exit 1 if there are any. */
export function* report(client: Client, errors: readonly Failure[]): Task<number> {
  for (const { error } of errors) yield* client.stderr.line(error);
  return errors.length > 0 ? 1 : 0;
}
