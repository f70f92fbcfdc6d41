// The `class` statement: the body runs in names of its own, the metaclass makes a class of them.
import type { Task } from '../../../kernel/task.ts';
import type { Code } from '../compiler/code.ts';
import {
  classmethodType,
  dict,
  linearise,
  objectType,
  staticmethodType,
  tuple,
  typeOf,
  typeType,
} from '../objects/types.ts';
import {
  Cell,
  type Keywords,
  PyClass,
  PyDict,
  PyFunction,
  PyInstance,
  PyWrapper,
  type Value,
} from '../objects/values.ts';
import { callObject } from './calls.ts';
import { findAttribute } from './attributes.ts';
import { collect, setItem } from './containers.ts';
import { Frame, makeCells } from './frame.ts';
import type { Thread } from './thread.ts';

/** Runs a class statement; the class. */
export function* buildClass(
  thread: Thread,
  frame: Frame,
  code: Code,
  closure: readonly Cell[],
  title: string,
  given: readonly Value[],
  keywords: PyDict,
): Task<Value> {
  const bases: Value[] = [];
  for (const base of given) {
    if (base instanceof PyClass || typeOf(base).lookup('__mro_entries__') === undefined) bases.push(base);
    else bases.push(...(yield* collect(thread, yield* thread.callMethod(base, '__mro_entries__', tuple(given)))));
  }
  const kw = new Map([...keywords.map.values()].map(({ key, value }) => [key as string, value]));
  const explicit = kw.get('metaclass');
  kw.delete('metaclass');
  let meta: Value = explicit ?? typeType;
  if (meta instanceof PyClass)
    for (const base of bases) {
      const other = typeOf(base);
      if (other.isSubclass(meta as PyClass)) meta = other;
      else if (!(meta as PyClass).isSubclass(other) && base instanceof PyClass)
        throw thread.error(
          'TypeError',
          'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
        );
    }
  const prepare =
    meta instanceof PyClass && meta !== typeType ? yield* findAttribute(thread, meta, '__prepare__') : undefined;
  const prepared = prepare === undefined ? undefined : yield* thread.call(prepare, [title, tuple(bases)], kw);
  const names = new Map<string, Value>([
    ['__module__', frame.globals.get('__name__') ?? '__main__'],
    ['__qualname__', code.qualname],
  ]);
  const cells = makeCells(code, closure);
  const body = new Frame(code, frame.globals, frame.builtins, [], cells, names);
  if (prepared instanceof PyDict) {
    body.space = prepared;
    for (const [name, value] of names) yield* setItem(thread, prepared, name, value);
  }
  yield* thread.run(body);
  const at = code.cells.indexOf('__class__');
  const space = body.space ?? dict();
  if (!body.space) for (const [name, value] of names) space.set(name, value);
  if (at >= 0) space.set('__classcell__', cells[at]);
  if (meta === typeType) return yield* makeClass(thread, typeType, title, bases, space, kw);
  return yield* callObject(thread, meta, [title, tuple(bases), space], kw.size > 0 ? kw : undefined);
}

/** What `type(name, bases, dict)` does. */
export function* makeClass(
  thread: Thread,
  meta: PyClass,
  title: string,
  given: readonly Value[],
  space: PyDict,
  kw: Keywords,
): Task<PyClass> {
  const bases: PyClass[] = [];
  for (const base of given) {
    if (!(base instanceof PyClass)) throw thread.error('TypeError', 'bases must be types');
    if (!base.heap && ['bool', 'NoneType', 'function', 'range', 'slice', 'generator', 'ellipsis'].includes(base.name))
      throw thread.error('TypeError', `type '${base.name}' is not an acceptable base type`);
    bases.push(base);
  }
  if (bases.length === 0) bases.push(objectType);
  const attributes = new Map<string, Value>();
  let cell: Value;
  for (const { key, value } of space.map.values()) {
    const name = key as string;
    if (name === '__classcell__') cell = value;
    else if (value instanceof PyFunction && (name === '__init_subclass__' || name === '__class_getitem__'))
      attributes.set(name, new PyWrapper(classmethodType, value));
    else if (value instanceof PyFunction && name === '__new__')
      attributes.set(name, new PyWrapper(staticmethodType, value));
    else if (name !== '__qualname__') attributes.set(name, value);
  }
  if (attributes.has('__eq__') && !attributes.has('__hash__')) attributes.set('__hash__', null);
  const cls = new PyClass(meta, title, bases, attributes, true);
  cls.qualname = (space.get('__qualname__') as string | undefined) ?? title;
  const mro = linearise(cls, bases);
  if (!mro)
    throw thread.error(
      'TypeError',
      `Cannot create a consistent method resolution\norder (MRO) for bases ${bases.map(({ name }) => name).join(', ')}`,
    );
  cls.mro = mro;
  PyClass.version++;
  for (const base of bases) base.subclasses.push(cls);
  if (cell instanceof Cell) cell.value = cls;
  for (const [name, value] of attributes)
    if (value instanceof PyInstance && value.cls.lookup('__set_name__') !== undefined)
      yield* thread.callMethod(value, '__set_name__', cls, name);
  for (const base of mro.slice(1)) {
    const hook = base.dict.get('__init_subclass__');
    if (hook === undefined) continue;
    yield* thread.call(hook instanceof PyWrapper ? hook.func : hook, [cls], kw && kw.size > 0 ? kw : undefined);
    return cls;
  }
  if (kw && kw.size > 0 && meta === typeType)
    throw thread.error('TypeError', `${title}.__init_subclass__() takes no keyword arguments`);
  return cls;
}
