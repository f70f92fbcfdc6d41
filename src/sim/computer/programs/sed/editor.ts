// What sed's commands do to the pattern space and the hold space, line by line.
import type { Task } from '../../../kernel/task.ts';
import type { Descriptor } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import type { Invocation } from '../invocation.ts';
import { encodeText, LineReader, type Line } from '../text.ts';
import type { Address, Command, Piece, Script, Substitution } from './script.ts';

/** The lines of all input files as one stream, or of one file when files are edited apart. */
export interface Lines {
  next(): Task<Line | undefined>;
  /** Whether the line that was read last is the last one. */
  isLast(): Task<boolean>;
  readonly name: string;
}

/** Where edited lines go. */
export type Write = (text: string) => Task;

/** How the editor was asked to work. */
export interface Settings {
  readonly silent: boolean;
  /** What ends a line: newline, or a zero byte with -z. */
  readonly end: string;
}

/** Commands that a line may take before a loop without end is given time to be interrupted. */
const commandCost = 0.002;

export class Editor {
  readonly #run: Invocation;
  readonly #script: Script;
  readonly #settings: Settings;
  readonly #files = new Map<string, Descriptor>();
  readonly #readers = new Map<string, LineReader>();
  /** Ranges that are open: the line on which each ends, or that the end is not known yet. */
  readonly #ranges = new Map<Command, number | 'open' | 'done'>();
  #space = '';
  #ended = true;
  #hold = '';
  #number = 0;
  #appended: (() => Task)[] = [];
  #last: RegExp | undefined;
  #lines: Lines | undefined;
  #write: Write = function* () {
    return;
  };
  /** The status to quit with; undefined while it goes on. */
  quits: number | undefined;

  constructor(run: Invocation, script: Script, settings: Settings) {
    this.#run = run;
    this.#script = script;
    this.#settings = settings;
  }

  /** Line numbers begin again. */
  restart(): void {
    this.#number = 0;
    this.#ranges.clear();
  }

  /** Opens the files that the script writes, which empties them. */
  *openFiles(): Task {
    for (const { name, text, substitution } of this.#script.commands) {
      const path = name === 'w' || name === 'W' ? text : substitution?.file;
      if (path === undefined || path === '/dev/stdout' || path === '/dev/stderr' || this.#files.has(path)) continue;
      const opened = yield* this.#run.process.open(path, 'write');
      if (typeof opened === 'string') yield* this.#run.die(`couldn't open file ${path}`, 4);
      else this.#files.set(path, opened);
    }
  }

  closeFiles(): void {
    for (const descriptor of this.#files.values()) descriptor.release();
    this.#files.clear();
  }

  /** Edits all lines. */
  *edit(lines: Lines, write: Write): Task {
    this.#lines = lines;
    this.#write = write;
    for (let line = yield* lines.next(); line; line = yield* lines.next()) {
      this.#take(line);
      for (;;) {
        const outcome = yield* this.#cycle();
        yield* this.#finish(outcome === 'end');
        if (outcome !== 'restart') break;
      }
      if (this.quits !== undefined) return;
    }
  }

  #take(line: Line): void {
    this.#space = line.text;
    this.#ended = line.ended;
    this.#number++;
  }

  *#put(text: string): Task {
    const { end } = this.#settings;
    yield* this.#write(text + (this.#ended ? end : ''));
  }

  /** The end of a cycle: the line is printed, then what was appended. */
  *#finish(prints: boolean): Task {
    if (prints && !this.#settings.silent) yield* this.#put(this.#space);
    for (const append of this.#appended.splice(0)) {
      if (!this.#ended) yield* this.#write(this.#settings.end);
      this.#ended = true;
      yield* append();
    }
  }

  /** Runs the script once: `end` of the cycle, `delete` without printing, or `restart` without a new line. */
  *#cycle(): Task<'end' | 'delete' | 'restart'> {
    const { commands, labels } = this.#script;
    let substituted = false;
    for (let at = 0; at < commands.length; at++) {
      const command = commands[at];
      if (!command) break;
      yield* this.#run.step(commandCost);
      if ((yield* this.#selects(command)) === command.negated) {
        if (command.name === '{') at = command.end - 1;
        continue;
      }
      switch (command.name) {
        case '{':
          break;
        case '=':
          yield* this.#write(`${this.#number}\n`);
          break;
        case 'F':
          yield* this.#write(`${this.#lines?.name ?? '-'}\n`);
          break;
        case 'a': {
          const { text } = command;
          this.#appended.push(() => this.#write(text));
          break;
        }
        case 'i':
          yield* this.#write(command.text);
          break;
        case 'c': {
          const range = command.addresses.length > 1 && !command.negated;
          if (!range || this.#ranges.get(command) === 'done' || !this.#ranges.has(command))
            yield* this.#write(command.text);
          return 'delete';
        }
        case 'b':
          at = this.#jump(command.text, labels) - 1;
          break;
        case 't':
        case 'T':
          if (substituted === (command.name === 't')) at = this.#jump(command.text, labels) - 1;
          substituted = false;
          break;
        case 'd':
          return 'delete';
        case 'D': {
          const end = this.#space.indexOf('\n');
          if (end < 0) return 'delete';
          this.#space = this.#space.slice(end + 1);
          return 'restart';
        }
        case 'g':
          this.#space = this.#hold;
          break;
        case 'G':
          this.#space += `\n${this.#hold}`;
          break;
        case 'h':
          this.#hold = this.#space;
          break;
        case 'H':
          this.#hold += `\n${this.#space}`;
          break;
        case 'x':
          [this.#space, this.#hold] = [this.#hold, this.#space];
          break;
        case 'z':
          this.#space = '';
          break;
        case 'l':
          yield* this.#write(`${visible(this.#space, command.number ?? 70)}\n`);
          break;
        case 'n':
        case 'N':
          if (yield* this.#nextLine(command.name)) break;
          return command.name === 'n' ? 'delete' : 'end';
        case 'p':
          yield* this.#write(this.#space + this.#settings.end);
          break;
        case 'P':
          yield* this.#write(`${this.#space.split('\n', 1)[0] ?? ''}\n`);
          break;
        case 'q':
          this.quits = command.number ?? 0;
          return 'end';
        case 'Q':
          this.quits = command.number ?? 0;
          return 'delete';
        case 'r': {
          const path = command.text;
          this.#appended.push(() => this.#insertFile(path));
          break;
        }
        case 'R': {
          const path = command.text;
          this.#appended.push(() => this.#insertLine(path));
          break;
        }
        case 's':
          if (command.substitution && (yield* this.#substitute(command.substitution))) substituted = true;
          break;
        case 'w':
          yield* this.#writeFile(command.text, `${this.#space}\n`);
          break;
        case 'W':
          yield* this.#writeFile(command.text, `${this.#space.split('\n', 1)[0] ?? ''}\n`);
          break;
        case 'y':
          this.#space = [...this.#space].map((character) => command.table?.get(character) ?? character).join('');
          break;
        default:
          throw new Error(`sed: ${command.name}`);
      }
    }
    return 'end';
  }

  #jump(label: string, labels: ReadonlyMap<string, number>): number {
    return label === '' ? this.#script.commands.length : (labels.get(label) ?? 0);
  }

  /** `n` and `N`: false when there is no next line, which ends the script. */
  *#nextLine(name: 'n' | 'N'): Task<boolean> {
    const lines = this.#lines;
    if (!lines || (yield* lines.isLast())) {
      // GNU's sed prints the pattern space where POSIX does not.
      if (name === 'n') yield* this.#finish(true);
      return false;
    }
    if (name === 'n') yield* this.#finish(true);
    const line = yield* lines.next();
    if (!line) return false;
    const before = this.#space;
    this.#take(line);
    if (name === 'N') this.#space = `${before}\n${line.text}`;
    return true;
  }

  *#selects(command: Command): Task<boolean> {
    const [first, second] = command.addresses;
    if (!first) return true;
    if (!second) return yield* this.#matches(first);
    const open = this.#ranges.get(command);
    if (open !== undefined && open !== 'done') {
      if (typeof open === 'number') {
        if (this.#number >= open) this.#ranges.set(command, 'done');
        return this.#number <= open || (yield* this.#startsRange(command, first, second));
      }
      if (yield* this.#matches(second)) this.#ranges.set(command, 'done');
      return true;
    }
    if (first.kind === 'zero' && open === undefined) {
      this.#ranges.set(command, (yield* this.#matches(second)) ? 'done' : 'open');
      return true;
    }
    return yield* this.#startsRange(command, first, second);
  }

  *#startsRange(command: Command, first: Address, second: Address): Task<boolean> {
    if (first.kind === 'zero' || !(yield* this.#matches(first))) return false;
    const number = this.#number;
    let end: number | 'open';
    switch (second.kind) {
      case 'line':
        end = second.line;
        break;
      case 'plus':
        end = number + second.count;
        break;
      case 'multiple':
        end = second.of === 0 ? number : Math.ceil(number / second.of) * second.of;
        break;
      default:
        end = 'open';
    }
    this.#ranges.set(command, typeof end === 'number' && end <= number ? 'done' : end);
    return true;
  }

  *#matches(address: Address): Task<boolean> {
    switch (address.kind) {
      case 'line':
        return this.#number === address.line;
      case 'step':
        return address.step === 0
          ? this.#number === address.first
          : this.#number >= address.first && (this.#number - address.first) % address.step === 0;
      case 'last':
        return this.#lines !== undefined && (yield* this.#lines.isLast());
      case 'pattern': {
        const pattern = yield* this.#pattern(address.pattern);
        pattern.lastIndex = 0;
        return pattern.test(this.#space);
      }
      default:
        return false;
    }
  }

  *#pattern(given: RegExp | undefined): Task<RegExp> {
    const pattern = given ?? this.#last;
    if (!pattern) return yield* this.#run.die('no previous regular expression', 1);
    this.#last = pattern;
    return pattern;
  }

  *#substitute(substitution: Substitution): Task<boolean> {
    const pattern = yield* this.#pattern(substitution.pattern);
    const { from, global, replacement } = substitution;
    const space = this.#space;
    let out = '';
    let copied = 0;
    let count = 0;
    let lastEnd = -1;
    let replaced = false;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(space); match; match = pattern.exec(space)) {
      const [whole] = match;
      const end = match.index + whole.length;
      // An empty match right after another one is none.
      const counts = !(whole === '' && match.index === lastEnd);
      if (whole === '') pattern.lastIndex = end + ((space.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
      if (!counts) {
        if (end >= space.length) break;
        continue;
      }
      lastEnd = end;
      count++;
      if (count >= from) {
        out += space.slice(copied, match.index) + replace(replacement, match);
        copied = end;
        replaced = true;
        if (!global) break;
      }
      if (whole === '' && end >= space.length) break;
    }
    if (!replaced) return false;
    this.#space = out + space.slice(copied);
    if (substitution.prints) yield* this.#write(this.#space + this.#settings.end);
    if (substitution.file !== undefined) yield* this.#writeFile(substitution.file, `${this.#space}\n`);
    return true;
  }

  *#writeFile(path: string, text: string): Task {
    if (path === '/dev/stdout') yield* this.#run.print(text);
    else if (path === '/dev/stderr') yield* this.#run.process.descriptors.get(2)?.write(encodeText(text)) ?? [];
    else yield* this.#files.get(path)?.write(encodeText(text)) ?? [];
  }

  *#insertFile(path: string): Task {
    const text = path === '/dev/stdin' ? undefined : this.#run.process.files.readText(path);
    if (text !== undefined && !failed(text)) yield* this.#write(text);
  }

  *#insertLine(path: string): Task {
    let reader = this.#readers.get(path);
    if (!reader) {
      const opened = yield* this.#run.process.open(path, 'read');
      if (typeof opened === 'string') return;
      this.#readers.set(path, (reader = new LineReader(opened)));
    }
    const line = yield* reader.next();
    if (line) yield* this.#write(`${line.text}\n`);
  }
}

function replace(pieces: readonly Piece[], match: RegExpExecArray): string {
  let out = '';
  let mode: 'L' | 'U' | 'E' = 'E';
  let once: 'l' | 'u' | undefined;
  for (const piece of pieces) {
    if (piece.kind === 'case') {
      if (piece.letter === 'l' || piece.letter === 'u') once = piece.letter;
      else mode = piece.letter;
      continue;
    }
    let text = piece.kind === 'text' ? piece.text : (match[piece.group] ?? '');
    if (mode === 'L') text = text.toLowerCase();
    if (mode === 'U') text = text.toUpperCase();
    if (once !== undefined && text !== '') {
      const [first = ''] = text;
      text = (once === 'u' ? first.toUpperCase() : first.toLowerCase()) + text.slice(first.length);
      once = undefined;
    }
    out += text;
  }
  return out;
}

/** The form in which `l` shows a line, folded at a width. */
function visible(text: string, width: number): string {
  const names: Readonly<Record<string, string>> = {
    '\\': '\\\\',
    '\x07': '\\a',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\v': '\\v',
  };
  const units = [...text].flatMap((character) => {
    const name = names[character];
    if (name !== undefined) return [name];
    if (/^[ -~]$/.test(character)) return [character];
    return [...encodeText(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  });
  let out = '';
  let line = 0;
  for (const unit of units) {
    if (width > 1 && line + unit.length > width - 1) {
      out += '\\\n';
      line = 0;
    }
    out += unit;
    line += unit.length;
  }
  return `${out}$`;
}
