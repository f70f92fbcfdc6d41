// Attributes: reading, setting and deleting them by the rules of Python's data model.
import type { Task } from '../../../kernel/task.ts';
import { isException } from '../objects/exceptions.ts';
import { classmethodType, method, typeName, typeOf, typeType } from '../objects/types.ts';
import {
  plainText,
  PyClass,
  PyFunction,
  PyInstance,
  PyList,
  PyModule,
  PyNative,
  PyObject,
  PyProperty,
  PySuper,
  PyTuple,
  PyWrapper,
  Raised,
  type Value,
} from '../objects/values.ts';
import type { Thread } from './thread.ts';

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
  if (cls.heap && cls.lookup('__getattribute__') !== undefined) return undefined;
  const found = cls.lookup(name);
  return found instanceof PyFunction || (found instanceof PyNative && found.binds) ? found : undefined;
}

/** An attribute that can be read without calling anything. */
export function attributeFast(thread: Thread, object: Value, name: string): Value {
  if (object instanceof PyModule) return object.dict.map.get(name)?.value;
  if (object instanceof PyClass || object instanceof PySuper) return undefined;
  const cls = typeOf(object);
  if (cls.heap && cls.lookup('__getattribute__') !== undefined) return undefined;
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
  if (own !== undefined) {
    try {
      return yield* thread.call(own, [object, name]);
    } catch (error) {
      if (!(error instanceof Raised) || !isException(error.exception, 'AttributeError')) throw error;
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
  if (object instanceof PyObject && thread.interpreter.setSpecial(object, name, value)) return;
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

export function* deleteAttribute(thread: Thread, object: Value, name: string): Task {
  const own = typeOf(object).lookup('__delattr__');
  if (own instanceof PyFunction) yield* thread.call(own, [object, name]);
  else yield* setAttributePlainly(thread, object, name, undefined);
}
