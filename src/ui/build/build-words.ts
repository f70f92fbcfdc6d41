// What the build view says of steps: a word, a short why, and the whole why.
import type { Change, Reason } from '../../sim/engine/build/build-record.ts';
import { standingOn, type ShownBuild, type ShownStep } from './shown-build.ts';

/** The words beside a step in the graph. */
export interface StepWords {
  readonly word: string;
  readonly detail: string;
}

/** A time in seconds with one digit, as a build prints it. */
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** "line 4", "lines 4 to 6". */
export const lineOf = ({ range }: Pick<ShownStep, 'range'>): string =>
  range.start === range.end ? `line ${range.start}` : `lines ${range.start} to ${range.end}`;

const aspects: Readonly<Record<Change['about'], string>> = {
  command: 'the command',
  source: 'a source',
  destination: 'the destination',
  option: 'an option',
  argument: 'argument',
  variable: 'variable',
  directory: 'the working directory',
  user: 'the user',
  network: 'the network',
  mount: 'mount',
  file: 'file',
};

/** What differs, in a few words: "a.txt changed", "argument V changed". */
export function changeInWords({ about, name, before, after }: Change): string {
  const what = about === 'file' ? name.replace(/^\//, '') : [aspects[about], name].filter(Boolean).join(' ');
  return `${what} ${before === undefined ? 'is new' : after === undefined ? 'is gone' : 'changed'}`;
}

/** Why a step could not be reused, in a few words. */
export function reasonShort(reason: Reason | undefined, build: ShownBuild): string {
  switch (reason?.kind) {
    case undefined:
      return '';
    case 'no-cache':
      return '--no-cache';
    case 'new':
      return 'not built before';
    case 'parent':
      return `${lineOfStep(build, reason.step)} ${build.mode === 'forecast' ? 'changes' : 'ran'}`;
    case 'base':
      return 'the base is another image';
    case 'stage':
      return `${stageName(build, reason.stage)} is built anew`;
    case 'changed': {
      const [first, ...more] = reason.changes;
      return first ? `${changeInWords(first)}${more.length ? `, ${more.length} more` : ''}` : 'something changed';
    }
  }
}

const lineOfStep = (build: ShownBuild, id: string): string => {
  const step = build.steps.find((some) => some.id === id);
  return step ? lineOf(step) : 'the step below';
};

/** The name of a stage: its own, or one by its place. */
export function stageName({ stages, target }: Pick<ShownBuild, 'stages' | 'target'>, index: number): string {
  const name = stages[index]?.name;
  return name ? name : index === (target ?? stages.length - 1) ? 'final' : `stage ${index}`;
}

/** Ms from which a time is told. */
const worthTelling = 50;

/** The words for a step. */
export function stepWords(step: ShownStep, build: ShownBuild): StepWords {
  const { state, reason, took, saved } = step;
  const why = reasonShort(reason, build);
  const time = took >= worthTelling ? seconds(took) : '';
  const joined = (...parts: string[]): string => parts.filter(Boolean).join(', ');
  switch (state) {
    case 'cached':
      return { word: 'cached', detail: saved >= worthTelling ? `${seconds(saved)} saved` : '' };
    case 'miss':
      return build.mode === 'forecast' ? { word: 'will run', detail: why } : { word: 'ran', detail: joined(why, time) };
    case 'done':
      return { word: 'ran', detail: joined(time, reason?.kind === 'new' ? '' : why) };
    case 'running':
      return { word: 'running', detail: joined(time, why) };
    case 'failed':
      return { word: 'failed', detail: time };
    case 'waiting':
      return build.mode === 'forecast'
        ? { word: 'will run', detail: why }
        : { word: 'waits', detail: waitsFor(step, build) };
    case 'perhaps':
      return { word: 'perhaps', detail: why || (build.missing ? 'its base is not here yet' : '') };
    case 'metadata':
      return { word: '', detail: 'configuration, no layer' };
    case 'unneeded':
      return { word: '', detail: 'not needed' };
    case 'cancelled':
      return { word: '', detail: 'not reached' };
  }
}

function waitsFor(step: ShownStep, build: ShownBuild): string {
  const before = build.steps.filter(
    ({ stage, kind, state }) =>
      kind === 'layer' &&
      (state === 'running' || state === 'waiting') &&
      (stage === step.stage || step.from.includes(stage)),
  );
  const other = before.filter(
    ({ id }) => id !== step.id && build.steps.findIndex((some) => some.id === id) < build.steps.indexOf(step),
  );
  const last = other.at(-1);
  return last ? `for ${lineOf(last)}` : 'for its base';
}

/** The whole why of a step. */
export interface Why {
  readonly title: string;
  readonly sentences: readonly string[];
  /** What differs. */
  readonly changes: readonly Change[];
}

const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Explains a step. `files`: how many files it copies, if that is known. */
export function whyOf(step: ShownStep, build: ShownBuild, files: number | undefined): Why {
  const line = lineOf(step);
  const { state, reason } = step;
  const changes = reason?.kind === 'changed' ? reason.changes : [];
  return {
    title: titleOf(step, build, line),
    sentences: [...sentencesOf(step, build, files), ...effectOf(step, build)],
    changes,
  };

  function titleOf({ kind }: ShownStep, { mode }: ShownBuild, at: string): string {
    if (kind === 'metadata') return `${upperFirst(at)} sets configuration`;
    if (state === 'unneeded') return `${upperFirst(at)} is not needed`;
    if (state === 'failed') return `${upperFirst(at)} failed`;
    if (state === 'cached') return mode === 'forecast' ? `${upperFirst(at)} will be reused` : `Why ${at} was reused`;
    if (state === 'perhaps') return reason ? `Why ${at} may run again` : `${upperFirst(at)} waits for its base`;
    if (mode === 'forecast') return isFirst(step, build) ? `${upperFirst(at)} will run` : `Why ${at} will run again`;
    if (state === 'waiting') return `${upperFirst(at)} waits`;
    if (state === 'cancelled') return `${upperFirst(at)} was not reached`;
    if (isFirst(step, build)) return state === 'running' ? `${upperFirst(at)} runs` : `Why ${at} ran`;
    return state === 'running' ? `Why ${at} runs again` : `Why ${at} ran again`;
  }
}

/** Whether a step has not been built before, or stands on one that has not. */
function isFirst(step: ShownStep, build: ShownBuild): boolean {
  const { reason } = step;
  if (reason?.kind !== 'parent') return reason?.kind === 'new';
  const below = build.steps.find(({ id }) => id === reason.step);
  return below !== undefined && isFirst(below, build);
}

function sentencesOf({ state, reason, kind, text }: ShownStep, build: ShownBuild, files: number | undefined): string[] {
  const forecast = build.mode === 'forecast';
  if (kind === 'metadata')
    return ['It changes the configuration of the image and makes no layer, so there is nothing to reuse.'];
  if (state === 'unneeded') return ['No stage that the target needs begins with this one or copies from it.'];
  if (state === 'cached') return ['A step is reused when its parent and its inputs are the same as before. Both are.'];
  if (state === 'failed') return ['A failed step makes no layer. What stands on it was not reached.'];
  switch (reason?.kind) {
    case undefined:
      return build.missing
        ? [`${build.missing} is not here yet. The build fetches it, and then looks for this step in the cache.`]
        : [];
    case 'no-cache':
      return ['The build was asked not to use the cache: --no-cache.'];
    case 'new':
      return ['Nothing like it has been built here, so the cache has no result for it.'];
    case 'parent':
      return [
        `A step is reused when its parent and its inputs are the same. ${upperFirst(lineOfStep(build, reason.step))} below it ${forecast ? 'will run' : 'ran'} anew, so its parent is another.`,
      ];
    case 'base':
      return [`The image that it begins with is another one than before: ${reason.image}.`];
    case 'stage':
      return [
        `It takes files from ${stageName(build, reason.stage)}, which will be built anew. When that makes the same files, this step is reused.`,
      ];
    case 'changed': {
      const inputs = reason.changes.filter(({ about }) => about === 'file').length;
      const rest = reason.changes.length - inputs;
      const what =
        inputs > 0 && rest === 0
          ? files !== undefined && files > inputs
            ? `${inputs} of ${files} files ${inputs === 1 ? 'differs' : 'differ'}`
            : inputs === 1
              ? 'One file differs'
              : `${inputs} files differ`
          : reason.changes.length === 1
            ? 'One of them differs'
            : `${reason.changes.length} of them differ`;
      return [
        `A step is reused when its parent and its inputs are the same. The parent of ${shorten(text)} is; its inputs are not. ${what}:`,
      ];
    }
  }
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** What follows from it for the steps above. */
function effectOf(step: ShownStep, build: ShownBuild): string[] {
  if (step.kind === 'metadata' || ['cached', 'unneeded', 'cancelled'].includes(step.state)) return [];
  const above = standingOn(build, step);
  if (above.length === 0) return step.state === 'failed' ? [] : ['No step stands on it.'];
  const lines = [...new Set(above.map(({ range }) => range.start))];
  const reused = above.filter(({ state }) => state === 'cached');
  const said =
    lines.length === 1
      ? `Line ${lines[0] ?? ''} stands on it`
      : `Lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1) ?? ''} stand on it`;
  if (step.state === 'failed') return [`${said} and cannot be built.`];
  const ends =
    build.mode === 'forecast'
      ? step.state === 'perhaps'
        ? 'may run too'
        : 'will run too'
      : step.state === 'running'
        ? 'must run too'
        : 'ran too';
  if (reused.length === 0) return [`${said}, so ${lines.length === 1 ? 'it' : 'they'} ${ends}.`];
  return [
    `${said}. ${reused.length === above.length ? 'They' : 'Some'} came from the cache all the same: what they take had not changed.`,
  ];
}
