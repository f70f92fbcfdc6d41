// What a terminal does with typed bytes before a program sees them: line editing, echo, signals (termios(3), N_TTY).
import type { Signal } from '../contract.ts';
import { widthOfText } from './character-width.ts';

/** What the discipline works on. */
export interface Sink {
  readonly echo: boolean;
  /** Shows text, `\n` as the terminal's output does. */
  show(text: string): void;
  /** A line (with its newline), the part of one before ^D, or nothing: the end of file. */
  deliver(bytes: Uint8Array): void;
  /** A signal for the foreground; input that was not read is dropped. */
  signal(signal: Signal): void;
}

const signalKeys: Readonly<Record<number, Signal>> = { 3: 'INT', 26: 'TSTP', 28: 'QUIT' };
const endOfFile = 4;
const newline = 10;
const carriageReturn = 13;
const lineErase = 21;
const wordErase = 23;
const quoteNext = 22;

/** The line under way in cooked mode. */
export class LineDiscipline {
  readonly #sink: Sink;
  #line: number[] = [];
  #quoted = false;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** Takes what is left of an unfinished line. */
  takeLine(): Uint8Array {
    const line = Uint8Array.from(this.#line);
    this.#line = [];
    return line;
  }

  /** A byte was typed. */
  type(byte: number): void {
    if (this.#quoted) {
      this.#quoted = false;
      this.#append(byte);
      return;
    }
    const signal = signalKeys[byte];
    if (signal) {
      if (this.#sink.echo) this.#sink.show(caret(byte));
      this.#line = [];
      this.#sink.signal(signal);
    } else if (byte === endOfFile) this.#sink.deliver(this.takeLine());
    else if (byte === newline || byte === carriageReturn) {
      this.#line.push(newline);
      if (this.#sink.echo) this.#sink.show('\n');
      this.#sink.deliver(this.takeLine());
    } else if (byte === 127 || byte === 8) this.#erase();
    else if (byte === lineErase) while (this.#line.length > 0) this.#erase();
    else if (byte === wordErase) this.#eraseWord();
    else if (byte === quoteNext) this.#quoted = true;
    else this.#append(byte);
  }

  #append(byte: number): void {
    const before = decode(this.#line);
    this.#line.push(byte);
    if (!this.#sink.echo) return;
    if (byte < 128) {
      this.#sink.show(shown(byte));
      return;
    }
    const after = decode(this.#line);
    // Bytes of an unfinished character decode to a replacement character: shown only when the character is whole.
    if (!after.endsWith('\ufffd')) this.#sink.show(after.slice(before.replace(/\ufffd+$/, '').length));
  }

  #erase(): void {
    let start = this.#line.length - 1;
    while (start > 0 && ((this.#line[start] ?? 0) & 0xc0) === 0x80) start--;
    const removed = this.#line.splice(Math.max(0, start));
    if (removed.length === 0 || !this.#sink.echo) return;
    const [first = 0] = removed;
    const width = first < 32 ? (first === 9 ? 0 : 2) : widthOfText(decode(removed));
    this.#sink.show('\b \b'.repeat(width));
  }

  #eraseWord(): void {
    const last = (): number => this.#line.at(-1) ?? 0;
    while (this.#line.length > 0 && last() === 32) this.#erase();
    while (this.#line.length > 0 && last() !== 32) this.#erase();
  }
}

const decode = (bytes: readonly number[]): string => new TextDecoder().decode(Uint8Array.from(bytes));

const caret = (byte: number): string => `^${String.fromCharCode(byte ^ 64)}`;

const shown = (byte: number): string => (byte >= 32 || byte === 9 ? String.fromCharCode(byte) : caret(byte));
