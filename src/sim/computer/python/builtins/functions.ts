// The built-in functions (the chapter of that name in Python's library reference).
import type { Task } from '../../../kernel/task.ts';
import { exceptionClasses, isException } from '../objects/exceptions.ts';
import { hash } from '../objects/hash.ts';
import { textLength } from '../objects/items.ts';
import { iteratorClasses } from '../objects/iterator-classes.ts';
import { formatValue, repr, reprText, str } from '../objects/text.ts';
import {
  boolType,
  bytearrayType,
  bytesType,
  classmethodType,
  dict,
  dictType,
  floatType,
  frozensetType,
  intType,
  list,
  listType,
  native,
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
  PyClass,
  PyFloat,
  PyFunction,
  PyMethod,
  PyNative,
  PyObject,
  PyTaskIterator,
  PyTuple,
  Raised,
  type Value,
} from '../objects/values.ts';
import { deleteAttribute, getAttribute, setAttribute } from '../run/attributes.ts';
import { collect, iterate, next } from '../run/containers.ts';
import { type Frame, PyGenerator } from '../run/frame.ts';
import { loadModule } from '../run/imports.ts';
import type { Interpreter } from '../run/interpreter.ts';
import { binary, compareOp } from '../run/operators.ts';
import { namesOf } from '../run/special.ts';
import type { Thread } from '../run/thread.ts';
import { truth } from '../run/truth.ts';
import { compileText, evaluate } from './evaluate.ts';
import { openFile } from './files.ts';
import { whole, length } from './length.ts';
import { radix, absolute, inverse, roundHalfEven, roundTo } from './numbers.ts';
import { sorted } from './sort.ts';

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
    if (object !== undefined) return list(namesOf(object));
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
  compile: compileText,
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
