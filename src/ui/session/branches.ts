// The ways that a session can go: cut at a moment or before a command, and kept when it is left, so that it can be entered again.
import { browserTerminal } from '../../sim/kernel/log.ts';
import type { Session, TimedInput } from '../../sim/session.ts';

/** Other ways that are kept; the oldest goes when another comes. */
export const mostBranches = 12;

/** A session that was left for another, as it is seen from there. */
export interface Branch {
  readonly session: Session;
  /** Virtual ms at which the two part. */
  readonly t: number;
  /** The first line that was typed in it from there on; empty when none was. */
  readonly line: string;
}

/** A command line of the learner, as the log has it. Times in virtual ms. */
export interface TypedCommand {
  readonly terminal: string;
  readonly start: number;
  /** When its terminal was free for it. */
  readonly since: number;
}

/** The session up to a moment (virtual ms): nothing came later. */
export const sessionUntil = (session: Session, t: number): Session => ({
  ...session,
  inputs: session.inputs.filter((input) => input.t <= t),
  until: Math.min(t, session.until),
});

/** The session before a command's first key: from then on nothing came. Undefined when it was not typed in this session. */
export function sessionBefore(session: Session, { terminal, start, since }: TypedCommand): Session | undefined {
  const { inputs } = session;
  const typed = (input: TimedInput): boolean =>
    terminal === browserTerminal ? input.kind === 'browser' : input.kind === 'type' && input.terminal === terminal;
  let first = inputs.findLastIndex((input) => typed(input) && input.t <= start);
  const entered = inputs[first];
  if (!entered) return undefined;
  for (let index = first - 1; index >= 0; index--) {
    const input = inputs[index];
    if (!input || input.t < since) break;
    if (typed(input)) first = index;
  }
  return { ...session, inputs: inputs.slice(0, first), until: inputs[first]?.t ?? entered.t };
}

/** Another session as seen from this one. */
export function branchOf(current: Session, other: Session): Branch {
  const parting = partingOf(current, other);
  const times = [current.inputs[parting]?.t ?? current.until, other.inputs[parting]?.t ?? other.until];
  return { session: other, t: Math.min(...times), line: firstLine(other.inputs.slice(parting)) };
}

/** How many inputs two sessions have in common from their beginning. */
function partingOf({ inputs: a }: Session, { inputs: b }: Session): number {
  const parting = a.findIndex((input, index) => !sameInput(input, b[index]));
  return parting < 0 ? a.length : parting;
}

const sameInput = (a: TimedInput | undefined, b: TimedInput | undefined): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** What stood in the line when Enter was first pressed, as far as it can be told from the keys. */
function firstLine(inputs: readonly TimedInput[]): string {
  let line = '';
  for (const input of inputs) {
    if (input.kind === 'browser' && input.action === 'visit') return input.url;
    if (input.kind !== 'type') continue;
    for (const key of input.data.replace(/\x1b\[[\d;]*[A-Za-z~]/g, '')) {
      if ((key === '\r' || key === '\n') && line.trim() !== '') return line.trim();
      if (key === '\x7f') line = line.slice(0, -1);
      else if (key === '\x03' || key === '\x15') line = '';
      else if (key >= ' ') line += key;
    }
  }
  return line.trim();
}

/** The sessions beside the current one. */
export interface Ways {
  /** Those that were left, in the order in which they were. */
  readonly left: readonly Session[];
  /** Those that undoing led away from, the latest last; nothing was done since. */
  readonly undone: readonly Session[];
}

export const noWays: Ways = { left: [], undone: [] };

/** Whether the learner did anything in a session that was not done in another. */
const hasOwn = (session: Session, other: Session): boolean =>
  session.inputs.slice(partingOf(session, other)).some((input) => !isPassive(input));

/** What the page does by itself when it shows a world. */
const isPassive = (input: TimedInput): boolean =>
  input.kind === 'open' || input.kind === 'resize' || (input.kind === 'editor' && input.action === 'offer');

/** The ways once a session has been left for another; of too many the oldest is let go. */
export function leaving(ways: Ways, left: Session, entered: Session): Ways {
  const others = ways.left.filter((session) => session !== entered);
  return { left: (hasOwn(left, entered) ? [...others, left] : others).slice(-mostBranches), undone: [] };
}

/** The ways once something is done after undoing: what was undone is one of them. */
export const doingAnew = ({ left, undone: [first] }: Ways): Ways =>
  first ? { left: [...left, first].slice(-mostBranches), undone: [] } : { left, undone: [] };
