// The server's log: who, when, how grave, what. It goes to standard output, or to `logfile`.
import type { Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import type { LogLevel } from './server.ts';
import type { Settings } from './settings.ts';
import { isAtLeast } from './version.ts';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const levels: Readonly<Record<string, string>> = { debug: '.-*#', verbose: '-*#', notice: '*#', warning: '#' };

/** What older releases marked as a warning though it is none. */
const formerWarnings =
  /^(?:oO0OoO0OoO0Oo|Redis version=|Configuration loaded|Server initialized|User requested shutdown)/;

/** 12 Jan 2026 09:00:00.000 */
export function logTime(now: number): string {
  const [year = '', month = '', day = '', time = ''] = new Date(now).toISOString().slice(0, 23).split(/[-T]/);
  return `${day} ${months[Number(month) - 1] ?? ''} ${year} ${time}`;
}

export class ServerLog {
  readonly #process: Process;
  readonly #settings: Settings;
  readonly #version: string;
  /** `C` while it starts and in child processes, `M` for the server. */
  #role: 'C' | 'M' = 'C';
  #pending = '';

  constructor(process: Process, settings: Settings, version: string) {
    this.#process = process;
    this.#settings = settings;
    this.#version = version;
  }

  becomeServer(): void {
    this.#role = 'M';
  }

  /** Notes a line; `flush` writes it. */
  add(level: LogLevel, text: string, pid?: number): void {
    const shown = formerWarnings.test(text) && !isAtLeast(this.#version, '7.2') ? '#' : level;
    if (!levels[this.#settings.get('loglevel') ?? 'notice']?.includes(shown)) return;
    const who = `${pid ?? this.#process.pid}:${pid === undefined ? this.#role : 'C'}`;
    this.addRaw(`${who} ${logTime(this.#process.machine.kernel.clock)} ${shown} ${text}\n`);
  }

  /** Notes a text that is no ordinary line. */
  addRaw(text: string): void {
    const path = this.#settings.get('logfile') ?? '';
    if (path === '') this.#pending += text;
    else this.#process.files.appendFile(path, text);
  }

  /** Writes what was noted. */
  *flush(): Task {
    if (this.#pending === '') return;
    const bytes = new TextEncoder().encode(this.#pending);
    this.#pending = '';
    const output = this.#process.descriptors.get(1);
    if (output) yield* output.write(bytes);
  }
}
