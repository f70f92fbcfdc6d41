// Drawing a line under edit on a screen of some columns: which bytes take the screen from one state to the next.
import { clusters, widthOfText } from './character-width.ts';
import { shownPrompt, type EditorState } from './edit-line.ts';

interface Cell {
  readonly row: number;
  readonly column: number;
}

const sequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;

/** A text without escape sequences and the marks `\x01`, `\x02` around them. */
export const visible = (text: string): string => text.replace(sequences, '').replace(/[\u0001\u0002]/g, '');

/** The part of a prompt that shares its row with the line. */
const lastRow = (prompt: string): string => prompt.slice(prompt.lastIndexOf('\n') + 1).replace(/[\u0001\u0002]/g, '');

/** How a character of the line is shown: control characters as `^X`. */
const shown = (character: string): string => {
  const code = character.charCodeAt(0);
  if (character === '\n') return '\r\n';
  return code < 32 || code === 127 ? `^${String.fromCharCode(code ^ 64)}` : character;
};

/** Where the next character goes after some characters of a line, the first of which stands at a cell. */
function walk(characters: Iterable<string>, start: Cell, columns: number): Cell {
  let { row, column } = start;
  const put = (width: number): void => {
    if (column + width > columns) {
      row++;
      column = 0;
    }
    column += width;
    if (column === columns) {
      row++;
      column = 0;
    }
  };
  for (const character of characters) {
    const code = character.charCodeAt(0);
    if (character === '\n') {
      row++;
      column = 0;
    } else if (character.length === 1 && code >= 32 && code < 127) put(1);
    else for (const part of clusters(shown(character))) put(widthOfText(part));
  }
  return { row, column };
}

interface Layout {
  readonly cursor: Cell;
  readonly end: Cell;
}

const origin: Cell = { row: 0, column: 0 };

function layout(state: EditorState, columns: number): Layout {
  const { line } = state;
  const prompt = walk(clusters(visible(lastRow(shownPrompt(state)))), origin, columns);
  if (state.cursor >= line.length) {
    const end = walk(line, prompt, columns);
    return { cursor: end, end };
  }
  const cursor = walk(line.slice(0, state.cursor), prompt, columns);
  const end = walk(line.slice(state.cursor), cursor, columns);
  // A wide character that does not fit into the row begins on the next: the cursor stands there.
  const next = line[state.cursor];
  const width = next === undefined || next === '\n' ? 0 : widthOfText(shown(next));
  const wraps = cursor.column + width > columns && width > 0;
  return { cursor: wraps ? { row: cursor.row + 1, column: 0 } : cursor, end };
}

const up = (rows: number): string => (rows > 0 ? `\u001b[${rows}A` : '');
const down = (rows: number): string => (rows > 0 ? `\u001b[${rows}B` : '');
const forward = (columns: number): string => (columns > 0 ? `\u001b[${columns}C` : '');

/** The whole line from a fresh row on; a prompt of several rows is written in full. */
export function drawFresh(state: EditorState, columns: number): string {
  const prompt = shownPrompt(state).replace(/[\u0001\u0002]/g, '');
  const above = prompt.slice(0, prompt.length - lastRow(prompt).length).replace(/\n/g, '\r\n');
  return above + drawFrom(state, columns);
}

/** The line from the beginning of its first row on, with the cursor put in its place. */
function drawFrom(state: EditorState, columns: number): string {
  const { cursor, end } = layout(state, columns);
  const text = lastRow(shownPrompt(state)) + state.line.map(shown).join('');
  // A row that is just full: the terminal goes to the next one only with the next character.
  const full = end.column === 0 && end.row > 0 && state.line.at(-1) !== '\n' ? ' \r' : '';
  const back =
    cursor.row === end.row && cursor.column === end.column
      ? ''
      : `${up(end.row - cursor.row)}\r${forward(cursor.column)}`;
  // What stood there is erased first: erasing after the text would undo the wrap into a row that is still empty.
  return `\u001b[J${text}${full}${back}`;
}

/** From one state to the next. */
export function redraw(before: EditorState, after: EditorState, columns: number): string {
  if (before.line === after.line && before.cursor === after.cursor && shownPrompt(before) === shownPrompt(after))
    return '';
  const old = layout(before, columns);
  const added = appended(before, after);
  if (added !== undefined) {
    const { end } = layout(after, columns);
    return added + (end.column === 0 && end.row > old.end.row ? ' \r' : '');
  }
  return `${up(old.cursor.row)}\r${drawFrom(after, columns)}`;
}

/** What was typed, when it was only added at the end. */
function appended(before: EditorState, after: EditorState): string | undefined {
  if (shownPrompt(before) !== shownPrompt(after)) return undefined;
  if (before.cursor !== before.line.length || after.cursor !== after.line.length) return undefined;
  if (after.line.length <= before.line.length) return undefined;
  if (before.line.some((character, index) => after.line[index] !== character)) return undefined;
  return after.line.slice(before.line.length).map(shown).join('');
}

/** From the cursor to a fresh row below the line. */
export function leave(state: EditorState, columns: number): string {
  const { cursor, end } = layout(state, columns);
  return `${down(end.row - cursor.row)}\r\n`;
}

/** Candidates in columns, as readline lists them: in order, down the first column, then the next. */
export function listing(candidates: readonly string[], columns: number): string {
  const names = candidates.map((candidate) => candidate.trimEnd().replace(/^.*\/(?=.)/, '')).sort();
  const width = Math.max(...names.map(widthOfText)) + 2;
  let across = Math.max(1, Math.floor(columns / width));
  if (across !== 1 && across * width === columns) across--;
  const rows = Math.ceil(names.length / across);
  const lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    let line = '';
    for (let index = row; index < names.length; index += rows) {
      const name = names[index] ?? '';
      line += index + rows < names.length ? name + ' '.repeat(width - widthOfText(name)) : name;
    }
    lines.push(line);
  }
  return lines.map((line) => `${line}\r\n`).join('');
}
