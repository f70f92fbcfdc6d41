// A class of thirty hands in: what it costs to replay and grade them.
import { resolve } from 'node:path';
import { gradeAll, lessonIn } from '../../src/headless/grade.ts';
import { writeSubmission } from '../../src/sharing/submission.ts';
import { handIn, playLab } from '../sharing/play-lab.ts';
import { cpuTime, type Benchmark } from './measure.ts';

/** The benchmarks run bundled: only the folder that they are started in tells where the repository lies. */
const labs = resolve('tests/sharing/labs');
const students = 30;
/** Steps of the lab. */
const steps = 4;

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'grading of a class',
    run: async () => {
      const submissions = new Map<string, string>();
      for (let index = 1; index <= students; index++) {
        const student = `student-${index}`;
        const lesson = lessonIn(labs, 'graded/web-server', student);
        if (!lesson) throw new Error('There is no such lab');
        const played = await playLab(lesson, student, student, steps);
        submissions.set(`${student}.json`, writeSubmission(handIn(lesson, played)));
      }
      const { ms, result } = await cpuTime(() => gradeAll(submissions, labs));
      const full = result.filter((each) => 'grade' in each && each.grade.score === 100).length;
      if (full !== students) throw new Error(`${full} of ${students} have full marks`);
      return [
        { what: 'submissions graded', value: students, unit: '' },
        { what: 'CPU', value: ms, unit: 'ms' },
      ];
    },
  },
];
