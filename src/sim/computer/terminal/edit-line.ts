// The line editor's state and what each key does to it, as readline's emacs mode (bash(1), "READLINE"). No output here.
import { clusters } from './character-width.ts';
import type { Key } from './keys.ts';

/** An incremental search through the history. */
export interface Search {
  readonly direction: 'reverse' | 'forward';
  readonly query: string;
  readonly state: 'found' | 'failed';
  /** What to go back to when it is given up. */
  readonly origin: EditorState;
}

/** The line under edit. Immutable. Its characters are what the cursor moves over in one step. */
export interface EditorState {
  readonly prompt: string;
  readonly line: readonly string[];
  readonly cursor: number;
  /** Earlier lines, oldest first. */
  readonly history: readonly string[];
  /** Which of them is shown; `history.length`: the new line. */
  readonly place: number;
  /** Lines that were changed while looking around, by place. */
  readonly changed: ReadonlyMap<number, string>;
  /** What ^Y puts back. */
  readonly killed: string;
  readonly last: 'kill' | 'tab' | 'other';
  readonly search: Search | undefined;
}

/** What the reader has to do after a key. */
export type Effect = 'submit' | 'end' | 'interrupt' | 'complete' | 'clear' | 'bell';

export interface Step {
  readonly state: EditorState;
  readonly effect: Effect | undefined;
}

/** An empty line after a prompt. */
export const newLine = (prompt: string, history: readonly string[] = []): EditorState => ({
  prompt, line: [], cursor: 0, history, place: history.length, changed: new Map(), killed: '', last: 'other', search: undefined,
}); // prettier-ignore

/** The line as text. */
export const lineText = (state: EditorState): string => state.line.join('');

/** The text before the cursor. */
export const textBefore = (state: EditorState): string => state.line.slice(0, state.cursor).join('');

const done = (state: EditorState, effect?: Effect): Step => ({ state, effect });

/** Applies a key. A paste inserts its text; the reader splits it at newlines first. */
export function edit(before: EditorState, key: Key): Step {
  const state: EditorState = { ...before, last: 'other' };
  if (before.search) return searchKey(state, before.search, key);
  if (key.kind !== 'key') return done(insert(state, key.text));
  const command = commands[key.name];
  return command ? command(state, before) : done(state, 'bell');
}

/** Puts text in at the cursor. */
export function insert(state: EditorState, text: string): EditorState {
  const added = text.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, (character) => (character === '\t' ? ' ' : ''));
  const head = clusters(state.line.slice(0, state.cursor).join('') + added);
  const line = clusters(head.join('') + state.line.slice(state.cursor).join(''));
  return { ...state, line, cursor: Math.min(head.length, line.length) };
}

const move = (state: EditorState, cursor: number): EditorState => ({
  ...state,
  cursor: Math.max(0, Math.min(state.line.length, cursor)),
});

/** The line with a stretch taken out, and the cursor where it was. */
function cut(state: EditorState, from: number, to: number): EditorState {
  const text = [...state.line.slice(0, from), ...state.line.slice(to)].join('');
  const line = clusters(text);
  return { ...state, line, cursor: Math.min(clusters(state.line.slice(0, from).join('')).length, line.length) };
}

/** Cuts into the kill buffer; one kill after another adds to it. */
function kill(state: EditorState, before: EditorState, from: number, to: number): EditorState {
  const text = state.line.slice(from, to).join('');
  const back = to === state.cursor;
  const killed = before.last !== 'kill' ? text : back ? text + before.killed : before.killed + text;
  return { ...cut(state, from, to), killed, last: 'kill' };
}

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

function wordStart(state: EditorState): number {
  let at = state.cursor;
  while (at > 0 && !isWord(state.line[at - 1])) at--;
  while (at > 0 && isWord(state.line[at - 1])) at--;
  return at;
}

function wordEnd(state: EditorState): number {
  let at = state.cursor;
  while (at < state.line.length && !isWord(state.line[at])) at++;
  while (at < state.line.length && isWord(state.line[at])) at++;
  return at;
}

function blankStart(state: EditorState): number {
  let at = state.cursor;
  while (at > 0 && state.line[at - 1] === ' ') at--;
  while (at > 0 && state.line[at - 1] !== ' ') at--;
  return at;
}

/** The line at another place in the history; what was changed here is remembered. */
function goTo(state: EditorState, place: number): EditorState {
  const text = lineText(state);
  const changed = new Map(state.changed);
  if (text !== (state.history[state.place] ?? '')) changed.set(state.place, text);
  else changed.delete(state.place);
  const line = clusters(changed.get(place) ?? state.history[place] ?? '');
  return { ...state, changed, place, line, cursor: line.length };
}

function older(state: EditorState): Step {
  return state.place > 0 ? done(goTo(state, state.place - 1)) : done(state, 'bell');
}

function newer(state: EditorState): Step {
  return state.place < state.history.length ? done(goTo(state, state.place + 1)) : done(state, 'bell');
}

function transpose(state: EditorState): Step {
  const right = Math.min(state.cursor, state.line.length - 1);
  if (right < 1) return done(state, 'bell');
  const line = [...state.line];
  const [one = '', two = ''] = line.splice(right - 1, 2);
  line.splice(right - 1, 0, two, one);
  return done({ ...state, line, cursor: right + 1 });
}

function changeWord(state: EditorState, change: (word: string) => string): Step {
  const end = wordEnd(state);
  const word = clusters(change(state.line.slice(state.cursor, end).join('')));
  const line = [...state.line.slice(0, state.cursor), ...word, ...state.line.slice(end)];
  return done({ ...state, line, cursor: state.cursor + word.length });
}

const deleteForward = (state: EditorState): Step =>
  state.cursor < state.line.length ? done(cut(state, state.cursor, state.cursor + 1)) : done(state, 'bell');

const deleteBackward = (state: EditorState): Step =>
  state.cursor > 0 ? done(cut(state, state.cursor - 1, state.cursor)) : done(state, 'bell');

type Command = (state: EditorState, before: EditorState) => Step;

const start: Command = (state) => done(move(state, 0));
const end: Command = (state) => done(move(state, state.line.length));
const left: Command = (state) => (state.cursor > 0 ? done(move(state, state.cursor - 1)) : done(state, 'bell'));
const right: Command = (state) =>
  state.cursor < state.line.length ? done(move(state, state.cursor + 1)) : done(state, 'bell');

const commands: Readonly<Record<string, Command>> = {
  left,
  right,
  home: start,
  end,
  up: older,
  down: newer,
  'ctrl-a': start,
  'ctrl-e': end,
  'ctrl-b': left,
  'ctrl-f': right,
  'ctrl-p': older,
  'ctrl-n': newer,
  'ctrl-u': (state, before) => done(kill(state, before, 0, state.cursor)),
  'ctrl-k': (state, before) => done(kill(state, before, state.cursor, state.line.length)),
  'ctrl-w': (state, before) => done(kill(state, before, blankStart(state), state.cursor)),
  'alt-backspace': (state, before) => done(kill(state, before, wordStart(state), state.cursor)),
  'alt-d': (state, before) => done(kill(state, before, state.cursor, wordEnd(state))),
  'alt-b': (state) => done(move(state, wordStart(state))),
  'alt-f': (state) => done(move(state, wordEnd(state))),
  'alt-u': (state) => changeWord(state, (word) => word.toUpperCase()),
  'alt-l': (state) => changeWord(state, (word) => word.toLowerCase()),
  'alt-c': (state) => changeWord(state, (word) => word.replace(/[\p{L}\p{N}]/u, (letter) => letter.toUpperCase())),
  'alt-<': (state) => done(goTo(state, 0)),
  'alt->': (state) => done(goTo(state, state.history.length)),
  'alt-.': (state) => done(insert(state, lastArgument(state.history.at(-1) ?? ''))),
  'ctrl-y': (state) => done(insert(state, state.killed)),
  'ctrl-t': transpose,
  'ctrl-l': (state) => done(state, 'clear'),
  'ctrl-c': (state) => done(state, 'interrupt'),
  'ctrl-d': (state) => (state.line.length === 0 ? done(state, 'end') : deleteForward(state)),
  'ctrl-h': deleteBackward,
  delete: deleteForward,
  backspace: deleteBackward,
  enter: (state) => done(state, 'submit'),
  'ctrl-j': (state) => done(state, 'submit'),
  tab: (state, before) => done({ ...state, last: before.last === 'tab' ? 'tab' : 'other' }, 'complete'),
  'ctrl-r': (state) => done({ ...state, search: { direction: 'reverse', query: '', state: 'found', origin: state } }),
  'ctrl-s': (state) => done({ ...state, search: { direction: 'forward', query: '', state: 'found', origin: state } }),
};

const lastArgument = (line: string): string => line.trim().split(/\s+/).pop() ?? '';

/** Looks for the query from a place on, and in it from an offset on (reverse: back from it). */
function find(state: EditorState, search: Search, query: string, again: boolean): EditorState {
  const reverse = search.direction === 'reverse';
  const step = reverse ? -1 : 1;
  let offset = textBefore(state).length + (again ? step : 0);
  for (let place = state.place; place >= 0 && place <= state.history.length; place += step) {
    const text = place === state.place ? lineText(state) : (state.changed.get(place) ?? state.history[place] ?? '');
    const at = reverse ? (offset < 0 ? -1 : text.lastIndexOf(query, offset)) : text.indexOf(query, offset);
    if (at >= 0) {
      const line = clusters(text);
      const cursor = clusters(text.slice(0, at)).length;
      return { ...state, place, line, cursor, search: { ...search, query, state: 'found' } };
    }
    offset = reverse ? Infinity : 0;
  }
  return { ...state, search: { ...search, query, state: 'failed' } };
}

function searchKey(state: EditorState, search: Search, key: Key): Step {
  if (key.kind !== 'key') {
    let now = state;
    for (const character of clusters(key.text)) {
      const at = now.search ?? search;
      now = found(now, find(now, at, at.query + character, false));
    }
    return done(now);
  }
  switch (key.name) {
    case 'ctrl-r':
    case 'ctrl-s': {
      const next: Search = { ...search, direction: key.name === 'ctrl-r' ? 'reverse' : 'forward' };
      if (search.query === '') return done({ ...state, search: next });
      return done(found(state, find(state, next, search.query, true)));
    }
    case 'backspace':
    case 'ctrl-h': {
      const query = clusters(search.query).slice(0, -1).join('');
      const restart = { ...state, place: search.origin.place, line: search.origin.line, cursor: search.origin.cursor };
      if (query === '') return done({ ...restart, search: { ...search, query, state: 'found' } });
      return done(find(restart, search, query, false));
    }
    case 'ctrl-g':
      return done({ ...search.origin, search: undefined }, 'bell');
    case 'ctrl-c':
      return done({ ...search.origin, search: undefined }, 'interrupt');
    case 'escape':
    case 'unknown':
      return done({ ...state, search: undefined });
    default:
      return edit({ ...state, search: undefined }, key);
  }
}

/** After a failure the line that was found last stays. */
const found = (before: EditorState, after: EditorState): EditorState =>
  after.search?.state === 'failed' ? { ...before, search: after.search } : after;

/** What stands before the line: the prompt, or the search as bash shows it. */
export function shownPrompt(state: EditorState): string {
  const { search } = state;
  if (!search) return state.prompt;
  const kind = search.direction === 'reverse' ? 'reverse-i-search' : 'i-search';
  return `(${search.state === 'failed' ? 'failed ' : ''}${kind})\`${search.query}': `;
}
