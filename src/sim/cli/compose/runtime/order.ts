// Services in the order of their dependencies: each one once those that it needs are done, others beside it.
import { all, type Task } from '../../../kernel/task.ts';
import { Latch } from '../../../kernel/trigger.ts';
import { isFailure, type Failure } from '../../failure.ts';

/** What each name waits for. */
export type Needs = ReadonlyMap<string, readonly string[]>;

/** Does something for each; the first failure keeps those behind it from beginning and is returned. */
export function* inOrder(
  names: readonly string[],
  needs: Needs,
  visit: (name: string) => Task<Failure | undefined>,
): Task<Failure | undefined> {
  const done = new Map(names.map((name) => [name, new Latch<Failure | undefined>()]));
  const results = yield* all(
    names.map(function* (name): Task<Failure | undefined> {
      const latch = done.get(name);
      for (const need of needs.get(name) ?? []) {
        const failed = yield* done.get(need)?.wait() ?? nothing();
        if (failed) {
          latch?.open(failed);
          return failed;
        }
      }
      const result = yield* visit(name);
      latch?.open(result);
      return result;
    }),
  );
  return results.find((result) => isFailure(result));
}

function* nothing(): Task<undefined> {
  return undefined;
}

/** The other way round: a name waits for those that need it. */
export function reversed(names: readonly string[], needs: Needs): Needs {
  return new Map(names.map((name) => [name, names.filter((other) => needs.get(other)?.includes(name))]));
}
