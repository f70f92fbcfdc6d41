// Progress: older and damaged files are read, newer ones refused, two learners' progress becomes one.
import { expect, test } from 'vitest';
import { mergeProgress, noProgress, readProgress, type Progress } from '../../src/lessons/progress.ts';

const full: Progress = {
  version: 1,
  name: 'Ada',
  latest: 'a/b',
  lessons: { 'a/b': { step: 2, done: ['One', 'Two'], hints: 3, completed: 1000, best: 4 } },
};

test('what is written can be read', () => {
  expect(readProgress(JSON.parse(JSON.stringify(full)))).toEqual(full);
});

test('what a file lacks, or has damaged, is taken as not begun', () => {
  const old = { version: 0, lessons: { 'a/b': { step: 1, done: 'One', hints: -1 }, '../evil': {}, 'c/d': null } };
  expect(readProgress(old)).toEqual({
    ...noProgress,
    lessons: { 'a/b': { step: 1, done: [], hints: 0, completed: undefined, best: undefined } },
  });
});

test.each([[undefined], ['text'], [{}], [{ version: 1 }]])('%j is no progress', (value) => {
  expect(readProgress(value)).toEqual({ problem: 'This is not a file of Drydock’s progress.' });
});

test('a newer file is refused', () => {
  expect(readProgress({ version: 9, lessons: {} })).toEqual({
    problem: 'The file has version 9, this page reads up to 1. Load the page again for the newest one.',
  });
});

test('of two, the further counts', () => {
  const mine: Progress = {
    version: 1,
    name: '',
    latest: 'a/b',
    lessons: { 'a/b': { step: 0, done: ['Three'], hints: 5, completed: undefined, best: 6 } },
  };
  expect(mergeProgress(mine, full)).toEqual({
    version: 1,
    name: 'Ada',
    latest: 'a/b',
    lessons: { 'a/b': { step: 2, done: ['Three', 'One', 'Two'], hints: 5, completed: 1000, best: 4 } },
  });
});
