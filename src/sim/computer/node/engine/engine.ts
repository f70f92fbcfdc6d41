// One QuickJS in a WebAssembly instance of its own. JavaScript runs until it waits for a system call or its slice of work is
// used up: then its stack is put aside (asyncify) and the process's task goes on elsewhere, to come back later.
import type { Suspension, Task } from '../../../kernel/task.ts';
import { nameExports, trackerShim, type Exports } from './wasm.ts';

/** What JavaScript gets back from a system call; `undefined` too. */
export type Answer = undefined | number | string | Uint8Array | Value;

/** A value of the engine, by the address of a reference that its holder owns. */
export interface Value {
  readonly address: number;
}

/** What the engine asks of whoever runs it. */
export interface Host {
  /** A system call. A text or bytes may come along. */
  call(name: string, args: string, data: string | Uint8Array | undefined): Task<Answer>;
  /** A slice of work is used up. */
  slice(): Task;
  /** ms since 1970. */
  clock(): number;
  /** The memory that is in use grows to so many bytes. */
  grown(bytes: number): void;
  /** The name under which a module is loaded that another one names. */
  resolveModule(name: string, from: string): string;
  /** The source of a module. */
  loadModule(name: string): string;
}

/** A promise that was rejected while nobody had asked for its outcome. */
export interface Rejection {
  readonly promise: Value;
  readonly reason: Value;
}

/** What is taken up in another instance: a copy of the memory that is in use, and where things are in it. */
export interface Snapshot {
  readonly pages: readonly { readonly at: number; readonly bytes: Uint8Array }[];
  readonly runtime: number;
  readonly context: number;
  readonly desk: number;
  readonly tracker: number;
  readonly stack: number;
  readonly values: Readonly<Record<string, Value>>;
}

const pageSize = 65536;
const initialPages = 256;
/** 1 GiB: no learner's program needs more, and a tab has no more to give. */
const mostPages = 16384;
/** Bytes into which a stack is put aside, and how deep the stack may grow before JavaScript is told. */
const deskSize = 3 * 1024 * 1024;
const stackSize = 160 * 1024;

export class Engine {
  readonly #host: Host;
  readonly #memory = new WebAssembly.Memory({ initial: initialPages, maximum: mostPages });
  readonly #exports: Exports;
  #runtime = 0;
  #context = 0;
  #desk = 0;
  #tracker = 0;
  #state: 'running' | 'leaving' | 'returning' = 'running';
  #waiting: Task<Answer> | undefined;
  #answer: Answer;
  /** Calls of our own during which nothing may be put aside. */
  #nested = 0;
  readonly #rejected = new Map<number, Rejection>();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #encoder = new TextEncoder();

  constructor(module: WebAssembly.Module, host: Host) {
    this.#host = host;
    const instance = new WebAssembly.Instance(module, { a: this.#imports() });
    this.#exports = nameExports(instance);
    const shim = new WebAssembly.Instance(new WebAssembly.Module(trackerShim), {
      a: { a: this.#track.bind(this) },
    });
    const { table } = this.#exports;
    this.#tracker = table.length;
    table.grow(1);
    table.set(this.#tracker, shim.exports['a']);
  }

  /** A new one. */
  static create(module: WebAssembly.Module, host: Host): Engine {
    const engine = new Engine(module, host);
    engine.#begin();
    return engine;
  }

  /** One that goes on where another one was when its picture was taken. */
  static restore(module: WebAssembly.Module, host: Host, snapshot: Snapshot): Engine {
    const engine = new Engine(module, host);
    const memory = engine.#bytes;
    for (const { at, bytes } of snapshot.pages) memory.set(bytes, at);
    engine.#runtime = snapshot.runtime;
    engine.#context = snapshot.context;
    engine.#desk = snapshot.desk;
    engine.#exports.restoreStack(snapshot.stack);
    return engine;
  }

  /** A picture of its memory, with values that are to be found again. */
  snapshot(values: Readonly<Record<string, Value>>): Snapshot {
    const memory = this.#bytes;
    const pages: { at: number; bytes: Uint8Array }[] = [];
    for (let at = 0; at < memory.length; at += pageSize) {
      const bytes = memory.subarray(at, at + pageSize);
      if (bytes.some((byte) => byte !== 0)) pages.push({ at, bytes: bytes.slice() });
    }
    return {
      pages,
      runtime: this.#runtime,
      context: this.#context,
      desk: this.#desk,
      tracker: this.#tracker,
      stack: this.#exports.stackPointer(),
      values,
    };
  }

  /** Bytes of memory that it has. */
  get size(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Promises that have been rejected since this was last asked, and that nobody has asked about. */
  takeRejections(): Rejection[] {
    if (this.#rejected.size === 0) return [];
    const rejections = [...this.#rejected.values()];
    this.#rejected.clear();
    return rejections;
  }

  /** Compiles and runs a script; its value, or what it throws. A script that waits is not for this: see `call`. */
  evaluate(code: string, file: string): { readonly value: Value } | { readonly thrown: Value } {
    return this.#atOnce(() => this.#outcome(this.#evaluate(code, file, 0)));
  }

  /** Runs a module: a promise of it, or what it throws. */
  *runModule(code: string, file: string): Task<{ readonly value: Value } | { readonly thrown: Value }> {
    return this.#outcome(yield* this.#run(() => this.#evaluate(code, file, 1)));
  }

  /** Calls a function; its value, or what it throws. */
  *call(func: Value, ...values: readonly Value[]): Task<{ readonly value: Value } | { readonly thrown: Value }> {
    const list = this.#exports.malloc(Math.max(4, values.length * 4));
    const view = new DataView(this.#memory.buffer);
    values.forEach(({ address }, index) => {
      view.setUint32(list + index * 4, address, true);
    });
    const self = this.#exports.global(this.#context);
    const result = yield* this.#run(() => this.#exports.call(this.#context, func.address, self, values.length, list));
    this.#exports.free(list);
    this.#exports.freeValue(this.#context, self);
    return this.#outcome(result);
  }

  /** Calls a function that does not wait. */
  callAtOnce(func: Value, ...values: readonly Value[]): { readonly value: Value } | { readonly thrown: Value } {
    return this.#atOnce(() => {
      const task = this.call(func, ...values);
      const step = task.next();
      if (!step.done) throw new Error('a call waits where nothing may');
      return step.value;
    });
  }

  /** Whether promises have put something into the queue. */
  get jobsPending(): boolean {
    return this.#exports.isJobPending(this.#runtime) !== 0;
  }

  /** What has become of a promise. */
  promiseState(promise: Value): 'pending' | 'fulfilled' | 'rejected' {
    return (
      (['pending', 'fulfilled', 'rejected'] as const)[this.#exports.promiseState(this.#context, promise.address)] ??
      'fulfilled'
    );
  }

  /** Runs what promises have put into the queue until it is empty. */
  *runJobs(): Task {
    const { isJobPending, runJobs, malloc, free } = this.#exports;
    if (isJobPending(this.#runtime) === 0) return;
    const context = malloc(4);
    while (isJobPending(this.#runtime) !== 0)
      this.release({ address: yield* this.#run(() => runJobs(this.#runtime, -1, context)) });
    free(context);
  }

  /** A function that makes a system call: `(name, args, data)`. */
  systemCall(): Value {
    const name = this.#writeText('systemCall');
    const address = this.#exports.newFunction(this.#context, name, 3, 0, 1);
    this.#exports.free(name);
    return { address };
  }

  setProperty(object: Value, name: string, value: Value): void {
    const key = this.text(name);
    this.#exports.setProperty(this.#context, object.address, key.address, value.address);
    this.release(key);
  }

  property(object: Value, name: string): Value {
    const key = this.text(name);
    const address = this.#atOnce(() => this.#exports.getProperty(this.#context, object.address, key.address));
    this.release(key);
    return { address };
  }

  get global(): Value {
    return { address: this.#exports.global(this.#context) };
  }

  text(text: string): Value {
    const at = this.#writeText(text);
    const address = this.#exports.newString(this.#context, at);
    this.#exports.free(at);
    return { address };
  }

  number(number: number): Value {
    return { address: this.#exports.newFloat64(this.#context, number) };
  }

  readNumber(value: Value): number {
    return this.#exports.getFloat64(this.#context, value.address);
  }

  readText(value: Value): string {
    const at = this.#atOnce(() => this.#exports.getString(this.#context, value.address));
    if (at === 0) return '';
    const text = this.#textAt(at);
    this.#exports.freeCString(this.#context, at);
    return text;
  }

  release(value: Value): void {
    this.#exports.freeValue(this.#context, value.address);
  }

  #begin(): void {
    const { exports: engine } = { exports: this.#exports };
    engine.start();
    this.#runtime = engine.newRuntime();
    engine.setMaxStackSize(this.#runtime, stackSize);
    this.#context = engine.newContext(this.#runtime, 0);
    this.#desk = engine.malloc(deskSize);
    // The field of the tracker of promises follows that of the interrupt handler and its argument.
    const before = this.#bytes.slice(this.#runtime, this.#runtime + 1024);
    engine.enableInterrupts(this.#runtime);
    const after = this.#bytes;
    let field = 0;
    while (field < before.length && before[field] === after[this.#runtime + field]) field++;
    if (field === before.length) throw new Error('the engine is laid out in another way than is known');
    new DataView(this.#memory.buffer).setUint32(this.#runtime + (field & ~3) + 8, this.#tracker, true);
    engine.enableModules(this.#runtime, 1);
  }

  get #bytes(): Uint8Array {
    return new Uint8Array(this.#memory.buffer);
  }

  #evaluate(code: string, file: string, flags: number): number {
    if (this.#state === 'returning') return this.#exports.evaluate(0, 0, 0, 0, 0, 0);
    const bytes = this.#encoder.encode(code);
    const source = this.#exports.malloc(bytes.length + 1);
    this.#bytes.set(bytes, source);
    this.#bytes[source + bytes.length] = 0;
    const name = this.#writeText(file);
    return this.#exports.evaluate(this.#context, source, bytes.length, name, 0, flags);
  }

  #outcome(address: number): { readonly value: Value } | { readonly thrown: Value } {
    const thrown = this.#exports.resolveException(this.#context, address);
    return thrown === 0 ? { value: { address } } : { thrown: { address: thrown } };
  }

  /** Runs an exported function to its end, however often it waits. */
  *#run(enter: () => number): Task<number> {
    let result = enter();
    for (;;) {
      const task = this.#waiting;
      if (this.#state !== 'leaving' || !task) return result;
      this.#exports.stopUnwind();
      this.#waiting = undefined;
      this.#answer = yield* task;
      this.#state = 'returning';
      this.#exports.startRewind(this.#desk);
      result = enter();
    }
  }

  #atOnce<T>(action: () => T): T {
    this.#nested++;
    try {
      return action();
    } finally {
      this.#nested--;
    }
  }

  /** Waits for a task in the middle of JavaScript: does it if it need not wait, else leaves the stack. */
  #wait(task: Task<Answer>): Answer {
    if (this.#state === 'returning') {
      this.#exports.stopRewind();
      this.#state = 'running';
      const answer = this.#answer;
      this.#answer = undefined;
      return answer;
    }
    const step = task.next();
    if (step.done) return step.value;
    if (this.#nested > 0) throw new Error('a system call waits where nothing may');
    this.#waiting = goOn(task, step.value);
    this.#state = 'leaving';
    const view = new DataView(this.#memory.buffer);
    view.setUint32(this.#desk, this.#desk + 8, true);
    view.setUint32(this.#desk + 4, this.#desk + deskSize, true);
    this.#exports.startUnwind(this.#desk);
    return undefined;
  }

  #called(list: number): number {
    const returning = this.#state === 'returning';
    const answer = this.#wait(returning ? nothing() : this.#systemCall(list));
    return this.#state === 'leaving' ? 0 : this.#give(answer);
  }

  #systemCall(list: number): Task<Answer> {
    const { argument, typeOf, free, getArrayBuffer, getArrayBufferLength } = this.#exports;
    const name = this.readText({ address: argument(list, 0) });
    const args = this.readText({ address: argument(list, 1) });
    const data = argument(list, 2);
    const type = typeOf(this.#context, data);
    const kind = this.#textAt(type);
    free(type);
    if (name === 'promiseState') return answering(this.#exports.promiseState(this.#context, data));
    if (name === 'promiseResult') return answering({ address: this.#exports.promiseResult(this.#context, data) });
    if (kind === 'string') return this.#host.call(name, args, this.readText({ address: data }));
    if (kind !== 'object') return this.#host.call(name, args, undefined);
    const at = getArrayBuffer(this.#context, data);
    const length = getArrayBufferLength(this.#context, data);
    return this.#host.call(name, args, this.#bytes.slice(at, at + length));
  }

  #give(answer: Answer): number {
    if (answer === undefined) return 0;
    if (typeof answer === 'number') return this.number(answer).address;
    if (typeof answer === 'string') return this.text(answer).address;
    if (!(answer instanceof Uint8Array)) return answer.address;
    const at = this.#exports.malloc(Math.max(1, answer.length));
    this.#bytes.set(answer, at);
    return this.#exports.newArrayBuffer(this.#context, at, answer.length);
  }

  #track(_context: number, promise: bigint, reason: bigint, handled: number): void {
    const key = Number(BigInt.asUintN(32, promise));
    const known = this.#rejected.get(key);
    if (handled === 0) this.#rejected.set(key, { promise: this.#keep(promise), reason: this.#keep(reason) });
    else if (known) {
      this.#rejected.delete(key);
      this.release(known.promise);
      this.release(known.reason);
    }
  }

  #keep(value: bigint): Value {
    const cell = this.#exports.malloc(8);
    new DataView(this.#memory.buffer).setBigUint64(cell, BigInt.asUintN(64, value), true);
    const address = this.#exports.dupValue(this.#context, cell);
    this.#exports.free(cell);
    return { address };
  }

  #writeText(text: string): number {
    const bytes = this.#encoder.encode(text);
    const at = this.#exports.malloc(bytes.length + 1);
    const memory = this.#bytes;
    memory.set(bytes, at);
    memory[at + bytes.length] = 0;
    return at;
  }

  #textAt(at: number): string {
    const memory = this.#bytes;
    return this.#decoder.decode(memory.subarray(at, memory.indexOf(0, at)));
  }

  #imports(): Readonly<Record<string, WebAssembly.Memory | ((...args: number[]) => unknown)>> {
    const host = this.#host;
    const bug = (text: string) => () => {
      throw new Error(`the JavaScript engine ${text}`);
    };
    const write = (at: number, value: number): void => {
      new DataView(this.#memory.buffer).setUint32(at, value, true);
    };
    return {
      a: this.#memory,
      b: bug('asserts'),
      c: () => 52,
      d: () => 0,
      e: (count: number, size: number) => {
        write(count, 0);
        write(size, 0);
        return 0;
      },
      f: (_runtime: number, _context: number, from: number, name: number) =>
        this.#writeText(host.resolveModule(this.#textAt(name), this.#textAt(from))),
      g: (_runtime: number, _context: number, name: number) => this.#writeText(host.loadModule(this.#textAt(name))),
      h: () => {
        if (this.#nested === 0) this.#wait(this.#state === 'returning' ? nothing() : interrupt(host));
        return 0;
      },
      i: (_context: number, _self: number, _count: number, list: number) => this.#called(list),
      j: () => 0,
      k: (bytes: number) => this.#grow(bytes >>> 0),
      l: () => undefined,
      m: (seconds: bigint | number, tm: number) => {
        writeTime(new DataView(this.#memory.buffer), Number(seconds), tm);
      },
      n: () => undefined,
      o: () => 70,
      p: () => host.clock(),
      q: bug('aborts'),
      r: bug('exits'),
      s: (_file: number, _list: number, _count: number, written: number) => {
        write(written, 0);
        return 0;
      },
      t: () => undefined,
      u: () => undefined,
    };
  }

  #grow(bytes: number): number {
    const wanted = Math.ceil((bytes - this.size) / pageSize);
    const some = Math.max(wanted, Math.ceil(this.size / pageSize / 5));
    for (const pages of [some, wanted])
      try {
        this.#memory.grow(pages);
        this.#host.grown(this.size);
        return 1;
      } catch {
        continue;
      }
    return 0;
  }
}

/** Goes on with a task that has already yielded once. */
function* goOn<T>(task: Task<T>, first: Suspension): Task<T> {
  let suspension = first;
  for (;;) {
    let arrived: unknown;
    let failure: { error: unknown } | undefined;
    try {
      arrived = yield suspension;
    } catch (error) {
      failure = { error };
    }
    const step = failure ? task.throw(failure.error) : task.next(arrived);
    if (step.done) return step.value;
    suspension = step.value;
  }
}

function* answering(answer: Answer): Task<Answer> {
  return answer;
}

function* nothing(): Task<undefined> {
  return undefined;
}

function* interrupt(host: Host): Task<undefined> {
  yield* host.slice();
  return undefined;
}

/** A point in time as C's `struct tm`, in UTC. */
function writeTime(view: DataView, seconds: number, at: number): void {
  const date = new Date(seconds * 1000);
  const year = date.getUTCFullYear();
  const fields = [
    date.getUTCSeconds(),
    date.getUTCMinutes(),
    date.getUTCHours(),
    date.getUTCDate(),
    date.getUTCMonth(),
    year - 1900,
    date.getUTCDay(),
    Math.floor((date.getTime() - Date.UTC(year, 0, 1)) / 86_400_000),
    0,
    0,
  ];
  fields.forEach((field, index) => {
    view.setInt32(at + index * 4, field, true);
  });
}
