// Proves that a lesson works: its text is as it should be, its goals are false before and true after its model solution, its commands
// exit as it says, other ways pass and near misses do not.
import { View } from '../sim/kernel/view.ts';
import type { Session } from '../sim/session.ts';
import { createWorld, type World } from '../sim/world.ts';
import { checkGoal, scriptsFor } from './goals/check-goal.ts';
import type { Goal } from './goals/condition.ts';
import type { Evidence, Finding } from './goals/evidence.ts';
import type { Glossary } from './glossary.ts';
import type { Act, Lesson, Problem, Step } from './lesson.ts';
import { plainText } from './plain-text.ts';
import { blockTexts, linksIn } from './lesson-text.ts';
import { Typist, prepare, type Played } from './play.ts';
import { probe } from './probe.ts';
import { changingCommands } from './score.ts';
import { readTries, type Try } from './tries.ts';
import { collector, type Report } from './yaml-fields.ts';

/** Wall-clock time at which lessons are validated. */
const epoch = Date.UTC(2026, 0, 12, 9, 0, 0);

/** Bytes of a lesson's file. */
const largest = 20 * 1024;

/** Virtual ms in which a goal must come true after the last command, and between two looks. */
const longestWait = 120_000;
const pause = 2000;

/** What a lesson is checked against. */
export interface CourseContext {
  readonly glossary: Glossary;
  /** Ids of all lessons. */
  readonly lessons: ReadonlySet<string>;
}

/** What is wrong with a lesson's text, without playing it. */
export function checkText(lesson: Lesson, source: string, { glossary, lessons }: CourseContext): readonly Problem[] {
  const { problems, report } = collector();
  const size = new TextEncoder().encode(source).length;
  if (size > largest) report(1, `The file has ${size} bytes; ${largest} are allowed.`);
  for (const link of linksIn(lesson))
    if (!lessons.has(link)) report(1, `There is no lesson ${link}, to which a link leads.`);
  const text = blockTexts(lesson).map(plainText).join('\n');
  const used = new Set([...text.matchAll(glossary.pattern)].map(([form]) => glossary.find(form)?.name));
  for (const term of lesson.terms) {
    const known = glossary.find(term);
    if (!known) report(1, `The glossary has no term "${term}".`);
    else if (!used.has(known.name)) report(1, `The text does not use the term "${term}".`);
  }
  const banned = /\b(simply|just|easy|easily|obviously|oops)\b|!(?=\s|$)/i.exec(text)?.[0];
  if (banned !== undefined) report(1, `The text says "${banned}". Say what happens instead.`);
  for (const step of lesson.steps)
    if (step.goals.length === 0 && step.acts.length === 0 && !step.blocks.some(({ kind }) => kind === 'question'))
      report(step.line, `"${step.title}" has nothing to do: no command, no goal, no question.`);
  if (!lesson.steps.some(({ goals }) => goals.length > 0)) report(1, 'The lesson has no goal.');
  return problems;
}

/** Plays a lesson, and its tries where it has some, and tells what does not come true. */
export async function playLesson(
  lesson: Lesson,
): Promise<{ readonly problems: readonly Problem[]; readonly beginnings: readonly Beginning[] }> {
  const { problems, report } = collector();
  const world = createWorld({ seed: `lesson:${lesson.id}`, epoch });
  for (const failure of await prepare(world, lesson.preparation)) report(1, said(failure));
  const since = world.kernel.log.length;
  const beginnings: Beginning[] = [];
  for (const step of lesson.steps) {
    beginnings.push({ step, since, session: world.session() });
    for (const [goal, { state, why }] of await judge(world, since, step.goals)) {
      if (goal.keep && state !== 'met')
        report(goal.line, `"${goal.words}" is to be kept, but is not true when the step begins. ${why}`);
      if (!goal.keep && state === 'met') report(goal.line, `"${goal.words}" is true before the step begins. ${why}`);
    }
    for (const act of step.acts) await playAct(world, act, report);
    for (const [goal, { why }] of await waitFor(world, since, step.goals))
      report(goal.line, `"${goal.words}" is not true after the step's commands. ${why}`);
  }
  const changing = changingCommands(world.kernel.log, since);
  if (lesson.par !== undefined && changing.length > lesson.par)
    report(
      1,
      `The solution takes ${changing.length} state-changing commands, the par is ${lesson.par}: ${changing.join(' · ')}`,
    );
  return { problems, beginnings };
}

/** The world as it is when a step begins. */
export interface Beginning {
  readonly step: Step;
  readonly since: number;
  readonly session: Session;
}

/** Plays what `tries.yaml` says: other ways must pass, near misses must not. */
export async function playTries(beginnings: readonly Beginning[], text: string): Promise<readonly Problem[]> {
  const { tries, problems } = readTries(
    text,
    beginnings.map(({ step }) => step.title),
  );
  const found = [...problems];
  for (const each of tries) {
    const beginning = beginnings.find(({ step }) => step.title === each.step);
    if (beginning) found.push(...(await playTry(each, beginning)));
  }
  return found;
}

async function playTry(each: Try, { step, since, session }: Beginning): Promise<readonly Problem[]> {
  const world = createWorld(session);
  for (const part of world.replay(session)) if (part) await part;
  const typist = new Typist(world, 'terminal-1');
  await typist.open();
  for (const line of each.lines) await typist.run({ line, exit: 0 });
  const open = await waitFor(world, since, step.goals, each.passes ? longestWait : pause);
  const [first] = open;
  if (each.passes)
    return open.map(([{ words }, { why }]) => ({
      line: each.line,
      text: `This should pass, but "${words}" is not true. ${why}`,
    }));
  if (!first) return [{ line: each.line, text: 'This should not pass, but all goals are true.' }];
  const words = open.map(([, { why }]) => why).join(' ');
  return words.includes(each.because ?? '')
    ? []
    : [{ line: each.line, text: `It says "${words}", not "${each.because ?? ''}".` }];
}

async function playAct(world: World, act: Act, report: Report): Promise<void> {
  const typist = new Typist(world, `terminal-${act.terminal}`);
  await typist.open();
  if (!typist.free && (act.kind === 'file' || (act.kind === 'commands' && !act.inside)))
    report(
      act.source,
      'Another program still runs in the terminal: end it with a "keys" block, or mark this one "inside".',
    );
  if (typist.free && act.kind === 'commands' && act.inside)
    report(act.source, 'No program runs to which this could be typed.');
  for (const played of await typist.act(act)) if (played.exit !== played.expected) report(act.source, said(played));
}

/** How a command ended otherwise than it should. */
function said({ line, expected, exit, output }: Played): string {
  const end = exit === undefined ? 'does not end' : `exits with ${exit}`;
  const last = output
    .replaceAll(/\u001b\[[\d;?]*[a-zA-Z]/g, '')
    .trim()
    .split(/\r?\n/)
    .slice(-4, -1)
    .join(' / ');
  return `"${line}" ${end}, not with ${expected ?? '…'}: ${last}`;
}

/** The goals that are not met within a time, and why. */
async function waitFor(
  world: World,
  since: number,
  goals: readonly Goal[],
  wait = longestWait,
): Promise<readonly (readonly [Goal, Finding])[]> {
  for (let waited = 0; ; waited += pause) {
    await world.settle(pause);
    const open = (await judge(world, since, goals)).filter(([, { state }]) => state !== 'met');
    if (open.length === 0 || waited >= wait) return open;
  }
}

/** Judges goals on a world as it is now. */
export async function judge(
  world: World,
  since: number,
  goals: readonly Goal[],
): Promise<readonly (readonly [Goal, Finding])[]> {
  const { log } = world.kernel;
  const view = new View(log);
  view.moveToPosition(log.length);
  const unasked: Evidence = { view, log, since, answers: new Map() };
  const scripts = scriptsFor(unasked, goals);
  const answers = scripts.length > 0 ? await probe(world.session(), scripts) : new Map<string, never>();
  return goals.map((goal) => [goal, checkGoal({ ...unasked, answers }, goal)] as const);
}
