// Progress on a terminal: all steps, redrawn in place.
import {
  StepLog,
  failureReport,
  hasFailed,
  warningSummary,
  type BuildMessage,
  type Display,
  type VertexMessage,
  type WarningMessage,
} from './messages.ts';

/** A step as it is drawn. */
interface Row {
  vertex: VertexMessage;
  readonly statuses: string[];
  readonly log: StepLog;
}

const blue = '\x1b[34m';
const red = '\x1b[31m';
const yellow = '\x1b[33m';
const faint = '\x1b[2m';
const reset = '\x1b[0m';

/** Lines of a running step's output that are shown. */
const shownLog = 6;

/** `--progress=tty`. `now` is the clock, ms since 1970. */
export class TerminalDisplay implements Display {
  readonly #columns: number;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #rows = new Map<number, Row>();
  readonly #warnings: WarningMessage[] = [];
  #drawn = 0;

  constructor(columns: number, now: () => number) {
    this.#columns = columns > 0 ? columns : 80;
    this.#now = now;
    this.#startedAt = now();
  }

  begin(): string {
    return `\x1b[1A\x1b[1B${this.#draw(false)}`;
  }

  next({ vertex, status, log, warning }: BuildMessage): string {
    if (vertex) {
      const row = this.#rows.get(vertex.id) ?? { vertex, statuses: [], log: new StepLog() };
      row.vertex = vertex;
      this.#rows.set(vertex.id, row);
    }
    if (status) this.#rows.get(status.vertex)?.statuses.push(status.text);
    const logged = log && this.#rows.get(log.vertex);
    if (log && logged) logged.log.add(log.data, log.at - (logged.vertex.started ?? log.at));
    if (warning) this.#warnings.push(warning);
    return vertex?.completed !== undefined || log ? this.#draw(false) : '';
  }

  end(): string {
    const failed = [...this.#rows.values()].find(({ vertex }) => hasFailed(vertex));
    failed?.log.flush();
    const report = failed ? failureReport(failed.vertex.name, failed.log.lines) : '';
    return this.#draw(true) + report + warningSummary(this.#warnings);
  }

  #draw(finished: boolean): string {
    const rows = [...this.#rows.values()];
    const done = rows.filter(({ vertex }) => vertex.completed !== undefined).length;
    const seconds = ((this.#now() - this.#startedAt) / 1000).toFixed(1);
    const ended = finished && done === rows.length && rows.length > 0 ? ' FINISHED' : '';
    const title = `[+] Building ${seconds}s (${done}/${rows.length})${ended}`;
    const lines = [this.#between(title, 'docker:default'), ...rows.flatMap((row) => this.#lines(row))];
    const up = '\x1b[1A'.repeat(this.#drawn);
    const gone = Math.max(0, this.#drawn - lines.length);
    this.#drawn = lines.length;
    const text = lines.map((line) => `${line}\n`).join('');
    const blanks = `${' '.repeat(this.#columns - 1)}\n`.repeat(gone) + '\x1b[1A'.repeat(gone);
    return `${up}\x1b[0G\x1b[?25l${text}${blanks}\x1b[?25h`;
  }

  #lines({ vertex, statuses, log }: Row): string[] {
    const { started, completed, cached, error } = vertex;
    const time = `${(((completed ?? this.#now()) - (started ?? this.#now())) / 1000).toFixed(1)}s`;
    const failed = hasFailed(vertex);
    const mark = failed ? 'ERROR ' : error !== undefined ? 'CANCELED ' : cached ? 'CACHED ' : '';
    const colour = failed ? red : error !== undefined ? yellow : completed !== undefined ? blue : '';
    const paint = (text: string): string => (colour === '' ? text : `${colour}${text}${reset}`);
    const lines = [paint(this.#between(` => ${mark}${vertex.name}`, time))];
    for (const status of statuses) lines.push(paint(this.#between(` => => ${status}`, time)));
    if (completed === undefined)
      for (const line of log.lines.slice(-shownLog))
        lines.push(`${faint}${` => => # ${line.replace(/^\S+ /, '')}`.slice(0, this.#columns - 1)}${reset}`);
    return lines;
  }

  /** Two texts at the ends of a line; the left one is cut when there is no room. */
  #between(left: string, right: string): string {
    const room = this.#columns - 1 - right.length - 1;
    const cut = left.length > room ? `${left.slice(0, Math.max(0, room - 3))}...` : left;
    return `${cut.padEnd(room)} ${right}`;
  }
}
