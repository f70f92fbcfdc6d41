// What a build tells its client while it goes on: BuildKit's solve status, in parts.
import type { Kernel } from '../../kernel/kernel.ts';
import { Pipe } from '../../kernel/pipe.ts';

/** A step as it is now. Times are virtual clock times, ms since 1970. */
export interface VertexStatus {
  readonly id: number;
  readonly name: string;
  readonly started?: number;
  readonly completed?: number;
  readonly cached?: boolean;
  readonly error?: string;
}

/** One message of the stream. */
export interface BuildMessage {
  readonly vertex?: VertexStatus;
  /** Something that a step does, as one line: `transferring context: 2B`. */
  readonly status?: { readonly vertex: number; readonly text: string; readonly done: boolean; readonly ms: number };
  readonly log?: { readonly vertex: number; readonly at: number; readonly data: Uint8Array };
  readonly warning?: BuildWarning;
  /** The outcome: the image's id, empty when none was stored. */
  readonly aux?: { readonly ID: string };
  /** Id of the build. */
  readonly build?: string;
  /** Images that it was built of, as in-toto's materials. */
  readonly materials?: readonly object[];
  /** What was asked for in place of a build, ready to be printed. */
  readonly answer?: string;
  readonly error?: string;
  /** The lines that the error is about. */
  readonly excerpt?: string;
  /** Files that the client is to write. */
  readonly archive?: Uint8Array;
}

/** A remark of the checks. */
export interface BuildWarning {
  readonly rule: string;
  readonly text: string;
  readonly line: number;
  readonly url: string;
  readonly excerpt: string;
}

/** A step under way. */
export class Vertex {
  readonly #progress: BuildProgress;
  #status: VertexStatus;

  constructor(progress: BuildProgress, status: VertexStatus) {
    this.#progress = progress;
    this.#status = status;
  }

  start(): this {
    return this.#set({ started: this.#progress.clock });
  }

  /** `at`: the virtual clock time at which it ended, where that is told later. */
  done(at = this.#progress.clock): void {
    this.#set({ completed: at });
  }

  cached(): void {
    this.#set({ started: this.#progress.clock, completed: this.#progress.clock, cached: true });
  }

  fail(error: string): void {
    this.#set({ completed: this.#progress.clock, error });
  }

  /** It has been given up, since the build failed elsewhere or was interrupted. */
  cancel(): void {
    this.fail('context canceled');
  }

  /** A line that tells what it does; `done` ends it. */
  status(text: string, done: boolean, ms = 0): void {
    this.#progress.send({ status: { vertex: this.#status.id, text, done, ms } });
  }

  log(data: Uint8Array): void {
    this.#progress.send({ log: { vertex: this.#status.id, at: this.#progress.clock, data } });
  }

  #set(change: Partial<VertexStatus>): this {
    this.#status = { ...this.#status, ...change };
    this.#progress.send({ vertex: this.#status });
    return this;
  }
}

/** The stream of one build. It is never waited for. */
export class BuildProgress {
  readonly pipe = new Pipe<unknown>(() => 64);
  readonly #kernel: Kernel;
  readonly #sent: BuildMessage[] = [];
  #vertices = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  get clock(): number {
    return this.#kernel.clock;
  }

  /** A step that has not begun. */
  vertex(name: string): Vertex {
    return new Vertex(this, { id: ++this.#vertices, name });
  }

  /** All messages so far, but for files. */
  get sent(): readonly BuildMessage[] {
    return this.#sent;
  }

  send(message: BuildMessage): void {
    if (!message.archive) this.#sent.push(message);
    this.pipe.offer(message);
  }
}
