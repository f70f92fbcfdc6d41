// What the daemon streams during a build: steps, what they say, remarks, the outcome.

/** One message; each has one of the fields. */
export interface BuildMessage {
  readonly vertex?: VertexMessage;
  readonly status?: { readonly vertex: number; readonly text: string; readonly done: boolean; readonly ms: number };
  /** `at`: clock time, ms since 1970. */
  readonly log?: { readonly vertex: number; readonly at: number; readonly data: Uint8Array };
  readonly warning?: WarningMessage;
  readonly aux?: { readonly ID: string };
  /** Id of the build. */
  readonly build?: string;
  /** Images that it was built of, as in-toto's materials. */
  readonly materials?: readonly object[];
  /** What was asked for in place of a build, ready to be printed. */
  readonly answer?: string;
  readonly error?: string;
  readonly excerpt?: string;
  readonly archive?: Uint8Array;
}

/** A step as it is now. Times are ms since 1970. */
export interface VertexMessage {
  readonly id: number;
  readonly name: string;
  readonly started?: number;
  readonly completed?: number;
  readonly cached?: boolean;
  readonly error?: string;
}

/** Whether a step has failed itself; one that was given up has an error, too. */
export const hasFailed = ({ error }: VertexMessage): boolean => error !== undefined && error !== 'context canceled';

/** A remark of the checks. */
export interface WarningMessage {
  readonly rule: string;
  readonly text: string;
  readonly line: number;
  readonly url: string;
  readonly excerpt: string;
}

/** How a build is shown: fed with messages, it says what to print. */
export interface Display {
  /** Text before the first message. */
  begin(): string;
  next(message: BuildMessage): string;
  /** Text when the stream has ended. */
  end(): string;
}

/** Logs of a step as lines, with the time since it started. */
export class StepLog {
  readonly #lines: string[] = [];
  #rest = '';
  #restAt = 0;

  /** All complete lines so far. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Takes bytes; the lines that they complete. */
  add(data: Uint8Array, at: number): string[] {
    if (this.#rest === '') this.#restAt = at;
    const parts = (this.#rest + new TextDecoder().decode(data)).split('\n');
    this.#rest = parts.pop() ?? '';
    const lines = parts.map((line, index) => `${elapsed(index === 0 ? this.#restAt : at)} ${line}`);
    this.#restAt = at;
    this.#lines.push(...lines);
    return lines;
  }

  /** The line that was not ended, when nothing more comes. */
  flush(): string[] {
    if (this.#rest === '') return [];
    const line = `${elapsed(this.#restAt)} ${this.#rest}`;
    this.#rest = '';
    this.#lines.push(line);
    return [line];
  }
}

/** ms as BuildKit shows the time of a line. */
const elapsed = (ms: number): string => (ms / 1000).toPrecision(Math.max(4, 1)).slice(0, 5);

/** A failed step with the end of what it said. */
export function failureReport(name: string, lines: readonly string[]): string {
  const shown = lines.length > 10 ? lines.slice(-10) : lines;
  return ['------', ` > ${name}:`, ...shown, '------', ''].join('\n');
}

/** The remarks as they stand below the steps. */
export function warningSummary(warnings: readonly WarningMessage[]): string {
  if (warnings.length === 0) return '';
  const count = `${warnings.length} warning${warnings.length === 1 ? '' : 's'} found`;
  const list = warnings.map(({ rule, text, line }) => ` - ${rule}: ${text} (line ${line})\n`).join('');
  return `\n \x1b[33m${count} (use docker --debug to expand):\n\x1b[0m${list}`;
}
