// Progress without a terminal: one block a step, numbered in the order of their first word.
import {
  StepLog,
  failureReport,
  warningSummary,
  type BuildMessage,
  type Display,
  type VertexMessage,
  type WarningMessage,
} from './messages.ts';

/** A step as it is shown. */
interface Block {
  readonly number: number;
  vertex: VertexMessage;
  readonly log: StepLog;
  /** Lines that wait until the step before has ended. */
  pending: string[];
  ended: boolean;
}

/** `--progress=plain`. */
export class PlainDisplay implements Display {
  readonly #blocks = new Map<number, Block>();
  readonly #warnings: WarningMessage[] = [];
  #current: Block | undefined;

  begin(): string {
    return '#0 building with "default" instance using docker driver\n';
  }

  next({ vertex, status, log, warning }: BuildMessage): string {
    if (vertex) this.#vertex(vertex);
    if (status) this.#say(status.vertex, `${status.text}${status.done ? ' done' : ''}`);
    if (log) this.#log(log.vertex, log.at, log.data);
    if (warning) {
      this.#warnings.push(warning);
      const [first] = this.#blocks.keys();
      if (first !== undefined) this.#say(first, `WARN: ${warning.rule}: ${warning.text} (line ${warning.line})`);
    }
    return this.#flush();
  }

  end(): string {
    const failed = [...this.#blocks.values()].find(({ vertex }) => vertex.error !== undefined);
    const report = failed ? failureReport(failed.vertex.name, failed.log.lines) : '';
    return this.#flush() + report + warningSummary(this.#warnings);
  }

  #vertex(vertex: VertexMessage): void {
    let block = this.#blocks.get(vertex.id);
    if (!block) {
      const number = this.#blocks.size + 1;
      block = { number, vertex, log: new StepLog(), pending: ['', `#${number} ${vertex.name}`], ended: false };
      this.#blocks.set(vertex.id, block);
    }
    block.vertex = vertex;
    if (vertex.completed === undefined || block.ended) return;
    for (const line of block.log.flush()) this.#say(vertex.id, line);
    const seconds = ((vertex.completed - (vertex.started ?? vertex.completed)) / 1000).toFixed(1);
    const outcome =
      vertex.error === undefined ? (vertex.cached ? 'CACHED' : `DONE ${seconds}s`) : `ERROR: ${vertex.error}`;
    block.pending.push(`#${block.number} ${outcome}`);
    block.ended = true;
  }

  #say(id: number, text: string): void {
    const block = this.#blocks.get(id);
    block?.pending.push(`#${block.number} ${text}`);
  }

  #log(id: number, at: number, data: Uint8Array): void {
    const block = this.#blocks.get(id);
    if (block) for (const line of block.log.add(data, at - (block.vertex.started ?? at))) this.#say(id, line);
  }

  /** What may be printed now: one step at a time, to its end. */
  #flush(): string {
    let text = '';
    for (;;) {
      this.#current ??= [...this.#blocks.values()].find(({ pending }) => pending.length > 0);
      const current = this.#current;
      if (!current) return text;
      text += current.pending.map((line) => `${line}\n`).join('');
      current.pending = [];
      if (!current.ended) return text;
      this.#current = undefined;
    }
  }
}
