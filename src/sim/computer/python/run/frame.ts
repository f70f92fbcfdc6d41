// Frames of running functions, and generators: frames that rest.
import type { Code } from '../compiler/code.ts';
import { asyncGeneratorType, coroutineType, generatorType } from '../objects/types.ts';
import { Cell, type PyDict, type PyException, PyObject, type Value } from '../objects/values.ts';

/** A frame of a running function. */
export class Frame {
  readonly code: Code;
  readonly globals: PyDict;
  readonly builtins: PyDict;
  readonly locals: Value[];
  readonly cells: Cell[];
  /** Of a class body. */
  readonly names: Map<string, Value> | undefined;
  /** What a metaclass's `__prepare__` gave in its place. */
  space: PyDict | undefined;
  readonly stack: Value[] = [];
  readonly tries: { readonly handler: number; readonly depth: number; readonly handling: number }[] = [];
  /** Exceptions that are being handled. */
  readonly handling: PyException[] = [];
  pc = 0;
  back: Frame | undefined;
  generator: PyGenerator | undefined;

  constructor(
    code: Code,
    globals: PyDict,
    builtins: PyDict,
    locals: Value[],
    cells: Cell[],
    names?: Map<string, Value>,
  ) {
    this.code = code;
    this.globals = globals;
    this.builtins = builtins;
    this.locals = locals;
    this.cells = cells;
    this.names = names;
  }

  get line(): number {
    return this.code.spans[Math.max(0, this.pc - 2) >> 1]?.line ?? this.code.firstLine;
  }
}

/** A generator, coroutine or asynchronous generator: a frame that rests. */
export class PyGenerator extends PyObject {
  readonly frame: Frame;
  name: string;
  state: 'created' | 'suspended' | 'running' | 'closed' = 'created';
  result: Value = null;

  constructor(frame: Frame) {
    const { code } = frame;
    super(code.generator && code.coroutine ? asyncGeneratorType : code.coroutine ? coroutineType : generatorType);
    this.frame = frame;
    this.name = code.qualname;
    frame.generator = this;
  }
}

/** What an asynchronous generator yields, as against what it awaits. */
export class AsyncYield {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

/** What a task gives that has put its result onto the stack itself. */
export const skipPush = { skipPush: true };

/** The variables that inner functions share: its own, then those that it is given. */
export function makeCells(code: Code, closure: readonly Cell[]): Cell[] {
  return code.cells.length === 0 ? (closure as Cell[]) : [...code.cells.map(() => new Cell(undefined)), ...closure];
}
