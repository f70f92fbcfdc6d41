// The stream of JSON messages by which the engine reports a pull, push, load or import: as plain lines, or redrawn in place on a
// terminal. One object follows one stream; what to print comes back as text.
import { humanSize } from './units.ts';
import { rfc3339NanoFixed } from './time.ts';

/** One message of the stream, with the Engine API's names. */
export interface ProgressMessage {
  readonly id?: string;
  readonly status?: string;
  readonly stream?: string;
  readonly from?: string;
  readonly time?: number;
  readonly timeNano?: number;
  readonly progressDetail?: {
    readonly current?: number;
    readonly total?: number;
    readonly units?: string;
    readonly hidecounts?: boolean;
    /** Seconds since 1970, for the time that is left. */
    readonly start?: number;
  };
  readonly errorDetail?: { readonly code?: number; readonly message: string };
  readonly error?: string;
  readonly aux?: unknown;
}

/** What one message adds to the output. */
export interface ProgressOutput {
  readonly text: string;
  /** The stream ends in failure with this message. */
  readonly error?: { readonly code: number; readonly message: string };
}

export interface ProgressOptions {
  /** On a terminal lines are redrawn; else progress bars are left out. */
  readonly terminal: boolean;
  /** Columns of the terminal; bars need more than 110. */
  readonly columns: number;
  /** Seconds since 1970, for the time that is left. */
  readonly now?: () => number;
}

/** Turns messages into output, remembering which id stands on which line. */
export class ProgressDisplay {
  readonly #options: ProgressOptions;
  #lines = new Map<string, number>();

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  /** The output of the next message; `aux` messages print nothing. */
  next(message: ProgressMessage): ProgressOutput {
    if (message.aux !== undefined) return { text: '' };
    const { terminal } = this.#options;
    const detail = hasProgress(message) ? message.progressDetail : undefined;
    let text = '';
    let above = 0;
    if (message.id !== undefined && message.id !== '' && detail !== undefined) {
      let line = this.#lines.get(message.id);
      if (line === undefined) {
        line = this.#lines.size;
        this.#lines.set(message.id, line);
        if (terminal) text += '\n';
      }
      above = this.#lines.size - line;
      if (terminal) text += `\x1b[${String(above)}A`;
    } else {
      this.#lines = new Map();
    }
    const error = failureOf(message);
    if (!error) text += this.#show(message);
    if (terminal && message.id !== undefined && message.id !== '' && above > 0) text += `\x1b[${String(above)}B`;
    return error ? { text, error } : { text };
  }

  #show(message: ProgressMessage): string {
    const { terminal } = this.#options;
    const detail = hasProgress(message) ? message.progressDetail : undefined;
    const bar = detail ? this.#bar(detail) : '';
    let text = '';
    let end = '';
    if (terminal && (message.stream ?? '') === '' && detail) {
      end = '\r';
      text += `\x1b[2K${end}`;
    } else if (detail && bar !== '') {
      return '';
    }
    if ((message.timeNano ?? 0) !== 0) text += `${rfc3339NanoFixed((message.timeNano ?? 0) / 1e6)} `;
    else if ((message.time ?? 0) !== 0) text += `${rfc3339NanoFixed((message.time ?? 0) * 1000)} `;
    if ((message.id ?? '') !== '') text += `${message.id ?? ''}: `;
    if ((message.from ?? '') !== '') text += `(from ${message.from ?? ''}) `;
    if (detail && terminal) return `${text}${message.status ?? ''} ${bar}${end}`;
    if ((message.stream ?? '') !== '') return `${text}${message.stream ?? ''}${end}`;
    return `${text}${message.status ?? ''}${end}\n`;
  }

  #bar(detail: NonNullable<ProgressMessage['progressDetail']>): string {
    const { current = 0, total = 0, units = '' } = detail;
    const { columns } = this.#options;
    if (current <= 0 && total <= 0) return '';
    if (total <= 0) return units === '' ? humanSize(current).padStart(8) : `${String(current)} ${units}`;
    const half = Math.min(50, Math.trunc(Math.trunc((current / total) * 100) / 2));
    const box = columns > 110 ? `[${'='.repeat(half)}>${' '.repeat(Math.max(0, 50 - half))}] ` : '';
    let numbers = '';
    if (detail.hidecounts !== true) {
      if (units === '') {
        const now = humanSize(current).padStart(8);
        numbers = current > total ? now : `${now}/${humanSize(total)}`;
      } else {
        numbers = current > total ? `${String(current)} ${units}` : `${String(current)}/${String(total)} ${units}`;
      }
    }
    return box + numbers + this.#timeLeft(current, total, detail.start ?? 0, half);
  }

  #timeLeft(current: number, total: number, start: number, half: number): string {
    const { now, columns } = this.#options;
    if (!now || current <= 0 || start <= 0 || half >= 50 || columns <= 50) return '';
    const seconds = Math.trunc(((total - current) * (now() - start)) / current);
    return ` ${seconds >= 3600 ? `${String(Math.floor(seconds / 3600))}h` : ''}${seconds >= 60 ? `${String(Math.floor(seconds / 60) % 60)}m` : ''}${String(seconds % 60)}s`;
  }
}

/** The API sends an empty object for lines that can be redrawn but have no bar. */
const hasProgress = (message: ProgressMessage): boolean => message.progressDetail !== undefined;

function failureOf(message: ProgressMessage): { code: number; message: string } | undefined {
  const text = message.errorDetail?.message ?? message.error;
  return text === undefined ? undefined : { code: message.errorDetail?.code ?? 0, message: text };
}
