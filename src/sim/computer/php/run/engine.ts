// One running script: its variables, functions and classes, what it prints and complains about, and the slices of its work.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { fromText, toBytes, toText } from '../bytes.ts';
import { debugType } from '../numbers.ts';
import { PhpArray, PhpObject, Ref, type Value, plainText } from '../values.ts';
import { callable, callFunction, type Called, type Given } from './calls.ts';
import { isNamed, type ClassInfo, type FunctionInfo, type MethodInfo } from './class-info.ts';
import type { Frame } from './frame.ts';
import type { Ini } from '../ini.ts';
import type { Unit } from './include.ts';
import { instantiateThrowable } from './objects.ts';
import { reachable } from './reachable.ts';
import { Output } from './output.ts';
import { Fatal, Thrown } from './signals.ts';

/** Steps (turns of loops and calls) that a slice of work has, and the ms of CPU time that they take. */
const slice = 10_000;
const sliceTime = 1.5;
/** Slices that a function may take which something calls that cannot wait. */
const mostPinned = 400;
/** Calls within calls; a real PHP ends at about this depth with its usual stack. */
const mostDepth = 2500;

export type Level = 'Warning' | 'Notice' | 'Deprecated' | 'Fatal error' | 'Parse error';

const levelNumbers: Readonly<Record<Level, number>> = {
  'Fatal error': 1,
  Warning: 2,
  'Parse error': 4,
  Notice: 8,
  Deprecated: 8192,
};

/** What the engine needs from those who know functions and classes by name. */
export interface Standard {
  /** A function that PHP brings; undefined when it has none of that name. */
  readonly functionNamed: (name: string, php: Engine) => FunctionInfo | undefined;
  /** A function that PHP has and that is not simulated. */
  readonly isKnown: (name: string) => boolean;
  /** The same for classes. */
  readonly isKnownClass: (name: string) => boolean;
  /** Declares a class that PHP brings, if it does. */
  readonly declare: (php: Engine, name: string) => boolean;
  readonly constant: (name: string, php: Engine) => Value | undefined;
  readonly compile: (source: string, file: string) => Unit;
}

/** Where a script runs: what differs between a command line and a server. */
export interface Surroundings {
  readonly sapi: 'cli' | 'cli-server' | 'apache2handler' | 'fpm-fcgi';
  readonly version: string;
  readonly extensions: ReadonlySet<string>;
  /** What getenv sees and putenv changes, for the time of the script. */
  readonly environment: Map<string, string>;
  /** Writes a message to where the server keeps its errors. */
  readonly log: (php: Engine, level: Level, text: string) => void;
  /** Takes what is ready of the output. */
  readonly send: (php: Engine, text: string) => Task;
}

/** Fields of the answer to a request. */
export class Response {
  status = 200;
  readonly fields: [name: string, value: string][] = [];
  /** Where the first output came from: after it, fields cannot be set. */
  sentAt: { readonly file: string; readonly line: number } | undefined;
}

export class Engine {
  readonly process: Process;
  readonly around: Surroundings;
  readonly standard: Standard;
  readonly ini: Ini;
  readonly output: Output;
  readonly response = new Response();
  readonly globals = new Map<string, Ref>();
  readonly superglobals = new Map<string, Ref>();
  readonly constants = new Map<string, Value>();
  readonly functions = new Map<string, FunctionInfo>();
  readonly classes = new Map<string, ClassInfo>();
  readonly autoloaders: Value[] = [];
  readonly included = new Set<string>();
  readonly shutdown: { readonly fn: Value; readonly args: readonly Value[] }[] = [];
  /** What extensions keep: connections, open files, the session. */
  readonly kept = new Map<string, unknown>();
  /** Waits for what standard error is owed. */
  readonly errors: string[] = [];
  /** Objects whose destructor has not run. */
  readonly destructible = new Set<PhpObject>();
  /** Magic methods that run, by object and property: they do not call themselves. */
  readonly magicBusy = new Set<string>();
  mayBeUnreachable = false;
  frame: Frame | undefined;
  precision = 14;
  silent = 0;
  budget = slice;
  errorHandler: Value = null;
  exceptionHandler: Value = null;
  /** The function of PHP's own that runs, for stack traces. */
  native: { readonly info: FunctionInfo; readonly args: readonly unknown[] } | undefined;
  lastError:
    { readonly type: number; readonly message: string; readonly file: string; readonly line: number } | undefined;
  script = '';
  #depth = 0;
  #pinned = 0;
  #pinnedSlices = 0;
  #nextObject = 1;
  #worked = 0;
  #handling = false;

  constructor(process: Process, around: Surroundings, standard: Standard, ini: Ini) {
    this.process = process;
    this.around = around;
    this.standard = standard;
    this.ini = ini;
    this.precision = Number(ini.get('precision') ?? 14);
    this.output = new Output(() => {
      const { file, line } = this.where();
      this.response.sentAt = { file, line };
    });
    this.superglobals.set('GLOBALS', new Ref(new PhpArray()));
  }

  echo(text: string): void {
    this.output.write(text);
    if (this.output.readySize > 16_384) this.budget = 0;
  }

  /** Writes what is ready. */
  *flush(): Task {
    if (this.errors.length > 0) {
      const text = this.errors.splice(0).join('');
      yield* this.process.descriptors.get(2)?.write(toBytes(text)) ?? [];
    }
    const text = this.output.take();
    if (text !== '') yield* this.around.send(this, text);
  }

  /** Lets others work: to be called when the budget is used up. */
  *pause(): Task {
    this.budget = slice;
    this.#worked += sliceTime;
    const most = Number(this.ini.get('max_execution_time') ?? 0) * 1000;
    if (most > 0 && this.#worked > most) throw new Fatal(`Maximum execution time of ${most / 1000} seconds exceeded`);
    if (this.#pinned > 0) {
      if (++this.#pinnedSlices > mostPinned) throw new Fatal('not simulated: so long a function behind an operator');
      return;
    }
    yield* this.flush();
    yield* this.process.compute(sliceTime);
  }

  /** Waits for something outside of the script. */
  *wait<T>(task: Task<T>): Task<T> {
    if (this.#pinned > 0) throw new Fatal('not simulated: waiting in a function that an operator calls');
    yield* this.flush();
    return yield* task;
  }

  /** Runs to its end what usually could wait. */
  atOnce<T>(task: Task<T>): T {
    this.#pinned++;
    try {
      const step = task.next();
      if (!step.done) throw new Error('php: a pinned task waits');
      return step.value;
    } finally {
      if (--this.#pinned === 0) this.#pinnedSlices = 0;
    }
  }

  /** File and line of the script's own code that runs. */
  where(): { readonly file: string; readonly line: number } {
    for (let at = this.frame; at; at = at.parent) if (at.file !== '') return { file: at.file, line: at.line };
    return { file: this.script, line: 0 };
  }

  /** Says what is odd, and goes on. */
  warn(
    text: string,
    level: Level = 'Warning',
    at: { readonly file: string; readonly line: number } = this.where(),
  ): void {
    const number = levelNumbers[level];
    if (this.errorHandler !== null && !this.#handling && number > 1 && number !== 4) {
      this.#handling = true;
      try {
        const taken = this.callNow(this.errorHandler, [number, text, at.file, at.line]);
        if (taken !== false) return;
      } finally {
        this.#handling = false;
      }
    }
    this.lastError = { type: number, message: text, file: at.file, line: at.line };
    const reporting = Number(this.ini.get('error_reporting') ?? 32767);
    if (this.silent > 0 && number > 1 && number !== 4) return;
    if ((reporting & number) === 0) return;
    this.#report(level, `${text} in ${at.file} on line ${at.line}`, text, at);
  }

  #report(level: Level, line: string, text: string, at: { readonly file: string; readonly line: number }): void {
    if (this.ini.isOn('log_errors')) this.around.log(this, level, `PHP ${level}:  ${line}`);
    const shown = this.ini.get('display_errors') ?? '';
    if (shown === 'stderr') this.errors.push(`${level}: ${line}\n`);
    else if (this.ini.isOn('display_errors')) {
      const html = this.around.sapi !== 'cli' && this.ini.isOn('html_errors');
      const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
      this.echo(
        html
          ? `<br />\n<b>${level}</b>:  ${level === 'Fatal error' ? escaped : text} in <b>${at.file}</b> on line <b>${at.line}</b><br />\n`
          : `\n${level}: ${line}\n`,
      );
    }
  }

  /** Says why it ends. */
  fatal(error: Fatal): void {
    const here = this.where();
    const at = { file: error.file ?? here.file, line: error.line ?? here.line };
    this.lastError = { type: levelNumbers[error.kind], message: error.message, ...at };
    this.#report(error.kind, `${error.message} in ${at.file} on line ${at.line}`, error.message, at);
  }

  /** An exception of a class of PHP's own, to be thrown. `message` is text of ours. */
  error(name: string, message: string, code: Value = 0): Thrown {
    const cls = this.classNamed(name);
    if (!cls) throw new Error(`php: no class ${name}`);
    const made = instantiateThrowable(this, cls);
    made.set('message', message);
    made.set('code', code);
    return new Thrown(made);
  }

  fatalError(message: string): Fatal {
    return new Fatal(message);
  }

  notSimulated(what: string): Fatal {
    return new Fatal(`not simulated: ${what}`);
  }

  newId(): number {
    return this.#nextObject++;
  }

  /** The class of a name, after the functions that load classes were asked; undefined when there is none. */
  classNamed(name: string, load = true): ClassInfo | undefined {
    const bare = name.startsWith('\\') ? name.slice(1) : name;
    const lower = bare.toLowerCase();
    const known = this.classes.get(lower);
    if (known) return known;
    if (this.standard.declare(this, lower)) return this.classes.get(lower);
    if (!load) return undefined;
    for (const loader of this.autoloaders) {
      this.callNow(loader, [bare]);
      const found = this.classes.get(lower);
      if (found) return found;
    }
    return undefined;
  }

  /** The class of a name; an Error of PHP's when there is none. */
  needClass(name: string): ClassInfo {
    const found = this.classNamed(name);
    if (found) return found;
    if (this.standard.isKnownClass(name.replace(/^\\/, '')))
      throw this.notSimulated(`class ${name.replace(/^\\/, '')}`);
    throw this.error('Error', `Class "${name.replace(/^\\/, '')}" not found`);
  }

  functionNamed(name: string): FunctionInfo | undefined {
    const lower = name.toLowerCase();
    return this.functions.get(lower) ?? this.standard.functionNamed(lower, this);
  }

  /** Compiles source; Fatal with a parse error of PHP's. */
  compile(source: string, file: string): Unit {
    return this.standard.compile(source, file);
  }

  /** Why a function cannot be called. */
  noFunction(name: string): Error {
    if (this.standard.isKnown(name.toLowerCase())) return this.notSimulated(`${name}()`);
    return this.error('Error', `Call to undefined function ${name}()`);
  }

  findMethod(cls: ClassInfo, name: string): MethodInfo | undefined {
    return cls.methods.get(name);
  }

  isInstance(value: Value, name: string): boolean {
    if (!(value instanceof PhpObject)) return false;
    return isNamed(value.cls, name.toLowerCase().replace(/^\\/, ''));
  }

  isCallable(value: Value): boolean {
    return callable(this, value) !== undefined;
  }

  typeOf(value: Value): string {
    return debugType(value);
  }

  /** The text of an object. */
  textOf(value: Value): string {
    const object = value as PhpObject;
    const method = this.findMethod(object.cls, '__tostring');
    if (!method) throw this.error('Error', `Object of class ${object.cls.name} could not be converted to string`);
    const text = this.callMethodNow(object, method, []);
    return typeof text === 'string' ? text : plainText(text);
  }

  callMethodNow(object: PhpObject, method: MethodInfo, args: readonly Given[]): Value {
    const called: Called = { info: method.info, self: object, scope: method.cls, called: object.cls };
    return this.atOnce(callFunction(this, called, args));
  }

  /** A variable lets go of an object: if it has a destructor, that may have to run. */
  released(object: PhpObject): void {
    if (this.destructible.size > 0 && (this.destructible.has(object) || object.props.size > 0))
      this.mayBeUnreachable = true;
  }

  /** Runs the destructors of objects that nothing leads to any more. */
  destroyUnreachable(): void {
    this.mayBeUnreachable = false;
    if (this.destructible.size === 0) return;
    const reached = reachable(this);
    for (const object of this.destructible) if (!reached.has(object)) this.destroy(object);
  }

  /** Runs the destructor of an object. */
  destroy(object: PhpObject): void {
    if (!this.destructible.delete(object)) return;
    const method = this.findMethod(object.cls, '__destruct');
    if (method) this.callMethodNow(object, method, []);
  }

  /** An error of ours as an exception of PHP's where it is one: too many calls within calls. */
  asThrown(error: unknown): Thrown | undefined {
    if (error instanceof Thrown) return error;
    return error instanceof RangeError && /call stack/i.test(error.message) ? this.#tooDeep() : undefined;
  }

  #tooDeep(): Thrown {
    return this.error(
      'Error',
      'Maximum call stack size of 8339456 bytes (zend.max_allowed_stack_size - zend.reserved_stack_size) reached. Infinite recursion?',
    );
  }

  /** Something that is declared twice. */
  redeclared(
    text: string,
    before: { readonly file: string; readonly line: number },
    file: string,
    line: number,
  ): Fatal {
    return new Fatal(`${text} (previously declared in ${before.file}:${before.line})`, { file, line });
  }

  /** Calls something callable and waits for it. */
  *call(fn: Value, args: readonly Given[]): Task<Value> {
    const called = callable(this, fn);
    if (!called) throw this.error('Error', 'Value not callable');
    return yield* callFunction(this, called, args);
  }

  /** Calls something callable from where nothing can wait. */
  callNow(fn: Value, args: readonly Given[]): Value {
    return this.atOnce(this.call(fn, args));
  }

  /** One call more on the stack. */
  enter(frame: Frame): void {
    this.native = undefined;
    this.frame = frame;
    if (++this.#depth > mostDepth) {
      this.#depth = 0;
      throw this.#tooDeep();
    }
    this.budget--;
  }

  leave(frame: Frame): void {
    if (this.destructible.size > 0) this.mayBeUnreachable = true;
    this.#depth--;
    this.frame = frame.parent;
  }

  /** An absolute path. */
  path(path: string): string {
    const plain = toText(path.replace(/^file:\/\//, ''));
    return plain.startsWith('/') ? plain : `${this.process.cwd === '/' ? '' : this.process.cwd}/${plain}`;
  }

  /** A text of ours as PHP holds it. */
  text(text: string): string {
    return fromText(text);
  }
}
