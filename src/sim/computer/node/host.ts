// What a process with JavaScript inside asks of the computer: system calls at once, and operations whose outcome is an event.
import { spawn, suspend, type Task, type TaskHandle } from '../../kernel/task.ts';
import type { Connection, Descriptor, Listener, Process } from '../contract.ts';
import type { Errno } from '../filesystem/errno.ts';
import type { OpenFile } from '../filesystem/open-file.ts';
import type { Answer, Engine, Host } from './engine/engine.ts';
import type { Insertion } from './source/prepare.ts';

/** Arguments of a call, as JSON brought them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** A system call: what it answers, made into JSON unless it is a text, bytes or a number. */
export type Call = (host: NodeHost, args: Arguments, data: string | Uint8Array | undefined) => Outcome | Task<Outcome>;

/** A failure is an errno; `json` may be anything. */
export type Outcome =
  | undefined
  | number
  | Uint8Array
  | { readonly text: string }
  | { readonly json: unknown }
  | { readonly error: Errno | 'EAI_AGAIN' | 'ENOTFOUND' | 'ENOTCONN' }
  | { readonly value: Answer };

/** What an operation tells: nothing, an error, or fields; bytes are fetched by the number that they get. */
export interface Told {
  readonly [field: string]: unknown;
  readonly data?: Uint8Array;
}

/** An operation that takes time. `tell` may be called more than once when it lasts. */
export type Operation = (
  host: NodeHost,
  args: Arguments,
  data: string | Uint8Array | undefined,
  tell: (told: Told) => void,
) => Task | (() => void);

/** ms of CPU for a system call, and for a slice of the engine's work (some ten thousand steps). */
const callCost = 0.01;
const sliceCost = 1;

/** Resident bytes of a process before its program has anything. */
const usualMemory = 42 * 1024 * 1024;

/** What is told when a program cannot go on because of a limit of the simulation. */
export class NodeHost implements Host {
  readonly process: Process;
  readonly startedAt: number;
  /** Open files by number, as programs see them. */
  readonly files = new Map<number, OpenFile>();
  readonly sockets = new Map<number, Connection>();
  readonly listeners = new Map<number, Listener>();
  readonly pipes = new Map<number, Descriptor>();
  readonly children = new Map<number, Process>();
  /** Sources that have been compiled, as they were written. */
  readonly sources = new Map<string, { readonly text: string; readonly insertions: readonly Insertion[] }>();
  readonly #calls: Readonly<Record<string, Call>>;
  readonly #operations: Readonly<Record<string, Operation>>;
  readonly #running = new Map<number, TaskHandle | (() => void)>();
  readonly #bytes = new Map<number, Uint8Array>();
  #events: Told[] = [];
  #wake: (() => void) | undefined;
  #debt = 0;
  #count = 16;
  #engine: Engine | undefined;
  #initialSize = 0;
  /** The module of the language that is the program. */
  main: string | undefined;
  /** The text of the command line is an expression whose value is printed. */
  printsValue = false;
  moduleResolver: (name: string, from: string) => string = (name) => name;
  moduleLoader: (name: string) => string = () => '';

  constructor(
    process: Process,
    tables: {
      readonly calls: Readonly<Record<string, Call>>;
      readonly operations: Readonly<Record<string, Operation>>;
    },
  ) {
    this.process = process;
    this.startedAt = process.machine.kernel.now;
    this.#calls = tables.calls;
    this.#operations = tables.operations;
  }

  get engine(): Engine {
    if (!this.#engine) throw new Error('the engine has not begun');
    return this.#engine;
  }

  set engine(engine: Engine) {
    this.#engine = engine;
    this.#initialSize = engine.size;
    this.process.useMemory(usualMemory);
  }

  /** Resident bytes. */
  get memory(): number {
    return usualMemory + (this.#engine?.size ?? 0) - this.#initialSize;
  }

  /** ms since the process began. */
  get now(): number {
    return this.process.machine.kernel.now - this.startedAt;
  }

  clock(): number {
    return Math.floor(this.process.machine.kernel.clock);
  }

  grown(): void {
    this.process.useMemory(this.memory);
  }

  resolveModule(name: string, from: string): string {
    return this.moduleResolver(name, from);
  }

  loadModule(name: string): string {
    return this.moduleLoader(name);
  }

  *slice(): Task {
    yield* this.process.compute(sliceCost);
  }

  /** A number for something that programs name by number. */
  number(): number {
    return ++this.#count;
  }

  /** Keeps bytes until they are fetched by the number that is given. */
  keep(bytes: Uint8Array): number {
    const number = this.number();
    this.#bytes.set(number, bytes);
    return number;
  }

  *call(name: string, args: string, data: string | Uint8Array | undefined): Task<Answer> {
    this.#debt += callCost;
    if (this.#debt >= 1) {
      const owed = this.#debt;
      this.#debt = 0;
      yield* this.process.compute(owed);
    }
    if (name === 'begin' || name === 'stop' || name === 'events' || name === 'bytes')
      return yield* this.#manage(name, parse(args), data);
    const call = this.#calls[name];
    if (!call) throw new Error(`no system call ${name}`);
    // Some calls get a name as it is.
    const values = args.startsWith('{') ? parse(args) : { name: args };
    const made = call(this, values, data);
    return answer(isTask(made) ? yield* made : made);
  }

  /** Waits until something has happened, at most `ms`. */
  *wait(ms: number | undefined): Task {
    if (this.#events.length > 0) return;
    let undo: (() => void) | undefined;
    yield* suspend((wake, scheduler) => {
      if (ms !== undefined) undo = scheduler.at(scheduler.now + ms, wake);
      this.#wake = wake;
      return () => {
        undo?.();
        this.#wake = undefined;
      };
    });
    undo?.();
    this.#wake = undefined;
  }

  *#manage(name: string, args: Arguments, data: string | Uint8Array | undefined): Task<Answer> {
    const id = Number(args['id']);
    if (name === 'events') {
      if (this.#events.length === 0) return undefined;
      return JSON.stringify(this.#events.splice(0));
    }
    if (name === 'bytes') {
      const bytes = this.#bytes.get(id);
      this.#bytes.delete(id);
      return bytes;
    }
    if (name === 'stop') {
      const running = this.#running.get(id);
      this.#running.delete(id);
      if (typeof running === 'function') running();
      else running?.cancel();
      return undefined;
    }
    const operation = this.#operations[String(args['operation'])];
    if (!operation) throw new Error(`no operation ${String(args['operation'])}`);
    const made = operation(this, args, data, (told) => {
      this.#tell(id, told);
    });
    if (typeof made === 'function') {
      this.#running.set(id, made);
      return undefined;
    }
    const running = this.#running;
    const handle = yield* spawn(
      `node ${String(args['operation'])}`,
      (function* (): Task {
        yield* made;
        running.delete(id);
      })(),
    );
    if (!handle.finished) this.#running.set(id, handle);
    return undefined;
  }

  #tell(id: number, { data, ...told }: Told): void {
    let bytes: number | undefined;
    if (data) bytes = this.keep(data);
    this.#events.push({ ...told, id, ...(bytes === undefined ? {} : { bytes }) });
    this.#wake?.();
  }
}

const parse = (text: string): Arguments => (text === '' ? {} : (JSON.parse(text) as Arguments));

const isTask = (made: Outcome | Task<Outcome>): made is Task<Outcome> =>
  typeof made === 'object' && Symbol.iterator in made && 'next' in made;

function answer(outcome: Outcome): Answer {
  if (outcome === undefined || typeof outcome === 'number' || outcome instanceof Uint8Array) return outcome;
  if ('text' in outcome) return `=${outcome.text}`;
  if ('json' in outcome) return outcome.json === undefined ? undefined : JSON.stringify(outcome.json);
  if ('value' in outcome) return outcome.value;
  return JSON.stringify(outcome);
}

/** A field of the arguments that is a text. */
export const textOf = (args: Arguments, name: string): string => {
  const value = args[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};

/** A field that is a number. */
export const numberOf = (args: Arguments, name: string): number => Number(args[name] ?? 0);
