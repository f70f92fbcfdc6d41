// What Compose shows while it works: a line an event, or on a terminal a list that is drawn again and again.
import { sleep, spawn, type Task, type TaskHandle } from '../../../kernel/task.ts';
import type { Client } from '../../client.ts';
import type { Output } from '../../output.ts';

/** How an event's thing stands. */
export type EventState = 'working' | 'done' | 'warning' | 'error';

interface Row {
  readonly id: string;
  state: EventState;
  status: string;
  text: string;
  readonly started: number;
  ended: number | undefined;
  readonly parent: string | undefined;
  spins: number;
}

/** How it is shown; `lines` is for events between the lines of a log on a terminal. */
export type ProgressMode = 'plain' | 'tty' | 'quiet' | 'json' | 'lines';

const spinner = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const tick = 100;
const colour = (code: number, text: string): string => `\x1b[${code}m${text}\x1b[0m`;
const colours: Readonly<Record<EventState, number>> = { working: 0, done: 32, warning: 33, error: 31 };

/** One operation with its events. */
export class Progress {
  readonly #client: Client;
  readonly #mode: ProgressMode;
  readonly #title: string;
  readonly #rows = new Map<string, Row>();
  #drawn = 0;
  #repeated = false;
  #ticker: TaskHandle | undefined;

  /** `title` stands before the numbers on a terminal: `Running`, `Stopping`. */
  constructor(client: Client, mode: ProgressMode, title: string) {
    this.#client = client;
    this.#mode = mode;
    this.#title = title;
  }

  /** Standard error, unless `COMPOSE_STATUS_STDOUT` asks for the other. */
  get #output(): Output {
    const { env } = this.#client.process;
    return /^(?:1|t|true)$/i.test(env.get('COMPOSE_STATUS_STDOUT') ?? '') ? this.#client.stdout : this.#client.stderr;
  }

  /** Begins to draw, on a terminal. */
  *begin(): Task {
    if (this.#mode === 'tty') this.#ticker = yield* spawn('compose progress', this.#draw());
  }

  /** Something happened to a thing. */
  *event(id: string, state: EventState, status: string, text = '', parent?: string): Task {
    const now = this.#client.process.machine.kernel.now;
    const row = this.#rows.get(id);
    const ended = state === 'working' ? undefined : now;
    if (row) Object.assign(row, { state, status, text, ended: row.ended ?? ended });
    else this.#rows.set(id, { id, state, status, text, started: now, ended, parent, spins: 0 });
    const output = this.#output;
    const mark = this.#client.api.intercept ? ' DRY-RUN MODE - ' : '';
    if (this.#mode === 'plain') yield* output.line(`${mark} ${[id, text, status].join(' ')}`);
    if (this.#mode === 'json') {
      const fields = {
        'dry-run': this.#client.api.intercept ? true : undefined,
        id,
        parent_id: parent,
        text: text || undefined,
        status: status || undefined,
      };
      yield* output.line(JSON.stringify(fields));
    }
    if (this.#mode === 'lines')
      yield* output.print(`\r\x1b[K ${id}  ${state === 'working' ? status : colour(colours[state], status)}\n`);
  }

  /** Draws for the last time. */
  *end(): Task {
    if (this.#mode !== 'tty') return;
    this.#ticker?.cancel();
    yield* this.#output.print(this.#picture());
  }

  *#draw(): Task {
    for (;;) {
      yield* sleep(tick);
      yield* this.#output.print(this.#picture());
    }
  }

  #picture(): string {
    if (this.#rows.size === 0) return '';
    const columns = this.#output.columns || 80;
    const up = '\x1b[1A'.repeat(this.#drawn + 1) + (this.#repeated ? '' : '\x1b[1B');
    this.#repeated = true;
    const rows = [...this.#rows.values()];
    const done = rows.filter(({ state }) => state !== 'working').length;
    const title = `[+] ${this.#title} ${done}/${rows.length}`;
    const width = Math.max(...rows.map(({ id, text }) => id.length + 1 + text.length));
    const lines = rows
      .filter(({ parent }) => parent === undefined)
      .flatMap((row) => [
        this.#line(row, '', width, columns),
        ...rows.filter(({ parent }) => parent === row.id).map((child) => this.#line(child, '  ', width, columns)),
      ]);
    const head = this.#drawn > 0 && done === rows.length ? colour(34, title) : title;
    while (lines.length < this.#drawn) lines.push(' '.repeat(columns));
    this.#drawn = lines.length;
    return `${up}\x1b[0G\x1b[?25l${[head, ...lines]
      .map((line) => (this.#client.api.intercept ? `DRY-RUN MODE - ${line}` : line))
      .map((line) => `${line}\n`)
      .join('')}\x1b[?25h`;
  }

  #line(row: Row, pad: string, width: number, columns: number): string {
    const now = this.#client.process.machine.kernel.now;
    const mark =
      row.state === 'working'
        ? colour(33, spinner.charAt(row.spins++ % spinner.length))
        : colour(colours[row.state], row.state === 'done' ? '✔' : row.state === 'warning' ? '!' : '✘');
    const what = `${row.id} ${row.text}`;
    const longest = columns - what.length - width - 15;
    const status = longest > 0 && row.status.length > longest ? `${row.status.slice(0, longest)}...` : row.status;
    const shown = row.state === 'working' ? status : colour(colours[row.state], status);
    const left = `${pad} ${mark} ${what}${' '.repeat(Math.max(0, width - what.length))} ${shown}`;
    const timer = `${(((row.ended ?? now) - row.started) / 1000).toFixed(1)}s `;
    const visible = (text: string): number => text.replace(/\x1b\[\d+m/g, '').length;
    return `${left}${' '.repeat(Math.max(0, columns - visible(left) - timer.length))}${colour(34, timer)}`;
  }
}
