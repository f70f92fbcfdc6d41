// Attributes that objects have by what they are, not by a class's dictionary: `__name__`, `__class__`, `__dict__`, ….
import type { Task } from '../../../kernel/task.ts';
import { equal, hash } from '../objects/hash.ts';
import { builtinRepr, repr, str } from '../objects/text.ts';
import {
  builtinClass,
  codeType,
  dict,
  dictType,
  list,
  method,
  native,
  nativeType,
  tuple,
  typeOf,
} from '../objects/types.ts';
import {
  type DictEntry,
  isInt,
  type NativeCode,
  notImplemented,
  PyBoxed,
  PyClass,
  PyDict,
  PyException,
  PyFloat,
  PyFunction,
  PyInstance,
  PyMethod,
  PyModule,
  PyNative,
  PyNativeObject,
  PyObject,
  PyProperty,
  PyRange,
  PySlice,
  PySuper,
  PyWrapper,
  type TraceEntry,
  type Value,
} from '../objects/values.ts';
import { findAttribute, noAttribute, setAttributePlainly } from './attributes.ts';
import { type Frame, PyGenerator } from './frame.ts';
import type { Thread } from './thread.ts';

/** The attributes of an object as the entries of a dictionary. */
class LiveEntries extends Map<Value, DictEntry> {
  readonly #attrs: Map<string, Value>;

  constructor(attrs: Map<string, Value>) {
    super();
    this.#attrs = attrs;
  }

  #entry(key: string): DictEntry {
    const attrs = this.#attrs;
    return {
      key,
      get value() {
        return attrs.get(key);
      },
      set value(value: Value) {
        attrs.set(key, value);
      },
    };
  }

  override get(key: Value): DictEntry | undefined {
    return this.#attrs.has(key as string) ? this.#entry(key as string) : undefined;
  }
  override has(key: Value): boolean {
    return this.#attrs.has(key as string);
  }
  override set(key: Value, entry: DictEntry): this {
    this.#attrs.set(key as string, entry.value);
    return this;
  }
  override delete(key: Value): boolean {
    return this.#attrs.delete(key as string);
  }
  override clear(): void {
    this.#attrs.clear();
  }
  override get size(): number {
    return this.#attrs.size;
  }
  override *keys(): MapIterator<Value> {
    yield* this.#attrs.keys();
    return undefined;
  }
  override *values(): MapIterator<DictEntry> {
    for (const key of this.#attrs.keys()) yield this.#entry(key);
    return undefined;
  }
  override *entries(): MapIterator<[Value, DictEntry]> {
    for (const key of this.#attrs.keys()) yield [key, this.#entry(key)];
    return undefined;
  }
  override [Symbol.iterator](): MapIterator<[Value, DictEntry]> {
    return this.entries();
  }
}

/** A dictionary whose entries are the attributes themselves. */
export function liveDict(attrs: Map<string, Value>): PyDict {
  const made = new PyDict(dictType);
  made.map = new LiveEntries(attrs);
  return made;
}

const listOf = (names: ReadonlyMap<string, Value>): PyDict => {
  const made = dict();
  for (const [name, value] of names) made.set(name, value);
  return made;
};

/** What `object` gives every object to be called with itself. */
const objectMethods: Readonly<Record<string, NativeCode>> = {
  *__repr__(thread, [self]) {
    return self instanceof PyObject ? yield* builtinRepr(thread, self) : yield* repr(thread, self);
  },
  *__str__(thread, [self]): Task<Value> {
    if (self instanceof PyBoxed && typeof self.value === 'string') return self.value;
    if (
      self instanceof PyObject &&
      self.cls.heap &&
      self.cls.lookup('__repr__') !== undefined &&
      !(self instanceof PyException)
    )
      return yield* thread.call(self.cls.lookup('__repr__'), [self]);
    if (self instanceof PyException || self instanceof PyBoxed)
      return yield* str(
        thread,
        self instanceof PyBoxed ? self.value : thread.interpreter.exception('Exception', self.args),
      );
    return self instanceof PyObject ? yield* builtinRepr(thread, self) : yield* str(thread, self);
  },
  *__format__(thread, [self, spec]): Task<Value> {
    if (spec !== '')
      throw thread.error('TypeError', `unsupported format string passed to ${typeOf(self).name}.__format__`);
    return yield* str(thread, self);
  },
  __eq__: (thread, [self, other]) => equal(thread, self, other) || notImplemented,
  __ne__: (thread, [self, other]) => (equal(thread, self, other) ? false : notImplemented),
  __hash__: (thread, [self]) =>
    self instanceof PyInstance && !(self instanceof PyBoxed)
      ? Number(thread.interpreter.address(self)) >> 4
      : hash(thread, self),
  *__setattr__(thread, [self, name, value]) {
    yield* setAttributePlainly(thread, self, name as string, value);
    return null;
  },
  *__delattr__(thread, [self, name]) {
    yield* setAttributePlainly(thread, self, name as string, undefined);
    return null;
  },
  *__getattribute__(thread, [self, name]) {
    const found = yield* findAttribute(thread, self, name as string);
    if (found === undefined) throw noAttribute(thread, self, name as string);
    return found;
  },
  __init_subclass__: () => null,
  __dir__: (_thread, [self]) => list(namesOf(self)),
};
const objectNatives = new Map(
  Object.entries(objectMethods).map(([name, run]) => [name, new PyNative(nativeType, name, run, true)]),
);

/** The names that `dir` lists. */
export function namesOf(value: Value): string[] {
  const names = new Set<string>();
  if (value instanceof PyModule) for (const name of value.dict.map.keys()) names.add(name as string);
  else {
    const classes = value instanceof PyClass ? value.mro : typeOf(value).mro;
    for (const cls of classes) for (const name of cls.dict.keys()) names.add(name);
    for (const name of objectNatives.keys()) names.add(name);
    for (const name of ['__class__', '__doc__', '__module__']) names.add(name);
    if (value instanceof PyException) names.add('args');
    if (value instanceof PyObject && value.attrs)
      for (const name of value.attrs.keys()) if (!name.startsWith('\0')) names.add(name);
  }
  return [...names].sort();
}

/** An attribute by the kind of an object; undefined when it has none of the name. */
export function special(thread: Thread, object: Value, name: string): Value {
  if (object instanceof PySuper) {
    const plain = objectNatives.get(name);
    return plain && method(object.self, plain);
  }
  const own = specialOf(thread, object, name);
  if (own !== undefined) return own;
  const cls = typeOf(object);
  switch (name) {
    case '__class__':
      return cls;
    case '__doc__':
      return cls.lookup('__doc__') ?? null;
    case '__dict__':
      if (object instanceof PyModule) return object.dict;
      if (object instanceof PyInstance || object instanceof PyFunction || (object instanceof PyObject && cls.heap))
        return liveDict((object.attrs ??= new Map<string, Value>()));
      return undefined;
    default: {
      const found = objectNatives.get(name);
      if (!found) return undefined;
      return object instanceof PyClass && name !== '__dir__' ? found : method(object, found);
    }
  }
}

function specialOf(thread: Thread, object: Value, name: string): Value {
  if (object instanceof PyClass) return classAttribute(object, name);
  if (object instanceof PyFunction) return functionAttribute(object, name);
  if (object instanceof PyException) return exceptionAttribute(thread, object, name);
  if (object instanceof PyMethod) {
    if (name === '__self__') return object.self;
    if (name === '__func__') return object.func;
    return name === '__class__' || objectNatives.has(name)
      ? undefined
      : object.func instanceof PyFunction
        ? (object.func.attrs?.get(name) ?? functionAttribute(object.func, name))
        : special(thread, object.func, name);
  }
  if (object instanceof PyNative)
    return name === '__name__' || name === '__qualname__'
      ? object.name
      : name === '__module__'
        ? 'builtins'
        : name === '__self__'
          ? null
          : undefined;
  if (object instanceof PyWrapper) return name === '__func__' || name === '__wrapped__' ? object.func : undefined;
  if (object instanceof PyModule) return name === '__name__' ? object.name : undefined;
  if (object instanceof PyGenerator) {
    if (name === '__name__' || name === '__qualname__') return object.name;
    return name === 'gi_running' ? object.state === 'running' : undefined;
  }
  if (object instanceof PySlice || object instanceof PyRange)
    return name === 'start' ? object.start : name === 'stop' ? object.stop : name === 'step' ? object.step : undefined;
  if (object instanceof PyProperty) return propertyAttribute(object, name);
  if (object instanceof PyNativeObject && object.cls.name === 'traceback')
    return traceAttribute(object as PyNativeObject<readonly TraceEntry[]>, name);
  const plain = object instanceof PyBoxed ? object.value : typeof object === 'boolean' ? Number(object) : object;
  if (isInt(plain))
    return name === 'real' || name === 'numerator'
      ? plain
      : name === 'imag'
        ? 0
        : name === 'denominator'
          ? 1
          : undefined;
  if (plain instanceof PyFloat) return name === 'real' ? plain : name === 'imag' ? new PyFloat(0) : undefined;
  return undefined;
}

function classAttribute(cls: PyClass, name: string): Value {
  switch (name) {
    case '__name__':
      return cls.name;
    case '__qualname__':
      return cls.qualname;
    case '__mro__':
      return tuple(cls.mro);
    case '__bases__':
      return tuple(cls.bases);
    case '__base__':
      return cls.bases[0] ?? null;
    case '__module__':
      return 'builtins';
    case '__dict__':
      return listOf(cls.dict);
    case '__subclasses__':
      return native('__subclasses__', () => list([...cls.subclasses]));
    case 'mro':
      return native('mro', () => list([...cls.mro]));
    case '__annotations__':
      return dict();
    case '__call__':
      return undefined;
    default:
      return undefined;
  }
}

function functionAttribute(func: PyFunction, name: string): Value {
  switch (name) {
    case '__name__':
      return func.name;
    case '__qualname__':
      return func.qualname;
    case '__doc__':
      return func.doc;
    case '__module__':
      return func.module;
    case '__defaults__':
      return func.defaults.length > 0 ? tuple(func.defaults) : null;
    case '__kwdefaults__':
      return func.kwDefaults ? listOf(func.kwDefaults) : null;
    case '__globals__':
      return func.globals;
    case '__annotations__':
      return (func.annotations ??= dict());
    case '__closure__':
      return func.closure.length > 0 ? tuple(func.closure) : null;
    case '__get__':
      return native('__get__', (_thread, [self]) => (self === null ? func : method(self, func)));
    case '__code__': {
      const { code } = func;
      const made = new PyNativeObject(codeType, code);
      const flags =
        (code.vararg ? 4 : 0) +
        (code.kwarg ? 8 : 0) +
        (code.generator && !code.coroutine ? 32 : 0) +
        (code.coroutine ? 128 : 0);
      const values = {
        co_name: code.name,
        co_qualname: code.qualname,
        co_filename: code.file,
        co_firstlineno: code.firstLine,
        co_argcount: code.positional,
        co_kwonlyargcount: code.kwonly,
        co_posonlyargcount: code.positionalOnly,
        co_varnames: tuple(code.locals),
        co_flags: flags,
      };
      for (const [key, value] of Object.entries(values)) made.attrs.set(key, value);
      return made;
    }
    default:
      return undefined;
  }
}

function exceptionAttribute(thread: Thread, exception: PyException, name: string): Value {
  switch (name) {
    case 'args':
      return tuple(exception.args);
    case '__cause__':
      return exception.cause;
    case '__context__':
      return exception.context;
    case '__suppress_context__':
      return exception.suppress;
    case '__traceback__':
      return thread.interpreter.traceback(exception);
    case '__notes__': {
      const notes = exception.attrs.get('\0notes');
      return notes === undefined ? undefined : list(notes as Value[]);
    }
    default:
      return undefined;
  }
}

function propertyAttribute(property: PyProperty, name: string): Value {
  const changed = (change: (made: PyProperty, func: Value) => void): Value =>
    native(name, (_thread, [func]) => {
      const made = new PyProperty(property.cls, property.get, property.setter, property.deleter);
      change(made, func);
      return made;
    });
  switch (name) {
    case 'getter':
      return changed((made, func) => (made.get = func));
    case 'setter':
      return changed((made, func) => (made.setter = func));
    case 'deleter':
      return changed((made, func) => (made.deleter = func));
    case 'fget':
      return property.get;
    case 'fset':
      return property.setter;
    default:
      return undefined;
  }
}

const frameObjects = builtinClass('frame');

function traceAttribute(trace: PyNativeObject<readonly TraceEntry[]>, name: string): Value {
  const [entry, ...rest] = trace.native;
  if (!entry) return null;
  if (name === 'tb_lineno') return entry.code.spans[entry.at]?.line ?? entry.code.firstLine;
  if (name === 'tb_next') return rest.length > 0 ? new PyNativeObject(trace.cls, rest) : null;
  return name === 'tb_frame' ? frameObject(entry.frame as Frame) : undefined;
}

/** The object that shows a frame to a program. */
export function frameObject(frame: Frame): Value {
  const made = new PyNativeObject(frameObjects, frame);
  const code = new PyNativeObject(codeType, frame.code);
  const values = {
    co_name: frame.code.name,
    co_qualname: frame.code.qualname,
    co_filename: frame.code.file,
    co_firstlineno: frame.code.firstLine,
  };
  for (const [name, value] of Object.entries(values)) code.attrs.set(name, value);
  made.attrs.set('f_code', code);
  made.attrs.set('f_lineno', frame.line);
  made.attrs.set('f_globals', frame.globals);
  made.attrs.set('f_builtins', frame.builtins);
  const locals = dict();
  for (const [at, name] of frame.code.locals.entries())
    if (frame.locals[at] !== undefined) locals.set(name, frame.locals[at]);
  made.attrs.set('f_locals', frame.code.kind === 'module' ? frame.globals : locals);
  made.attrs.set('f_back', frame.back ? frameObject(frame.back) : null);
  return made;
}

/** Sets such an attribute; false when it is none. */
export function setSpecial(object: PyObject, name: string, value: Value): boolean {
  if (name === '__class__' && value instanceof PyClass && object instanceof PyInstance) {
    object.cls = value;
    return true;
  }
  if (name === '__dict__' && value instanceof PyDict && object.attrs) {
    const entries = [...value.map.values()];
    object.attrs.clear();
    for (const { key, value: item } of entries) object.attrs.set(key as string, item);
    return true;
  }
  if (object instanceof PyFunction) {
    if (name === '__name__') object.name = String(value);
    else if (name === '__qualname__') object.qualname = String(value);
    else if (name === '__doc__') object.doc = value;
    else if (name === '__module__') object.module = value;
    else if (name === '__defaults__') object.defaults = value === null ? [] : (value as { items: Value[] }).items;
    else if (name === '__annotations__' && value instanceof PyDict) object.annotations = value;
    else return false;
    return true;
  }
  if (object instanceof PyException) {
    if (name === '__cause__') {
      object.cause = value as PyException | null;
      object.suppress = true;
    } else if (name === '__context__') object.context = value as PyException | null;
    else if (name === '__suppress_context__') object.suppress = value === true;
    else if (name === 'args') object.args = (value as { items: Value[] }).items;
    else if (name === '__traceback__')
      object.trace = value instanceof PyNativeObject ? [...(value.native as TraceEntry[])] : [];
    else return false;
    return true;
  }
  return false;
}
