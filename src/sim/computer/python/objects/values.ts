// Python's values in JavaScript: None is null, bool a boolean, int a number (a bigint beyond 2^53), str a string; the rest are
// objects of these classes.
import type { Task } from '../../../kernel/task.ts';
import type { Code } from '../compiler/code.ts';
import type { Thread } from '../run/thread.ts';

/** A value; undefined stands for one that is missing (an unbound variable, an argument not given). */
export type Value = unknown;

export type Keywords = Map<string, Value> | undefined;

/** Code behind a native function: plain, or a generator (a task) where it may call Python code or wait. */
export type NativeCode = (thread: Thread, args: readonly Value[], kw: Keywords) => Value;

/** Anything with a class of its own choice and, perhaps, attributes. */
export class PyObject {
  cls: PyClass;
  attrs: Map<string, Value> | undefined;
  /** Number for id(), once asked for. */
  id = 0;

  constructor(cls: PyClass) {
    this.cls = cls;
  }
}

export class PyClass extends PyObject {
  readonly name: string;
  qualname: string;
  readonly bases: readonly PyClass[];
  mro: readonly PyClass[];
  readonly dict: Map<string, Value>;
  /** Made by a `class` statement. */
  readonly heap: boolean;
  readonly subclasses: PyClass[] = [];
  readonly #found = new Map<string, Value>();
  #version = -1;
  static version = 0;

  constructor(meta: PyClass, name: string, bases: readonly PyClass[], dict: Map<string, Value>, heap: boolean) {
    super(meta);
    this.name = name;
    this.qualname = name;
    this.bases = bases;
    this.dict = dict;
    this.heap = heap;
    this.mro = [this];
  }

  /** An attribute of the class or of those it derives from; undefined when there is none. */
  lookup(name: string): Value {
    if (this.#version !== PyClass.version) {
      this.#found.clear();
      this.#version = PyClass.version;
    }
    if (this.#found.has(name)) return this.#found.get(name);
    let found: Value;
    for (const cls of this.mro)
      if (cls.dict.has(name)) {
        found = cls.dict.get(name);
        break;
      }
    this.#found.set(name, found);
    return found;
  }

  set(name: string, value: Value): void {
    this.dict.set(name, value);
    PyClass.version++;
  }

  isSubclass(of: PyClass): boolean {
    return this.mro.includes(of);
  }
}

export class PyInstance extends PyObject {
  override attrs = new Map<string, Value>();
}

/** An instance of a class that derives from int, str or float. */
export class PyBoxed extends PyInstance {
  readonly value: Value;

  constructor(cls: PyClass, value: Value) {
    super(cls);
    this.value = value;
  }
}

export class PyException extends PyInstance {
  args: readonly Value[] = [];
  cause: PyException | null = null;
  context: PyException | null = null;
  suppress = false;
  trace: TraceEntry[] = [];
}

/** A place that an exception went through. */
export interface TraceEntry {
  readonly code: Code;
  readonly at: number;
  readonly frame: object;
}

/** A Python exception on its way through JavaScript. */
export class Raised extends Error {
  readonly exception: PyException;
  /** Raised again as it is: the place adds nothing to its traceback. */
  readonly again: boolean;
  constructor(exception: PyException, again = false) {
    super(exception.cls.name);
    this.exception = exception;
    this.again = again;
  }
}

export class PyFunction extends PyObject {
  name: string;
  qualname: string;
  code: Code;
  readonly globals: PyDict;
  defaults: readonly Value[];
  kwDefaults: Map<string, Value> | undefined;
  readonly closure: readonly Cell[];
  doc: Value = null;
  module: Value = null;
  annotations: PyDict | undefined;

  constructor(cls: PyClass, code: Code, globals: PyDict, defaults: readonly Value[], closure: readonly Cell[]) {
    super(cls);
    this.code = code;
    this.name = code.name;
    this.qualname = code.qualname;
    this.globals = globals;
    this.defaults = defaults;
    this.closure = closure;
  }
}

/** A variable that inner functions share. */
export class Cell {
  value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

const GeneratorFunction = Object.getPrototypeOf(function* () {
  /* only its prototype is wanted */
}) as object;

export class PyNative extends PyObject {
  readonly name: string;
  readonly run: NativeCode;
  readonly waits: boolean;
  /** Becomes a bound method when read from an instance. */
  readonly binds: boolean;

  constructor(cls: PyClass, name: string, run: NativeCode, binds: boolean) {
    super(cls);
    this.name = name;
    this.run = run;
    this.waits = Object.getPrototypeOf(run) === GeneratorFunction;
    this.binds = binds;
  }
}

export class PyMethod extends PyObject {
  readonly self: Value;
  readonly func: Value;
  constructor(cls: PyClass, self: Value, func: Value) {
    super(cls);
    this.self = self;
    this.func = func;
  }
}

export class PyFloat {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export class PyTuple extends PyObject {
  readonly items: readonly Value[];
  constructor(cls: PyClass, items: readonly Value[]) {
    super(cls);
    this.items = items;
  }
}

export class PyList extends PyObject {
  items: Value[];
  constructor(cls: PyClass, items: Value[]) {
    super(cls);
    this.items = items;
  }
}

export interface DictEntry {
  readonly key: Value;
  value: Value;
}

/** Entries by what `hashKey` makes of their keys, in order of insertion. */
export class PyDict extends PyObject {
  map = new Map<Value, DictEntry>();

  /** By a text, which is its own key. */
  get(name: string): Value {
    return this.map.get(name)?.value;
  }

  set(name: string, value: Value): void {
    const entry = this.map.get(name);
    if (entry) entry.value = value;
    else this.map.set(name, { key: name, value });
  }
}

export class PySet extends PyObject {
  map = new Map<Value, Value>();
}

/** bytes, and bytearray, whose bytes change. */
export class PyBytes extends PyObject {
  bytes: Uint8Array;
  constructor(cls: PyClass, bytes: Uint8Array) {
    super(cls);
    this.bytes = bytes;
  }
}

export class PyRange extends PyObject {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  constructor(cls: PyClass, start: number, stop: number, step: number) {
    super(cls);
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  get length(): number {
    return Math.max(0, Math.ceil((this.stop - this.start) / this.step));
  }
}

export class PySlice extends PyObject {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
  constructor(cls: PyClass, start: Value, stop: Value, step: Value) {
    super(cls);
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/** An iterator of ours: `next` gives undefined at its end. */
export class PyIterator extends PyObject {
  readonly next: (thread: Thread) => Value;
  constructor(cls: PyClass, next: (thread: Thread) => Value) {
    super(cls);
    this.next = next;
  }
}

/** An iterator of ours that may call Python code or wait. */
export class PyTaskIterator extends PyObject {
  readonly next: (thread: Thread) => Task<Value>;
  constructor(cls: PyClass, next: (thread: Thread) => Task<Value>) {
    super(cls);
    this.next = next;
  }
}

export class PyModule extends PyObject {
  readonly name: string;
  readonly dict: PyDict;
  constructor(cls: PyClass, name: string, dict: PyDict) {
    super(cls);
    this.name = name;
    this.dict = dict;
  }
}

export class PyProperty extends PyObject {
  get: Value;
  setter: Value;
  deleter: Value;
  doc: Value = null;
  constructor(cls: PyClass, get: Value, setter: Value, deleter: Value) {
    super(cls);
    this.get = get;
    this.setter = setter;
    this.deleter = deleter;
  }
}

/** staticmethod and classmethod. */
export class PyWrapper extends PyObject {
  readonly func: Value;
  constructor(cls: PyClass, func: Value) {
    super(cls);
    this.func = func;
  }
}

export class PySuper extends PyObject {
  readonly start: PyClass;
  readonly self: Value;
  constructor(cls: PyClass, start: PyClass, self: Value) {
    super(cls);
    this.start = start;
    this.self = self;
  }
}

/** Something of ours behind an object of a native class: a file, a socket, a lock, a compiled pattern. */
export class PyNativeObject<T = unknown> extends PyInstance {
  readonly native: T;
  constructor(cls: PyClass, native: T) {
    super(cls);
    this.native = native;
  }
}

export const ellipsis = { ellipsis: true };
export const notImplemented = { notImplemented: true };

/** A text, or what an instance of a class derived from `str` holds; `otherwise` for anything else. */
export function plainText(value: Value, otherwise = ''): string {
  const plain = value instanceof PyBoxed ? value.value : value;
  return typeof plain === 'string' ? plain : otherwise;
}

/** An int in its one form: a number when it is exact. */
export const normal = (value: bigint): number | bigint =>
  value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;

export const isInt = (value: Value): value is number | bigint => typeof value === 'number' || typeof value === 'bigint';

/** What an instance of a class derived from int, str or float holds; any other value as it is. */
export const unboxed = (value: Value): Value => (value instanceof PyBoxed ? value.value : value);

/** The same, and a bool as an int. */
export const plainNumber = (value: Value): Value => {
  const inner = unboxed(value);
  return typeof inner === 'boolean' ? Number(inner) : inner;
};
