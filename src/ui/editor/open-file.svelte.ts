// A file in the editor: its text with its undo history, written a moment after it was changed, never over what somebody else wrote.
import { Compartment, EditorState, Transaction, type Extension, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { languageOf, type Language } from './languages.ts';
import type { Source } from './source.ts';

/** Ms after the last key before the text is written. */
const pause = 350;

export class OpenFile {
  readonly source: Source;
  readonly language: Language;
  readonly #grammar = new Compartment();
  readonly #writable = new Compartment();
  readonly #extensions: Extension;
  #state: EditorState | undefined;
  #view: EditorView | undefined;
  /** What the machine holds, as far as is known here. */
  #known = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | undefined;
  #readOnly = false;
  #problem = $state('');
  #missing = $state('');
  #theirs = $state.raw<string>();
  #changed = $state(false);
  #dirty = $state(false);

  constructor(source: Source, extensions: Extension) {
    this.source = source;
    this.language = languageOf(source.path);
    this.#extensions = extensions;
    this.look();
  }

  get name(): string {
    return this.source.path.split('/').at(-1) ?? '';
  }

  /** Why the last text could not be written; empty when it was. */
  get problem(): string {
    return this.#problem;
  }

  /** Why there is nothing to show; empty when there is. */
  get missing(): string {
    return this.#missing;
  }

  /** A program has written another text while this one was not written yet. */
  get conflict(): boolean {
    return this.#theirs !== undefined;
  }

  /** The text is one that a program wrote since the file was opened. */
  get changed(): boolean {
    return this.#changed;
  }

  /** Not everything is written yet. */
  get dirty(): boolean {
    return this.#dirty;
  }

  get state(): EditorState | undefined {
    return this.#view?.state ?? this.#state;
  }

  get text(): string {
    return this.state?.sliceDoc() ?? '';
  }

  /** The view that shows it; undefined when none does any more. Its state is kept. */
  show(view: EditorView | undefined): void {
    if (!view) this.#state = this.state;
    this.#view = view;
  }

  dispatch(spec: TransactionSpec): void {
    if (this.#view) this.#view.dispatch(spec);
    else if (this.#state) this.#state = this.#state.update(spec).state;
  }

  setGrammar(grammar: Extension): void {
    this.dispatch({ effects: this.#grammar.reconfigure(grammar) });
  }

  setReadOnly(readOnly: boolean): void {
    if (this.#readOnly === readOnly) return;
    this.#readOnly = readOnly;
    this.dispatch({ effects: this.#writable.reconfigure(EditorState.readOnly.of(readOnly)) });
  }

  /** The learner changed the text. */
  edited(): void {
    this.#dirty = this.text !== this.#known;
    this.#changed = false;
    clearTimeout(this.#timer);
    if (this.#dirty && !this.conflict) this.#timer = setTimeout(() => void this.save(), pause);
  }

  /** Writes what is not written yet, and waits for it. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#writing) await this.#writing;
    if (this.conflict || !this.state || this.text === this.#known) return;
    this.#writing = this.#write(this.text);
    await this.#writing;
    this.#writing = undefined;
    if (this.text !== this.#known && this.#problem === '') await this.save();
  }

  async #write(text: string): Promise<void> {
    this.#problem = (await this.source.write(text)) ?? '';
    if (this.#problem === '') this.#known = text;
    this.#dirty = this.text !== this.#known;
  }

  /** Compares with the machine: takes over what a program wrote, unless there is something of the learner's to lose. */
  look(): void {
    if (this.#writing) return;
    const found = this.source.read();
    if ('problem' in found) {
      if (!this.#dirty) this.#missing = found.problem;
      return;
    }
    this.#missing = '';
    if (!this.#state && !this.#view) {
      this.#known = found.text;
      this.#state = this.#begin(found.text);
      return;
    }
    if (found.text === this.#known) {
      if (this.conflict) this.#theirs = undefined;
      return;
    }
    if (found.text === this.text) {
      this.#known = found.text;
      this.#dirty = false;
      this.#theirs = undefined;
    } else if (this.#dirty) {
      clearTimeout(this.#timer);
      this.#theirs = found.text;
    } else this.#take(found.text);
  }

  /** Ends a conflict: the learner's text is written over the other. */
  keepMine(): void {
    if (this.#theirs === undefined) return;
    this.#known = this.#theirs;
    this.#theirs = undefined;
    void this.save();
  }

  /** Ends a conflict: the text of the machine is shown. The learner's is still in the undo history. */
  takeTheirs(): void {
    const theirs = this.#theirs;
    this.#theirs = undefined;
    if (theirs !== undefined) this.#take(theirs);
  }

  #take(text: string): void {
    this.#known = text;
    this.#dirty = false;
    this.#problem = '';
    this.#changed = true;
    const before = this.text;
    let start = 0;
    const shorter = Math.min(before.length, text.length);
    while (start < shorter && before[start] === text[start]) start++;
    let tail = 0;
    while (tail < shorter - start && before[before.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
    const whole = text.includes('\r');
    this.dispatch({
      changes: whole
        ? { from: 0, to: this.state?.doc.length ?? 0, insert: this.state?.toText(text) ?? text }
        : { from: start, to: before.length - tail, insert: text.slice(start, text.length - tail) },
      annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(true)],
    });
  }

  #begin(text: string): EditorState {
    const line = this.source.line ?? 1;
    // Only what ends every line is an end of line; anything else stays in the text as it is.
    const separator = text.includes('\r\n') && !/(^|[^\r])\n/.test(text) ? '\r\n' : '\n';
    const state = EditorState.create({
      doc: text,
      extensions: [
        EditorState.lineSeparator.of(separator),
        this.#grammar.of([]),
        this.#writable.of(EditorState.readOnly.of(this.#readOnly)),
        this.#extensions,
      ],
    });
    const at = state.doc.line(Math.min(Math.max(1, line), state.doc.lines)).from;
    return state.update({ selection: { anchor: at } }).state;
  }
}
