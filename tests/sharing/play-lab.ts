// Plays a lesson as a learner would, to the step that is wanted, and hands it in.
import type { Lesson } from '../../src/lessons/lesson.ts';
import { Typist, prepare } from '../../src/lessons/play.ts';
import { labSeed } from '../../src/sharing/lab.ts';
import { scoreOf } from '../../src/sharing/needed-steps.ts';
import { makeSubmission, type Claims, type Submission } from '../../src/sharing/submission.ts';
import type { Session } from '../../src/sim/session.ts';
import { createWorld } from '../../src/sim/world.ts';

const epoch = Date.UTC(2026, 0, 12, 9, 0, 0);

export interface PlayedLab {
  readonly session: Session;
  readonly claims: Claims;
}

/** Plays the first `steps` steps. */
export async function playLab(lesson: Lesson, student: string, variation: string, steps: number): Promise<PlayedLab> {
  const world = createWorld({ seed: labSeed(lesson.id, variation), epoch: epoch + student.length * 1000 });
  world.useEditor({ action: 'offer' });
  await prepare(world, lesson.preparation);
  const typist = new Typist(world, 'terminal-1');
  await typist.open();
  await typist.run({ line: `echo ${student}`, exit: 0 });
  const done: { title: string; at: number }[] = [];
  for (const step of lesson.steps.slice(0, steps)) {
    for (const act of step.acts) await typist.act(act);
    await world.settle(1000);
    done.push({ title: step.title, at: world.kernel.now });
  }
  const score = scoreOf(
    lesson,
    done.map(({ title }) => title),
  );
  const claims = {
    student,
    steps: done,
    hints: [{ title: lesson.steps[0]?.title ?? '', count: 1 }],
    score,
    handedIn: epoch,
  };
  return { session: world.session(), claims };
}

/** Hands in what was played. */
export const handIn = (lesson: Lesson, { session, claims }: PlayedLab): Submission =>
  makeSubmission(lesson.id, session, claims);
