// The line editor as a pure function: a state and a key give the next state, the bytes that show it, and what to do.
import type { Completion } from '../contract.ts';
import { clusters } from './character-width.ts';
import { drawFresh, leave, listing, redraw } from './draw-line.ts';
import { edit, insert, textBefore, type Effect, type EditorState } from './edit-line.ts';
import type { Key } from './keys.ts';

export interface Pressed {
  readonly state: EditorState;
  readonly output: string;
  /** `ask`: a question about listing many candidates stands on the screen. */
  readonly effect: Effect | 'ask' | undefined;
}

/** Candidates above which readline asks before it lists them. */
const manyCandidates = 100;

/** Presses a key on a screen of so many columns. */
export function press(before: EditorState, key: Key, columns: number): Pressed {
  const { state, effect } = edit(before, key);
  const shown = redraw(before, state, columns);
  switch (effect) {
    case 'submit':
    case 'interrupt': {
      const plain = { ...state, search: undefined };
      const caret = effect === 'interrupt' ? '^C' : '';
      const last = redraw(before, plain, columns);
      return {
        state: plain,
        output: last + (caret === '' ? leave(plain, columns) : caret + leave(plain, columns)),
        effect,
      };
    }
    case 'clear':
      return { state, output: `\u001b[H\u001b[2J${drawFresh(state, columns)}`, effect };
    case 'bell':
      return { state, output: `${shown}\u0007`, effect };
    default:
      return { state, output: shown, effect };
  }
}

/** Applies what completion found; `again`: Tab was pressed twice, so the candidates are listed. */
export function complete(
  before: EditorState,
  completion: Completion | undefined,
  columns: number,
  again: boolean,
): Pressed {
  const candidates = completion?.candidates ?? [];
  const state: EditorState = { ...before, last: 'tab' };
  const [only] = candidates;
  if (!completion || only === undefined) return { state, output: '\u0007', effect: 'bell' };
  const text = candidates.length === 1 ? finished(only) : commonStart(candidates);
  const word = textBefore(before).slice(completion.start);
  if (text !== word && (candidates.length === 1 || text.length > word.length)) {
    const after = replaceFrom(state, completion.start, text);
    return { state: after, output: redraw(before, after, columns), effect: undefined };
  }
  if (candidates.length === 1) return { state, output: '', effect: undefined };
  if (!again) return { state, output: '\u0007', effect: 'bell' };
  if (candidates.length > manyCandidates) {
    const question = `Display all ${candidates.length} possibilities? (y or n)`;
    return { state, output: leave(state, columns) + question, effect: 'ask' };
  }
  return { state, output: leave(state, columns) + list(state, completion, columns), effect: undefined };
}

/** The candidates below the line, and the line again below them. */
export const list = (state: EditorState, completion: Completion, columns: number): string =>
  listing(completion.candidates, columns) + drawFresh(state, columns);

function replaceFrom(state: EditorState, start: number, text: string): EditorState {
  const before = textBefore(state);
  const head = clusters(before.slice(0, start));
  const line = [...head, ...state.line.slice(state.cursor)];
  return insert({ ...state, line, cursor: head.length }, text);
}

/** A whole candidate ends with a space, unless more is to come. */
const finished = (candidate: string): string => (/[/= ]$/.test(candidate) ? candidate : `${candidate} `);

function commonStart(candidates: readonly string[]): string {
  let start = candidates[0] ?? '';
  for (const candidate of candidates) while (!candidate.startsWith(start)) start = start.slice(0, -1);
  return start;
}
