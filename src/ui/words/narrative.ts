// The whole story in words: for each command, its sentences in order. Keeps up as the log grows.
import { preparing } from '../../lessons/preparation.ts';
import type { Entry, Log, MessageEntry } from '../../sim/kernel/log.ts';
import { commandIndexOf, type CommandIndex } from '../player/command-index.ts';
import { changeInWords } from './changes.ts';
import { isRefusal, messageInWords } from './messages.ts';
import type { Part, Sentence } from './sentence.ts';

/** A command and what it led to. */
export interface Chapter {
  /** Id of its `command` entry; -1 for what happened by itself. */
  readonly id: number;
  /** Where it was typed, or `browserTerminal`. */
  readonly terminal: string;
  readonly line: string;
  readonly t: number;
  readonly sentences: readonly Sentence[];
  /** Exit status, once it has ended, when (virtual ms), and the id of its `exit` entry. */
  readonly end: { readonly id: number; readonly t: number; readonly code: number } | undefined;
}

/** Read from a log as it grows. */
export class Narrative {
  readonly #log: Log;
  readonly #chapters = new Map<
    number,
    { id: number; terminal: string; line: string; t: number; sentences: Sentence[]; end: Chapter['end'] }
  >();
  readonly #index: CommandIndex;
  #position = 0;
  /** A lesson is being prepared: that is not told. */
  #preparing = false;

  constructor(log: Log) {
    this.#log = log;
    this.#index = commandIndexOf(log);
  }

  /** Chapters in order of their commands. */
  get chapters(): readonly Chapter[] {
    const { entries } = this.#log;
    for (let entry = entries[this.#position]; entry; entry = entries[++this.#position]) this.#take(entry);
    return [...this.#chapters.values()];
  }

  #take(entry: Entry): void {
    this.#preparing = preparing(entry) ?? this.#preparing;
    if (this.#preparing) return;
    const command = this.#index.of(entry);
    if (entry.type === 'command') {
      const { id, terminal, line, t } = entry;
      this.#chapters.set(id, { id, terminal, line, t, sentences: [], end: undefined });
      return;
    }
    const chapter = this.#chapters.get(command);
    if (!chapter) return;
    if (entry.type === 'exit' && entry.command === command) {
      chapter.end = { id: entry.id, t: entry.t, code: entry.code };
      return;
    }
    const parts = this.#inWords(entry);
    if (parts)
      chapter.sentences.push({
        id: entry.id,
        t: entry.t,
        parts,
        bad: entry.type === 'message' && isRefusal(entry),
      });
  }

  #inWords(entry: Entry): readonly Part[] | undefined {
    if (entry.type === 'change') return changeInWords(entry);
    if (entry.type !== 'message') return undefined;
    const request = this.#log.entries[entry.exchange] as MessageEntry;
    return messageInWords({ message: entry, request });
  }
}

const narratives = new WeakMap<Log, Narrative>();

/** The narrative of a log, which caption and "In words" share. */
export function narrativeOf(log: Log): Narrative {
  let narrative = narratives.get(log);
  if (!narrative) narratives.set(log, (narrative = new Narrative(log)));
  return narrative;
}

/** The chapter that the playhead is in: the last one begun. */
export function chapterAt(chapters: readonly Chapter[], time: number): Chapter | undefined {
  return chapters.findLast(({ t }) => t <= time);
}

/** The last sentence of a chapter that has happened. */
export function sentenceAt(chapter: Chapter | undefined, time: number): Sentence | undefined {
  return chapter?.sentences.findLast(({ t }) => t <= time);
}
