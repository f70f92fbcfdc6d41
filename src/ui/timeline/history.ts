// What the timeline shows of a log: commands, the marks below them, the moments to step to. Keeps up as the log grows.
import { preparing } from '../../lessons/preparation.ts';
import type { Entry, Log } from '../../sim/kernel/log.ts';
import { isRefusal } from '../words/refusal.ts';
import type { MarkKind } from './track.ts';

/** A command line of the learner; `end` and `code` are undefined while it runs. Times in virtual ms. */
export interface Command {
  readonly id: number;
  readonly terminal: string;
  readonly line: string;
  readonly start: number;
  /** When its terminal was free for it. */
  readonly since: number;
  readonly end: number | undefined;
  readonly code: number | undefined;
}

/** Something that happened. */
export interface Happening {
  readonly t: number;
  readonly kind: MarkKind;
}

/** Kinds of records whose changes are worth a mark and a step. */
const drawn = new Set<string>(['container', 'image', 'layer', 'network', 'volume', 'pull', 'repository']);

export class History {
  readonly #log: Log;
  readonly #commands = new Map<number, Command>();
  readonly #happenings: Happening[] = [];
  readonly #moments: number[] = [];
  /** When each terminal was last free. */
  readonly #free = new Map<string, number>();
  #position = 0;
  /** A lesson is being prepared: that is not the learner's history. */
  #preparing = false;

  constructor(log: Log) {
    this.#log = log;
  }

  /** In order of their start. */
  get commands(): readonly Command[] {
    this.#extend();
    return [...this.#commands.values()];
  }

  /** In order of time. */
  get happenings(): readonly Happening[] {
    this.#extend();
    return this.#happenings;
  }

  /** Virtual times (ms) at which something can be seen to happen, ascending, each once. */
  get moments(): readonly number[] {
    this.#extend();
    return this.#moments;
  }

  /** Virtual times at which commands began or ended, ascending, each once. */
  get commandMoments(): readonly number[] {
    const times = this.commands.flatMap(({ start, end }) => (end === undefined ? [start] : [start, end]));
    return [...new Set(times)].sort((a, b) => a - b);
  }

  #extend(): void {
    const { entries } = this.#log;
    for (let entry = entries[this.#position]; entry; entry = entries[++this.#position]) this.#take(entry);
  }

  #take(entry: Entry): void {
    this.#preparing = preparing(entry) ?? this.#preparing;
    if (this.#preparing) return;
    if (entry.type === 'command') {
      const { id, terminal, line, t: start } = entry;
      const since = this.#free.get(terminal) ?? 0;
      this.#commands.set(id, { id, terminal, line, start, since, end: undefined, code: undefined });
      this.#free.set(terminal, start);
      this.#moment(entry.t);
      return;
    }
    if (entry.type === 'exit') {
      const command = entry.command === undefined ? undefined : this.#commands.get(entry.command);
      if (command) {
        this.#commands.set(command.id, { ...command, end: entry.t, code: entry.code });
        this.#free.set(command.terminal, entry.t);
        this.#moment(entry.t);
      }
      return;
    }
    const kind = markOf(entry);
    if (!kind) return;
    this.#happenings.push({ t: entry.t, kind });
    this.#moment(entry.t);
  }

  #moment(t: number): void {
    if (this.#moments.at(-1) !== t) this.#moments.push(t);
  }
}

function markOf(entry: Entry): MarkKind | undefined {
  if (entry.type === 'message') {
    if (entry.role === 'end') return undefined;
    return isRefusal(entry) ? 'error' : 'message';
  }
  if (entry.type === 'change') return drawn.has(entry.kind) ? 'change' : undefined;
  // What the shell echoes while the learner types belongs to no command and is no event.
  if (entry.type === 'output') return entry.cause === undefined ? undefined : 'output';
  return undefined;
}
