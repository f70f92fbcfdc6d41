// `tries.yaml` beside a lesson: other ways that must pass, near misses that must not (docs/lesson-format.md).
import type { Problem } from './lesson.ts';
import { collector, readMap } from './yaml-fields.ts';

export interface Try {
  readonly line: number;
  /** Title of the step in whose place the lines are run. */
  readonly step: string;
  readonly lines: readonly string[];
  readonly passes: boolean;
  /** Part of what is said of a goal that is not met. */
  readonly because: string | undefined;
}

/** Reads the tries of a lesson whose steps have these titles. */
export function readTries(
  text: string,
  titles: readonly string[],
): { readonly tries: readonly Try[]; readonly problems: readonly Problem[] } {
  const { problems, report } = collector();
  // A list at the top, read as the value of a key, so that one reader does for all.
  const fields = readMap(`tries:\n${text}`, 0, report);
  const tries = (fields?.maps('tries') ?? []).flatMap((each): Try[] => {
    const step = each.text('step') ?? '';
    const passes = each.texts('passes');
    const misses = each.texts('misses');
    const because = each.text('because');
    each.finish('A try');
    if (!titles.includes(step)) each.problem('step', `There is no step "${step}".`);
    if ((passes === undefined) === (misses === undefined)) each.problem('step', 'A try either "passes" or "misses".');
    if (misses !== undefined && because === undefined) each.problem('misses', 'A near miss says "because" of what.');
    return [{ line: each.line, step, lines: passes ?? misses ?? [], passes: passes !== undefined, because }];
  });
  return { tries, problems };
}
