// Grades a submission: replays its session in a world of its own and looks whether the goals were met when it says so.
import type { Lesson } from '../lessons/lesson.ts';
import { arrivalIn, preparationTerminal } from '../lessons/preparation.ts';
import { preparationTyping } from '../lessons/play.ts';
import { changingCommands } from '../lessons/score.ts';
import { judge } from '../lessons/validate.ts';
import { isCommandLine } from '../sim/kernel/log.ts';
import type { Session } from '../sim/session.ts';
import { createWorld, type World } from '../sim/world.ts';
import { plainSeed, variationOf } from './lab.ts';
import { neededSteps, scoreOf } from './needed-steps.ts';
import { brokenChain, submissionCode, workOf, type Submission } from './submission.ts';

export interface GradedStep {
  readonly title: string;
  readonly claimed: boolean;
  readonly done: boolean;
  /** Of one that is claimed and not done: what was missing. */
  readonly why: string;
}

/** A command that failed: where learners have trouble. */
export interface Failure {
  readonly line: string;
  readonly exit: number;
  /** Title of the step that was to be done next. */
  readonly step: string;
}

export interface Grade {
  readonly student: string;
  readonly lesson: string;
  readonly title: string;
  /** 0 … 100, by the replay. */
  readonly score: number;
  readonly claimed: number;
  readonly steps: readonly GradedStep[];
  readonly commands: number;
  /** Those that changed containers, images, networks or volumes. */
  readonly changing: number;
  readonly failures: readonly Failure[];
  /** Simulated minutes between the first sight of the lesson and the end. */
  readonly minutes: number;
  /** As the submission says: no replay can show them. */
  readonly hints: readonly { readonly title: string; readonly count: number }[];
  readonly seed: string;
  readonly code: string;
  /** Digest of the inputs. */
  readonly work: string;
  /** Why a person should look at it; empty for nothing. */
  readonly marks: readonly string[];
}

/** Real ms that a replay may take. */
const patience = 30_000;

/** What grading needs to know besides the submission. */
export interface Grading {
  /** Reads a lesson, varied; undefined: there is none of this id. */
  readonly lessonOf: (id: string, variation: string | undefined) => Promise<Lesson | undefined>;
  /** Real time, ms. */
  readonly clock: () => number;
  /** Awaited now and then, so that a page stays alive. */
  readonly breathe?: () => Promise<void>;
}

/** Grades one submission. */
export async function grade(submission: Submission, grading: Grading): Promise<Grade> {
  const { lesson: id, session, claims } = submission;
  const variation = variationOf(session.seed);
  const marks: string[] = [];
  const broken = brokenChain(submission);
  if (broken !== undefined) marks.push(broken);
  const lesson = await grading.lessonOf(id, variation);
  const known = {
    student: claims.student,
    lesson: id,
    title: lesson?.title ?? id,
    claimed: claims.score,
    hints: claims.hints,
    seed: session.seed,
    code: submissionCode(submission),
    work: workOf(submission),
  };
  const nothing = { score: 0, steps: [], commands: 0, changing: 0, failures: [], minutes: 0 };
  if (!lesson) return { ...known, ...nothing, marks: [...marks, `There is no lesson ${id} here.`] };
  if (session.seed !== plainSeed(id) && !session.seed.startsWith(`lab:${id}:`))
    marks.push('From another lesson: its world is not this lesson’s.');
  if (!isPrepared(session, lesson)) marks.push('Not as the lesson begins: its world was prepared in another way.');
  let replayed;
  try {
    replayed = await replay(submission, lesson, grading);
  } catch (error) {
    const why = error instanceof TooLong ? 'The replay takes too long.' : 'The session cannot be replayed.';
    return { ...known, ...nothing, marks: [...marks, why] };
  }
  const { steps, world, since } = replayed;
  const { log } = world.kernel;
  const mine = log.entries.slice(since);
  const foreign = marks.some((mark) => /^(From another|Not as)/.test(mark));
  const score = foreign
    ? 0
    : scoreOf(
        lesson,
        steps.filter(({ done }) => done).map(({ title }) => title),
      );
  if (score < claims.score) marks.push(`Claims ${claims.score}; the replay shows ${score}.`);
  return {
    ...known,
    score,
    steps,
    commands: mine.filter(isCommandLine).length,
    changing: changingCommands(log, since).length,
    failures: failuresIn(world, since, claims.steps),
    minutes: Math.round((session.until - (log.entries[since - 1]?.t ?? 0)) / 6000) / 10,
    marks,
  };
}

class TooLong extends Error {}

/** Replays moment by moment: the world stands still where a step is said to be done, and its goals are judged there. */
async function replay(
  { session, claims }: Submission,
  lesson: Lesson,
  { clock, breathe }: Grading,
): Promise<{ readonly steps: readonly GradedStep[]; readonly world: World; readonly since: number }> {
  const world = createWorld(session);
  const end = clock() + patience;
  const found = new Map<string, string | undefined>();
  let from = -1;
  const goTo = async (until: number): Promise<void> => {
    const inputs = session.inputs.filter(({ t }) => t > from && t <= until);
    for (const part of world.replay({ ...session, inputs, until })) {
      if (part) await part;
      await breathe?.();
      if (clock() > end) throw new TooLong();
    }
    from = until;
  };
  const claimed = claims.steps.filter(({ at }) => at <= session.until).toSorted((a, b) => a.at - b.at);
  for (const { title, at } of claimed) {
    const step = lesson.steps.find((each) => each.title === title);
    if (!step) continue;
    await goTo(at);
    const open = (await judge(world, arrivalIn(world.kernel.log), step.goals)).find(([, { state }]) => state !== 'met');
    found.set(title, open?.[1].why);
  }
  await goTo(session.until);
  const steps = neededSteps(lesson).map(({ title }) => {
    const said = claims.steps.some((step) => step.title === title);
    const why = found.has(title) ? found.get(title) : said ? 'It is said to be done after the end.' : '';
    return { title, claimed: said, done: why === undefined, why: why ?? '' };
  });
  return { steps, world, since: arrivalIn(world.kernel.log) };
}

/** Whether the session begins as the lesson does: what was typed to prepare it is what the lesson says, and comes first. */
function isPrepared({ inputs }: Session, lesson: Lesson): boolean {
  const typed = inputs.flatMap((input) =>
    input.kind === 'type' && input.terminal === preparationTerminal ? [input.data] : [],
  );
  if (typed.join('') !== preparationTyping(lesson.preparation)) return false;
  const last = inputs.findLastIndex((input) => 'terminal' in input && input.terminal === preparationTerminal);
  return inputs
    .slice(0, last + 1)
    .every(
      (input) =>
        ('terminal' in input && input.terminal === preparationTerminal) ||
        (input.kind === 'editor' && input.action === 'offer'),
    );
}

function failuresIn(
  { kernel: { log } }: World,
  since: number,
  steps: Submission['claims']['steps'],
): readonly Failure[] {
  const failures: Failure[] = [];
  for (const entry of log.entries.slice(since)) {
    if (entry.type !== 'exit' || entry.command === undefined || entry.code === 0) continue;
    const command = log.entries[entry.command];
    if (command?.type !== 'command') continue;
    const step = steps.toSorted((a, b) => a.at - b.at).find(({ at }) => at >= entry.t)?.title ?? '';
    failures.push({ line: command.line, exit: entry.code, step });
  }
  return failures;
}

/** Marks what several submissions share and should not: the seed of a lab, or all the work. */
export function markShared(grades: readonly Grade[]): readonly Grade[] {
  const same = (key: (grade: Grade) => string | undefined) => {
    const groups = new Map<string, Grade[]>();
    for (const each of grades) {
      const value = key(each);
      if (value !== undefined) groups.set(value, [...(groups.get(value) ?? []), each]);
    }
    return (each: Grade): readonly string[] =>
      (groups.get(key(each) ?? '') ?? []).filter((other) => other !== each).map(({ student }) => student);
  };
  const sameSeed = same(({ seed }) => (variationOf(seed) === undefined ? undefined : seed));
  const sameWork = same(({ commands, lesson, work }) => (commands > 0 ? `${lesson} ${work}` : undefined));
  return grades.map((each) => {
    const seeds = sameSeed(each);
    const works = sameWork(each);
    const marks = [
      ...each.marks,
      ...(seeds.length > 0 ? [`The same seed as ${seeds.join(', ')}.`] : []),
      ...(works.length > 0 ? [`The same inputs at the same times as ${works.join(', ')}.`] : []),
    ];
    return { ...each, marks };
  });
}
