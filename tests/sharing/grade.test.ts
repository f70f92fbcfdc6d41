// Grading: what was done counts, whatever is claimed; what was changed by hand, copied or comes from elsewhere is marked.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { gradeAll, lessonIn, main } from '../../src/headless/grade.ts';
import type { Lesson } from '../../src/lessons/lesson.ts';
import { toCsv } from '../../src/sharing/grade-files.ts';
import { makeSubmission, writeSubmission } from '../../src/sharing/submission.ts';
import { handIn, playLab, type PlayedLab } from './play-lab.ts';

const labs = join(import.meta.dirname, 'labs');
const id = 'graded/web-server';

const lesson = (variation: string): Lesson => {
  const found = lessonIn(labs, id, variation);
  if (!found) throw new Error('no such lab');
  return found;
};

const honest = Array.from({ length: 25 }, (_, index) => ({ student: `student-${index + 1}`, steps: 1 + (index % 4) }));
const files = new Map<string, string>();
let all: PlayedLab;
let other: PlayedLab;

beforeAll(async () => {
  for (const { student, steps } of honest) {
    const played = await playLab(lesson(student), student, student, steps);
    files.set(`${student}.json`, writeSubmission(handIn(lesson(student), played)));
    if (steps === 4) all = played;
    if (steps === 1) other = played;
  }
}, 180_000);

/** Five ways to get more than was done. */
function forged(): Map<string, string> {
  const mine = lesson('student-1');
  const claimAll = { ...other.claims, steps: all.claims.steps, score: 100 };
  const handMade = JSON.parse(writeSubmission(handIn(mine, other))) as { claims: { score: number } };
  handMade.claims.score = 100;
  const [first, ...rest] = all.session.inputs;
  const helped = [
    ...(first ? [first] : []),
    { t: 0, kind: 'open', terminal: 'preparation', columns: 80, rows: 24 } as const,
    { t: 1, kind: 'type', terminal: 'preparation', data: 'docker pull nginx\r' } as const,
    { t: 2, kind: 'close', terminal: 'preparation' } as const,
    ...rest.map((input) => ({ ...input, t: input.t + 2 })),
  ];
  return new Map([
    ['forged-1.json', writeSubmission(handIn(mine, { ...other, claims: { ...claimAll, student: 'claims-all' } }))],
    ['forged-2.json', JSON.stringify(handMade)],
    ['forged-3.json', writeSubmission(makeSubmission(id, { ...all.session, seed: `lab:${id}:zzz` }, { ...all.claims, student: 'other-seed' }))],
    ['forged-4.json', writeSubmission(makeSubmission(id, { ...all.session, inputs: helped, until: all.session.until + 2 }, { ...all.claims, student: 'helped' }))],
    ['forged-5.json', writeSubmission(makeSubmission('graded/elsewhere', all.session, { ...all.claims, student: 'elsewhere' }))],
  ]); // prettier-ignore
}

describe('a class of thirty', () => {
  test('is graded rightly', async () => {
    const submissions = new Map([...files, ...forged()]);
    expect(submissions.size).toBe(30);
    const graded = await gradeAll(submissions, labs);
    const brief = graded.map((each) =>
      'grade' in each ? [each.file, each.grade.score, each.grade.marks] : [each.file, each.problem],
    );
    const shared = 'The same inputs at the same times as ';
    expect(brief).toEqual([
      ...honest.map(({ student, steps }) => [
        `${student}.json`,
        steps * 25,
        student === 'student-25'
          ? ['The same seed as claims-all, student-25.', `${shared}claims-all, student-25.`]
          : student === 'student-24'
            ? ['The same seed as helped, elsewhere.', `${shared}other-seed.`]
            : [],
      ]),
      ['forged-1.json', 25, ['Claims 100; the replay shows 25.', 'The same seed as student-25, student-25.', `${shared}student-25, student-25.`]],
      ['forged-2.json', 25, ['Changed by hand: what is claimed, or the end.', 'Claims 100; the replay shows 25.', 'The same seed as student-25, claims-all.', `${shared}student-25, claims-all.`]],
      ['forged-3.json', 0, ['Claims 100; the replay shows 0.', `${shared}student-24.`]],
      ['forged-4.json', 0, ['Not as the lesson begins: its world was prepared in another way.', 'Claims 100; the replay shows 0.', 'The same seed as student-24, elsewhere.']],
      ['forged-5.json', 0, ['There is no lesson graded/elsewhere here.', 'The same seed as student-24, helped.']],
    ]); // prettier-ignore
  });
});

test('what is no submission is said to be none', async () => {
  const graded = await gradeAll(new Map([['a.json', '{'], ['b.json', '{}'], ['c.json', '{"format":"drydock-submission","version":1}']]), labs); // prettier-ignore
  expect(graded).toEqual([
    { file: 'a.json', problem: 'This is no submission: it is not JSON.' },
    { file: 'b.json', problem: 'This is no submission of Drydock.' },
    { file: 'c.json', problem: 'The submission names no lesson.' },
  ]);
});

test('a table runs no formulas', () => {
  expect(toCsv([{ file: '=1+1', problem: 'a "b"' }])).toContain('\'=1+1,,,0,0,,0,0,0,0,,,,"a ""b"""\r\n');
});

test('the command writes table, JSON and results for Gradescope', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'grade-'));
  const input = join(folder, 'one.json');
  writeFileSync(input, files.get('student-2.json') ?? '');
  expect(await main([input, '-o', join(folder, 'out'), '--lessons', labs])).toBe(0);
  expect(readdirSync(join(folder, 'out')).toSorted()).toEqual(['grades.csv', 'grades.json', 'results.json']);
  const results = JSON.parse(readFileSync(join(folder, 'out', 'results.json'), 'utf8')) as object;
  expect(results).toEqual({
    score: 50,
    output: 'A web server of your own: 3 commands in 0.1 minutes.\nHints in "Start the server": 1.',
    tests: [
      { name: 'Start the server', score: 25, max_score: 25, status: 'passed' },
      { name: 'Put a volume beside it', score: 25, max_score: 25, status: 'passed' },
      { name: 'Give the image a tag', score: 0, max_score: 25, status: 'failed' },
      { name: 'Stop the server', score: 0, max_score: 25, status: 'failed' },
    ],
  });
  rmSync(folder, { recursive: true });
});
