// A pseudo-terminal: programs hold the slave side, a page or an attached client the master side (pty(7), tty(4)).
import { sleep, type Task } from '../../kernel/task.ts';
import { Trigger } from '../../kernel/trigger.ts';
import type { Descriptor, Signal, Terminal } from '../contract.ts';
import type { Errno } from '../filesystem/errno.ts';
import { Description } from '../processes/description.ts';
import type { ProcessTable } from '../processes/process-table.ts';
import { LineDiscipline } from './line-discipline.ts';

/** Bytes that go through at once, and bytes a ms beyond them: a program that writes without end waits for the screen. */
const burst = 65536;
const rate = 256;
const portion = 4096;

/** Bytes of input that wait for a reader; more are dropped, as the kernel does. */
const inputLimit = 1 << 20;

export class PseudoTerminal implements Terminal {
  readonly id: string;
  readonly path: string;
  readonly descriptor: Descriptor;
  columns: number;
  rows: number;
  echo = true;
  foreground = 0;
  readonly #table: ProcessTable;
  readonly #listeners = new Set<(bytes: Uint8Array) => void>();
  readonly #discipline: LineDiscipline;
  /** What can be read: lines in cooked mode (an empty one is an end of file), bytes otherwise. */
  readonly #input: Uint8Array[] = [];
  readonly #arrived = new Trigger();
  readonly #onHangUp: () => void;
  #mode: Terminal['mode'] = 'cooked';
  /** While what was typed ahead is turned into lines. */
  #ahead = false;
  #line: 'up' | 'hung up' = 'up';
  #level = 0;
  #levelAt = 0;

  /** `onHangUp` is called when it is gone. */
  constructor(
    table: ProcessTable,
    id: string,
    path: string,
    columns: number,
    rows: number,
    onHangUp: () => void = () => undefined,
  ) {
    this.#table = table;
    this.#onHangUp = onHangUp;
    this.id = id;
    this.path = path;
    this.columns = columns;
    this.rows = rows;
    this.descriptor = new TerminalDescription(this);
    const echoes = (): boolean => this.echo && !this.#ahead;
    this.#discipline = new LineDiscipline({
      get echo() {
        return echoes();
      },
      show: (text) => {
        this.#emit(new TextEncoder().encode(text));
      },
      deliver: (bytes) => {
        this.#deliver(bytes);
      },
      signal: (signal) => {
        this.#input.length = 0;
        this.#signal(signal);
      },
    });
  }

  get mode(): Terminal['mode'] {
    return this.#mode;
  }

  set mode(mode: Terminal['mode']) {
    const before = this.#mode;
    this.#mode = mode;
    if (before === 'cooked' && mode !== 'cooked') {
      // An end of file that nobody has read is a byte of the buffer, and read as one: NUL (n_tty).
      for (const [index, bytes] of this.#input.entries()) if (bytes.length === 0) this.#input[index] = Uint8Array.of(0);
      const unfinished = this.#discipline.takeLine();
      if (unfinished.length > 0) this.#deliver(unfinished);
    } else if (before !== 'cooked' && mode === 'cooked') {
      // What was typed ahead becomes lines. It is not echoed: nothing was when it was typed.
      this.#ahead = true;
      for (const bytes of this.#input.splice(0)) this.input(bytes);
      this.#ahead = false;
    }
  }

  input(bytes: Uint8Array): void {
    if (this.#line === 'hung up' || bytes.length === 0) return;
    if (this.#mode === 'cooked') for (const byte of bytes) this.#discipline.type(byte);
    else this.#deliver(bytes.slice());
  }

  putBack(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#input.unshift(bytes);
    this.#arrived.fire();
  }

  onOutput(listener: (bytes: Uint8Array) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  resize(columns: number, rows: number): void {
    if (columns === this.columns && rows === this.rows) return;
    this.columns = columns;
    this.rows = rows;
    this.#signal('WINCH');
  }

  hangUp(): void {
    if (this.#line === 'hung up') return;
    this.#line = 'hung up';
    this.#arrived.fire();
    this.#signal('HUP');
    this.#onHangUp();
  }

  /** Waits for input as the slave side reads it: a line at most in cooked mode; undefined at an end of file. */
  *read(limit: number): Task<Uint8Array | undefined> {
    for (;;) {
      const reader = this.#table.running;
      if (reader?.terminal === this && this.foreground !== 0 && reader.processGroup.hostPid !== this.foreground) {
        if (reader.ignored.includes('TTIN')) return undefined;
        reader.processGroup.signal('TTIN');
        yield* sleep(0);
        continue;
      }
      const [bytes] = this.#input;
      if (bytes) {
        this.#input.shift();
        if (bytes.length > limit) this.#input.unshift(bytes.subarray(limit));
        return bytes.length === 0 ? undefined : bytes.subarray(0, limit);
      }
      if (this.#line === 'hung up') return undefined;
      yield* this.#arrived.next();
    }
  }

  /** Writes at the slave side, no faster than a screen takes it. */
  *write(bytes: Uint8Array): Task<Errno | undefined> {
    for (let start = 0; start < bytes.length; start += portion) {
      if (this.#line === 'hung up') return 'EIO';
      const part = bytes.subarray(start, start + portion);
      const { now } = this.#table.kernel;
      this.#level = Math.max(0, this.#level - (now - this.#levelAt) * rate) + part.length;
      this.#levelAt = now;
      this.#emit(part);
      if (this.#level > burst) yield* sleep((this.#level - burst) / rate);
      else yield* this.#table.charge(part.length);
    }
    return undefined;
  }

  #emit(bytes: Uint8Array): void {
    const shown = this.#mode === 'raw' ? bytes.slice() : withCarriageReturns(bytes);
    for (const listener of [...this.#listeners]) listener(shown);
  }

  #deliver(bytes: Uint8Array): void {
    let waiting = 0;
    for (const chunk of this.#input) waiting += chunk.length;
    if (waiting + bytes.length > inputLimit) return;
    this.#input.push(bytes);
    this.#arrived.fire();
  }

  #signal(signal: Signal): void {
    this.#table.groups.get(this.foreground)?.signal(signal);
  }
}

/** The slave side. It lives as long as the terminal. */
class TerminalDescription extends Description {
  readonly kind = 'terminal';
  override readonly terminal: PseudoTerminal;

  constructor(terminal: PseudoTerminal) {
    super();
    this.terminal = terminal;
  }

  *read(limit = 4096): Task<Uint8Array | undefined> {
    return yield* this.terminal.read(limit);
  }

  *write(bytes: Uint8Array): Task<Errno | undefined> {
    return yield* this.terminal.write(bytes);
  }
}

function withCarriageReturns(bytes: Uint8Array): Uint8Array {
  let lines = 0;
  for (const byte of bytes) if (byte === 10) lines++;
  const result = new Uint8Array(bytes.length + lines);
  let at = 0;
  for (const byte of bytes) {
    if (byte === 10) result[at++] = 13;
    result[at++] = byte;
  }
  return result;
}
