// What the threads of one running Python share: modules, the process they live in, signals, and the slices of work.
import { race, sleep, type Task } from '../../../kernel/task.ts';
import { Trigger, type Latch } from '../../../kernel/trigger.ts';
import type { Listener, Process, Signal } from '../../contract.ts';
import { signalNumber } from '../../processes/signals.ts';
import { strerror, type Errno } from '../../filesystem/errno.ts';
import type { Code } from '../compiler/code.ts';
import { compileModule } from '../compiler/compile.ts';
import type { Mode } from '../compiler/emitter.ts';
import { errnoNumber } from '../modules/errno.ts';
import { exceptionClasses, makeException } from '../objects/exceptions.ts';
import { dict, genericAliasType, tracebackType, tuple } from '../objects/types.ts';
import {
  type Keywords,
  type PyClass,
  type PyDict,
  type PyException,
  PyNativeObject,
  type PyObject,
  type PyTuple,
  type TraceEntry,
  type Value,
} from '../objects/values.ts';
import { parseExpression, parseModule } from '../parser/parse.ts';
import { PythonSyntaxError } from '../parser/syntax.ts';
import { skipPush } from './frame.ts';
import { TextOutput } from './output.ts';
import { setSpecial, special } from './special.ts';
import { Thread } from './thread.ts';

/** Steps (turns of loops and calls) that a slice of work has, and the ms of CPU time that they take. */
const slice = 20_000;
const sliceTime = 2;

/** Makes a module of ours: fills its names. */
export type NativeModule = (interpreter: Interpreter, names: PyDict) => void;

/** Modules that were compiled before, by file and source: a second process does not do it again. Code is never changed. */
const compiled = new Map<string, Code>();
const mostCompiled = 400;

function compileOnce(source: string, file: string, mode: Mode): Code {
  if (mode !== 'exec' || !file.endsWith('.py')) return compileModule(parseModule(source), file, source, mode);
  const key = `${file}\0${source}`;
  const known = compiled.get(key);
  if (known) return known;
  const code = compileModule(parseModule(source), file, source, mode);
  if (compiled.size >= mostCompiled) compiled.clear();
  compiled.set(key, code);
  return code;
}

/** The standard library: what loads a module, by its name. */
export interface StandardModules {
  /** Those written in TypeScript. */
  readonly natives: Readonly<Record<string, () => Promise<NativeModule>>>;
  /** Those written in Python: their source. */
  readonly libraries: Readonly<Record<string, () => Promise<string>>>;
}

export class Interpreter {
  readonly process: Process;
  readonly builtins: PyDict = dict();
  readonly sys: PyDict = dict();
  readonly modules = new Map<string, Value>();
  readonly standard: StandardModules;
  /** The minor version: 12 of 3.12. */
  readonly series: number;
  /** Where the standard library would be. */
  readonly libraryPath: string;
  readonly showing = new Set<object>();
  readonly main: Thread;
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  budget = slice;
  recursionLimit = 1000;
  /** Python's handlers of signals, by number. */
  readonly handlers = new Map<number, Value>();
  /** Called at the end, the last one first. */
  readonly atExit: { func: Value; args: readonly Value[]; kw: Keywords }[] = [];
  /** What flushes the files that are open. */
  readonly open = new Set<() => Task>();
  /** Threads that are waited for at the end. */
  readonly threads = new Set<{ readonly daemon: boolean; readonly ended: Latch }>();
  readonly #signalled = new Trigger();
  readonly #pending: number[] = [];
  #alarm: { readonly due: number; readonly undo: () => void } = { due: 0, undo: () => undefined };
  #addresses = new WeakMap<object, string>();
  #nextAddress = 0x7f3c5a1c4d00;
  #nextIdent = 1;
  readonly #numbers = new Set<number>();
  /** Listeners of the process that this one was forked from. */
  inherited: readonly Listener[] = [];
  /** Runs `body` in an interpreter like this one, in a child that was forked. */
  runForked: (child: Process, body: (own: Interpreter) => Task) => Task<number> = () => {
    throw new Error('python: no interpreter to fork');
  };
  /** What a name that nobody knows raises: `socket.gaierror`. */
  socketError: Value = undefined;

  constructor(process: Process, modules: StandardModules, series: number, libraryPath: string, unbuffered: boolean) {
    this.process = process;
    this.standard = modules;
    this.series = series;
    this.libraryPath = libraryPath;
    this.stdout = new TextOutput(process, 1, unbuffered);
    this.stderr = new TextOutput(process, 2, true);
    this.main = new Thread(this);
    this.main.ident = this.newIdent();
  }

  /** A number for a socket or file that is not among the process's own descriptors. */
  newDescriptor(): number {
    let number = 3;
    while (this.#numbers.has(number) || this.process.descriptors.has(number)) number++;
    this.#numbers.add(number);
    return number;
  }

  newIdent(): number {
    return 139_900_000_000_000 + this.#nextIdent++ * 4096;
  }

  /** Uses the CPU time of a slice, and lets signals in. */
  *pause(thread: Thread): Task<Value> {
    this.budget = slice;
    yield* this.process.compute(sliceTime);
    yield* this.runHandlers(thread);
    return skipPush;
  }

  /** A signal has come that Python handles. */
  signal(number: number): void {
    this.#pending.push(number);
    this.budget = 0;
    this.#signalled.fire();
  }

  /** Runs the handlers of the signals that have come: in the main thread only. */
  *runHandlers(thread: Thread): Task {
    if (thread !== this.main) return;
    for (let number = this.#pending.shift(); number !== undefined; number = this.#pending.shift()) {
      const handler = this.handlers.get(number);
      if (handler === undefined) throw thread.error('KeyboardInterrupt');
      yield* thread.call(handler, [number, null]);
    }
  }

  /** Waits for something; in the main thread, signals are handled meanwhile and the waiting begins again. */
  *wait<T>(thread: Thread, start: () => Task<T>): Task<T> {
    if (thread.pinned > 0)
      throw thread.error('RuntimeError', 'not simulated: waiting in a method that a built-in operation calls');
    yield* this.runHandlers(thread);
    if (thread !== this.main) return yield* start();
    for (;;) {
      const signalled = this.#signalled;
      const pending = this.#pending;
      function* done(): Task<{ value: T } | undefined> {
        return { value: yield* start() };
      }
      function* interrupted(): Task<{ value: T } | undefined> {
        if (pending.length === 0) yield* signalled.next();
        return undefined;
      }
      const outcome = yield* race([done(), interrupted()]);
      if (outcome) return outcome.value;
      yield* this.runHandlers(thread);
    }
  }

  /** Sleeps, in ms of virtual time. */
  *sleep(thread: Thread, duration: number): Task {
    const { kernel } = this.process.machine;
    const until = kernel.now + duration;
    yield* this.wait(thread, () => sleep(Math.max(0, Math.min(until - kernel.now, 1e12))));
  }

  /** Writes what is kept of the standard streams: before another program may write. */
  *flush(): Task {
    yield* this.stdout.flush();
    yield* this.stderr.flush();
  }

  /** Waits for the threads that are not daemons. */
  *joinThreads(): Task {
    for (const one of this.threads) if (!one.daemon) yield* this.wait(this.main, () => one.ended.wait());
  }

  /** Sets what a signal does: Python's handler, `default` or `ignore`. */
  handle(signal: Signal, handler: Value): void {
    const number = signalNumber(signal);
    if (handler === 'default' || handler === 'ignore') {
      this.handlers.delete(number);
      this.process.handle(signal, handler);
      return;
    }
    this.handlers.set(number, handler);
    this.process.handle(signal, () => this.signal(number));
  }

  /** Waits until a signal has come whose handler has run. */
  *waitForSignal(thread: Thread): Task {
    yield* this.#signalled.next();
    yield* this.runHandlers(thread);
  }

  /** Sends SIGALRM after some ms, 0 for never; the seconds that were left of the one before. */
  setAlarm(duration: number): number {
    const { kernel } = this.process.machine;
    const left = Math.max(0, Math.ceil((this.#alarm.due - kernel.now) / 1000));
    this.#alarm.undo();
    if (duration > 0) {
      const undo = kernel.at(kernel.now + duration, () => {
        this.process.kill(this.process.pid, 'ALRM');
      });
      this.#alarm = { due: kernel.now + duration, undo };
      this.process.whenEnded(undo);
    } else this.#alarm = { due: 0, undo: () => undefined };
    return left;
  }

  exceptionClass(name: string): PyClass {
    const found = exceptionClasses.get(name);
    if (!found) throw new Error(`python: no exception ${name}`);
    return found;
  }

  exception(type: string, args: readonly Value[]): PyException {
    return makeException(this.exceptionClass(type), args);
  }

  /** An OSError of a failed call. */
  osError(errno: Errno, path?: Value): PyException {
    return this.exception('OSError', [errnoNumber(errno), strerror(errno), ...(path === undefined ? [] : [path])]);
  }

  /** Compiles source; a SyntaxError of Python's when it is wrong. */
  compile(thread: Thread, source: string, file: string, mode: Mode): Code {
    try {
      if (mode !== 'eval') return compileOnce(source, file, mode);
      const value = parseExpression(source);
      const { line, col, endLine, endCol } = value;
      return compileModule([{ kind: 'Expr', value, line, col, endLine, endCol }], file, source, mode);
    } catch (error) {
      if (!(error instanceof PythonSyntaxError)) throw error;
      const raised = thread.error(error.type, error.message);
      const { attrs } = raised.exception;
      const text = source.split('\n')[error.line - 1] ?? '';
      for (const [name, value] of Object.entries({
        msg: error.message,
        filename: file,
        lineno: error.line,
        offset: error.col + 1,
        end_offset: error.endCol + 1,
        text,
        incomplete: error.incomplete,
      }))
        attrs.set(name, value);
      throw raised;
    }
  }

  special(thread: Thread, object: Value, name: string): Value {
    return special(thread, object, name);
  }

  setSpecial(object: Value, name: string, value: Value): boolean {
    return setSpecial(object as PyObject, name, value);
  }

  /** What making an instance of an abstract class says; undefined for a class that is not. */
  abstractOf(cls: PyClass): string | undefined {
    if (cls.cls.name !== 'ABCMeta' && !cls.cls.mro.some(({ name }) => name === 'ABCMeta')) return undefined;
    const names = new Set<string>();
    for (const one of cls.mro)
      for (const [name, value] of one.dict) {
        const { attrs, get } = (value ?? {}) as { attrs?: Map<string, Value>; get?: { attrs?: Map<string, Value> } };
        if (attrs?.get('__isabstractmethod__') !== true && get?.attrs?.get('__isabstractmethod__') !== true) continue;
        if (cls.lookup(name) === value) names.add(name);
      }
    if (names.size === 0) return undefined;
    const plural = names.size > 1 ? 's' : '';
    if (this.series < 12)
      return `Can't instantiate abstract class ${cls.name} with abstract method${plural} ${[...names].sort().join(', ')}`;
    const list = [...names].sort().map((name) => `'${name}'`);
    return `Can't instantiate abstract class ${cls.name} without an implementation for abstract method${plural} ${list.join(', ')}`;
  }

  /** `list[int]` */
  genericAlias(origin: PyClass, index: Value): Value {
    const made = new PyNativeObject(genericAliasType, { origin, index });
    made.attrs.set('__origin__', origin);
    made.attrs.set('__args__', index instanceof Object && 'items' in index ? index : tuple([index]));
    return made;
  }

  /** The traceback object of an exception. */
  traceback(exception: PyException): Value {
    return exception.trace.length > 0
      ? new PyNativeObject<readonly TraceEntry[]>(tracebackType, exception.trace)
      : null;
  }

  /** A made-up address, the same each time for the same object. */
  address(value: object): string {
    let known = this.#addresses.get(value);
    if (known === undefined) {
      known = `0x${this.#nextAddress.toString(16)}`;
      this.#nextAddress += 0x90;
      this.#addresses.set(value, known);
    }
    return known;
  }

  tuple(items: readonly Value[]): PyTuple {
    return tuple(items);
  }
}
