// Calling what is not a function of ours: classes, and instances with `__call__`.
import type { Task } from '../../../kernel/task.ts';
import { instance, typeName, typeOf, typeType } from '../objects/types.ts';
import { type Keywords, PyClass, PyFunction, PyMethod, PyNative, PyWrapper, type Value } from '../objects/values.ts';
import { bound } from './attributes.ts';
import type { Thread } from './thread.ts';

/** Calls what is not a function of ours: classes and instances with `__call__`. */
export function* callObject(thread: Thread, func: Value, args: readonly Value[], kw: Keywords): Task<Value> {
  if (func instanceof PyFunction || func instanceof PyNative || func instanceof PyMethod)
    return yield* thread.call(func, args, kw);
  if (func instanceof PyClass) {
    const meta = func.cls.lookup('__call__');
    if (meta instanceof PyFunction) return yield* thread.call(meta, [func, ...args], kw);
    return yield* construct(thread, func, args, kw);
  }
  if (func instanceof PyWrapper && func.cls.name === 'staticmethod') return yield* thread.call(func.func, args, kw);
  const own = bound(thread, func, '__call__');
  if (own === undefined) throw thread.error('TypeError', `'${typeName(func)}' object is not callable`);
  return yield* thread.call(own, args, kw);
}

/** Makes an instance: `__new__`, then `__init__`. */
export function* construct(thread: Thread, cls: PyClass, args: readonly Value[], kw: Keywords): Task<Value> {
  if (cls === typeType && args.length === 1) return typeOf(args[0]);
  const maker = unwrap(cls.lookup('__new__'));
  const abstract = cls.heap ? thread.interpreter.abstractOf(cls) : undefined;
  if (abstract) throw thread.error('TypeError', abstract);
  const init = cls.lookup('__init__');
  if (maker === undefined) {
    const made = instance(cls);
    if (init !== undefined) yield* thread.call(init, [made, ...args], kw);
    else if (args.length > 0 || (kw && kw.size > 0))
      throw thread.error('TypeError', `${cls.name}() takes no arguments`);
    return made;
  }
  const made = yield* thread.call(maker, [cls, ...args], kw);
  if (init !== undefined && typeOf(made).isSubclass(cls)) {
    const result = yield* thread.call(init, [made, ...args], kw);
    if (result !== null && init instanceof PyFunction)
      throw thread.error('TypeError', `__init__() should return None, not '${typeName(result)}'`);
  }
  return made;
}

const unwrap = (value: Value): Value => (value instanceof PyWrapper ? value.func : value);
