// The kernel: virtual clock, tasks, services, store and log of one world. It knows nothing of Docker.
import { Log, type Endpoint, type Input, type MessageEntry } from './log.ts';
import {
  target,
  type CallFailure,
  type CallOptions,
  type Reply,
  type Request,
  type Response,
  type Service,
} from './message.ts';
import { randomStream, type RandomStream } from './random.ts';
import { Store } from './store.ts';
import { Cancelled, cancelled, sleep, suspend, type Scheduler, type Task, type TaskHandle } from './task.ts';
import { TimerQueue } from './timer-queue.ts';
import { Latch } from './trigger.ts';

/** Steps that one instant may take before we call it a bug: every program costs virtual time, so none should come near. */
const stepsAnInstant = 2_000_000;

/** Virtual times are whole microseconds, so that sums of them compare exactly. */
export const microseconds = (ms: number): number => Math.round(ms * 1000) / 1000;

interface RunningTask extends TaskHandle {
  readonly generator: Task<unknown>;
  undo: (() => void) | undefined;
  /** Counts wake-ups, so that a late one for an earlier suspension is ignored. */
  turn: number;
  finished: boolean;
  /** Its generator is on the stack, itself or below another task that it woke: it cannot be thrown into. */
  running: boolean;
  outcome: { value: unknown } | { cancelled: Cancelled } | undefined;
  readonly callbacks: ((outcome: { value: unknown } | { cancelled: Cancelled }) => void)[];
}

/** The entry of a message while its fields are filled in, in the order in which they are shown. */
type MessageDraft = { -readonly [K in keyof MessageEntry]?: MessageEntry[K] };

/** A task that is to go on with `value`, unless it has moved on from this `turn`; or to be cancelled. */
interface Wakening {
  readonly task: RunningTask;
  readonly turn: number | 'cancel';
  readonly value: unknown;
}

export interface KernelOptions {
  readonly seed: string;
  /** Wall-clock time at virtual time 0, in ms since 1970-01-01T00:00Z. */
  readonly epoch: number;
}

export class Kernel implements Scheduler {
  readonly seed: string;
  readonly epoch: number;
  readonly log: Log;
  readonly store: Store;
  readonly loaded = new Map<() => Promise<unknown>, unknown>();
  readonly #timers = new TimerQueue();
  readonly #ready: (Wakening | undefined)[] = [];
  #readyHead = 0;
  readonly #inbox: { input: Input; deliver: (cause: number) => void }[] = [];
  readonly #externals: { settled: Promise<void>; outcome?: () => void }[] = [];
  readonly #streams = new Map<string, RandomStream>();
  readonly #services = new Map<Endpoint, { service: Service; state: 'up' | 'unreachable' }>();
  #now = 0;
  #instantSteps = 0;
  #current: RunningTask | undefined;

  constructor(options: KernelOptions) {
    this.seed = options.seed;
    this.epoch = options.epoch;
    this.log = new Log(
      () => this.#now,
      () => this.#current?.cause,
    );
    this.store = new Store(this.log);
  }

  get now(): number {
    return this.#now;
  }

  /** Wall-clock time in the simulation, ms since 1970-01-01T00:00Z. */
  get clock(): number {
    return this.epoch + this.#now;
  }

  get current(): TaskHandle {
    if (!this.#current) throw new Error('no task is running');
    return this.#current;
  }

  /** The seeded stream of a purpose. */
  random(purpose: string): RandomStream {
    let stream = this.#streams.get(purpose);
    if (!stream) this.#streams.set(purpose, (stream = randomStream(this.seed, purpose)));
    return stream;
  }

  at(time: number, action: () => void): () => void {
    const timer = this.#timers.add(Math.max(this.#now, microseconds(time)), action);
    return () => {
      timer.action = undefined;
    };
  }

  spawn<T>(name: string, generator: Task<T>, cause?: number): TaskHandle<T> {
    const task: RunningTask = {
      name,
      cause,
      generator,
      undo: undefined,
      turn: 0,
      finished: false,
      running: false,
      outcome: undefined,
      callbacks: [],
      cancel: () => {
        this.#cancel(task);
      },
      whenFinished: (callback) => {
        if (task.outcome) callback(task.outcome);
        else task.callbacks.push(callback);
      },
    };
    this.#ready.push({ task, turn: 0, value: undefined });
    return task as unknown as TaskHandle<T>;
  }

  /** See `external` in task.ts. Outcomes are delivered in the order in which the promises were handed over. */
  external<T>(promise: Promise<T>, settled: (outcome: PromiseSettledResult<T>) => void): void {
    const pending: { settled: Promise<void>; outcome?: () => void } = {
      settled: Promise.allSettled([promise]).then(([outcome]) => {
        pending.outcome = () => {
          settled(outcome);
        };
      }),
    };
    this.#externals.push(pending);
  }

  /** While something outside is awaited: when to go on. Virtual time stands still until then. */
  get blocked(): Promise<void> | undefined {
    const first = this.#externals[0];
    return first && !first.outcome && this.#readyHead === this.#ready.length ? first.settled : undefined;
  }

  /** Hands in an input. It is logged and delivered when all that is due at the current instant has run. */
  input(input: Input, deliver: (cause: number) => void): void {
    this.#inbox.push({ input, deliver });
  }

  /** Virtual time of the next thing that will happen by itself; undefined when nothing will. */
  get nextDue(): number | undefined {
    if (this.#readyHead < this.#ready.length || this.#inbox.length || this.#externals.length) return this.#now;
    return this.#timers.peek()?.time;
  }

  /**
   * Runs all that is due in the next `duration` ms of virtual time, at most `maxSteps` task steps.
   * Returns the ms that really passed: less when the steps ran out or something outside is awaited.
   */
  advance(duration: number, maxSteps = Infinity): number {
    const start = this.#now;
    const end = microseconds(start + duration);
    for (let steps = 0; steps < maxSteps; steps++) {
      const next = this.#ready[this.#readyHead];
      if (next) {
        // What has run is let go at once: it holds all that its task held.
        this.#ready[this.#readyHead++] = undefined;
        if (this.#readyHead > 1024) {
          this.#ready.splice(0, this.#readyHead);
          this.#readyHead = 0;
        }
        if (++this.#instantSteps > stepsAnInstant) throw new Error(`virtual time stands still at ${this.#now} ms`);
        if (next.turn === 'cancel') this.#cancel(next.task);
        else if (next.turn === next.task.turn && !next.task.finished) this.#resume(next.task, next.value);
        continue;
      }
      const external = this.#externals[0];
      if (external) {
        if (!external.outcome) break;
        this.#externals.shift();
        external.outcome();
        continue;
      }
      const timer = this.#timers.peek();
      // A replay lets all that is due at an instant happen before the next input: so it is here.
      const arrived = timer && timer.time <= this.#now ? undefined : this.#inbox.shift();
      if (arrived) {
        arrived.deliver(this.log.append({ type: 'input', input: arrived.input, cause: undefined }));
        continue;
      }
      if (!timer || timer.time > end) {
        this.#moveTo(end);
        break;
      }
      this.#moveTo(timer.time);
      this.#timers.take()?.action?.();
    }
    return this.#now - start;
  }

  /** Registers the receiver of messages to an endpoint, or takes it away. */
  serve(endpoint: Endpoint, service: Service | undefined): void {
    if (service) this.#services.set(endpoint, { service, state: 'up' });
    else this.#services.delete(endpoint);
  }

  /** Cuts an endpoint off, or connects it again: calls to it fail as `unreachable` meanwhile. */
  setReachable(endpoint: Endpoint, reachable: boolean): void {
    const entry = this.#services.get(endpoint);
    if (entry) entry.state = reachable ? 'up' : 'unreachable';
  }

  /**
   * Sends a request and waits for the head of the answer. Request and answer are logged as messages. The receiver runs as a
   * task of its own: cancelling the caller opens `abandoned` of the exchange and leaves the receiver to finish.
   */
  *call(to: Endpoint, message: Request, options: CallOptions): Task<Reply | CallFailure> {
    const { from, protocol, link } = options;
    const id = this.log.length;
    const size = typeof message.body === 'string' || message.body instanceof Uint8Array ? message.body.length : 0;
    const sent: MessageDraft = {
      type: 'message',
      role: 'request',
      exchange: id,
      from,
      to,
      protocol,
      method: message.method,
      path: target(message),
    };
    addContent(sent, message);
    sent.received = microseconds(this.#now + link.latency + size / link.bandwidth);
    this.log.append(sent as MessageEntry);
    const abandoned = new Latch();
    let answered = false;
    try {
      yield* sleep(link.latency + size / link.bandwidth);
      const receiver = this.#services.get(to);
      if (!receiver || receiver.state === 'unreachable') {
        answered = true;
        return yield* this.#fail(receiver ? 'unreachable' : 'refused', { exchange: id, from: to, to: from, protocol });
      }
      const exchange = { from, id, abandoned };
      const handling = this.spawn(`${message.method} ${message.path}`, receiver.service(message, exchange), id);
      const outcome = yield* suspend<{ value: Response } | { cancelled: Cancelled }>((wake) => {
        handling.whenFinished(wake);
        return undefined;
      });
      answered = true;
      if ('cancelled' in outcome) return yield* this.#fail('cut', { exchange: id, from: to, to: from, protocol });
      const response = outcome.value;
      const bytes =
        response.size ??
        (typeof response.body === 'string' || response.body instanceof Uint8Array ? response.body.length : 0);
      const arrives = microseconds(this.#now + link.latency + bytes / link.bandwidth);
      const answer: MessageDraft = {
        type: 'message',
        exchange: id,
        from: to,
        to: from,
        protocol,
        cause: id,
        role: 'response',
        status: response.status,
      };
      addContent(answer, response);
      if (bytes) answer.size = bytes;
      if (response.stream) answer.streaming = true;
      answer.received = arrives;
      this.log.append(answer as MessageEntry);
      const stream = response.stream;
      if (stream) {
        const end = { exchange: id, from: to, to: from, protocol };
        this.spawn('end of stream', this.#endOfStream(stream.end(), end), id);
      }
      yield* sleep(link.latency);
      return { ...response, arrives, exchange: id };
    } finally {
      if (!answered) {
        abandoned.open();
        this.log.append({ type: 'message', role: 'end', exchange: id, from, to, protocol, received: this.#now });
      }
    }
  }

  *#fail(
    failure: CallFailure['failure'],
    message: { exchange: number; from: Endpoint; to: Endpoint; protocol: CallOptions['protocol'] },
  ): Task<CallFailure> {
    if (failure === 'unreachable') yield* sleep(10_000);
    this.log.append({ type: 'message', role: 'end', ...message, received: this.#now });
    return { failure };
  }

  *#endOfStream(
    ended: Task,
    entry: { exchange: number; from: Endpoint; to: Endpoint; protocol: CallOptions['protocol'] },
  ): Task {
    yield* ended;
    const { exchange, from, to, protocol } = entry;
    this.log.append({
      type: 'message',
      exchange,
      from,
      to,
      protocol,
      cause: exchange,
      role: 'end',
      received: this.#now,
    });
  }

  #moveTo(time: number): void {
    if (time === this.#now) return;
    this.#now = time;
    this.#instantSteps = 0;
  }

  /** Lets a task run until it yields again; `thrown` is thrown at its yield instead. */
  #resume(task: RunningTask, value: unknown, thrown?: Cancelled): void {
    const before = this.#current;
    this.#current = task;
    task.running = true;
    task.undo = undefined;
    const turn = ++task.turn;
    try {
      const result = thrown ? task.generator.throw(thrown) : task.generator.next(value);
      if (result.done) {
        this.#finish(task, { value: result.value });
        return;
      }
      const wake = (value?: unknown): void => {
        if (task.turn !== turn || task.finished) return;
        this.#ready.push({ task, turn: ++task.turn, value });
      };
      task.undo = result.value(wake, this) ?? undefined;
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      this.#finish(task, { cancelled: error });
    } finally {
      task.running = false;
      this.#current = before;
    }
  }

  #finish(task: RunningTask, outcome: { value: unknown } | { cancelled: Cancelled }): void {
    task.finished = true;
    task.outcome = outcome;
    for (const callback of task.callbacks.splice(0)) callback(outcome);
  }

  #cancel(task: RunningTask): void {
    if (task.finished) return;
    if (task.turn === 0) {
      // Never started: nothing to unwind.
      this.#finish(task, { cancelled });
      return;
    }
    if (task.running) {
      // A task that cancels itself, or is cancelled by what it is doing, unwinds at its next yield.
      this.#ready.push({ task, turn: 'cancel', value: undefined });
      return;
    }
    task.undo?.();
    this.#resume(task, undefined, cancelled);
  }
}

/** Puts headers and body into the entry of a message, where there are any; a body of bytes is left out. */
function addContent(entry: MessageDraft, { headers, body }: Pick<Request, 'headers' | 'body'>): void {
  if (Object.keys(headers).length > 0) entry.headers = headers;
  if (body !== undefined && !(body instanceof Uint8Array)) entry.body = body;
}
