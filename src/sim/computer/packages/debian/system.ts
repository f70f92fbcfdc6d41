// One run of APT or dpkg on a system: its files, its architecture, its printing.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { failed, strerror, type Failure } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';
import { encodeText } from '../../programs/text.ts';
import { filesOf } from '../place-files.ts';
import { readStatus, type Installed } from './status.ts';

/** How much is said: everything, without progress (`-q`, or no terminal), nothing but errors (`-qq`). */
export type Quiet = 0 | 1 | 2;

export class System {
  readonly process: Process;
  readonly files: FileSystem;
  readonly quiet: Quiet;

  constructor(process: Process, quiet: Quiet) {
    this.process = process;
    this.files = filesOf(process);
    this.quiet = quiet;
  }

  /** Whether standard output is a terminal. */
  get onTerminal(): boolean {
    return this.process.descriptors.get(1)?.terminal !== undefined;
  }

  /** Debian's name of the machine. */
  get architecture(): string {
    return readStatus(this.files).find(({ name }) => name === 'dpkg')?.architecture ?? 'amd64';
  }

  /** Name of the directory with the machine's libraries. */
  get triplet(): string {
    return this.architecture === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  }

  /** Packages by name. */
  get installed(): Map<string, Installed> {
    return new Map(readStatus(this.files).map((one) => [one.name, one]));
  }

  /** Whether dpkg is told to leave documentation out, as in slim images. */
  get slim(): boolean {
    const names = this.files.readdir('/etc/dpkg/dpkg.cfg.d');
    if (failed(names)) return false;
    return names.some((name) => {
      const text = this.files.readText(`/etc/dpkg/dpkg.cfg.d/${name}`);
      return !failed(text) && /^path-exclude[ =]\/usr\/share\/doc\/\*/m.test(text);
    });
  }

  /** Writes a text to standard output, whatever -q says. */
  *write(text: string): Task {
    yield* this.process.descriptors.get(1)?.write(encodeText(text)) ?? [];
  }

  /** A line of APT's own, which -qq leaves out. */
  *say(line: string): Task {
    if (this.quiet < 2) yield* this.write(`${line}\n`);
  }

  /** A line on standard error. */
  *complain(line: string): Task {
    yield* this.process.descriptors.get(2)?.write(encodeText(`${line}\n`)) ?? [];
  }

  /** A step that takes a moment: `Reading package lists... Done` on a terminal, without the last word elsewhere. */
  *step(text: string, ms: number): Task {
    yield* this.process.compute(ms);
    yield* this.say(`${text}...${this.onTerminal && this.quiet === 0 ? ' Done' : ''}`);
  }

  /** Whether a lock file may be written; says why not, in APT's words. */
  *locks(path: string, complaint: string): Task<boolean> {
    const refusal = this.#refusal(path);
    if (!refusal) return true;
    const number = { EACCES: 13, EROFS: 30, ENOENT: 2 }[refusal.errno as string] ?? 5;
    yield* this.complain(`E: Could not open lock file ${path} - open (${number}: ${strerror(refusal)})`);
    yield* this.complain(`E: ${complaint}`);
    return false;
  }

  #refusal(path: string): Failure | undefined {
    const folder = path.slice(0, path.lastIndexOf('/'));
    return this.files.exists(path) ? this.files.access(path, 2) : this.files.access(folder, 2);
  }

  /** Width to which lists of names are broken. */
  get width(): number {
    return this.onTerminal ? (this.process.terminal?.columns ?? 80) : 80;
  }

  /** A heading with names below it, broken into lines; nothing when there are none. */
  *list(heading: string, names: readonly string[]): Task {
    if (names.length === 0) return;
    yield* this.say(heading);
    let line = '  ';
    for (const name of names) {
      if (line.length > 2 && line.length + name.length > this.width - 2) {
        yield* this.say(line.trimEnd());
        line = '  ';
      }
      line += `${name} `;
    }
    yield* this.say(line.trimEnd());
  }
}

/** Bytes as APT writes them: `7932 B`, `26.0 kB`, `205 kB`, `17.7 MB`. */
export function amount(bytes: number): string {
  let value = bytes;
  for (const unit of ['B', 'kB', 'MB', 'GB', 'TB']) {
    if (value < 100 && unit !== 'B') return `${value.toFixed(1)} ${unit}`;
    if (value < 10_000) return `${value.toFixed(0)} ${unit}`;
    value /= 1000;
  }
  return `${value.toFixed(0)} PB`;
}
