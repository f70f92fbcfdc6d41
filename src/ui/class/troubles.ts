// The commands that failed most in a class.
import type { Grade } from '../../sharing/grade.ts';

export interface Trouble {
  readonly line: string;
  readonly exit: number;
  readonly times: number;
  /** How many learners met it. */
  readonly learners: number;
}

/** What failed, those that most learners met first. */
export function troubles(grades: readonly Grade[]): readonly Trouble[] {
  const found = new Map<string, { line: string; exit: number; times: number; who: Set<number> }>();
  grades.forEach(({ failures }, learner) => {
    for (const { line, exit } of failures) {
      const key = `${exit} ${line}`;
      const trouble = found.get(key) ?? { line, exit, times: 0, who: new Set() };
      trouble.times++;
      trouble.who.add(learner);
      found.set(key, trouble);
    }
  });
  return [...found.values()]
    .map(({ line, exit, times, who }) => ({ line, exit, times, learners: who.size }))
    .toSorted((a, b) => b.learners - a.learners || b.times - a.times);
}
