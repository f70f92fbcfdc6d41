// The whole story in words: for each command, its sentences in order. Keeps up as the log grows.
import { preparing } from '../../lessons/preparation.ts';
import type { Entry, Log } from '../../sim/kernel/log.ts';
import type { Sentence } from './sentence.ts';
import type { Teller } from './teller.ts';
import { loadedTeller } from './loaded-teller.ts';

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
  readonly #tellerClass: () => typeof Teller | undefined;
  #teller: Teller | undefined;
  /** How far the commands are known, and how far what they led to is told: it waits for the teller. */
  #position = 0;
  #told = 0;
  /** A lesson is being prepared: that is not told. By which of the two it has been reached. */
  readonly #preparing = { known: false, told: false };

  /** `tellerClass`: who tells, once that is here; until then chapters have no sentences. */
  constructor(log: Log, tellerClass = loadedTeller) {
    this.#log = log;
    this.#tellerClass = tellerClass;
  }

  /** Chapters in order of their commands. */
  get chapters(): readonly Chapter[] {
    const { entries } = this.#log;
    for (let entry = entries[this.#position]; entry; entry = entries[++this.#position]) this.#learn(entry);
    if (this.#chapters.size > 0) this.#tell();
    return [...this.#chapters.values()];
  }

  #learn(entry: Entry): void {
    this.#preparing.known = preparing(entry) ?? this.#preparing.known;
    if (this.#preparing.known) return;
    if (entry.type === 'command') {
      const { id, terminal, line, t } = entry;
      this.#chapters.set(id, { id, terminal, line, t, sentences: [], end: undefined });
    } else if (entry.type === 'exit' && entry.command !== undefined) {
      const chapter = this.#chapters.get(entry.command);
      if (chapter) chapter.end = { id: entry.id, t: entry.t, code: entry.code };
    }
  }

  #tell(): void {
    const { entries } = this.#log;
    const TellerHere = this.#tellerClass();
    if (!TellerHere) return;
    const teller = (this.#teller ??= new TellerHere(this.#log));
    for (let entry = entries[this.#told]; entry; entry = entries[++this.#told]) {
      this.#preparing.told = preparing(entry) ?? this.#preparing.told;
      const said = teller.take(entry);
      if (said.length === 0 || this.#preparing.told) continue;
      const chapter = this.#chapters.get(teller.commandOf(entry));
      for (const sentence of said) chapter?.sentences.push({ id: entry.id, t: entry.t, ...sentence });
    }
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
