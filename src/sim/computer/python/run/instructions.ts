// The rarer instructions of the stack machine.
import { awaitable } from './generators.ts';
import { raise, splitGroup } from './raising.ts';
import { unpackStar } from './containers.ts';
import type { Task } from '../../../kernel/task.ts';
import { type Code, Op } from '../compiler/code.ts';
import { isException } from '../objects/exceptions.ts';
import { formatValue, repr, reprText, str } from '../objects/text.ts';
import { dict, functionType, list, set, sliceType, tuple, typeName, typeOf } from '../objects/types.ts';
import {
  type Cell,
  PyClass,
  PyDict,
  type PyException,
  PyFunction,
  PyList,
  PyRange,
  PySet,
  PySlice,
  PyTuple,
  Raised,
  type Value,
} from '../objects/values.ts';
import { bound, deleteAttribute, setAttribute } from './attributes.ts';
import { buildClass } from './build-class.ts';
import { addTo, collect, getItem, iterateFast, put, setItem } from './containers.ts';
import { type Frame, skipPush } from './frame.ts';
import { importFrom, importModule, importStar } from './imports.ts';
import { matchClass, matchKeys } from './match.ts';
import { matches, unbound, unboundCell, undefinedName } from './raising.ts';
import type { Thread } from './thread.ts';

function* enterContext(thread: Thread, frame: Frame, isAsync: boolean): Task<Value> {
  const manager = frame.stack.pop();
  const prefix = isAsync ? '__a' : '__';
  const enter = bound(thread, manager, `${prefix}enter__`);
  const exit = bound(thread, manager, `${prefix}exit__`);
  if (enter === undefined || exit === undefined)
    throw thread.error(
      'TypeError',
      `'${typeName(manager)}' object does not support the ${isAsync ? 'asynchronous ' : ''}context manager protocol${enter !== undefined ? ` (missed ${prefix}exit__ method)` : ''}`,
    );
  frame.stack.push(exit);
  return yield* thread.call(enter, []);
}

function* exitContext(thread: Thread, frame: Frame): Task<Value> {
  const exception = frame.stack.at(-1) as PyException;
  return yield* thread.call(frame.stack.at(-2), [exception.cls, exception, thread.interpreter.traceback(exception)]);
}

function* printResult(thread: Thread, value: Value): Task<Value> {
  const hook = thread.interpreter.sys.get('displayhook');
  yield* thread.call(hook, [value]);
  return skipPush;
}

function* stopAsync(_thread: Thread, frame: Frame, end: number): Task<Value> {
  const exception = frame.stack.at(-1) as PyException;
  if (!isException(exception, 'StopAsyncIteration')) throw new Raised(exception, true);
  frame.stack.pop();
  frame.handling.pop();
  frame.stack.pop();
  frame.pc = end;
  return skipPush;
}

/** The first that is not undefined: None is a value like any other. */
const firstKnown = (...values: readonly Value[]): Value => values.find((value) => value !== undefined);

/** A name of a class body. */
const ownName = (frame: Frame, name: string): Value => (frame.space ? frame.space.get(name) : frame.names?.get(name));

/** The rarer instructions; a task when it may wait. */
export function instruction(thread: Thread, frame: Frame, op: number, arg: number): Task<Value> | undefined {
  const { stack, code } = frame;
  const name = (): string => code.names[arg] ?? '';
  switch (op) {
    case Op.DelLocal:
      if (frame.locals[arg] === undefined) throw unbound(thread, frame, arg);
      frame.locals[arg] = undefined;
      return undefined;
    case Op.DelGlobal:
      if (!frame.globals.map.delete(name())) throw undefinedName(thread, name());
      return undefined;
    case Op.Name: {
      const value = firstKnown(ownName(frame, name()), frame.globals.get(name()), frame.builtins.get(name()));
      if (value === undefined) throw undefinedName(thread, name());
      stack.push(value);
      return undefined;
    }
    case Op.StoreName:
      if (frame.space) return skipResult(setItem(thread, frame.space, name(), stack.pop()));
      frame.names?.set(name(), stack.pop());
      return undefined;
    case Op.DelName:
      if (frame.space) return skipResult(setItem(thread, frame.space, name(), undefined));
      if (!frame.names?.delete(name())) throw undefinedName(thread, name());
      return undefined;
    case Op.DelDeref:
      (frame.cells[arg] as Cell).value = undefined;
      return undefined;
    case Op.ClassDeref: {
      const own = [...code.cells, ...code.free][arg] ?? '';
      const value = firstKnown(ownName(frame, own), frame.cells[arg]?.value);
      if (value === undefined) throw unboundCell(thread, frame, arg);
      stack.push(value);
      return undefined;
    }
    case Op.Cell:
      stack.push(frame.cells[arg]);
      return undefined;
    case Op.StoreAttr:
      return skipResult(setAttribute(thread, stack.pop(), name(), stack.pop()));
    case Op.DelAttr:
      return skipResult(deleteAttribute(thread, stack.pop(), name()));
    case Op.StoreIndex: {
      const index = stack.pop();
      const object = stack.pop();
      return skipResult(setItem(thread, object, index, stack.pop()));
    }
    case Op.DelIndex: {
      const index = stack.pop();
      return skipResult(setItem(thread, stack.pop(), index, undefined));
    }
    case Op.List:
      stack.push(list(arg === 0 ? [] : stack.splice(stack.length - arg, arg)));
      return undefined;
    case Op.ListToTuple:
      stack.push(tuple((stack.pop() as PyList).items));
      return undefined;
    case Op.Set: {
      const made = set();
      for (const item of arg === 0 ? [] : stack.splice(stack.length - arg, arg)) addTo(thread, made, item);
      stack.push(made);
      return undefined;
    }
    case Op.Dict: {
      const made = dict();
      const items = arg === 0 ? [] : stack.splice(stack.length - arg * 2, arg * 2);
      for (let index = 0; index < items.length; index += 2) put(thread, made, items[index], items[index + 1]);
      stack.push(made);
      return undefined;
    }
    case Op.Slice: {
      const [start, stop, step] = stack.splice(stack.length - 3, 3);
      stack.push(new PySlice(sliceType, start, stop, step));
      return undefined;
    }
    case Op.Add: {
      const item = stack.pop();
      addTo(thread, stack[stack.length - arg] as PySet, item);
      return undefined;
    }
    case Op.Put: {
      const value = stack.pop();
      const key = stack.pop();
      put(thread, stack[stack.length - arg] as PyDict, key, value);
      return undefined;
    }
    case Op.Extend:
      return extend(thread, stack[stack.length - 2], stack.pop());
    case Op.Merge:
      return merge(thread, stack[stack.length - 2] as PyDict, stack.pop(), arg === 1);
    case Op.CallKeywords: {
      const names = (stack.pop() as PyTuple).items as readonly string[];
      const values = stack.splice(stack.length - names.length, names.length);
      const args = arg === 0 ? [] : stack.splice(stack.length - arg, arg);
      return thread.call(stack.pop(), args, new Map(names.map((key, index) => [key, values[index]])));
    }
    case Op.CallSpread: {
      const named = stack.pop() as PyDict;
      const args = (stack.pop() as PyList).items;
      const kw =
        named.map.size > 0
          ? new Map([...named.map.values()].map(({ key, value }) => [key as string, value]))
          : undefined;
      return thread.call(stack.pop(), args, kw);
    }
    case Op.Function:
      stack.push(makeFunction(frame, code.consts[arg] as Code));
      return undefined;
    case Op.Class: {
      const named = stack.pop() as PyDict;
      const bases = (stack.pop() as PyList).items;
      const title = stack.pop() as string;
      const closure = (stack.pop() as PyTuple).items as readonly Cell[];
      return buildClass(thread, frame, code.consts[arg] as Code, closure, title, bases, named);
    }
    case Op.Await:
      return awaitable(thread, stack.pop());
    case Op.Raise:
      return raise(thread, frame, arg);
    case Op.MatchException: {
      const type = stack.pop();
      stack.push(matches(thread, stack.pop() as PyException, type));
      return undefined;
    }
    case Op.SplitGroup:
      stack.push(splitGroup(thread, frame));
      return undefined;
    case Op.UnpackStar:
      return unpackStar(thread, frame, stack.pop(), arg);
    case Op.Format:
      return format(thread, frame, arg);
    case Op.Join: {
      const parts = arg === 0 ? [] : stack.splice(stack.length - arg, arg);
      stack.push(parts.join(''));
      return undefined;
    }
    case Op.Import: {
      const [module, level, top, from] = code.consts[arg] as [string, number, boolean, string[]?];
      return importModule(thread, frame.globals, module, level, top, from);
    }
    case Op.ImportFrom:
      return importFrom(thread, stack.at(-1), name());
    case Op.ImportStar:
      return importStar(thread, frame, stack.at(-1));
    case Op.Enter:
      return enterContext(thread, frame, arg === 1);
    case Op.Exit:
      return exitContext(thread, frame);
    case Op.Assert:
      throw arg === 1 ? thread.error('AssertionError', stack.pop()) : thread.error('AssertionError');
    case Op.AsyncIter: {
      const source = stack.pop();
      if (typeOf(source).lookup('__aiter__') === undefined)
        throw thread.error(
          'TypeError',
          `'async for' requires an object with __aiter__ method, got ${typeName(source)}`,
        );
      return thread.callMethod(source, '__aiter__');
    }
    case Op.AsyncNext:
      return thread.callMethod(stack.at(-1), '__anext__');
    case Op.StopAsync:
      return stopAsync(thread, frame, arg);
    case Op.MatchSequence: {
      const value = stack.pop();
      const length =
        value instanceof PyList || value instanceof PyTuple
          ? value.items.length
          : value instanceof PyRange
            ? value.length
            : -1;
      stack.push(arg >= 0 && !Object.is(arg, -0) ? length === arg : length >= -arg - 1);
      return undefined;
    }
    case Op.MatchMapping:
      stack.push(stack.pop() instanceof PyDict);
      return undefined;
    case Op.MatchKeys:
      matchKeys(thread, stack, arg === 1);
      return undefined;
    case Op.MatchClass:
      return matchClass(thread, stack, code.consts[arg] as [number, string[]]);
    case Op.Print:
      return printResult(thread, stack.pop());
    case Op.AnnotateName: {
      const value = stack.pop();
      const known = frame.names ? ownName(frame, '__annotations__') : frame.globals.get('__annotations__');
      const annotations = known instanceof PyDict ? known : dict();
      annotations.set(name(), value);
      if (frame.space) frame.space.set('__annotations__', annotations);
      else if (frame.names) frame.names.set('__annotations__', annotations);
      else frame.globals.set('__annotations__', annotations);
      return undefined;
    }
    default:
      throw new Error(`python: no instruction ${op}`);
  }
}

function* skipResult(task: Task): Task<Value> {
  yield* task;
  return skipPush;
}

function* extend(thread: Thread, to: Value, value: Value): Task<Value> {
  if (
    iterateFast(value) === undefined &&
    typeOf(value).lookup('__iter__') === undefined &&
    !(value instanceof PyClass) &&
    typeOf(value).lookup('__getitem__') === undefined
  )
    throw thread.error('TypeError', `Value after * must be an iterable, not ${typeName(value)}`);
  const items = yield* collect(thread, value);
  if (to instanceof PyList) for (const item of items) to.items.push(item);
  else if (to instanceof PySet) for (const item of items) addTo(thread, to, item);
  return skipPush;
}

function* merge(thread: Thread, to: PyDict, from: Value, call: boolean): Task<Value> {
  if (from instanceof PyDict) {
    for (const { key, value } of from.map.values()) {
      if (call && typeof key !== 'string') throw thread.error('TypeError', 'keywords must be strings');
      if (call && to.map.has(key))
        throw thread.error('TypeError', `got multiple values for keyword argument '${String(key)}'`);
      put(thread, to, key, value);
    }
    return skipPush;
  }
  const keys = yield* thread.callMethod(from, 'keys');
  if (keys === undefined)
    throw thread.error(
      'TypeError',
      call
        ? `argument after ** must be a mapping, not ${typeName(from)}`
        : `'${typeName(from)}' object is not a mapping`,
    );
  for (const key of yield* collect(thread, keys)) put(thread, to, key, yield* getItem(thread, from, key));
  return skipPush;
}

function makeFunction(frame: Frame, code: Code): PyFunction {
  const { stack } = frame;
  const closure = (stack.pop() as PyTuple).items as readonly Cell[];
  const annotations = stack.pop() as PyDict;
  const named = stack.pop() as PyDict;
  const defaults = (stack.pop() as PyTuple).items;
  const func = new PyFunction(functionType, code, frame.globals, defaults, closure);
  if (named.map.size > 0)
    func.kwDefaults = new Map([...named.map.values()].map(({ key, value }) => [key as string, value]));
  func.annotations = annotations;
  func.doc = code.doc;
  func.module = frame.globals.get('__name__') ?? null;
  return func;
}

function* format(thread: Thread, frame: Frame, arg: number): Task<Value> {
  const { stack } = frame;
  const spec = arg & 4 ? (stack.pop() as string) : '';
  let value = stack.pop();
  switch (arg & 3) {
    case 1:
      value = yield* repr(thread, value);
      break;
    case 2:
      value = yield* str(thread, value);
      break;
    case 3:
      value = reprText(yield* repr(thread, value), true);
      break;
  }
  if (spec === '' && typeof value === 'string') return value;
  return yield* formatValue(thread, value, spec);
}
