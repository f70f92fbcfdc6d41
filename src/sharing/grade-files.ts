// Grades as files: a table for a spreadsheet (RFC 4180), and what Gradescope's autograder reads.
import type { Grade } from './grade.ts';

/** A file that was graded, or why it could not be. */
export type Graded = { readonly file: string } & ({ readonly grade: Grade } | { readonly problem: string });

const columns = ['file', 'student', 'lesson', 'score', 'claimed', 'steps', 'commands', 'changing', 'failed', 'minutes', 'hints', 'seed', 'code', 'marks'] as const; // prettier-ignore

/** The table, its head first. */
export function toCsv(all: readonly Graded[]): string {
  const rows = all.map((each) => {
    if ('problem' in each) return [each.file, '', '', 0, 0, '', 0, 0, 0, 0, '', '', '', each.problem];
    const { grade } = each;
    const done = grade.steps.filter((step) => step.done).length;
    const hints = grade.hints.map(({ title, count }) => `${title}: ${count}`).join('; ');
    return [each.file, grade.student, grade.lesson, grade.score, grade.claimed, `${done} of ${grade.steps.length}`, grade.commands, grade.changing, grade.failures.length, grade.minutes, hints, grade.seed, grade.code, grade.marks.join(' ')]; // prettier-ignore
  });
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** What begins like a formula is made a text: a spreadsheet would run it. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The value of Gradescope's `results.json` for one submission. */
export function toGradescope(graded: Graded): object {
  if ('problem' in graded) return { score: 0, output: graded.problem, tests: [] };
  const { grade } = graded;
  const each = grade.steps.length === 0 ? 0 : grade.score / Math.max(1, grade.steps.filter(({ done }) => done).length);
  const most = grade.steps.length === 0 ? 0 : 100 / grade.steps.length;
  return {
    score: grade.score,
    output: [
      `${grade.title}: ${grade.commands} commands in ${grade.minutes} minutes.`,
      ...grade.hints.map(({ title, count }) => `Hints in "${title}": ${count}.`),
      ...grade.marks,
    ].join('\n'),
    tests: grade.steps.map(({ title, done, why }) => ({
      name: title,
      score: done ? Math.min(most, each) : 0,
      max_score: most,
      status: done ? 'passed' : 'failed',
      ...(why === '' ? {} : { output: why }),
    })),
  };
}
