// What a lesson is, once its Markdown has been read: plain data that page, validator and grader share. No HTML in it.
// docs/lesson-format.md tells how it is written.
import type { Goal } from './goals/condition.ts';

/** Something that is wrong with a lesson's source. */
export interface Problem {
  /** 1 for the first line of the file. */
  readonly line: number;
  readonly text: string;
}

export type LessonKind = 'lesson' | 'repair' | 'challenge';

/** Views of the stage that a lesson can ask for. */
export const stageViews = [
  'everything',
  'layers',
  'build',
  'network',
  'inside',
  'states',
  'messages',
  'registry',
  'compose',
  'virtual-machine',
] as const;
export type StageView = (typeof stageViews)[number];

/** What the course map knows of a lesson without reading its text. */
export interface LessonSummary {
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  readonly kind: LessonKind;
  /** Titles of its steps. */
  readonly steps: readonly string[];
}

/** What is done before the learner comes. */
export interface Preparation {
  /** Images that are pulled. */
  readonly images: readonly string[];
  /** Path under the learner's home → text. */
  readonly files: ReadonlyMap<string, string>;
  readonly commands: readonly CommandLine[];
}

export interface Lesson extends Omit<LessonSummary, 'steps'> {
  /** `<part>/<lesson>`, the folder. */
  readonly id: string;
  readonly terms: readonly string[];
  readonly preparation: Preparation;
  /** Undefined: the stage shows what suits the command. */
  readonly view: StageView | undefined;
  /** Of a challenge: the fewest state-changing commands known. */
  readonly par: number | undefined;
  readonly introduction: readonly Block[];
  readonly steps: readonly Step[];
}

export interface Step {
  readonly title: string;
  /** Line of its heading. */
  readonly line: number;
  readonly blocks: readonly Block[];
  /** In growing detail. */
  readonly hints: readonly (readonly Block[])[];
  /** For the one who shows the lesson to a class. */
  readonly notes: readonly (readonly Block[])[];
  readonly solution: readonly Act[];
  readonly goals: readonly Goal[];
  /** What the learner, or the validator, does in this step, in order: the model solution. */
  readonly acts: readonly Act[];
  readonly cue: Cue | undefined;
}

/** What the stage shows when the step begins. */
export interface Cue {
  readonly view: StageView | undefined;
  readonly point: readonly { readonly kind: 'container' | 'image' | 'volume' | 'network'; readonly name: string }[];
}

/** A command line, and the exit status it is said to have; undefined while it goes on running. */
export interface CommandLine {
  /** May have several lines, all but the last ending in a backslash. */
  readonly line: string;
  readonly exit: number | undefined;
}

/**
 * Something that is typed. `terminal` counts from 1. `pause`: playback stops for a look when a message sets out whose method and path contain
 * this text.
 */
export type Act =
  | { readonly kind: 'commands'; readonly commands: readonly CommandLine[]; readonly terminal: number; readonly inside: boolean; readonly pause: string | undefined; readonly source: number }
  | { readonly kind: 'keys'; readonly keys: readonly string[]; readonly terminal: number; readonly source: number }
  | { readonly kind: 'file'; readonly path: string; readonly text: string; readonly terminal: number; readonly source: number }; // prettier-ignore

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  /** A term of the glossary, at its first use in a step: put in by `markTerms`. */
  | { readonly kind: 'term'; readonly text: string; readonly term: string }
  | { readonly kind: 'strong'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'emphasis'; readonly inlines: readonly Inline[] }
  /** To another lesson, by its id. */
  | { readonly kind: 'link'; readonly lesson: string; readonly inlines: readonly Inline[] };

export type Block =
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'heading'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  /** The parts of a command, each explained. */
  | { readonly kind: 'parts'; readonly rows: readonly { readonly code: string; readonly inlines: readonly Inline[] }[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'code'; readonly text: string; readonly language: string }
  /** What can be run: an index into the step's `acts`. */
  | { readonly kind: 'act'; readonly act: number }
  | { readonly kind: 'watch'; readonly blocks: readonly Block[] }
  | { readonly kind: 'question'; readonly question: Question };

export interface Question {
  readonly inlines: readonly Inline[];
  /** Judged after this act of the step has ended; undefined: at once. */
  readonly until: number | undefined;
  readonly options: readonly Option[];
}

export interface Option {
  readonly inlines: readonly Inline[];
  readonly right: boolean;
  readonly explanation: readonly Inline[];
}
