// How far a learner has come: kept in the browser, moved by file. Older files are read; what is damaged in one is left out.

/** The version that is written. */
export const progressVersion = 1;

export interface LessonProgress {
  /** The step that was open last, from 0; as many as there are: the summary. */
  readonly step: number;
  /** Titles of the steps whose goals have been met. */
  readonly done: readonly string[];
  /** How often a hint, or the solution, was asked for. */
  readonly hints: number;
  /** When it was completed, ms since 1970; undefined: not yet. */
  readonly completed: number | undefined;
  /** Of a challenge: the fewest state-changing commands that were needed. */
  readonly best: number | undefined;
  /** For handing in, by title of a step: the virtual time (ms) at which its goals were met, and how many hints were asked for. */
  readonly moments?: Readonly<Record<string, number>>;
  readonly hinted?: Readonly<Record<string, number>>;
}

export interface Progress {
  readonly version: typeof progressVersion;
  /** As it stands on the certificate; empty until it was asked for. */
  readonly name: string;
  /** The lesson that was open last; empty for none. */
  readonly latest: string;
  readonly lessons: Readonly<Record<string, LessonProgress>>;
}

export const noProgress: Progress = { version: progressVersion, name: '', latest: '', lessons: {} };

/** A lesson that has not been opened. */
export const notBegun: LessonProgress = { step: 0, done: [], hints: 0, completed: undefined, best: undefined };

/** Reads what was kept or comes from a file: the progress, or in one sentence why it is none. */
export function readProgress(value: unknown): Progress | { readonly problem: string } {
  if (typeof value !== 'object' || value === null) return { problem: 'This is not a file of Drydock’s progress.' };
  const { version, name, latest, lessons } = value as Partial<Record<keyof Progress, unknown>>;
  if (typeof version !== 'number' || typeof lessons !== 'object' || lessons === null)
    return { problem: 'This is not a file of Drydock’s progress.' };
  if (version > progressVersion)
    return {
      problem: `The file has version ${version}, this page reads up to ${progressVersion}. Load the page again for the newest one.`,
    };
  const read: Record<string, LessonProgress> = {};
  for (const [id, each] of Object.entries(lessons as Record<string, unknown>)) {
    const lesson = /^[\w-]+\/[\w-]+$/.test(id) ? readLesson(each) : undefined;
    if (lesson) read[id] = lesson;
  }
  return {
    version: progressVersion,
    name: typeof name === 'string' ? name.slice(0, 100) : '',
    latest: typeof latest === 'string' && latest in read ? latest : '',
    lessons: read,
  };
}

function readLesson(value: unknown): LessonProgress | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { step, done, hints, completed, best, moments, hinted } = value as Partial<
    Record<keyof LessonProgress, unknown>
  >;
  const times = numbers(moments);
  const asked = numbers(hinted);
  return {
    ...(times && { moments: times }),
    ...(asked && { hinted: asked }),
    step: whole(step) ?? 0,
    done: Array.isArray(done) ? done.filter((title) => typeof title === 'string').slice(0, 20) : [],
    hints: whole(hints) ?? 0,
    completed: whole(completed),
    best: whole(best),
  };
}

/** The numbers of a record; undefined when it has none. */
function numbers(value: unknown): Readonly<Record<string, number>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const read = Object.entries(value as Record<string, unknown>).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= 0,
  );
  return read.length > 0 ? Object.fromEntries(read.slice(0, 20)) : undefined;
}

const whole = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;

/** Two learners' progress in one, the further of each lesson: a file that is brought to a browser that has its own. */
export function mergeProgress(mine: Progress, other: Progress): Progress {
  const lessons = { ...mine.lessons };
  for (const [id, theirs] of Object.entries(other.lessons)) {
    const ours = lessons[id];
    lessons[id] = ours ? mergeLesson(ours, theirs) : theirs;
  }
  return { version: progressVersion, name: mine.name || other.name, latest: mine.latest || other.latest, lessons };
}

function mergeLesson(a: LessonProgress, b: LessonProgress): LessonProgress {
  const further = b.done.length > a.done.length ? b : a;
  return {
    step: further.step,
    done: [...new Set([...a.done, ...b.done])],
    hints: Math.max(a.hints, b.hints),
    completed: least(a.completed, b.completed),
    best: least(a.best, b.best),
    ...(further.moments && { moments: further.moments }),
    ...(further.hinted && { hinted: further.hinted }),
  };
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
