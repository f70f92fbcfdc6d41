// Carries out a step's acts by typing them into the learner's terminal, and follows how they end. A pure consequence of the log: an act
// that the learner types by hand is not noticed, which is why goals look at the world.
import { fileTyping } from '../../lessons/play.ts';
import { keyCharacters } from '../../lessons/fence.ts';
import type { Act } from '../../lessons/lesson.ts';
import type { Log, MessageEntry } from '../../sim/kernel/log.ts';
import type { Bench } from '../app/bench.ts';

export type ActState =
  | { readonly kind: 'ready' | 'running' | 'done' }
  /** Ended with another exit status than it should. */
  | { readonly kind: 'failed'; readonly exit: number }
  /** Nothing was typed: another program has the terminal, or none is there to type to. */
  | { readonly kind: 'busy' | 'nobody' };

/** Ms between a line that is typed and Enter, so that it can be seen. */
const typing = 260;

/** A line that was typed and is waited for. */
interface Pending {
  readonly act: number;
  readonly terminal: string;
  /** Lines still to be typed after this one, with the exit status that each should have. */
  readonly rest: readonly { readonly line: string; readonly exit: number | undefined; readonly text?: string }[];
  readonly exit: number | undefined;
  /** What is typed to the program that the line starts. */
  readonly text: string | undefined;
  /** Playback stops at the first message that contains this; undefined once it has. */
  pause: string | undefined;
  /** Position in the log from which its entries are looked for. */
  position: number;
  command: number | undefined;
}

export class ActRunner {
  #states = $state.raw<readonly ActState[]>([]);
  #pending: Pending | undefined;
  readonly #bench: Bench;

  constructor(bench: Bench, acts: number) {
    this.#bench = bench;
    this.#states = Array.from({ length: acts }, () => ({ kind: 'ready' }) as const);
  }

  /** Of each act. */
  get states(): readonly ActState[] {
    return this.#states;
  }

  /** Whether an act has ended, well or not. */
  over(act: number): boolean {
    const { kind } = this.#states[act] ?? { kind: 'ready' };
    return kind === 'done' || kind === 'failed';
  }

  /** The first act that has not been carried out; undefined when all are. */
  get next(): number | undefined {
    const index = this.#states.findIndex((_, act) => !this.over(act));
    return index < 0 ? undefined : index;
  }

  /** Carries out an act. */
  run(index: number, act: Act): void {
    if (this.#states[index]?.kind === 'running') return;
    const terminal = `terminal-${act.terminal}`;
    const busy = this.#isBusy(terminal);
    if (act.kind === 'keys' || (act.kind === 'commands' && act.inside)) {
      if (!busy) this.#set(index, { kind: 'nobody' });
      else {
        const characters =
          act.kind === 'keys'
            ? act.keys.map(keyCharacters)
            : act.commands.map(({ line }) => `${line.replaceAll('\n', '\r')}\r`);
        for (const data of characters) this.#bench.type(act.terminal, data);
        this.#set(index, { kind: 'done' });
      }
      return;
    }
    if (busy) {
      this.#set(index, { kind: 'busy' });
      return;
    }
    const lines = act.kind === 'commands' ? act.commands : linesOf(act.path, act.text);
    this.#set(index, { kind: 'running' });
    this.#begin(index, act.terminal, lines, act.kind === 'commands' ? act.pause : undefined);
  }

  /** Follows the log: to be called whenever it may have grown. */
  follow(log: Log): void {
    const pending = this.#pending;
    if (!pending) return;
    for (; pending.position < log.length; pending.position++) {
      const entry = log.entries[pending.position];
      if (pending.command !== undefined && pending.pause !== undefined && entry?.type === 'message')
        this.#pauseAt(pending, entry);
      if (entry?.type === 'command' && entry.terminal === pending.terminal && pending.command === undefined) {
        pending.command = entry.id;
        if (pending.text !== undefined) this.#bench.type(numberOf(pending.terminal), pending.text);
        if (pending.exit === undefined) {
          this.#finish(pending, { kind: 'done' });
          return;
        }
      }
      if (entry?.type !== 'exit' || pending.command === undefined || entry.command !== pending.command) continue;
      if (entry.code !== pending.exit) this.#finish(pending, { kind: 'failed', exit: entry.code });
      else if (pending.rest.length > 0)
        this.#begin(pending.act, numberOf(pending.terminal), pending.rest, pending.pause);
      else this.#finish(pending, { kind: 'done' });
      return;
    }
  }

  #begin(act: number, terminal: number, [first, ...rest]: Pending['rest'], pause: string | undefined): void {
    if (!first) return;
    const id = `terminal-${terminal}`;
    this.#pending = {
      act,
      terminal: id,
      rest,
      exit: first.exit,
      text: first.text,
      pause,
      position: this.#bench.laboratory.playback.log.length,
      command: undefined,
    };
    // What the learner has begun to type gives way.
    this.#bench.type(terminal, `\u0015${first.line.replaceAll('\n', '\r')}`);
    setTimeout(() => this.#bench.type(terminal, '\r'), typing);
  }

  /** Stops for a look when the message that is waited for sets out. Who wants to see end states alone is not stopped. */
  #pauseAt(pending: Pending, { t, method = '', path = '' }: MessageEntry): void {
    const { playback } = this.#bench.laboratory;
    if (!`${method} ${path}`.includes(pending.pause ?? '') || playback.speed === Infinity) return;
    pending.pause = undefined;
    playback.seek(t);
  }

  #finish({ act }: Pending, state: ActState): void {
    this.#pending = undefined;
    this.#set(act, state);
  }

  #set(index: number, state: ActState): void {
    this.#states = this.#states.map((before, act) => (act === index ? state : before));
  }

  #isBusy(terminal: string): boolean {
    return this.#bench.laboratory.isBusy(terminal);
  }
}

const numberOf = (terminal: string): number => Number(terminal.slice('terminal-'.length));

/** The lines that write a file. */
function linesOf(path: string, text: string): Pending['rest'] {
  const { folder, opening, content } = fileTyping(path, text);
  const write = { line: opening, exit: 0, text: content };
  return folder === undefined ? [write] : [{ line: folder, exit: 0 }, write];
}
