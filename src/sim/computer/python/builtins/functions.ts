// The built-in functions (the chapter of that name in Python's library reference).
import { percentFormatBytes } from './percent-format.ts';
import type { Task } from '../../../kernel/task.ts';
import { exceptionClasses, isException, setGroupItems } from '../objects/exceptions.ts';
import { hash } from '../objects/hash.ts';
import { textLength } from '../objects/items.ts';
import { iteratorClasses } from '../objects/iterator-classes.ts';
import { classPath, formatValue, repr, reprText, str } from '../objects/text.ts';
import {
  boolType,
  asyncGeneratorType,
  functionType,
  nativeType,
  methodType,
  builtinClass,
  bytearrayType,
  bytesType,
  classmethodType,
  coroutineType,
  dict,
  dictType,
  floatType,
  frozensetType,
  generatorType,
  genericAliasType,
  intType,
  list,
  listType,
  methods,
  native,
  noneType,
  objectType,
  propertyType,
  rangeType,
  setType,
  sliceType,
  staticmethodType,
  strType,
  superType,
  tuple,
  tupleType,
  typeName,
  typeOf,
  typeType,
} from '../objects/types.ts';
import {
  ellipsis,
  isInt,
  type NativeCode,
  normal,
  notImplemented,
  plainNumber,
  plainText,
  PyBytes,
  PyClass,
  PyDict,
  PyFloat,
  PyFunction,
  PyInstance,
  PyIterator,
  PyList,
  PyMethod,
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
  type Value,
} from '../objects/values.ts';
import { deleteAttribute, getAttribute, setAttribute, setObjectGetAttribute } from '../run/attributes.ts';
import { makeClass } from '../run/build-class.ts';
import { construct } from '../run/calls.ts';
import { collect, contains, getItem, iterate, iterateFast, next } from '../run/containers.ts';
import { AsyncYield, Frame, makeCells, PyGenerator } from '../run/frame.ts';
import { loadModule } from '../run/imports.ts';
import type { Interpreter } from '../run/interpreter.ts';
import { binary, compareOp } from '../run/operators.ts';
import { namesOf } from '../run/special.ts';
import type { Thread } from '../run/thread.ts';
import { truth } from '../run/truth.ts';
import { openFile } from './files.ts';
import { sorted } from './sort.ts';
import { decode, encode } from './text-methods.ts';

/** `__index__`: a whole number, as a JavaScript one. */
export function whole(thread: Thread, value: Value): number {
  const plain = plainNumber(value);
  if (isInt(plain)) return Number(plain);
  const own = thread.sync(thread.callMethod(value, '__index__'));
  if (isInt(own)) return Number(own);
  throw thread.error('TypeError', `'${typeName(value)}' object cannot be interpreted as an integer`);
}

/** `len(value)` */
export function* length(thread: Thread, value: Value): Task<number> {
  if (typeof value === 'string') return textLength(value);
  const own = typeOf(value).lookup('__len__');
  if (own instanceof PyFunction) return whole(thread, yield* thread.call(own, [value]));
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length;
  if (value instanceof PyDict || value instanceof PySet) return value.map.size;
  if (value instanceof PyBytes) return value.bytes.length;
  if (value instanceof PyRange) return value.length;
  if (own !== undefined) return (yield* thread.call(own, [value])) as number;
  throw thread.error('TypeError', `object of type '${typeName(value)}' has no len()`);
}

/** `isinstance` and `issubclass` against a class, a tuple of them, or a union. */
function* isSubclass(thread: Thread, cls: PyClass, of: Value, what: string, tested: Value = cls): Task<boolean> {
  if (of instanceof PyTuple) {
    for (const one of of.items) if (yield* isSubclass(thread, cls, one, what, tested)) return true;
    return false;
  }
  if (!(of instanceof PyClass)) {
    const args = of instanceof PyObject ? of.attrs?.get('__args__') : undefined;
    if (args instanceof PyTuple && of instanceof PyObject && !of.attrs?.has('__origin__'))
      return yield* isSubclass(thread, cls, args, what, tested);
    throw thread.error('TypeError', `${what} must be a type, a tuple of types, or a union`);
  }
  if (cls.isSubclass(of)) return true;
  const hook = of.heap
    ? of.cls.lookup(what.startsWith('isinstance') ? '__instancecheck__' : '__subclasscheck__')
    : undefined;
  return hook === undefined ? false : yield* truth(thread, yield* thread.call(hook, [of, tested]));
}

function* sum(thread: Thread, source: Value, start: Value): Task<Value> {
  let total = start;
  for (const item of yield* collect(thread, source)) total = yield* binary(thread, 0, total, item, false);
  return total;
}

const extreme = (op: number, name: string): NativeCode =>
  function* (thread, args, kw): Task<Value> {
    const items = args.length > 1 ? args : yield* collect(thread, args[0]);
    const key = kw?.get('key') ?? null;
    let best: Value;
    let bestKey: Value;
    for (const item of items) {
      const own = key === null ? item : yield* thread.call(key, [item]);
      if (best === undefined || (yield* truth(thread, yield* compareOp(thread, op, own, bestKey))))
        [best, bestKey] = [item, own];
    }
    if (best !== undefined) return best;
    const otherwise = kw?.get('default');
    if (otherwise === undefined)
      throw thread.error(
        'ValueError',
        thread.interpreter.series < 12 ? `${name}() arg is an empty sequence` : `${name}() iterable argument is empty`,
      );
    return otherwise;
  };

const radix =
  (base: number, prefix: string): NativeCode =>
  (thread, [value]) => {
    const plain = plainNumber(value);
    const number = isInt(plain) ? plain : whole(thread, value);
    return `${number < 0 ? '-' : ''}0${prefix}${(number < 0 ? -number : number).toString(base)}`;
  };

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** The number that gives 1 with `value`, modulo `by`. */
function inverse(thread: Thread, value: bigint, by: bigint): bigint {
  let [a, b, x, y] = [((value % by) + by) % by, by, 1n, 0n];
  while (b !== 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  if (a !== 1n) throw thread.error('ValueError', 'base is not invertible for the given modulus');
  return ((x % by) + by) % by;
}

/** Rounds half to even. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest < 0.5 ? floor : rest > 0.5 ? floor + 1 : floor % 2 === 0 ? floor : floor + 1;
}

/** A float to a number of decimals, by its exact value. */
function roundTo(value: number, digits: number): number {
  if (!Number.isFinite(value) || digits > 22) return value;
  if (digits < 0) return roundHalfEven(value / 10 ** -digits) * 10 ** -digits;
  const text = value.toFixed(Math.min(100, digits));
  const half = Math.abs(value).toFixed(Math.min(100, digits + 25));
  // Only an exact half is rounded to even; toFixed rounds it up.
  const tail = half.slice(half.indexOf('.') + 1 + digits);
  if (!/^50*$/.test(tail)) return Number(text);
  const down = half.slice(0, digits === 0 ? half.indexOf('.') : half.indexOf('.') + 1 + digits);
  const even = Number(down.at(-1)) % 2 === 0;
  return even ? Math.sign(value) * Number(down) : Number(text);
}

function* print(thread: Thread, args: readonly Value[], kw: ReadonlyMap<string, Value> | undefined): Task<Value> {
  const { interpreter } = thread;
  const separator = kw?.get('sep') ?? ' ';
  const end = kw?.get('end') ?? '\n';
  const file = kw?.get('file') ?? interpreter.sys.get('stdout');
  let text = '';
  for (const [at, arg] of args.entries()) text += (at > 0 ? (separator as string) : '') + (yield* str(thread, arg));
  text += end as string;
  if (file === null) return null;
  yield* thread.call(yield* getAttribute(thread, file, 'write'), [text]);
  if (kw?.has('flush') && (yield* truth(thread, kw.get('flush')))) yield* thread.callMethod(file, 'flush');
  return null;
}

function* input(thread: Thread, args: readonly Value[]): Task<Value> {
  const { interpreter } = thread;
  const stdout = interpreter.sys.get('stdout');
  if (args.length > 0) {
    yield* thread.call(yield* getAttribute(thread, stdout, 'write'), [yield* str(thread, args[0])]);
  }
  yield* thread.callMethod(stdout, 'flush');
  const line = (yield* thread.callMethod(interpreter.sys.get('stdin'), 'readline')) as string;
  if (line === '') throw thread.error('EOFError', 'EOF when reading a line');
  return line.replace(/\n$/, '');
}

const codeType = builtinClass('code');

function* evaluate(thread: Thread, mode: 'exec' | 'eval', args: readonly Value[]): Task<Value> {
  const { interpreter } = thread;
  const [source, globals = null, locals = null] = args;
  const frame = thread.frame as Frame;
  const space = globals instanceof PyDict ? globals : locals instanceof PyDict ? locals : new PyDict(dictType);
  if (!(globals instanceof PyDict)) {
    for (const [key, entry] of frame.globals.map) if (!space.map.has(key)) space.map.set(key, entry);
    for (const [at, name] of frame.code.locals.entries())
      if (frame.locals[at] !== undefined) space.set(name, frame.locals[at]);
  }
  const target = globals instanceof PyDict ? globals : frame.code.kind === 'module' ? frame.globals : space;
  if (locals instanceof PyDict && locals !== target)
    for (const { key, value } of locals.map.values()) target.set(key as string, value);
  const code =
    source instanceof PyObject && source.attrs?.has('\0code')
      ? (source.attrs.get('\0code') as Frame['code'])
      : interpreter.compile(thread, mode === 'eval' ? String(source).trim() : String(source), '<string>', mode);
  const value = yield* thread.run(new Frame(code, target, interpreter.builtins, [], makeCells(code, [])));
  return mode === 'eval' ? value : null;
}

function* superOf(thread: Thread, args: readonly Value[]): Task<Value> {
  yield* [];
  const [start, self] = args;
  if (start instanceof PyClass) return new PySuper(superType, start, self ?? null);
  const { frame } = thread;
  const at = frame ? frame.code.free.indexOf('__class__') : -1;
  const cls = frame && at >= 0 ? frame.cells[frame.code.cells.length + at]?.value : undefined;
  if (!frame || !(cls instanceof PyClass)) throw thread.error('RuntimeError', 'super(): __class__ cell not found');
  const cell = frame.code.cellArgs.find(([, local]) => local === 0);
  return new PySuper(superType, cls, cell ? frame.cells[cell[0]]?.value : frame.locals[0]);
}

const functions: Record<string, NativeCode> = {
  print,
  input,
  *len(thread, [value]) {
    return yield* length(thread, value);
  },
  *repr(thread, [value]) {
    return yield* repr(thread, value);
  },
  *ascii(thread, [value]) {
    return reprText(yield* repr(thread, value), true);
  },
  *format(thread, [value, spec = '']) {
    return yield* formatValue(thread, value, spec as string);
  },
  *sorted(thread, [source], kw) {
    return list(yield* sorted(thread, yield* collect(thread, source), kw));
  },
  *sum(thread, [source, start], kw) {
    return yield* sum(thread, source, start ?? kw?.get('start') ?? 0);
  },
  min: extreme(2, 'min'),
  max: extreme(4, 'max'),
  *abs(thread, [value]): Task<Value> {
    const plain = plainNumber(value);
    if (plain instanceof PyFloat) return new PyFloat(Math.abs(plain.value));
    if (isInt(plain)) return plain < 0 ? normal(-BigInt(plain)) : plain;
    const own = yield* thread.callMethod(value, '__abs__');
    if (own !== undefined) return own;
    throw thread.error('TypeError', `bad operand type for abs(): '${typeName(value)}'`);
  },
  *round(thread, [value, digits = null], kw): Task<Value> {
    const places = digits ?? kw?.get('ndigits') ?? null;
    const plain = plainNumber(value);
    if (isInt(plain))
      return places === null || Number(places) >= 0
        ? plain
        : roundHalfEven(Number(plain) / 10 ** -Number(places)) * 10 ** -Number(places);
    if (plain instanceof PyFloat) {
      if (places !== null) return new PyFloat(roundTo(plain.value, Number(places)));
      if (!Number.isFinite(plain.value))
        throw thread.error(
          Number.isNaN(plain.value) ? 'ValueError' : 'OverflowError',
          Number.isNaN(plain.value)
            ? 'cannot convert float NaN to integer'
            : 'cannot convert float infinity to integer',
        );
      return normal(BigInt(roundHalfEven(plain.value)));
    }
    const own = yield* thread.callMethod(value, '__round__', ...(places === null ? [] : [places]));
    if (own !== undefined) return own;
    throw thread.error('TypeError', `type ${typeName(value)} doesn't define __round__ method`);
  },
  *pow(thread, [base, power, modulus]) {
    if (modulus === undefined || modulus === null) return yield* binary(thread, 6, base, power, false);
    let result = 1n;
    const by = BigInt(modulus as number);
    let factor =
      BigInt(power as number) < 0n ? inverse(thread, BigInt(base as number), by) : BigInt(base as number) % by;
    for (let rest = absolute(BigInt(power as number)); rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = (result * factor) % by;
      factor = (factor * factor) % by;
    }
    return normal(((result % by) + by) % by);
  },
  *divmod(thread, [a, b]) {
    return tuple([yield* binary(thread, 4, a, b, false), yield* binary(thread, 5, a, b, false)]);
  },
  *any(thread, [source]) {
    const from = yield* iterate(thread, source);
    for (let item = yield* next(thread, from); item !== undefined; item = yield* next(thread, from))
      if (yield* truth(thread, item)) return true;
    return false;
  },
  *all(thread, [source]) {
    const from = yield* iterate(thread, source);
    for (let item = yield* next(thread, from); item !== undefined; item = yield* next(thread, from))
      if (!(yield* truth(thread, item))) return false;
    return true;
  },
  *iter(thread, [source, sentinel]) {
    if (sentinel === undefined) return yield* iterate(thread, source);
    return new PyTaskIterator(iteratorClasses.list, function* (inner) {
      const item = yield* inner.call(source, []);
      return (yield* truth(inner, yield* compareOp(inner, 0, item, sentinel))) ? undefined : item;
    });
  },
  *next(thread, [source, otherwise]) {
    if (source instanceof PyGenerator) {
      const { done, value } = yield* thread.resume(source, null);
      if (!done) return value;
      if (otherwise === undefined) throw thread.error('StopIteration', ...(value === null ? [] : [value]));
      return otherwise;
    }
    const value = yield* next(thread, source);
    if (value !== undefined) return value;
    if (otherwise === undefined) throw thread.error('StopIteration');
    return otherwise;
  },
  ord: (thread, [value]) => {
    if (typeof value === 'string' && textLength(value) === 1) return value.codePointAt(0);
    if (typeof value === 'string')
      throw thread.error('TypeError', `ord() expected a character, but string of length ${textLength(value)} found`);
    throw thread.error('TypeError', `ord() expected string of length 1, but ${typeName(value)} found`);
  },
  chr: (thread, [value]) => {
    const code = whole(thread, value);
    if (code < 0 || code > 0x10ffff) throw thread.error('ValueError', 'chr() arg not in range(0x110000)');
    return String.fromCodePoint(code);
  },
  bin: radix(2, 'b'),
  oct: radix(8, 'o'),
  hex: radix(16, 'x'),
  hash: (thread, [value]) => hash(thread, value),
  id: (thread, [value]) =>
    value instanceof PyObject ? Number(thread.interpreter.address(value)) : hash(thread, value),
  *isinstance(thread, [value, of]) {
    return yield* isSubclass(thread, typeOf(value), of, 'isinstance() arg 2', value);
  },
  *issubclass(thread, [cls, of]) {
    if (!(cls instanceof PyClass)) throw thread.error('TypeError', 'issubclass() arg 1 must be a class');
    return yield* isSubclass(thread, cls, of, 'issubclass() arg 2');
  },
  callable: (_thread, [value]) =>
    value instanceof PyClass ||
    value instanceof PyFunction ||
    value instanceof PyNative ||
    value instanceof PyMethod ||
    typeOf(value).lookup('__call__') !== undefined,
  *getattr(thread, [object, name, otherwise]) {
    try {
      return yield* getAttribute(thread, object, name as string);
    } catch (error) {
      if (otherwise === undefined || !(error instanceof Raised) || !isException(error.exception, 'AttributeError'))
        throw error;
      return otherwise;
    }
  },
  *hasattr(thread, [object, name]) {
    try {
      yield* getAttribute(thread, object, name as string);
      return true;
    } catch (error) {
      if (!(error instanceof Raised) || !isException(error.exception, 'AttributeError')) throw error;
      return false;
    }
  },
  *setattr(thread, [object, name, value]) {
    yield* setAttribute(thread, object, name as string, value);
    return null;
  },
  *delattr(thread, [object, name]) {
    yield* deleteAttribute(thread, object, name as string);
    return null;
  },
  *vars(thread, [object]) {
    if (object === undefined) return yield* thread.call(thread.interpreter.builtins.get('locals'), []);
    return yield* getAttribute(thread, object, '__dict__');
  },
  dir: (thread, [object]) => {
    if (object !== undefined) return list(namesOf(thread, object));
    const frame = thread.frame as Frame;
    return list(
      ([...(frame.code.kind === 'module' ? frame.globals.map.keys() : frame.code.locals)] as string[]).sort(),
    );
  },
  globals: (thread) => (thread.frame as Frame).globals,
  locals: (thread) => {
    const frame = thread.frame as Frame;
    if (frame.code.kind === 'module') return frame.globals;
    const made = dict();
    for (const [at, name] of frame.code.locals.entries())
      if (frame.locals[at] !== undefined) made.set(name, frame.locals[at]);
    for (const [at, name] of [...frame.code.cells, ...frame.code.free].entries())
      if (frame.cells[at]?.value !== undefined) made.set(name, frame.cells[at].value);
    return made;
  },
  compile: (thread, args, kw) => {
    const [source, file, mode] = ['source', 'filename', 'mode'].map((name, at) => args[at] ?? kw?.get(name));
    if (mode !== 'exec' && mode !== 'eval') {
      if (mode === 'single') throw thread.error('NotImplementedError', "not simulated: compile() with mode 'single'");
      throw thread.error('ValueError', "compile() mode must be 'exec', 'eval' or 'single'");
    }
    if (typeof source !== 'string')
      throw thread.error('NotImplementedError', 'not simulated: compile() of other than text');
    const text = mode === 'eval' ? source.trim() : source;
    const made = new PyInstance(codeType);
    made.attrs.set('\0code', thread.interpreter.compile(thread, text, String(file), mode));
    made.attrs.set('co_filename', file ?? null);
    return made;
  },
  *eval(thread, args) {
    return yield* evaluate(thread, 'eval', args);
  },
  *exec(thread, args) {
    return yield* evaluate(thread, 'exec', args);
  },
  *__import__(thread, [name]) {
    return yield* loadModule(thread, name as string);
  },
  *open(thread, args, kw) {
    return yield* openFile(thread, args, kw);
  },
  exit: (thread, [code]) => {
    throw thread.error('SystemExit', ...(code === undefined ? [] : [code]));
  },
  breakpoint: (thread) => {
    throw thread.error('RuntimeError', 'not simulated: the debugger');
  },
};
functions['quit'] = functions['exit'] as NativeCode;

/** Lazy iterators that are classes. */
function iteratorClass(
  cls: PyClass,
  make: (
    thread: Thread,
    sources: readonly Value[],
    args: readonly Value[],
    kw: ReadonlyMap<string, Value> | undefined,
  ) => (thread: Thread) => Task<Value>,
  iterates: (args: readonly Value[]) => readonly Value[],
): void {
  methods(cls, {
    *__new__(thread, [, ...args], kw) {
      const sources: Value[] = [];
      for (const source of iterates(args)) sources.push(yield* iterate(thread, source));
      return new PyTaskIterator(cls, make(thread, sources, args, kw));
    },
  });
}
const iteratorMethods: Record<string, NativeCode> = {
  __iter__: (_thread, [self]) => self,
  *__next__(thread, [self]) {
    const value = yield* next(thread, self);
    if (value === undefined) throw thread.error('StopIteration');
    return value;
  },
};
for (const cls of Object.values(iteratorClasses)) methods(cls, iteratorMethods);

iteratorClass(
  iteratorClasses.enumerate,
  (_thread, [source], args, kw) => {
    let at = Number(args[1] ?? kw?.get('start') ?? 0);
    return function* (thread) {
      const item = yield* next(thread, source);
      return item === undefined ? undefined : tuple([at++, item]);
    };
  },
  (args) => [args[0]],
);
iteratorClass(
  iteratorClasses.zip,
  (_thread, sources, _args, kw) => {
    const strict = kw?.get('strict') === true;
    return function* (thread) {
      const items: Value[] = [];
      for (const [at, source] of sources.entries()) {
        const item = yield* next(thread, source);
        if (item === undefined) {
          if (strict && at > 0)
            throw thread.error(
              'ValueError',
              `zip() argument ${at + 1} is shorter than argument${at > 1 ? `s 1-${at}` : ' 1'}`,
            );
          if (strict)
            for (const [other, rest] of sources.entries())
              if (other > 0 && (yield* next(thread, rest)) !== undefined)
                throw thread.error(
                  'ValueError',
                  `zip() argument ${other + 1} is longer than argument${other > 1 ? `s 1-${other}` : ' 1'}`,
                );
          return undefined;
        }
        items.push(item);
      }
      return items.length === 0 ? undefined : tuple(items);
    };
  },
  (args) => args,
);
iteratorClass(
  iteratorClasses.map,
  (_thread, sources, [func]) =>
    function* (thread) {
      const items: Value[] = [];
      for (const source of sources) {
        const item = yield* next(thread, source);
        if (item === undefined) return undefined;
        items.push(item);
      }
      return yield* thread.call(func, items);
    },
  (args) => args.slice(1),
);
iteratorClass(
  iteratorClasses.filter,
  (_thread, [source], [func]) =>
    function* (thread) {
      for (let item = yield* next(thread, source); item !== undefined; item = yield* next(thread, source))
        if (yield* truth(thread, func === null ? item : yield* thread.call(func, [item]))) return item;
      return undefined;
    },
  (args) => [args[1]],
);
methods(iteratorClasses.reversed, {
  *__new__(thread, [, source]): Task<Value> {
    const own = yield* thread.callMethod(source, '__reversed__');
    if (own !== undefined) return own;
    const items =
      typeof source === 'string' || source instanceof PyObject
        ? iterateFast(source)
          ? yield* collect(thread, source)
          : yield* bySequence(thread, source)
        : yield* bySequence(thread, source);
    items.reverse();
    let at = 0;
    return new PyIterator(source instanceof PyList ? reversedList : iteratorClasses.reversed, () => items[at++]);
  },
});
const reversedList = builtinClass('list_reverseiterator');
methods(reversedList, iteratorMethods);

function* bySequence(thread: Thread, source: Value): Task<Value[]> {
  if (typeOf(source).lookup('__len__') === undefined)
    throw thread.error('TypeError', `'${typeName(source)}' object is not reversible`);
  const items: Value[] = [];
  const count = yield* length(thread, source);
  for (let at = 0; at < count; at++) items.push(yield* getItem(thread, source, at));
  return items;
}

const generatorMethods: Record<string, NativeCode> = {
  *send(thread, [self, value]) {
    const result = yield* thread.resume(self as PyGenerator, value);
    if (result.done) throw thread.error('StopIteration', ...(result.value === null ? [] : [result.value]));
    return result.value;
  },
  *throw(thread, [self, type, value]) {
    const made =
      type instanceof PyClass ? yield* thread.call(type, value === undefined || value === null ? [] : [value]) : type;
    const result = yield* thread.resume(self as PyGenerator, null, new Raised(made as never));
    if (result.done) throw thread.error('StopIteration', ...(result.value === null ? [] : [result.value]));
    return result.value;
  },
  *close(thread, [self]) {
    const generator = self as PyGenerator;
    if (generator.state === 'created') generator.state = 'closed';
    if (generator.state === 'closed') return null;
    try {
      const { done } = yield* thread.resume(generator, null, thread.error('GeneratorExit'));
      if (!done) throw thread.error('RuntimeError', 'generator ignored GeneratorExit');
    } catch (error) {
      if (
        !(error instanceof Raised) ||
        !(isException(error.exception, 'GeneratorExit') || isException(error.exception, 'StopIteration'))
      )
        throw error;
    }
    return null;
  },
};
methods(generatorType, {
  ...generatorMethods,
  __iter__: (_thread, [self]) => self,
  *__next__(thread, [self]) {
    const { done, value } = yield* thread.resume(self as PyGenerator, null);
    if (done) throw thread.error('StopIteration', ...(value === null ? [] : [value]));
    return value;
  },
});
methods(coroutineType, { ...generatorMethods, __await__: (_thread, [self]) => self });

/** What awaiting a step of an asynchronous generator does: values that it awaits go out, one that it yields ends the step. */
function stepOf(generator: PyGenerator, sent: Value, raised?: Raised): PyTaskIterator {
  let first = true;
  let ended = false;
  return new PyTaskIterator(asyncStepType, function* (thread) {
    if (ended) return undefined;
    const begin = first;
    first = false;
    const { done, value } = yield* thread.resume(generator, begin ? sent : null, begin ? raised : undefined);
    if (done) throw thread.error('StopAsyncIteration');
    if (!(value instanceof AsyncYield)) return value;
    ended = true;
    throw thread.error('StopIteration', value.value);
  });
}
const asyncStepType = builtinClass('async_generator_asend');
methods(asyncStepType, { ...iteratorMethods, __await__: (_thread, [self]) => self });
methods(asyncGeneratorType, {
  __aiter__: (_thread, [self]) => self,
  __anext__: (_thread, [self]) => stepOf(self as PyGenerator, null),
  asend: (_thread, [self, value]) => stepOf(self as PyGenerator, value),
  *athrow(thread, [self, type]) {
    const made = type instanceof PyClass ? yield* thread.call(type, []) : type;
    return stepOf(self as PyGenerator, null, new Raised(made as never));
  },
  aclose: (thread, [self]) => {
    const generator = self as PyGenerator;
    return new PyTaskIterator(asyncStepType, function* (inner) {
      if (generator.state === 'created') generator.state = 'closed';
      if (generator.state === 'closed') return undefined;
      try {
        const { done, value } = yield* inner.resume(generator, null, thread.error('GeneratorExit'));
        return done ? undefined : value;
      } catch (error) {
        if (
          error instanceof Raised &&
          (isException(error.exception, 'GeneratorExit') || isException(error.exception, 'StopAsyncIteration'))
        )
          return undefined;
        throw error;
      }
    });
  },
});

methods(objectType, {
  __new__: (_thread, [cls]) => new PyInstance(cls as PyClass),
  __init__: (thread, [self, ...args], kw) => {
    const cls = typeOf(self);
    if ((args.length > 0 || (kw?.size ?? 0) > 0) && cls.lookup('__new__') === objectType.dict.get('__new__'))
      throw thread.error(
        'TypeError',
        cls.lookup('__init__') === objectType.dict.get('__init__')
          ? `${cls.name}() takes no arguments`
          : 'object.__init__() takes exactly one argument (the instance to initialize)',
      );
    return null;
  },
});

methods(typeType, {
  *__new__(thread, [meta, title, bases, space], kw): Task<Value> {
    if (bases === undefined) return typeOf(title);
    return yield* makeClass(thread, meta as PyClass, title as string, (bases as PyTuple).items, space as PyDict, kw);
  },
  __init__: () => null,
  *__call__(thread, [cls, ...args], kw): Task<Value> {
    return yield* construct(thread, cls as PyClass, args, kw);
  },
  *__or__(thread, [self, other]) {
    yield* [];
    const made = new PyInstance(unionType);
    made.attrs.set(
      '__args__',
      tuple(
        [self, other === null ? noneType : other].flatMap((one) =>
          one instanceof PyInstance && one.cls === unionType ? (one.attrs.get('__args__') as PyTuple).items : [one],
        ),
      ),
    );
    void thread;
    return made;
  },
});
const unionType = builtinClass('types.UnionType');

/** A type as the representations of aliases and unions show it. */
function* shownType(thread: Thread, value: Value): Task<string> {
  if (value === noneType) return 'None';
  if (value === ellipsis) return '...';
  return value instanceof PyClass ? classPath(value) : yield* repr(thread, value);
}

function* shownTypes(thread: Thread, value: Value): Task<string[]> {
  const shown: string[] = [];
  for (const item of value instanceof PyTuple ? value.items : []) shown.push(yield* shownType(thread, item));
  return shown;
}

methods(unionType, {
  *__repr__(thread, [self]) {
    return (yield* shownTypes(thread, (self as PyInstance).attrs.get('__args__'))).join(' | ');
  },
  *__or__(thread, [self, other]): Task<Value> {
    return yield* thread.call(typeType.lookup('__or__'), [self, other]);
  },
});
methods(genericAliasType, {
  *__repr__(thread, [self]) {
    const { attrs } = self as PyInstance;
    return `${yield* shownType(thread, attrs.get('__origin__'))}[${(yield* shownTypes(thread, attrs.get('__args__'))).join(', ')}]`;
  },
  *__call__(thread, [self, ...args], kw) {
    return yield* thread.call((self as PyInstance).attrs.get('__origin__'), args, kw);
  },
  *__or__(thread, [self, other]): Task<Value> {
    return yield* thread.call(typeType.lookup('__or__'), [self, other]);
  },
  __mro_entries__: (_thread, [self]) => tuple([(self as PyInstance).attrs.get('__origin__')]),
});

for (const cls of [functionType, nativeType, methodType])
  methods(cls, {
    *__call__(thread, [self, ...args], kw) {
      return yield* thread.call(self, args, kw);
    },
  });
methods(rangeType, {
  __new__: (thread, [cls, ...args]) => {
    const [a, b, c] = args.map((arg) => whole(thread, arg));
    if (c === 0) throw thread.error('ValueError', 'range() arg 3 must not be zero');
    if (a === undefined) throw thread.error('TypeError', 'range expected at least 1 argument, got 0');
    return new PyRange(cls as PyClass, b === undefined ? 0 : a, b ?? a, c ?? 1);
  },
  __iter__: (_thread, [self]) => iterateFast(self),
  __len__: (_thread, [self]) => (self as PyRange).length,
  *index(thread, [self, item]) {
    const range = self as PyRange;
    if (!(yield* contains(thread, range, item))) throw thread.error('ValueError', `${String(item)} is not in range`);
    return (Number(item) - range.start) / range.step;
  },
  *count(thread, [self, item]) {
    return (yield* contains(thread, self, item)) ? 1 : 0;
  },
});
methods(sliceType, {
  __new__: (_thread, [cls, a = null, b, c = null]) =>
    new PySlice(cls as PyClass, b === undefined ? null : a, b === undefined ? a : b, c),
});
methods(propertyType, {
  __new__: (_thread, [cls, ...args], kw) =>
    new PyProperty(
      cls as PyClass,
      args[0] ?? kw?.get('fget') ?? null,
      args[1] ?? kw?.get('fset') ?? null,
      args[2] ?? kw?.get('fdel') ?? null,
    ),
});
for (const cls of [staticmethodType, classmethodType])
  methods(cls, { __new__: (_thread, [own, func]) => new PyWrapper(own as PyClass, func) });
methods(superType, {
  *__new__(thread, [, ...args]) {
    return yield* superOf(thread, args);
  },
});

function bytesFrom(cls: PyClass): NativeCode {
  return function* (thread, [, source, encoding], kw): Task<Value> {
    if (source === undefined) return new PyBytes(cls, new Uint8Array());
    if (typeof source === 'string') {
      const name = encoding ?? kw?.get('encoding');
      if (name === undefined) throw thread.error('TypeError', 'string argument without an encoding');
      return new PyBytes(cls, encode(thread, source, plainText(name), 'strict'));
    }
    if (typeof source === 'number') return new PyBytes(cls, new Uint8Array(source));
    if (source instanceof PyBytes) return new PyBytes(cls, source.bytes.slice());
    const items = yield* collect(thread, source);
    if (items.some((item) => typeof item !== 'number' || item < 0 || item > 255))
      throw thread.error('ValueError', 'bytes must be in range(0, 256)');
    return new PyBytes(cls, Uint8Array.from(items as number[]));
  };
}
const bytesOf = (value: Value): Uint8Array => (value as PyBytes).bytes;
const asLatin = (value: Value): string => Array.from(bytesOf(value), (byte) => String.fromCharCode(byte)).join('');
const fromLatin = (text: string): PyBytes =>
  new PyBytes(
    bytesType,
    Uint8Array.from(text, (char) => char.charCodeAt(0)),
  );
/** Methods of bytes that work as those of str do, on one character a byte. */
const shared = [
  'strip',
  'lstrip',
  'rstrip',
  'split',
  'rsplit',
  'splitlines',
  'replace',
  'startswith',
  'endswith',
  'find',
  'rfind',
  'index',
  'count',
  'upper',
  'lower',
  'partition',
  'rpartition',
  'isdigit',
  'isalpha',
  'title',
  'ljust',
  'rjust',
  'center',
  'zfill',
  'removeprefix',
  'removesuffix',
];
const toText = (value: Value): Value =>
  value instanceof PyBytes ? asLatin(value) : value instanceof PyTuple ? tuple(value.items.map(toText)) : value;
const toBytes = (value: Value): Value =>
  typeof value === 'string'
    ? fromLatin(value)
    : value instanceof PyList
      ? list(value.items.map(toBytes))
      : value instanceof PyTuple
        ? tuple(value.items.map(toBytes))
        : value;
const bytesMethods: Record<string, NativeCode> = {
  ...Object.fromEntries(
    shared.map((name) => [
      name,
      ((thread, args, kw) =>
        toBytes((strType.dict.get(name) as PyNative).run(thread, args.map(toText), kw))) satisfies NativeCode,
    ]),
  ),
  decode: (thread, [self, encoding, errors], kw) =>
    decode(
      thread,
      bytesOf(self),
      plainText(encoding ?? kw?.get('encoding'), 'utf-8'),
      plainText(errors ?? kw?.get('errors'), 'strict'),
    ),
  hex: (_thread, [self]) => Array.from(bytesOf(self), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  *join(thread, [self, items]) {
    return fromLatin((yield* collect(thread, items)).map(asLatin).join(asLatin(self)));
  },
  __len__: (_thread, [self]) => bytesOf(self).length,
  __iter__: (_thread, [self]) => iterateFast(self),
  __add__: (_thread, [self, other]) =>
    other instanceof PyBytes
      ? new PyBytes((self as PyBytes).cls, Uint8Array.from([...bytesOf(self), ...other.bytes]))
      : notImplemented,
  __mul__: (_thread, [self, times]) => fromLatin(asLatin(self).repeat(Number(times))),
  *__mod__(thread, [self, values]) {
    const made = yield* percentFormatBytes(thread, (self as PyBytes).bytes, values);
    return new PyBytes(bytesType, made);
  },
};
methods(bytesType, { ...bytesMethods, __new__: bytesFrom(bytesType) });
methods(bytearrayType, {
  ...bytesMethods,
  __new__: bytesFrom(bytearrayType),
  append: (_thread, [self, byte]) => {
    (self as PyBytes).bytes = Uint8Array.from([...bytesOf(self), byte as number]);
    return null;
  },
  extend: (_thread, [self, other]) => {
    (self as PyBytes).bytes = Uint8Array.from([...bytesOf(self), ...bytesOf(other)]);
    return null;
  },
});
bytesType.set(
  'fromhex',
  new PyWrapper(
    classmethodType,
    native(
      'fromhex',
      (_thread, [, text]) =>
        new PyBytes(
          bytesType,
          Uint8Array.from(String(text).replace(/\s/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
        ),
    ),
  ),
);

/** Fills the dictionary of built-in names. */
export function fillBuiltins(interpreter: Interpreter): void {
  const { builtins } = interpreter;
  for (const [name, run] of Object.entries(functions)) builtins.set(name, native(name, run));
  for (const cls of [
    objectType,
    typeType,
    intType,
    boolType,
    floatType,
    strType,
    bytesType,
    bytearrayType,
    tupleType,
    listType,
    dictType,
    setType,
    frozensetType,
    rangeType,
    sliceType,
    propertyType,
    staticmethodType,
    classmethodType,
    superType,
    iteratorClasses.enumerate,
    iteratorClasses.zip,
    iteratorClasses.map,
    iteratorClasses.filter,
    iteratorClasses.reversed,
  ])
    builtins.set(cls.name, cls);
  for (const [name, cls] of exceptionClasses) builtins.set(name, cls);
  builtins.set('IOError', exceptionClasses.get('OSError'));
  builtins.set('EnvironmentError', exceptionClasses.get('OSError'));
  builtins.set('NotImplemented', notImplemented);
  builtins.set('Ellipsis', ellipsis);
  builtins.set('__debug__', true);
  builtins.set('__name__', 'builtins');
}
setGroupItems((value) => (value instanceof PyList ? tuple([...value.items]) : value));
setObjectGetAttribute(undefined);
