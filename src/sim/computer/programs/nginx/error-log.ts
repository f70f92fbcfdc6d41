// nginx's error log: levels, lines with time and process, and what goes to standard error besides (ngx_log.c).
import type { Task } from '../../../kernel/task.ts';
import type { Descriptor, Process } from '../../contract.ts';

const levels = ['stderr', 'emerg', 'alert', 'crit', 'error', 'warn', 'notice', 'info', 'debug'] as const;

export type Level = (typeof levels)[number];

/** A level by its name; undefined if there is none. */
export const parseLevel = (text: string): Level | undefined => levels.find((level) => level === text);

/** `2026/01/12 09:00:01`. */
export function logTime(ms: number): string {
  const [date = '', time = ''] = new Date(ms).toISOString().split('T');
  return `${date.replace(/-/g, '/')} ${time.slice(0, 8)}`;
}

export class ErrorLog {
  readonly #output: Descriptor | undefined;
  readonly #level: Level;

  constructor(output: Descriptor | undefined, level: Level) {
    this.#output = output;
    this.#level = level;
  }

  /** The descriptors that it holds. */
  get outputs(): readonly Descriptor[] {
    return this.#output ? [this.#output] : [];
  }

  /** Writes a line if the level is within the log's. */
  *write(process: Process, level: Level, text: string): Task {
    if (!this.#output || levels.indexOf(level) > levels.indexOf(this.#level)) return;
    const line = `${logTime(process.machine.kernel.clock)} [${level}] ${process.pid}#${process.pid}: ${text}\n`;
    yield* this.#output.write(new TextEncoder().encode(line));
  }

  /** Writes a line here and, as `nginx: [level] text`, to standard error: what happens before the workers run. */
  *report(process: Process, level: Level, text: string): Task {
    yield* this.write(process, level, text);
    if (levels.indexOf(level) <= levels.indexOf('warn')) yield* tell(process, `nginx: [${level}] ${text}\n`);
  }
}

/** Writes to standard error. */
export function* tell(process: Process, text: string): Task {
  const error = process.descriptors.get(2);
  if (error) yield* error.write(new TextEncoder().encode(text));
}
