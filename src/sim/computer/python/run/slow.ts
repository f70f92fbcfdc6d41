// The operations of Python's data model that may call methods of classes: what the interpreter's loop leaves to others.
import type { Task } from '../../../kernel/task.ts';
import { binaryOps, compareOps, Op, unaryOps, type Code } from '../compiler/code.ts';
import { contains, equal, hashKey } from '../objects/hash.ts';
import { iteratorClasses as iterators } from '../objects/iterator-classes.ts';
import { getItemOf, setItemOf } from '../objects/items.ts';
import { formatValue, repr, reprText, str } from '../objects/text.ts';
import {
  dict,
  functionType,
  generatorType,
  instance,
  iterator,
  list,
  method,
  set,
  superType,
  tuple,
  typeOf,
  typeType,
  objectType,
  sliceType,
  classmethodType,
  staticmethodType,
  coroutineType,
  asyncGeneratorType,
} from '../objects/types.ts';
import type { Cell } from '../objects/values.ts';
import {
  isInt,
  normal,
  plainText,
  notImplemented,
  PyBoxed,
  PyBytes,
  PyClass,
  PyDict,
  PyException,
  PyFloat,
  PyFunction,
  PyInstance,
  PyIterator,
  PyList,
  PyMethod,
  PyModule,
  PyNative,
  PyObject,
  PyProperty,
  PyRange,
  PySet,
  PySlice,
  PySuper,
  PyTaskIterator,
  PyTuple,
  PyWrapper,
  Raised,
  type Keywords,
  type Value,
} from '../objects/values.ts';
import { buildClass } from './build-class.ts';
import { compareFast, binaryFast } from './fast.ts';
import { importFrom, importModule, importStar } from './imports.ts';
import { matchClass, matchKeys } from './match.ts';
import type { Frame } from './thread.ts';
import { makeCells, PyGenerator, skipPush, type Thread } from './thread.ts';

const forward =
  '__add__ __sub__ __mul__ __truediv__ __floordiv__ __mod__ __pow__ __lshift__ __rshift__ __and__ __or__ __xor__ __matmul__'.split(
    ' ',
  );
const comparisons = ['__eq__', '__ne__', '__lt__', '__le__', '__gt__', '__ge__'];
const reflected = ['__eq__', '__ne__', '__gt__', '__ge__', '__lt__', '__le__'];
const unaries = ['__neg__', '__pos__', '__invert__'];

export const isException = (thread: Thread, exception: PyException, name: string): boolean =>
  exception.cls.isSubclass(thread.interpreter.exceptionClass(name));

export const typeName = (value: Value): string => typeOf(value).name;

/** A special method, looked up on the class and bound; undefined when there is none. */
export function bound(thread: Thread, self: Value, name: string): Value {
  const cls = typeOf(self);
  const found = cls.lookup(name);
  return found === undefined ? undefined : bind(thread, found, self, cls);
}

/** An attribute of a class as an instance has it; properties are not read here. */
function bind(_thread: Thread, found: Value, self: Value, cls: PyClass): Value {
  if (found instanceof PyFunction) return method(self, found);
  if (found instanceof PyNative) return found.binds ? method(self, found) : found;
  if (found instanceof PyWrapper) return found.cls.isSubclass(classmethodType) ? method(cls, found.func) : found.func;
  return found;
}

/** A method to be called with the object before its arguments; undefined when it is not so simple. */
export function methodFast(object: Value, name: string): Value {
  if (object instanceof PyClass || object instanceof PyModule || object instanceof PySuper) return undefined;
  if (object instanceof PyObject && object.attrs?.has(name)) return undefined;
  const cls = typeOf(object);
  if (cls.heap && cls.lookup('__getattribute__') !== objectGetAttribute) return undefined;
  const found = cls.lookup(name);
  return found instanceof PyFunction || (found instanceof PyNative && found.binds) ? found : undefined;
}

let objectGetAttribute: Value;
/** `object.__getattribute__`: classes that do not override it are read directly. */
export function setObjectGetAttribute(value: Value): void {
  objectGetAttribute = value;
}

/** An attribute that can be read without calling anything. */
export function attributeFast(thread: Thread, object: Value, name: string): Value {
  if (object instanceof PyModule) return object.dict.map.get(name)?.value;
  if (object instanceof PyClass || object instanceof PySuper) return undefined;
  const cls = typeOf(object);
  if (cls.heap && cls.lookup('__getattribute__') !== objectGetAttribute) return undefined;
  const found = cls.lookup(name);
  if (found !== undefined && isData(found)) return undefined;
  if (object instanceof PyObject) {
    const own = object.attrs?.get(name);
    if (own !== undefined) return own;
  }
  if (found === undefined || (found instanceof PyInstance && typeOf(found).lookup('__get__') !== undefined))
    return undefined;
  return bind(thread, found, object, cls);
}

const isData = (found: Value): boolean =>
  found instanceof PyProperty || (found instanceof PyInstance && found.cls.lookup('__set__') !== undefined);

/** `object.name` */
export function* getAttribute(thread: Thread, object: Value, name: string): Task<Value> {
  const cls = typeOf(object);
  const own = cls.heap ? cls.lookup('__getattribute__') : undefined;
  if (own !== undefined && own !== objectGetAttribute) {
    try {
      return yield* thread.call(own, [object, name]);
    } catch (error) {
      if (!(error instanceof Raised) || !isException(thread, error.exception, 'AttributeError')) throw error;
      const fallback = cls.lookup('__getattr__');
      if (fallback === undefined) throw error;
      return yield* thread.call(fallback, [object, name]);
    }
  }
  const found = yield* findAttribute(thread, object, name);
  if (found !== undefined) return found;
  const fallback = cls.lookup('__getattr__');
  if (fallback !== undefined) return yield* thread.call(fallback, [object, name]);
  throw noAttribute(thread, object, name);
}

export function noAttribute(thread: Thread, object: Value, name: string): Raised {
  const text =
    object instanceof PyClass
      ? `type object '${object.name}' has no attribute '${name}'`
      : object instanceof PyModule
        ? `module '${object.name}' has no attribute '${name}'`
        : object instanceof PySuper
          ? `'super' object has no attribute '${name}'`
          : `'${typeName(object)}' object has no attribute '${name}'`;
  const raised = thread.error('AttributeError', text);
  raised.exception.attrs.set('name', name);
  raised.exception.attrs.set('obj', object);
  return raised;
}

/** An attribute by the usual rules, without `__getattr__`; undefined when there is none. */
export function* findAttribute(thread: Thread, object: Value, name: string): Task<Value> {
  if (object instanceof PySuper) {
    const of =
      object.self instanceof PyClass &&
      typeOf(object.self).isSubclass(typeType) &&
      !typeOf(object.self).isSubclass(object.start)
        ? object.self
        : typeOf(object.self);
    const { mro } = of;
    for (const cls of mro.slice(mro.indexOf(object.start) + 1)) {
      if (!cls.dict.has(name)) continue;
      const found = cls.dict.get(name);
      if (object.self === of && !(found instanceof PyWrapper)) return found;
      return yield* read(thread, found, object.self, of);
    }
    return thread.interpreter.special(thread, object, name);
  }
  const cls = typeOf(object);
  const found = cls.lookup(name);
  if (object instanceof PyClass) {
    if (found !== undefined && isData(found)) return yield* read(thread, found, object, cls);
    const own = object.lookup(name);
    if (own !== undefined) {
      if (own instanceof PyWrapper) return own.cls.isSubclass(classmethodType) ? method(object, own.func) : own.func;
      if (own instanceof PyInstance && own.cls.lookup('__get__') !== undefined)
        return yield* thread.callMethod(own, '__get__', null, object);
      return own;
    }
  } else {
    if (found !== undefined && isData(found)) return yield* read(thread, found, object, cls);
    if (object instanceof PyObject) {
      const own = object instanceof PyModule ? object.dict.get(name) : object.attrs?.get(name);
      if (own !== undefined) return own;
    }
  }
  if (found !== undefined) return yield* read(thread, found, object, cls);
  return thread.interpreter.special(thread, object, name);
}

function* read(thread: Thread, found: Value, self: Value, cls: PyClass): Task<Value> {
  if (found instanceof PyProperty) {
    if (found.get === null) throw thread.error('AttributeError', `property of '${cls.name}' object has no getter`);
    return yield* thread.call(found.get, [self]);
  }
  if (found instanceof PyInstance && found.cls.lookup('__get__') !== undefined)
    return yield* thread.callMethod(found, '__get__', self, cls);
  return bind(thread, found, self, cls);
}

/** `object.name = value` */
export function* setAttribute(thread: Thread, object: Value, name: string, value: Value): Task {
  const cls = typeOf(object);
  const own = cls.lookup('__setattr__');
  if (own instanceof PyFunction) {
    yield* thread.call(own, [object, name, value]);
    return;
  }
  yield* setAttributePlainly(thread, object, name, value);
}

/** As `object.__setattr__` does it; a value of undefined deletes. */
export function* setAttributePlainly(thread: Thread, object: Value, name: string, value: Value): Task {
  const cls = typeOf(object);
  const found = cls.lookup(name);
  if (found instanceof PyProperty) {
    const action = value === undefined ? found.deleter : found.setter;
    if (action === null)
      throw thread.error(
        'AttributeError',
        `property '${name}' of '${cls.qualname}' object has no ${value === undefined ? 'deleter' : 'setter'}`,
      );
    yield* thread.call(action, value === undefined ? [object] : [object, value]);
    return;
  }
  if (found instanceof PyInstance && found.cls.lookup(value === undefined ? '__delete__' : '__set__') !== undefined) {
    if (value === undefined) yield* thread.callMethod(found, '__delete__', object);
    else yield* thread.callMethod(found, '__set__', object, value);
    return;
  }
  if (object instanceof PyClass) {
    if (!object.heap)
      throw thread.error('TypeError', `cannot set '${name}' attribute of immutable type '${object.name}'`);
    if (value === undefined) {
      if (!object.dict.delete(name)) throw noAttribute(thread, object, name);
      PyClass.version++;
    } else if (name === '__qualname__' || name === '__name__') object.qualname = plainText(value);
    else object.set(name, value);
    return;
  }
  if (object instanceof PyModule) {
    if (value === undefined) object.dict.map.delete(name);
    else object.dict.set(name, value);
    return;
  }
  if (object instanceof PyObject && thread.interpreter.setSpecial(thread, object, name, value)) return;
  if (object instanceof PyInstance || object instanceof PyFunction || (object instanceof PyObject && cls.heap)) {
    const slots = cls.heap ? allSlots(cls) : undefined;
    if (slots && !slots.has(name)) throw noAttribute(thread, object, name);
    object.attrs ??= new Map();
    if (value === undefined) {
      if (!object.attrs.delete(name)) throw noAttribute(thread, object, name);
    } else object.attrs.set(name, value);
    return;
  }
  throw cls.lookup(name) === undefined
    ? noAttribute(thread, object, name)
    : thread.error('AttributeError', `'${cls.name}' object attribute '${name}' is read-only`);
}

/** Names that `__slots__` allow; undefined when instances have a dictionary. */
function allSlots(cls: PyClass): Set<string> | undefined {
  const names = new Set<string>();
  for (const one of cls.mro) {
    if (!one.heap) continue;
    const slots = one.dict.get('__slots__');
    if (slots === undefined) return undefined;
    const items = slots instanceof PyTuple || slots instanceof PyList ? slots.items : [slots];
    for (const item of items) names.add(String(item));
  }
  return names;
}

/** Calls what is not a function of ours: classes and instances with `__call__`. */
export function* callObject(thread: Thread, func: Value, args: readonly Value[], kw: Keywords): Task<Value> {
  if (func instanceof PyFunction || func instanceof PyNative || func instanceof PyMethod)
    return yield* thread.call(func, args, kw);
  if (func instanceof PyClass) {
    const meta = func.cls.lookup('__call__');
    if (meta instanceof PyFunction) return yield* thread.call(meta, [func, ...args], kw);
    return yield* construct(thread, func, args, kw);
  }
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

export const unboxed = (value: Value): Value => (value instanceof PyBoxed ? value.value : value);

/** A binary operation; `inPlace` tries `__iadd__` and its like first. */
export function* binary(thread: Thread, op: number, left: Value, right: Value, inPlace: boolean): Task<Value> {
  const name = forward[op] ?? '';
  if (inPlace) {
    const result = yield* thread.callMethod(left, `__i${name.slice(2)}`, right);
    if (result !== undefined && result !== notImplemented) return result;
  }
  const mine = typeOf(left).lookup(name);
  const back = `__r${name.slice(2)}`;
  const theirs = typeOf(left) === typeOf(right) ? undefined : typeOf(right).lookup(back);
  const first = theirs !== undefined && typeOf(right).isSubclass(typeOf(left)) && typeOf(left).lookup(back) !== theirs;
  if (first) {
    const result = yield* thread.call(theirs, [right, left]);
    if (result !== notImplemented) return result;
  }
  if (mine !== undefined) {
    const result = yield* thread.call(mine, [left, right]);
    if (result !== notImplemented) return result;
  }
  if (theirs !== undefined && !first) {
    const result = yield* thread.call(theirs, [right, left]);
    if (result !== notImplemented) return result;
  }
  const a = plainNumber(left);
  const b = plainNumber(right);
  const quick = binaryFast(op, a, b);
  if (quick !== undefined)
    return typeof left === 'boolean' && typeof right === 'boolean' && op >= 9 && op <= 11 ? quick === 1 : quick;
  if (op === 6 && isInt(a) && isInt(b) && b < 0 && Number(a) !== 0) return new PyFloat(Number(a) ** Number(b));
  if ((isInt(a) || a instanceof PyFloat) && (isInt(b) || b instanceof PyFloat))
    throw arithmeticError(thread, op, a, b) ?? refused(thread, op, left, right, inPlace);
  throw refused(thread, op, left, right, inPlace);
}

export const plainNumber = (value: Value): Value => {
  const inner = unboxed(value);
  return typeof inner === 'boolean' ? Number(inner) : inner;
};

function arithmeticError(
  thread: Thread,
  op: number,
  a: number | bigint | PyFloat,
  b: number | bigint | PyFloat,
): Raised | undefined {
  const floats = a instanceof PyFloat || b instanceof PyFloat;
  switch (op) {
    case 3:
      return thread.error('ZeroDivisionError', floats ? 'float division by zero' : 'division by zero');
    case 4:
      return thread.error(
        'ZeroDivisionError',
        floats ? 'float floor division by zero' : 'integer division or modulo by zero',
      );
    case 5:
      return thread.error('ZeroDivisionError', floats ? 'float modulo' : 'integer modulo by zero');
    case 6: {
      const x = a instanceof PyFloat ? a.value : Number(a);
      const y = b instanceof PyFloat ? b.value : Number(b);
      if (x === 0) return thread.error('ZeroDivisionError', '0.0 cannot be raised to a negative power');
      if (floats || x > 0 || Number.isInteger(y)) return undefined;
      return thread.error('ValueError', 'not simulated: complex numbers');
    }
    case 7:
    case 8:
      return floats ? undefined : thread.error('ValueError', 'negative shift count');
    default:
      return undefined;
  }
}

function refused(thread: Thread, op: number, left: Value, right: Value, inPlace: boolean): Raised {
  const sign = binaryOps[op] ?? '';
  if (op === 0 && !inPlace) {
    if (typeof left === 'string')
      return thread.error('TypeError', `can only concatenate str (not "${typeName(right)}") to str`);
    if (left instanceof PyList || left instanceof PyTuple)
      return thread.error(
        'TypeError',
        `can only concatenate ${typeName(left)} (not "${typeName(right)}") to ${typeName(left)}`,
      );
  }
  if (op === 0 && typeof left === 'string')
    return thread.error('TypeError', `can only concatenate str (not "${typeName(right)}") to str`);
  if (op === 2 && (typeof left === 'string' || left instanceof PyList || left instanceof PyTuple))
    return thread.error('TypeError', `can't multiply sequence by non-int of type '${typeName(right)}'`);
  if (op === 0 && left instanceof PyBytes) return thread.error('TypeError', `can't concat ${typeName(right)} to bytes`);
  const text = op === 6 && !inPlace ? '** or pow()' : `${sign}${inPlace ? '=' : ''}`;
  return thread.error(
    'TypeError',
    `unsupported operand type(s) for ${text}: '${typeName(left)}' and '${typeName(right)}'`,
  );
}

export function* unary(thread: Thread, op: number, value: Value): Task<Value> {
  if (op === 3) return !(yield* truth(thread, value));
  const own = yield* thread.callMethod(value, unaries[op] ?? '');
  if (own !== undefined) return own;
  const plain = plainNumber(value);
  if (plain instanceof PyFloat && op < 2) return op === 0 ? new PyFloat(-plain.value) : plain;
  if (isInt(plain)) {
    if (op === 1) return plain;
    if (typeof plain === 'number') return op === 0 ? (plain === 0 ? 0 : -plain) : -plain - 1;
    return normal(op === 0 ? -plain : ~plain);
  }
  throw thread.error('TypeError', `bad operand type for unary ${unaryOps[op]}: '${typeName(value)}'`);
}

/** A comparison by its number in `compareOps`. */
export function* compareOp(thread: Thread, op: number, left: Value, right: Value): Task<Value> {
  const quick = compareFast(op, unboxed(left), unboxed(right));
  if (quick !== undefined && !hasOwn(left, op) && !hasOwn(right, op)) return quick;
  if (op === 6 || op === 7) {
    const found = yield* contains(thread, right, left);
    return op === 6 ? found : !found;
  }
  const name = comparisons[op] ?? '';
  const back = reflected[op] ?? '';
  const mine = typeOf(left).lookup(name);
  const theirs = typeOf(right).lookup(back);
  const first = theirs !== undefined && typeOf(right) !== typeOf(left) && typeOf(right).isSubclass(typeOf(left));
  for (const side of first ? [1, 0] : [0, 1]) {
    const func = side === 0 ? mine : theirs;
    if (func === undefined) continue;
    const result = yield* thread.call(func, side === 0 ? [left, right] : [right, left]);
    if (result !== notImplemented) return result;
  }
  if (op === 0) return equal(thread, left, right);
  if (op === 1) {
    const own = typeOf(left).lookup('__eq__') ?? typeOf(right).lookup('__eq__');
    if (own === undefined) return !equal(thread, left, right);
    return !(yield* truth(thread, yield* compareOp(thread, 0, left, right)));
  }
  const ordered = yield* order(thread, op, left, right);
  if (ordered !== undefined) return ordered;
  throw thread.error(
    'TypeError',
    `'${compareOps[op]}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`,
  );
}

const hasOwn = (value: Value, op: number): boolean =>
  value instanceof PyObject && value.cls.heap && value.cls.lookup(comparisons[op] ?? '') !== undefined;

function* order(thread: Thread, op: number, left: Value, right: Value): Task<boolean | undefined> {
  if ((left instanceof PyList && right instanceof PyList) || (left instanceof PyTuple && right instanceof PyTuple)) {
    const length = Math.min(left.items.length, right.items.length);
    for (let index = 0; index < length; index++) {
      const a = left.items[index];
      const b = right.items[index];
      if (yield* truth(thread, yield* compareOp(thread, 0, a, b))) continue;
      return yield* truth(thread, yield* compareOp(thread, op, a, b));
    }
    return compareFast(op, left.items.length, right.items.length);
  }
  if (left instanceof PyBytes && right instanceof PyBytes)
    return compareFast(op, String.fromCharCode(...left.bytes), String.fromCharCode(...right.bytes));
  if (left instanceof PySet && right instanceof PySet) {
    const within = (a: PySet, b: PySet): boolean => [...a.map.keys()].every((key) => b.map.has(key));
    const smaller = left.map.size < right.map.size;
    const larger = left.map.size > right.map.size;
    if (op === 2) return smaller && within(left, right);
    if (op === 3) return within(left, right);
    if (op === 4) return larger && within(right, left);
    return within(right, left);
  }
  return undefined;
}

/** Whether a value counts as true, if that can be told without calling anything. */
export function truthFast(value: Value): boolean | undefined {
  if (value === null || value === undefined) return false;
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return value !== 0;
    case 'bigint':
      return true;
    case 'string':
      return value !== '';
    default:
  }
  if (value instanceof PyFloat) return value.value !== 0;
  if (
    value instanceof PyObject &&
    value.cls.heap &&
    (value.cls.lookup('__bool__') !== undefined || value.cls.lookup('__len__') !== undefined)
  )
    return undefined;
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length > 0;
  if (value instanceof PyDict || value instanceof PySet) return value.map.size > 0;
  if (value instanceof PyBytes) return value.bytes.length > 0;
  if (value instanceof PyRange) return value.length > 0;
  if (value instanceof PyBoxed) return truthFast(value.value);
  if (
    value instanceof PyObject &&
    (value.cls.lookup('__bool__') !== undefined || value.cls.lookup('__len__') !== undefined)
  )
    return undefined;
  return true;
}

export function* truth(thread: Thread, value: Value): Task<boolean> {
  const quick = truthFast(value);
  if (quick !== undefined) return quick;
  const answer = yield* thread.callMethod(value, '__bool__');
  if (typeof answer === 'boolean') return answer;
  if (answer !== undefined)
    throw thread.error('TypeError', `__bool__ should return bool, returned ${typeName(answer)}`);
  return (yield* thread.callMethod(value, '__len__')) !== 0;
}

/** An iterator over one of our own collections. */
export function iterateFast(value: Value): PyObject | undefined {
  if (value instanceof PyIterator || value instanceof PyTaskIterator) return value;
  if (value instanceof PyGenerator) return value.cls === generatorType ? value : undefined;
  if (value instanceof PyObject && value.cls.heap && value.cls.lookup('__iter__') instanceof PyFunction)
    return undefined;
  if (value instanceof PyList) {
    let at = 0;
    return new PyIterator(iterators.list, () => value.items[at++]);
  }
  if (value instanceof PyTuple) {
    let at = 0;
    return new PyIterator(iterators.tuple, () => value.items[at++]);
  }
  if (value instanceof PyRange) {
    let at = 0;
    const { start, step, length } = value;
    return new PyIterator(iterators.range, () => (at < length ? start + step * at++ : undefined));
  }
  if (value instanceof PyDict) return dictIterator(value, iterators.dict, ({ key }) => key);
  if (typeof value === 'string') return iterator(value, iterators.str);
  if (value instanceof PySet) return iterator([...value.map.values()], iterators.set);
  if (value instanceof PyBytes) return iterator(value.bytes, iterators.bytes);
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
    return new PyTaskIterator(iterators.list, function* () {
      try {
        return yield* getItem(thread, value, at++);
      } catch (error) {
        if (error instanceof Raised && isException(thread, error.exception, 'IndexError')) return undefined;
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
    if (error instanceof Raised && isException(thread, error.exception, 'StopIteration')) return undefined;
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

function* unpackStar(thread: Thread, frame: Frame, value: Value, arg: number): Task<Value> {
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

/** Sends into what an `await` or `yield from` stands on. */
export function* delegate(thread: Thread, frame: Frame, receiver: Value, sent: Value): Task<Value> {
  const result = yield* sendInto(thread, receiver, sent);
  if (!result.done) return result.value;
  frame.stack.pop();
  frame.pc += 2;
  return result.value;
}

export function* sendInto(thread: Thread, receiver: Value, sent: Value): Task<{ done: boolean; value: Value }> {
  if (receiver instanceof PyGenerator) return yield* thread.resume(receiver, sent);
  try {
    if (sent !== null && typeOf(receiver).lookup('send') !== undefined)
      return { done: false, value: yield* thread.callMethod(receiver, 'send', sent) };
    if (receiver instanceof PyIterator || receiver instanceof PyTaskIterator) {
      const value = yield* next(thread, receiver);
      return value === undefined ? { done: true, value: null } : { done: false, value };
    }
    return { done: false, value: yield* thread.callMethod(receiver, '__next__') };
  } catch (error) {
    if (error instanceof Raised && isException(thread, error.exception, 'StopIteration'))
      return { done: true, value: error.exception.args[0] ?? null };
    throw error;
  }
}

export function* throwInto(thread: Thread, receiver: Value, raised: Raised): Task<{ done: boolean; value: Value }> {
  if (receiver instanceof PyGenerator) return yield* thread.resume(receiver, null, raised);
  try {
    const value = yield* thread.callMethod(receiver, 'throw', raised.exception);
    if (value === undefined) throw raised;
    return { done: false, value };
  } catch (error) {
    if (error instanceof Raised && isException(thread, error.exception, 'StopIteration'))
      return { done: true, value: error.exception.args[0] ?? null };
    throw error;
  }
}

/** What `await` stands on. */
function* awaitable(thread: Thread, value: Value): Task<Value> {
  if (value instanceof PyGenerator && (value.cls === coroutineType || value.frame.code.coroutine)) return value;
  const own = typeOf(value).lookup('__await__');
  if (own === undefined)
    throw thread.error('TypeError', `object ${typeName(value)} can't be used in 'await' expression`);
  return yield* thread.call(own, [value]);
}

export function unbound(thread: Thread, frame: Frame, index: number): Raised {
  return thread.error(
    'UnboundLocalError',
    `cannot access local variable '${frame.code.locals[index]}' where it is not associated with a value`,
  );
}

export function unboundCell(thread: Thread, frame: Frame, index: number): Raised {
  const { cells, free } = frame.code;
  const own = cells[index];
  if (own !== undefined)
    return thread.error(
      'UnboundLocalError',
      `cannot access local variable '${own}' where it is not associated with a value`,
    );
  return thread.error(
    'NameError',
    `cannot access free variable '${free[index - cells.length]}' where it is not associated with a value in enclosing scope`,
  );
}

export function undefinedName(thread: Thread, name: string): Raised {
  const raised = thread.error('NameError', `name '${name}' is not defined`);
  raised.exception.attrs.set('name', name);
  return raised;
}

/** Brings a value that is raised into the form of an exception. */
export function* toException(thread: Thread, value: Value): Task<PyException> {
  const made =
    value instanceof PyClass && value.isSubclass(thread.interpreter.exceptionClass('BaseException'))
      ? yield* construct(thread, value, [], undefined)
      : value;
  if (made instanceof PyException) return made;
  throw thread.error('TypeError', 'exceptions must derive from BaseException');
}

function* raise(thread: Thread, frame: Frame, count: number): Task<Value> {
  if (count === 0) {
    const handled = thread.handled();
    if (!handled) throw thread.error('RuntimeError', 'No active exception to reraise');
    throw new Raised(handled, true);
  }
  const cause = count === 2 ? frame.stack.pop() : undefined;
  const exception = yield* toException(thread, frame.stack.pop());
  if (cause !== undefined) {
    exception.cause = cause === null ? null : yield* toException(thread, cause);
    exception.suppress = true;
  }
  thread.chainAlways(exception);
  throw new Raised(exception);
}

/** Whether an exception is of a class, or of one of a tuple of classes. */
export function matches(thread: Thread, exception: PyException, type: Value): boolean {
  if (type instanceof PyTuple) return type.items.some((one) => matches(thread, exception, one));
  if (type instanceof PyClass && type.isSubclass(thread.interpreter.exceptionClass('BaseException')))
    return exception.cls.isSubclass(type);
  throw thread.error('TypeError', 'catching classes that do not inherit from BaseException is not allowed');
}

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

function* stopAsync(thread: Thread, frame: Frame, end: number): Task<Value> {
  const exception = frame.stack.at(-1) as PyException;
  if (!isException(thread, exception, 'StopAsyncIteration')) throw new Raised(exception, true);
  frame.stack.pop();
  frame.handling.pop();
  frame.stack.pop();
  frame.pc = end;
  return skipPush;
}

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
      const value = frame.names?.get(name()) ?? frame.globals.get(name()) ?? frame.builtins.get(name());
      if (value === undefined) throw undefinedName(thread, name());
      stack.push(value);
      return undefined;
    }
    case Op.StoreName:
      frame.names?.set(name(), stack.pop());
      return undefined;
    case Op.DelName:
      if (!frame.names?.delete(name())) throw undefinedName(thread, name());
      return undefined;
    case Op.DelDeref:
      (frame.cells[arg] as Cell).value = undefined;
      return undefined;
    case Op.ClassDeref: {
      const own = [...code.cells, ...code.free][arg] ?? '';
      const value = frame.names?.get(own) ?? frame.cells[arg]?.value;
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
      stack.push(makeFunction(thread, frame, code.consts[arg] as Code));
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
      return splitGroup(thread, frame);
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
      const known = frame.names ? frame.names.get('__annotations__') : frame.globals.get('__annotations__');
      const annotations = known instanceof PyDict ? known : dict();
      annotations.set(name(), value);
      if (frame.names) frame.names.set('__annotations__', annotations);
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

export function* deleteAttribute(thread: Thread, object: Value, name: string): Task {
  const own = typeOf(object).lookup('__delattr__');
  if (own instanceof PyFunction) yield* thread.call(own, [object, name]);
  else yield* setAttributePlainly(thread, object, name, undefined);
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

function makeFunction(thread: Thread, frame: Frame, code: Code): PyFunction {
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
  void thread;
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

/** `except*`: takes what matches out of the group on the stack. */
function* splitGroup(thread: Thread, frame: Frame): Task<Value> {
  const { stack } = frame;
  const type = stack.pop();
  const rest = stack.at(-1);
  if (rest === null) return false;
  const group = rest as PyException;
  const inner = group.attrs.get('exceptions');
  if (!(inner instanceof PyTuple)) {
    if (!matches(thread, group, type)) return false;
    stack[stack.length - 1] = null;
    const wrapped = thread.interpreter.exception('ExceptionGroup', ['', list([group])]);
    stack.push(wrapped);
    return true;
  }
  const [yes, no] = [[] as Value[], [] as Value[]];
  for (const one of inner.items) (matches(thread, one as PyException, type) ? yes : no).push(one);
  if (yes.length === 0) return false;
  const make = (items: Value[]): PyException => {
    const made = thread.interpreter.exception('ExceptionGroup', [group.args[0], list(items)]);
    made.trace = [...group.trace];
    return made;
  };
  stack[stack.length - 1] = no.length > 0 ? make(no) : null;
  stack.push(make(yes));
  return true;
  yield* [];
}

export { objectType, superType, staticmethodType, asyncGeneratorType, PyWrapper, makeCells };
