// The course: every lesson is solved by its model solution, not solved at its start, and its tries come out as they say.
import { expect, test } from 'vitest';
import { readCourse, validateLesson } from '../../src/headless/lessons.ts';

const course = readCourse();

/** Minutes are for a busy machine. */
const patience = 300_000;

test('parts and glossary are as they should be', () => {
  expect([...course.problems].filter(([, problems]) => problems.length > 0)).toEqual([]);
  expect(course.parts.length).toBeGreaterThan(0);
});

test.each([...course.context.lessons])('%s', { timeout: patience }, async (id) => {
  const findings = await validateLesson(id, course.context);
  expect([...findings].filter(([, problems]) => problems.length > 0)).toEqual([]);
});
