// Where programs of a machine open files in the editor of the page, and wait for what the page does with them.
import type { EditorAct } from '../../kernel/log.ts';
import type { Store } from '../../kernel/store.ts';
import type { Task } from '../../kernel/task.ts';
import { Trigger } from '../../kernel/trigger.ts';
import type { EditorRecord } from '../records.ts';

/** What the page does with an open file. */
export type DocumentAct = Exclude<EditorAct, { readonly action: 'offer' }>;

/** A file that a program has open in the page's editor. */
export class OpenDocument {
  readonly #store: Store;
  readonly #closed: () => void;
  readonly #acts: DocumentAct[] = [];
  readonly #arrived = new Trigger();
  #record: EditorRecord;

  constructor(store: Store, record: EditorRecord, closed: () => void) {
    this.#store = store;
    this.#record = record;
    this.#closed = closed;
    store.put('editor', record.id, record);
  }

  get text(): string {
    return this.#record.text;
  }

  /** Waits for the next thing that the page does with it. */
  *next(): Task<DocumentAct> {
    for (;;) {
      const act = this.#acts.shift();
      if (act) return act;
      yield* this.#arrived.next();
    }
  }

  deliver(act: DocumentAct): void {
    this.#acts.push(act);
    this.#arrived.fire();
  }

  /** Notes a text that was saved, or why it could not be. */
  note(text: string, problem: string | undefined): void {
    this.#record = { ...this.#record, text, problem };
    this.#store.put('editor', this.#record.id, this.#record);
  }

  close(): void {
    this.#store.delete('editor', this.#record.id);
    this.#closed();
  }
}

/** The way from a machine's programs to the editor of the page. */
export class EditorDesk {
  readonly #store: Store;
  readonly #open = new Map<string, OpenDocument>();
  #offered = false;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Whether there is a page with an editor. */
  get offered(): boolean {
    return this.#offered;
  }

  /** Opens a file. The page shows it until `close`. */
  open(record: EditorRecord): OpenDocument {
    const document = new OpenDocument(this.#store, record, () => this.#open.delete(record.id));
    this.#open.set(record.id, document);
    return document;
  }

  /** Something that the page did. What is for a program that is gone is lost. */
  act(act: EditorAct): void {
    if (act.action === 'offer') this.#offered = true;
    else this.#open.get(act.editor)?.deliver(act);
  }
}
