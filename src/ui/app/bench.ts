// What a lesson beside the work can do with it: type, point, choose a view. It does nothing that the learner could not do.
import type { Laboratory } from '../session/laboratory.svelte.ts';
import type { OtherMoment } from '../compare/other-moment.ts';
import type { LayoutKind } from './layout.ts';

export interface Bench {
  readonly laboratory: Laboratory;
  readonly kind: LayoutKind;
  /** Types into the learner's terminal of this number, from 1, and shows it; it is opened when it is missing. */
  type(terminal: number, data: string): void;
  focusTerminal(): void;
  /** Frames objects on the stage, by record key, until others are named. */
  light(ids: readonly string[]): void;
  /** Shows a view of the stage; undefined: the one that suits the command. */
  showView(view: string | undefined): void;
  /** Shows another world beside the learner's; undefined: the learner's alone. */
  showGoal(moment: OtherMoment | undefined): void;
}

/** Where the learner is, from the course down; the last one is this place. */
export type Crumbs = readonly { readonly label: string; readonly href?: string }[];

/** What a lesson adds to the workspace besides its pane. */
export interface LessonFrame {
  readonly crumbs: Crumbs;
  /** Key of its room. */
  readonly room: string;
  /** Names the lesson and its step (from 1) in what is shared; undefined: none stands beside the work. */
  readonly shares?: { readonly id: string; readonly step: number } | undefined;
  /** What starting again leads to, where it is not the beginning of a lesson. */
  readonly again?: { readonly label: string; readonly explanation: string } | undefined;
  /** Done when the learner starts the lesson again, after the world is new. */
  readonly onreset: () => void;
}
