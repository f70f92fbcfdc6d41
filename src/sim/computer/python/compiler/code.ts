// What the compiler makes: instructions for the interpreter's stack machine.
import type { Span } from '../parser/syntax.ts';
import type { Value } from '../objects/values.ts';

export interface Code {
  name: string;
  qualname: string;
  readonly file: string;
  readonly source: string;
  firstLine: number;
  /** Two numbers an instruction: what, and its argument. */
  ops: number[];
  /** Where each instruction comes from. */
  spans: Span[];
  consts: Value[];
  names: string[];
  /** Local variables, parameters first. */
  locals: string[];
  /** Variables that inner functions use; those that are parameters are copied at the start. */
  cells: string[];
  cellArgs: readonly (readonly [number, number])[];
  free: string[];
  positional: number;
  positionalOnly: number;
  kwonly: number;
  vararg: boolean;
  kwarg: boolean;
  generator: boolean;
  coroutine: boolean;
  /** Names live in a dictionary: a module, a class, `exec`. */
  kind: 'module' | 'class' | 'function';
  doc: string | null;
}

/** The instructions. */
export const Op = {
  Const: 0, Pop: 1, Dup: 2, Rot2: 3, Rot3: 4, Local: 5, StoreLocal: 6, DelLocal: 7, Global: 8, StoreGlobal: 9, DelGlobal: 10,
  Name: 11, StoreName: 12, DelName: 13, Deref: 14, StoreDeref: 15, DelDeref: 16, Cell: 17, Attr: 18, StoreAttr: 19, DelAttr: 20,
  Index: 21, StoreIndex: 22, DelIndex: 23, Binary: 24, InPlace: 25, Unary: 26, Compare: 27, Jump: 28, JumpFalse: 29, JumpTrue: 30,
  JumpFalseKeep: 31, JumpTrueKeep: 32, Iter: 33, ForIter: 34, Tuple: 35, List: 36, Set: 37, Dict: 38, Slice: 39, Call: 40,
  CallKeywords: 41, CallSpread: 42, Function: 43, Class: 44, Return: 45, Yield: 46, YieldFrom: 47, Await: 48, Try: 49, EndTry: 50,
  EndHandler: 51, Raise: 52, Reraise: 53, MatchException: 54, Unpack: 55, UnpackStar: 56, Format: 57, Join: 58, Import: 59,
  ImportFrom: 60, ImportStar: 61, Append: 62, Add: 63, Put: 64, Extend: 65, Merge: 66, Enter: 67, Exit: 68, Assert: 69,
  AsyncIter: 70, AsyncNext: 71, MatchSequence: 72, MatchMapping: 73, MatchClass: 74, MatchKeys: 75, ListToTuple: 76, Print: 77,
  Method: 78, CallMethod: 79, LoadBuildLocals: 80, Dup2: 81, AnnotateName: 82, ClassDeref: 83, StopAsync: 84, SplitGroup: 85,
  JumpIfNone: 86, Rot4: 87, LoopJump: 88, TryBelow: 89,
} as const; // prettier-ignore

export const binaryOps = ['+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '|', '^', '@'];
export const compareOps = ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'is', 'is not'];
export const unaryOps = ['-', '+', '~', 'not'];
