// Reads a line interactively: keys from the terminal go through the line editor until a line is entered.
import type { Task } from '../../kernel/task.ts';
import type { Completion, LineRequest, LineResult, ReadLine, Terminal } from '../contract.ts';
import { drawFresh } from './draw-line.ts';
import { lineText, newLine, textBefore, type EditorState } from './edit-line.ts';
import { KeyParser, type Key } from './keys.ts';
import { complete, list, press } from './line-editor.ts';

/** Bracketed paste: on while a line is read, off while a command runs. */
const pasteOn = '\u001b[?2004h';
const pasteOff = '\u001b[?2004l\r';

/** See `ReadLine` in the contract. What was typed beyond the line is put back for whoever reads next. */
export const readLine: ReadLine = function* (terminal, request) {
  terminal.mode = 'editing';
  const reader = new LineReader(terminal, request);
  try {
    return yield* reader.run();
  } finally {
    terminal.putBack(reader.rest());
    terminal.mode = 'cooked';
  }
};

class LineReader {
  readonly #terminal: Terminal;
  readonly #request: LineRequest;
  readonly #keys = new KeyParser();
  #state: EditorState;
  /** What follows the first line of a paste. */
  #pasted = new Uint8Array(0);

  constructor(terminal: Terminal, request: LineRequest) {
    this.#terminal = terminal;
    this.#request = request;
    this.#state = newLine(request.prompt, request.history);
  }

  /** Bytes that were read and not used. */
  rest(): Uint8Array {
    const typed = this.#keys.rest();
    const rest = new Uint8Array(this.#pasted.length + typed.length);
    rest.set(this.#pasted);
    rest.set(typed, this.#pasted.length);
    return rest;
  }

  *run(): Task<LineResult> {
    yield* this.#write(pasteOn + drawFresh(this.#state, this.#columns));
    for (;;) {
      const key = yield* this.#key();
      if (!key) return { kind: 'end' };
      const result = key.kind === 'paste' ? yield* this.#paste(key.text) : yield* this.#press(key);
      if (result) return result;
    }
  }

  get #columns(): number {
    return Math.max(2, this.#terminal.columns);
  }

  *#key(): Task<Key | undefined> {
    for (;;) {
      const key = this.#keys.next();
      if (key) return key;
      const bytes = yield* this.#terminal.descriptor.read();
      if (!bytes) return undefined;
      this.#keys.feed(bytes);
    }
  }

  /** Each line of a pasted text is entered in turn; a last one without a newline stays to be edited. */
  *#paste(text: string): Task<LineResult | undefined> {
    const lines = text.replace(/\r\n?/g, '\n');
    const end = lines.indexOf('\n');
    const first = end < 0 ? lines : lines.slice(0, end);
    if (first !== '') yield* this.#press({ kind: 'paste', text: first });
    if (end < 0) return undefined;
    this.#pasted = new TextEncoder().encode(lines.slice(end + 1).replace(/\n/g, '\r'));
    return yield* this.#press({ kind: 'key', name: 'enter' });
  }

  *#press(key: Key): Task<LineResult | undefined> {
    const again = this.#state.last === 'tab';
    const { state, output, effect } = press(this.#state, key, this.#columns);
    this.#state = state;
    switch (effect) {
      case 'submit':
        yield* this.#write(output + pasteOff);
        return { kind: 'line', line: lineText(state) };
      case 'interrupt':
        yield* this.#write(output + pasteOff);
        return { kind: 'interrupted' };
      case 'end':
        yield* this.#write(`${output}${pasteOff}`);
        return { kind: 'end' };
      case 'complete':
        yield* this.#complete(again);
        return undefined;
      default:
        yield* this.#write(output);
        return undefined;
    }
  }

  *#complete(again: boolean): Task {
    const { complete: search } = this.#request;
    if (!search) return;
    const completion = yield* search(lineText(this.#state), textBefore(this.#state).length);
    const { state, output, effect } = complete(this.#state, completion, this.#columns, again);
    this.#state = state;
    yield* this.#write(output);
    if (effect === 'ask') yield* this.#ask(completion);
  }

  *#ask(completion: Completion): Task {
    for (;;) {
      const key = yield* this.#key();
      const typed = key?.kind === 'text' ? key.text.charAt(0).toLowerCase() : '';
      const refused = typed === 'n' || !key || (key.kind === 'key' && key.name !== 'tab' && key.name !== 'enter');
      if (typed === 'y' || typed === ' ') yield* this.#write(`\r\n${list(this.#state, completion, this.#columns)}`);
      else if (refused) yield* this.#write(`\r\n${drawFresh(this.#state, this.#columns)}`);
      else continue;
      return;
    }
  }

  *#write(text: string): Task {
    if (text !== '') yield* this.#terminal.descriptor.write(new TextEncoder().encode(text));
  }
}
