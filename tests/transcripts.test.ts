// The simulation against transcripts of a real Docker: what once agreed agrees for ever.
import { describe, expect, test } from 'vitest';
import { agreementOf, readFloor, transcriptNames, type Agreement } from './support/transcripts.ts';

/** The transcripts of the commands that a first course needs, and how much of them has to agree. */
const firstCourse = /^(?:run-hello-world$|run-detached$|life-|image-pull|image-ls-|cli-)/;
const firstCourseShare = 0.7;

/** Ms for one transcript, on a machine that is busy with other checks too. */
const patience = 60_000;

const floor = readFloor();
const agreements = new Map<string, Agreement>();

describe('recorded transcripts', () => {
  test('each has its floor, and each floor its transcript', () => {
    expect(Object.keys(floor)).toEqual(transcriptNames);
  });

  test.each(transcriptNames)('%s', { timeout: patience }, async (name) => {
    const { agreeing, steps, differing } = await agreementOf(name);
    agreements.set(name, { agreeing, steps, differing });
    const once = floor[name] ?? 0;
    const fallen = agreeing < once ? differing : [];
    expect(fallen, `${agreeing} of ${steps} steps agree, and ${once} once did`).toEqual([]);
  });

  test(`${firstCourseShare * 100} % of the steps of a first course agree`, () => {
    const course = [...agreements].filter(([name]) => firstCourse.test(name)).map(([, agreement]) => agreement);
    const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
    const share = sum(course.map(({ agreeing }) => agreeing)) / sum(course.map(({ steps }) => steps));
    expect(share).toBeGreaterThanOrEqual(firstCourseShare);
  });
});
