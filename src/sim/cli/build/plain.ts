// Progress without a terminal: one block a step, numbered in the order of their first word. A step that ends while another
// one speaks interrupts it: `#6 ...`.
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

/** A step as it is shown. */
interface Block {
  readonly number: number;
  vertex: VertexMessage;
  readonly log: StepLog;
  /** Lines that have not been printed. */
  pending: string[];
  ended: boolean;
}

/** How often BuildKit's client prints, ms. */
const tick = 150;

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
    const failed = [...this.#blocks.values()].find(({ vertex }) => hasFailed(vertex));
    const report = failed ? failureReport(failed.vertex.name, failed.log.lines) : '';
    return this.#flush() + report + warningSummary(this.#warnings);
  }

  #vertex(vertex: VertexMessage): void {
    let block = this.#blocks.get(vertex.id);
    if (!block) {
      const number = this.#blocks.size + 1;
      block = { number, vertex, log: new StepLog(), pending: [], ended: false };
      this.#blocks.set(vertex.id, block);
    }
    block.vertex = vertex;
    if (vertex.completed === undefined || block.ended) return;
    for (const line of block.log.flush()) this.#say(vertex.id, line);
    const outcome = hasFailed(vertex)
      ? `ERROR: ${vertex.error}`
      : vertex.error === undefined
        ? done(vertex)
        : 'CANCELED';
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

  /** What may be printed now: steps that have ended, then the one that has the word, or else another that goes on. */
  #flush(): string {
    const blocks = [...this.#blocks.values()];
    const speaking = this.#current;
    let text = speaking ? this.#print(speaking) : '';
    for (const block of blocks)
      if (block.ended && block.pending.length > 0 && this.#mayInterrupt(block)) text += this.#print(block);
    if (this.#current) return text;
    const open = blocks.find(({ ended }) => !ended);
    return open ? text + this.#print(open) : text;
  }

  /** A step that has hardly begun is let finish first. */
  #mayInterrupt({ vertex }: Block): boolean {
    const current = this.#current?.vertex;
    return current === undefined || (vertex.completed ?? 0) - (current.started ?? 0) >= tick;
  }

  #print(block: Block): string {
    let text = '';
    if (block !== this.#current) {
      if (this.#current) text += `#${this.#current.number} ...\n`;
      text += `\n#${block.number} ${block.vertex.name}\n`;
    }
    text += block.pending.map((line) => `${line}\n`).join('');
    block.pending = [];
    this.#current = block.ended ? undefined : block;
    return text;
  }
}

function done({ cached, started, completed = 0 }: VertexMessage): string {
  return cached ? 'CACHED' : `DONE ${((completed - (started ?? completed)) / 1000).toFixed(1)}s`;
}
