// Iteration, subscripts and membership: what Python's collections share with classes that act like them.
import { iteratorClasses } from '../objects/iterator-classes.ts';
import type { Task } from '../../../kernel/task.ts';
import { isException } from '../objects/exceptions.ts';
import { hashKey, latin, same } from '../objects/hash.ts';
import { getItemOf, setItemOf } from '../objects/items.ts';
import { generatorType, iterator, list, typeName, typeOf } from '../objects/types.ts';
import {
  PyBoxed,
  PyBytes,
  PyClass,
  PyDict,
  PyFunction,
  PyIterator,
  PyList,
  PyObject,
  PyRange,
  PySet,
  PySlice,
  PyTaskIterator,
  PyTuple,
  Raised,
  type Value,
} from '../objects/values.ts';
import { findAttribute } from './attributes.ts';
import { type Frame, PyGenerator, skipPush } from './frame.ts';
import type { Thread } from './thread.ts';
import { truth } from './truth.ts';

/** An iterator over one of our own collections. */
export function iterateFast(value: Value): PyObject | undefined {
  if (value instanceof PyIterator || value instanceof PyTaskIterator) return value;
  if (value instanceof PyGenerator) return value.cls === generatorType ? value : undefined;
  if (value instanceof PyObject && value.cls.heap && value.cls.lookup('__iter__') instanceof PyFunction)
    return undefined;
  if (value instanceof PyList) {
    let at = 0;
    return new PyIterator(iteratorClasses.list, () => value.items[at++]);
  }
  if (value instanceof PyTuple) {
    let at = 0;
    return new PyIterator(iteratorClasses.tuple, () => value.items[at++]);
  }
  if (value instanceof PyRange) {
    let at = 0;
    const { start, step, length } = value;
    return new PyIterator(iteratorClasses.range, () => (at < length ? start + step * at++ : undefined));
  }
  if (value instanceof PyDict) return dictIterator(value, iteratorClasses.dict, ({ key }) => key);
  if (typeof value === 'string') return iterator(value, iteratorClasses.str);
  if (value instanceof PySet) return iterator([...value.map.values()], iteratorClasses.set);
  if (value instanceof PyBytes) return iterator(value.bytes, iteratorClasses.bytes);
  return undefined;
}

/** Iterates over entries, and complains when their number changes meanwhile. */
export function dictIterator(
  of: PyDict,
  cls: PyClass,
  pick: (entry: { key: Value; value: Value }) => Value,
): PyIterator {
  const { size } = of.map;
  const source = of.map.values();
  return new PyIterator(cls, (thread) => {
    if (of.map.size !== size) throw thread.error('RuntimeError', 'dictionary changed size during iteration');
    const { done, value } = source.next();
    return done ? undefined : pick(value);
  });
}

export function* iterate(thread: Thread, value: Value): Task<Value> {
  const quick = iterateFast(value);
  if (quick) return quick;
  const own = typeOf(value).lookup('__iter__');
  if (own !== undefined && own !== null) {
    const result = yield* thread.call(own, [value]);
    if (iterateFast(result) === undefined && typeOf(result).lookup('__next__') === undefined)
      throw thread.error('TypeError', `iter() returned non-iterator of type '${typeName(result)}'`);
    return result;
  }
  if (own === undefined && typeOf(value).lookup('__getitem__') !== undefined && !(value instanceof PyClass)) {
    let at = 0;
    return new PyTaskIterator(iteratorClasses.list, function* () {
      try {
        return yield* getItem(thread, value, at++);
      } catch (error) {
        if (error instanceof Raised && isException(error.exception, 'IndexError')) return undefined;
        throw error;
      }
    });
  }
  const meta = value instanceof PyClass ? value.cls.lookup('__iter__') : undefined;
  if (meta !== undefined) return yield* thread.call(meta, [value]);
  throw thread.error('TypeError', `'${typeName(value)}' object is not iterable`);
}

/** The next value of an iterator; undefined at its end. */
export function* next(thread: Thread, source: Value): Task<Value> {
  if (source instanceof PyIterator) return source.next(thread);
  if (source instanceof PyTaskIterator) return yield* source.next(thread);
  if (source instanceof PyGenerator) {
    const { done, value } = yield* thread.resume(source, null);
    return done ? undefined : value;
  }
  const own = typeOf(source).lookup('__next__');
  if (own === undefined) throw thread.error('TypeError', `'${typeName(source)}' object is not an iterator`);
  try {
    return yield* thread.call(own, [source]);
  } catch (error) {
    if (error instanceof Raised && isException(error.exception, 'StopIteration')) return undefined;
    throw error;
  }
}

/** All values of an iterable. */
export function* collect(thread: Thread, value: Value): Task<Value[]> {
  if ((value instanceof PyList || value instanceof PyTuple) && !value.cls.heap) return [...value.items];
  const source = yield* iterate(thread, value);
  const items: Value[] = [];
  if (source instanceof PyIterator) {
    for (let item = source.next(thread); item !== undefined; item = source.next(thread)) items.push(item);
    return items;
  }
  for (let item = yield* next(thread, source); item !== undefined; item = yield* next(thread, source)) items.push(item);
  return items;
}

export function* forNext(thread: Thread, frame: Frame, source: Value, end: number): Task<Value> {
  const value = yield* next(thread, source);
  if (value !== undefined) return value;
  frame.stack.pop();
  frame.pc = end;
  return skipPush;
}

export function* getItem(thread: Thread, object: Value, index: Value): Task<Value> {
  if (object instanceof PyClass) {
    const meta = object.cls.lookup('__getitem__');
    if (meta !== undefined) return yield* thread.call(meta, [object, index]);
    const own = yield* findAttribute(thread, object, '__class_getitem__');
    if (own !== undefined) return yield* thread.call(own, [index]);
    return thread.interpreter.genericAlias(object, index);
  }
  const own = typeOf(object).lookup('__getitem__');
  if (own instanceof PyFunction) return yield* thread.call(own, [object, index]);
  const found = getItemOf(thread, object, index);
  if (found !== undefined) return found;
  if (own !== undefined) return yield* thread.call(own, [object, index]);
  if (object instanceof PyDict) {
    const missing = yield* thread.callMethod(object, '__missing__', index);
    if (missing !== undefined) return missing;
    throw thread.error('KeyError', index);
  }
  throw thread.error('TypeError', `'${typeName(object)}' object is not subscriptable`);
}

export function* setItem(thread: Thread, object: Value, index: Value, value: Value): Task {
  const own = typeOf(object).lookup(value === undefined ? '__delitem__' : '__setitem__');
  if (own instanceof PyFunction) {
    yield* thread.call(own, value === undefined ? [object, index] : [object, index, value]);
    return;
  }
  if (object instanceof PyList && index instanceof PySlice && value !== undefined) {
    setItemOf(thread, object, index, yield* collect(thread, value));
    return;
  }
  if (setItemOf(thread, object, index, value)) return;
  if (own !== undefined) {
    yield* thread.call(own, value === undefined ? [object, index] : [object, index, value]);
    return;
  }
  throw thread.error(
    'TypeError',
    `'${typeName(object)}' object ${value === undefined ? "doesn't support item deletion" : 'does not support item assignment'}`,
  );
}

export function addTo(thread: Thread, to: PySet, item: Value): void {
  const key = hashKey(thread, item, to.map);
  if (!to.map.has(key)) to.map.set(key, item);
}

export function put(thread: Thread, to: PyDict, key: Value, value: Value): void {
  const hash = typeof key === 'string' && key.charCodeAt(0) !== 0 ? key : hashKey(thread, key, to.map);
  const entry = to.map.get(hash);
  if (entry) entry.value = value;
  else to.map.set(hash, { key, value });
}

export function* unpack(thread: Thread, frame: Frame, value: Value, count: number): Task<Value> {
  if (
    iterateFast(value) === undefined &&
    typeOf(value).lookup('__iter__') === undefined &&
    typeOf(value).lookup('__getitem__') === undefined
  )
    throw thread.error('TypeError', `cannot unpack non-iterable ${typeName(value)} object`);
  const items = yield* collect(thread, value);
  if (items.length < count)
    throw thread.error('ValueError', `not enough values to unpack (expected ${count}, got ${items.length})`);
  if (items.length > count) throw thread.error('ValueError', `too many values to unpack (expected ${count})`);
  frame.stack.push(...items.reverse());
  return skipPush;
}

/** Spreads a value onto the stack where one target takes the rest. */
export function* unpackStar(thread: Thread, frame: Frame, value: Value, arg: number): Task<Value> {
  const before = arg >> 8;
  const after = arg & 255;
  const items = yield* collect(thread, value);
  if (items.length < before + after)
    throw thread.error(
      'ValueError',
      `not enough values to unpack (expected at least ${before + after}, got ${items.length})`,
    );
  const end = items.length - after;
  frame.stack.push(...items.slice(end).reverse(), list(items.slice(before, end)), ...items.slice(0, before).reverse());
  return skipPush;
}

/** `item in container` */
export function* contains(thread: Thread, container: Value, item: Value): Task<boolean> {
  if (typeof container === 'string') {
    const text = item instanceof PyBoxed ? item.value : item;
    if (typeof text !== 'string')
      throw thread.error('TypeError', `'in <string>' requires string as left operand, not ${typeName(item)}`);
    return container.includes(text);
  }
  const own = typeOf(container).lookup('__contains__');
  if (own instanceof PyFunction) return yield* truth(thread, yield* thread.call(own, [container, item]));
  if (container instanceof PyBoxed) return yield* contains(thread, container.value, item);
  if (container instanceof PyDict || container instanceof PySet)
    return container.map.has(hashKey(thread, item, container.map));
  if (container instanceof PyList || container instanceof PyTuple) {
    for (const one of container.items) if (same(thread, one, item)) return true;
    return false;
  }
  if (container instanceof PyRange && typeof item === 'number')
    return container.step > 0
      ? item >= container.start && item < container.stop && (item - container.start) % container.step === 0
      : item <= container.start && item > container.stop && (container.start - item) % -container.step === 0;
  if (container instanceof PyBytes) {
    if (typeof item === 'number') return container.bytes.includes(item);
    if (item instanceof PyBytes) return latin(container.bytes).includes(latin(item.bytes));
  }
  if (own !== undefined) return yield* truth(thread, yield* thread.call(own, [container, item]));
  if (
    typeOf(container).lookup('__iter__') === undefined &&
    typeOf(container).lookup('__getitem__') === undefined &&
    !(typeOf(typeOf(container)).lookup('__iter__') !== undefined)
  )
    throw thread.error('TypeError', `argument of type '${typeName(container)}' is not iterable`);
  const source = yield* iterate(thread, container);
  for (let one = yield* next(thread, source); one !== undefined; one = yield* next(thread, source))
    if (same(thread, one, item)) return true;
  return false;
}
