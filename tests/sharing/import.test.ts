// Courses of other formats become lessons that play; what they cannot be here is listed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main, readFolder } from '../../src/headless/import.ts';
import { readLesson } from '../../src/lessons/read-lesson.ts';
import { playLesson } from '../../src/lessons/validate.ts';
import { importCourse } from '../../src/sharing/import-course.ts';

const courses = join(import.meta.dirname, 'courses');

test.each([
  [
    'killercoda',
    [
      'Layouts of the interface.',
      'Modes of files: run scripts with their interpreter.',
      "The file tool at /usr/local/bin: a lesson's files lie below the home folder.",
      'The page at the end: a lesson ends with a summary of its own.',
      'Pictures: the stage takes their place.',
      'HTML: its text stays.',
      'Links to other places: their words stay.',
      'Addresses of forwarded ports: `curl` and the small browser show them.',
    ],
  ],
  [
    'labspace',
    [
      'Services in tabs of their own.',
      'Links to files and tabs: their words stay.',
      'The directive "variableDefinition".',
      'The variable username, for which it would ask: "learner" stands for it.',
    ],
  ],
])('%s: the lesson plays, and what is not supported is listed', async (name, unsupported) => {
  const imported = importCourse(readFolder(join(courses, name)));
  expect(imported?.unsupported.toSorted()).toEqual(unsupported.toSorted());
  const { lesson, problems } = readLesson(`imported/${name}`, imported?.lesson ?? '');
  expect(problems).toEqual([]);
  expect(lesson.steps.map(({ title, goals, acts }) => [title, goals.length, acts.length])).toMatchSnapshot();
  expect(imported?.lesson).toMatchSnapshot();
  expect((await playLesson(lesson)).problems).toEqual([]);
});

test('a folder that is neither is said to be none', async () => {
  expect(importCourse(new Map([['README.md', 'x']]))).toBeUndefined();
  expect(importCourse(new Map([['index.json', '{"details":']]))).toBeUndefined();
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  expect(await main([folder])).toBe(1);
  expect(await main([join(courses, 'labspace'), '-o', join(folder, 'out')])).toBe(0);
  expect(readFileSync(join(folder, 'out', 'lesson.md'), 'utf8')).toContain('## Build and run');
  rmSync(folder, { recursive: true });
});
